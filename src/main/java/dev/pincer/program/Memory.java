// SPDX-License-Identifier: Apache-2.0
package dev.pincer.program;

import com.google.common.collect.ImmutableList;

/**
 * The address space. Address 0 is NULL; the places have the addresses 1 .. {@code places.size() -
 * 1}; from {@link #privateBase} on stand the registers of the running thread, register i at {@code
 * privateBase + i}. No thread can name another's registers.
 *
 * @param places indexed by address; the first is the hole at address 0
 * @param arrays every array of shared memory, nested ones included
 */
public record Memory(ImmutableList<Place> places, ImmutableList<ArrayExtent> arrays) {
  /** The address of register 0. */
  public int privateBase() {
    return places.size();
  }

  /** How a pointer value reads: {@code NULL}, {@code &mem_map[1]}, or {@code stray pointer 77}. */
  public String nameOf(long address) {
    if (address == 0) {
      return "NULL";
    }
    if (address < 0 || address >= places.size()) {
      return "stray pointer " + address;
    }
    Place place = places.get((int) address);
    return "&" + place.path();
  }
}
