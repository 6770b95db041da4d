// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import dev.pincer.program.AtomicBlocks;
import dev.pincer.program.Expr;
import dev.pincer.program.Instruction;
import dev.pincer.program.Memory;
import java.util.function.IntPredicate;

/**
 * Finds what a block does behind a store: it is one step, but where it releases, its stores come
 * one after the other, and its loads may be done in between. What is a ghost for certain does not
 * count.
 *
 * <p>Backwards over the instructions, until nothing changes.
 */
final class BlockStores {
  private final Instruction[] instructions;
  private final AtomicBlocks blocks;
  private final Memory memory;

  /** For each instruction whether, from it on, a store may come before the end of its block. */
  private final boolean[] stores;

  /** The same of any access. */
  private final boolean[] accesses;

  BlockStores(CodeTable code, Memory memory) {
    this.instructions = code.instructions;
    this.blocks = new AtomicBlocks(code.code);
    this.memory = memory;
    this.stores = spread(this::isStore);
    this.accesses = spread(pc -> isStore(pc) || isLoad(pc));
  }

  private boolean[] spread(IntPredicate isOne) {
    boolean[] comes = new boolean[instructions.length];
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int pc = instructions.length - 1; pc >= 0; pc--) {
        boolean here = isOne.test(pc) || comesBehind(comes, pc);
        changed |= here != comes[pc];
        comes[pc] = here;
      }
    }
    return comes;
  }

  private boolean isStore(int pc) {
    return instructions[pc] instanceof Instruction.Store store && mayBeShared(store.address());
  }

  private boolean isLoad(int pc) {
    return instructions[pc] instanceof Instruction.Load load && mayBeShared(load.address());
  }

  private boolean mayBeShared(Expr address) {
    return Delays.mayBe(memory, address, false)
        && !(Delays.isKnown(address) && Delays.mayBe(memory, address, true));
  }

  private boolean isInOneBlock(int pc, int after) {
    return blocks.contains(pc) && blocks.begin(pc) == blocks.begin(after);
  }

  private boolean comesBehind(boolean[] what, int pc) {
    for (int after : instructions[pc].after(pc)) {
      if (isInOneBlock(pc, after) && what[after]) {
        return true;
      }
    }
    return false;
  }

  /** Whether behind an instruction, in its block, a store may come. */
  boolean storesBehind(int pc) {
    return comesBehind(stores, pc);
  }

  /** For each instruction whether it stands in a block that may go on behind a store. */
  boolean[] goOn() {
    boolean[] begins = new boolean[instructions.length];
    boolean[] goOn = new boolean[instructions.length];
    for (int pc = 0; pc < goOn.length; pc++) {
      if (blocks.contains(pc) && isStore(pc)) {
        begins[blocks.begin(pc)] |= comesBehind(accesses, pc);
      }
    }
    for (int pc = 0; pc < goOn.length; pc++) {
      goOn[pc] = blocks.contains(pc) && begins[blocks.begin(pc)];
    }
    return goOn;
  }
}
