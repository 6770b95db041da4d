// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import com.google.common.collect.ImmutableList;
import dev.pincer.bind.Bound;
import dev.pincer.program.Origin;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/** One inlined call, or the body of the thread itself. */
final class Frame {
  /** No register: a call whose value is void. */
  static final int NO_RESULT = -1;

  private final Bound.Function function;
  private final ImmutableList<Origin.Frame> calls;
  private final int result;
  private final int exit;
  private final Map<Bound.Variable, Integer> registers = new HashMap<>();
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

  void bind(Bound.Variable variable, int register) {
    registers.put(variable, register);
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
