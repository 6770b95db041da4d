// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import com.google.common.collect.ImmutableList;
import dev.pincer.program.Expr;
import dev.pincer.program.Instruction;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which parts of copied structs are set on every way: those are copied as any other value is, and
 * the passes behind need to know nothing of structs. In code that sets all that it copies, that is
 * all of them.
 *
 * <p>The usual forward analysis, but that a copy hands on what is known of its source, so it goes
 * from instruction to instruction.
 */
final class SetParts {
  private final Draft draft;
  private final Blocks blocks;
  private final Privacy privacy;

  /** What is set when control arrives at a block; null where it has not yet. */
  private final @Nullable BitSet[] known;

  private SetParts(Draft draft) {
    this.draft = draft;
    this.blocks = Blocks.of(draft);
    this.privacy = Privacy.of(draft);
    this.known = new @Nullable BitSet[blocks.count()];
  }

  static void run(Draft draft) {
    for (int i = 0; i < draft.size(); i++) {
      if (copiesParts(draft.instruction(i))) {
        SetParts parts = new SetParts(draft);
        parts.analyse();
        parts.rewrite();
        return;
      }
    }
  }

  private static boolean copiesParts(Instruction instruction) {
    return mayLeaveUnset(instruction)
        || (instruction instanceof Instruction.Store store
            && store.values().stream().anyMatch(Expr::copiesPart));
  }

  /** Whether registers that an instruction gives values to may have none behind it. */
  static boolean mayLeaveUnset(Instruction instruction) {
    return instruction instanceof Instruction.Let let
        ? let.value().copiesPart()
        : instruction instanceof Instruction.Load load && load.part();
  }

  private void analyse() {
    known[0] = new BitSet(draft.registerCount());
    BitSet open = new BitSet();
    open.set(0);
    while (!open.isEmpty()) {
      int block = open.nextSetBit(0);
      open.clear(block);
      BitSet set = (BitSet) at(block).clone();
      for (int i = blocks.start(block); i < blocks.end(block); i++) {
        step(draft.instruction(i), set);
      }
      for (int next : blocks.after(block)) {
        BitSet before = known[next];
        if (before == null) {
          known[next] = (BitSet) set.clone();
          open.set(next);
        } else {
          int count = before.cardinality();
          before.and(set);
          if (before.cardinality() < count) {
            open.set(next);
          }
        }
      }
    }
  }

  private BitSet at(int block) {
    return Objects.requireNonNull(known[block]);
  }

  /** From what is set before an instruction to what is set behind it. */
  private void step(Instruction instruction, BitSet set) {
    boolean gives =
        switch (instruction.kind()) {
          case LET -> isSet(((Instruction.Let) instruction).value(), set);
          case LOAD -> isSet((Instruction.Load) instruction, set);
          case UNSET -> false;
          case STORE,
              BRANCH,
              JUMP,
              ATOMIC_BEGIN,
              ATOMIC_END,
              AWAIT,
              CHOOSE,
              ASSERT,
              FENCE,
              RETURN ->
              true;
        };
    set.set(Operands.firstSet(instruction), Operands.endSet(instruction), gives);
    if (instruction instanceof Instruction.Store store
        && !store.values().stream().allMatch(value -> isSet(value, set))) {
      set.andNot(privacy.reachable(store.address()));
    }
  }

  /** Whether something is set behind a Let of a value, if control comes there. */
  private static boolean isSet(Expr value, BitSet set) {
    if (!value.copiesPart()) {
      return true;
    }
    return value instanceof Expr.Select select
        ? isSet(select.ifTrue(), set) && isSet(select.ifFalse(), set)
        : set.get(((Expr.Reg) value).register());
  }

  private boolean isSet(Instruction.Load load, BitSet set) {
    if (!load.part()) {
      return true;
    }
    BitSet unset = (BitSet) privacy.reachable(load.address()).clone();
    unset.andNot(set);
    return unset.stream().allMatch(register -> draft.register(register).hole());
  }

  private void rewrite() {
    @Nullable List<Instruction>[] replacements = draft.replacements();
    for (int block = 0; block < blocks.count(); block++) {
      BitSet set = known[block];
      if (set == null) {
        continue;
      }
      for (int i = blocks.start(block); i < blocks.end(block); i++) {
        Instruction instruction = draft.instruction(i);
        if (copiesParts(instruction)) {
          replacements[i] = List.of(settled(instruction, set));
        }
        step(instruction, set);
      }
    }
    draft.rewrite(replacements);
  }

  private Instruction settled(Instruction instruction, BitSet set) {
    Predicate<Expr> isSet = value -> isSet(value, set);
    if (instruction instanceof Instruction.Let let) {
      return isSet.test(let.value())
          ? new Instruction.Let(let.register(), Operands.used(let.value()))
          : let;
    }
    if (instruction instanceof Instruction.Load load) {
      return isSet(load, set)
          ? new Instruction.Load(load.register(), load.count(), load.address(), load.order())
          : load;
    }
    Instruction.Store store = (Instruction.Store) instruction;
    boolean isShared = privacy.reachable(store.address()).isEmpty(); // And holds values only.
    return new Instruction.Store(
        store.address(),
        store.values().stream()
            .map(value -> isShared || isSet.test(value) ? Operands.used(value) : value)
            .collect(ImmutableList.toImmutableList()),
        store.order());
  }
}
