// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import com.google.common.collect.ImmutableList;
import dev.pincer.program.Code.RegisterSet;
import dev.pincer.program.Expr;
import dev.pincer.program.Instruction;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.BiConsumer;

/**
 * Which registers' values may still be used: the usual backward analysis, where an access through a
 * pointer may use every register that the pointer may name.
 */
final class Liveness {
  private final Draft draft;
  private final Privacy privacy;
  private final Blocks blocks;

  /** For each block, the registers alive when control arrives there. */
  private final BitSet[] live;

  /** The Lets that may be left out if nobody reads their registers. */
  private final BitSet removable;

  /**
   * @param removable what of these is dead reads nothing
   */
  private Liveness(Draft draft, Blocks blocks, Privacy privacy, BitSet removable) {
    this.draft = draft;
    this.privacy = privacy;
    this.blocks = blocks;
    this.removable = removable;
    this.live = new BitSet[blocks.count()];
    Arrays.fill(live, new BitSet()); // Replaced, never changed.
    BitSet open = new BitSet();
    open.set(0, blocks.count());
    while (!open.isEmpty()) {
      int block = open.length() - 1;
      open.clear(block);
      BitSet alive = after(block);
      for (int i = blocks.end(block) - 1; i >= blocks.start(block); i--) {
        step(i, alive);
      }
      if (!alive.equals(live[block])) {
        live[block] = alive;
        for (int source : blocks.before(block)) {
          open.set(source);
        }
      }
    }
  }

  /** One set for each instruction; equal neighbours share one. */
  static ImmutableList<RegisterSet> of(Draft draft) {
    Liveness liveness = new Liveness(draft, Blocks.of(draft), Privacy.of(draft), new BitSet());
    RegisterSet[] sets = new RegisterSet[draft.size()];
    liveness.walk(
        (i, after) -> {},
        (i, before) -> {
          RegisterSet next = i + 1 < sets.length ? sets[i + 1] : null;
          sets[i] = next != null && next.isOf(before) ? next : new RegisterSet(before);
        });
    return ImmutableList.copyOf(sets);
  }

  /**
   * Removes what has no consequence: a value on its way or a parameter that nobody reads, and what
   * is unset before it can be read. Stays whatever may be undefined behaviour.
   */
  static void removeDead(Draft draft) {
    Blocks blocks = Blocks.of(draft);
    Privacy privacy = Privacy.of(draft);
    BitSet removable = removable(draft, blocks);
    BitSet needless = needless(draft, blocks, privacy);
    Liveness liveness = new Liveness(draft, blocks, privacy, removable);
    BitSet dead = new BitSet();
    liveness.walk(
        (i, after) ->
            dead.set(
                i,
                draft.instruction(i) instanceof Instruction.Unset unset
                    ? needless.get(i) || !isAnyAlive(unset, after)
                    : liveness.isDead(i, after)),
        (i, before) -> {});
    draft.remove(dead);
  }

  private interface Visitor {
    /**
     * Who looks leaves {@code registers} as they are; who steps makes them those of the next place.
     */
    void visit(int index, BitSet registers);
  }

  /** Goes through all instructions, the last first, with what is alive after and before each. */
  private void walk(Visitor after, Visitor before) {
    for (int block = blocks.count() - 1; block >= 0; block--) {
      BitSet alive = after(block);
      for (int i = blocks.end(block) - 1; i >= blocks.start(block); i--) {
        after.visit(i, alive);
        step(i, alive);
        before.visit(i, alive);
      }
    }
  }

  private BitSet after(int block) {
    BitSet result = new BitSet(draft.registerCount());
    for (int next : blocks.after(block)) {
      result.or(live[next]);
    }
    return result;
  }

  /** From what is alive after an instruction to what is alive before it. */
  private void step(int index, BitSet alive) {
    if (isDead(index, alive)) {
      return;
    }
    Instruction instruction = draft.instruction(index);
    alive.clear(Operands.firstSet(instruction), Operands.endSet(instruction));
    for (int used : draft.uses(index)) {
      alive.set(used);
    }
    if (instruction instanceof Instruction.Load load) {
      alive.or(privacy.reachable(load.address()));
    }
  }

  private boolean isDead(int index, BitSet after) {
    return removable.get(index)
        && draft.instruction(index) instanceof Instruction.Let let
        && (isOfItself(let) || !after.get(let.register()));
  }

  private static boolean isOfItself(Instruction.Let let) {
    return let.value() instanceof Expr.Reg copied && copied.register() == let.register();
  }

  private static boolean isAnyAlive(Instruction.Unset unset, BitSet alive) {
    int next = alive.nextSetBit(unset.first());
    return next >= 0 && next < unset.first() + unset.count();
  }

  /**
   * The Lets of values on their way and of parameters, and those of a register's own value, that
   * are no undefined behaviour.
   */
  private static BitSet removable(Draft draft, Blocks blocks) {
    BitSet removable = new BitSet();
    BitSet all = new BitSet();
    all.set(0, draft.registerCount());
    forwards(
        blocks,
        all,
        all,
        BitSet::and,
        (i, set) -> {
          if (draft.instruction(i) instanceof Instruction.Let let
              && (isOfItself(let) || draft.block(let.register()).generated())) {
            removable.set(i, isDefined(let.value(), set));
          }
        },
        (i, set) -> {
          Instruction instruction = draft.instruction(i);
          boolean gives =
              !(instruction instanceof Instruction.Unset) && !SetParts.mayLeaveUnset(instruction);
          set.set(Operands.firstSet(instruction), Operands.endSet(instruction), gives);
        });
    return removable;
  }

  /** The Unsets of registers that are set on no way to them. */
  private static BitSet needless(Draft draft, Blocks blocks, Privacy privacy) {
    BitSet needless = new BitSet();
    BitSet all = new BitSet();
    all.set(0, draft.registerCount());
    forwards(
        blocks,
        all,
        new BitSet(),
        BitSet::or,
        (i, set) -> {
          if (draft.instruction(i) instanceof Instruction.Unset unset) {
            needless.set(i, !isAnyAlive(unset, set));
          }
        },
        (i, set) -> {
          Instruction instruction = draft.instruction(i);
          boolean gives = !(instruction instanceof Instruction.Unset);
          set.set(Operands.firstSet(instruction), Operands.endSet(instruction), gives);
          if (instruction instanceof Instruction.Store store) {
            set.or(privacy.reachable(store.address()));
          }
        });
    return needless;
  }

  /**
   * The registers that are set before each instruction, given to {@code visitor} in the end.
   *
   * @param all of them
   * @param first what is assumed of a block that nothing is known of yet
   * @param meet puts what comes on one way into what came on the others
   * @param step from before an instruction to after it; for each register alone
   */
  private static void forwards(
      Blocks blocks,
      BitSet all,
      BitSet first,
      BiConsumer<BitSet, BitSet> meet,
      Visitor visitor,
      Visitor step) {
    BitSet[] sets = new BitSet[blocks.count()];
    Arrays.setAll(sets, block -> block == 0 ? new BitSet() : (BitSet) first.clone());
    // What a block does to any set, is known by what it does to the smallest and to the largest.
    BitSet[] fromNone = new BitSet[blocks.count()];
    BitSet[] fromAll = new BitSet[blocks.count()];
    for (int block = 0; block < blocks.count(); block++) {
      fromNone[block] = new BitSet(all.size());
      fromAll[block] = (BitSet) all.clone();
      for (int i = blocks.start(block); i < blocks.end(block); i++) {
        step.visit(i, fromNone[block]);
        step.visit(i, fromAll[block]);
      }
    }
    BitSet open = new BitSet();
    open.set(0, blocks.count());
    BitSet set = new BitSet(all.size());
    BitSet old = new BitSet(all.size());
    while (!open.isEmpty()) {
      int block = open.nextSetBit(0);
      open.clear(block);
      copy(sets[block], set);
      set.and(fromAll[block]);
      set.or(fromNone[block]);
      for (int next : blocks.after(block)) {
        copy(sets[next], old);
        meet.accept(sets[next], set);
        if (!old.equals(sets[next])) {
          open.set(next);
        }
      }
    }
    for (int block = 0; block < blocks.count(); block++) {
      copy(sets[block], set);
      for (int i = blocks.start(block); i < blocks.end(block); i++) {
        visitor.visit(i, set);
        step.visit(i, set);
      }
    }
  }

  private static void copy(BitSet from, BitSet to) {
    to.clear();
    to.or(from);
  }

  /** Whether the value is no undefined behaviour in any case. */
  private static boolean isDefined(Expr e, BitSet set) {
    return switch (e.kind()) {
      case CONST, THIS_THREAD -> true;
      case REG -> ((Expr.Reg) e).part() || set.get(((Expr.Reg) e).register());
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
      case FIELD, ELEMENT, CONTAINER, POINTER_ADD, POINTER_DIFFERENCE, POINTER_LESS -> false;
    };
  }
}
