// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packed;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.machine.Fault;
import dev.pincer.machine.LocalStep;
import dev.pincer.reduce.Touched;
import dev.pincer.schedule.Choice;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The transitions of one thread, or of memory for it, from all states that look alike to it. */
final class Transitions {
  /** Names it among those of its machine. */
  final int id;

  /** In the order of their picks. */
  private final ImmutableList<Change> changes;

  private final ImmutableList<LocalStep.Accesses> accesses;

  /** How many do not end with a fault. */
  private final int count;

  private final int distinctFaults;

  /** Places read or written, and places written, hashed to a bit each. */
  final long touches;

  final long writes;

  final boolean plain;

  /** What they touch, if the thread may take them before all others. */
  private final @Nullable Touched alone;

  /** How to make the successors, for the layout of one version. */
  private @Nullable Masks masks;

  /**
   * What a transition changes.
   *
   * @param acquires whether it takes something that it had to wait for
   * @param fields those that get a number, and {@code numbers} the numbers that they get
   * @param fault how it ends if it does not lead on; it changes nothing then
   */
  record Change(
      Choice choice,
      boolean acquires,
      ImmutableList<Field> fields,
      ImmutableIntArray numbers,
      @Nullable Fault fault) {}

  /** For each transition that leads on the bits to keep, a word each, then the bits to set. */
  private static final class Masks {
    private final int version;
    private final long[] words;

    Masks(int version, long[] words) {
      this.version = version;
      this.words = words;
    }
  }

  /**
   * @param alone what they touch, if the thread may take them before all others; else null
   */
  Transitions(
      int id,
      ImmutableList<Change> changes,
      ImmutableList<LocalStep> steps,
      @Nullable Touched alone) {
    this.id = id;
    this.alone = alone;
    this.changes = changes;
    Set<Fault> faults = new HashSet<>();
    int leading = 0;
    for (Change change : changes) {
      if (change.fault() == null) {
        leading++;
      } else {
        faults.add(change.fault());
      }
    }
    this.count = leading;
    this.distinctFaults = faults.size();
    ImmutableList.Builder<LocalStep.Accesses> all = ImmutableList.builder();
    long touched = 0;
    long written = 0;
    boolean anyPlain = false;
    for (LocalStep step : steps) {
      all.add(step.accesses());
      touched |= step.accesses().places(false);
      written |= step.accesses().places(true);
      anyPlain |= step.accesses().hasPlain();
    }
    this.accesses = all.build();
    this.touches = touched;
    this.writes = written;
    this.plain = anyPlain;
  }

  /** How many transitions lead on. */
  int count() {
    return count;
  }

  int distinctFaults() {
    return distinctFaults;
  }

  /** What they touch, if the thread may take them before all others; null if it may not. */
  @Nullable Touched alone() {
    return alone;
  }

  boolean hasFaults() {
    return distinctFaults > 0;
  }

  ImmutableList<Change> changes() {
    return changes;
  }

  ImmutableList<LocalStep.Accesses> accesses() {
    return accesses;
  }

  /** For each transition that leads on the bits to keep, a word each, then the bits to set. */
  long[] masks(WordLayout layout) {
    Masks known = masks;
    if (known == null || known.version != layout.version()) {
      known = fits() ? compute(layout) : computeBehindLearner(layout);
      masks = known;
    }
    return known.words;
  }

  /** Whether all numbers fit their fields, as this thread sees them. */
  private boolean fits() {
    for (Change change : changes) {
      for (int i = 0; i < change.numbers().length(); i++) {
        if (change.numbers().get(i) >= change.fields().get(i).capacity()) {
          return false;
        }
      }
    }
    return true;
  }

  /** The fields got their bits under this lock, before this object was made. */
  private Masks computeBehindLearner(WordLayout layout) {
    synchronized (layout) {
      if (!fits()) {
        throw new AssertionError("a number that has no room");
      }
      return compute(layout);
    }
  }

  private Masks compute(WordLayout layout) {
    int version = layout.version();
    int wordCount = layout.wordCount();
    long[] words = new long[2 * wordCount * count];
    int at = 0;
    for (Change change : changes) {
      if (change.fault() != null) {
        continue;
      }
      for (int word = 0; word < wordCount; word++) {
        words[at + word] = -1;
      }
      for (int i = 0; i < change.numbers().length(); i++) {
        Bits bits = change.fields().get(i).bits();
        bits.clear(words, at);
        bits.put(change.numbers().get(i), words, at + wordCount);
      }
      at += 2 * wordCount;
    }
    return new Masks(version, words);
  }
}
