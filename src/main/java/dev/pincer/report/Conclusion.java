// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedSet;
import dev.pincer.machine.Event;
import dev.pincer.machine.Fault;
import dev.pincer.machine.Race;
import dev.pincer.program.Code;
import dev.pincer.program.Origin;
import dev.pincer.program.Program;
import dev.pincer.program.ThreadCode;
import dev.pincer.schedule.Choice;
import dev.pincer.source.Span;
import dev.pincer.verdict.Finding;
import org.jspecify.annotations.Nullable;

/** The end of a race diagram: what is false now, and which part of it. */
final class Conclusion {
  private final Story story;
  private final Values values;

  Conclusion(Story story) {
    this.story = story;
    this.values = new Values(story.trace().program());
  }

  /** Sentences, without comment signs; the first is the claim. */
  ImmutableList<String> lines() {
    String name = story.finding().property();
    if (name.isEmpty()) {
      return ImmutableList.of("nothing is broken or reached here" + detail());
    }
    return switch (story.finding().kind()) {
      case INVARIANT -> ImmutableList.of(name + " is false from here" + because());
      case FINALLY -> ImmutableList.of(name + " is false at the end" + because());
      case WITNESS -> ImmutableList.of(name + " is reached here" + because());
      case EVENTUALLY, LEADS_TO -> progress(name);
      case ASSERT -> ImmutableList.of("the assertion is false" + ofFault());
      case UNDEFINED_BEHAVIOUR -> ImmutableList.of("undefined behaviour" + ofFault());
      case DEADLOCK -> deadlock();
      case LIVELOCK -> ImmutableList.of("no run from here comes to a good end");
      case DATA_RACE -> dataRace();
    };
  }

  private String detail() {
    return story.finding().detail().isEmpty() ? "" : ": " + story.finding().detail();
  }

  private String because() {
    String deciding = deciding();
    return deciding.isEmpty() ? detail() : ": " + deciding;
  }

  /**
   * The part of the property that decided, with its values, or what is undefined in it; empty where
   * nothing is known.
   */
  String deciding() {
    Finding finding = story.finding();
    boolean ofOneState =
        switch (finding.kind()) {
          case INVARIANT, FINALLY, WITNESS -> true;
          case EVENTUALLY, LEADS_TO, ASSERT, DEADLOCK, LIVELOCK, UNDEFINED_BEHAVIOUR, DATA_RACE ->
              false;
        };
    if (ofOneState && !finding.detail().isEmpty()) {
      return finding.detail();
    }
    return story.property() == null
        ? ""
        : new Reasons(story.property().judged(), values, story.evaluation()).text();
  }

  /** The calls around the decision that {@link #deciding} tells, outermost first. */
  ImmutableList<Origin.Frame> decidingCall() {
    return story.property() == null
        ? ImmutableList.of()
        : new Reasons(story.property().judged(), values, story.evaluation()).decidingCall();
  }

  private String ofFault() {
    @Nullable Fault fault = story.trace().end().fault();
    if (fault == null) {
      return detail();
    }
    String place = Faults.place(story.trace());
    return (place.isEmpty() ? "" : " at " + place) + ": " + fault.text();
  }

  private ImmutableList<String> deadlock() {
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    lines.add("deadlock" + (story.waiting().isEmpty() ? detail() : ":"));
    for (Story.Waiting waiting : story.waiting()) {
      if (!waiting.events().isEmpty()) {
        lines.add("  " + waits(waiting));
      }
    }
    return lines.build();
  }

  /** What never comes, who goes round for ever, and who is put off. */
  private ImmutableList<String> progress(String name) {
    ImmutableList.Builder<String> lines = ImmutableList.builder();
    lines.add(name + " never comes true" + because());
    ImmutableSortedSet<Integer> round =
        story.trace().schedule().loop().stream()
            .map(Choice::thread)
            .collect(ImmutableSortedSet.toImmutableSortedSet(Integer::compare));
    if (round.isEmpty()) {
      lines.add("  the run ends here");
    } else {
      String who = "CPU " + Joiner.on(" and CPU ").join(round);
      lines.add("  " + who + (round.size() == 1 ? " goes" : " go") + " round like this for ever");
    }
    for (Story.Waiting waiting : story.waiting()) {
      lines.add("  " + waits(waiting));
    }
    return lines.build();
  }

  /** {@code CPU 1 waits in spin_lock(ptl) at mm/gup.c:41: lock->owner is CPU 0}. */
  private String waits(Story.Waiting waiting) {
    Code code = story.trace().program().threads().get(waiting.thread()).code();
    ThreadCode thread = story.trace().program().threads().get(waiting.thread());
    String who = "CPU " + waiting.thread() + " waits";
    if (waiting.events().isEmpty()) {
      return thread.fair() ? who : "CPU " + waiting.thread() + ", a daemon, need not go on";
    }
    Event last = waiting.events().get(waiting.events().size() - 1);
    Origin origin = code.origins().get(last.instruction());
    Origin.@Nullable Frame call = new Calls(code).word(origin);
    Span where = call == null ? origin.span() : call.call();
    String condition = new Reasons(code, values, ImmutableList.of(last)).ofLast();
    return who
        + " in "
        + Wording.line(where)
        + " at "
        + where
        + (condition.isEmpty() ? "" : ": " + condition);
  }

  /** As KCSAN reports: who, where, and what each of the two does. */
  private ImmutableList<String> dataRace() {
    @Nullable Race race = story.race();
    if (race == null) {
      return ImmutableList.of("data-race" + detail());
    }
    Program program = story.trace().program();
    return ImmutableList.of(
        "data-race in "
            + function(race.first(), race.firstInstruction())
            + " / "
            + function(race.second(), race.secondInstruction())
            + " on "
            + program.memory().places().get(race.address()).path(),
        "  " + accesses(race.first(), race.firstInstruction()),
        "  " + accesses(race.second(), race.secondInstruction()));
  }

  /** The innermost function of a .c file. */
  private String function(int thread, int instruction) {
    ThreadCode code = story.trace().program().threads().get(thread);
    ImmutableList<Origin.Frame> told =
        new Calls(code.code()).told(code.code().origins().get(instruction));
    return told.isEmpty() ? code.name() : told.get(told.size() - 1).function();
  }

  /** {@code plain write by CPU 0 at mm/memory.c:71: page->flags = 0}. */
  private String accesses(int thread, int instruction) {
    Code code = story.trace().program().threads().get(thread).code();
    Origin origin = code.origins().get(instruction);
    Origin.@Nullable Frame call = new Calls(code).word(origin);
    Span where = call == null ? origin.span() : call.call();
    Span statement = call == null ? origin.statement() : call.statement();
    return Accesses.words(code.instructions().get(instruction))
        + " by CPU "
        + thread
        + " at "
        + where
        + ": "
        + Wording.sentence(statement, where);
  }

  /** The addresses of shared memory that the evaluation read. */
  ImmutableSet<Integer> read() {
    ImmutableSet.Builder<Integer> addresses = ImmutableSet.builder();
    for (Event event : story.evaluation()) {
      if (event instanceof Event.Accessed access) {
        for (int i = 0; i < access.before().length(); i++) {
          addresses.add(access.address() + i);
        }
      }
    }
    return addresses.build();
  }
}
