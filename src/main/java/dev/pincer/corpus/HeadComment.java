// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The first comment of a C file that says more than its licence. */
final class HeadComment {
  /** Spaces, licence lines in both forms, then a comment. */
  private static final Pattern HEAD =
      Pattern.compile(
          "\\A(?:\\s|//[^\\n]*SPDX[^\\n]*\\n|/\\*\\s*SPDX[^*]*\\*/)*+/\\*(.*?)\\*/",
          Pattern.DOTALL);

  private static final Pattern FIELD =
      Pattern.compile(
          "^[ \\t]*\\*?[ \\t]*(Since|Until):[ \\t]*(\\S+)[ \\t]*\\r?$", Pattern.MULTILINE);

  private final SourceFile file;

  /** Where its text begins and ends; equal where there is none. */
  private final int start;

  private final int end;

  HeadComment(SourceFile file) {
    this.file = file;
    Matcher head = HEAD.matcher(file.text());
    boolean found = head.find();
    this.start = found ? head.start(1) : 0;
    this.end = found ? head.end(1) : 0;
  }

  /** Its first sentence, on one line, without the full stop. */
  String title() {
    StringBuilder title = new StringBuilder();
    for (String raw : Lines.of(file.text().substring(start, end))) {
      String line = raw.strip();
      line = line.startsWith("*") ? line.substring(1).strip() : line;
      if (line.isEmpty() || FIELD.matcher(line).matches()) {
        if (title.length() > 0) {
          break;
        }
        continue;
      }
      title.append(title.length() > 0 ? " " : "").append(line);
    }
    Matcher stop = Pattern.compile("\\.(?=\\s|$)").matcher(title);
    return stop.find() ? title.substring(0, stop.start()) : title.toString();
  }

  /** The word after {@code Since:} or {@code Until:} on a line of its own, or null. */
  @Nullable Span field(String name) {
    Matcher field = FIELD.matcher(file.text());
    field.region(start, end);
    while (field.find()) {
      if (field.group(1).equals(name)) {
        return new Span(file, field.start(2), field.end(2));
      }
    }
    return null;
  }
}
