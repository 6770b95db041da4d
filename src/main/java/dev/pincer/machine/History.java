// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.primitives.ImmutableLongArray;
import java.util.List;

/**
 * The stores that some thread need not have seen yet, in the order in which they came to memory:
 * the one at index i came at time i + 1.
 *
 * @param base what memory held before them; empty if there are none
 * @param baseTimes when the value of a place in {@code base} came, where that was not before all
 *     that still counts
 * @param messages the stores
 */
record History(
    ImmutableLongArray base,
    ImmutableSortedMap<Integer, Integer> baseTimes,
    ImmutableList<Message> messages)
    implements Hidden {
  static final History EMPTY =
      new History(ImmutableLongArray.of(), ImmutableSortedMap.of(), ImmutableList.of());

  /**
   * A store of consecutive values.
   *
   * @param thread whose it is
   * @param promised whether its thread has still to come to the instruction that stores it
   * @param need it could have come at any time after this one, or at no other time if that is
   *     {@link #NEVER}; used where a thread looks ahead, and 0 in states
   * @param goesOn whether other accesses of its step may come behind it; used in the same places
   */
  record Message(
      int address,
      ImmutableLongArray values,
      int thread,
      boolean promised,
      int need,
      boolean goesOn) {
    static final int NEVER = Integer.MAX_VALUE;

    boolean covers(int place) {
      return address <= place && place < address + values.length();
    }

    boolean meets(int first, int count) {
      return address < first + count && first < address + values.length();
    }

    /** As in states, where nobody looks ahead. */
    Message settled() {
      return need == 0 && !goesOn ? this : new Message(address, values, thread, promised, 0, false);
    }

    /** As it is promised. */
    Message owed() {
      return new Message(address, values, thread, true, 0, false);
    }

    /** As one of another thread's that is no promise. */
    Message of(int other) {
      return new Message(address, values, other, false, 0, false);
    }

    Message kept() {
      return new Message(address, values, thread, false, 0, false);
    }
  }

  /** Whether one of these stores to a place. */
  static boolean covers(List<Message> messages, int place) {
    for (int i = 0; i < messages.size(); i++) {
      if (messages.get(i).covers(place)) {
        return true;
      }
    }
    return false;
  }

  int now() {
    return messages.size();
  }

  /** The time at which the value that a place had at {@code time} came; 0 if before all. */
  int last(int place, int time) {
    for (int t = time; t > 0; t--) {
      if (messages.get(t - 1).covers(place)) {
        return t;
      }
    }
    return 0;
  }

  /** What a place held at a time. */
  long value(int place, int time, ImmutableLongArray memory) {
    int last = last(place, time);
    if (last == 0) {
      return base.isEmpty() ? memory.get(place) : base.get(place);
    }
    Message message = messages.get(last - 1);
    return message.values().get(place - message.address());
  }

  History with(Message message, ImmutableLongArray memory) {
    return new History(
        base.isEmpty() ? memory : base,
        baseTimes,
        ImmutableList.<Message>builder().addAll(messages).add(message).build());
  }

  /** The message at a time is no promise any more. */
  History fulfilled(int time) {
    ImmutableList.Builder<Message> all = ImmutableList.builder();
    for (int i = 0; i < messages.size(); i++) {
      all.add(i == time - 1 ? messages.get(i).kept() : messages.get(i));
    }
    return new History(base, baseTimes, all.build());
  }

  /**
   * Each thread can keep its promises alone, but two may need what only one can have, as a lock.
   */
  boolean isDoubtful() {
    int first = -1;
    for (int i = 0; i < messages.size(); i++) {
      Message message = messages.get(i);
      if (message.promised() && first >= 0 && message.thread() != first) {
        return true;
      }
      first = message.promised() ? message.thread() : first;
    }
    return false;
  }

  int promisesOf(int thread) {
    return (int) messages.stream().filter(m -> m.promised() && m.thread() == thread).count();
  }

  boolean hasPromiseOf(int thread) {
    for (int i = 0; i < messages.size(); i++) {
      Message message = messages.get(i);
      if (message.promised() && message.thread() == thread) {
        return true;
      }
    }
    return false;
  }
}
