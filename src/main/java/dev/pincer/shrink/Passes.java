// SPDX-License-Identifier: Apache-2.0
package dev.pincer.shrink;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.schedule.Choice;
import dev.pincer.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Wish lists that may be smaller than a schedule: what a shrinker tries. A step of a wish list that
 * cannot be taken is left out by whoever runs it.
 */
public final class Passes {
  private Passes() {}

  /** All of one round, in the order in which {@link Shrinker} tries them; made as they are read. */
  public static Stream<List<Choice>> of(Schedule schedule) {
    int steps = schedule.stepCount();
    Stream<List<Choice>> leftOut =
        Stream.iterate(steps / 2, length -> length >= 1, length -> length / 2)
            .flatMap(
                length ->
                    IntStream.iterate(steps - length, at -> at >= 0, at -> at - 1)
                        .mapToObj(at -> leaveOut(schedule, at, length)));
    int stretches = stretches(schedule).size();
    Stream<List<Choice>> moved =
        IntStream.range(0, stretches)
            .boxed()
            .flatMap(
                from ->
                    IntStream.range(0, stretches)
                        .filter(to -> to != from)
                        .mapToObj(to -> move(schedule, from, to)));
    Stream<List<Choice>> swapped =
        IntStream.range(0, Math.max(0, steps - 1))
            .filter(at -> differ(schedule, at))
            .mapToObj(at -> swap(schedule, at));
    Stream<List<Choice>> first =
        IntStream.range(0, steps)
            .filter(at -> hasLaterPick(schedule, at))
            .mapToObj(at -> firstPicks(schedule, at));
    int threads = threads(schedule);
    Stream<List<Choice>> exchanged =
        IntStream.range(0, threads)
            .boxed()
            .flatMap(
                one ->
                    IntStream.range(one + 1, threads)
                        .mapToObj(other -> exchange(schedule, one, other)));
    return Stream.of(leftOut, moved, swapped, first, exchanged).flatMap(pass -> pass);
  }

  /** One more than the greatest number of a thread that takes a step. */
  static int threads(Schedule schedule) {
    return schedule.choices().stream().mapToInt(Choice::thread).max().orElse(-1) + 1;
  }

  /** With the steps of one thread taken by another one, and the other way round. */
  static List<Choice> exchange(Schedule schedule, int one, int other) {
    List<Choice> choices = new ArrayList<>();
    for (Choice choice : schedule.choices()) {
      int thread =
          choice.thread() == one ? other : choice.thread() == other ? one : choice.thread();
      choices.add(new Choice(thread, choice.picks()));
    }
    return choices;
  }

  /** Without {@code length} steps from {@code at} on. */
  static List<Choice> leaveOut(Schedule schedule, int at, int length) {
    List<Choice> choices = new ArrayList<>(schedule.choices());
    choices.subList(at, at + length).clear();
    return choices;
  }

  /** With the stretch {@code from} where the stretch {@code to} is, of {@link #stretches}. */
  static List<Choice> move(Schedule schedule, int from, int to) {
    List<List<Choice>> parts = stretches(schedule);
    parts.add(to, parts.remove(from));
    List<Choice> all = new ArrayList<>();
    parts.forEach(all::addAll);
    return all;
  }

  /** Whether a step and the one behind it are of different threads. */
  static boolean differ(Schedule schedule, int at) {
    return schedule.choices().get(at).thread() != schedule.choices().get(at + 1).thread();
  }

  /** With a step before the one that is before it. */
  static List<Choice> swap(Schedule schedule, int at) {
    List<Choice> choices = new ArrayList<>(schedule.choices());
    choices.add(at, choices.remove(at + 1));
    return choices;
  }

  /** Whether a step chose any value but the first. */
  static boolean hasLaterPick(Schedule schedule, int at) {
    return schedule.choices().get(at).picks().asList().stream().anyMatch(pick -> pick != 0);
  }

  /** With the first of all values in a step that chooses. */
  static List<Choice> firstPicks(Schedule schedule, int at) {
    List<Choice> choices = new ArrayList<>(schedule.choices());
    Choice choice = choices.get(at);
    ImmutableIntArray zeros = ImmutableIntArray.copyOf(new int[choice.picks().length()]);
    choices.set(at, new Choice(choice.thread(), zeros));
    return choices;
  }

  /** The steps that one thread takes in a row, for each such row. */
  static List<List<Choice>> stretches(Schedule schedule) {
    List<List<Choice>> stretches = new ArrayList<>();
    int last = -1;
    for (Choice choice : schedule.choices()) {
      if (choice.thread() != last) {
        stretches.add(new ArrayList<>());
        last = choice.thread();
      }
      stretches.get(stretches.size() - 1).add(choice);
    }
    return stretches;
  }

  /** The order of witnesses: steps, then switches, then earlier threads, then earlier picks. */
  public static boolean isSmaller(Schedule one, Schedule other) {
    ImmutableList<Long> left = size(one);
    ImmutableList<Long> right = size(other);
    for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
      int order = left.get(i).compareTo(right.get(i));
      if (order != 0) {
        return order < 0;
      }
    }
    return false;
  }

  /**
   * What the order of witnesses compares, the first number first; numbers that only one of two
   * schedules has do not count.
   */
  public static ImmutableList<Long> size(Schedule schedule) {
    ImmutableList.Builder<Long> size = ImmutableList.builder();
    size.add((long) schedule.stepCount());
    size.add((long) schedule.switchCount());
    schedule.choices().forEach(choice -> size.add((long) choice.thread()));
    for (Choice choice : schedule.choices()) {
      choice.picks().asList().forEach(pick -> size.add((long) pick));
    }
    return size.build();
  }
}
