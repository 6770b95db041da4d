// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import com.google.common.collect.ImmutableList;
import dev.pincer.source.SourceFile;
import org.jspecify.annotations.Nullable;

/**
 * The files that a model can include. Knows search paths and patches; the preprocessor knows
 * neither and opens no file.
 */
public interface Includes {
  /**
   * The file that an {@code #include} means, or null if there is none.
   *
   * <p>One file is one object: the same path gives the same {@link SourceFile} each time, as {@code
   * #pragma once} and spans compare files by identity.
   *
   * @param name what stands between the quotes or brackets
   * @param angled {@code <name>}, not {@code "name"}
   * @param from the file with the directive
   */
  @Nullable SourceFile find(String name, boolean angled, SourceFile from);

  /** Names that {@code <...>} finds, for "did you mean". May be empty, and need not be complete. */
  default ImmutableList<String> names() {
    return ImmutableList.of();
  }
}
