// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * A step of a thread of a {@link RecordModel}: a name, when it can be taken, and what it does.
 *
 * @param name for traces: what the thread does
 * @param enabled a pure function
 * @param next a pure function from a state in which the step is enabled to the state behind it
 * @param waits whether a thread that could take it waits for it: then a fair run takes it in the
 *     end even if it is enabled only now and then, as a lock that is free only now and then
 * @param <S> the states
 */
public record Step<S extends Record>(
    String name, Predicate<S> enabled, UnaryOperator<S> next, boolean waits) {

  /** A step that a fair run takes in the end if it stays enabled. */
  public static <S extends Record> Step<S> of(
      String name, Predicate<S> enabled, UnaryOperator<S> next) {
    return new Step<>(name, enabled, next, false);
  }

  /** A step that a fair run takes in the end if it is enabled again and again: taking a lock. */
  public static <S extends Record> Step<S> waiting(
      String name, Predicate<S> enabled, UnaryOperator<S> next) {
    return new Step<>(name, enabled, next, true);
  }
}
