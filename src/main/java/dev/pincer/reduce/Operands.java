// SPDX-License-Identifier: Apache-2.0
package dev.pincer.reduce;

import com.google.common.collect.ImmutableList;
import dev.pincer.program.Expr;
import dev.pincer.program.Instruction;

/** What stands below an expression, and in an instruction. */
final class Operands {
  private Operands() {}

  static ImmutableList<Expr> of(Expr e) {
    return switch (e.kind()) {
      case CONST, REG, THIS_THREAD -> ImmutableList.of();
      case UNARY -> ImmutableList.of(((Expr.Unary) e).operand());
      case BINARY -> ImmutableList.of(((Expr.Binary) e).left(), ((Expr.Binary) e).right());
      case AND -> ImmutableList.of(((Expr.And) e).left(), ((Expr.And) e).right());
      case OR -> ImmutableList.of(((Expr.Or) e).left(), ((Expr.Or) e).right());
      case SELECT -> {
        Expr.Select select = (Expr.Select) e;
        yield ImmutableList.of(select.condition(), select.ifTrue(), select.ifFalse());
      }
      case CONVERT -> ImmutableList.of(((Expr.Convert) e).operand());
      case TO_BOOL -> ImmutableList.of(((Expr.ToBool) e).operand());
      case FIELD -> ImmutableList.of(((Expr.Field) e).base());
      case ELEMENT -> ImmutableList.of(((Expr.Element) e).base(), ((Expr.Element) e).index());
      case POINTER_ADD ->
          ImmutableList.of(((Expr.PointerAdd) e).pointer(), ((Expr.PointerAdd) e).count());
      case POINTER_DIFFERENCE ->
          ImmutableList.of(
              ((Expr.PointerDifference) e).left(), ((Expr.PointerDifference) e).right());
      case POINTER_LESS ->
          ImmutableList.of(((Expr.PointerLess) e).left(), ((Expr.PointerLess) e).right());
    };
  }

  /** The expressions of an instruction whose values go nowhere but into a decision. */
  static ImmutableList<Expr> decisions(Instruction instruction) {
    return switch (instruction.kind()) {
      case BRANCH -> ImmutableList.of(((Instruction.Branch) instruction).condition());
      case AWAIT -> ImmutableList.of(((Instruction.Await) instruction).condition());
      case ASSERT -> ImmutableList.of(((Instruction.Assert) instruction).condition());
      case CHOOSE -> ImmutableList.of(((Instruction.Choose) instruction).count());
      case RETURN -> ImmutableList.of(((Instruction.Return) instruction).value());
      case LET, UNSET, LOAD, STORE, JUMP, ATOMIC_BEGIN, ATOMIC_END, FENCE -> ImmutableList.of();
    };
  }
}
