// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import dev.pincer.program.Memory;
import dev.pincer.program.Place;
import dev.pincer.program.Program;
import dev.pincer.program.ValueType;

/** What {@link Run} asks of each place, by address. */
final class Layout {
  final int placeCount;
  final boolean[] ghost;
  final boolean[] hole;

  /** Places that hold pointers: none to a local may be stored there. */
  final boolean[] pointer;

  /** Places of which nobody can tell when a store is seen; see {@link Reach}. */
  final boolean[] unshared;

  Layout(Program program, boolean[] unshared) {
    Memory memory = program.memory();
    this.unshared = unshared;
    placeCount = memory.places().size();
    ghost = new boolean[placeCount];
    hole = new boolean[placeCount];
    pointer = new boolean[placeCount];
    for (int address = 0; address < placeCount; address++) {
      Place place = memory.places().get(address);
      ghost[address] = place.ghost();
      hole[address] = place.hole();
      pointer[address] = place.type() instanceof ValueType.Pointer;
    }
  }

  /** Whether an access is of places alone of which nobody can tell when it is done. */
  boolean isUnshared(long address, int count) {
    if (address <= 0 || address + count > placeCount) {
      return false;
    }
    for (int place = (int) address; place < address + count; place++) {
      if (!unshared[place]) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether an access of {@code count} values at {@code address} is of ghost places alone: part of
   * the step that it stands in. An address that is none is not.
   */
  boolean isGhost(long address, int count) {
    if (address <= 0 || address >= placeCount) {
      return false;
    }
    for (long place = address; place < address + count && place < placeCount; place++) {
      if (!ghost[(int) place] && !hole[(int) place]) {
        return false;
      }
    }
    return ghost[(int) address];
  }
}
