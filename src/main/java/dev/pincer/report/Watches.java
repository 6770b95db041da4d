// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import dev.pincer.program.Instruction;
import dev.pincer.program.Watch;

/** The watches of an instruction, of whatever kind it is. */
final class Watches {
  private Watches() {}

  static ImmutableList<Watch> of(Instruction instruction) {
    if (instruction instanceof Instruction.Branch branch) {
      return branch.watches();
    }
    if (instruction instanceof Instruction.Await await) {
      return await.watches();
    }
    if (instruction instanceof Instruction.Assert assertion) {
      return assertion.watches();
    }
    if (instruction instanceof Instruction.Return result) {
      return result.watches();
    }
    return ImmutableList.of();
  }
}
