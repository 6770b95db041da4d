// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import com.google.common.collect.ImmutableList;
import dev.pincer.program.Expr;
import dev.pincer.program.Instruction;
import dev.pincer.program.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts what is known of a register in its place: that it is a constant, or a copy of another one.
 * And turns accesses at constant addresses of registers into Lets. So a parameter costs no register
 * where the argument is a name, and an out-parameter is visibly no step.
 *
 * <p>Known of are parameters and values on their way; of the author's own variables only constant
 * pointers, so that the rest reads as it was written.
 */
final class Propagation {
  private static final int ROUNDS_MAX = 100;

  private final Draft draft;
  private final Privacy privacy;

  /** What is known at the beginning of each stretch of code that control enters at its top only. */
  private final Map<Integer, Facts> known = new HashMap<>();

  /** For each register, those that are somewhere made a copy of it. */
  private final int[][] copiers;

  private Propagation(Draft draft) {
    this.draft = draft;
    this.privacy = Privacy.of(draft);
    this.copiers = new int[draft.registerCount()][];
    Arrays.fill(copiers, new int[0]);
    for (int i = 0; i < draft.size(); i++) {
      if (draft.instruction(i) instanceof Instruction.Let let
          && let.value() instanceof Expr.Reg copied) {
        int[] old = copiers[copied.register()];
        int[] more = Arrays.copyOf(old, old.length + 1);
        more[old.length] = let.register();
        copiers[copied.register()] = more;
      }
    }
  }

  /** Until nothing changes. */
  static void run(Draft draft) {
    for (int round = 0; round < ROUNDS_MAX; round++) {
      if (!new Propagation(draft).once()) {
        return;
      }
    }
  }

  /** What is known before each instruction of {@code draft}, given to {@code visitor} in order. */
  static void visit(Draft draft, Visitor visitor) {
    Propagation propagation = new Propagation(draft);
    propagation.analyse();
    propagation.walk(visitor);
  }

  interface Visitor {
    void visit(int index, Facts known);
  }

  private boolean once() {
    analyse();
    List<List<Instruction>> replacements = new ArrayList<>();
    boolean[] changed = {false};
    walk(
        (index, facts) -> {
          Instruction old = draft.instruction(index);
          ImmutableList<Instruction> replacement = direct(substitute(old, facts));
          changed[0] |= replacement.size() != 1 || !isSame(replacement.get(0), old);
          replacements.add(replacement);
        });
    draft.rewrite(replacements::get);
    return changed[0];
  }

  /** A substitution that changes nothing gives back what it was given. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(Instruction replacement, Instruction old) {
    return replacement == old || replacement.equals(old);
  }

  private void walk(Visitor visitor) {
    Facts facts = new Facts(draft, copiers);
    for (int i = 0; i < draft.size(); i++) {
      Facts here = known.get(i);
      if (here != null) {
        facts = here.copy();
      }
      visitor.visit(i, facts);
      apply(draft.instruction(i), facts);
    }
  }

  // ---- what is known ---------------------------------------------------------------------------

  private void analyse() {
    BitSet leaders = new BitSet();
    for (int i = 0; i < draft.size(); i++) {
      Instruction instruction = draft.instruction(i);
      if (instruction instanceof Instruction.Jump || instruction instanceof Instruction.Branch) {
        for (int next : draft.after(i)) {
          leaders.set(next);
        }
      }
    }
    known.put(0, new Facts(draft, copiers));
    leaders.set(0);
    BitSet open = new BitSet();
    open.set(0);
    while (!open.isEmpty()) {
      int at = open.nextSetBit(0);
      open.clear(at);
      Facts facts = at(at).copy();
      int i = at;
      while (true) {
        apply(draft.instruction(i), facts);
        int[] after = draft.after(i);
        boolean falls = after.length == 1 && after[0] == i + 1;
        if (!falls || leaders.get(i + 1)) {
          break;
        }
        i++;
      }
      for (int next : draft.after(i)) {
        if (merge(next, facts)) {
          open.set(next);
        }
      }
    }
  }

  private Facts at(int leader) {
    Facts facts = known.get(leader);
    if (facts == null) {
      throw new AssertionError("nothing known at " + leader);
    }
    return facts;
  }

  /** Keeps what holds on every way to {@code leader}; whether that is news. */
  private boolean merge(int leader, Facts facts) {
    Facts old = known.get(leader);
    if (old == null) {
      known.put(leader, facts.copy());
      return true;
    }
    return old.keepCommon(facts);
  }

  private void apply(Instruction instruction, Facts facts) {
    if (instruction instanceof Instruction.Let let) {
      // A copy is recorded as a copy, even of a register that holds a constant: that may turn out
      // not to be
      // so on another way here, and the copy remains true.
      boolean copies = let.value() instanceof Expr.Reg && generated(let.register());
      Expr value = copies ? let.value() : substitution(facts).in(let.value());
      facts.forget(let.register());
      if (isKnowable(let.register(), value)) {
        facts.put(let.register(), value);
      }
      return;
    }
    Operands.sets(instruction, r -> facts.forget(r));
    if (instruction instanceof Instruction.Store store) {
      BitSet written = privacy.reachable(substitution(facts).in(store.address()));
      for (int r = written.nextSetBit(0); r >= 0; r = written.nextSetBit(r + 1)) {
        facts.forget(r);
      }
    }
  }

  private boolean isKnowable(int register, Expr value) {
    if (generated(register)) {
      return value instanceof Expr.Const
          || (value instanceof Expr.Reg reg && reg.register() != register);
    }
    return value instanceof Expr.Const
        && draft.register(register).type() instanceof ValueType.Pointer;
  }

  private boolean generated(int register) {
    return draft.block(register).generated();
  }

  // ---- what is made of it ----------------------------------------------------------------------

  private Operands.Substitution substitution(Facts facts) {
    return new Operands.Substitution(facts::resolve, draft.arrays());
  }

  private Instruction substitute(Instruction instruction, Facts facts) {
    Instruction result = substitution(facts).in(instruction);
    if (!(result instanceof Instruction.Store store)) {
      return result;
    }
    // A pointer to a register stays in a register of pointer type: only there StoreCheck sees what
    // it is.
    Operands.Substitution values =
        new Operands.Substitution(
            register -> {
              Expr value = facts.resolve(register);
              boolean keep =
                  value instanceof Expr.Const constant
                      && draft.isPrivate(constant.value())
                      && draft.register(register).type() instanceof ValueType.Pointer;
              return keep ? new Expr.Reg(register) : value;
            },
            draft.arrays());
    ImmutableList<Expr> substituted =
        store.values().stream().map(values::in).collect(ImmutableList.toImmutableList());
    return substituted.equals(store.values())
        ? store
        : new Instruction.Store(store.address(), substituted, store.order());
  }

  /** Accesses of registers, as Lets. */
  private ImmutableList<Instruction> direct(Instruction instruction) {
    if (instruction instanceof Instruction.Load load) {
      Integer from = registers(load.address(), load.count());
      if (from != null) {
        return copies(load.register(), from, load.count());
      }
    } else if (instruction instanceof Instruction.Store store) {
      Integer to = registers(store.address(), store.count());
      if (to != null && !overlap(to, store.values())) {
        ImmutableList.Builder<Instruction> lets = ImmutableList.builder();
        for (int i = 0; i < store.count(); i++) {
          lets.add(new Instruction.Let(to + i, store.values().get(i)));
        }
        return lets.build();
      }
    }
    return ImmutableList.of(instruction);
  }

  /** The first of {@code count} registers at a constant address; null if it is no such address. */
  private @Nullable Integer registers(Expr address, int count) {
    if (!(address instanceof Expr.Const constant) || !draft.isPrivate(constant.value())) {
      return null;
    }
    int first = (int) (constant.value() - draft.privateBase());
    Draft.Block block = draft.block(first);
    if (first + count > block.first() + block.count()) {
      return null;
    }
    for (int i = first; i < first + count; i++) {
      if (draft.register(i).hole()) {
        return null;
      }
    }
    return first;
  }

  private static ImmutableList<Instruction> copies(int to, int from, int count) {
    ImmutableList.Builder<Instruction> lets = ImmutableList.builder();
    for (int i = 0; i < count; i++) {
      int slot = to <= from ? i : count - 1 - i; // Nothing is overwritten before it is read.
      lets.add(new Instruction.Let(to + slot, new Expr.Reg(from + slot)));
    }
    return lets.build();
  }

  private static boolean overlap(int to, List<Expr> values) {
    for (int i = 0; i < values.size(); i++) {
      for (int j = 0; j < i; j++) {
        if (Operands.reads(values.get(i), to + j)) {
          return true;
        }
      }
    }
    return false;
  }
}
