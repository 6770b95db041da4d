// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import com.google.common.collect.ImmutableList;
import dev.pincer.program.Code.RegisterSet;
import dev.pincer.program.Expr;
import dev.pincer.program.Instruction;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which registers' values may still be used: the usual backward analysis, where an access through a
 * pointer may use every register that the pointer may name.
 */
final class Liveness {
  private final Draft draft;
  private final Privacy privacy;

  /** For each instruction, the registers alive when control arrives there. */
  private final List<BitSet> live = new ArrayList<>();

  /** What is set on every way to an instruction, if what is dead is to be left out; else null. */
  private final @Nullable List<BitSet> set;

  /**
   * @param set if not null, what a dead instruction reads is not alive for its sake
   */
  private Liveness(Draft draft, @Nullable List<BitSet> set) {
    this.draft = draft;
    this.privacy = Privacy.of(draft);
    this.set = set;
    for (int i = 0; i < draft.size(); i++) {
      live.add(new BitSet());
    }
    int[][] before = draft.before();
    BitSet open = new BitSet();
    open.set(0, draft.size());
    while (!open.isEmpty()) {
      int i = open.length() - 1;
      open.clear(i);
      BitSet alive = before(i, after(i));
      if (!alive.equals(live.get(i))) {
        live.set(i, alive);
        for (int source : before[i]) {
          open.set(source);
        }
      }
    }
  }

  /** One set for each instruction; equal neighbours share one. */
  static ImmutableList<RegisterSet> of(Draft draft) {
    ImmutableList.Builder<RegisterSet> sets = ImmutableList.builder();
    RegisterSet last = new RegisterSet(new BitSet());
    for (BitSet bits : new Liveness(draft, null).live) {
      RegisterSet set = new RegisterSet(bits);
      last = set.equals(last) ? last : set;
      sets.add(last);
    }
    return sets.build();
  }

  /**
   * Removes what has no consequence: a value on its way or a parameter that nobody reads, and what
   * is unset before it can be read. Stays whatever may be undefined behaviour.
   */
  static void removeDead(Draft draft) {
    Liveness liveness = new Liveness(draft, definitelySet(draft));
    List<BitSet> perhapsSet = liveness.perhapsSet();
    BitSet dead = new BitSet();
    for (int i = 0; i < draft.size(); i++) {
      BitSet after = liveness.after(i);
      dead.set(
          i,
          draft.instruction(i) instanceof Instruction.Unset unset
              ? isDead(unset, after, perhapsSet.get(i))
              : liveness.isDead(i, after));
    }
    draft.rewrite(i -> dead.get(i) ? ImmutableList.of() : ImmutableList.of(draft.instruction(i)));
  }

  private boolean isDead(int index, BitSet after) {
    if (set == null || !(draft.instruction(index) instanceof Instruction.Let let)) {
      return false;
    }
    boolean self = let.value().equals(new Expr.Reg(let.register()));
    return (self || (draft.block(let.register()).generated() && !after.get(let.register())))
        && isDefined(let.value(), set.get(index));
  }

  private static boolean isDead(Instruction.Unset unset, BitSet after, BitSet perhapsSet) {
    BitSet registers = new BitSet();
    registers.set(unset.first(), unset.first() + unset.count());
    return !registers.intersects(after) || !registers.intersects(perhapsSet);
  }

  /** Whether the value is no undefined behaviour in any case. */
  private static boolean isDefined(Expr e, BitSet set) {
    return switch (e.kind()) {
      case CONST, THIS_THREAD -> true;
      case REG -> set.get(((Expr.Reg) e).register());
      case AND, OR, SELECT, CONVERT, TO_BOOL ->
          e.operands().stream().allMatch(x -> isDefined(x, set));
      case UNARY ->
          ((Expr.Unary) e).op() != Expr.UnaryOp.NEGATE
              && isDefined(((Expr.Unary) e).operand(), set);
      case BINARY ->
          switch (((Expr.Binary) e).op()) {
            case AND, OR, XOR, EQUAL, NOT_EQUAL, LESS, LESS_EQUAL ->
                e.operands().stream().allMatch(x -> isDefined(x, set));
            case ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, SHIFT_LEFT, SHIFT_RIGHT -> false;
          };
      case FIELD, ELEMENT, POINTER_ADD, POINTER_DIFFERENCE, POINTER_LESS -> false;
    };
  }

  /** For each instruction, the registers that are set on some way to it. */
  private List<BitSet> perhapsSet() {
    List<BitSet> sets = new ArrayList<>();
    for (int i = 0; i < draft.size(); i++) {
      sets.add(new BitSet());
    }
    BitSet open = new BitSet();
    open.set(0, draft.size());
    while (!open.isEmpty()) {
      int i = open.nextSetBit(0);
      open.clear(i);
      BitSet out = (BitSet) sets.get(i).clone();
      Instruction instruction = draft.instruction(i);
      boolean gives = !(instruction instanceof Instruction.Unset);
      Operands.sets(instruction, r -> out.set(r, gives));
      if (instruction instanceof Instruction.Store store) {
        out.or(privacy.reachable(store.address()));
      }
      for (int next : draft.after(i)) {
        BitSet in = sets.get(next);
        int before = in.cardinality();
        in.or(out);
        if (in.cardinality() != before) {
          open.set(next);
        }
      }
    }
    return sets;
  }

  /** For each instruction, the registers that are set on every way to it. */
  private static List<BitSet> definitelySet(Draft draft) {
    List<BitSet> sets = new ArrayList<>();
    for (int i = 0; i < draft.size(); i++) {
      BitSet all = new BitSet();
      all.set(0, i == 0 ? 0 : draft.registerCount());
      sets.add(all);
    }
    BitSet open = new BitSet();
    open.set(0, draft.size());
    while (!open.isEmpty()) {
      int i = open.nextSetBit(0);
      open.clear(i);
      BitSet out = (BitSet) sets.get(i).clone();
      Instruction instruction = draft.instruction(i);
      boolean gives = !(instruction instanceof Instruction.Unset);
      Operands.sets(instruction, r -> out.set(r, gives));
      for (int next : draft.after(i)) {
        BitSet in = sets.get(next);
        int before = in.cardinality();
        in.and(out);
        if (in.cardinality() != before) {
          open.set(next);
        }
      }
    }
    return sets;
  }

  private BitSet after(int index) {
    BitSet result = new BitSet();
    for (int next : draft.after(index)) {
      result.or(live.get(next));
    }
    return result;
  }

  private BitSet before(int index, BitSet after) {
    if (isDead(index, after)) {
      return after;
    }
    Instruction instruction = draft.instruction(index);
    Operands.sets(instruction, after::clear);
    Operands.uses(instruction, after::set);
    if (instruction instanceof Instruction.Load load) {
      after.or(privacy.reachable(load.address()));
    }
    return after;
  }
}
