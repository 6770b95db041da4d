// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.pincer.program.ArrayExtent;
import dev.pincer.program.Code;
import dev.pincer.program.Instruction;
import dev.pincer.program.Origin;
import dev.pincer.program.Register;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Code while it is being tidied; every pass leaves code that does the same. */
final class Draft {
  /**
   * The registers of one object.
   *
   * @param generated not a variable of the author's, but a parameter or a value on its way
   */
  record Block(int first, int count, boolean generated) {}

  private final String name;
  private final MemoryLayout layout;
  private List<Instruction> instructions;
  private List<Origin> origins;

  /** For each instruction those that can follow it; null until somebody asks. */
  private int @Nullable [][] after;

  private final ImmutableList<Register> registers;
  private final ImmutableList<Block> blocks;
  private final ImmutableList<ArrayExtent> arrays;

  Draft(
      String name,
      MemoryLayout layout,
      List<Instruction> instructions,
      List<Origin> origins,
      List<Register> registers,
      List<Block> blocks,
      List<ArrayExtent> arrays) {
    this.name = name;
    this.layout = layout;
    this.instructions = instructions;
    this.origins = origins;
    this.registers = ImmutableList.copyOf(registers);
    this.blocks = ImmutableList.copyOf(blocks);
    this.arrays = ImmutableList.copyOf(arrays);
  }

  String name() {
    return name;
  }

  int size() {
    return instructions.size();
  }

  Instruction instruction(int index) {
    return instructions.get(index);
  }

  Origin origin(int index) {
    return origins.get(index);
  }

  /** The instructions that can follow the one at {@code index}. Not to be changed. */
  int[] after(int index) {
    return successors()[index];
  }

  private int[][] successors() {
    int[][] known = after;
    if (known == null) {
      known = new int[instructions.size()][];
      for (int i = 0; i < known.length; i++) {
        known[i] = Targets.after(instructions.get(i), i);
      }
      after = known;
    }
    return known;
  }

  /** The instructions that {@code index} can follow, for each {@code index}. */
  int[][] before() {
    int[] counts = new int[instructions.size()];
    for (int[] targets : successors()) {
      for (int target : targets) {
        counts[target]++;
      }
    }
    int[][] before = new int[counts.length][];
    for (int i = 0; i < counts.length; i++) {
      before[i] = new int[counts[i]];
    }
    for (int i = 0; i < counts.length; i++) {
      for (int target : after(i)) {
        before[target][--counts[target]] = i;
      }
    }
    return before;
  }

  int registerCount() {
    return registers.size();
  }

  Register register(int number) {
    return registers.get(number);
  }

  /** The object that a register is a part of. */
  Block block(int register) {
    return blocks.get(register);
  }

  int privateBase() {
    return layout.memory().privateBase();
  }

  /** Whether an address is that of a register of this code. */
  boolean isPrivate(long address) {
    return address >= privateBase() && address < (long) privateBase() + registers.size();
  }

  /** All arrays that a pointer of this code may point into. */
  Iterable<ArrayExtent> arrays() {
    return Iterables.concat(layout.memory().arrays(), arrays);
  }

  /** Puts other instructions, or none, in the place of each one. They keep its origin. */
  void rewrite(IntFunction<List<Instruction>> replacement) {
    List<Instruction> newInstructions = new ArrayList<>();
    List<Origin> newOrigins = new ArrayList<>();
    int[] newIndex = new int[instructions.size()];
    for (int i = 0; i < instructions.size(); i++) {
      newIndex[i] = newInstructions.size();
      for (Instruction instruction : replacement.apply(i)) {
        newInstructions.add(instruction);
        newOrigins.add(origins.get(i));
      }
    }
    newInstructions.replaceAll(instruction -> Targets.map(instruction, i -> newIndex[i]));
    instructions = newInstructions;
    origins = newOrigins;
    after = null;
  }

  /** Removes what control never comes to, and jumps to where it comes anyway. */
  void tidyJumps() {
    while (true) {
      instructions.replaceAll(instruction -> Targets.map(instruction, this::destination));
      after = null;
      BitSet reached = reached();
      BitSet kept = new BitSet();
      for (int i = reached.nextSetBit(0); i >= 0; i = reached.nextSetBit(i + 1)) {
        boolean needless =
            instructions.get(i) instanceof Instruction.Jump jump
                && jump.target() == reached.nextSetBit(i + 1);
        kept.set(i, !needless);
      }
      if (kept.cardinality() == instructions.size()) {
        return;
      }
      rewrite(i -> kept.get(i) ? ImmutableList.of(instructions.get(i)) : ImmutableList.of());
    }
  }

  /** Where a jump to {@code target} ends. */
  private int destination(int target) {
    int at = target;
    for (int hops = 0; hops < instructions.size(); hops++) {
      if (!(instructions.get(at) instanceof Instruction.Jump jump)) {
        return at;
      }
      at = jump.target();
    }
    return target; // A loop of jumps.
  }

  private BitSet reached() {
    BitSet reached = new BitSet();
    Deque<Integer> open = new ArrayDeque<>();
    reached.set(0);
    open.add(0);
    while (!open.isEmpty()) {
      for (int next : after(open.remove())) {
        if (!reached.get(next)) {
          reached.set(next);
          open.add(next);
        }
      }
    }
    return reached;
  }

  Code code(ImmutableList<Code.RegisterSet> live) {
    return new Code(
        name,
        ImmutableList.copyOf(instructions),
        ImmutableList.copyOf(origins),
        registers,
        arrays,
        live);
  }
}
