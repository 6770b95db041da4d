// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import com.google.common.collect.ImmutableList;
import dev.pincer.program.Instruction;
import org.jspecify.annotations.Nullable;

/**
 * How the accesses of threads meet in memory: a policy of the machine, one class each.
 *
 * <p>What a model keeps beside the memory that all threads see, it keeps in the {@link Hidden} of
 * each thread. Memory may take steps of its own for a thread, as a store buffer does when a store
 * leaves it; in schedules they are steps of thread {@code n + thread}, where n is the number of the
 * threads.
 */
public abstract class MemoryModel {
  /** Stores that a buffer of {@link #tso()} holds. */
  public static final int DEPTH = 16;

  MemoryModel() {}

  /** Sequential consistency: an access is seen by all at once. */
  public static MemoryModel sc() {
    return SequentialConsistency.ONLY;
  }

  /** x86-TSO with store buffers of the default depth. */
  public static MemoryModel tso() {
    return tso(DEPTH);
  }

  /**
   * x86-TSO: a first-in-first-out store buffer for each thread.
   *
   * @param depth stores that a buffer holds, 1 ..; where a run would need more, the search is not
   *     exhaustive
   */
  public static MemoryModel tso(int depth) {
    return new TotalStoreOrder(depth);
  }

  /**
   * A multi-copy-atomic model in the manner of ARMv8.
   *
   * @param depth a quarter of the stores that some thread need not have seen yet, 1 ..
   */
  public static MemoryModel weak(int depth) {
    return new Weak(depth);
  }

  /** The names of all, as on the command line. */
  public static ImmutableList<String> names() {
    return ImmutableList.of("sc", "tso", "weak");
  }

  /**
   * The model of this name, one of {@link #names}.
   *
   * @param depth stores of a thread that may wait to be seen, where the model has them wait
   */
  public static MemoryModel named(String name, int depth) {
    return switch (name) {
      case "sc" -> sc();
      case "tso" -> tso(depth);
      case "weak" -> weak(depth);
      default -> throw new IllegalArgumentException("memory model " + name);
    };
  }

  /** {@code sc}, {@code tso}: as on the command line and in reports. */
  public abstract String name();

  /** Whether memory takes steps of its own. */
  public abstract boolean hasSteps();

  /**
   * Whether each step of a thread, and each that memory takes for it, depends on that thread and on
   * memory alone, and leaves what is kept of the others as it was.
   */
  public abstract boolean isLocal();

  /** Whether a load may give a value that is not in memory any more. */
  boolean hasPast() {
    return false;
  }

  /** What a thread hides at first. */
  abstract Hidden initial();

  /** A thread's way to memory during one run. */
  abstract Port port(
      Layout layout, CodeTable code, State state, int thread, ThreadState from, Picks picks);

  /**
   * The states behind the steps that memory can take for a thread, in a fixed order; at most one
   * where the model {@link #isLocal}.
   *
   * @param footprint told by a local model what its step writes
   */
  abstract ImmutableList<State> steps(
      Machine machine, State state, int thread, @Nullable Footprint footprint);

  /** What is kept of no thread, at first. */
  Hidden shared() {
    return Hidden.NONE;
  }

  /** The state that a step ends in; null if it must not come to that. */
  @Nullable State settle(Machine machine, State state) {
    return state;
  }

  /**
   * Whether there is room for all stores that such a state keeps; if not, something is left out.
   */
  boolean hasRoom(State settled) {
    return true;
  }

  /** The same for another machine, of whose program nothing was looked up or left out yet. */
  MemoryModel fresh() {
    return this;
  }

  /**
   * Whether the run so far is none, as what two threads owe contradicts each other. Nothing that is
   * wrong in such a state is wrong in the model. Cost: may be that of a search from there.
   */
  boolean isImpossible(Machine machine, State state) {
    return false;
  }

  /**
   * How many stores that have been seen a thread has still to come to. A run on which it comes to
   * one of them never is none.
   */
  int owed(State state, int thread) {
    return 0;
  }

  /** Whether {@link #owed} may ever be more than 0. */
  boolean owes() {
    return false;
  }

  /** Whether anything was left out so far. */
  boolean isCut() {
    return false;
  }

  /**
   * Whether an instruction may have been held back for want of room, where a real machine may have
   * more.
   */
  abstract boolean lacksRoom(Hidden hidden, Instruction next);

  /** Whether all that the thread has stored is seen by all. */
  abstract boolean isQuiet(Hidden hidden);

  /**
   * What an instruction may become so that it does the same, but orders less: weakest first. Empty
   * for one that orders nothing here; {@code fence(write)} is such a one under x86-TSO.
   */
  public abstract ImmutableList<Instruction> weaker(Instruction instruction);

  /** Stores of a thread that may wait to be seen; 0 where none waits. */
  public abstract int depth();

  /** The name, and the depth if it is not the default: {@code tso, --buffer-depth 2}. */
  @Override
  public final String toString() {
    return name() + (depth() == 0 || depth() == DEPTH ? "" : ", --buffer-depth " + depth());
  }
}
