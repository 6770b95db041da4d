// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import dev.pincer.program.Instruction;
import dev.pincer.program.Order;
import java.util.Locale;

/** Accesses in KCSAN's words. */
final class Accesses {
  private Accesses() {}

  /** {@code plain write}, {@code marked read}, {@code atomic access}. */
  static String words(Instruction instruction) {
    if (instruction instanceof Instruction.Load load) {
      return marking(load.order()) + " read";
    }
    if (instruction instanceof Instruction.Store store) {
      return marking(store.order()) + " write";
    }
    return "atomic access";
  }

  private static String marking(Order order) {
    return order == Order.PLAIN
        ? "plain"
        : "marked (" + order.name().toLowerCase(Locale.ROOT) + ")";
  }
}
