// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import com.google.common.collect.ImmutableList;
import dev.pincer.source.SourceFile;

/**
 * A tree with patches on it.
 *
 * @param notes what the user should know of how they applied, a line each: {@code hunk 2 of
 *     mm/gup.c applied at offset 3}
 * @param others files of the user's that the patches change, and that the model does not include
 *     without them
 */
public record Patched(
    SourceTree tree, ImmutableList<String> notes, ImmutableList<SourceFile> others) {}
