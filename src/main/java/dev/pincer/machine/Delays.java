// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import dev.pincer.program.Expr;
import dev.pincer.program.Instruction;
import dev.pincer.program.Memory;
import dev.pincer.program.Order;
import dev.pincer.program.Place;

/**
 * Finds the stores that may as well be done late: behind them, up to where the thread drains its
 * store buffer or returns, it does nothing but store. A store that is seen late is then a step that
 * is taken late. Not so one in a block that stores again: the two are one step, but are seen one
 * after the other.
 *
 * <p>Backwards over the instructions, until nothing changes.
 */
final class Delays {
  private final Instruction[] instructions;
  private final CodeTable code;
  private final Memory memory;

  /** Whether some place is a ghost. */
  private final boolean anyGhost;

  private Delays(CodeTable code, Memory memory) {
    this.instructions = code.instructions;
    this.code = code;
    this.memory = memory;
    this.anyGhost = memory.places().stream().anyMatch(Place::ghost);
  }

  /** For each instruction whether something can tell, behind it, when it was seen. */
  static boolean[] of(CodeTable code, Memory memory) {
    return new Delays(code, memory).run();
  }

  private boolean[] run() {
    int length = instructions.length;
    boolean[] behind = new boolean[length];
    boolean[] from = new boolean[length];
    BlockStores stores = new BlockStores(code, memory);
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int pc = length - 1; pc >= 0; pc--) {
        Instruction instruction = instructions[pc];
        boolean next = false;
        for (int after : instruction.after(pc)) {
          next |= from[after];
        }
        boolean here = !TotalStoreOrder.drains(instruction) && (next || tells(instruction));
        changed |= here != from[pc];
        from[pc] = here;
        behind[pc] = next || stores.storesBehind(pc);
      }
    }
    return behind;
  }

  private boolean tells(Instruction instruction) {
    return switch (instruction.kind()) {
      case LOAD -> mayBe(memory, ((Instruction.Load) instruction).address(), false);
      case STORE -> anyGhost && mayBe(memory, ((Instruction.Store) instruction).address(), true);
      // Such a block may overtake what waits.
      case ATOMIC_BEGIN -> ((Instruction.AtomicBegin) instruction).order() == Order.PLAIN;
      case LET, UNSET, BRANCH, JUMP, ATOMIC_END, AWAIT, CHOOSE, ASSERT, FENCE, RETURN -> false;
    };
  }

  /** Whether an address may be one of shared memory, or of a ghost. */
  static boolean mayBe(Memory memory, Expr address, boolean ghost) {
    int offset = 0;
    Expr object = address;
    while (object instanceof Expr.Field field) {
      offset += field.offset();
      object = field.base();
    }
    if (object instanceof Expr.Const constant) {
      long place = constant.value() + offset;
      boolean shared = place > 0 && place < memory.places().size();
      return ghost
          ? shared && memory.places().get((int) place).ghost()
          : place < memory.privateBase();
    }
    return true;
  }

  /** Whether the code alone says which place an address is. */
  static boolean isKnown(Expr address) {
    Expr object = address;
    while (object instanceof Expr.Field field) {
      object = field.base();
    }
    return object instanceof Expr.Const;
  }
}
