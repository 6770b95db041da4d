// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import dev.pincer.bind.CType;
import dev.pincer.bind.CType.BoolType;
import dev.pincer.bind.CType.Member;
import dev.pincer.bind.CType.PointerType;
import dev.pincer.program.Expr;
import dev.pincer.program.IntType;
import org.jspecify.annotations.Nullable;

/** Conversions of scalars, as expressions. */
final class Conversions {
  private Conversions() {}

  /** A conversion between scalar types; nothing where it changes no value. */
  static Expr convert(Expr value, CType from, CType to) {
    if (isIdentity(from, to)) {
      return value;
    }
    if (to instanceof BoolType) {
      return isTruth(value) ? value : new Expr.ToBool(value);
    }
    IntType type = Slots.intType(to);
    return value instanceof Expr.Const constant
        ? new Expr.Const(type.wrap(constant.value()))
        : new Expr.Convert(type, value);
  }

  static boolean isIdentity(CType from, CType to) {
    if (to instanceof PointerType || to instanceof CType.ThreadNumberType) {
      return true;
    }
    if (to instanceof BoolType) {
      return from instanceof BoolType;
    }
    IntType source = Slots.intType(from);
    IntType target = Slots.intType(to);
    if (source.signed() == target.signed()) {
      return source.bits() <= target.bits();
    }
    return target.signed() && source.bits() < target.bits();
  }

  /** Whether the value is surely 0 or 1. */
  private static boolean isTruth(Expr value) {
    return switch (value.kind()) {
      case CONST -> {
        long constant = ((Expr.Const) value).value();
        yield constant == 0 || constant == 1;
      }
      case AND, OR, TO_BOOL, POINTER_LESS -> true;
      case UNARY -> ((Expr.Unary) value).op() == Expr.UnaryOp.NOT;
      case BINARY ->
          switch (((Expr.Binary) value).op()) {
            case EQUAL, NOT_EQUAL, LESS, LESS_EQUAL -> true;
            case ADD,
                SUBTRACT,
                MULTIPLY,
                DIVIDE,
                REMAINDER,
                AND,
                OR,
                XOR,
                SHIFT_LEFT,
                SHIFT_RIGHT ->
                false;
          };
      case REG,
          THIS_THREAD,
          SELECT,
          CONVERT,
          FIELD,
          ELEMENT,
          CONTAINER,
          POINTER_ADD,
          POINTER_DIFFERENCE ->
          false;
    };
  }

  /** What a bit-field holds once {@code value}, of its declared type, is assigned to it. */
  static Expr fit(Expr value, @Nullable Member member) {
    if (member == null || !member.isBitField() || member.type() instanceof BoolType) {
      return value;
    }
    IntType type = new IntType(member.bits(), Slots.intType(member.type()).signed());
    return value instanceof Expr.Const constant
        ? new Expr.Const(type.wrap(constant.value()))
        : new Expr.Convert(type, value);
  }
}
