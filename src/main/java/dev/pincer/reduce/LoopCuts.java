// SPDX-License-Identifier: Apache-2.0
package dev.pincer.reduce;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.program.Code;
import dev.pincer.program.Expr;
import dev.pincer.program.Instruction;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which steps of a code lead onward: whatever a thread does, if it comes back to where it stood,
 * with the same in its registers, then one of its steps on the way did not lead onward.
 *
 * <p>Seen are the instructions at which a thread may stand, and from which to which of them a step
 * may lead. Of each strongly connected part the steps to its first instruction are cut; of what is
 * left, the parts are cut in turn. Whoever goes in a circle takes a step that is cut, in the
 * smallest part that holds the whole circle. Such a step leads onward all the same if it makes a
 * register larger that nothing in this part makes smaller, or the other way round: a loop that
 * counts. After Kurshan, Levin, Minea, Peled and Yenigün, "Static Partial Order Reduction" (1998).
 */
final class LoopCuts {
  private final ImmutableList<Instruction> code;
  private final BitSet quiet;
  private final BitSet storedTo;

  /** By instruction at which a thread may stand: where its next step may lead. */
  private final Map<Integer, Set<Integer>> next = new HashMap<>();

  /** For each step that is cut the registers that only grow, and those that only shrink. */
  private final Map<Long, Counters> cuts = new HashMap<>();

  /** By instruction at which a thread may stand: what its next step may execute. */
  private final Map<Integer, BitSet> executed = new HashMap<>();

  private record Counters(BitSet growing, BitSet shrinking) {}

  private LoopCuts(Code code, BitSet quiet, BitSet storedTo) {
    this.code = code.instructions();
    this.quiet = quiet;
    this.storedTo = storedTo;
  }

  /**
   * @param quiet the loads and stores that may be no steps
   * @param storedTo the registers that stores may change
   */
  static LoopCuts of(Code code, BitSet quiet, BitSet storedTo) {
    LoopCuts cuts = new LoopCuts(code, quiet, storedTo);
    for (int pc = 0; pc < cuts.code.size(); pc++) {
      switch (cuts.code.get(pc).kind()) {
        case LOAD, STORE, ATOMIC_BEGIN -> cuts.follow(pc);
        case LET, UNSET, BRANCH, JUMP, ATOMIC_END, AWAIT, CHOOSE, ASSERT, FENCE, RETURN -> {}
      }
    }
    cuts.cut(cuts.next.keySet());
    return cuts;
  }

  /** Whether a step leads onward. */
  boolean isOnward(
      int pc,
      ImmutableIntArray numbers,
      ImmutableLongArray registers,
      int to,
      ImmutableIntArray numbersThen,
      ImmutableLongArray registersThen) {
    Counters counters = cuts.get(key(pc, to));
    if (counters == null) {
      return true;
    }
    for (int i = 0; i < numbers.length(); i++) {
      int register = numbers.get(i);
      boolean grows = counters.growing().get(register);
      if (grows || counters.shrinking().get(register)) {
        int then = numbersThen.indexOf(register);
        if (then >= 0
            && (grows
                ? registersThen.get(then) > registers.get(i)
                : registersThen.get(then) < registers.get(i))) {
          return true;
        }
      }
    }
    return false;
  }

  private static long key(int from, int to) {
    return (long) from << 32 | to;
  }

  // Steps.

  /** Finds where the step that begins at {@code start} may end, and what it may execute. */
  private void follow(int start) {
    Set<Integer> targets = new HashSet<>();
    BitSet seen = new BitSet();
    Set<Long> visited = new HashSet<>();
    Deque<Long> open = new ArrayDeque<>();
    boolean atomic = code.get(start) instanceof Instruction.AtomicBegin;
    seen.set(start);
    open.add(key(start + 1, atomic ? 1 : 0));
    while (!open.isEmpty()) {
      long at = open.remove();
      if (!visited.add(at)) {
        continue;
      }
      int pc = (int) (at >>> 32);
      int depth = (int) at;
      Instruction instruction = code.get(pc);
      if (depth == 0) {
        boolean stands =
            instruction instanceof Instruction.AtomicBegin
                || instruction instanceof Instruction.Load
                || instruction instanceof Instruction.Store;
        if (stands) {
          targets.add(pc);
        }
        if (instruction instanceof Instruction.AtomicBegin || (stands && !quiet.get(pc))) {
          continue;
        }
      }
      seen.set(pc);
      switch (instruction.kind()) {
        case BRANCH -> {
          open.add(key(((Instruction.Branch) instruction).ifTrue(), depth));
          open.add(key(((Instruction.Branch) instruction).ifFalse(), depth));
        }
        case JUMP -> open.add(key(((Instruction.Jump) instruction).target(), depth));
        case ATOMIC_BEGIN -> open.add(key(pc + 1, depth + 1));
        case ATOMIC_END -> open.add(key(pc + 1, Math.max(0, depth - 1)));
        case RETURN -> {}
        case LET, UNSET, LOAD, STORE, AWAIT, CHOOSE, ASSERT, FENCE -> open.add(key(pc + 1, depth));
      }
    }
    next.put(start, targets);
    executed.put(start, seen);
  }

  // Parts.

  private void cut(Set<Integer> nodes) {
    for (Set<Integer> part : parts(nodes)) {
      int first = part.stream().mapToInt(Integer::intValue).min().orElseThrow();
      Counters counters = counters(part);
      for (int node : part) {
        if (follows(node, first)) {
          cuts.put(key(node, first), counters);
        }
      }
      Set<Integer> rest = new HashSet<>(part);
      rest.remove(first);
      // No step leads to it any more, so no circle goes through it.
      cut(rest);
    }
  }

  private boolean follows(int node, int target) {
    Set<Integer> targets = next.get(node);
    return targets != null && targets.contains(target);
  }

  /** The strongly connected parts of some nodes, as far as there is a circle in them. */
  private List<Set<Integer>> parts(Set<Integer> nodes) {
    // Kosaraju's two passes, without recursion.
    List<Integer> finished = new ArrayList<>();
    Set<Integer> seen = new HashSet<>();
    for (int root : nodes) {
      visit(root, nodes, seen, next, finished);
    }
    Map<Integer, Set<Integer>> before = new HashMap<>();
    for (int node : nodes) {
      for (int target : next.getOrDefault(node, Set.of())) {
        if (nodes.contains(target)) {
          before.computeIfAbsent(target, key -> new HashSet<>()).add(node);
        }
      }
    }
    List<Set<Integer>> parts = new ArrayList<>();
    Set<Integer> taken = new HashSet<>();
    for (int i = finished.size() - 1; i >= 0; i--) {
      List<Integer> members = new ArrayList<>();
      visit(finished.get(i), nodes, taken, before, members);
      boolean circle =
          members.size() > 1 || (members.size() == 1 && follows(members.get(0), members.get(0)));
      if (circle) {
        parts.add(new HashSet<>(members));
      }
    }
    return parts;
  }

  /** Adds what can be reached from a node, each behind all that can be reached from it. */
  private static void visit(
      int root,
      Set<Integer> within,
      Set<Integer> seen,
      Map<Integer, Set<Integer>> edges,
      List<Integer> finished) {
    if (!seen.add(root)) {
      return;
    }
    Deque<Integer> path = new ArrayDeque<>();
    Deque<Iterator<Integer>> rest = new ArrayDeque<>();
    path.push(root);
    rest.push(edges.getOrDefault(root, Set.of()).iterator());
    while (!path.isEmpty()) {
      Iterator<Integer> targets = rest.element();
      if (targets.hasNext()) {
        int target = targets.next();
        if (within.contains(target) && seen.add(target)) {
          path.push(target);
          rest.push(edges.getOrDefault(target, Set.of()).iterator());
        }
      } else {
        finished.add(path.pop());
        rest.pop();
      }
    }
  }

  // Counting.

  /** The registers to which nothing in a part does but add, or nothing but subtract. */
  private Counters counters(Set<Integer> part) {
    BitSet growing = new BitSet();
    BitSet shrinking = new BitSet();
    BitSet changed = new BitSet();
    BitSet instructions = new BitSet();
    part.forEach(node -> instructions.or(executed.getOrDefault(node, new BitSet())));
    for (int pc = instructions.nextSetBit(0); pc >= 0; pc = instructions.nextSetBit(pc + 1)) {
      Instruction instruction = code.get(pc);
      switch (instruction.kind()) {
        case LET -> {
          Instruction.Let let = (Instruction.Let) instruction;
          long added = added(let);
          (added > 0 ? growing : added < 0 ? shrinking : changed).set(let.register());
        }
        case LOAD -> {
          Instruction.Load load = (Instruction.Load) instruction;
          changed.set(load.register(), load.register() + load.count());
        }
        case STORE -> changed.or(storedTo);
        case CHOOSE -> changed.set(((Instruction.Choose) instruction).register());
        case UNSET -> {
          Instruction.Unset unset = (Instruction.Unset) instruction;
          changed.set(unset.first(), unset.first() + unset.count());
        }
        case BRANCH, JUMP, ATOMIC_BEGIN, ATOMIC_END, AWAIT, ASSERT, FENCE, RETURN -> {}
      }
    }
    BitSet both = (BitSet) growing.clone();
    both.and(shrinking);
    changed.or(both);
    growing.andNot(changed);
    shrinking.andNot(changed);
    return new Counters(growing, shrinking);
  }

  /** What a register gets more, if that is all that happens to it; else 0. */
  private static long added(Instruction.Let let) {
    if (let.value() instanceof Expr.Binary binary
        && binary.type().signed()
        && binary.left() instanceof Expr.Reg reg
        && reg.register() == let.register()
        && binary.right() instanceof Expr.Const constant) {
      return switch (binary.op()) {
        case ADD -> constant.value();
        case SUBTRACT -> -constant.value();
        case MULTIPLY,
            DIVIDE,
            REMAINDER,
            AND,
            OR,
            XOR,
            SHIFT_LEFT,
            SHIFT_RIGHT,
            EQUAL,
            NOT_EQUAL,
            LESS,
            LESS_EQUAL ->
            0;
      };
    }
    return 0;
  }
}
