// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import com.google.common.collect.ImmutableList;
import dev.pincer.bind.Bound;
import dev.pincer.program.Expr;
import dev.pincer.program.Origin;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One inlined call, or the body of the thread itself. */
final class Frame {
  /** No register: a call whose value is void. */
  static final int NO_RESULT = -1;

  private final Bound.Function function;
  private final ImmutableList<Origin.Frame> calls;
  private final int result;
  private final int exit;
  private final Map<Bound.Variable, Integer> registers = new HashMap<>();

  /** What parameters stand for that have no register. */
  private final Map<Bound.Variable, Expr> pointers = new HashMap<>();

  /** Locals that have had a value since before they could be named, and will have no other. */
  private final Set<Bound.Variable> settled = new HashSet<>();

  private final Map<Bound.Label, Integer> labels = new HashMap<>();
  private final Deque<Integer> breaks = new ArrayDeque<>();
  private final Deque<Integer> continues = new ArrayDeque<>();

  /**
   * @param calls that lead here, outermost first
   * @param result the first register of what is returned, or {@link #NO_RESULT}
   * @param exit the label behind the body
   */
  Frame(Bound.Function function, ImmutableList<Origin.Frame> calls, int result, int exit) {
    this.function = function;
    this.calls = calls;
    this.result = result;
    this.exit = exit;
  }

  Bound.Function function() {
    return function;
  }

  ImmutableList<Origin.Frame> calls() {
    return calls;
  }

  int result() {
    return result;
  }

  int exit() {
    return exit;
  }

  /**
   * Says what a parameter is.
   *
   * @param register its first, which holds the argument; or that of the argument itself, as both
   *     have one value while the call lasts
   * @param pointer the argument, if it is a constant and no register holds it
   */
  void bind(Bound.Variable parameter, int register, @Nullable Expr pointer) {
    if (pointer != null) {
      pointers.put(parameter, pointer);
      return;
    }
    registers.put(parameter, register);
    if (!parameter.changes()) {
      settled.add(parameter);
    }
  }

  /** Says that control has come through the declaration of a local, which initialises it. */
  void declared(Bound.Variable local) {
    if (!local.changes() && !function.hasLabels()) {
      settled.add(local);
    }
  }

  boolean isSettled(Bound.Variable local) {
    return settled.contains(local);
  }

  /** What a parameter stands for that has no register; null for any other local. */
  @Nullable Expr pointer(Bound.Variable local) {
    return pointers.get(local);
  }

  /** The first register of a local; one for all times that control comes to its declaration. */
  int register(Bound.Variable local, CodeBuilder code) {
    return registers.computeIfAbsent(
        local, v -> code.variable(v.type(), v.name(), function.name()));
  }

  int label(Bound.Label label, CodeBuilder code) {
    return labels.computeIfAbsent(label, l -> code.label());
  }

  /** Where break and continue go in a loop. */
  void enterLoop(int breakLabel, int continueLabel) {
    breaks.push(breakLabel);
    continues.push(continueLabel);
  }

  void leaveLoop() {
    breaks.pop();
    continues.pop();
  }

  void enterSwitch(int breakLabel) {
    breaks.push(breakLabel);
  }

  void leaveSwitch() {
    breaks.pop();
  }

  int breakLabel() {
    return breaks.element();
  }

  int continueLabel() {
    return continues.element();
  }
}
