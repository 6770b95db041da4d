// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.primitives.ImmutableIntArray;
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
import java.util.stream.IntStream;
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

  /** For each instruction, which of {@link #origins} is its own. */
  private ImmutableIntArray sources;

  private final ImmutableList<Origin> origins;

  /** For each instruction those that can follow it; null until somebody asks. */
  private int @Nullable [][] after;

  /** For each instruction the registers that it reads by their numbers; as {@link #after}. */
  private ImmutableIntArray @Nullable [] uses;

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
    this.sources = ImmutableIntArray.copyOf(IntStream.range(0, origins.size()));
    this.origins = ImmutableList.copyOf(origins);
    this.registers = ImmutableList.copyOf(registers);
    this.blocks = ImmutableList.copyOf(blocks);
    this.arrays = ImmutableList.copyOf(arrays);
  }

  private Draft(Draft other, List<Instruction> instructions) {
    this.name = other.name;
    this.layout = other.layout;
    this.instructions = instructions;
    this.sources = other.sources;
    this.origins = other.origins;
    this.registers = other.registers;
    this.blocks = other.blocks;
    this.arrays = other.arrays;
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
    return origins.get(sources.get(index));
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
        known[i] = instructions.get(i).after(i);
      }
      after = known;
    }
    return known;
  }

  /** The registers that an instruction reads by their numbers. */
  ImmutableIntArray uses(int index) {
    ImmutableIntArray[] known = uses;
    if (known == null) {
      known = new ImmutableIntArray[instructions.size()];
      for (int i = 0; i < known.length; i++) {
        known[i] = Operands.uses(instructions.get(i));
      }
      uses = known;
    }
    return known[index];
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
    ImmutableIntArray.Builder newSources = ImmutableIntArray.builder(instructions.size());
    int[] newIndex = new int[instructions.size()];
    for (int i = 0; i < instructions.size(); i++) {
      newIndex[i] = newInstructions.size();
      for (Instruction instruction : replacement.apply(i)) {
        newInstructions.add(instruction);
        newSources.add(sources.get(i));
      }
    }
    newInstructions.replaceAll(instruction -> Targets.map(instruction, i -> newIndex[i]));
    instructions = newInstructions;
    sources = newSources.build();
    after = null;
    uses = null;
  }

  /** Removes what control never comes to, and jumps to where it comes anyway. */
  void tidyJumps() {
    while (true) {
      instructions.replaceAll(instruction -> Targets.map(instruction, this::destination));
      after = null;
      uses = null;
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

  /** The same draft, whose watches stand nowhere. */
  Draft withoutPlaces() {
    List<Instruction> bare = new ArrayList<>(instructions.size());
    instructions.forEach(instruction -> bare.add(Places.without(instruction)));
    return new Draft(this, bare);
  }

  /** All that decides what the passes make of it. */
  CodeCache.Key key(boolean isProperty) {
    return new CodeCache.Key(
        ImmutableList.copyOf(instructions),
        registers,
        blocks,
        ImmutableList.copyOf(arrays()),
        privateBase(),
        isProperty);
  }

  CodeCache.Tidied tidied(ImmutableList<Code.RegisterSet> live) {
    return new CodeCache.Tidied(ImmutableList.copyOf(instructions), sources, live);
  }

  /**
   * @param tidied what the passes made of this draft without its places, or of one with an equal
   *     key; this draft is as it was then
   */
  Code code(CodeCache.Tidied tidied) {
    ImmutableList.Builder<Instruction> placed = ImmutableList.builder();
    ImmutableList.Builder<Origin> places = ImmutableList.builder();
    for (int i = 0; i < tidied.instructions().size(); i++) {
      int source = tidied.sources().get(i);
      placed.add(Places.from(instructions.get(source), tidied.instructions().get(i)));
      places.add(origin(source));
    }
    return new Code(name, placed.build(), places.build(), registers, arrays, tidied.live());
  }

  Code code(ImmutableList<Code.RegisterSet> live) {
    return new Code(
        name,
        ImmutableList.copyOf(instructions),
        sources.stream().mapToObj(origins::get).collect(ImmutableList.toImmutableList()),
        registers,
        arrays,
        live);
  }
}
