// SPDX-License-Identifier: Apache-2.0
package dev.pincer.sample;

import com.google.common.collect.ImmutableList;
import dev.pincer.machine.Start;
import dev.pincer.packed.PackedMachine;
import dev.pincer.packed.Successors;
import dev.pincer.program.Program;
import dev.pincer.program.Property;
import java.util.Arrays;

/**
 * A run on the machine that keeps steps in decision trees: the same moves as those of the reference
 * machine, in the same order, many times faster. Void when the layout of its machine changes.
 */
final class PackedWalk implements Walk {
  /** In place of the number of a successor: the step ends with a fault. */
  private static final int FAULT = -1;

  private final PackedMachine machine;
  private final ImmutableList<Start> starts;
  private final Successors successors;
  private final int wordCount;
  private final long[] words;

  /** Numbers of the properties that each state is asked for, and those of a good end. */
  private final int[] invariants;

  private final int[] finals;
  private final boolean reduced;

  // The moves: whose each is, and which successor, or FAULT.
  private int[] threads = new int[16];
  private int[] targets = new int[16];
  private int count;

  /** Whether the last move ended with a fault. */
  private boolean faulty;

  /**
   * @param reduced whether a thread that may take its step before all others does, and no other
   */
  PackedWalk(PackedMachine machine, Program program, ImmutableList<Start> starts, boolean reduced) {
    this.machine = machine;
    this.reduced = reduced;
    this.starts = starts;
    this.successors = machine.successors();
    this.wordCount = machine.wordCount();
    this.words = new long[wordCount];
    this.invariants = numbers(program, Property.Kind.INVARIANT);
    this.finals = numbers(program, Property.Kind.FINALLY);
  }

  private static int[] numbers(Program program, Property.Kind kind) {
    int[] numbers = new int[program.properties().size()];
    int end = 0;
    for (int i = 0; i < numbers.length; i++) {
      if (program.properties().get(i).kind() == kind) {
        numbers[end++] = i;
      }
    }
    return Arrays.copyOf(numbers, end);
  }

  @Override
  public void begin(int start) {
    Start at = starts.get(start);
    faulty = at.state().fault() != null;
    count = 0;
    machine.pack(at.state(), words, 0); // Without its fault, if it has one.
    if (!faulty) {
      expand();
    }
  }

  @Override
  public void take(int move) {
    int target = targets[move];
    count = 0;
    if (target == FAULT) {
      faulty = true;
    } else {
      System.arraycopy(successors.words(), target * wordCount, words, 0, wordCount);
      expand();
    }
  }

  private void expand() {
    successors.clear();
    if (reduced) {
      successors.expandReduced(words, 0);
    } else {
      successors.expand(words, 0);
    }
    int fault = 0;
    int next = 0;
    for (int thread = 0; thread < machine.threadCount(); thread++) {
      int end = successors.end(thread);
      while (next < end || isFaultOf(fault, thread)) {
        boolean ends = isFaultOf(fault, thread) && successors.faultPosition(fault) <= next;
        add(thread, ends ? FAULT : next);
        fault += ends ? 1 : 0;
        next += ends ? 0 : 1;
      }
    }
  }

  private boolean isFaultOf(int fault, int thread) {
    return fault < successors.faultCount() && successors.faultThread(fault) == thread;
  }

  private void add(int thread, int target) {
    if (count == threads.length) {
      threads = Arrays.copyOf(threads, 2 * count);
      targets = Arrays.copyOf(targets, 2 * count);
    }
    threads[count] = thread;
    targets[count++] = target;
  }

  @Override
  public int count() {
    return count;
  }

  @Override
  public int thread(int move) {
    return threads[move];
  }

  @Override
  public boolean shows() {
    if (faulty || successors.raced()) {
      return true;
    }
    boolean end = successors.isGoodEnd(words, 0);
    return (count == 0 && !end) || isBroken(invariants) || (end && isBroken(finals));
  }

  private boolean isBroken(int[] properties) {
    for (int property : properties) {
      if (successors.truth(property, words, 0) != PackedMachine.TRUE) {
        return true;
      }
    }
    return false;
  }

  @Override
  public long hash() {
    return faulty ? ~machine.hash(words, 0) : machine.hash(words, 0);
  }
}
