// SPDX-License-Identifier: Apache-2.0
package dev.pincer.litmus;

import com.google.common.collect.ImmutableMap;
import java.util.function.Consumer;

/** What a litmus test says of its final states: equations, and {@code /\}, {@code \/}, not. */
public sealed interface Condition {
  /**
   * Whether it is true where each observed thing has the value of the map.
   *
   * @param values by {@link Observed#label}; one for each that the condition names
   */
  boolean holds(ImmutableMap<String, Value> values);

  /** Tells of each observed thing that it names, in the order of the text. */
  void forEach(Consumer<Observed> consumer);

  /** Always true: {@code true}. */
  record True() implements Condition {
    @Override
    public boolean holds(ImmutableMap<String, Value> values) {
      return true;
    }

    @Override
    public void forEach(Consumer<Observed> consumer) {}
  }

  record Not(Condition operand) implements Condition {
    @Override
    public boolean holds(ImmutableMap<String, Value> values) {
      return !operand.holds(values);
    }

    @Override
    public void forEach(Consumer<Observed> consumer) {
      operand.forEach(consumer);
    }
  }

  record And(Condition left, Condition right) implements Condition {
    @Override
    public boolean holds(ImmutableMap<String, Value> values) {
      return left.holds(values) && right.holds(values);
    }

    @Override
    public void forEach(Consumer<Observed> consumer) {
      left.forEach(consumer);
      right.forEach(consumer);
    }
  }

  record Or(Condition left, Condition right) implements Condition {
    @Override
    public boolean holds(ImmutableMap<String, Value> values) {
      return left.holds(values) || right.holds(values);
    }

    @Override
    public void forEach(Consumer<Observed> consumer) {
      left.forEach(consumer);
      right.forEach(consumer);
    }
  }

  /** {@code 0:r1 = 1:r1}: two observed things have one value. */
  record Same(Observed left, Observed right) implements Condition {
    @Override
    public boolean holds(ImmutableMap<String, Value> values) {
      return actual(values, left).equals(actual(values, right));
    }

    @Override
    public void forEach(Consumer<Observed> consumer) {
      consumer.accept(left);
      consumer.accept(right);
    }
  }

  /** {@code 0:r1 = 1}, {@code x = 2}, {@code 1:r0 = y}. */
  record Equal(Observed observed, Value value) implements Condition {
    @Override
    public boolean holds(ImmutableMap<String, Value> values) {
      return actual(values, observed).equals(value);
    }

    @Override
    public void forEach(Consumer<Observed> consumer) {
      consumer.accept(observed);
    }
  }

  private static Value actual(ImmutableMap<String, Value> values, Observed observed) {
    Value actual = values.get(observed.label());
    if (actual == null) {
      throw new IllegalArgumentException("no value of " + observed.label());
    }
    return actual;
  }
}
