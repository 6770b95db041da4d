// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import com.google.common.collect.ImmutableMap;
import dev.pincer.source.SourceFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The macros that a model lets its users define, each with the value that it has otherwise. */
final class Knobs {
  private static final Pattern KNOB =
      Pattern.compile(
          "^#[ \\t]*ifndef[ \\t]+(\\w+)[^\\n]*\\n#[ \\t]*define[ \\t]+\\1[ \\t]+([^\\n]*)",
          Pattern.MULTILINE);

  private Knobs() {}

  /** {@code #ifndef NAME} with a {@code #define NAME value} in the next line, in any of files. */
  static ImmutableMap<String, String> of(List<SourceFile> files) {
    Map<String, String> knobs = new LinkedHashMap<>();
    for (SourceFile file : files) {
      Matcher matcher = KNOB.matcher(file.text());
      while (matcher.find()) {
        String value = matcher.group(2).replaceAll("/\\*.*|//.*", "").strip();
        if (!value.isEmpty()) {
          knobs.putIfAbsent(matcher.group(1), value);
        }
      }
    }
    return ImmutableMap.copyOf(knobs);
  }
}
