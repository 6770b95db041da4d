// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The interval of a median between two order statistics. */
class IntervalTest {
  private static StrategyRow.Interval of(long... values) {
    return StrategyRow.Interval.of(LongStream.of(values).boxed().toList());
  }

  @Test
  void ofThirtyItIsTheTenthFromEitherEnd() {
    List<Long> values = LongStream.rangeClosed(1, 30).boxed().toList();
    assertEquals(new StrategyRow.Interval(10, 15, 21), StrategyRow.Interval.of(values));
  }

  @Test
  void whatWasNotFoundIsLargerThanAllElse() {
    long none = StrategyRow.NOT_FOUND;
    assertEquals(new StrategyRow.Interval(5, none, none), of(none, 5, none, 7, none));
  }

  /** By counting all ways in which n fair coins fall. */
  @Test
  void itHoldsTheMedianWithNinetyFivePercentIfThereAreSixOrMore() {
    for (int n = 6; n <= 18; n++) {
      int rank = StrategyRow.Interval.rank(n);
      assertTrue(missed(n, rank) <= 0.05, n + ": " + rank);
      assertTrue(missed(n, rank + 1) > 0.05, n + ": " + rank);
    }
  }

  private static double missed(int n, int rank) {
    int outside = 0;
    for (int coins = 0; coins < 1 << n; coins++) {
      int below = Integer.bitCount(coins);
      outside += below < rank || below > n - rank ? 1 : 0;
    }
    return (double) outside / (1 << n);
  }
}
