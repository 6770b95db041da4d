// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.program.Instruction;
import dev.pincer.program.Order;
import org.jspecify.annotations.Nullable;

/**
 * x86-TSO. A store goes to the end of its thread's buffer, and from its front to memory in a step
 * of its own; a load gives the youngest store to its place in the thread's own buffer, else what
 * memory holds. A locked instruction and a full fence wait until the buffer is empty.
 *
 * <p>Owens, Sarkar, Sewell, "A Better x86 Memory Model: x86-TSO" (2009), without its global lock: a
 * locked instruction is one step.
 *
 * <p>In terms of programs: each read-modify-write is locked, whatever its order, and so is {@code
 * store(p, value, full)}; an atomic block of full order too. One of release order stores through
 * the buffer. All other loads, stores and fences are plain. A block of plain order loads and stores
 * past the buffer, which no machine does: it tells what the fence in a locked instruction is for.
 *
 * <p>A store does not wait where nothing could tell: the buffer is empty, and whatever the thread
 * does before it has to drain is stores. Then to store later is to take the step later.
 */
final class TotalStoreOrder extends MemoryModel {
  private final int depth;
  private final boolean writesThrough;

  TotalStoreOrder(int depth) {
    this(depth, true);
  }

  /**
   * @param writesThrough whether a store does not wait where nothing could tell; if not, each does
   */
  TotalStoreOrder(int depth, boolean writesThrough) {
    if (depth < 1) {
      throw new IllegalArgumentException("a store buffer of depth " + depth);
    }
    this.depth = depth;
    this.writesThrough = writesThrough;
  }

  @Override
  public String name() {
    return "tso";
  }

  @Override
  public int depth() {
    return depth;
  }

  @Override
  public ImmutableList<Instruction> weaker(Instruction instruction) {
    return switch (instruction.kind()) {
      case FENCE ->
          drains(instruction)
              ? ImmutableList.of(new Instruction.Fence(Order.PLAIN))
              : ImmutableList.of();
      case STORE -> {
        Instruction.Store store = (Instruction.Store) instruction;
        yield drains(store) ? ImmutableList.of(store.with(Order.RELAXED)) : ImmutableList.of();
      }
      case ATOMIC_BEGIN ->
          drains(instruction)
              ? ImmutableList.of(Instruction.AtomicBegin.block(Order.PLAIN))
              : ImmutableList.of();
      case LET, UNSET, LOAD, BRANCH, JUMP, ATOMIC_END, AWAIT, CHOOSE, ASSERT, RETURN ->
          ImmutableList.of();
    };
  }

  @Override
  public boolean hasSteps() {
    return true;
  }

  @Override
  public boolean isLocal() {
    return true;
  }

  @Override
  Hidden initial() {
    return StoreBuffer.EMPTY;
  }

  @Override
  boolean lacksRoom(Hidden hidden, Instruction next) {
    return ((StoreBuffer) hidden).stores().size() == depth && !drains(next);
  }

  @Override
  boolean isQuiet(Hidden hidden) {
    return ((StoreBuffer) hidden).isEmpty();
  }

  @Override
  Port port(Layout layout, CodeTable code, State state, int thread, ThreadState from, Picks picks) {
    return new BufferPort(layout, state.memory(), code, (StoreBuffer) from.hidden());
  }

  @Override
  ImmutableList<State> steps(
      Machine machine, State state, int thread, @Nullable Footprint footprint) {
    Layout layout = machine.layout();
    ThreadState before = state.threads().get(thread);
    StoreBuffer buffer = (StoreBuffer) before.hidden();
    if (buffer.isEmpty()) {
      return ImmutableList.of();
    }
    StoreBuffer.Waiting store = buffer.stores().get(0);
    Port port = new Port(layout, state.memory());
    port.tell(footprint);
    for (int i = 0; i < store.values().length(); i++) {
      if (!layout.ghost[store.address() + i]) {
        port.setMemory(store.address() + i, store.values().get(i));
      }
    }
    return ImmutableList.of(state.with(port.memory(), thread, before.with(buffer.withoutOldest())));
  }

  /** Whether an instruction waits until the buffer is empty. */
  static boolean drains(Instruction instruction) {
    return switch (instruction.kind()) {
      case ATOMIC_BEGIN -> {
        Instruction.AtomicBegin begin = (Instruction.AtomicBegin) instruction;
        yield begin.readModifyWrite() || begin.order() == Order.FULL;
      }
      case FENCE -> ((Instruction.Fence) instruction).order() == Order.FULL;
      case STORE -> ((Instruction.Store) instruction).order() == Order.FULL;
      case LET, UNSET, LOAD, BRANCH, JUMP, ATOMIC_END, AWAIT, CHOOSE, ASSERT, RETURN -> false;
    };
  }

  /** Stores go through the buffer. */
  private final class BufferPort extends Port {
    private final CodeTable code;
    private StoreBuffer buffer;

    /** Whether the stores of the block at hand go through the buffer. */
    private boolean delays;

    /** Whether they go past it. */
    private boolean overtakes;

    BufferPort(Layout layout, ImmutableLongArray memory, CodeTable code, StoreBuffer buffer) {
      super(layout, memory);
      this.code = code;
      this.buffer = buffer;
    }

    @Override
    long read(int address) {
      int youngest = layout.ghost[address] ? -1 : buffer.youngest(address);
      if (youngest < 0) {
        return super.read(address);
      }
      StoreBuffer.Waiting store = buffer.stores().get(youngest);
      return store.values().get(address - store.address());
    }

    @Override
    Effect store(int first, long[] values, Order order, int instruction, boolean inBlock) {
      boolean direct = inBlock && !delays;
      if (direct && !buffer.isEmpty() && !(overtakes && !buffer.meets(first, values.length))) {
        // Only a block that does not drain comes here; it must not overtake older stores.
        return Effect.BLOCKED;
      }
      boolean through = writesThrough && buffer.isEmpty() && !code.tellsDelay(instruction);
      if (direct || order == Order.FULL || through) {
        return super.store(first, values, order, instruction, inBlock);
      }
      if (buffer.stores().size() == depth) {
        return Effect.BLOCKED;
      }
      for (int i = 0; i < values.length; i++) {
        if (layout.ghost[first + i]) {
          setMemory(first + i, values[i]);
        }
      }
      ImmutableLongArray stored = ImmutableLongArray.copyOf(values);
      buffer = buffer.with(new StoreBuffer.Waiting(first, stored));
      return Effect.DELAYED;
    }

    @Override
    void begin(Instruction.AtomicBegin block) {
      delays = block.order() == Order.RELEASE && !block.readModifyWrite();
      overtakes = block.order() == Order.PLAIN;
    }

    /** Where a full fence would wait, one that was taken away waits for nothing. */
    @Override
    boolean pauses(Instruction instruction) {
      return instruction instanceof Instruction.Fence fence
          && fence.order() == Order.PLAIN
          && !buffer.isEmpty();
    }

    @Override
    boolean admits(Instruction instruction) {
      return buffer.isEmpty() || !drains(instruction);
    }

    @Override
    Hidden hidden(ImmutableIntArray numbers) {
      return buffer;
    }
  }
}
