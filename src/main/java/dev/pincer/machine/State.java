// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import org.jspecify.annotations.Nullable;

/**
 * A state between two steps. Equal states have equal futures.
 *
 * <p>A step that faults leads to a state that differs from the one before in its fault alone: the
 * step is undone, its events tell how it came to the fault. The same holds for initial code and for
 * what a thread does before its first access; threads that come after it stand at their first
 * instruction then.
 *
 * @param memory the value of each place, indexed by address; 0 at holes
 * @param threads in the order of the program
 * @param shared what the memory model keeps of no thread
 * @param fault what ended the run; null while it goes on. A state with a fault has no successors
 */
public record State(
    ImmutableLongArray memory,
    ImmutableList<ThreadState> threads,
    Hidden shared,
    @Nullable Fault fault) {
  /** Of a memory model that keeps nothing beside memory and threads. */
  public State(
      ImmutableLongArray memory, ImmutableList<ThreadState> threads, @Nullable Fault fault) {
    this(memory, threads, Hidden.NONE, fault);
  }

  /** The state with another memory, and one thread standing elsewhere. */
  State with(ImmutableLongArray newMemory, int thread, ThreadState stand) {
    ThreadState[] all = threads.toArray(new ThreadState[0]);
    all[thread] = stand;
    return new State(newMemory, ImmutableList.copyOf(all), shared, fault);
  }
}
