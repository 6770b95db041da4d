// SPDX-License-Identifier: Apache-2.0
package dev.pincer.reduce;

import com.google.common.collect.ImmutableList;
import dev.pincer.program.ArrayExtent;
import dev.pincer.program.Code;
import dev.pincer.program.Expr;
import dev.pincer.program.IntType;
import dev.pincer.program.Memory;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What an expression may evaluate to, given what each register may hold. It gives all values that
 * the expression may have, and perhaps others; where C leaves it undefined, none or any.
 */
final class Calculation {
  /** Pairs of operands that are tried before the result is any. */
  private static final int MAX_PAIRS = 600;

  private final Memory memory;
  private final Code code;

  /** The number of the running thread; 0 if there is none. */
  private final int thisThread;

  /** What the registers may hold; null is nothing. */
  private final @Nullable Values[] registers;

  /**
   * Those that were set since all were of any value last. A block sets a few of thousands, so this
   * is how to forget them soon; when there is no room, they are too many to count.
   */
  private final int[] changed = new int[256];

  private static final int TOO_MANY = -1;
  private int changes = TOO_MANY;

  Calculation(Memory memory, Code code, int thisThread) {
    this.memory = memory;
    this.code = code;
    this.thisThread = thisThread;
    this.registers = new @Nullable Values[code.registers().size()];
  }

  int registerCount() {
    return registers.length;
  }

  /** No register holds anything. */
  void begin() {
    Arrays.fill(registers, null);
    changes = TOO_MANY;
  }

  /** From here on a register may hold these; null is nothing. */
  void set(int register, @Nullable Values values) {
    registers[register] = values;
    if (changes == changed.length) {
      changes = TOO_MANY;
    } else if (changes != TOO_MANY) {
      changed[changes++] = register;
    }
  }

  /** Any register may hold anything. */
  void forget() {
    if (changes == TOO_MANY) {
      Arrays.fill(registers, Values.ANY);
    } else {
      for (int i = 0; i < changes; i++) {
        registers[changed[i]] = Values.ANY;
      }
    }
    changes = 0;
  }

  /** What a register may hold; null if it was never set. */
  @Nullable Values known(int register) {
    return registers[register];
  }

  Values register(int register) {
    Values values = registers[register];
    return values == null ? Values.NONE : values;
  }

  Values of(Expr e) {
    return switch (e.kind()) {
      case CONST -> Values.of(((Expr.Const) e).value());
      case REG -> register(((Expr.Reg) e).register());
      case THIS_THREAD -> thisThread == 0 ? Values.ANY : Values.of(thisThread);
      case UNARY -> unary((Expr.Unary) e);
      case BINARY -> binary((Expr.Binary) e);
      case AND -> {
        Values left = of(((Expr.And) e).left());
        Values result = left.mayBeZero() ? Values.of(0) : Values.NONE;
        yield left.mayBeOther() ? result.or(truth(of(((Expr.And) e).right()))) : result;
      }
      case OR -> {
        Values left = of(((Expr.Or) e).left());
        Values result = left.mayBeOther() ? Values.of(1) : Values.NONE;
        yield left.mayBeZero() ? result.or(truth(of(((Expr.Or) e).right()))) : result;
      }
      case SELECT -> {
        Expr.Select select = (Expr.Select) e;
        Values condition = of(select.condition());
        Values result = condition.mayBeOther() ? of(select.ifTrue()) : Values.NONE;
        yield condition.mayBeZero() ? result.or(of(select.ifFalse())) : result;
      }
      case CONVERT -> {
        IntType to = ((Expr.Convert) e).to();
        yield of(((Expr.Convert) e).operand()).map(to::wrap);
      }
      case TO_BOOL -> truth(of(((Expr.ToBool) e).operand()));
      case FIELD -> {
        int offset = ((Expr.Field) e).offset();
        yield of(((Expr.Field) e).base()).map(base -> base == 0 ? 0 : base + offset);
      }
      case CONTAINER -> {
        int offset = ((Expr.Container) e).offset();
        yield of(((Expr.Container) e).member()).map(member -> member == 0 ? 0 : member - offset);
      }
      case ELEMENT -> element((Expr.Element) e);
      case POINTER_ADD -> moved((Expr.PointerAdd) e);
      case POINTER_DIFFERENCE -> {
        Expr.PointerDifference difference = (Expr.PointerDifference) e;
        yield pairs(
            of(difference.left()),
            of(difference.right()),
            (left, right) -> (left - right) / difference.stride());
      }
      case POINTER_LESS -> Values.TRUTHS;
    };
  }

  /** 0 where a value is 0, and 1 where it is not. */
  private static Values truth(Values values) {
    if (values.isNone()) {
      return values;
    }
    return !values.mayBeZero() ? Values.of(1) : values.mayBeOther() ? Values.TRUTHS : Values.of(0);
  }

  private Values unary(Expr.Unary e) {
    Values operand = of(e.operand());
    return switch (e.op()) {
      case NEGATE -> operand.map(value -> e.type().wrap(-value));
      case COMPLEMENT -> operand.map(value -> e.type().wrap(~value));
      case NOT -> operand.isAny() ? Values.TRUTHS : operand.map(value -> value == 0 ? 1 : 0);
    };
  }

  private Values binary(Expr.Binary e) {
    Values left = of(e.left());
    Values right = of(e.right());
    IntType type = e.type();
    return switch (e.op()) {
      case ADD -> pairs(left, right, (a, b) -> type.wrap(a + b));
      case SUBTRACT -> pairs(left, right, (a, b) -> type.wrap(a - b));
      case MULTIPLY -> pairs(left, right, (a, b) -> type.wrap(a * b));
      case DIVIDE ->
          pairs(
              left,
              right,
              (a, b) -> b == 0 ? 0 : type.wrap(type.signed() ? a / b : Long.divideUnsigned(a, b)));
      case REMAINDER ->
          pairs(
              left,
              right,
              (a, b) ->
                  b == 0 ? 0 : type.wrap(type.signed() ? a % b : Long.remainderUnsigned(a, b)));
      case AND -> {
        if (left.isAny() && right.size() == 1) {
          yield partsOf(right.get(0));
        }
        yield right.isAny() && left.size() == 1
            ? partsOf(left.get(0))
            : pairs(left, right, (a, b) -> a & b);
      }
      case OR -> pairs(left, right, (a, b) -> a | b);
      case XOR -> pairs(left, right, (a, b) -> a ^ b);
      case SHIFT_LEFT -> pairs(left, right, (a, b) -> type.wrap(a << b));
      case SHIFT_RIGHT -> pairs(left, right, (a, b) -> type.signed() ? a >> b : a >>> b);
      case EQUAL -> compared(left, right, (a, b) -> a == b ? 1 : 0);
      case NOT_EQUAL -> compared(left, right, (a, b) -> a != b ? 1 : 0);
      case LESS -> compared(left, right, (a, b) -> compare(type, a, b) < 0 ? 1 : 0);
      case LESS_EQUAL -> compared(left, right, (a, b) -> compare(type, a, b) <= 0 ? 1 : 0);
    };
  }

  private static int compare(IntType type, long left, long right) {
    return type.signed() ? Long.compare(left, right) : Long.compareUnsigned(left, right);
  }

  /** All that some value may have in common with the bits of a mask. */
  private static Values partsOf(long mask) {
    if (Long.bitCount(mask) > 4) {
      return Values.ANY;
    }
    Values result = Values.of(0);
    for (long part = mask; part != 0; part = (part - 1) & mask) {
      result = result.or(Values.of(part));
    }
    return result;
  }

  @FunctionalInterface
  private interface Operation {
    long of(long left, long right);
  }

  private static Values compared(Values left, Values right, Operation operation) {
    if (left.isNone() || right.isNone()) {
      return Values.NONE;
    }
    Values result = pairs(left, right, operation);
    return result.isAny() ? Values.TRUTHS : result;
  }

  private static Values pairs(Values left, Values right, Operation operation) {
    if (left.isNone() || right.isNone()) {
      return Values.NONE;
    }
    if (left.isAny() || right.isAny() || left.size() * right.size() > MAX_PAIRS) {
      return Values.ANY;
    }
    Values result = Values.NONE;
    for (int i = 0; i < left.size(); i++) {
      for (int k = 0; k < right.size(); k++) {
        result = result.or(Values.of(operation.of(left.get(i), right.get(k))));
      }
    }
    return result;
  }

  private Values element(Expr.Element e) {
    Values base = of(e.base());
    Values index = of(e.index());
    int end = e.pastEnd() ? e.count() + 1 : e.count();
    if (index.isAny() && end <= Values.LIMIT) {
      index = Values.NONE;
      for (int i = 0; i < end; i++) {
        index = index.or(Values.of(i));
      }
    }
    Values inside = Values.NONE;
    if (index.isAny()) {
      inside = index;
    } else {
      for (int i = 0; i < index.size(); i++) {
        long at = index.get(i);
        inside = at < 0 || at >= end ? inside : inside.or(Values.of(at));
      }
    }
    return pairs(base, inside, (b, i) -> b == 0 ? 0 : b + i * e.stride());
  }

  private Values moved(Expr.PointerAdd e) {
    Values pointer = of(e.pointer());
    Values count = of(e.count());
    if (pointer.isAny()) {
      return Values.ANY;
    }
    Values result = Values.NONE;
    for (int i = 0; i < pointer.size(); i++) {
      result = result.or(moved(pointer.get(i), count, e));
    }
    return result;
  }

  private Values moved(long pointer, Values count, Expr.PointerAdd e) {
    boolean isPrivate = pointer >= memory.privateBase();
    ImmutableList<ArrayExtent> arrays = isPrivate ? code.arrays() : memory.arrays();
    for (ArrayExtent array : arrays) {
      if (array.shape() == e.shape() && array.contains(pointer)) {
        if (count.isAny()) {
          if (array.count() >= Values.LIMIT) {
            return Values.ANY;
          }
          Values all = Values.NONE;
          for (int i = 0; i <= array.count(); i++) {
            all = all.or(Values.of(array.base() + (long) i * e.stride()));
          }
          return all;
        }
        Values inside = Values.NONE;
        for (int i = 0; i < count.size(); i++) {
          long to = pointer + count.get(i) * e.stride();
          inside = array.contains(to) ? inside.or(Values.of(to)) : inside;
        }
        return inside;
      }
    }
    return count.mayBeZero() ? Values.of(pointer) : Values.NONE;
  }

  /**
   * Leaves to each register only what lets the condition be of this truth; false if nothing does.
   */
  boolean assume(Expr condition, boolean truth) {
    if (!of(condition).mayBe(truth)) {
      return false;
    }
    return narrow(condition, condition, truth);
  }

  private boolean narrow(Expr within, Expr condition, boolean truth) {
    if (within instanceof Expr.Reg reg) {
      Values values = register(reg.register());
      if (values.size() > 1) {
        Values left = Values.NONE;
        for (int i = 0; i < values.size(); i++) {
          Values one = Values.of(values.get(i));
          set(reg.register(), one);
          if (of(condition).mayBe(truth)) {
            left = left.or(one);
          }
        }
        set(reg.register(), left.size() == values.size() ? values : left);
        return !left.isNone();
      }
      if (values.isAny() && within == condition && !truth) {
        set(reg.register(), Values.of(0));
      }
      return true;
    }
    if (within == condition && within instanceof Expr.Binary binary) {
      boolean equal =
          truth ? binary.op() == Expr.BinaryOp.EQUAL : binary.op() == Expr.BinaryOp.NOT_EQUAL;
      if (equal && binary.left() instanceof Expr.Reg reg && register(reg.register()).isAny()) {
        set(reg.register(), of(binary.right()));
      }
    }
    for (Expr operand : within.operands()) {
      if (!narrow(operand, condition, truth)) {
        return false;
      }
    }
    return true;
  }
}
