// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import com.google.common.base.Splitter;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/**
 * A file that a table grows in, over as many runs as it takes: rows that it has are not tried
 * again. Its first line says how they were made, and rows of other settings are refused.
 */
final class RowFile {
  private final Sink sink;
  private final List<String> lines;

  private RowFile(Sink sink, List<String> lines) {
    this.sink = sink;
    this.lines = lines;
  }

  /**
   * Opens it; a file that there is not yet gets its first lines with the first row.
   *
   * @throws Refusal if it cannot be read or written, or has rows of other settings
   */
  static RowFile open(Path file, String settings) {
    Sink sink = new Sink(Format.TEXT, file, true);
    sink.demandWritable();
    if (Files.exists(file) && !Files.isRegularFile(file)) {
      throw unreadable(file);
    }
    try {
      List<String> lines =
          Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
      if (!lines.isEmpty() && !lines.get(0).equals(settings)) {
        Diagnostics diagnostics = new Diagnostics();
        diagnostics.error(
            ErrorCode.BAD_VALUE,
            Usage.PLACE,
            file,
            "--table",
            "a new file, or one that begins with `" + settings + "`");
        throw new Refusal(diagnostics);
      }
      return new RowFile(sink, lines);
    } catch (IOException e) {
      throw unreadable(file);
    }
  }

  private static Refusal unreadable(Path file) {
    Diagnostics diagnostics = new Diagnostics();
    diagnostics.error(
        ErrorCode.BAD_VALUE, Usage.PLACE, file, "--table", "a text file that can be read");
    return new Refusal(diagnostics);
  }

  boolean isEmpty() {
    return lines.isEmpty();
  }

  /** Whether it has a row that begins with this. */
  boolean has(String name) {
    return lines.stream().anyMatch(line -> line.startsWith(name + " "));
  }

  /** The stages and proposals of its rows. */
  List<String> stages() {
    return lines.stream()
        .map(line -> Splitter.on(' ').omitEmptyStrings().splitToList(line))
        .filter(words -> words.size() > 1)
        .map(words -> words.get(1))
        .toList();
  }

  void append(CommandSpec spec, Output output, String text) {
    sink.write(spec, output, text);
  }
}
