// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packed;

import dev.pincer.machine.Fault;
import dev.pincer.schedule.Choice;
import java.util.Arrays;

/**
 * Takes what a machine finds: the successors of one state after the other, one behind the other,
 * and what else is to be said of the state that was expanded last. Belongs to one thread, and to
 * one layout of the words.
 */
public final class Successors {
  private final FlatTrees trees;
  private final int wordCount;
  long[] words;

  /** Where the next successor goes, in {@code words}. */
  int end;

  // Of the state that was expanded last.

  /** For each thread where the successors after its steps go. */
  final int[] ends;

  /** What each thread may do; for {@link PackedMachine#findRace} only. */
  final Transitions[] chosen;

  private int[] faultThreads = new int[8];
  private int[] faultPositions = new int[8];
  private Fault[] faults = new Fault[8];
  private int faultCount;
  private int distinctFaults;
  private boolean raced;

  /** Pairs of transitions, and whether they race: what was found out last for each slot. */
  private final long[] pairs = new long[1 << 12];

  private final boolean[] pairRaces = new boolean[1 << 12];

  Successors(PackedMachine machine, int wordCount, int threadCount, int conditionCount) {
    this.trees = new FlatTrees(machine, wordCount, threadCount, conditionCount);
    this.wordCount = wordCount;
    this.words = new long[wordCount * 1024];
    this.ends = new int[threadCount];
    this.chosen = new Transitions[threadCount];
    Arrays.fill(pairs, -1);
  }

  /** Forgets all successors. */
  public void clear() {
    end = 0;
  }

  /** Successors without fault since {@link #clear}. */
  public int count() {
    return end / wordCount;
  }

  /** The words of the successors, one behind the other. */
  public long[] words() {
    return words;
  }

  /** How many successors, since {@link #clear}, there are up to those of {@code thread}. */
  public int end(int thread) {
    return ends[thread] / wordCount;
  }

  /** The steps of the last state that end with a fault, in order. */
  public int faultCount() {
    return faultCount;
  }

  /** How many states these steps lead to. */
  public int distinctFaults() {
    return distinctFaults;
  }

  public int faultThread(int index) {
    return faultThreads[index];
  }

  public Fault fault(int index) {
    return faults[index];
  }

  /** The successors without fault, since {@link #clear}, that come before the fault. */
  public int faultPosition(int index) {
    return faultPositions[index];
  }

  /** Whether there is a data race between two steps of the last state. */
  public boolean raced() {
    return raced;
  }

  /**
   * Adds those of the state at {@code from[at] ..}.
   *
   * @throws OutOfBits if a value of one does not fit
   */
  public void expand(long[] from, int at) {
    faultCount = 0;
    distinctFaults = 0;
    raced = false;
    trees.expand(from, at, this);
  }

  /** Is told of steps. */
  public interface Steps {
    /**
     * @param acquires whether it takes something that it had to wait for, as a lock
     * @param position of the state behind it among the successors since {@link #clear}; -1 if it
     *     ends with a fault
     */
    void step(Choice choice, boolean acquires, int position);
  }

  /**
   * Tells all steps from the state that was expanded last, in order. Only behind {@link #expand},
   * and before anything else is asked.
   */
  public void tellSteps(Steps to) {
    trees.tellSteps(this, to);
  }

  /**
   * As {@link #expand}, but that where a thread may take its step before all others, only those
   * behind its step are added. All else is said as if all were.
   */
  public void expandReduced(long[] from, int at) {
    faultCount = 0;
    distinctFaults = 0;
    raced = false;
    trees.expandReduced(from, at, this);
  }

  // What is true of a state.

  /** Whether all threads but the daemons have returned. */
  public boolean isGoodEnd(long[] state, int at) {
    return trees.isGoodEnd(state, at);
  }

  /**
   * What a property of the program says of a state. It looks at no thread, so it says the same of
   * all states of one {@link PackedMachine#memoryMask memory}; of a {@code finally} ask in a good
   * end only.
   */
  public int truth(int property, long[] state, int at) {
    return trees.truth(2 * property, state, at);
  }

  /** What the second condition of a {@code leads_to} says of a state. */
  public int consequence(int property, long[] state, int at) {
    return trees.truth(2 * property + 1, state, at);
  }

  // For the trees.

  /** Makes room for {@code count} successors more. */
  void ensureRoom(int count) {
    if (end + count * wordCount > words.length) {
      words = Arrays.copyOf(words, 2 * (end + count * wordCount));
    }
  }

  void addFault(int thread, Fault fault, int position) {
    if (faultCount == faults.length) {
      faultThreads = Arrays.copyOf(faultThreads, 2 * faultCount);
      faultPositions = Arrays.copyOf(faultPositions, 2 * faultCount);
      faults = Arrays.copyOf(faults, 2 * faultCount);
    }
    faultThreads[faultCount] = thread;
    faultPositions[faultCount] = position;
    faults[faultCount++] = fault;
  }

  void addDistinctFaults(int count) {
    distinctFaults += count;
  }

  void setRaced() {
    raced = true;
  }

  /** Whether it is known if a pair of transitions races. */
  boolean knowsPair(long pair) {
    return pairs[slot(pair)] == pair;
  }

  boolean pairRaces(long pair) {
    return pairRaces[slot(pair)];
  }

  void learnPair(long pair, boolean races) {
    pairs[slot(pair)] = pair;
    pairRaces[slot(pair)] = races;
  }

  private static int slot(long pair) {
    return (int) ((pair * 0x9E3779B97F4A7C15L) >>> 52);
  }
}
