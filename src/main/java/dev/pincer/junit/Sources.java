// SPDX-License-Identifier: Apache-2.0
package dev.pincer.junit;

import dev.pincer.Model;
import dev.pincer.Models;
import dev.pincer.corpus.SavedSchedule;
import dev.pincer.corpus.Scenario;
import dev.pincer.source.Span;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.support.descriptor.FilePosition;
import org.junit.platform.engine.support.descriptor.FileSource;

/** Where tests stand, for who clicks on one. */
final class Sources {
  private Sources() {}

  /** A row of the table of expected verdicts. */
  static @Nullable TestSource row(Models models, Span place) {
    return at(models.corpus().folder().resolve("expected.txt"), place.line());
  }

  static @Nullable TestSource scenario(Scenario scenario) {
    return at(scenario.path(), 1);
  }

  static @Nullable TestSource saved(SavedSchedule saved) {
    return at(saved.path(), saved.line());
  }

  /** A declaration of {@code model}: in its scenario, or in a file beside it. */
  static @Nullable TestSource declaration(Model model, Span place) {
    Scenario scenario = model.scenario();
    String path = place.file().path();
    if (path.equals(scenario.file().path())) {
      return at(scenario.path(), place.line());
    }
    // What has the path of a file of the small Linux is that of a stage, and on no disk.
    Path beside = model.models().corpus().folder().resolve(path);
    return Files.exists(beside) ? at(beside, place.line()) : scenario(scenario);
  }

  /** Null for what is no file of the disk: the models inside the jar. */
  private static @Nullable TestSource at(Path path, int line) {
    return path.getFileSystem() == FileSystems.getDefault()
        ? FileSource.from(path.toAbsolutePath().normalize().toFile(), FilePosition.from(line))
        : null;
  }
}
