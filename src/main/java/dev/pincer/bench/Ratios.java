// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bench;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * How many times as well Pincer does as others, from medians of runs that took turns.
 *
 * @param text what is compared
 * @param value above 1 is better for Pincer
 */
public record Ratios(String text, double value) {

  /** All that the runs of one case allow to say. */
  static ImmutableList<Ratios> of(List<Runs> all) {
    List<Ratios> ratios = new ArrayList<>();
    Optional<Runs> one = first(all, r -> isOurs(r, 1, false));
    Optional<Runs> two = first(all, r -> isOurs(r, 2, false));
    List<Runs> spin =
        all.stream().filter(r -> r.family() == Tool.Family.SPIN && !r.reduces()).toList();
    Optional<Runs> reduced = first(all, r -> isOurs(r, 1, true));
    Optional<Runs> spinReduced = first(all, r -> r.family() == Tool.Family.SPIN && r.reduces());
    List<Runs> tlc = all.stream().filter(r -> r.family() == Tool.Family.TLC).toList();
    if (one.isPresent() && !spin.isEmpty()) {
      Runs us = one.get();
      add(
          ratios,
          "exploration rate, 1 thread, against the best of spin",
          us.statesPerSecond()
              / best(spin, Comparator.comparing(Runs::statesPerSecond).reversed())
                  .statesPerSecond());
      add(
          ratios,
          "from shell to verdict, 1 thread, against the best of spin",
          best(spin, Comparator.comparing(Runs::seconds)).seconds() / us.seconds());
      add(
          ratios,
          "bytes a state of spin's best, against 1 thread",
          best(spin, Comparator.comparing(Runs::bytesPerState)).bytesPerState()
              / us.bytesPerState());
    }
    if (two.isPresent() && !spin.isEmpty()) {
      add(
          ratios,
          "from shell to verdict, 2 threads, against the best of spin",
          best(spin, Comparator.comparing(Runs::seconds)).seconds() / two.get().seconds());
    }
    if (reduced.isPresent() && spinReduced.isPresent()) {
      add(
          ratios,
          "from shell to verdict, 1 thread, default reductions of both, against spin",
          spinReduced.get().seconds() / reduced.get().seconds());
    }
    if (one.isPresent() && reduced.isPresent()) {
      add(
          ratios,
          "fewer states with the default reductions",
          (double) one.get().states() / reduced.get().states());
    }
    if (two.isPresent() && !tlc.isEmpty()) {
      add(
          ratios,
          "exploration rate, 2 threads, against tlc",
          two.get().statesPerSecond() / tlc.get(0).statesPerSecond());
      add(
          ratios,
          "from shell to verdict, 2 threads, against tlc",
          tlc.get(0).seconds() / two.get().seconds());
    }
    if (one.isPresent() && two.isPresent()) {
      add(
          ratios,
          "exploration rate, 2 threads against 1",
          two.get().statesPerSecond() / one.get().statesPerSecond());
    }
    return ImmutableList.copyOf(ratios);
  }

  private static boolean isOurs(Runs runs, int threads, boolean reduced) {
    return runs.family() == Tool.Family.PINCER
        && runs.threads() == threads
        && runs.reduces() == reduced;
  }

  private static void add(List<Ratios> ratios, String text, double value) {
    if (!Double.isNaN(value)) {
      ratios.add(new Ratios(text, value));
    }
  }

  private static Optional<Runs> first(List<Runs> all, Predicate<Runs> wanted) {
    return all.stream().filter(wanted).findFirst();
  }

  private static Runs best(List<Runs> all, Comparator<Runs> bestFirst) {
    return all.stream().min(bestFirst).orElseThrow();
  }
}
