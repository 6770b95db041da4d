// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packed;

/**
 * A number in each state: which of its values a place holds, or where a thread stands.
 *
 * <p>A field without bits is 0 in every state. When it needs bits, or more of them, it gets such as
 * are 0 in all states so far, which therefore go on to mean what they meant. A state in which new
 * bits are set is made only after they were given out; so whoever has such a state reads the field
 * as it is since then, without a lock.
 */
final class Field {
  private Bits bits = Bits.NONE;

  int get(long[] words, int at) {
    return bits.get(words, at);
  }

  /** How many numbers it can tell apart. */
  long capacity() {
    return 1L << bits.totalWidth();
  }

  int width() {
    return bits.totalWidth();
  }

  Bits bits() {
    return bits;
  }

  void setBits(Bits newBits) {
    bits = newBits;
  }
}
