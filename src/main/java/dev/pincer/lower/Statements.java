// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import com.google.common.collect.ImmutableList;
import dev.pincer.program.Code.RegisterSet;
import dev.pincer.program.Expr;
import dev.pincer.program.Instruction;
import dev.pincer.program.Order;
import java.util.BitSet;

/** What {@link Grain#STATEMENT} does in the place of the passes that make states fewer. */
final class Statements {
  private Statements() {}

  /**
   * Removes steps in which nothing happens, and those that only pass constants: where a statement
   * was cut at a call, nothing may be left of it.
   */
  static void removeEmpty(Draft draft) {
    BitSet entered = new BitSet();
    for (int i = 0; i < draft.size(); i++) {
      Instruction instruction = draft.instruction(i);
      if (instruction instanceof Instruction.Jump || instruction instanceof Instruction.Branch) {
        for (int next : instruction.after(i)) {
          entered.set(next);
        }
      }
    }
    BitSet dropped = new BitSet();
    for (int i = 0; i < draft.size(); i++) {
      if (draft.instruction(i) instanceof Instruction.AtomicBegin begin
          && begin.order() == Order.RELAXED
          && !begin.readModifyWrite()) {
        int end = i + 1;
        while (passesConstant(draft, end) && !entered.get(end)) {
          end++;
        }
        if (draft.instruction(end) instanceof Instruction.AtomicEnd && !entered.get(end)) {
          dropped.set(i);
          dropped.set(end);
        }
      }
    }
    draft.remove(dropped);
  }

  private static boolean passesConstant(Draft draft, int index) {
    return draft.instruction(index) instanceof Instruction.Let let
        && let.value() instanceof Expr.Const
        && draft.block(let.register()).generated();
  }

  /** Every register that the author named is part of the state as soon as it is set. */
  static ImmutableList<RegisterSet> live(Draft draft) {
    BitSet named = new BitSet();
    for (int register = 0; register < draft.registerCount(); register++) {
      String name = draft.register(register).name();
      named.set(register, !name.isEmpty() && !name.endsWith("()"));
    }
    ImmutableList.Builder<RegisterSet> sets = ImmutableList.builder();
    for (RegisterSet needed : Liveness.of(draft)) {
      BitSet all = (BitSet) named.clone();
      for (int register = 0; register < draft.registerCount(); register++) {
        all.set(register, named.get(register) || needed.contains(register));
      }
      sets.add(new RegisterSet(all));
    }
    return sets.build();
  }
}
