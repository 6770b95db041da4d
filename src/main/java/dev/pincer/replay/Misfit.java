// SPDX-License-Identifier: Apache-2.0
package dev.pincer.replay;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.machine.Event;
import dev.pincer.machine.Fault;
import dev.pincer.machine.Outcome;
import dev.pincer.machine.State;
import dev.pincer.program.Instruction;
import dev.pincer.program.Origin;
import dev.pincer.program.Program;
import dev.pincer.program.ThreadCode;
import dev.pincer.program.ValueType;
import dev.pincer.program.Watch;
import dev.pincer.schedule.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Why a choice does not fit, for people.
 *
 * @param step its index in the schedule
 * @param events what the step did before it stopped
 */
record Misfit(Program program, int step, Choice choice, Outcome outcome, List<Event> events) {

  /** Why the picks of the start do not fit. */
  static String ofStart(Outcome outcome, ImmutableIntArray picks) {
    return switch (outcome.kind()) {
      case MISSING_PICK -> missing("the start", picks, outcome);
      case PICK_OUT_OF_RANGE -> outOfRange("the start", outcome);
      case SUPERFLUOUS_PICKS -> superfluous("the start", picks, outcome);
      case STEPPED,
          ENDED,
          NO_SUCH_THREAD,
          NOTHING_DELAYED,
          BROKEN_PROMISE,
          NO_ROOM,
          HAS_RETURNED,
          WAITS ->
          throw new AssertionError("a start that " + outcome);
    };
  }

  String message(State state) {
    String number = "step " + (step + 1);
    return switch (outcome.kind()) {
      case NO_SUCH_THREAD ->
          number
              + " is of thread "
              + choice.thread()
              + ", but the threads are 0 to "
              + (program.threads().size() - 1);
      case NOTHING_DELAYED ->
          number + " is of the stores of " + thread() + ", of which none waits to be seen";
      case BROKEN_PROMISE ->
          number + " is of " + thread() + ", and some thread could not keep its promise behind it";
      case NO_ROOM ->
          number + " is of " + thread() + ", and more stores would wait to be seen than may wait";
      case HAS_RETURNED -> number + " is of " + thread() + ", which has returned";
      case ENDED -> number + " comes after the end of the run: " + textOf(state.fault());
      case WAITS -> number + " is of " + thread() + ", which waits" + where() + values();
      case MISSING_PICK -> missing(number, choice.picks(), outcome);
      case PICK_OUT_OF_RANGE -> outOfRange(number, outcome);
      case SUPERFLUOUS_PICKS -> superfluous(number, choice.picks(), outcome);
      case STEPPED -> throw new AssertionError("a misfit that fits: " + outcome);
    };
  }

  private static String missing(String what, ImmutableIntArray picks, Outcome outcome) {
    return what
        + " chooses among "
        + outcome.count()
        + " values where the schedule has "
        + (picks.isEmpty() ? "none" : "no more after " + picks.length());
  }

  private static String outOfRange(String what, Outcome outcome) {
    return what
        + " chooses among 0 to "
        + (outcome.count() - 1)
        + ", but the schedule has a greater value";
  }

  private static String superfluous(String what, ImmutableIntArray picks, Outcome outcome) {
    return what
        + " chooses "
        + (outcome.count() == 0 ? "nothing" : times(outcome.count()))
        + ", but the schedule has "
        + picks.length()
        + (picks.length() == 1 ? " value" : " values");
  }

  private static String times(int count) {
    return count == 1 ? "once" : count + " times";
  }

  private static String textOf(@Nullable Fault fault) {
    return fault == null ? "" : fault.text();
  }

  private String thread() {
    return "thread " + choice.thread() % program.threads().size() + ", `" + code().name() + "`";
  }

  private ThreadCode code() {
    return program.threads().get(choice.thread() % program.threads().size());
  }

  private String where() {
    Origin origin = code().code().origins().get(outcome.instruction());
    String function = origin.frames().isEmpty() ? "" : " in " + origin.function("") + "()";
    return function + " at `" + origin.words() + "`";
  }

  /** What the await saw. */
  private String values() {
    List<String> seen = new ArrayList<>();
    if (Iterables.getLast(events, null) instanceof Event.Decided decided
        && code().code().instructions().get(decided.instruction())
            instanceof Instruction.Await await) {
      ImmutableList<Watch> watches = await.watches();
      for (int i = 0; i < watches.size(); i++) {
        OptionalLong value = decided.watched().get(i);
        if (value.isPresent()) {
          Watch watch = watches.get(i);
          seen.add("`" + watch.words() + "` is " + shown(watch.type(), value.getAsLong()));
        }
      }
    }
    return seen.isEmpty() ? "" : ": " + String.join(", ", seen);
  }

  private String shown(ValueType type, long value) {
    if (type instanceof ValueType.Pointer pointer) {
      return program.memory().nameOf(value, pointer);
    }
    if (type instanceof ValueType.Enumeration enumeration) {
      String name = enumeration.names().get(value);
      return name == null ? Long.toString(value) : name;
    }
    return Long.toString(value);
  }

  /** The first place, or else the first thread, in which two states differ. */
  static String difference(Program program, State before, State after) {
    for (int address = 0; address < before.memory().length(); address++) {
      if (before.memory().get(address) != after.memory().get(address)) {
        return "`" + program.memory().places().get(address).path() + "` has changed";
      }
    }
    for (int thread = 0; thread < before.threads().size(); thread++) {
      if (!before.threads().get(thread).equals(after.threads().get(thread))) {
        String name = program.threads().get(thread).name();
        return "`" + name + "` stands elsewhere, or has other values";
      }
    }
    return "a step has failed";
  }
}
