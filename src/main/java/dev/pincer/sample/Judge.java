// SPDX-License-Identifier: Apache-2.0
package dev.pincer.sample;

import com.google.common.collect.ImmutableList;
import dev.pincer.machine.Evaluation;
import dev.pincer.machine.Expansion;
import dev.pincer.machine.Fault;
import dev.pincer.machine.Machine;
import dev.pincer.machine.State;
import dev.pincer.program.Property;
import dev.pincer.verdict.Finding;
import java.util.Locale;

/**
 * What a single state shows to be broken. Progress and livelocks are questions about all runs from
 * a state on, which one run does not answer.
 */
public final class Judge {
  private final Machine machine;

  public Judge(Machine machine) {
    this.machine = machine;
  }

  /** What is broken: the name of a property, of which sort, and what is wrong in words. */
  public record Broken(String property, Finding.Kind kind, String detail) {}

  /**
   * All that is broken in a state; nothing in one that no run comes to.
   *
   * @param expansion what the machine offers there
   */
  public ImmutableList<Broken> broken(State state, Expansion expansion) {
    ImmutableList.Builder<Broken> broken = ImmutableList.builder();
    Fault fault = state.fault();
    if (fault != null) {
      boolean assertion = fault.kind() == Fault.Kind.ASSERTION;
      Finding.Kind kind = assertion ? Finding.Kind.ASSERT : Finding.Kind.UNDEFINED_BEHAVIOUR;
      return ImmutableList.of(new Broken(name(kind), kind, fault.text()));
    }
    boolean end = machine.isGoodEnd(state);
    for (Property property : machine.program().properties()) {
      boolean asked =
          property.kind() == Property.Kind.INVARIANT
              || (property.kind() == Property.Kind.FINALLY && end);
      if (asked) {
        Evaluation evaluation = machine.evaluate(property.code(), state);
        if (!evaluation.truth()) {
          Fault undefined = evaluation.fault();
          Finding.Kind kind =
              property.kind() == Property.Kind.FINALLY
                  ? Finding.Kind.FINALLY
                  : Finding.Kind.INVARIANT;
          broken.add(new Broken(property.name(), kind, undefined == null ? "" : undefined.text()));
        }
      }
    }
    if (expansion.race() != null) {
      broken.add(new Broken(name(Finding.Kind.DATA_RACE), Finding.Kind.DATA_RACE, ""));
    }
    if (expansion.successors().isEmpty() && !end && !expansion.lacksRoom()) {
      broken.add(new Broken(name(Finding.Kind.DEADLOCK), Finding.Kind.DEADLOCK, ""));
    }
    ImmutableList<Broken> all = broken.build();
    return !all.isEmpty() && machine.isImpossible(state) ? ImmutableList.of() : all;
  }

  /** Whether a state shows one thing broken. Cheaper than to ask for all. */
  public boolean shows(Broken asked, State state) {
    return seems(asked, state) && (state.fault() != null || !machine.isImpossible(state));
  }

  private boolean seems(Broken asked, State state) {
    Fault fault = state.fault();
    return switch (asked.kind()) {
      case INVARIANT -> fault == null && !truth(asked, state);
      case FINALLY -> fault == null && machine.isGoodEnd(state) && !truth(asked, state);
      case ASSERT -> fault != null && fault.kind() == Fault.Kind.ASSERTION;
      case UNDEFINED_BEHAVIOUR -> fault != null && fault.kind() == Fault.Kind.UNDEFINED;
      case DATA_RACE -> machine.expand(state).race() != null;
      case DEADLOCK -> {
        Expansion expansion = machine.expand(state);
        yield fault == null
            && !machine.isGoodEnd(state)
            && expansion.successors().isEmpty()
            && !expansion.lacksRoom();
      }
      case WITNESS, EVENTUALLY, LEADS_TO, LIVELOCK ->
          throw new IllegalArgumentException("not of one state: " + asked);
    };
  }

  private boolean truth(Broken asked, State state) {
    for (Property property : machine.program().properties()) {
      if (property.name().equals(asked.property())) {
        return machine.evaluate(property.code(), state).truth();
      }
    }
    throw new IllegalArgumentException("no such property: " + asked);
  }

  private static String name(Finding.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
