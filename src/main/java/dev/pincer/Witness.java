// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import com.google.common.collect.ImmutableList;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.machine.Evaluation;
import dev.pincer.machine.Event;
import dev.pincer.machine.Fault;
import dev.pincer.machine.Machine;
import dev.pincer.machine.MemoryModel;
import dev.pincer.machine.Outcome;
import dev.pincer.machine.State;
import dev.pincer.program.Program;
import dev.pincer.program.Property;
import dev.pincer.replay.Replay;
import dev.pincer.replay.ScheduleMisfitException;
import dev.pincer.replay.Trace;
import dev.pincer.report.RaceDiagram;
import dev.pincer.report.Story;
import dev.pincer.schedule.Choice;
import dev.pincer.schedule.Schedule;
import dev.pincer.schedule.ScheduleSyntaxException;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A run that breaks a property, or reaches a witness; or any run, of which it then tells what it
 * shows.
 */
public final class Witness {
  private final Story story;

  private Witness(Story story) {
    this.story = story;
  }

  /** The run of a finding, replayed on the reference machine. */
  static Witness of(Program program, MemoryModel memory, Finding finding) {
    try {
      return showing(program, memory, finding)
          .orElseThrow(
              () ->
                  new AssertionError(
                      "`"
                          + finding.property()
                          + "` is not "
                          + finding.verdict().word()
                          + " at the end of "
                          + finding.witness()));
    } catch (ScheduleMisfitException e) {
      throw new AssertionError(
          "a witness that does not replay: "
              + finding.witness()
              + ": "
              + String.valueOf(e.getMessage()),
          e);
    }
  }

  /** The run of a finding; empty if its end does not show what the finding says. */
  static Optional<Witness> showing(Program program, MemoryModel memory, Finding finding)
      throws ScheduleMisfitException {
    Schedule schedule = finding.witness();
    if (schedule == null) {
      throw new IllegalArgumentException("no witness of " + finding.property());
    }
    Story story = tell(Replay.trace(program, memory, schedule), finding);
    return shows(story) ? Optional.of(new Witness(story)) : Optional.empty();
  }

  /** Any run; tells of the first property that it breaks, else of the first that it reaches. */
  static Witness replay(Model model, String text) {
    Diagnostics diagnostics = new Diagnostics();
    try {
      Schedule schedule = Schedule.parse(text);
      Trace trace = Replay.trace(model.program(), model.memory(), schedule);
      return new Witness(tellAnything(trace));
    } catch (ScheduleSyntaxException e) {
      diagnostics
          .error(
              ErrorCode.BAD_SCHEDULE,
              Models.place(),
              String.valueOf(e.getMessage())
                  + ", at `"
                  + text.substring(Math.min(e.offset(), text.length()))
                  + "`")
          .hint("the form is `0x4.1x3.0:1`, as reports print it, or `0x4~1x3.0x1` with a loop");
    } catch (ScheduleMisfitException e) {
      diagnostics
          .error(ErrorCode.SCHEDULE_DOES_NOT_FIT, Models.place(), String.valueOf(e.getMessage()))
          .hint(
              "give the same stage, patches, -D values and memory model as the report that printed it");
    }
    throw ModelException.of(diagnostics);
  }

  private static Story tellAnything(Trace trace) {
    Machine machine = new Machine(trace.program(), trace.memory());
    State end = trace.end();
    List<Finding> candidates = new ArrayList<>();
    Fault fault = end.fault();
    if (fault != null) {
      boolean assertion = fault.kind() == Fault.Kind.ASSERTION;
      candidates.add(
          assertion
              ? finding("assert", Finding.Kind.ASSERT, fault.text())
              : finding("undefined_behaviour", Finding.Kind.UNDEFINED_BEHAVIOUR, fault.text()));
    } else if (!trace.schedule().loop().isEmpty()) {
      for (Property property : trace.program().properties()) {
        if (isProgress(property)) {
          candidates.add(finding(property.name(), kind(property.kind()), ""));
        }
      }
    } else {
      for (Property property : trace.program().properties()) {
        candidates.add(finding(property.name(), kind(property.kind()), ""));
      }
      candidates.add(finding("data_race", Finding.Kind.DATA_RACE, ""));
      candidates.add(finding("deadlock", Finding.Kind.DEADLOCK, ""));
    }
    Story reached = null;
    for (Finding candidate : candidates) {
      Story story = tell(trace, candidate);
      if (shows(story)) {
        if (candidate.kind() != Finding.Kind.WITNESS) {
          return story;
        }
        reached = reached == null ? story : reached;
      }
    }
    if (reached != null) {
      return reached;
    }
    boolean unfair = !trace.schedule().loop().isEmpty() && !new FairRun(trace, machine).isFair();
    String detail =
        unfair
            ? "the loop is not fair: it puts a thread off that could go on"
            : machine.isGoodEnd(end) ? "all threads have returned" : "";
    return new Story(
        new Finding("", Finding.Kind.LIVELOCK, Verdict.HOLDS, trace.schedule(), detail),
        null,
        trace,
        ImmutableList.of(),
        ImmutableList.of(),
        null);
  }

  private static boolean isProgress(Property property) {
    return property.kind() == Property.Kind.EVENTUALLY || property.kind() == Property.Kind.LEADS_TO;
  }

  private static Finding finding(String property, Finding.Kind kind, String detail) {
    Verdict verdict = kind == Finding.Kind.WITNESS ? Verdict.REACHED : Verdict.BROKEN;
    return new Finding(property, kind, verdict, null, detail);
  }

  static Finding.Kind kind(Property.Kind kind) {
    return switch (kind) {
      case INVARIANT -> Finding.Kind.INVARIANT;
      case FINALLY -> Finding.Kind.FINALLY;
      case WITNESS -> Finding.Kind.WITNESS;
      case EVENTUALLY -> Finding.Kind.EVENTUALLY;
      case LEADS_TO -> Finding.Kind.LEADS_TO;
    };
  }

  /** Evaluates the property in the last state, and asks each thread there why it does not go on. */
  private static Story tell(Trace trace, Finding finding) {
    Machine machine = new Machine(trace.program(), trace.memory());
    FairRun run = new FairRun(trace, machine);
    State end = trace.end();
    Property declared = null;
    ImmutableList.Builder<Event> evaluation = ImmutableList.builder();
    for (Property property : trace.program().properties()) {
      if (property.name().equals(finding.property())) {
        declared = property;
        machine.evaluate(property.judged(), end, (thread, event) -> evaluation.add(event));
      }
    }
    boolean stuck =
        finding.kind() == Finding.Kind.DEADLOCK
            || finding.kind() == Finding.Kind.EVENTUALLY
            || finding.kind() == Finding.Kind.LEADS_TO;
    return new Story(
        finding,
        declared,
        trace,
        evaluation.build(),
        stuck ? waiting(machine, trace.program(), run) : ImmutableList.of(),
        finding.kind() == Finding.Kind.DATA_RACE ? machine.expand(end).race() : null);
  }

  /** The threads that go on no more: where each waits first, among the states that come again. */
  private static ImmutableList<Story.Waiting> waiting(
      Machine machine, Program program, FairRun run) {
    ImmutableList.Builder<Story.Waiting> waiting = ImmutableList.builder();
    for (int thread = 0; thread < program.threads().size(); thread++) {
      if (!run.goesOn(thread) && !run.recurring().get(0).threads().get(thread).hasReturned()) {
        waiting.add(new Story.Waiting(thread, heldBack(machine, run, Choice.of(thread))));
      }
    }
    return waiting.build();
  }

  /** The events of a step that an await holds back; none if nothing does. */
  private static ImmutableList<Event> heldBack(Machine machine, FairRun run, Choice choice) {
    for (State state : run.recurring()) {
      List<Event> events = new ArrayList<>();
      Outcome outcome = machine.step(state, choice, (t, event) -> events.add(event));
      if (outcome.kind() == Outcome.Kind.WAITS) {
        return ImmutableList.copyOf(events);
      }
    }
    return ImmutableList.of();
  }

  /**
   * Whether the last state of the run is what the finding says: nothing is reported that does not
   * reproduce.
   */
  private static boolean shows(Story story) {
    Machine machine = new Machine(story.trace().program(), story.trace().memory());
    State end = story.trace().end();
    Fault fault = end.fault();
    Property property = story.property();
    boolean truth = false;
    if (property != null && fault == null) {
      Evaluation evaluation = machine.evaluate(property.judged(), end);
      truth = evaluation.fault() == null && evaluation.truth();
    }
    return switch (story.finding().kind()) {
      case INVARIANT -> fault == null && !truth;
      case FINALLY -> machine.isGoodEnd(end) && !truth;
      case WITNESS -> truth;
      case ASSERT -> fault != null && fault.kind() == Fault.Kind.ASSERTION;
      case UNDEFINED_BEHAVIOUR -> fault != null && fault.kind() == Fault.Kind.UNDEFINED;
      case DEADLOCK ->
          fault == null && !machine.isGoodEnd(end) && machine.expand(end).successors().isEmpty();
      case DATA_RACE -> story.race() != null;
      case EVENTUALLY, LEADS_TO -> {
        FairRun run = new FairRun(story.trace(), machine);
        yield property != null && run.isFair() && run.owes(property);
      }
      case LIVELOCK -> true; // Of all runs that go on from here, not of the state.
    };
  }

  /** All that there is to tell of it. */
  public Story story() {
    return story;
  }

  public Schedule schedule() {
    return story.trace().schedule();
  }

  public int steps() {
    return schedule().stepCount();
  }

  public int switches() {
    return schedule().switchCount();
  }

  /** The race as kernel commit messages draw it. */
  public String diagram() {
    return RaceDiagram.of(story);
  }

  @Override
  public String toString() {
    return schedule().toString();
  }
}
