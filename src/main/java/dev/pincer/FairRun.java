// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import dev.pincer.machine.Evaluation;
import dev.pincer.machine.Machine;
import dev.pincer.machine.State;
import dev.pincer.machine.Successor;
import dev.pincer.program.Code;
import dev.pincer.program.Property;
import dev.pincer.program.ThreadCode;
import dev.pincer.replay.Trace;
import dev.pincer.schedule.Choice;
import java.util.ArrayList;
import java.util.List;

/**
 * A run as one without end: it repeats its loop for ever, or stays where it ends. Says by the
 * definitions, on the reference machine, whether such a run is fair, and what progress it breaks.
 */
final class FairRun {
  private final Trace trace;
  private final Machine machine;

  /** The states of the run; those from {@code stemLength} on come again and again. */
  private final List<State> states = new ArrayList<>();

  FairRun(Trace trace, Machine machine) {
    this.trace = trace;
    this.machine = machine;
    states.add(trace.start());
    trace.steps().forEach(step -> states.add(step.after()));
  }

  /** The states that come again and again; the last one alone if the run ends. */
  List<State> recurring() {
    return states.subList(trace.stemLength(), states.size());
  }

  /** Whether {@code thread} takes a step again and again. */
  boolean goesOn(int thread) {
    return trace.schedule().loop().stream().mapToInt(Choice::thread).anyMatch(t -> t == thread);
  }

  /** Whether some thread never comes to stores that others may have seen: then it is no run. */
  private boolean owesStores() {
    List<State> again = recurring();
    for (int thread = 0; thread < trace.program().threads().size(); thread++) {
      boolean pays = false;
      for (int i = 0; i < again.size(); i++) {
        int owed = machine.owed(again.get(i), thread);
        pays |= owed == 0 || (i > 0 && owed < machine.owed(again.get(i - 1), thread));
      }
      if (!pays) {
        return true;
      }
    }
    return false;
  }

  /** Whether it puts no thread off that is fair, and is a run. */
  boolean isFair() {
    if (trace.end().fault() != null || owesStores()) {
      return false;
    }
    long alwaysEnabled = -1;
    long acquiring = 0;
    for (State state : recurring()) {
      long enabled = 0;
      for (Successor successor : machine.expand(state).successors()) {
        long bit = 1L << successor.choice().thread();
        enabled |= bit;
        acquiring |= successor.acquires() ? bit : 0;
      }
      alwaysEnabled &= enabled;
    }
    for (int thread = 0; thread < trace.program().threads().size(); thread++) {
      ThreadCode code = trace.program().threads().get(thread);
      boolean could = ((alwaysEnabled | acquiring) >>> thread & 1) != 0;
      if (code.fair() && could && !goesOn(thread)) {
        return false;
      }
    }
    return true;
  }

  /** Whether what a property of progress asks for never comes, once it has been asked for. */
  boolean owes(Property property) {
    Code consequence = property.consequence();
    boolean owes = false;
    for (int i = 0; i < states.size(); i++) {
      if (consequence == null) {
        owes = (i == 0 || owes) && !isTrue(property.code(), states.get(i));
      } else {
        owes |= isTrue(property.code(), states.get(i));
        owes &= !isTrue(consequence, states.get(i));
      }
    }
    return owes;
  }

  private boolean isTrue(Code condition, State state) {
    Evaluation evaluation = machine.evaluate(condition, state);
    return evaluation.fault() == null && evaluation.truth();
  }
}
