// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packed;

/**
 * A field needs more bits than the words of a state have left. The search begins again, with more
 * words: {@link PackedMachine#widen}.
 */
public final class OutOfBits extends RuntimeException {
  private static final long serialVersionUID = 1;

  OutOfBits() {
    super("the words of a state have no bits left", null, false, false);
  }
}
