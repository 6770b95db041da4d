// SPDX-License-Identifier: Apache-2.0
package dev.pincer.schedule;

import com.google.common.primitives.ImmutableIntArray;

/**
 * One step of a run: which thread takes it, and what each {@code choose()} on the way gives.
 *
 * @param thread index of the thread, 0 ..
 * @param picks the values of the chooses of this step, in the order of execution; mostly empty
 */
public record Choice(int thread, ImmutableIntArray picks) {
  public static Choice of(int thread) {
    return new Choice(thread, ImmutableIntArray.of());
  }
}
