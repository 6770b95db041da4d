// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.machine.Fault;
import dev.pincer.machine.Hidden;
import dev.pincer.machine.State;
import dev.pincer.machine.ThreadState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * States of the machine, taken apart: a state is a tuple of the numbers of its memory, its fault
 * and its threads; a memory is a tuple of the numbers of its stretches of {@value #STRETCH} places.
 * What a step leaves as it was is stored once. With five threads a state costs about 40 bytes, and
 * a memory of 200 places about 110 where it is new.
 *
 * <p>After Holzmann, "State Compression in SPIN: Recursive Indexing and Compression Training Runs"
 * (1997).
 */
final class ProgramStates implements StateStore<State> {
  private static final int STRETCH = 8;

  private final int placeCount;
  private final int stretchCount;
  private final int threadCount;

  /** Longs as two ints each, lower half first. */
  private final TupleTable stretches = new TupleTable(2 * STRETCH);

  private final TupleTable memories;

  /** Memory, fault (0 if there is none), threads, what is shared beside memory. */
  private final TupleTable states;

  private final Map<ThreadState, Integer> threadNumbers = new HashMap<>();
  private final List<ThreadState> threads = new ArrayList<>();
  private final Map<Fault, Integer> faultNumbers = new HashMap<>();
  private final List<Fault> faults = new ArrayList<>();
  private long threadBytes;
  private final Map<Hidden, Integer> sharedNumbers = new HashMap<>();
  private final List<Hidden> shared = new ArrayList<>();

  ProgramStates(int placeCount, int threadCount) {
    this.placeCount = placeCount;
    this.threadCount = threadCount;
    this.stretchCount = (placeCount + STRETCH - 1) / STRETCH;
    this.memories = new TupleTable(stretchCount);
    this.states = new TupleTable(3 + threadCount);
  }

  @Override
  public int find(State state, State near, int nearNumber) {
    int[] tuple = new int[3 + threadCount];
    tuple[0] = memory(state, near, nearNumber, false);
    if (tuple[0] < 0) {
      return -1;
    }
    Fault fault = state.fault();
    if (fault != null) {
      tuple[1] = faultNumbers.getOrDefault(fault, -1);
      if (tuple[1] < 0) {
        return -1;
      }
    }
    Integer kept = sharedNumbers.get(state.shared());
    if (kept == null) {
      return -1;
    }
    tuple[2 + threadCount] = kept;
    for (int i = 0; i < threadCount; i++) {
      ThreadState thread = state.threads().get(i);
      if (nearNumber >= 0 && isSame(thread, near.threads().get(i))) {
        tuple[2 + i] = states.get(nearNumber, 2 + i);
      } else {
        Integer number = threadNumbers.get(thread);
        if (number == null) {
          return -1;
        }
        tuple[2 + i] = number;
      }
    }
    return states.find(tuple);
  }

  @Override
  public int add(State state, State near, int nearNumber) {
    int[] tuple = new int[3 + threadCount];
    tuple[0] = memory(state, near, nearNumber, true);
    tuple[1] = fault(state.fault());
    tuple[2 + threadCount] = shared(state.shared());
    for (int i = 0; i < threadCount; i++) {
      ThreadState thread = state.threads().get(i);
      tuple[2 + i] =
          nearNumber >= 0 && isSame(thread, near.threads().get(i))
              ? states.get(nearNumber, 2 + i)
              : thread(thread);
    }
    return states.add(tuple);
  }

  /** A step hands on the very objects that it does not change. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(Object object, Object other) {
    return object == other;
  }

  private int memory(State state, State near, int nearNumber, boolean add) {
    ImmutableLongArray memory = state.memory();
    if (nearNumber >= 0 && isSame(memory, near.memory())) {
      return states.get(nearNumber, 0);
    }
    int nearMemory = nearNumber < 0 ? -1 : states.get(nearNumber, 0);
    int[] numbers = new int[stretchCount];
    for (int stretch = 0; stretch < stretchCount; stretch++) {
      if (nearMemory >= 0 && sameStretch(memory, near.memory(), stretch)) {
        numbers[stretch] = memories.get(nearMemory, stretch);
      } else {
        int[] halves = halves(memory, stretch);
        numbers[stretch] = add ? stretches.add(halves) : stretches.find(halves);
        if (numbers[stretch] < 0) {
          return -1;
        }
      }
    }
    return add ? memories.add(numbers) : memories.find(numbers);
  }

  private boolean sameStretch(ImmutableLongArray memory, ImmutableLongArray other, int stretch) {
    int end = Math.min(placeCount, (stretch + 1) * STRETCH);
    for (int place = stretch * STRETCH; place < end; place++) {
      if (memory.get(place) != other.get(place)) {
        return false;
      }
    }
    return true;
  }

  private int[] halves(ImmutableLongArray memory, int stretch) {
    int[] halves = new int[2 * STRETCH];
    int start = stretch * STRETCH;
    for (int i = 0; i < STRETCH && start + i < placeCount; i++) {
      long value = memory.get(start + i);
      halves[2 * i] = (int) value;
      halves[2 * i + 1] = (int) (value >>> 32);
    }
    return halves;
  }

  private int thread(ThreadState thread) {
    Integer number = threadNumbers.putIfAbsent(thread, threads.size());
    if (number != null) {
      return number;
    }
    threads.add(thread);
    threadBytes += 200 + 8L * thread.registers().length();
    return threads.size() - 1;
  }

  private int shared(Hidden hidden) {
    Integer number = sharedNumbers.putIfAbsent(hidden, shared.size());
    if (number != null) {
      return number;
    }
    shared.add(hidden);
    threadBytes += 300;
    return shared.size() - 1;
  }

  /** Faults are numbered from 1. */
  private int fault(@Nullable Fault fault) {
    if (fault == null) {
      return 0;
    }
    Integer number = faultNumbers.putIfAbsent(fault, faults.size() + 1);
    if (number != null) {
      return number;
    }
    faults.add(fault);
    return faults.size();
  }

  @Override
  public State get(int number) {
    int memory = states.get(number, 0);
    ImmutableLongArray.Builder places = ImmutableLongArray.builder(placeCount);
    for (int place = 0; place < placeCount; place++) {
      int stretch = memories.get(memory, place / STRETCH);
      int half = 2 * (place % STRETCH);
      places.add(
          (stretches.get(stretch, half) & 0xFFFF_FFFFL)
              | (long) stretches.get(stretch, half + 1) << 32);
    }
    ImmutableList.Builder<ThreadState> stand = ImmutableList.builderWithExpectedSize(threadCount);
    for (int i = 0; i < threadCount; i++) {
      stand.add(threads.get(states.get(number, 2 + i)));
    }
    int fault = states.get(number, 1);
    return new State(
        places.build(),
        stand.build(),
        shared.get(states.get(number, 2 + threadCount)),
        fault == 0 ? null : faults.get(fault - 1));
  }

  @Override
  public int size() {
    return states.size();
  }

  /** Properties look at the memory alone. */
  @Override
  public int visiblePart(int number) {
    return states.get(number, 0);
  }

  @Override
  public int visiblePartCount() {
    return memories.size();
  }

  @Override
  public long bytes() {
    return stretches.bytes() + memories.bytes() + states.bytes() + threadBytes;
  }
}
