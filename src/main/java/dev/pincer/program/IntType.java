// SPDX-License-Identifier: Apache-2.0
package dev.pincer.program;

/**
 * The arithmetic of a C integer type: {@code bits} 1 .. 64, two's complement.
 *
 * <p>Values travel as Java longs. A signed value is sign-extended, an unsigned one zero-extended;
 * unsigned 64-bit values use all bits of the long. Arithmetic beyond the range wraps if unsigned
 * and is undefined behaviour if signed.
 */
public record IntType(int bits, boolean signed) {
  public static final IntType BOOL = new IntType(1, false);
  public static final IntType INT = new IntType(32, true);
  public static final IntType UNSIGNED_INT = new IntType(32, false);
  public static final IntType LONG = new IntType(64, true);
  public static final IntType UNSIGNED_LONG = new IntType(64, false);

  public IntType {
    if (bits < 1 || bits > 64) {
      throw new IllegalArgumentException("no integer type of " + bits + " bits");
    }
  }

  /**
   * The value that a conversion to this type gives: the low bits, sign- or zero-extended. Not for
   * C's _Bool, which is != 0.
   */
  public long wrap(long value) {
    int unused = 64 - bits;
    return signed ? value << unused >> unused : value << unused >>> unused;
  }

  @Override
  public String toString() {
    return (signed ? "s" : "u") + bits;
  }
}
