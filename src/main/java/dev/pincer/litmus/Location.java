// SPDX-License-Identifier: Apache-2.0
package dev.pincer.litmus;

import dev.pincer.source.Span;
import org.jspecify.annotations.Nullable;

/**
 * A shared variable.
 *
 * @param type what it holds, in C: {@code int}, {@code int *}; empty while nobody has said
 * @param initial its first value; null for 0
 */
record Location(String name, String type, @Nullable Initial initial, Span span) {}
