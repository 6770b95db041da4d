// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.primitives.ImmutableIntArray;
import java.util.function.IntUnaryOperator;

/**
 * What a thread has seen and done so far, as times of a {@link History}: an access that must come
 * after others is bound by the greatest of their times.
 *
 * @param readOld of all loads so far
 * @param writeOld of all stores so far
 * @param readNew from which on later loads see
 * @param writeNew after which later stores come
 * @param control of the addresses and conditions so far
 * @param released of the last store that released
 * @param seen by place: no older value of it can be loaded
 * @param own by place: the thread's last store there, if it can still be loaded
 * @param registers of the live registers, in the order of the thread's state
 */
record Views(
    int readOld,
    int writeOld,
    int readNew,
    int writeNew,
    int control,
    int released,
    ImmutableSortedMap<Integer, Integer> seen,
    ImmutableSortedMap<Integer, Own> own,
    ImmutableIntArray registers)
    implements Hidden {
  static final Views START =
      new Views(
          0,
          0,
          0,
          0,
          0,
          0,
          ImmutableSortedMap.of(),
          ImmutableSortedMap.of(),
          ImmutableIntArray.of());

  /** The time of a store that became the base of its place. */
  static final int BASE = -1;

  /**
   * A store that its own thread can load before anybody else sees it.
   *
   * @param time when it came to memory; {@link #BASE}
   * @param view of its address and value
   * @param readModifyWrite whether it is one's
   */
  record Own(int time, int view, boolean readModifyWrite) {}

  /** The oldest time from which a place can be loaded. */
  int floor(int place) {
    return Math.max(readNew, seen.getOrDefault(place, 0));
  }

  /** The same with other times; {@code own} is mapped already. */
  Views map(
      IntUnaryOperator time,
      ImmutableSortedMap<Integer, Integer> newSeen,
      ImmutableSortedMap<Integer, Own> newOwn) {
    ImmutableIntArray.Builder views = ImmutableIntArray.builder(registers.length());
    registers.forEach(view -> views.add(time.applyAsInt(view)));
    return new Views(
        time.applyAsInt(readOld),
        time.applyAsInt(writeOld),
        time.applyAsInt(readNew),
        time.applyAsInt(writeNew),
        time.applyAsInt(control),
        time.applyAsInt(released),
        newSeen,
        newOwn,
        views.build());
  }
}
