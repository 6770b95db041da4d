// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.corpus.Expectations;
import dev.pincer.corpus.Expectations.Row;
import dev.pincer.machine.LocalStep;
import dev.pincer.machine.Machine;
import dev.pincer.machine.MemoryModel;
import dev.pincer.machine.State;
import dev.pincer.machine.ThreadState;
import dev.pincer.program.Program;
import dev.pincer.program.Property;
import dev.pincer.schedule.Choice;
import dev.pincer.schedule.Schedule;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What a scenario breaks under tso and not under sc is broken under weak: the run that shows it is
 * taken again. A store that waits in its buffer is there one that its thread has not come to yet,
 * and neither to all that it does behind it; what it loads meanwhile it loads later, as old as it
 * was.
 */
class TsoRunsUnderWeakTest {
  private static final Models MODELS = Models.standard();
  private static final Expectations TABLE = MODELS.expectations();

  /** For each property the smallest stage or proposal. */
  @TestFactory
  List<DynamicTest> whatOnlyTsoBreaksWeakBreaks() {
    Map<String, Row> smallest = new LinkedHashMap<>();
    for (Row row : TABLE.rows()) {
      Row sc = TABLE.row(row.subject(), row.scenario(), "sc", row.property());
      boolean isOfTso = sc == null || sc.verdict() != Verdict.BROKEN;
      if (row.memory().equals("tso") && row.verdict() == Verdict.BROKEN && isOfTso) {
        smallest.merge(
            row.scenario() + ", " + row.property(),
            row,
            (one, other) -> one.states() <= other.states() ? one : other);
      }
    }
    assertFalse(smallest.isEmpty());
    List<DynamicTest> tests = new ArrayList<>();
    smallest.forEach((name, row) -> tests.add(DynamicTest.dynamicTest(name, () -> follow(row))));
    return tests;
  }

  private static void follow(Row row) {
    Model model = MODELS.model(row.scenario()).at(row.subject()).under(MemoryModel.tso());
    Result result = model.check(Search.exhaustive().workers(1));
    Program program = ScRunsUnderWeakerModelsTest.withoutReductions(model.program());
    for (Finding finding : result.search().findings()) {
      Schedule run = finding.witness();
      if (run != null && finding.property().equals(row.property())) {
        new Lagging(program, run).take(run, row.property());
        return;
      }
    }
    throw new AssertionError("no run to " + row.property());
  }

  /**
   * What a thread did in one step of tso.
   *
   * @param stand where it stands behind it
   * @param waits whether it has stored to its buffer
   */
  private record Taken(ThreadState stand, boolean waits) {}

  private static final class Lagging {
    private final Program program;
    private final Machine tso;
    private final Machine weak;
    private final List<Deque<Taken>> left = new ArrayList<>();
    private State strict;

    /** The states of the weak model in which threads may stand, as far as they have come. */
    private Set<State> all;

    Lagging(Program program, Schedule run) {
      this.program = program;
      this.tso = new Machine(program, MemoryModel.tso());
      this.weak = new Machine(program, MemoryModel.weak(ScRunsUnderWeakerModelsTest.DEPTH));
      this.strict = ScRunsUnderWeakerModelsTest.state(tso.start(run.start(), null));
      this.all =
          new LinkedHashSet<>(
              Set.of(ScRunsUnderWeakerModelsTest.state(weak.start(run.start(), null))));
      program.threads().forEach(thread -> left.add(new ArrayDeque<>()));
    }

    void take(Schedule run, String property) {
      int threads = program.threads().size();
      for (Choice choice : run.choices()) {
        State before = strict;
        strict = ScRunsUnderWeakerModelsTest.state(tso.step(strict, choice));
        int thread = choice.thread() % threads;
        Deque<Taken> steps = left.get(thread);
        if (choice.thread() < threads) {
          int stored = waiting(strict, thread) - waiting(before, thread);
          assertTrue(stored < 2, "stores of one step");
          steps.add(new Taken(stand(strict, thread), stored > 0));
        } else {
          advance(thread, steps.remove());
        }
        for (Taken next = steps.peek(); next != null && !next.waits; next = steps.peek()) {
          advance(thread, steps.remove());
        }
        ImmutableLongArray memory = seen(strict);
        all.removeIf(state -> !seen(state).equals(memory));
        assertFalse(all.isEmpty(), () -> "no state of weak is like that behind " + choice);
      }
      for (Property asked : program.properties()) {
        if (asked.name().equals(property)) {
          boolean truth = tso.evaluate(asked.code(), strict).truth();
          assertFalse(truth);
          assertTrue(
              all.stream().anyMatch(state -> !weak.evaluate(asked.code(), state).truth()),
              "it is not broken in any of " + all.size());
          return;
        }
      }
      throw new AssertionError("not declared: " + property);
    }

    /** How many stores wait in the buffer of a thread. */
    private int waiting(State state, int thread) {
      Choice drain = Choice.of(program.threads().size() + thread);
      int count = 0;
      for (State next = tso.step(state, drain).state();
          next != null;
          next = tso.step(next, drain).state()) {
        count++;
      }
      return count;
    }

    private static ThreadState stand(State state, int thread) {
      ThreadState stand = state.threads().get(thread);
      return new ThreadState(stand.pc(), stand.numbers(), stand.registers());
    }

    /** Memory without ghosts: those of a thread that lags are as it left them. */
    private ImmutableLongArray seen(State state) {
      ImmutableLongArray.Builder seen = ImmutableLongArray.builder();
      for (int place = 0; place < state.memory().length(); place++) {
        seen.add(program.memory().places().get(place).ghost() ? 0 : state.memory().get(place));
      }
      return seen.build();
    }

    private void advance(int thread, Taken step) {
      Set<State> next = new LinkedHashSet<>();
      for (State state : all) {
        for (LocalStep taken : weak.steps(state, thread, null, null)) {
          State after = taken.successor().state();
          if (stand(after, thread).equals(step.stand)) {
            next.add(after);
          }
        }
      }
      all = next;
      assertFalse(all.isEmpty(), () -> "thread " + thread + " cannot come to " + step);
    }
  }
}
