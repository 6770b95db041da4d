// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.program.Expr;
import dev.pincer.program.Instruction;
import dev.pincer.program.Order;
import org.jspecify.annotations.Nullable;

/**
 * A thread's way to memory during one run. This one is that of sequential consistency, of initial
 * code and of properties: what is stored is seen at once. Memory models extend it.
 *
 * <p>Mutable; belongs to one {@link Run}.
 */
class Port {
  /** What becomes of a store. */
  enum Effect {
    /** All threads see it. */
    SEEN,
    /** All threads saw it before. */
    EARLY,
    /** Only its own thread sees it so far. */
    DELAYED,
    /** It cannot be done now: the step is not enabled. */
    BLOCKED
  }

  final Layout layout;
  private final ImmutableLongArray before;

  /** The memory as it is now, once it differs from that before. */
  private long @Nullable [] memory;

  /** Where to note what of the memory is read and written. */
  private @Nullable Footprint footprint;

  Port(Layout layout, ImmutableLongArray memory) {
    this.layout = layout;
    this.before = memory;
  }

  final void tell(@Nullable Footprint who) {
    footprint = who;
  }

  /** What memory holds. */
  final long inMemory(int address) {
    return memory == null ? before.get(address) : memory[address];
  }

  final void setMemory(int address, long value) {
    if (layout.hole[address]) {
      return;
    }
    if (footprint != null) {
      footprint.write(address);
    }
    if (inMemory(address) == value) {
      return;
    }
    if (memory == null) {
      memory = before.toArray();
    }
    memory[address] = value;
  }

  final ImmutableLongArray inMemory(int first, int count) {
    ImmutableLongArray.Builder values = ImmutableLongArray.builder(count);
    for (int i = 0; i < count; i++) {
      values.add(inMemory(first + i));
    }
    return values.build();
  }

  /** The memory behind the run; the same object as before if nothing in it has changed. */
  final ImmutableLongArray memory() {
    return memory == null ? before : ImmutableLongArray.copyOf(memory);
  }

  /** What a load gives. */
  long read(int address) {
    if (footprint != null) {
      footprint.read(address);
    }
    return inMemory(address);
  }

  /**
   * Stores consecutive values, which are not all ghost.
   *
   * @param instruction that stores
   * @param inBlock in an atomic block or read-modify-write
   */
  Effect store(int first, long[] values, Order order, int instruction, boolean inBlock) {
    for (int i = 0; i < values.length; i++) {
      setMemory(first + i, values[i]);
    }
    return Effect.SEEN;
  }

  // What only models that follow dependencies ask for.

  /** A register has the value of an expression; of nothing that was loaded if it is null. */
  void assigned(int register, @Nullable Expr value) {}

  /** A register has the value of another. */
  void copied(int from, int to) {}

  /** A branch or an await was decided. */
  void decided(Expr condition) {}

  /**
   * A load of shared memory from {@code first} on begins.
   *
   * @return false if it cannot be done now
   */
  boolean beginLoad(Instruction.Load load, int first) {
    return true;
  }

  /** What memory holds beyond what the load at hand gives; null if that is the newest. */
  Event.@Nullable Stale stale(int instruction, int first, int count) {
    return null;
  }

  void endLoad() {}

  /** A store to shared memory begins; {@link #store} follows. */
  void beginStore(Instruction.Store store) {}

  /**
   * A store to ghosts alone begins, which is seen at once.
   *
   * @return false if it cannot be done now
   */
  boolean beginGhostStore() {
    return true;
  }

  /** A fence is passed. */
  void fence(Order order) {}

  /** What the memory model keeps of no thread, behind the run. */
  @Nullable Hidden shared() {
    return null;
  }

  /** An outermost block begins. */
  void begin(Instruction.AtomicBegin block) {}

  /** An outermost block has ended. */
  void end() {}

  /**
   * What the thread hides if the await at hand is false, as memory is now, and it looks again
   * later; null if that is as before.
   */
  @Nullable Hidden inVain() {
    return null;
  }

  /** Whether what goes wrong now does so on a run that can be; else the step is not enabled. */
  boolean mayFault() {
    return true;
  }

  /** Whether an access, a block or a fence outside of any block can be done now. */
  boolean admits(Instruction instruction) {
    return true;
  }

  /** Whether no step goes on over an instruction that is no access, outside of any block. */
  boolean pauses(Instruction instruction) {
    return false;
  }

  /**
   * What the thread hides behind the run.
   *
   * @param numbers of its live registers
   */
  Hidden hidden(ImmutableIntArray numbers) {
    return Hidden.NONE;
  }
}
