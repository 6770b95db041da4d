// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import dev.pincer.program.Expr;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Propagation} knows at one place: for some registers, the constant or the other
 * register that they equal.
 */
final class Facts {
  private final @Nullable Expr[] values;
  private final int[][] copiers;

  /**
   * @param copiers for each register, those that may ever be known as a copy of it
   */
  Facts(Draft draft, int[][] copiers) {
    this(new Expr[draft.registerCount()], copiers);
  }

  private Facts(@Nullable Expr[] values, int[][] copiers) {
    this.values = values;
    this.copiers = copiers;
  }

  Facts copy() {
    return new Facts(values.clone(), copiers);
  }

  void put(int register, Expr value) {
    values[register] = value;
  }

  /** Says that the register has another value now. */
  void forget(int register) {
    values[register] = null;
    for (int copier : copiers[register]) {
      if (values[copier] instanceof Expr.Reg copied && copied.register() == register) {
        values[copier] = null;
      }
    }
  }

  /** What stands for a register in the end; the register itself if nothing is known. */
  Expr resolve(int register) {
    int at = register;
    while (values[at] instanceof Expr.Reg copied) {
      at = copied.register();
    }
    Expr value = values[at];
    return value == null ? new Expr.Reg(at) : value;
  }

  /** Forgets what {@code other} does not know as well; whether that is anything. */
  boolean keepCommon(Facts other) {
    boolean changed = false;
    for (int i = 0; i < values.length; i++) {
      Expr value = values[i];
      if (value != null && !value.equals(other.values[i])) {
        values[i] = null;
        changed = true;
      }
    }
    return changed;
  }
}
