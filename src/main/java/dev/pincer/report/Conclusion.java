// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Lists;
import dev.pincer.machine.Event;
import dev.pincer.machine.Fault;
import dev.pincer.machine.Race;
import dev.pincer.program.Code;
import dev.pincer.program.Origin;
import dev.pincer.program.Program;
import dev.pincer.program.ThreadCode;
import dev.pincer.program.Watch;
import dev.pincer.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
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
      case EVENTUALLY, LEADS_TO -> ImmutableList.of(name + " stays false" + because());
      case ASSERT -> ImmutableList.of("the assertion is false" + ofFault());
      case UNDEFINED_BEHAVIOUR -> ImmutableList.of("undefined behaviour" + ofFault());
      case DEADLOCK -> deadlock();
      case LIVELOCK -> ImmutableList.of("no run from here comes to a good end" + detail());
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
   * {@code follow(&parent, 0) is &mem_map[1], dma is &mem_map[0]}: the part of the property that
   * decided; empty where nothing is known.
   */
  String deciding() {
    if (story.property() == null) {
      return "";
    }
    Code code = story.property().code();
    return join(watched(code, story.evaluation()));
  }

  /**
   * The watched values of the decisions that made the value, by the text of the watch.
   *
   * <p>{@code a && b} is false for the last thing that was decided; {@code a || b} is false as all
   * of it is. So the last decision counts, and those before it for as long as they came out false
   * as well.
   */
  private Map<String, String> watched(Code code, ImmutableList<Event> events) {
    List<Event> own = new ArrayList<>();
    List<Event> called = new ArrayList<>();
    for (Event event : events) {
      if (!valuesOf(event).isEmpty()) {
        Origin origin = code.origins().get(event.instruction());
        (origin.frames().isEmpty() ? own : called).add(event);
      }
    }
    Map<String, String> watched = new LinkedHashMap<>();
    List<Event> chosen = new ArrayList<>();
    for (Event event : Lists.reverse(own.isEmpty() ? called : own)) {
      boolean more = !(event instanceof Event.Decided decided) || !decided.truth();
      if (!more && !chosen.isEmpty()) {
        break;
      }
      chosen.add(event);
      if (!more) {
        break;
      }
    }
    for (Event event : Lists.reverse(chosen)) {
      watched.putAll(texts(code, event));
    }
    return watched;
  }

  private static ImmutableList<OptionalLong> valuesOf(Event event) {
    if (event instanceof Event.Decided decided) {
      return decided.watched();
    }
    if (event instanceof Event.Returned returned) {
      return returned.watched();
    }
    return ImmutableList.of();
  }

  private Map<String, String> texts(Code code, Event event) {
    Map<String, String> texts = new LinkedHashMap<>();
    ImmutableList<Watch> watches = Watches.of(code.instructions().get(event.instruction()));
    ImmutableList<OptionalLong> watched = valuesOf(event);
    for (int i = 0; i < watches.size(); i++) {
      Watch watch = watches.get(i);
      if (watched.get(i).isEmpty()) {
        continue;
      }
      String text = Wording.line(watch.text());
      String value = values.text(watch.type(), watched.get(i).getAsLong());
      if (!text.equals(value)) {
        texts.put(text, value);
      }
    }
    return texts;
  }

  private static String join(Map<String, String> watched) {
    List<String> parts = new ArrayList<>();
    watched.forEach((text, value) -> parts.add(text + " is " + value));
    return String.join(", ", parts);
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
      lines.add("  " + waits(waiting));
    }
    return lines.build();
  }

  /** {@code CPU 1 waits in spin_lock(ptl) at mm/gup.c:41: lock->owner is CPU 0}. */
  private String waits(Story.Waiting waiting) {
    Code code = story.trace().program().threads().get(waiting.thread()).code();
    String who = "CPU " + waiting.thread();
    if (waiting.events().isEmpty()) {
      return who + " waits";
    }
    Event last = waiting.events().get(waiting.events().size() - 1);
    Origin origin = code.origins().get(last.instruction());
    Origin.@Nullable Frame call = Calls.header(origin);
    Span where = call == null ? origin.span() : call.call();
    String condition = join(texts(code, last));
    return who
        + " waits in "
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
    ImmutableList<Origin.Frame> told = Calls.told(code.code().origins().get(instruction));
    return told.isEmpty() ? code.name() : told.get(told.size() - 1).function();
  }

  /** {@code plain write by CPU 0 at mm/memory.c:71: page->flags = 0}. */
  private String accesses(int thread, int instruction) {
    Code code = story.trace().program().threads().get(thread).code();
    Origin origin = code.origins().get(instruction);
    Origin.@Nullable Frame call = Calls.header(origin);
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
