// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the lines of a saved schedule. What they name, whoever runs it looks up. */
final class SavedScheduleParser {
  private static final Pattern LINE = Pattern.compile("([A-Za-z]+):[ \\t]*(.*?)\\s*");
  private static final Pattern DEFINE = Pattern.compile("[A-Za-z_]\\w*=.+");

  /** Each line that there is, and whether there may be several. */
  private static final ImmutableMap<String, Boolean> LINES =
      ImmutableMap.<String, Boolean>builder()
          .put("Scenario", false)
          .put("Stage", false)
          .put("Patch", true)
          .put("Fuzz", false)
          .put("Define", true)
          .put("Memory", false)
          .put("Property", false)
          .put("Expect", false)
          .put("Schedule", false)
          .put("Why", false)
          .buildOrThrow();

  private static final ImmutableList<String> DEMANDED =
      ImmutableList.of("Scenario", "Property", "Expect", "Schedule", "Why");

  private final SourceFile file;
  private final Diagnostics diagnostics;
  private final Map<String, List<Span>> lines = new LinkedHashMap<>();

  private SavedScheduleParser(SourceFile file, Diagnostics diagnostics) {
    this.file = file;
    this.diagnostics = diagnostics;
  }

  /** The schedule in {@code file}, which lies in the folder of a scenario; null after reporting. */
  static @Nullable SavedSchedule parse(
      Scenario scenario, Path path, SourceFile file, Diagnostics diagnostics) {
    return new SavedScheduleParser(file, diagnostics).parse(scenario, path);
  }

  private @Nullable SavedSchedule parse(Scenario scenario, Path path) {
    int before = diagnostics.count();
    for (int line = 1; line <= file.lineCount(); line++) {
      read(line);
    }
    for (String name : DEMANDED) {
      if (diagnostics.count() == before && !lines.containsKey(name)) {
        diagnostics.error(ErrorCode.SAVED_LACKS, new Span(file, 0, 0), name).hint(hint(name));
      }
    }
    if (diagnostics.count() > before) {
      return null;
    }
    Span of = one("Scenario");
    if (!of.text().equals(scenario.name())) {
      diagnostics
          .error(ErrorCode.SAVED_LINE, of, "it lies in the folder of `" + scenario.name() + "`")
          .hint("move the file, or name that scenario");
    }
    SavedSchedule.Expect expect = expect(one("Expect"));
    int fuzz = lines.containsKey("Fuzz") ? fuzz(one("Fuzz")) : 0;
    for (Span define : all("Define")) {
      if (!DEFINE.matcher(define.text()).matches()) {
        bad(define, "want `NAME=VALUE`", "`Define: NR_GUP=2` is `-DNR_GUP=2`");
      }
    }
    String name = path.getFileName().toString();
    return diagnostics.count() > before
        ? null
        : new SavedSchedule(
            scenario,
            name.substring(0, name.length() - SavedSchedule.ENDING.length()),
            path,
            file,
            optional("Stage"),
            all("Patch"),
            fuzz,
            all("Define"),
            optional("Memory"),
            one("Property"),
            expect,
            one("Schedule"),
            one("Why").text());
  }

  private void read(int number) {
    String text = file.lineText(number);
    if (text.isBlank() || text.startsWith("#")) {
      return;
    }
    int start = file.lineStart(number);
    Matcher line = LINE.matcher(text);
    if (!line.matches() || !LINES.containsKey(line.group(1))) {
      String word = line.matches() ? line.group(1) : text.strip();
      diagnostics
          .error(
              ErrorCode.SAVED_LINE,
              new Span(file, start, start + Math.max(1, word.length())),
              "`" + word + "` is the name of no line")
          .hint("the lines are " + String.join(", ", LINES.keySet()))
          .didYouMean(word, LINES.keySet());
      return;
    }
    String name = line.group(1);
    Span value = new Span(file, start + line.start(2), start + line.end(2));
    List<Span> values = lines.computeIfAbsent(name, key -> new ArrayList<>());
    if (line.group(2).isEmpty()) {
      Span key = new Span(file, start, start + name.length());
      bad(key, "`" + name + ":` without a value", hint(name));
    } else if (!values.isEmpty() && !Boolean.TRUE.equals(LINES.get(name))) {
      bad(value, "`" + name + ":` a second time", "leave one out");
    }
    values.add(value);
  }

  private Span one(String name) {
    return all(name).get(0);
  }

  private @Nullable Span optional(String name) {
    return lines.containsKey(name) ? one(name) : null;
  }

  private ImmutableList<Span> all(String name) {
    return ImmutableList.copyOf(lines.getOrDefault(name, List.of()));
  }

  private SavedSchedule.Expect expect(Span word) {
    for (SavedSchedule.Expect expect : SavedSchedule.Expect.values()) {
      if (expect.word().equals(word.text())) {
        return expect;
      }
    }
    bad(word, "want `broken` or `mended`", hint("Expect"));
    return SavedSchedule.Expect.BROKEN;
  }

  private int fuzz(Span number) {
    if (number.text().matches("\\d{1,2}|100")) {
      return Integer.parseInt(number.text());
    }
    bad(number, "want a whole number, 0 to 100", "leave the line out: patches apply exactly then");
    return 0;
  }

  private void bad(Span at, String what, String hint) {
    diagnostics.error(ErrorCode.SAVED_LINE, at, what).hint(hint);
  }

  private static String hint(String name) {
    return switch (name) {
      case "Expect" ->
          "`Expect: broken`: the run breaks the property; `Expect: mended`: it does so no more";
      case "Why" -> "say in a line what the run shows";
      case "Schedule" -> "`Schedule: 0x9.2x4.0x25`, as reports print it";
      case "Property" -> "name the property that the run breaks";
      default -> "`pincer sample` and `pincer replay` write all lines with `--save`";
    };
  }
}
