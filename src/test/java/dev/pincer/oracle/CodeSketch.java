// SPDX-License-Identifier: Apache-2.0
package dev.pincer.oracle;

import com.google.common.collect.ImmutableList;
import dev.pincer.program.ArrayExtent;
import dev.pincer.program.Code;
import dev.pincer.program.Expr;
import dev.pincer.program.Instruction;
import dev.pincer.program.IntType;
import dev.pincer.program.Order;
import dev.pincer.program.Origin;
import dev.pincer.program.Register;
import dev.pincer.program.Watch;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Builds one code by hand. Jumps go to labels, which may be placed later; a return stands at the
 * end. All registers are live everywhere unless {@link #live} says otherwise.
 */
public final class CodeSketch {
  private final String name;
  private final int privateBase;
  private final List<Instruction> instructions = new ArrayList<>();
  private final List<Origin.Frame> frames = new ArrayList<>();
  private final List<Origin> origins = new ArrayList<>();
  private final List<Register> registers = new ArrayList<>();
  private final List<ArrayExtent> arrays = new ArrayList<>();
  private final List<Integer> labels = new ArrayList<>();
  private final Map<Integer, BitSet> live = new HashMap<>();

  CodeSketch(String name, int privateBase) {
    this.name = name;
    this.privateBase = privateBase;
  }

  // Expressions.

  public static Expr c(long value) {
    return new Expr.Const(value);
  }

  public static Expr r(int register) {
    return new Expr.Reg(register);
  }

  public static Expr binary(Expr.BinaryOp op, Expr left, Expr right) {
    return new Expr.Binary(op, IntType.INT, left, right);
  }

  public static Expr add(Expr left, Expr right) {
    return binary(Expr.BinaryOp.ADD, left, right);
  }

  public static Expr eq(Expr left, Expr right) {
    return binary(Expr.BinaryOp.EQUAL, left, right);
  }

  public static Expr less(Expr left, Expr right) {
    return binary(Expr.BinaryOp.LESS, left, right);
  }

  public static Expr not(Expr operand) {
    return new Expr.Unary(Expr.UnaryOp.NOT, IntType.INT, operand);
  }

  // Registers and labels.

  /** A register, by its number. */
  public int reg(String registerName) {
    registers.add(new Register(registerName, name, Sketch.INT, false));
    return registers.size() - 1;
  }

  /** The address of a register. */
  public Expr addressOf(int register) {
    return c(privateBase + register);
  }

  /** A local array of {@code count} and the hole behind it; gives its first register. */
  public int localArray(String registerName, int shape, int count) {
    int first = registers.size();
    for (int i = 0; i < count; i++) {
      reg(registerName + "[" + i + "]");
    }
    registers.add(new Register(registerName + "[" + count + "]", name, Sketch.INT, true));
    arrays.add(new ArrayExtent(shape, privateBase + first, 1, count));
    return first;
  }

  /** A label that is placed by {@link #at}. */
  public int label() {
    labels.add(-1);
    return labels.size() - 1;
  }

  /** A label that is placed here. */
  public int here() {
    int label = label();
    at(label);
    return label;
  }

  public CodeSketch at(int label) {
    labels.set(label, instructions.size());
    return this;
  }

  /** The next instructions are those of a call of {@code function}. */
  public CodeSketch enter(String function) {
    frames.add(
        new Origin.Frame(function, Sketch.NOWHERE, Sketch.NOWHERE, Sketch.NOWHERE, origins.size()));
    return this;
  }

  public CodeSketch leave() {
    frames.remove(frames.size() - 1);
    return this;
  }

  // Instructions.

  public CodeSketch add(Instruction instruction) {
    instructions.add(instruction);
    origins.add(new Origin(Sketch.NOWHERE, Sketch.NOWHERE, ImmutableList.copyOf(frames)));
    return this;
  }

  public CodeSketch let(int register, Expr value) {
    return add(new Instruction.Let(register, value));
  }

  public CodeSketch load(int register, Expr address) {
    return add(new Instruction.Load(register, 1, address, Order.RELAXED));
  }

  public CodeSketch load(int register, int place) {
    return load(register, c(place));
  }

  public CodeSketch plainLoad(int register, int place) {
    return add(new Instruction.Load(register, 1, c(place), Order.PLAIN));
  }

  public CodeSketch store(Expr address, Expr value) {
    return add(new Instruction.Store(address, ImmutableList.of(value), Order.RELAXED));
  }

  public CodeSketch store(int place, Expr value) {
    return store(c(place), value);
  }

  public CodeSketch plainStore(int place, Expr value) {
    return add(new Instruction.Store(c(place), ImmutableList.of(value), Order.PLAIN));
  }

  public CodeSketch branch(Expr condition, int ifTrue, int ifFalse) {
    return add(new Instruction.Branch(condition, ifTrue, ifFalse, ImmutableList.of()));
  }

  /** Goes on behind this if the condition holds, else at the label. */
  public CodeSketch unless(Expr condition, int otherwise) {
    return branch(condition, here(), otherwise).placeTrueBehind();
  }

  private CodeSketch placeTrueBehind() {
    Instruction.Branch branch = (Instruction.Branch) instructions.get(instructions.size() - 1);
    return at(branch.ifTrue());
  }

  public CodeSketch jump(int label) {
    return add(new Instruction.Jump(label));
  }

  public CodeSketch begin() {
    return add(Instruction.AtomicBegin.block(Order.FULL));
  }

  public CodeSketch end() {
    return add(new Instruction.AtomicEnd());
  }

  public CodeSketch await(Expr condition) {
    return add(
        new Instruction.Await(
            condition, ImmutableList.of(new Watch(Sketch.NOWHERE, condition, Sketch.INT))));
  }

  public CodeSketch choose(int register, long count) {
    return add(new Instruction.Choose(register, c(count)));
  }

  public CodeSketch check(Expr condition, String text) {
    return add(new Instruction.Assert(condition, false, text, ImmutableList.of()));
  }

  public CodeSketch undefinedUnless(Expr condition, String text) {
    return add(new Instruction.Assert(condition, true, text, ImmutableList.of()));
  }

  public CodeSketch ret(Expr value) {
    return add(new Instruction.Return(value, ImmutableList.of()));
  }

  /** From the next instruction on, only these registers are live. */
  public CodeSketch live(int... register) {
    BitSet set = new BitSet();
    for (int number : register) {
      set.set(number);
    }
    live.put(instructions.size(), set);
    return this;
  }

  Code code() {
    ret(c(0));
    BitSet now = new BitSet();
    now.set(0, registers.size());
    List<Code.RegisterSet> liveSets = new ArrayList<>();
    for (int i = 0; i < instructions.size(); i++) {
      now = live.getOrDefault(i, now);
      liveSets.add(new Code.RegisterSet(now));
    }
    return new Code(
        name,
        instructions.stream().map(this::resolved).collect(ImmutableList.toImmutableList()),
        ImmutableList.copyOf(origins),
        ImmutableList.copyOf(registers),
        ImmutableList.copyOf(arrays),
        ImmutableList.copyOf(liveSets));
  }

  private Instruction resolved(Instruction instruction) {
    if (instruction instanceof Instruction.Branch branch) {
      return new Instruction.Branch(
          branch.condition(),
          labels.get(branch.ifTrue()),
          labels.get(branch.ifFalse()),
          branch.watches());
    }
    if (instruction instanceof Instruction.Jump jump) {
      return new Instruction.Jump(labels.get(jump.target()));
    }
    return instruction;
  }
}
