// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import com.google.common.collect.ImmutableList;

/**
 * A tree with patches on it.
 *
 * @param notes what the user should know of how they applied, a line each: {@code hunk 2 of
 *     mm/gup.c applied at offset 3}
 */
public record Patched(SourceTree tree, ImmutableList<String> notes) {}
