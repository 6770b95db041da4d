// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bind;

import dev.pincer.bind.Bound.Expr;
import org.jspecify.annotations.Nullable;

/** The values of constant expressions. */
public final class Constants {
  private Constants() {}

  /**
   * The value of an expression made of integer constants; null if it is no such thing, or if C
   * leaves it undefined.
   */
  public static @Nullable Long value(Expr e) {
    if (e instanceof Bound.Constant constant) {
      return constant.value();
    }
    if (e instanceof Bound.Convert convert) {
      return Types.isInteger(convert.type()) && Types.isInteger(convert.operand().type())
          ? map(value(convert.operand()), v -> Types.wrap(convert.type(), v))
          : null;
    }
    if (e instanceof Bound.Negate negate) {
      Long v = value(negate.operand());
      return v == null ? null : fit(negate.type(), -v, v == Long.MIN_VALUE);
    }
    if (e instanceof Bound.Complement complement) {
      return map(value(complement.operand()), v -> Types.wrap(complement.type(), ~v));
    }
    if (e instanceof Bound.Not not) {
      return map(value(not.operand()), v -> v == 0 ? 1L : 0L);
    }
    if (e instanceof Bound.Logical logical) {
      Long left = value(logical.left());
      if (left == null) {
        return null;
      }
      return (left != 0) == logical.and()
          ? map(value(logical.right()), v -> v != 0 ? 1L : 0L)
          : Long.valueOf(logical.and() ? 0 : 1);
    }
    if (e instanceof Bound.Conditional conditional) {
      Long condition = value(conditional.condition());
      return condition == null
          ? null
          : value(condition != 0 ? conditional.ifTrue() : conditional.ifFalse());
    }
    if (e instanceof Bound.Compare compare) {
      Long left = value(compare.left());
      Long right = value(compare.right());
      return left == null || right == null ? null : compare(compare, left, right);
    }
    if (e instanceof Bound.Arithmetic arithmetic) {
      Long left = value(arithmetic.left());
      Long right = value(arithmetic.right());
      return left == null || right == null ? null : arithmetic(arithmetic, left, right);
    }
    return null;
  }

  /** Whether C takes {@code e} for the initial value of what is at file scope. */
  static boolean isInitial(Expr e) {
    if (e instanceof Bound.StructValue struct) {
      return struct.initializer() instanceof Bound.Whole whole
          ? isInitial(whole.value())
          : ((Bound.Listed) struct.initializer())
              .parts().stream().allMatch(part -> isInitial(part.value()));
    }
    return Types.isError(e.type()) || value(e) != null || isAddress(e);
  }

  /**
   * Whether {@code e} is the address of a file-scope object or of a part of one, the same in every
   * run.
   */
  static boolean isAddress(Expr e) {
    if (e instanceof Bound.AddressOf address) {
      return isFixed(address.object());
    }
    if (e instanceof Bound.PointerAdd add) {
      return isAddress(add.pointer()) && value(add.count()) != null;
    }
    if (e instanceof Bound.Convert convert) {
      return isAddress(convert.operand()) && convert.type() instanceof CType.PointerType;
    }
    return e instanceof Bound.Constant;
  }

  private static boolean isFixed(Bound.Lvalue object) {
    if (object instanceof Bound.Named named) {
      return named.variable().shared();
    }
    if (object instanceof Bound.MemberOf member) {
      return isFixed(member.object());
    }
    if (object instanceof Bound.Element element) {
      return isFixed(element.array()) && value(element.index()) != null;
    }
    return object instanceof Bound.Dereference dereference && isAddress(dereference.pointer());
  }

  private interface LongFunction {
    long apply(long value);
  }

  private static @Nullable Long map(@Nullable Long value, LongFunction function) {
    return value == null ? null : Long.valueOf(function.apply(value));
  }

  private static long compare(Bound.Compare e, long left, long right) {
    int order =
        Types.isSigned(e.left().type())
            ? Long.compare(left, right)
            : Long.compareUnsigned(left, right);
    boolean truth =
        switch (e.op()) {
          case EQUAL -> order == 0;
          case NOT_EQUAL -> order != 0;
          case LESS -> order < 0;
          case LESS_EQUAL -> order <= 0;
          case GREATER -> order > 0;
          case GREATER_EQUAL -> order >= 0;
        };
    return truth ? 1 : 0;
  }

  private static @Nullable Long arithmetic(Bound.Arithmetic e, long a, long b) {
    CType type = e.type();
    boolean signed = Types.isSigned(type);
    int bits = Types.bits(type);
    return switch (e.op()) {
      case ADD -> fit(type, a + b, ((a ^ (a + b)) & (b ^ (a + b))) < 0);
      case SUBTRACT -> fit(type, a - b, ((a ^ b) & (a ^ (a - b))) < 0);
      case MULTIPLY -> fit(type, a * b, signed && Math.multiplyHigh(a, b) != (a * b) >> 63);
      case DIVIDE ->
          b == 0
              ? null
              : signed
                  ? fit(type, a / b, a == Long.MIN_VALUE && b == -1)
                  : Long.valueOf(Long.divideUnsigned(a, b));
      case REMAINDER ->
          b == 0 || (signed && b == -1 && fit(type, -a, a == Long.MIN_VALUE) == null)
              ? null
              : Long.valueOf(signed ? a % b : Long.remainderUnsigned(a, b));
      case AND -> a & b;
      case OR -> a | b;
      case XOR -> a ^ b;
      // As the machine: what is negative may be moved, but not into or out of the sign.
      case SHIFT_LEFT ->
          b < 0 || b >= bits
              ? null
              : signed
                  ? fit(type, a << b, (a << b) >> b != a)
                  : Long.valueOf(Types.wrap(type, a << b));
      case SHIFT_RIGHT -> b < 0 || b >= bits ? null : Long.valueOf(signed ? a >> b : a >>> b);
    };
  }

  /**
   * The result in its type: wrapped if unsigned; null, as undefined, if signed and out of range.
   */
  private static @Nullable Long fit(CType type, long value, boolean overflow64) {
    long wrapped = Types.wrap(type, value);
    if (Types.isSigned(type) && (wrapped != value || (overflow64 && Types.bits(type) == 64))) {
      return null;
    }
    return wrapped;
  }
}
