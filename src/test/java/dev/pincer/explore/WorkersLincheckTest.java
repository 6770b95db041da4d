// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.Lincheck;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Work sharing under Lincheck's model checking: whatever the threads do, each job is done once, and
 * its caller sees what it did. That the test can fail is shown by a copy whose threads take their
 * jobs from a number that two of them may read before either writes it.
 */
@Tag("lincheck")
class WorkersLincheckTest {
  private static final int INTERLEAVINGS = 120;

  private static final int JOBS = 5;

  /**
   * So that either thread takes jobs more than once. Lincheck takes long loops for endless ones.
   */
  private static final int SLICE = 2;

  @Test
  void eachJobIsDoneOnceAndSeen() {
    Lincheck.runConcurrentTest(
        INTERLEAVINGS,
        () -> {
          int[] done = new int[JOBS];
          try (Workers workers = new Workers(2, SLICE)) {
            workers.slices(
                JOBS,
                (worker, from, to) -> {
                  for (int job = from; job < to; job++) {
                    done[job]++;
                  }
                });
          }
          demandOnce(done);
        });
  }

  @Test
  void eachThreadDoesItsOwnJobAndIsSeen() {
    Lincheck.runConcurrentTest(
        INTERLEAVINGS,
        () -> {
          int[] done = new int[3];
          try (Workers workers = new Workers(3)) {
            workers.together(3, job -> done[job]++);
          }
          demandOnce(done);
        });
  }

  @Test
  void findsTheRaceOfThreadsThatReadAndThenWriteTheNextJob() {
    assertThrows(
        LincheckAssertionError.class,
        () ->
            Lincheck.runConcurrentTest(
                INTERLEAVINGS,
                () -> {
                  int[] done = new int[4];
                  AtomicInteger next = new AtomicInteger();
                  try (Workers workers = new Workers(2)) {
                    workers.together(
                        2,
                        number -> {
                          for (int job = next.get(); job < done.length; job = next.get()) {
                            next.set(job + 1);
                            done[job]++;
                          }
                        });
                  }
                  demandOnce(done);
                }));
  }

  private static void demandOnce(int[] done) {
    for (int job = 0; job < done.length; job++) {
      if (done[job] != 1) {
        throw new AssertionError("job " + job + " was done " + done[job] + " times");
      }
    }
  }
}
