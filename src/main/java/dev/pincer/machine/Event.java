// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.program.Order;
import java.util.OptionalLong;

/**
 * What happened inside a step, in order: for traces, diagrams, coverage and data races. {@code
 * instruction} is an index in the code of the running thread.
 */
public sealed interface Event {
  int instruction();

  /**
   * A read or write of shared memory.
   *
   * @param before the values that stood there
   * @param after the values that stand there now; equal to {@code before} for a load
   * @param ghost no step of its own, and never a race
   * @param atomic inside an atomic block or a read-modify-write: never plain
   */
  record Accessed(
      int instruction,
      boolean store,
      int address,
      ImmutableLongArray before,
      ImmutableLongArray after,
      Order order,
      boolean ghost,
      boolean atomic)
      implements Event {}

  /**
   * A store was done that no other thread sees yet.
   *
   * @param values those stored
   */
  record Delayed(int instruction, int address, ImmutableLongArray values, Order order)
      implements Event {}

  /**
   * Memory itself took a step for the thread: the oldest store that the others did not see is seen
   * by all from here on.
   *
   * @param before the values that stood there
   * @param after the values that stand there now
   */
  record Seen(int address, ImmutableLongArray before, ImmutableLongArray after) implements Event {
    /** None: it is no instruction of the thread. */
    @Override
    public int instruction() {
      return -1;
    }
  }

  /**
   * The load that was told last gave what was there before, and its thread need not have seen what
   * is.
   *
   * @param newest the values that stand there
   * @param thread that stored them; the one that loads, where that store of its own comes later
   */
  record Stale(int instruction, int address, ImmutableLongArray newest, int thread)
      implements Event {}

  /**
   * The store that was told last was seen by all before its thread came to it.
   *
   * @param values those stored
   */
  record Early(int instruction, int address, ImmutableLongArray values) implements Event {}

  /** A register was given a value (Let, and what a Load or Choose brings). */
  record Assigned(int instruction, int register, long value) implements Event {}

  /**
   * A branch, an await or an assertion was decided. An await that is false ends its step before it
   * has happened.
   *
   * @param watched the values of its watches, in their order; empty where a value is undefined, as
   *     that of an operand which the condition did not need
   */
  record Decided(int instruction, boolean truth, ImmutableList<OptionalLong> watched)
      implements Event {}

  /** A choose gave this value. */
  record Chose(int instruction, int value) implements Event {}

  /** A fence was passed. */
  record Fenced(int instruction, Order order) implements Event {}

  /**
   * The thread, initial code or property has returned.
   *
   * @param watched as in {@link Decided}
   */
  record Returned(int instruction, long value, ImmutableList<OptionalLong> watched)
      implements Event {}

  /** The run ended here. */
  record Faulted(int instruction, Fault fault) implements Event {}
}
