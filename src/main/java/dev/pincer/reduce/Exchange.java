// SPDX-License-Identifier: Apache-2.0
package dev.pincer.reduce;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.program.ValueType;
import java.util.stream.IntStream;

/**
 * One way to exchange elements of pools: which place comes to stand where, and what becomes of the
 * values that say where something stands.
 *
 * @param addresses by address the one whose place it takes; empty if all stay where they are
 * @param elements by pool, then by element, the one whose place it takes
 * @param indices by thread, then by register, the pool of which the register holds the number of an
 *     element; other registers are not in it
 */
public record Exchange(
    ImmutableIntArray addresses,
    ImmutableMap<Integer, ImmutableIntArray> elements,
    ImmutableList<ImmutableMap<Integer, Integer>> indices) {
  /** All stays as it is. */
  public static final Exchange NONE =
      new Exchange(ImmutableIntArray.of(), ImmutableMap.of(), ImmutableList.of());

  /** Whether all stays as it is. */
  public boolean movesNothing() {
    return firstMoved() < 0;
  }

  /** The first address of which the object comes to stand elsewhere; -1 if there is none. */
  public int firstMoved() {
    return IntStream.range(0, addresses.length())
        .filter(address -> addresses.get(address) != address)
        .findFirst()
        .orElse(-1);
  }

  /** Where an object comes to stand. */
  public int address(int address) {
    return address > 0 && address < addresses.length() ? addresses.get(address) : address;
  }

  /** What becomes of a value that stands in memory. */
  public long value(ValueType type, long value) {
    boolean moves = type instanceof ValueType.Pointer && value > 0 && value < addresses.length();
    return moves ? addresses.get((int) value) : value;
  }

  /** What becomes of a value that a thread holds in a register. */
  public long value(int thread, int register, ValueType type, long value) {
    Integer pool = indices.isEmpty() ? null : indices.get(thread).get(register);
    if (pool == null) {
      return value(type, value);
    }
    ImmutableIntArray to = elements.getOrDefault(pool, ImmutableIntArray.of());
    return value >= 0 && value < to.length() ? to.get((int) value) : value;
  }
}
