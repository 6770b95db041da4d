// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packed;

import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.machine.Renaming;
import dev.pincer.reduce.Exchange;
import dev.pincer.reduce.ThreadSymmetry;
import java.util.Arrays;

/**
 * Puts one state in the place of all that differ from it by an exchange of interchangeable threads:
 * of the numbers that stand in the fields of a state, it chooses the smallest sequence. Which one
 * that is depends on the order in which a machine numbered its values; that it is the same for all
 * of them does not.
 *
 * <p>Belongs to one thread, and to one layout of the words.
 */
public final class Canonical {
  private final PackedMachine machine;
  private final ThreadSymmetry symmetry;
  private final int threadCount;

  /** The places that hold numbers of threads. */
  private final int[] places;

  private final Fields fields;

  /** What stands in the state: by thread, then by those places. */
  private final int[] now;

  private final int[] candidate;
  private final int[] best;

  /** By permutation. */
  private final Renaming[] renamings;

  /** By permutation, then by code or place, then by number: the number behind it + 1, or 0. */
  private final int[][][] renamed;

  Canonical(PackedMachine machine, ThreadSymmetry symmetry) {
    this.machine = machine;
    this.symmetry = symmetry;
    this.threadCount = machine.threadCount();
    this.places = symmetry.renames() ? machine.threadNumberPlaces() : new int[0];
    this.fields = new Fields(machine, places);
    this.now = new int[fields.count()];
    this.candidate = new int[now.length];
    this.best = new int[now.length];
    this.renamings =
        symmetry.permutations().stream()
            .map(to -> machine.renaming(to, Exchange.NONE))
            .toArray(Renaming[]::new);
    this.renamed = new int[symmetry.permutations().size()][now.length][0];
  }

  /**
   * Does so with the {@code count} states at {@code words[at] ..}.
   *
   * @throws OutOfBits if a number does not fit
   */
  public void reduce(long[] words, int at, int count) {
    if (!symmetry.applies()) {
      return;
    }
    int wordCount = machine.wordCount();
    for (int i = 0; i < count; i++) {
      if (symmetry.renames()) {
        rename(words, at + i * wordCount);
      } else {
        sort(words, at + i * wordCount);
      }
    }
  }

  /** Where no number of a thread is kept, it is enough to sort. */
  private void sort(long[] words, int at) {
    fields.read(words, at, now);
    System.arraycopy(now, 0, best, 0, now.length);
    boolean changed = false;
    for (ImmutableIntArray group : symmetry.groups()) {
      for (int i = 1; i < group.length(); i++) {
        int number = best[group.get(i)];
        int to = i;
        while (to > 0 && best[group.get(to - 1)] > number) {
          best[group.get(to)] = best[group.get(to - 1)];
          to--;
        }
        best[group.get(to)] = number;
        changed |= to != i;
      }
    }
    if (changed) {
      fields.write(now, best, words, at);
    }
  }

  private void rename(long[] words, int at) {
    fields.read(words, at, now);
    System.arraycopy(now, 0, best, 0, now.length);
    boolean changed = false;
    for (int way = 1; way < symmetry.permutations().size(); way++) {
      ImmutableIntArray to = symmetry.permutations().get(way);
      for (int thread = 0; thread < threadCount; thread++) {
        candidate[to.get(thread)] = renamed(way, thread, now[thread]);
      }
      for (int i = threadCount; i < now.length; i++) {
        candidate[i] = renamed(way, i, now[i]);
      }
      if (Arrays.compare(candidate, best) < 0) {
        System.arraycopy(candidate, 0, best, 0, now.length);
        changed = true;
      }
    }
    if (changed) {
      fields.write(now, best, words, at);
    }
  }

  private int renamed(int way, int index, int number) {
    int[] known = renamed[way][index];
    if (number < known.length && known[number] != 0) {
      return known[number] - 1;
    }
    Renaming renaming = renamings[way];
    int result;
    if (index < threadCount) {
      result = machine.renamedStanding(index, number, renaming);
    } else {
      int place = places[index - threadCount];
      result = machine.renamedValue(place, number, place, renaming);
    }
    if (number >= known.length) {
      known = Arrays.copyOf(known, Math.max(number + 1, 2 * known.length));
      renamed[way][index] = known;
    }
    known[number] = result + 1;
    return result;
  }
}
