// SPDX-License-Identifier: Apache-2.0
package dev.pincer.reduce;

import dev.pincer.program.Code;
import dev.pincer.program.Expr;
import dev.pincer.program.Instruction;
import dev.pincer.program.Memory;
import dev.pincer.program.Place;
import dev.pincer.program.Program;
import dev.pincer.program.Property;
import dev.pincer.program.ThreadCode;
import dev.pincer.program.ValueType;

/**
 * Makes sure that the numbers of threads are only copied, to where numbers of threads stand, and
 * compared with each other and with 0. The language refuses all else; a program may also come from
 * elsewhere.
 */
final class ThreadNumbers {
  private final Memory memory;
  private final Code code;

  private ThreadNumbers(Memory memory, Code code) {
    this.memory = memory;
    this.code = code;
  }

  /** What is done with a number of a thread that must not be; empty if nothing is. */
  static String misuse(Program program) {
    for (Place place : program.memory().places()) {
      if (place.type() instanceof ValueType.ThreadNumber && place.initial() != 0) {
        return "`" + place.path() + "` begins with the number of a thread";
      }
    }
    for (Code code : program.initials()) {
      if (misuses(program, code)) {
        return text(code.name());
      }
    }
    for (ThreadCode thread : program.threads()) {
      if (misuses(program, thread.code())) {
        return text(thread.code().name());
      }
    }
    for (Property property : program.properties()) {
      Code consequence = property.consequence();
      if (misuses(program, property.code())
          || (consequence != null && misuses(program, consequence))) {
        return text(property.name());
      }
    }
    return "";
  }

  private static String text(String name) {
    return "`" + name + "` calculates with the number of a thread";
  }

  private static boolean misuses(Program program, Code code) {
    ThreadNumbers numbers = new ThreadNumbers(program.memory(), code);
    return code.instructions().stream().anyMatch(numbers::misuses);
  }

  private boolean misuses(Instruction instruction) {
    if (instruction instanceof Instruction.Let let) {
      return isKept(let.register())
          ? !isNumberOrNone(let.value()) || misuses(let.value())
          : isNumber(let.value()) || misuses(let.value());
    }
    if (instruction instanceof Instruction.Choose choose && isKept(choose.register())) {
      return true;
    }
    if (instruction instanceof Instruction.Load load) {
      for (int i = 0; i < load.count(); i++) {
        if (differs(load.address(), i, isKept(load.register() + i))) {
          return true;
        }
      }
      return isNumber(load.address()) || misuses(load.address());
    }
    if (instruction instanceof Instruction.Store store) {
      for (int i = 0; i < store.count(); i++) {
        Expr value = store.values().get(i);
        boolean number = isNumber(value);
        boolean none = value.equals(new Expr.Const(0));
        if (misuses(value) || (!none && differs(store.address(), i, number))) {
          return true;
        }
      }
      return isNumber(store.address()) || misuses(store.address());
    }
    return Decisions.of(instruction).stream().anyMatch(this::misuses)
        || (instruction instanceof Instruction.Choose c && isNumber(c.count()));
  }

  /** Whether the place, where it is known, holds something else. */
  private boolean differs(Expr address, int offset, boolean number) {
    if (!(address instanceof Expr.Const constant)) {
      return false; // A pointer, whose type the language has compared.
    }
    long at = constant.value() + offset;
    if (at <= 0 || at >= memory.places().size()) {
      return false;
    }
    Place place = memory.places().get((int) at);
    return !place.hole() && (place.type() instanceof ValueType.ThreadNumber) != number;
  }

  private boolean isKept(int register) {
    return code.registers().get(register).type() instanceof ValueType.ThreadNumber;
  }

  /** Whether the value is the number of a thread, or 0. */
  private boolean isNumber(Expr e) {
    return switch (e.kind()) {
      case THIS_THREAD -> true;
      case REG -> isKept(((Expr.Reg) e).register());
      case SELECT -> isNumber(((Expr.Select) e).ifTrue()) || isNumber(((Expr.Select) e).ifFalse());
      case CONST,
          UNARY,
          BINARY,
          AND,
          OR,
          CONVERT,
          TO_BOOL,
          FIELD,
          ELEMENT,
          CONTAINER,
          POINTER_ADD,
          POINTER_DIFFERENCE,
          POINTER_LESS ->
          false;
    };
  }

  private boolean isNumberOrNone(Expr e) {
    return isNumber(e) || e.equals(new Expr.Const(0));
  }

  /** Whether a number of a thread stands somewhere below {@code e} where none may. */
  private boolean misuses(Expr e) {
    boolean here =
        switch (e.kind()) {
          case CONST, REG, THIS_THREAD, AND, OR, TO_BOOL -> false;
          case SELECT -> {
            Expr.Select select = (Expr.Select) e;
            yield isNumber(e)
                && !(isNumberOrNone(select.ifTrue()) && isNumberOrNone(select.ifFalse()));
          }
          case UNARY ->
              ((Expr.Unary) e).op() != Expr.UnaryOp.NOT && isNumber(((Expr.Unary) e).operand());
          case BINARY -> {
            Expr.Binary binary = (Expr.Binary) e;
            boolean any = isNumber(binary.left()) || isNumber(binary.right());
            boolean equality =
                binary.op() == Expr.BinaryOp.EQUAL || binary.op() == Expr.BinaryOp.NOT_EQUAL;
            yield any
                && !(equality && isNumberOrNone(binary.left()) && isNumberOrNone(binary.right()));
          }
          case CONVERT, FIELD, ELEMENT, CONTAINER, POINTER_ADD, POINTER_DIFFERENCE, POINTER_LESS ->
              e.operands().stream().anyMatch(this::isNumber);
        };
    return here || e.operands().stream().anyMatch(this::misuses);
  }
}
