// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import com.google.common.collect.ImmutableSet;
import dev.pincer.source.Span;
import dev.pincer.syntax.Tree.Storage;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A name and what is around it: {@code *a[3]}, {@code f(int x)}, or without a name {@code *}.
 *
 * @param span of all of it; empty for the empty one
 * @param wrap makes the type of the name out of the type before the declarator
 * @param derived whether it is more than a name, so that the type before it is not that of the
 *     object
 * @param qualifiers {@code const} and {@code volatile} after its outermost {@code *}
 */
record Declarator(
    Span span,
    Tree.@Nullable Name name,
    UnaryOperator<Tree.Type> wrap,
    boolean derived,
    ImmutableSet<Storage> qualifiers) {}
