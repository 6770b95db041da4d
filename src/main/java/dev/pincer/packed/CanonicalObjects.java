// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packed;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.machine.Renaming;
import dev.pincer.machine.ThreadState;
import dev.pincer.reduce.Exchange;
import dev.pincer.reduce.PoolSymmetry;
import dev.pincer.reduce.ThreadSymmetry;
import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * As {@link Canonical}, of interchangeable objects as well: it tries every way to exchange them,
 * and with each every way to exchange threads whose numbers are kept, or sorts these where none
 * are.
 *
 * <p>It chooses by what places and registers hold, those of places first. So, unlike that of
 * threads alone, the choice does not depend on the order in which values were numbered.
 *
 * <p>Belongs to one thread, and to one layout of the words. Cost: most ways are given up at the
 * first place that tells them apart.
 */
public final class CanonicalObjects {
  private static final Comparator<ThreadState> BY_CONTENT =
      Comparator.comparingInt(ThreadState::pc)
          .thenComparing(
              (one, other) -> Arrays.compare(one.numbers().toArray(), other.numbers().toArray()))
          .thenComparing(
              (one, other) ->
                  Arrays.compare(one.registers().toArray(), other.registers().toArray()));

  private final PackedMachine machine;
  private final int threadCount;

  /** What exchanges move, or rename the values of. */
  private final int[] places;

  /** The groups of threads that are sorted. */
  private final ImmutableList<ImmutableIntArray> sorted;

  /** For each way to exchange objects so many of threads, one behind the other. */
  private final int threadWays;

  private final Renaming[] ways;

  /** By way, then by thread or place: who comes to stand there. */
  private final int[][] from;

  /** By way, then by thread or place, then by number: the number behind it + 1, or 0. */
  private final int[][][] renamed;

  private final Fields fields;

  /** What stands in the state: by thread, then by place. */
  private final int[] now;

  private final int[] candidate;
  private final int[] best;

  /** By place, then by number, as far as they were asked for. */
  private final @Nullable Long[][] values;

  /** By thread, then by number, as far as they were asked for. */
  private final @Nullable ThreadState[][] standings;

  CanonicalObjects(PackedMachine machine, ThreadSymmetry threads, PoolSymmetry objects) {
    this.machine = machine;
    this.threadCount = machine.threadCount();
    this.places = machine.renamedPlaces(objects.exchanges(), threads.renames());
    this.sorted = threads.renames() ? ImmutableList.of() : threads.groups();
    ImmutableIntArray inPlace = ImmutableIntArray.copyOf(IntStream.range(0, threadCount).toArray());
    ImmutableList<ImmutableIntArray> permutations =
        threads.renames() ? threads.permutations() : ImmutableList.of(inPlace);
    this.threadWays = permutations.size();
    this.ways = new Renaming[objects.exchanges().size() * threadWays];
    this.from = new int[ways.length][threadCount + places.length];
    this.renamed = new int[ways.length][threadCount + places.length][0];
    for (int way = 0; way < ways.length; way++) {
      Exchange exchange = objects.exchanges().get(way / threadWays);
      ImmutableIntArray to = permutations.get(way % threadWays);
      ways[way] = machine.renaming(to, exchange);
      for (int thread = 0; thread < threadCount; thread++) {
        from[way][to.get(thread)] = thread;
      }
      for (int i = 0; i < places.length; i++) {
        int target = Arrays.binarySearch(places, exchange.address(places[i]));
        from[way][threadCount + target] = threadCount + i;
      }
    }
    this.fields = new Fields(machine, places);
    this.now = new int[fields.count()];
    this.candidate = new int[now.length];
    this.best = new int[now.length];
    this.values = new @Nullable Long[places.length][0];
    this.standings = new @Nullable ThreadState[threadCount][0];
  }

  /**
   * Does so with the {@code count} states at {@code words[at] ..}.
   *
   * @throws OutOfBits if a number does not fit
   */
  public void reduce(long[] words, int at, int count) {
    for (int i = 0; i < count; i++) {
      reduce(words, at + i * machine.wordCount());
    }
  }

  private void reduce(long[] words, int at) {
    fields.read(words, at, now);
    System.arraycopy(now, 0, best, 0, now.length);
    sort(best);
    for (int way = 1; way < ways.length; way++) {
      if (isSmaller(way)) {
        System.arraycopy(candidate, 0, best, 0, now.length);
      }
    }
    fields.write(now, best, words, at);
  }

  /** How many images of a state there are, itself among them, as far as objects are exchanged. */
  public int images() {
    return ways.length / threadWays;
  }

  /**
   * Puts the memory of an image of the state at {@code words[at] ..} in the place of its own in
   * {@code image}; the first is its own.
   *
   * @throws OutOfBits if a number does not fit
   */
  public void image(int index, long[] words, int at, long[] image) {
    fields.read(words, at, now);
    int way = index * threadWays;
    System.arraycopy(now, 0, candidate, 0, threadCount);
    for (int i = threadCount; i < now.length; i++) {
      candidate[i] = renamed(way, i);
    }
    System.arraycopy(words, at, image, 0, machine.wordCount());
    fields.write(now, candidate, image, 0);
  }

  /** Whether what comes of the state in some way, which is the candidate then, is smaller. */
  private boolean isSmaller(int way) {
    boolean smaller = false;
    for (int i = threadCount; i < now.length; i++) {
      int number = renamed(way, i);
      candidate[i] = number;
      if (!smaller && number != best[i]) {
        if (value(i - threadCount, number) > value(i - threadCount, best[i])) {
          return false;
        }
        smaller = true;
      }
    }
    for (int thread = 0; thread < threadCount; thread++) {
      candidate[thread] = renamed(way, thread);
    }
    sort(candidate);
    for (int thread = 0; !smaller && thread < threadCount; thread++) {
      int order = compare(thread, candidate[thread], best[thread]);
      if (order > 0) {
        return false;
      }
      smaller = order < 0;
    }
    return smaller;
  }

  private void sort(int[] numbers) {
    for (ImmutableIntArray group : sorted) {
      for (int i = 1; i < group.length(); i++) {
        int number = numbers[group.get(i)];
        int to = i;
        while (to > 0 && compare(group.get(0), numbers[group.get(to - 1)], number) > 0) {
          numbers[group.get(to)] = numbers[group.get(to - 1)];
          to--;
        }
        numbers[group.get(to)] = number;
      }
    }
  }

  private int compare(int thread, int number, int other) {
    return number == other
        ? 0
        : BY_CONTENT.compare(standing(thread, number), standing(thread, other));
  }

  private ThreadState standing(int thread, int number) {
    if (number >= standings[thread].length) {
      standings[thread] =
          Arrays.copyOf(standings[thread], Math.max(number + 1, 2 * standings[thread].length));
    }
    ThreadState known = standings[thread][number];
    if (known == null) {
      known = machine.standing(thread, number);
      standings[thread][number] = known;
    }
    return known;
  }

  private long value(int place, int number) {
    if (number >= values[place].length) {
      values[place] = Arrays.copyOf(values[place], Math.max(number + 1, 2 * values[place].length));
    }
    Long known = values[place][number];
    if (known == null) {
      known = machine.value(places[place], number);
      values[place][number] = known;
    }
    return known;
  }

  /** What comes to stand somewhere. */
  private int renamed(int way, int to) {
    int index = from[way][to];
    int number = now[index];
    int[] known = renamed[way][index];
    if (number < known.length && known[number] != 0) {
      return known[number] - 1;
    }
    int result =
        index < threadCount
            ? machine.renamedStanding(index, number, ways[way])
            : machine.renamedValue(
                places[index - threadCount], number, places[to - threadCount], ways[way]);
    if (number >= known.length) {
      known = Arrays.copyOf(known, Math.max(number + 1, 2 * known.length));
      renamed[way][index] = known;
    }
    known[number] = result + 1;
    return result;
  }
}
