// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import com.google.common.collect.ImmutableList;
import dev.pincer.program.Expr;
import dev.pincer.program.Instruction;
import dev.pincer.program.ValueType;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
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

  private final Blocks blocks;

  /** What is known at the beginning of each block. */
  private final Facts.@Nullable Kept[] known;

  /** For each register, those that are somewhere made a copy of it. */
  private final int[][] copiers;

  /**
   * @param privacy of the draft, or of what it was before a round
   */
  private Propagation(Draft draft, Privacy privacy) {
    this.draft = draft;
    this.privacy = privacy;
    this.blocks = Blocks.of(draft);
    this.known = new Facts.Kept[blocks.count()];
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

  /** Until nothing more is known. Gives back what is known then. */
  static Propagation run(Draft draft) {
    Propagation propagation = of(draft);
    for (int round = 1; round < ROUNDS_MAX && propagation.once(); round++) {
      propagation = analysed(draft, propagation.privacy);
    }
    return propagation;
  }

  /** What is known of {@code draft} as it is. */
  static Propagation of(Draft draft) {
    return analysed(draft, Privacy.of(draft));
  }

  private static Propagation analysed(Draft draft, Privacy privacy) {
    Propagation propagation = new Propagation(draft, privacy);
    propagation.analyse();
    return propagation;
  }

  /** What may point where. */
  Privacy privacy() {
    return privacy;
  }

  interface Visitor {
    void visit(int index, Facts known);
  }

  /** Whether more may be known of what the draft is now; all else that is known stays so. */
  private boolean once() {
    @Nullable List<Instruction>[] replacements = draft.replacements();
    boolean[] changed = {false};
    boolean[] news = {false};
    walk(
        (index, facts) -> {
          Instruction old = draft.instruction(index);
          ImmutableList<Instruction> replacement = direct(substitute(old, facts));
          if (replacement.size() != 1 || !isSame(replacement.get(0), old)) {
            changed[0] = true;
            news[0] |= !isKnown(old, replacement);
            replacements[index] = replacement;
          }
        });
    if (changed[0]) {
      draft.rewrite(replacements);
    }
    return news[0];
  }

  /**
   * Whether a replacement tells nothing new, as {@link #apply} had done the same substitution: not
   * so of an access that is a Let now, nor of a copy, which was recorded as it stood.
   */
  private boolean isKnown(Instruction old, ImmutableList<Instruction> replacement) {
    return replacement.size() == 1
        && replacement.get(0).kind() == old.kind()
        && !(old instanceof Instruction.Let let && copies(let));
  }

  /** A copy, recorded as such. */
  private boolean copies(Instruction.Let let) {
    return let.value() instanceof Expr.Reg && generated(let.register());
  }

  /** A substitution that changes nothing gives back what it was given. */
  @SuppressWarnings("ReferenceEquality")
  private static boolean isSame(Instruction replacement, Instruction old) {
    return replacement == old || replacement.equals(old);
  }

  /** Gives {@code visitor} what is known before each instruction, in their order. */
  void walk(Visitor visitor) {
    Facts facts = new Facts(draft, copiers);
    for (int block = 0; block < blocks.count(); block++) {
      Facts.Kept here = known[block];
      if (here != null && !continues(block)) {
        facts.load(here);
      }
      for (int i = blocks.start(block); i < blocks.end(block); i++) {
        visitor.visit(i, facts);
        apply(draft.instruction(i), facts);
      }
    }
  }

  // ---- what is known ---------------------------------------------------------------------------

  private void analyse() {
    Facts facts = new Facts(draft, copiers);
    known[0] = facts.keep();
    BitSet open = new BitSet();
    open.set(0);
    int last = -1;
    while (!open.isEmpty()) {
      int block = open.nextSetBit(0);
      open.clear(block);
      if (block != last + 1 || !continues(block)) {
        facts.load(at(block));
      }
      last = block;
      for (int i = blocks.start(block); i < blocks.end(block); i++) {
        apply(draft.instruction(i), facts);
      }
      for (int next : blocks.after(block)) {
        if (merge(next, facts)) {
          open.set(next);
        }
      }
    }
  }

  /** Whether what is known at the end of the block before is all that is known here. */
  private boolean continues(int block) {
    int[] before = blocks.before(block);
    return before.length == 1 && before[0] == block - 1;
  }

  private Facts.Kept at(int block) {
    Facts.Kept facts = known[block];
    if (facts == null) {
      throw new AssertionError("nothing known at " + blocks.start(block));
    }
    return facts;
  }

  /** Keeps what holds on every way to {@code block}; whether that is news. */
  private boolean merge(int block, Facts facts) {
    Facts.Kept old = known[block];
    if (old == null) {
      known[block] = facts.keep();
      return true;
    }
    return old.keepCommon(facts);
  }

  private void apply(Instruction instruction, Facts facts) {
    if (instruction instanceof Instruction.Let let) {
      // A copy is recorded as a copy, even of a register that holds a constant: that may turn out
      // not to be so on another way here, and the copy remains true.
      Expr value = copies(let) ? Operands.used(let.value()) : facts.substitution().in(let.value());
      facts.forget(let.register());
      if (isKnowable(let.register(), value)) {
        facts.put(let.register(), value);
      }
      return;
    }
    int end = Operands.endSet(instruction);
    for (int r = Operands.firstSet(instruction); r < end; r++) {
      facts.forget(r);
    }
    if (instruction instanceof Instruction.Store store) {
      BitSet written = privacy.reachable(facts.substitution().in(store.address()));
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

  private Instruction substitute(Instruction instruction, Facts facts) {
    Instruction result = facts.substitution().in(instruction);
    if (!(result instanceof Instruction.Store store)) {
      return result;
    }
    // A pointer to a register stays in a register of pointer type: only there StoreCheck sees what
    // it is.
    Operands.Substitution values =
        new Operands.Substitution(
            register -> {
              Expr value = facts.substitute(register);
              boolean keep =
                  value instanceof Expr.Const constant
                      && draft.isPrivate(constant.value())
                      && draft.register(register).type() instanceof ValueType.Pointer;
              return keep ? null : value;
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
        return copies(load, from);
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

  private static ImmutableList<Instruction> copies(Instruction.Load load, int from) {
    ImmutableList.Builder<Instruction> lets = ImmutableList.builder();
    int to = load.register();
    int count = load.count();
    for (int i = 0; i < count; i++) {
      int slot = to <= from ? i : count - 1 - i; // Nothing is overwritten before it is read.
      lets.add(new Instruction.Let(to + slot, new Expr.Reg(from + slot, load.part())));
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
