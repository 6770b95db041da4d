// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.program.Code;
import dev.pincer.program.Memory;
import dev.pincer.program.Program;
import dev.pincer.program.ValueType;
import dev.pincer.reduce.Exchange;

/**
 * What states become where threads take each other's places, and objects do. Of memory models that
 * hide nothing.
 */
public final class Renaming {
  private final Program program;
  private final ImmutableIntArray threads;
  private final Exchange objects;

  /**
   * @param threads for each thread the one whose place it takes
   */
  public Renaming(Program program, ImmutableIntArray threads, Exchange objects) {
    this.program = program;
    this.threads = threads;
    this.objects = objects;
  }

  /** What becomes of a value that stands in memory. */
  public long value(ValueType type, long value) {
    return type instanceof ValueType.ThreadNumber ? number(value) : objects.value(type, value);
  }

  private long number(long value) {
    return value < 1 || value > threads.length() ? value : threads.get((int) value - 1) + 1;
  }

  /** What becomes of where a thread stands, before another one stands there. */
  public ThreadState standing(int thread, ThreadState standing) {
    Code code = program.threads().get(thread).code();
    ImmutableLongArray.Builder registers = ImmutableLongArray.builder();
    for (int i = 0; i < standing.numbers().length(); i++) {
      int register = standing.numbers().get(i);
      ValueType type = code.registers().get(register).type();
      long value = standing.registers().get(i);
      registers.add(
          type instanceof ValueType.ThreadNumber
              ? number(value)
              : objects.value(thread, register, type, value));
    }
    return new ThreadState(standing.pc(), standing.numbers(), registers.build());
  }

  /** What becomes of a state without fault. */
  public State state(State state) {
    Memory memory = program.memory();
    long[] values = new long[memory.places().size()];
    for (int place = 0; place < values.length; place++) {
      values[objects.address(place)] =
          value(memory.places().get(place).type(), state.memory().get(place));
    }
    ThreadState[] standings = new ThreadState[threads.length()];
    for (int thread = 0; thread < standings.length; thread++) {
      standings[threads.get(thread)] = standing(thread, state.threads().get(thread));
    }
    return new State(ImmutableLongArray.copyOf(values), ImmutableList.copyOf(standings), null);
  }
}
