// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packed;

import dev.pincer.reduce.PartialOrder;
import dev.pincer.reduce.Touched;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Chooses a thread whose next step may be taken before all others, as {@link PartialOrder} says:
 * the first one of which the others cannot touch what its step touches. What a thread may still
 * touch is found out once for each of its standings, and depends on nothing else; so the choice
 * depends on the state alone.
 *
 * <p>May be used by any number of threads.
 */
final class Orders {
  private final PackedMachine machine;
  private final PartialOrder order;

  /** By thread, then by where it stands. Grows under the lock of this object. */
  private final @Nullable Touched[][] futures;

  Orders(PackedMachine machine, PartialOrder order) {
    this.machine = machine;
    this.order = order;
    this.futures = new @Nullable Touched[machine.threadCount()][64];
  }

  PartialOrder order() {
    return order;
  }

  /**
   * Whether no other thread may touch what the next step of one touches.
   *
   * @param step what that step touches
   * @param standings where the threads stand
   */
  boolean isAlone(int thread, Touched step, int[] standings) {
    for (int other = 0; other < standings.length; other++) {
      int standing = standings[other];
      if (other != thread && standing != 0 && step.conflicts(future(other, standing))) {
        return false;
      }
    }
    return true;
  }

  /** What a thread may still touch from where it stands. */
  private Touched future(int thread, int standing) {
    @Nullable Touched[] known = futures[thread];
    Touched future = standing < known.length ? known[standing] : null;
    return future == null ? learn(thread, standing) : future;
  }

  private synchronized Touched learn(int thread, int standing) {
    if (standing >= futures[thread].length) {
      futures[thread] = Arrays.copyOf(futures[thread], Math.max(standing + 1, 2 * standing));
    }
    Touched future = machine.future(order.futures(), thread, standing);
    futures[thread][standing] = future;
    return future;
  }
}
