// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import dev.pincer.Models;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the models are. */
final class ModelsFolder {
  @Option(
      names = "--models",
      paramLabel = "DIR",
      description = "the models folder (default: that of this checkout)")
  private @Nullable Path folder;

  Models open() {
    return Models.open(folder != null ? folder : Models.standardFolder());
  }
}
