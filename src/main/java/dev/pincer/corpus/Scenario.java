// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import dev.pincer.source.SourceFile;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Who runs what on the small Linux: a C file with threads and properties.
 *
 * @param name its file name without {@code .c}
 * @param path where it lies on the disk
 * @param title the first sentence of its head comment, without full stop; may be empty
 * @param since the first stage at which it means something: its {@code Since:} line, or the oldest
 * @param until the last such stage: its {@code Until:} line; null for no end
 */
public record Scenario(
    Kind kind,
    String name,
    Path path,
    SourceFile file,
    String title,
    Stage since,
    @Nullable Stage until) {

  public enum Kind {
    /** Of models/scenarios: judged at each stage that it covers. */
    SHIPPED,
    /** Of models/tutorial: a whole model in one file, judged once. */
    LESSON,
    /** Any other file: a user's. */
    OWN
  }

  /** Whether it means something at {@code stage}. */
  public boolean covers(Stage stage) {
    return stage.index() >= since.index() && (until == null || stage.index() <= until.index());
  }

  @Override
  public String toString() {
    return name;
  }
}
