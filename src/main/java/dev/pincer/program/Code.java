// SPDX-License-Identifier: Apache-2.0
package dev.pincer.program;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * The instructions of a thread, an initialiser or a property, all calls inlined.
 *
 * @param name the function that the author wrote
 * @param origins where each instruction comes from; as long as {@code instructions}
 * @param registers all registers, unset at the start
 * @param arrays local arrays; their bases are addresses, at or above {@link Memory#privateBase}
 * @param live for each instruction the registers whose values may still be used when control
 *     arrives there; a machine unsets all others at the end of a step, so that states that differ
 *     only in dead values are one
 */
public record Code(
    String name,
    ImmutableList<Instruction> instructions,
    ImmutableList<Origin> origins,
    ImmutableList<Register> registers,
    ImmutableList<ArrayExtent> arrays,
    ImmutableList<RegisterSet> live) {
  public Code {
    if (origins.size() != instructions.size() || live.size() != instructions.size()) {
      throw new IllegalArgumentException(
          name
              + ": "
              + instructions.size()
              + " instructions, "
              + origins.size()
              + " origins, "
              + live.size()
              + " live sets");
    }
  }

  /** An immutable set of register numbers. */
  public static final class RegisterSet {
    private final BitSet bits;

    /** Found out once somebody asks: many machines are made of one code. */
    private @Nullable ImmutableIntArray ascending;

    public RegisterSet(BitSet bits) {
      this.bits = (BitSet) bits.clone();
    }

    public boolean contains(int register) {
      return bits.get(register);
    }

    /** Whether it has these registers and no others. */
    public boolean isOf(BitSet registers) {
      return bits.equals(registers);
    }

    public int count() {
      return bits.cardinality();
    }

    /** The registers, ascending. */
    public ImmutableIntArray ascending() {
      ImmutableIntArray known = ascending;
      if (known == null) {
        ImmutableIntArray.Builder all = ImmutableIntArray.builder(count());
        for (int register = bits.nextSetBit(0); register >= 0; ) {
          all.add(register);
          register = bits.nextSetBit(register + 1);
        }
        known = all.build();
        ascending = known;
      }
      return known;
    }

    @Override
    public boolean equals(Object other) {
      return other == this || (other instanceof RegisterSet that && bits.equals(that.bits));
    }

    @Override
    public int hashCode() {
      return bits.hashCode();
    }

    @Override
    public String toString() {
      return bits.toString();
    }
  }
}
