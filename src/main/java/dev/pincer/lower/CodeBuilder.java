// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import com.google.common.collect.ImmutableList;
import dev.pincer.bind.CType;
import dev.pincer.program.ArrayExtent;
import dev.pincer.program.Expr;
import dev.pincer.program.Instruction;
import dev.pincer.program.Order;
import dev.pincer.program.Origin;
import dev.pincer.program.Register;
import dev.pincer.program.ValueType;
import dev.pincer.program.Watch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Instructions as they are made: targets are labels, numbered 0 .., until {@link #draft} puts
 * instructions in their place. None is made where control does not come to.
 */
final class CodeBuilder {
  static final int INSTRUCTIONS_MAX = 20_000;

  /**
   * Says that there are more than {@link #INSTRUCTIONS_MAX}: calls multiply, so this is found while
   * they are inlined.
   */
  static final class TooManyInstructions extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  private final MemoryLayout layout;
  private final List<Instruction> instructions = new ArrayList<>();
  private final List<Origin> origins = new ArrayList<>();

  /** Index of the instruction at which a label stands; -1 until it is placed. */
  private final List<Integer> labels = new ArrayList<>();

  /** Labels that some instruction jumps to. */
  private final BitSet used = new BitSet();

  private final List<Register> registers = new ArrayList<>();
  private final List<Draft.Block> blocks = new ArrayList<>();
  private final List<ArrayExtent> arrays = new ArrayList<>();

  /** Whether control comes to the next instruction. */
  private boolean open = true;

  CodeBuilder(MemoryLayout layout) {
    this.layout = layout;
  }

  int label() {
    labels.add(-1);
    return labels.size() - 1;
  }

  /** The top of a loop, or what all jumps so far lead to: there are no later ones from outside. */
  void place(int label) {
    labels.set(label, instructions.size());
    open |= used.get(label);
  }

  /** As {@link #place}, of a label that may be jumped to from anywhere. */
  void placeOpen(int label) {
    labels.set(label, instructions.size());
    open = true;
  }

  /** Whether control comes to what is made next. */
  boolean isOpen() {
    return open;
  }

  /** Registers for an object that the author named; the number of the first. */
  int variable(CType type, String name, String function) {
    return allocate(type, name, function, false);
  }

  /** Registers for a parameter; the number of the first. */
  int parameter(CType type, String name, String function) {
    return allocate(type, name, function, true);
  }

  /** Registers for what a call returns; the number of the first. */
  int result(CType type, String function) {
    return allocate(type, function + "()", function, true);
  }

  /** Registers for a value on its way; the number of the first. */
  int temporary(CType type, String function) {
    return allocate(type, "", function, true);
  }

  int temporary(ValueType type, String function) {
    registers.add(new Register("", function, type, false));
    blocks.add(new Draft.Block(registers.size() - 1, 1, true));
    return registers.size() - 1;
  }

  private int allocate(CType type, String name, String function, boolean generated) {
    int first = registers.size();
    for (Slots.Slot slot : Slots.of(type)) {
      String path = name.isEmpty() ? "" : name + slot.path();
      registers.add(new Register(path, function, slot.type(), slot.hole()));
    }
    for (Slots.Array array : Slots.arrays(type)) {
      arrays.add(
          new ArrayExtent(
              layout.shapes().of(array.element()),
              addressOf(first) + array.offset(),
              array.stride(),
              array.count()));
    }
    Draft.Block block = new Draft.Block(first, registers.size() - first, generated);
    for (int i = first; i < registers.size(); i++) {
      blocks.add(block);
    }
    return first;
  }

  boolean isHole(int register) {
    return registers.get(register).hole();
  }

  ValueType type(int register) {
    return registers.get(register).type();
  }

  /** The address by which a pointer names a register. */
  int addressOf(int register) {
    return layout.memory().privateBase() + register;
  }

  void let(int register, Expr value, Origin origin) {
    emit(new Instruction.Let(register, value), origin);
  }

  void load(int register, Expr address, Order order, Origin origin) {
    emit(new Instruction.Load(register, 1, address, order), origin);
  }

  /** Reads a struct, or a part of one. */
  void loadPart(int register, int count, Expr address, Order order, Origin origin) {
    emit(new Instruction.Load(register, count, address, order, true), origin);
  }

  void branch(
      Expr condition, int ifTrue, int ifFalse, ImmutableList<Watch> watches, Origin origin) {
    if (open) {
      emit(new Instruction.Branch(condition, ifTrue, ifFalse, watches), origin);
      used.set(ifTrue);
      used.set(ifFalse);
      open = false;
    }
  }

  void jump(int label, Origin origin) {
    if (open) {
      emit(new Instruction.Jump(label), origin);
      used.set(label);
      open = false;
    }
  }

  void end(Expr value, ImmutableList<Watch> watches, Origin origin) {
    emit(new Instruction.Return(value, watches), origin);
    open = false;
  }

  void emit(Instruction instruction, Origin origin) {
    if (!open) {
      return;
    }
    if (instructions.size() >= INSTRUCTIONS_MAX) {
      throw new TooManyInstructions();
    }
    instructions.add(instruction);
    origins.add(origin);
  }

  /**
   * Begins a read-modify-write, and makes its body. It returns a value if a register from before it
   * is set in it.
   */
  void readModifyWrite(Order order, Origin origin, Runnable body) {
    int begin = instructions.size();
    int before = registers.size();
    emit(new Instruction.AtomicBegin(order, true, true), origin);
    body.run();
    boolean returns =
        instructions.subList(begin, instructions.size()).stream()
            .anyMatch(instruction -> sets(instruction, before));
    if (!returns && begin < instructions.size()) {
      instructions.set(begin, new Instruction.AtomicBegin(order, true, false));
    }
  }

  /** Whether an instruction gives a value to a register below {@code end}. */
  private static boolean sets(Instruction instruction, int end) {
    return switch (instruction.kind()) {
      case LET -> ((Instruction.Let) instruction).register() < end;
      case LOAD -> ((Instruction.Load) instruction).register() < end;
      case CHOOSE -> ((Instruction.Choose) instruction).register() < end;
      case UNSET, STORE, BRANCH, JUMP, ATOMIC_BEGIN, ATOMIC_END, AWAIT, ASSERT, FENCE, RETURN ->
          false;
    };
  }

  /**
   * All that was made; every label that is used must have been placed, and the last instruction
   * must not fall through.
   */
  Draft draft(String name) {
    List<Instruction> resolved = new ArrayList<>();
    for (Instruction instruction : instructions) {
      resolved.add(Targets.map(instruction, labels::get));
    }
    return new Draft(name, layout, resolved, origins, registers, blocks, arrays);
  }
}
