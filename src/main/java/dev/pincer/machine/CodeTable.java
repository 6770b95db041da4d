// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.program.Code;
import dev.pincer.program.Instruction;
import dev.pincer.program.Memory;
import org.jspecify.annotations.Nullable;

/** A code as {@link Run} wants it: arrays instead of lists and sets, worked out once. */
final class CodeTable {
  /** Its number among the codes of the threads; -1 for initial code and properties. */
  final int number;

  final Code code;
  final Instruction[] instructions;
  final Instruction.Kind[] kinds;
  final int registerCount;

  /** The live registers at each instruction, ascending. */
  final ImmutableIntArray[] live;

  final Pointers pointers;

  /** Found out once somebody asks: not all memory models do. */
  private volatile boolean @Nullable [] tellsDelay;

  /** The same. */
  private volatile boolean @Nullable [] goesOn;

  private final Memory memory;

  /** Where outermost blocks begin that touch nothing of which anybody can tell. */
  private final boolean[] unshared;

  CodeTable(int number, Code code, Memory memory) {
    this(number, code, memory, new boolean[code.instructions().size()]);
  }

  CodeTable(int number, Code code, Memory memory, boolean[] unshared) {
    this.unshared = unshared;
    this.number = number;
    this.code = code;
    int length = code.instructions().size();
    instructions = code.instructions().toArray(new Instruction[0]);
    kinds = new Instruction.Kind[length];
    live = new ImmutableIntArray[length];
    registerCount = code.registers().size();
    for (int i = 0; i < length; i++) {
      kinds[i] = instructions[i].kind();
      live[i] = code.live().get(i).ascending();
    }
    pointers = new Pointers(memory, code);
    this.memory = memory;
  }

  /** Whether the outermost block that begins at an instruction is {@link Reach#unshared}. */
  boolean isUnshared(int instruction) {
    return unshared[instruction];
  }

  /**
   * Whether it could be told that the store at an instruction is late: the thread may load shared
   * memory, or touch a ghost, before it has to drain its buffer.
   */
  boolean tellsDelay(int instruction) {
    boolean[] known = tellsDelay;
    if (known == null) {
      known = Delays.of(this, memory);
      tellsDelay = known;
    }
    return known[instruction];
  }

  /** Whether the block that an instruction stands in may access memory again behind a store. */
  boolean goesOn(int instruction) {
    boolean[] known = goesOn;
    if (known == null) {
      known = new BlockStores(this, memory).goOn();
      goesOn = known;
    }
    return known[instruction];
  }
}
