// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import com.google.common.primitives.ImmutableIntArray;

/**
 * One transition of one thread, and what it touched.
 *
 * @param successor where it leads
 * @param written the places that it wrote, with the value that they had or another
 */
public record LocalStep(Successor successor, ImmutableIntArray written, Accesses accesses) {
  /** The accesses of a step to shared memory, as far as they can race. */
  public static final class Accesses {
    private final AccessLog log;

    Accesses(AccessLog log) {
      this.log = log;
    }

    AccessLog log() {
      return log;
    }

    /** Whether one of them is plain: without one there is no race. */
    public boolean hasPlain() {
      return log.hasPlain();
    }

    /** The places of those that write, or of all, hashed to a bit each. */
    public long places(boolean writtenOnly) {
      return log.places(writtenOnly);
    }
  }
}
