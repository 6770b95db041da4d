// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

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
  static int[] after(Instruction instruction, int index) {
    return switch (instruction.kind()) {
      case JUMP -> new int[] {((Instruction.Jump) instruction).target()};
      case BRANCH -> {
        Instruction.Branch branch = (Instruction.Branch) instruction;
        yield new int[] {branch.ifTrue(), branch.ifFalse()};
      }
      case RETURN -> new int[0];
      case LET, UNSET, LOAD, STORE, ATOMIC_BEGIN, ATOMIC_END, AWAIT, CHOOSE, ASSERT, FENCE ->
          new int[] {index + 1};
    };
  }
}
