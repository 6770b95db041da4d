// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.schedule.Choice;
import dev.pincer.schedule.Schedule;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.SearchResult;
import dev.pincer.verdict.Verdict;
import java.time.Duration;
import java.util.Collections;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class MatrixTest {

  @Test
  void aRowForEachStageAndAColumnForEachProperty() {
    assertEquals(
        """
        fork-gup-fast                             pinned page   child is  witnesses
                                                  stays mapped  isolated
        v5.8                                      BROKEN 23     holds     1 of 1
        70e806e4e645  do early cow for pinned...  holds         holds     1 of 1

        no-wrprotect                              BROKEN 17     holds     1 of 1
        """,
        Matrix.of(
            "fork-gup-fast",
            ImmutableList.of(
                sheet(
                    "v5.8",
                    "",
                    Sheet.Kind.STAGE,
                    broken(23, broken23()),
                    child(Verdict.HOLDS),
                    witness(Verdict.REACHED)),
                sheet(
                    "70e806e4e645",
                    "mm: do early cow for pinned pages during fork",
                    Sheet.Kind.STAGE,
                    holds(null),
                    child(Verdict.HOLDS),
                    witness(Verdict.REACHED)),
                sheet(
                    "no-wrprotect",
                    "wrong",
                    Sheet.Kind.PROPOSAL,
                    broken(17, null),
                    child(Verdict.HOLDS),
                    witness(Verdict.REACHED))),
            ImmutableList.of()));
  }

  @Test
  void whatIsNotAsExpectedIsMarkedAndNamed() {
    ImmutableList<Sheet> sheets =
        ImmutableList.of(
            sheet(
                "v5.8",
                "",
                Sheet.Kind.STAGE,
                holds(broken23()),
                child(Verdict.HOLDS),
                witness(Verdict.UNREACHED)));
    assertEquals(
        """
        fork-gup-fast  pinned page   child is  witnesses
                       stays mapped  isolated
        v5.8           holds !       holds     0 of 1

        unreached  pin_taken_during_fork at v5.8 !
        """,
        Matrix.of("fork-gup-fast", sheets, ImmutableList.of()));
    assertEquals(
        """
        1 stage, 3 properties, sc; 84 210 states in 0.9 s; 1 verdict not as expected, 1 property broken or unreached

        fork-gup-fast, v5.8: pinned_page_stays_mapped
              want: broken in 23 steps   (A-0 I1)
              got:  holds
        """,
        Summary.of(
            sheets,
            new Remarks(
                ImmutableList.of(),
                ImmutableList.of(),
                ImmutableList.of(),
                ImmutableList.of(),
                ImmutableList.of(),
                ImmutableList.of()),
            Duration.ofMillis(912)));
  }

  @Test
  void aPatchedRowMarksWhatChanged() {
    assertEquals(
        """
        fork-gup-fast  pinned page   child is   deadlock    witnesses
                       stays mapped  isolated
        today          BROKEN 23     holds      holds       1 of 1
        + my.patch     holds *       unknown *  BROKEN 4 *  1 of 1
        """,
        Matrix.of(
            "fork-gup-fast",
            ImmutableList.of(
                sheet(
                    "today",
                    "",
                    Sheet.Kind.STAGE,
                    broken(23, null),
                    child(Verdict.HOLDS),
                    builtIn(Verdict.HOLDS, -1),
                    witness(Verdict.REACHED)),
                sheet(
                    "+ my.patch",
                    "",
                    Sheet.Kind.PATCHED,
                    holds(null),
                    child(Verdict.UNKNOWN),
                    builtIn(Verdict.BROKEN, 4),
                    witness(Verdict.REACHED))),
            ImmutableList.of()));
  }

  @Test
  void whatWaitsForAMemoryModelStandsBelowAndIsCounted() {
    ImmutableList<Sheet> sheets =
        ImmutableList.of(
            sheet(
                "v5.8",
                "",
                Sheet.Kind.STAGE,
                holds(null),
                child(Verdict.HOLDS),
                witness(Verdict.REACHED)));
    ImmutableList<Waiting> waiting =
        ImmutableList.of(
            new Waiting("pin", "v5.8", "weak", "pinned_page_stays_mapped", "broken", "A-2 I1"),
            new Waiting("pin", "v5.9", "weak", "pinned_page_stays_mapped", "broken", "A-2 I1"),
            new Waiting("pin", "v5.9", "lkmm", "*", "holds", "A-4b I1"));
    assertEquals(
        """
        pin   pinned page   child is  witnesses
              stays mapped  isolated
        v5.8  holds         holds     1 of 1

        waiting    pinned_page_stays_mapped broken under weak at v5.8, v5.9
        waiting    all holds under lkmm at v5.9
        """,
        Matrix.of("pin", sheets, waiting));
    assertEquals(
        """
        1 stage, 3 properties, sc; 84 210 states in 0.9 s; all hold, 3 verdicts wait for a memory model (weak 2, lkmm 1)
        """,
        Summary.of(
            sheets,
            new Remarks(
                ImmutableList.of(),
                ImmutableList.of(),
                ImmutableList.of(),
                waiting,
                ImmutableList.of(),
                ImmutableList.of()),
            Duration.ofMillis(912)));
  }

  private static Judged.Expected broken23() {
    return new Judged.Expected(
        Verdict.BROKEN, "broken in 23 steps", "holds", "A-0 I1", "expected.txt:9");
  }

  private static Judged broken(int steps, Judged.@Nullable Expected expected) {
    return judged(
        "pinned_page_stays_mapped", Finding.Kind.INVARIANT, Verdict.BROKEN, steps, expected);
  }

  private static Judged holds(Judged.@Nullable Expected expected) {
    return judged("pinned_page_stays_mapped", Finding.Kind.INVARIANT, Verdict.HOLDS, -1, expected);
  }

  private static Judged child(Verdict verdict) {
    return judged("child_is_isolated", Finding.Kind.INVARIANT, verdict, -1, null);
  }

  private static Judged witness(Verdict verdict) {
    return judged(
        "pin_taken_during_fork",
        Finding.Kind.WITNESS,
        verdict,
        verdict == Verdict.REACHED ? 3 : -1,
        null);
  }

  private static Judged builtIn(Verdict verdict, int steps) {
    return judged("deadlock", Finding.Kind.DEADLOCK, verdict, steps, null);
  }

  private static Judged judged(
      String property,
      Finding.Kind kind,
      Verdict verdict,
      int steps,
      Judged.@Nullable Expected expected) {
    @Nullable Schedule schedule =
        steps < 0
            ? null
            : new Schedule(
                ImmutableIntArray.of(),
                ImmutableList.copyOf(Collections.nCopies(steps, Choice.of(0))));
    boolean asExpected = expected == null ? Judged.good(verdict) : expected.verdict() == verdict;
    return new Judged(
        new Finding(property, kind, verdict, schedule, ""), "s.c:1", expected, asExpected);
  }

  private static Sheet sheet(String label, String title, Sheet.Kind kind, Judged... verdicts) {
    return new Sheet(
        new Subject("fork-gup-fast", label, ImmutableList.of(), "sc", ImmutableMap.of(), 0),
        label,
        title,
        "",
        kind,
        ImmutableList.copyOf(verdicts),
        new SearchResult(
            ImmutableList.of(),
            84210,
            200000,
            40,
            SearchResult.Limit.NONE,
            ImmutableList.of(),
            0,
            Duration.ZERO),
        true);
  }
}
