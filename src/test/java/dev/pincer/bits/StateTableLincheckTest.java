// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bits;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pincer.house.Interleavings;
import java.nio.file.Path;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two threads add states of few values to a table that begins with four slots and hands out numbers
 * one by one, so that states meet in a slot, lose a compare-and-set and make the index grow. Every
 * outcome must be that of some order of the calls. That the test can fail is shown by a copy of the
 * table that checks a slot and then sets it. How both make the index larger is looked at by itself
 * ({@link GrowthRun}, {@link PlaceRun}), as few of such calls have states that meet there.
 */
@Tag("lincheck")
class StateTableLincheckTest {
  /** More than Lincheck's two, which also numbers the parts before and behind them. */
  private static final int THREADS = 5;

  private static final int INTERLEAVINGS = 150;

  /** What Lincheck calls. The number of a state depends on the order, so it is not shown. */
  @Param(name = "value", gen = IntGen.class, conf = "1:2")
  @Param(name = "thread", gen = ThreadIdGen.class)
  public static class TableOperations {
    private final StateTable table = new StateTable(2, 2, 1, 1);
    private final StateTable.Inserter[] inserters = new StateTable.Inserter[THREADS];

    /** Two states are there already, so that two more make the index grow. */
    public TableOperations() {
      for (int i = 0; i < THREADS; i++) {
        inserters[i] = table.inserter();
      }
      add(0, 10);
      add(1, 11);
    }

    @Operation
    public boolean add(@Param(name = "thread") int thread, @Param(name = "value") int value) {
      int[] number = new int[1];
      inserters[thread].insert(new long[] {value, value}, 1, number);
      return number[0] >= 0;
    }

    @Operation
    public boolean contains(@Param(name = "value") int value) {
      return table.find(new long[] {value, value}, 0) >= 0;
    }
  }

  /** The same calls on the wrong copy. */
  @Param(name = "value", gen = IntGen.class, conf = "1:2")
  @Param(name = "thread", gen = ThreadIdGen.class)
  public static class CheckThenSetOperations {
    private final CheckThenSetTable table = new CheckThenSetTable();

    @Operation
    public boolean add(@Param(name = "thread") int thread, @Param(name = "value") int value) {
      return table.add(value);
    }

    @Operation
    public boolean contains(@Param(name = "value") int value) {
      return table.contains(value);
    }
  }

  @Test
  void everyOutcomeIsThatOfSomeOrder() {
    check(TableOperations.class);
  }

  @Test
  void findsTheRaceOfATableThatChecksAndThenSets() {
    assertThrows(LincheckAssertionError.class, () -> check(CheckThenSetOperations.class));
  }

  @Test
  void noStateIsLostWhereAllMakeTheIndexLarger() {
    Interleavings.check(GrowthRun.class, INTERLEAVINGS);
  }

  @Test
  void noStateIsLostWhereTwoPutTheirsIntoALargerIndex() {
    Interleavings.check(PlaceRun.class, INTERLEAVINGS);
  }

  @Test
  void findsTheRaceOfALargerIndexWithoutCompareAndSet(@TempDir Path folder) throws Exception {
    Interleavings.demandFound(
        PlaceRun.class,
        StateTable.class,
        "!put(fresh, slot, entries[i], alone)",
        "!put(fresh, slot, entries[i], alone || mask > 0)",
        folder,
        INTERLEAVINGS);
  }

  private static void check(Class<?> operations) {
    new ModelCheckingOptions()
        .threads(2)
        .actorsBefore(1)
        .actorsPerThread(2)
        .actorsAfter(1)
        .iterations(10)
        .invocationsPerIteration(300)
        .minimizeFailedScenario(false)
        .check(operations);
  }
}
