// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import dev.pincer.program.Instruction;
import java.util.function.IntUnaryOperator;

/** Where control goes. */
final class Targets {
  private Targets() {}

  static Instruction map(Instruction instruction, IntUnaryOperator target) {
    if (instruction instanceof Instruction.Jump jump) {
      int to = target.applyAsInt(jump.target());
      return to == jump.target() ? jump : new Instruction.Jump(to);
    }
    if (instruction instanceof Instruction.Branch branch) {
      int ifTrue = target.applyAsInt(branch.ifTrue());
      int ifFalse = target.applyAsInt(branch.ifFalse());
      return ifTrue == branch.ifTrue() && ifFalse == branch.ifFalse()
          ? branch
          : new Instruction.Branch(branch.condition(), ifTrue, ifFalse, branch.watches());
    }
    return instruction;
  }
}
