// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import dev.pincer.corpus.Corpus;
import dev.pincer.diag.Diagnostics;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Where a report goes.
 *
 * @param file null for standard output
 * @param append whether it goes behind what the file has
 */
record Sink(Format format, @Nullable Path file, boolean append) {
  static Sink standardOutput(Format format) {
    return new Sink(format, null, false);
  }

  static Sink of(Format format, Path file) {
    return new Sink(format, file, false);
  }

  /** Refuses what could not be written, before anything is searched. */
  void demandWritable() {
    Diagnostics diagnostics = new Diagnostics();
    if (file != null && !Corpus.isWritable(file, diagnostics)) {
      throw new Refusal(diagnostics);
    }
  }

  void write(CommandSpec spec, Output output, String text) {
    Diagnostics diagnostics = new Diagnostics();
    if (file == null) {
      output.print(spec, text);
    } else if (!Corpus.write(file, text, append, diagnostics)) {
      throw new Refusal(diagnostics);
    }
  }
}
