// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.program.Instruction;
import java.util.function.IntUnaryOperator;

/** Where control goes. */
final class Targets {
  private Targets() {}

  static Instruction map(Instruction instruction, IntUnaryOperator target) {
    if (instruction instanceof Instruction.Jump jump) {
      return new Instruction.Jump(target.applyAsInt(jump.target()));
    }
    if (instruction instanceof Instruction.Branch branch) {
      return new Instruction.Branch(
          branch.condition(),
          target.applyAsInt(branch.ifTrue()),
          target.applyAsInt(branch.ifFalse()),
          branch.watches());
    }
    return instruction;
  }

  /** The instructions that can follow the one at {@code index}. */
  static ImmutableIntArray after(Instruction instruction, int index) {
    return switch (instruction.kind()) {
      case JUMP -> ImmutableIntArray.of(((Instruction.Jump) instruction).target());
      case BRANCH -> {
        Instruction.Branch branch = (Instruction.Branch) instruction;
        yield ImmutableIntArray.of(branch.ifTrue(), branch.ifFalse());
      }
      case RETURN -> ImmutableIntArray.of();
      case LET, UNSET, LOAD, STORE, ATOMIC_BEGIN, ATOMIC_END, AWAIT, CHOOSE, ASSERT, FENCE ->
          ImmutableIntArray.of(index + 1);
    };
  }
}
