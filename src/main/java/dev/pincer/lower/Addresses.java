// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import dev.pincer.program.ArrayExtent;
import dev.pincer.program.Expr;
import dev.pincer.program.IntType;

/** Address expressions, computed here where they are constant and defined. */
final class Addresses {
  private Addresses() {}

  /** {@code &base->member}. */
  static Expr field(Expr base, int offset) {
    if (base instanceof Expr.Const constant && constant.value() != 0) {
      return new Expr.Const(constant.value() + offset);
    }
    if (base instanceof Expr.Field inner) {
      return new Expr.Field(inner.base(), inner.offset() + offset);
    }
    if (offset == 0 && (base instanceof Expr.Element || base instanceof Expr.PointerAdd)) {
      return base; // It is an address, or undefined by itself.
    }
    return new Expr.Field(base, offset);
  }

  /** {@code &array[index]}. */
  static Expr element(
      Expr base, Expr index, IntType indexType, int stride, int count, boolean pastEnd) {
    if (base instanceof Expr.Const b && b.value() != 0 && index instanceof Expr.Const i) {
      if (i.value() >= 0 && i.value() < count + (pastEnd ? 1 : 0)) {
        return new Expr.Const(b.value() + i.value() * stride);
      }
    }
    return new Expr.Element(base, index, indexType, stride, count, pastEnd);
  }

  /** {@code pointer + count}. */
  static Expr add(Expr pointer, Expr count, int shape, int stride, Iterable<ArrayExtent> arrays) {
    if (pointer instanceof Expr.Const p && count instanceof Expr.Const c) {
      for (ArrayExtent array : arrays) {
        if (array.shape() == shape
            && array.contains(p.value())
            && Math.abs(c.value()) <= array.count()
            && array.contains(p.value() + c.value() * stride)) {
          return new Expr.Const(p.value() + c.value() * stride);
        }
      }
    }
    return new Expr.PointerAdd(pointer, count, shape, stride);
  }

  /** Where the address begins: moving within an object does not leave it. */
  static Expr root(Expr address) {
    if (address instanceof Expr.Field field) {
      return root(field.base());
    }
    if (address instanceof Expr.Element element) {
      return root(element.base());
    }
    return address instanceof Expr.PointerAdd add ? root(add.pointer()) : address;
  }
}
