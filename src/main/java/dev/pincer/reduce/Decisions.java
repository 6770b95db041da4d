// SPDX-License-Identifier: Apache-2.0
package dev.pincer.reduce;

import com.google.common.collect.ImmutableList;
import dev.pincer.program.Expr;
import dev.pincer.program.Instruction;

/** What instructions decide by. */
final class Decisions {
  private Decisions() {}

  /** The expressions of an instruction whose values go nowhere but into a decision. */
  static ImmutableList<Expr> of(Instruction instruction) {
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
