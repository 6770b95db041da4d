// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import com.google.common.collect.ImmutableList;
import dev.pincer.source.Span;
import org.jspecify.annotations.Nullable;

/**
 * A macro as defined.
 *
 * @param definition its name where it is defined
 * @param parameters null for an object-like macro; the last is {@code __VA_ARGS__}, or GNU's name
 *     for it, if variadic
 */
record Macro(
    String name,
    Span definition,
    @Nullable ImmutableList<String> parameters,
    boolean variadic,
    ImmutableList<Token> body) {

  static final String VA_ARGS = "__VA_ARGS__";

  boolean functionLike() {
    return parameters != null;
  }

  /** Index of the parameter that {@code token} names, or -1. */
  int parameter(Token token) {
    return parameters == null || !token.isIdentifier() ? -1 : parameters.indexOf(token.text());
  }

  /**
   * Whether {@code other} may define the same name again (C11 6.10.3p2): same spelling and spacing.
   */
  boolean sameAs(Macro other) {
    if (functionLike() != other.functionLike()
        || (parameters != null && !parameters.equals(other.parameters))
        || variadic != other.variadic
        || body.size() != other.body.size()) {
      return false;
    }
    for (int i = 0; i < body.size(); i++) {
      Token a = body.get(i);
      Token b = other.body.get(i);
      if (!a.text().equals(b.text()) || (i > 0 && a.spaceBefore() != b.spaceBefore())) {
        return false;
      }
    }
    return true;
  }
}
