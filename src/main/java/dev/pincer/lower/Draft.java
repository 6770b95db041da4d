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
import java.util.Arrays;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Code while it is being tidied; every pass leaves code that does the same. */
final class Draft {
  private static final int[] NONE = {};

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

  /** For each instruction the registers that it reads by their numbers; null until asked for. */
  private int @Nullable [][] uses;

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

  /** The registers that an instruction reads by their numbers. Not to be changed. */
  int[] uses(int index) {
    int[][] known = uses;
    if (known == null) {
      known = findUses();
      uses = known;
    }
    return known[index];
  }

  private int[][] findUses() {
    int[][] found = new int[instructions.size()][];
    Registers read = new Registers();
    for (int i = 0; i < found.length; i++) {
      read.count = 0;
      Operands.uses(instructions.get(i), read);
      found[i] = read.count == 0 ? NONE : Arrays.copyOf(read.all, read.count);
    }
    return found;
  }

  /** Some registers, one after the other. */
  private static final class Registers implements IntConsumer {
    private int[] all = new int[8];
    private int count;

    @Override
    public void accept(int register) {
      if (count == all.length) {
        all = Arrays.copyOf(all, 2 * count);
      }
      all[count++] = register;
    }
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

  /** What {@link #rewrite} takes, where nothing is replaced. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  @Nullable List<Instruction>[] replacements() {
    return new @Nullable List[instructions.size()];
  }

  /**
   * Puts other instructions, or none, in the place of each one. They keep its origin.
   *
   * @param replacements null where an instruction stays
   */
  void rewrite(@Nullable List<Instruction>[] replacements) {
    List<Instruction> newInstructions = new ArrayList<>(instructions.size());
    ImmutableIntArray.Builder newSources = ImmutableIntArray.builder(instructions.size());
    int[] newIndex = new int[instructions.size()];
    for (int i = 0; i < instructions.size(); i++) {
      newIndex[i] = newInstructions.size();
      List<Instruction> replacement = replacements[i];
      if (replacement == null) {
        newInstructions.add(instructions.get(i));
        newSources.add(sources.get(i));
        continue;
      }
      for (Instruction instruction : replacement) {
        newInstructions.add(instruction);
        newSources.add(sources.get(i));
      }
    }
    newInstructions.replaceAll(instruction -> Targets.map(instruction, i -> newIndex[i]));
    instructions = newInstructions;
    sources = newSources.build();
    uses = null;
  }

  /** Puts nothing in the place of some. */
  void remove(BitSet indices) {
    @Nullable List<Instruction>[] replacements = replacements();
    indices.stream().forEach(i -> replacements[i] = ImmutableList.of());
    rewrite(replacements);
  }

  /** Removes what control never comes to, and jumps to where it comes anyway. */
  void tidyJumps() {
    while (true) {
      instructions.replaceAll(instruction -> Targets.map(instruction, this::destination));
      uses = null;
      BitSet reached = reached();
      BitSet kept = new BitSet(instructions.size());
      for (int i = reached.nextSetBit(0); i >= 0; i = reached.nextSetBit(i + 1)) {
        boolean needless =
            instructions.get(i) instanceof Instruction.Jump jump
                && jump.target() == reached.nextSetBit(i + 1);
        kept.set(i, !needless);
      }
      if (kept.cardinality() == instructions.size()) {
        return;
      }
      kept.flip(0, instructions.size());
      remove(kept);
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
    BitSet reached = new BitSet(instructions.size());
    Deque<Integer> open = new ArrayDeque<>();
    open.add(0);
    while (!open.isEmpty()) {
      int at = open.remove();
      while (!reached.get(at)) {
        reached.set(at);
        int[] after = instructions.get(at).after(at);
        if (after.length == 0) {
          break;
        }
        for (int i = 1; i < after.length; i++) {
          open.add(after[i]);
        }
        at = after[0];
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
