// SPDX-License-Identifier: Apache-2.0
package dev.pincer.program;

import com.google.common.collect.ImmutableMap;

/**
 * How the value of a place or register reads: needed to print it, and to know which values symmetry
 * may rename.
 */
public sealed interface ValueType {
  /** A C integer; {@code name} is what the author called the type. */
  record Int(String name, IntType type) implements ValueType {}

  /** C's _Bool: 0 or 1. */
  record Bool() implements ValueType {}

  /** An enumeration: the names of its values, in the order of the source. */
  record Enumeration(String name, ImmutableMap<Long, String> names) implements ValueType {}

  /**
   * An address of shared memory, of a register (at and above {@link Memory#privateBase}), or 0 for
   * NULL.
   */
  record Pointer(String target) implements ValueType {}

  /** The number of a thread, 1 ..; 0 is no thread. Only copied and compared for equality. */
  record ThreadNumber() implements ValueType {}
}
