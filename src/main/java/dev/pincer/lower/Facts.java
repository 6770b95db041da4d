// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import dev.pincer.program.Expr;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What {@link Propagation} knows at one place: for some registers, the constant or the other
 * register that they equal. One object goes from place to place; what is kept for a place is a
 * {@link Kept}, which is as large as what is known.
 */
final class Facts {
  private final @Nullable Expr[] values;
  private final int[][] copiers;

  /** The registers that have been put since the last {@link #load}, some of them twice. */
  private int[] touched = new int[16];

  private int touchedCount;

  /** For each register, the number of the last {@link #keep} that took it. */
  private final int[] keptBy;

  private int keeps;

  /** Puts what is known now in the place of registers. */
  private final Operands.Substitution substitution;

  /**
   * @param copiers for each register, those that may ever be known as a copy of it
   */
  Facts(Draft draft, int[][] copiers) {
    this.values = new Expr[draft.registerCount()];
    this.copiers = copiers;
    this.keptBy = new int[draft.registerCount()];
    this.substitution = new Operands.Substitution(this::substitute, draft.arrays());
  }

  Operands.Substitution substitution() {
    return substitution;
  }

  /** Facts that stay as they are while others go on. */
  static final class Kept {
    private int[] registers;
    private Expr[] values;

    private Kept(int[] registers, Expr[] values) {
      this.registers = registers;
      this.values = values;
    }

    /** Forgets what {@code other} does not know as well; whether that is anything. */
    boolean keepCommon(Facts other) {
      int count = 0;
      for (int i = 0; i < registers.length; i++) {
        if (values[i].equals(other.values[registers[i]])) {
          registers[count] = registers[i];
          values[count++] = values[i];
        }
      }
      if (count == registers.length) {
        return false;
      }
      registers = Arrays.copyOf(registers, count);
      values = Arrays.copyOf(values, count);
      return true;
    }
  }

  Kept keep() {
    keeps++;
    int[] registers = new int[touchedCount];
    Expr[] kept = new Expr[touchedCount];
    int count = 0;
    for (int i = 0; i < touchedCount; i++) {
      int register = touched[i];
      Expr value = values[register];
      if (value != null && keptBy[register] != keeps) {
        keptBy[register] = keeps;
        registers[count] = register;
        kept[count++] = value;
      }
    }
    return new Kept(Arrays.copyOf(registers, count), Arrays.copyOf(kept, count));
  }

  /** Forgets all but what was kept. */
  void load(Kept kept) {
    for (int i = 0; i < touchedCount; i++) {
      values[touched[i]] = null;
    }
    touchedCount = 0;
    for (int i = 0; i < kept.registers.length; i++) {
      put(kept.registers[i], kept.values[i]);
    }
  }

  void put(int register, Expr value) {
    if (values[register] == null) {
      if (touchedCount == touched.length) {
        touched = Arrays.copyOf(touched, 2 * touchedCount);
      }
      touched[touchedCount++] = register;
    }
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

  /** What stands for a register in the end; null if nothing is known. */
  @Nullable Expr substitute(int register) {
    Expr copy = null;
    Expr value = values[register];
    while (value instanceof Expr.Reg copied) {
      copy = value;
      value = values[copied.register()];
    }
    return value == null ? copy : value;
  }
}
