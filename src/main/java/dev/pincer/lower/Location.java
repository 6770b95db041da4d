// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import dev.pincer.program.Expr;

/** Where an object lies. */
sealed interface Location {
  /** In registers, known here. */
  record Registers(int first) implements Location {}

  /** At an address: a place of shared memory, or a register that a pointer names. */
  record Memory(Expr address) implements Location {}
}
