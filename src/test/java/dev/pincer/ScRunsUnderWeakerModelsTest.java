// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import com.google.common.collect.Sets;
import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.corpus.Expectations;
import dev.pincer.corpus.Expectations.Row;
import dev.pincer.machine.Evaluation;
import dev.pincer.machine.LocalStep;
import dev.pincer.machine.Machine;
import dev.pincer.machine.MemoryModel;
import dev.pincer.machine.Outcome;
import dev.pincer.machine.State;
import dev.pincer.machine.ThreadState;
import dev.pincer.program.Program;
import dev.pincer.program.Property;
import dev.pincer.schedule.Choice;
import dev.pincer.schedule.Schedule;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What a scenario breaks or reaches under sc is broken or reached under tso and weak, however many
 * states they have there: the run that shows it is taken again, step by step, in which each access
 * takes effect at once. All that is kept of a thread, and memory, is the same behind each step.
 *
 * <p>Of a livelock nothing is said: there may be one more way out.
 */
class ScRunsUnderWeakerModelsTest {
  private static final Models MODELS = Models.standard();
  private static final Expectations TABLE = MODELS.expectations();

  /** Stores that may wait, or that a thread may not have seen: more than any of the runs has. */
  static final int DEPTH = 100_000;

  /** What it costs to compile a model, in states. */
  private static final long TO_COMPILE = 20_000;

  /** Choices that a step of a run has at most. */
  private static final int CHOICES = 1_000;

  /**
   * Of each scenario the last stage, and for each property that is broken anywhere a stage or
   * proposal at which it is.
   */
  @TestFactory
  List<DynamicTest> whatScBreaksOrReachesWeakerModelsDo() {
    SetMultimap<String, Row> rows = LinkedHashMultimap.create();
    for (Row row : TABLE.rows()) {
      if (row.memory().equals("sc") && row.states() != Row.UNCOUNTED) {
        rows.put(row.scenario(), row);
      }
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (String scenario : rows.keySet()) {
      for (String subject : subjects(rows.get(scenario))) {
        tests.add(
            DynamicTest.dynamicTest(scenario + " at " + subject, () -> compare(scenario, subject)));
      }
    }
    return tests;
  }

  /** The last one, and while a property is left the one that breaks most for what it costs. */
  private static Set<String> subjects(Set<Row> rows) {
    SetMultimap<String, String> broken = LinkedHashMultimap.create();
    Map<String, Long> cost = new HashMap<>();
    String last = "";
    for (Row row : rows) {
      if (row.verdict() == Verdict.BROKEN) {
        broken.put(row.subject(), row.property());
      }
      cost.put(row.subject(), row.states() + TO_COMPILE);
      if (MODELS.stages().contains(row.subject()) || last.isEmpty()) {
        last = row.subject();
      }
    }
    Set<String> subjects = new LinkedHashSet<>(List.of(last));
    Set<String> left = new HashSet<>(broken.values());
    left.removeAll(broken.get(last));
    while (!left.isEmpty()) {
      String best =
          Collections.max(
              broken.keySet(),
              Comparator.comparingDouble(
                  subject ->
                      (double) Sets.intersection(left, broken.get(subject)).size()
                          / cost.getOrDefault(subject, TO_COMPILE)));
      subjects.add(best);
      left.removeAll(broken.get(best));
    }
    return subjects;
  }

  private static void compare(String scenario, String subject) {
    Model model = MODELS.model(scenario);
    boolean isLesson = subject.equals(Expectations.NO_SUBJECT);
    compare(isLesson ? model : model.at(subject));
  }

  private static void compare(Model model) {
    Result result = model.check(Search.exhaustive().workers(1));
    assertTrue(result.exhaustive());
    Program program = model.program();
    Machine sc = new Machine(program);
    for (Finding finding : result.search().findings()) {
      Schedule run = finding.witness();
      if (run != null && finding.kind() != Finding.Kind.LIVELOCK) {
        new Replayed(program, sc, new Machine(program, MemoryModel.tso(DEPTH)), run)
            .take(finding, run);
        Program plain = withoutReductions(program);
        new Replayed(plain, sc, new Machine(plain, MemoryModel.weak(DEPTH)), run)
            .take(finding, run);
      }
    }
  }

  /**
   * The program with one more property, which asks for progress: the weak model merges no steps
   * then, so that each of them is one of sc.
   */
  static Program withoutReductions(Program program) {
    Property any = program.properties().get(0);
    Property progress =
        new Property(Property.Kind.EVENTUALLY, "it_goes_on", any.code(), null, any.declared());
    return new Program(
        program.name(),
        program.memory(),
        program.initials(),
        program.threads(),
        ImmutableList.<Property>builder().addAll(program.properties()).add(progress).build());
  }

  static State state(Outcome outcome) {
    State state = outcome.state();
    assertNotNull(state, outcome.toString());
    return state;
  }

  /** A run of sc, and the same run of another model. */
  private static final class Replayed {
    private final Program program;
    private final Machine sc;
    private final Machine weaker;
    private State strict;
    private State same;

    Replayed(Program program, Machine sc, Machine weaker, Schedule run) {
      this.program = program;
      this.sc = sc;
      this.weaker = weaker;
      this.strict = state(sc.start(run.start(), null));
      this.same = state(weaker.start(run.start(), null));
    }

    void take(Finding finding, Schedule run) {
      List<Choice> choices = new ArrayList<>(run.choices());
      choices.addAll(run.loop());
      for (int i = 0; i < choices.size(); i++) {
        String where = weaker.model().name() + ", " + finding.property() + ", step " + (i + 1);
        Choice choice = choices.get(i);
        strict = state(sc.step(strict, choice));
        step(choice, where);
        assertEquals(strict.memory(), same.memory(), where);
        assertEquals(strict.fault(), same.fault(), where);
        assertEquals(stands(strict), stands(same), where);
      }
      judge(finding);
    }

    /** Where threads stand and what they know, without what the memory model adds to that. */
    private static List<ThreadState> stands(State state) {
      return state.threads().stream()
          .map(stand -> new ThreadState(stand.pc(), stand.numbers(), stand.registers()))
          .toList();
    }

    /** Takes the step with the newest values, and lets all see at once what it has stored. */
    private void step(Choice choice, String where) {
      List<Integer> picks = new ArrayList<>();
      int chosen = 0;
      Outcome outcome = weaker.step(same, choice(choice.thread(), picks));
      while (outcome.state() == null && picks.size() < CHOICES) {
        // A load or a store that may be of several times, or a choose of the model.
        boolean isChoose = outcome.kind() == Outcome.Kind.MISSING_PICK;
        picks.add(isChoose ? choice.picks().get(chosen++) : 0);
        outcome = weaker.step(same, choice(choice.thread(), picks));
      }
      State next = outcome.state();
      assertNotNull(next, where + ": " + outcome);
      same = next;
      if (weaker.model().isLocal()) {
        Choice drain = Choice.of(program.threads().size() + choice.thread());
        for (Outcome drained = weaker.step(same, drain);
            drained.state() != null;
            drained = weaker.step(same, drain)) {
          same = state(drained);
        }
      }
    }

    private static Choice choice(int thread, List<Integer> picks) {
      return new Choice(thread, ImmutableIntArray.copyOf(picks));
    }

    private void judge(Finding finding) {
      switch (finding.kind()) {
        case INVARIANT, WITNESS, FINALLY -> {
          for (Property property : program.properties()) {
            if (property.name().equals(finding.property())) {
              Evaluation there = weaker.evaluate(property.code(), same);
              assertEquals(sc.evaluate(property.code(), strict), there);
              assertEquals(finding.kind() == Finding.Kind.WITNESS, there.truth());
            }
          }
          assertTrue(finding.kind() != Finding.Kind.FINALLY || weaker.isGoodEnd(same));
        }
        case ASSERT, UNDEFINED_BEHAVIOUR -> assertNotNull(same.fault());
        case DATA_RACE -> assertTrue(races(), "no race under " + weaker.model());
        case DEADLOCK -> assertTrue(isStuck(), "no deadlock under " + weaker.model());
        // The end, or the loop, is the same; that all others take part in it is not looked at.
        case EVENTUALLY, LEADS_TO, LIVELOCK -> {}
      }
    }

    private boolean races() {
      List<ImmutableList<LocalStep>> next = new ArrayList<>();
      for (int thread = 0; thread < program.threads().size(); thread++) {
        next.add(weaker.steps(same, thread, null, null));
      }
      for (int thread = 0; thread < next.size(); thread++) {
        for (int other = 0; other < thread; other++) {
          for (LocalStep step : next.get(thread)) {
            for (LocalStep others : next.get(other)) {
              if (weaker.isRace(step.accesses(), others.accesses())) {
                return true;
              }
            }
          }
        }
      }
      return false;
    }

    /** Each thread that waits looks at what is newest, as often as that tells it anything. */
    private boolean isStuck() {
      for (int thread = 0; thread < program.threads().size(); thread++) {
        Outcome looked = weaker.step(same, Choice.of(thread));
        for (int i = 0; i < CHOICES && looked.state() != null; i++) {
          same = state(looked);
          looked = weaker.step(same, Choice.of(thread));
        }
      }
      return weaker.expand(same).successors().isEmpty() && !weaker.isGoodEnd(same);
    }
  }
}
