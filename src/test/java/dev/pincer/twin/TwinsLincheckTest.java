// SPDX-License-Identifier: Apache-2.0
package dev.pincer.twin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pincer.Model;
import dev.pincer.Search;
import dev.pincer.verdict.Verdict;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * fork() against pin_user_pages_fast(), twice: as Java under Lincheck's model checking, and as the
 * small Linux under Pincer. Both must say the same of each stage.
 *
 * <p>Lincheck tries so many interleavings, those with few switches first, and proves nothing where
 * it finds none; each race here needs two switches. docs/LINCHECK.md shows both reports.
 */
@Tag("lincheck")
class TwinsLincheckTest {
  private static final int INTERLEAVINGS = 3_000;

  @ParameterizedTest
  @EnumSource
  void lincheckAndPincerAgree(Kernel.Stage stage) {
    String race = lincheck(stage);
    Verdict verdict =
        Model.scenario("fork-gup-fast")
            .at(stage.name)
            .check(Search.exhaustive())
            .verdict("pinned_page_stays_mapped");
    assertEquals(verdict == Verdict.HOLDS, race.isEmpty(), stage.name + "\n" + race);
    if (!race.isEmpty()) {
      assertTrue(race.contains("the device has the first page, the parent has"), race);
    }
    boolean isBroken = stage == Kernel.Stage.V5_8 || stage == Kernel.Stage.NO_WRPROTECT_GAMES;
    assertEquals(isBroken ? Verdict.BROKEN : Verdict.HOLDS, verdict);
  }

  /** What Lincheck reports of a stage; empty if nothing. */
  private static String lincheck(Kernel.Stage stage) {
    try {
      Lincheck.runConcurrentTest(INTERLEAVINGS, () -> forkAgainstPin(stage));
      return "";
    } catch (LincheckAssertionError e) {
      return String.valueOf(e.getMessage());
    }
  }

  private static void forkAgainstPin(Kernel.Stage stage) {
    Kernel kernel = new Kernel(stage);
    Mm parent = new Mm();
    Mm child = new Mm();
    parent.pte.set(new Pte(new Page("the first page"), true));
    AtomicReference<@Nullable Page> pinned = new AtomicReference<>();
    Thread fork =
        new Thread(
            () -> {
              kernel.fork(child, parent);
              kernel.write(parent);
            });
    Thread pin = new Thread(() -> pinned.set(kernel.pinFast(parent)));
    fork.start();
    pin.start();
    try {
      fork.join();
      pin.join();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    Page mapped = Objects.requireNonNull(parent.pte.get()).page();
    if (pinned.get() != mapped) {
      throw new AssertionError("the device has " + pinned + ", the parent has " + mapped);
    }
  }
}
