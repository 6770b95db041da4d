// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bind;

import dev.pincer.bind.Bound.ArithmeticOp;
import dev.pincer.bind.Bound.CompareOp;
import dev.pincer.syntax.Tree;
import org.jspecify.annotations.Nullable;

/**
 * What a binary operator of C is.
 *
 * @param arithmetic null if it is none
 * @param compare null if it is none
 */
record Operator(String text, @Nullable ArithmeticOp arithmetic, @Nullable CompareOp compare) {
  boolean isLogical() {
    return arithmetic == null && compare == null;
  }

  static Operator of(Tree.BinaryOp op) {
    return switch (op) {
      case MULTIPLY -> new Operator("*", ArithmeticOp.MULTIPLY, null);
      case DIVIDE -> new Operator("/", ArithmeticOp.DIVIDE, null);
      case REMAINDER -> new Operator("%", ArithmeticOp.REMAINDER, null);
      case ADD -> new Operator("+", ArithmeticOp.ADD, null);
      case SUBTRACT -> new Operator("-", ArithmeticOp.SUBTRACT, null);
      case SHIFT_LEFT -> new Operator("<<", ArithmeticOp.SHIFT_LEFT, null);
      case SHIFT_RIGHT -> new Operator(">>", ArithmeticOp.SHIFT_RIGHT, null);
      case AND -> new Operator("&", ArithmeticOp.AND, null);
      case XOR -> new Operator("^", ArithmeticOp.XOR, null);
      case OR -> new Operator("|", ArithmeticOp.OR, null);
      case LESS -> new Operator("<", null, CompareOp.LESS);
      case GREATER -> new Operator(">", null, CompareOp.GREATER);
      case LESS_EQUAL -> new Operator("<=", null, CompareOp.LESS_EQUAL);
      case GREATER_EQUAL -> new Operator(">=", null, CompareOp.GREATER_EQUAL);
      case EQUAL -> new Operator("==", null, CompareOp.EQUAL);
      case NOT_EQUAL -> new Operator("!=", null, CompareOp.NOT_EQUAL);
      case LOGICAL_AND -> new Operator("&&", null, null);
      case LOGICAL_OR -> new Operator("||", null, null);
    };
  }
}
