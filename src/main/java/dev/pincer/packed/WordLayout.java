// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packed;

/** Gives out the bits of the words of a state. Changes under the lock of its machine only. */
final class WordLayout {
  private static final int WORD = 64;

  /** How many bits of each word are given out; no field stands in two words with one part. */
  private int[] used;

  /** Goes up whenever a field has got bits; who sees it go up sees them. */
  private volatile int version;

  WordLayout(int wordCount) {
    used = new int[wordCount];
  }

  int wordCount() {
    return used.length;
  }

  int version() {
    return version;
  }

  /** How many bits of each word are given out now. */
  int[] used() {
    return used.clone();
  }

  /** Has those given out that were when {@link #used} said so. */
  void restore(int[] before) {
    used = before.clone();
    countUp();
  }

  /** Takes all bits back. */
  void reset(int wordCount) {
    used = new int[wordCount];
    countUp();
  }

  /**
   * Gives {@code field} so many bits more.
   *
   * @throws OutOfBits if no word has so many left
   */
  void extend(Field field, int width) {
    int word = 0;
    while (word < used.length && used[word] + width > WORD) {
      word++;
    }
    if (word == used.length) {
      throw new OutOfBits();
    }
    Bits more = new Bits(word, used[word], width, null);
    used[word] += width;
    field.setBits(field.width() == 0 ? more : field.bits().below(more));
    countUp();
  }

  /** Under the lock, as all that changes. */
  @SuppressWarnings("NonAtomicVolatileUpdate")
  private void countUp() {
    version++;
  }
}
