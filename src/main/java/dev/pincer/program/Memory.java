// SPDX-License-Identifier: Apache-2.0
package dev.pincer.program;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;

/**
 * The address space. Address 0 is NULL; the places have the addresses 1 .. {@code places.size() -
 * 1}; from {@link #privateBase} on stand the registers of the running thread, register i at {@code
 * privateBase + i}. No thread can name another's registers.
 *
 * @param places indexed by address; the first is the hole at address 0
 * @param arrays every array of shared memory, nested ones included
 * @param aggregates the structs and arrays that begin at an address, outer ones first
 */
public record Memory(
    ImmutableList<Place> places,
    ImmutableList<ArrayExtent> arrays,
    ImmutableListMultimap<Integer, Aggregate> aggregates) {
  /**
   * A struct or array, which has the address of its first scalar.
   *
   * @param path as in C: {@code mem_map[1]}
   * @param type as in C: {@code struct page}; what {@link ValueType.Pointer#target} calls it
   */
  public record Aggregate(String path, String type) {}

  /** Memory of scalars and arrays only. */
  public Memory(ImmutableList<Place> places, ImmutableList<ArrayExtent> arrays) {
    this(places, arrays, ImmutableListMultimap.of());
  }

  /** The address of register 0. */
  public int privateBase() {
    return places.size();
  }

  /**
   * How the value of a pointer to anything reads: {@code NULL}, {@code &mem_map[1]._refcount}, or
   * {@code stray pointer 77}.
   */
  public String nameOf(long address) {
    if (address == 0) {
      return "NULL";
    }
    if (address < 0 || address >= places.size()) {
      return "stray pointer " + address;
    }
    return "&" + places.get((int) address).path();
  }

  /** As {@link #nameOf(long)}, of a pointer of this type: {@code &mem_map[1]}. */
  public String nameOf(long address, ValueType.Pointer type) {
    if (address > 0 && address < places.size()) {
      for (Aggregate aggregate : aggregates.get((int) address)) {
        if (aggregate.type().equals(type.target())) {
          return "&" + aggregate.path();
        }
      }
    }
    return nameOf(address);
  }
}
