// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bits;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.BitSet;
import org.junit.jupiter.api.Test;

final class JointWorkTest {
  @Test
  void itsSlicesAreAllOfTheNumbersAndTheLastMayBeShorter() {
    BitSet seen = new BitSet();
    new JointWork().lead(10, 4, seen::set);
    assertEquals(10, seen.cardinality());
    assertEquals(10, seen.length());
  }

  @Test
  void ofNothingThereIsNothingToDo() {
    new JointWork()
        .lead(
            0,
            4,
            (from, to) -> {
              throw new IllegalStateException("no slice");
            });
  }

  @Test
  void whoHelpsWithWorkThatWasNotLedGoesOn() {
    JointWork work = new JointWork();
    work.cancel();
    work.help();
  }

  @Test
  void whatFailsInASliceFailsInTheLeader() {
    IllegalArgumentException reason = new IllegalArgumentException();
    IllegalStateException thrown =
        assertThrows(
            IllegalStateException.class,
            () ->
                new JointWork()
                    .lead(
                        2,
                        1,
                        (from, to) -> {
                          throw reason;
                        }));
    assertSame(reason, thrown.getCause());
  }
}
