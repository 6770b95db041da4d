// SPDX-License-Identifier: Apache-2.0
package dev.pincer.program;

import dev.pincer.source.Span;
import org.jspecify.annotations.Nullable;

/**
 * One scalar of shared memory, at one address.
 *
 * <p>Aggregates are laid out scalar by scalar, a struct at the address of its first field. Behind
 * each array lies one place that holds nothing, so that the pointer just past the end is an address
 * of its own; {@code hole} marks it, as it does address 0.
 *
 * @param path as in C: {@code parent.pmd[0].pte[1].write}
 * @param object the file-scope object that it is a part of; no name for address 0
 * @param initial the value before any {@code initial} code runs
 * @param ghost accesses are no steps of their own
 * @param hole no value: every access is undefined behaviour
 * @param declared where the file-scope object is declared; null for address 0
 */
public record Place(
    String path,
    String object,
    ValueType type,
    long initial,
    boolean ghost,
    boolean hole,
    @Nullable Span declared) {}
