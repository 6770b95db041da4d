// SPDX-License-Identifier: Apache-2.0
package dev.pincer.verdict;

import dev.pincer.schedule.Schedule;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on one property.
 *
 * @param property as declared, or the name of a built-in one: {@code assert}, {@code deadlock},
 *     {@code livelock}, {@code undefined_behaviour}, {@code data_race}
 * @param witness the shortest run that breaks it, or reaches the witness: fewest steps, then fewest
 *     context switches, then earliest thread first; null where there is none
 * @param detail what is wrong, one line without a full stop: the fault's text, the racing pair,
 *     which threads wait; empty where the property says it all
 */
public record Finding(
    String property, Kind kind, Verdict verdict, @Nullable Schedule witness, String detail) {

  /**
   * What sort of property it is. The declared ones stand in the order of the source, before the
   * built-in ones, which come in this order.
   */
  public enum Kind {
    INVARIANT,
    FINALLY,
    WITNESS,
    EVENTUALLY,
    LEADS_TO,
    ASSERT,
    DEADLOCK,
    LIVELOCK,
    UNDEFINED_BEHAVIOUR,
    DATA_RACE;

    /** Whether every model has it, declared or not. */
    public boolean builtIn() {
      return compareTo(ASSERT) >= 0;
    }
  }

  /** Steps of the witness; -1 where there is none. */
  public int steps() {
    return witness == null ? -1 : witness.stepCount();
  }

  /** Context switches of the witness; -1 where there is none. */
  public int switches() {
    return witness == null ? -1 : witness.switchCount();
  }
}
