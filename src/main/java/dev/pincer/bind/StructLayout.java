// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bind;

import dev.pincer.bind.CType.ArrayType;
import dev.pincer.bind.CType.StructType;

/**
 * How many bytes a struct has, by the rules of the System V ABI for x86-64, which gcc follows.
 *
 * <p>Members lie one behind the other, each at a multiple of its alignment. A bit-field lies at the
 * next bit, unless it would then straddle a boundary of its declared type; an unnamed one of width
 * 0 closes the unit. Named bit-fields align the struct as their declared type does.
 *
 * @param bytes what sizeof gives
 * @param align in bytes
 * @param word whether a value is read and written in one access
 */
record StructLayout(long bytes, int align, boolean word) {
  static final StructLayout EMPTY = new StructLayout(0, 1, false);

  private static final int WORD_BYTES = 8;

  /** Adds up the members of one struct. */
  static final class Sum {
    private final Extent all = new Extent();
    private final Extent withoutGhosts = new Extent();
    private boolean hasArray;

    void add(CType type, boolean ghost) {
      all.add(Types.size(type), Types.align(type));
      if (!ghost) {
        withoutGhosts.add(Types.size(type), Types.align(type));
      }
      hasArray |= hasArray(type);
    }

    void addBits(CType type, int width, boolean named, boolean ghost) {
      all.addBits(Types.size(type), width, named);
      if (!ghost) {
        withoutGhosts.addBits(Types.size(type), width, named);
      }
    }

    /** Where the member that was added last begins. */
    long lastBytes() {
      return all.lastBits / 8;
    }

    StructLayout layout() {
      return new StructLayout(
          all.bytes(), all.align, withoutGhosts.bytes() <= WORD_BYTES && !hasArray);
    }

    private static boolean hasArray(CType type) {
      return type instanceof ArrayType
          || (type instanceof StructType struct
              && struct.members().stream().anyMatch(member -> hasArray(member.type())));
    }
  }

  private static final class Extent {
    private long bits;
    private long lastBits;
    private int align = 1;

    void add(long bytes, int alignment) {
      align = Math.max(align, alignment);
      lastBits = roundUp(bits, 8L * alignment);
      bits = lastBits + 8 * bytes;
    }

    void addBits(long unitBytes, int width, boolean named) {
      long unit = 8 * unitBytes;
      if (width == 0) {
        bits = roundUp(bits, unit);
        return;
      }
      if (bits / unit != (bits + width - 1) / unit) {
        bits = roundUp(bits, unit);
      }
      lastBits = bits;
      bits += width;
      if (named) {
        align = Math.max(align, (int) unitBytes);
      }
    }

    long bytes() {
      return roundUp(bits, 8L * align) / 8;
    }

    private static long roundUp(long value, long multiple) {
      return (value + multiple - 1) / multiple * multiple;
    }
  }
}
