// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import com.google.common.collect.ImmutableSet;
import dev.pincer.reduce.Exchange;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/** The accesses to shared memory of one step, to find data races. */
final class AccessLog {
  /** Flag of an access that writes. */
  static final int STORES = 1;

  /** Flag of a plain access outside of any atomic block. */
  static final int PLAIN = 2;

  private static final int[] NONE = {};

  /** Address, count, flags and instruction of each access. */
  private int[] entries = NONE;

  private int end;
  private boolean plain;

  void add(int address, int count, int flags, int instruction) {
    if (end == entries.length) {
      entries = Arrays.copyOf(entries, 2 * end + 4);
    }
    entries[end++] = address;
    entries[end++] = count;
    entries[end++] = flags;
    entries[end++] = instruction;
    plain |= (flags & PLAIN) != 0;
  }

  /** Whether one of them is plain: without one there is no race. */
  boolean hasPlain() {
    return plain;
  }

  /** The places that are written, or all, hashed to a bit each. */
  long places(boolean writtenOnly) {
    long places = 0;
    for (int i = 0; i < end; i += 4) {
      if (!writtenOnly || (entries[i + 2] & STORES) != 0) {
        for (int address = entries[i]; address < entries[i] + entries[i + 1]; address++) {
          places |= 1L << (address & 63);
        }
      }
    }
    return places;
  }

  /** Adds the places that are accessed. */
  void addTo(BitSet places) {
    for (int i = 0; i < end; i += 4) {
      places.set(entries[i], entries[i] + entries[i + 1]);
    }
  }

  /** One access to one place. */
  record Access(int place, int flags) {}

  /** Each access to a place, as it comes to stand behind an exchange. */
  ImmutableSet<Access> each(Exchange exchange) {
    ImmutableSet.Builder<Access> each = ImmutableSet.builder();
    for (int i = 0; i < end; i += 4) {
      for (int address = entries[i]; address < entries[i] + entries[i + 1]; address++) {
        each.add(new Access(exchange.address(address), entries[i + 2]));
      }
    }
    return each.build();
  }

  /** The first race of one of these accesses with one of the {@code other} thread's. */
  @Nullable Race raceWith(AccessLog other, int thread, int otherThread, Layout layout) {
    for (int i = 0; i < end; i += 4) {
      for (int j = 0; j < other.end; j += 4) {
        int flags = entries[i + 2] | other.entries[j + 2];
        if (flags == (STORES | PLAIN)) {
          int address = common(entries, i, other.entries, j, layout);
          if (address > 0) {
            return new Race(thread, entries[i + 3], otherThread, other.entries[j + 3], address);
          }
        }
      }
    }
    return null;
  }

  /** The lowest place that both access and that is neither ghost nor a hole; 0 if there is none. */
  private static int common(int[] first, int i, int[] second, int j, Layout layout) {
    int from = Math.max(first[i], second[j]);
    int to = Math.min(first[i] + first[i + 1], second[j] + second[j + 1]);
    for (int address = from; address < to; address++) {
      if (!layout.ghost[address] && !layout.hole[address]) {
        return address;
      }
    }
    return 0;
  }
}
