// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import dev.pincer.program.Expr.BinaryOp;
import dev.pincer.program.Expr.UnaryOp;
import dev.pincer.program.IntType;

/**
 * C's arithmetic on the longs of {@link IntType}. Where C leaves the result undefined, {@link
 * Undefined} is thrown. To shift a signed value left is to multiply it by a power of two.
 */
final class Arithmetic {
  private Arithmetic() {}

  static long unary(UnaryOp op, IntType type, long operand) {
    return switch (op) {
      case NEGATE -> binary(BinaryOp.SUBTRACT, type, 0, operand);
      case COMPLEMENT -> type.wrap(~operand);
      case NOT -> operand == 0 ? 1 : 0;
    };
  }

  static long binary(BinaryOp op, IntType type, long left, long right) {
    return switch (op) {
      case ADD -> {
        long sum = left + right;
        yield checked(type, sum, ((left ^ sum) & (right ^ sum)) < 0, left, "+", right);
      }
      case SUBTRACT -> {
        long difference = left - right;
        boolean overflow = ((left ^ right) & (left ^ difference)) < 0;
        yield checked(type, difference, overflow, left, "-", right);
      }
      case MULTIPLY -> {
        long product = left * right;
        boolean overflow = Math.multiplyHigh(left, right) != product >> 63;
        yield checked(type, product, overflow, left, "*", right);
      }
      case DIVIDE -> {
        if (right == 0) {
          throw new Undefined("division by zero");
        }
        yield type.signed()
            ? checked(type, left / right, left == Long.MIN_VALUE && right == -1, left, "/", right)
            : Long.divideUnsigned(left, right);
      }
      case REMAINDER -> {
        if (right == 0) {
          throw new Undefined("division by zero");
        }
        if (!type.signed()) {
          yield Long.remainderUnsigned(left, right);
        }
        if (right == -1) {
          // The quotient must fit as well.
          checked(type, -left, left == Long.MIN_VALUE, left, "%", right);
        }
        yield left % right;
      }
      case AND -> left & right;
      case OR -> left | right;
      case XOR -> left ^ right;
      case SHIFT_LEFT -> {
        checkShift(type, right);
        if (!type.signed()) {
          yield type.wrap(left << right);
        }
        boolean overflow = left << right >> right != left;
        yield checked(type, left << right, overflow, left, "<<", right);
      }
      case SHIFT_RIGHT -> {
        checkShift(type, right);
        yield type.signed() ? left >> right : left >>> right;
      }
      case EQUAL -> left == right ? 1 : 0;
      case NOT_EQUAL -> left != right ? 1 : 0;
      case LESS -> compare(type, left, right) < 0 ? 1 : 0;
      case LESS_EQUAL -> compare(type, left, right) <= 0 ? 1 : 0;
    };
  }

  /**
   * @param overflow whether {@code result} does not even fit a long as a signed value
   */
  private static long checked(
      IntType type, long result, boolean overflow, long left, String sign, long right) {
    long wrapped = type.wrap(result);
    if (type.signed() && (overflow || wrapped != result)) {
      throw new Undefined(
          "signed overflow: "
              + left
              + " "
              + sign
              + " "
              + right
              + " does not fit into "
              + type.bits()
              + " bits");
    }
    return wrapped;
  }

  private static void checkShift(IntType type, long count) {
    if (count < 0 || count >= type.bits()) {
      throw new Undefined("shift by " + count + " of a value of " + type.bits() + " bits");
    }
  }

  private static int compare(IntType type, long left, long right) {
    return type.signed() ? Long.compare(left, right) : Long.compareUnsigned(left, right);
  }
}
