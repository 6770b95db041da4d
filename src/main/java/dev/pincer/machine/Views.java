// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import com.google.common.primitives.ImmutableIntArray;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a thread has seen and done so far, as times of a {@link History}: an access that must come
 * after others is bound by the greatest of their times.
 *
 * @param readOld of all loads so far, but those of atomics that return nothing
 * @param writeOld of all stores so far
 * @param readNew from which on later loads see
 * @param writeNew after which later stores come
 * @param control of the addresses and conditions so far
 * @param released of the last store that released
 * @param seen places and times, ascending by place: no older value of it can be loaded
 * @param own ascending by place, the thread's last store there, if it can still be loaded by itself
 *     before anybody else sees it: the place; the time when it came to memory, or {@link #BASE};
 *     the view of its address and value; 1 if it is a read-modify-write's, else 0
 * @param registers of the live registers, in the order of the thread's state
 */
record Views(
    int readOld,
    int writeOld,
    int readNew,
    int writeNew,
    int control,
    int released,
    ImmutableIntArray seen,
    ImmutableIntArray own,
    ImmutableIntArray registers)
    implements Hidden {
  private static final ImmutableIntArray NONE = ImmutableIntArray.of();

  static final Views START = new Views(0, 0, 0, 0, 0, 0, NONE, NONE, NONE);

  /** The time of a store that became the base of its place. */
  static final int BASE = -1;

  /** Numbers of each entry of {@link #own}. */
  static final int OWN = 4;

  /** The oldest time from which a place can be loaded. */
  int floor(int place) {
    for (int i = 0; i < seen.length(); i += 2) {
      if (seen.get(i) == place) {
        return Math.max(readNew, seen.get(i + 1));
      }
    }
    return readNew;
  }

  /** The same, but that places were seen at these times, if not later. */
  Views seeing(Map<Integer, Integer> times) {
    TreeMap<Integer, Integer> all = new TreeMap<>(times);
    for (int i = 0; i < seen.length(); i += 2) {
      all.merge(seen.get(i), seen.get(i + 1), Math::max);
    }
    ImmutableIntArray.Builder newSeen = ImmutableIntArray.builder();
    all.forEach(
        (place, time) -> {
          if (time > 0) {
            newSeen.add(place);
            newSeen.add(time);
          }
        });
    return new Views(
        readOld, writeOld, readNew, writeNew, control, released, newSeen.build(), own, registers);
  }

  /** The same, but that what came after {@code now} is the newest of a history. */
  Views ahead(int now, History history) {
    int end = history.now();
    ImmutableIntArray.Builder newSeen = ImmutableIntArray.builder(seen.length());
    for (int i = 0; i < seen.length(); i += 2) {
      newSeen.add(seen.get(i));
      newSeen.add(seen.get(i + 1) > now ? end : seen.get(i + 1));
    }
    ImmutableIntArray.Builder newOwn = ImmutableIntArray.builder(own.length());
    for (int i = 0; i < own.length(); i += OWN) {
      newOwn.add(own.get(i));
      newOwn.add(own.get(i + 1) > now ? history.last(own.get(i), end) : own.get(i + 1));
      newOwn.add(own.get(i + 2) > now ? end : own.get(i + 2));
      newOwn.add(own.get(i + 3));
    }
    int[] rank = new int[ranks(now)];
    for (int time = 0; time < rank.length; time++) {
      rank[time] = time > now ? end : time;
    }
    return map(rank, newSeen.build(), newOwn.build());
  }

  /** One more than the greatest of these times and of those that are not of a place. */
  private int ranks(int time) {
    int greatest = Math.max(Math.max(readOld, writeOld), Math.max(readNew, writeNew));
    greatest = Math.max(Math.max(greatest, time), Math.max(control, released));
    for (int view : registers.asList()) {
      greatest = Math.max(greatest, view);
    }
    return greatest + 1;
  }

  /**
   * The same with other times; {@code newSeen} and {@code newOwn} have them already.
   *
   * @param rank by time
   */
  Views map(int[] rank, ImmutableIntArray newSeen, ImmutableIntArray newOwn) {
    ImmutableIntArray views = registers;
    for (int i = 0; i < registers.length(); i++) {
      if (rank[registers.get(i)] != registers.get(i)) {
        ImmutableIntArray.Builder mapped = ImmutableIntArray.builder(registers.length());
        registers.forEach(view -> mapped.add(rank[view]));
        views = mapped.build();
        break;
      }
    }
    return new Views(
        rank[readOld],
        rank[writeOld],
        rank[readNew],
        rank[writeNew],
        rank[control],
        rank[released],
        newSeen,
        newOwn,
        views);
  }
}
