// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packed;

import org.jspecify.annotations.Nullable;

/**
 * Where a number stands in the words of a state: its {@code width} low bits in one word, and those
 * above them, if there are any, elsewhere.
 */
final class Bits {
  /** No bits: the number is 0. */
  static final Bits NONE = new Bits(0, 0, 0, null);

  private final int word;
  private final int shift;
  private final int width;
  private final int mask;
  private final @Nullable Bits above;

  Bits(int word, int shift, int width, @Nullable Bits above) {
    this.word = word;
    this.shift = shift;
    this.width = width;
    this.mask = (1 << width) - 1;
    this.above = above;
  }

  /** These, and {@code more} above them. */
  Bits below(Bits more) {
    return new Bits(word, shift, width, above == null ? more : above.below(more));
  }

  /** Of the number, in all parts. */
  int totalWidth() {
    return above == null ? width : width + above.totalWidth();
  }

  int word() {
    return word;
  }

  int shift() {
    return shift;
  }

  /** Of the low bits, shifted down. */
  int mask() {
    return mask;
  }

  /** Whether all bits stand in one place. */
  boolean isWhole() {
    return above == null;
  }

  int get(long[] words, int at) {
    int number = (int) (words[at + word] >>> shift) & mask;
    return above == null ? number : number | above.get(words, at) << width;
  }

  /** Of a state of at most two words. */
  int get(long low, long high) {
    int number = (int) ((word == 0 ? low : high) >>> shift) & mask;
    return above == null ? number : number | above.get(low, high) << width;
  }

  /** Sets these bits of the words, which were 0. */
  void put(int number, long[] words, int at) {
    words[at + word] |= (long) (number & mask) << shift;
    if (above != null) {
      above.put(number >>> width, words, at);
    }
  }

  /** Sets all these bits of the words. */
  void fill(long[] words, int at) {
    words[at + word] |= (long) mask << shift;
    if (above != null) {
      above.fill(words, at);
    }
  }

  /** Clears these bits of the words. */
  void clear(long[] words, int at) {
    words[at + word] &= ~((long) mask << shift);
    if (above != null) {
      above.clear(words, at);
    }
  }
}
