// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bind;

import dev.pincer.bind.Bound.Expr;
import dev.pincer.bind.Bound.Lvalue;
import dev.pincer.bind.CType.BoolType;
import dev.pincer.bind.CType.PointerType;
import dev.pincer.bind.CType.ThreadNumberType;
import dev.pincer.bind.CType.VoidType;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;

/** C's conversions, as nodes; and what is said of those that do not exist. */
final class Conversions {
  private final Diagnostics diagnostics;

  Conversions(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  /** As if by assignment to an object of type {@code to}. */
  Expr convert(Expr e, CType to) {
    CType from = e.type();
    if (Types.isError(from) || Types.isError(to)) {
      return new Bound.ErrorExpr(e.span());
    }
    if (Types.same(from, to) && !(from instanceof VoidType)) {
      return e;
    }
    if (to instanceof BoolType && Types.isScalar(from)) {
      return new Bound.Convert(e.span(), e, to);
    }
    if (to instanceof ThreadNumberType || from instanceof ThreadNumberType) {
      Long value = Constants.value(e);
      if (Types.isInteger(from) && value != null && value == 0) {
        return new Bound.Constant(e.span(), to, 0);
      }
      if (Types.isScalar(from) && Types.isScalar(to)) {
        diagnostics.error(ErrorCode.THREAD_NUMBER, e.span());
        return new Bound.ErrorExpr(e.span());
      }
    }
    if (Types.isInteger(from) && Types.isInteger(to)) {
      return e instanceof Bound.Constant constant
          ? new Bound.Constant(e.span(), to, Types.wrap(to, constant.value()))
          : new Bound.Convert(e.span(), e, to);
    }
    if (to instanceof PointerType) {
      if (isNull(e)) {
        return new Bound.Constant(e.span(), to, 0);
      }
      if (Types.isVoidPointer(to) && from instanceof PointerType) {
        return new Bound.Convert(e.span(), e, to);
      }
    }
    if (from instanceof VoidType) {
      diagnostics.error(ErrorCode.VOID_VALUE, e.span());
    } else {
      diagnostics.error(ErrorCode.TYPE_MISMATCH, e.span(), from, to);
    }
    return new Bound.ErrorExpr(e.span());
  }

  /** Whether {@code e} is one of C's null pointer constants. */
  static boolean isNull(Expr e) {
    if (e instanceof Bound.Constant constant && Types.isVoidPointer(e.type())) {
      return constant.value() == 0;
    }
    Long value = Types.isInteger(e.type()) ? Constants.value(e) : null;
    return value != null && value == 0;
  }

  /** A value as operand of {@code &&}, {@code if} and the like; its type is kept. */
  Expr truth(Expr e) {
    if (Types.isError(e.type()) || Types.isScalar(e.type())) {
      return e;
    }
    diagnostics.error(ErrorCode.NO_CONDITION, e.span(), e.type());
    return new Bound.ErrorExpr(e.span());
  }

  /** An integer, promoted. */
  Expr promote(Expr e) {
    if (!Types.isInteger(e.type())) {
      return e;
    }
    CType to = Types.promote(e.type(), bitFieldBits(e));
    return Types.same(e.type(), to) ? e : convert(e, to);
  }

  /** Width of the bit-field whose value {@code e} is; 0 if it is none. */
  private static int bitFieldBits(Expr e) {
    if (e instanceof Bound.Read read) {
      return bitFieldBits(read.object());
    }
    if (e instanceof Bound.MemberValue value) {
      return value.member().bits();
    }
    if (e instanceof Bound.Assign assign) {
      return bitFieldBits(assign.target());
    }
    if (e instanceof Bound.Update update) {
      return bitFieldBits(update.target());
    }
    if (e instanceof Bound.Comma comma) {
      return bitFieldBits(comma.right());
    }
    return 0;
  }

  static int bitFieldBits(Lvalue object) {
    return object instanceof Bound.MemberOf member ? member.member().bits() : 0;
  }
}
