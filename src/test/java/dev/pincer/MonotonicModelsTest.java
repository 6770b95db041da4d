// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.LinkedHashMultimap;
import com.google.common.collect.SetMultimap;
import dev.pincer.corpus.Expectations;
import dev.pincer.corpus.Expectations.Row;
import dev.pincer.machine.MemoryModel;
import dev.pincer.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a scenario breaks or reaches under a memory model, it breaks or reaches under each that
 * allows more.
 *
 * <p>Of a livelock that need not be so, as there may be one more way out; but so far it is.
 */
class MonotonicModelsTest {
  /** Each allows what those before it allow. */
  private static final List<String> MEMORY = List.of("sc", "tso", "weak", "lkmm");

  /** States under sc up to which a stage or proposal is small; where none is, the smallest is. */
  private static final long SMALL = 4_000;

  private static final Models MODELS = Models.standard();
  private static final Expectations TABLE = MODELS.expectations();

  /** By stage or proposal, and scenario, the properties that have rows under any model. */
  private static final SetMultimap<String, String> NAMED = LinkedHashMultimap.create();

  static {
    TABLE.rows().forEach(row -> NAMED.put(subject(row), row.property()));
  }

  private static String subject(Row row) {
    return row.subject() + " in " + row.scenario();
  }

  /** Each row of expected.txt that is not of sc, whoever judges it. */
  @Test
  void noRowSaysLessThanThatOfAModelThatAllowsLess() {
    int compared = 0;
    for (Row row : TABLE.rows()) {
      for (String less : MEMORY.subList(0, MEMORY.indexOf(row.memory()))) {
        for (String property : NAMED.get(subject(row))) {
          Verdict under = expected(row, less, property);
          Verdict over = expected(row, row.memory(), property);
          assertFalse(isLess(over, under), () -> subject(row) + ", " + property + ", " + less);
          compared++;
        }
      }
    }
    assertTrue(compared > 300, "only " + compared + " verdicts were compared");
  }

  /** Of each scenario and lesson the stage or proposal that breaks most of those that are small. */
  @TestFactory
  List<DynamicTest> whatScBreaksOrReachesTsoBreaksOrReaches() {
    SetMultimap<String, Row> scenarios = LinkedHashMultimap.create();
    for (Row row : TABLE.rows()) {
      if (row.memory().equals("sc") && row.states() != Row.UNCOUNTED) {
        scenarios.put(row.scenario(), row);
      }
    }
    List<DynamicTest> tests = new ArrayList<>();
    for (String scenario : scenarios.keySet()) {
      String subject = sample(scenarios.get(scenario));
      String name = scenario + " at " + subject;
      tests.add(DynamicTest.dynamicTest(name, () -> compare(scenario, subject, MemoryModel.tso())));
    }
    return tests;
  }

  private static String sample(Set<Row> rows) {
    Comparator<Row> bySize = Comparator.comparingLong(Row::states);
    return rows.stream()
        .filter(row -> row.states() <= SMALL)
        .max(Comparator.comparingLong(row -> brokenCount(rows, row.subject())))
        .or(() -> rows.stream().min(bySize))
        .orElseThrow()
        .subject();
  }

  private static long brokenCount(Set<Row> rows, String subject) {
    return rows.stream()
        .filter(row -> row.subject().equals(subject) && row.verdict() == Verdict.BROKEN)
        .count();
  }

  /** Some that are tiny: under weak even these look thousands of states ahead. */
  @ParameterizedTest
  @CsvSource({
    "01-lost-update, -",
    "02-deadlock, -",
    "03-data-race, -",
    "04-get-from-zero, -",
    "05-second-look, -",
    "06-lost-wakeup, -",
    "07-livelock, -",
    "08-tlb-shootdown, -",
    "fork-dirty, allocate-under-page-table-lock",
    "fork-file-pin, 70e806e4e645",
    "lazyfree-order, b570f37a2ce4",
    "longterm-coherent-driver, pin-any-page-for-long",
    "longterm-coherent-driver, f25cbb7a95a2",
    "device-private-mirror, map-device-page-as-present",
  })
  void whatScBreaksOrReachesWeakBreaksOrReaches(String scenario, String subject) {
    compare(scenario, subject, MemoryModel.weak(MemoryModel.DEPTH));
  }

  private static void compare(String scenario, String subject, MemoryModel memory) {
    Model model = MODELS.model(scenario).under(memory);
    boolean isLesson = subject.equals(Expectations.NO_SUBJECT);
    Result result = (isLesson ? model : model.at(subject)).check(Search.exhaustive().workers(1));
    assertTrue(result.exhaustive());
    List<String> less = new ArrayList<>();
    result
        .verdicts()
        .forEach(
            (property, verdict) -> {
              if (isLess(verdict, expected(subject, scenario, "sc", property))) {
                less.add(property);
              }
            });
    assertEquals(List.of(), less);
  }

  private static Verdict expected(Row like, String memory, String property) {
    return expected(like.subject(), like.scenario(), memory, property);
  }

  private static Verdict expected(String subject, String scenario, String memory, String property) {
    Row row = TABLE.row(subject, scenario, memory, property);
    return row == null ? Verdict.HOLDS : row.verdict();
  }

  /** What has no row of its own holds, or is reached. */
  private static boolean isLess(Verdict verdict, Verdict under) {
    return switch (verdict) {
      case HOLDS -> under == Verdict.BROKEN;
      case UNREACHED -> under != Verdict.UNREACHED;
      case BROKEN, REACHED, UNKNOWN -> false;
    };
  }
}
