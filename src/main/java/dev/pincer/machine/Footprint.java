// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import com.google.common.primitives.ImmutableIntArray;
import java.util.BitSet;

/**
 * What part of the memory decided what the machine did: the places that were read before they were
 * written, in the order of their first reading, and those that were written.
 *
 * <p>Runs from states that agree on what was read, and on the thread that runs, do the same. So a
 * step is a decision tree: which place is read first depends on the thread alone, which one is next
 * on the value found there, and so on.
 *
 * <p>Belongs to one call of the machine.
 */
public final class Footprint {
  private final BitSet read = new BitSet();
  private final BitSet written = new BitSet();
  private final ImmutableIntArray.Builder order = ImmutableIntArray.builder();

  /** Begins one of several runs from the same state, each with other picks. */
  void beginRun() {
    written.clear();
  }

  void read(int place) {
    if (!written.get(place) && !read.get(place)) {
      read.set(place);
      order.add(place);
    }
  }

  void write(int place) {
    written.set(place);
  }

  /** The places read, each once, in the order of their first reading. */
  public ImmutableIntArray read() {
    return order.build();
  }

  /** The places that the last run wrote, with the value that they had or another. */
  public ImmutableIntArray written() {
    return ImmutableIntArray.copyOf(written.stream().toArray());
  }
}
