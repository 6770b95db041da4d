// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bits;

/** Hashes a few longs into one whose every bit depends on every bit of them. */
public final class Mix {
  /** 2^64 divided by the golden ratio, made odd: spreads small differences over the high bits. */
  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private Mix() {}

  /** The hash of {@code words[at] .. words[at + count - 1]}, of one word at least. */
  public static long hash(long[] words, int at, int count) {
    long hash = add(0, words[at]);
    if (count > 1) {
      hash = add(hash, words[at + 1]);
      for (int i = at + 2; i < at + count; i++) {
        hash = add(hash, words[i]);
      }
    }
    return finish(hash);
  }

  /**
   * A hash of {@code bits} bits, 1 .. 63, spread over all of them.
   *
   * @param hash of all bits
   */
  static long narrow(long hash, int bits) {
    return finish(add(0, hash & ((1L << bits) - 1)));
  }

  private static long add(long hash, long word) {
    long sum = (hash ^ word) * GOLDEN;
    return sum ^ (sum >>> 32);
  }

  /**
   * The second half of Stafford's variant 13 of MurmurHash3's finaliser ("Better Bit Mixing",
   * 2011): a permutation.
   */
  private static long finish(long hash) {
    long mixed = (hash ^ (hash >>> 29)) * 0xBF58476D1CE4E5B9L;
    return mixed ^ (mixed >>> 32);
  }
}
