// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import com.google.common.collect.ImmutableList;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The report that a check writes: its format, and where it goes. */
final class Report {
  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      description =
          "text (the default); json, as --json; junit, JUnit's XML; sarif, SARIF 2.1.0 with each"
              + " race; github, annotations of GitHub Actions; markdown, for a comment on a review",
      converter = Format.ByName.class)
  private @Nullable Format format;

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "write the report to FILE, and print text as without --format")
  private @Nullable Path file;

  /** Whether the command line names a format. */
  boolean isAsked() {
    return format != null || file != null;
  }

  private Format format(Output output) {
    if (output.json() && format != null && format != Format.JSON) {
      throw Refusal.superfluous("--json", "--format " + format, "leave one of them out");
    }
    return output.json() ? Format.JSON : format == null ? Format.TEXT : format;
  }

  ImmutableList<Sink> sinks(Output output) {
    Format as = format(output);
    if (as == Format.TEXT) {
      if (file != null) {
        throw Refusal.pointless("--output", "a `--format` other than text");
      }
      return ImmutableList.of();
    }
    return ImmutableList.of(file == null ? Sink.standardOutput(as) : Sink.of(as, file));
  }

  /** Whether text goes to standard output: nothing else does. */
  boolean isTextShown(Output output) {
    return format(output) == Format.TEXT || file != null;
  }

  /** The models folder as reports name it: from the working folder, if it is below it. */
  static String folder(Path models) {
    if (models.getFileSystem() != FileSystems.getDefault()) {
      return "";
    }
    Path here = Path.of("").toAbsolutePath();
    Path folder = models.toAbsolutePath().normalize();
    return (folder.startsWith(here) ? here.relativize(folder) : folder)
        .toString()
        .replace('\\', '/');
  }
}
