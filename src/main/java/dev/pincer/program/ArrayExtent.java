// SPDX-License-Identifier: Apache-2.0
package dev.pincer.program;

/**
 * An array in memory: {@code count} elements of {@code stride} addresses each, from {@code base};
 * {@code base + count * stride} is the address just past its end.
 *
 * @param shape the element type, as a number: a pointer to such an element may be moved within this
 *     array only
 */
public record ArrayExtent(int shape, int base, int stride, int count) {
  /** Whether {@code address} is that of an element, or just past the last one. */
  public boolean contains(long address) {
    return address >= base && address <= end() && (address - base) % stride == 0;
  }

  public long end() {
    return base + (long) count * stride;
  }
}
