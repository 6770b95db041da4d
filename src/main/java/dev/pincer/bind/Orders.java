// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bind;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableMap;
import dev.pincer.bind.Bound.Strength;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.source.Span;
import dev.pincer.syntax.Tree;
import org.jspecify.annotations.Nullable;

/** The strengths that a word of pincer.h can have. */
final class Orders {
  static final Orders LOAD =
      new Orders(
          "load()",
          ImmutableMap.of(
              "relaxed", Strength.RELAXED, "acquire", Strength.ACQUIRE, "full", Strength.FULL));
  static final Orders STORE =
      new Orders(
          "store()",
          ImmutableMap.of(
              "relaxed", Strength.RELAXED, "release", Strength.RELEASE, "full", Strength.FULL));
  static final Orders RMW =
      new Orders(
          "rmw()",
          ImmutableMap.of(
              "relaxed", Strength.RELAXED,
              "acquire", Strength.ACQUIRE,
              "release", Strength.RELEASE,
              "full", Strength.FULL));
  static final Orders FENCE =
      new Orders(
          "fence()",
          ImmutableMap.of(
              "acquire", Strength.ACQUIRE,
              "release", Strength.RELEASE,
              "full", Strength.FULL,
              "read", Strength.READ,
              "write", Strength.WRITE,
              "before_atomic", Strength.BEFORE_ATOMIC,
              "after_atomic", Strength.AFTER_ATOMIC));

  private final String word;
  private final ImmutableMap<String, Strength> strengths;

  private Orders(String word, ImmutableMap<String, Strength> strengths) {
    this.word = word;
    this.strengths = strengths;
  }

  /** The strength that {@code order} names; null, after an error, if the word has no such one. */
  @Nullable Strength strength(Tree.@Nullable Name order, Span word, Diagnostics diagnostics) {
    if (order == null) {
      throw new AssertionError("no order at " + word);
    }
    Strength strength = strengths.get(order.text());
    if (strength == null) {
      diagnostics
          .error(ErrorCode.UNKNOWN_ORDER, order.span(), this.word, order.text())
          .note(this.word + " takes " + Joiner.on(", ").join(strengths.keySet()))
          .didYouMean(order.text(), strengths.keySet());
    }
    return strength;
  }
}
