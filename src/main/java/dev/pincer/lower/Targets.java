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
}
