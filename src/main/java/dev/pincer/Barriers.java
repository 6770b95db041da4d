// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.pincer.program.Program;
import dev.pincer.report.NeededOrderings;
import dev.pincer.report.NeededOrderings.Need;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.SearchResult;
import dev.pincer.verdict.Verdict;
import dev.pincer.weaken.Ordering;
import dev.pincer.weaken.Orderings;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Takes the orderings of a model away, one by one and together, and finds which are needed.
 *
 * <p>Less order never forbids what more order allows: where nothing breaks without a group of
 * orderings, none of the group is needed, nor any pair of it. So groups are tried first, and halved
 * where something breaks. A group that makes many times as many states is not worth its search, and
 * is halved as well.
 */
public final class Barriers {
  /**
   * States of a group for each that the model has with all orderings, and those that it may have.
   */
  private static final long GROWTH = 8;

  private static final long SMALL = 2_000;

  private final Model model;
  private final Search search;
  private final Program program;
  private final ImmutableList<Ordering> all;
  private final Map<Map<Integer, Integer>, Trial> trials = new HashMap<>();
  private final SearchResult base;
  private final ImmutableSet<String> holding;

  private Barriers(Model model, Search search) {
    this.model = model;
    this.search = search;
    this.program = model.program();
    this.base = search.explore(program, model.memory(), model.subject());
    Set<SearchResult.Unreached> never = new HashSet<>(base.unreached());
    this.all =
        Orderings.of(program, model.memory()).stream()
            .filter(ordering -> ordering.sites().stream().anyMatch(site -> isRun(site, never)))
            .collect(ImmutableList.toImmutableList());
    this.holding =
        base.findings().stream()
            .filter(finding -> finding.verdict() == Verdict.HOLDS)
            .map(Finding::property)
            .collect(ImmutableSet.toImmutableSet());
  }

  private boolean isRun(Ordering.Site site, Set<SearchResult.Unreached> never) {
    // Copies of a thread are told of once, by the first.
    int first = site.thread() - program.threads().get(site.thread()).copy();
    return !never.contains(new SearchResult.Unreached(first, site.instruction()));
  }

  /**
   * Judges a model.
   *
   * <p>Cost: a search for each ordering that is needed, and a few for those that are not; of pairs,
   * up to the square of that.
   *
   * @param pairs whether to look for those of which one is needed, if not both
   * @param races whether to tell the run of each that is needed
   * @throws ModelException if the model is wrong
   */
  public static NeededOrderings of(Model model, Search search, boolean pairs, boolean races) {
    return new Barriers(model, search).judge(pairs, races);
  }

  /** A search without some orderings. */
  private record Trial(
      Program program, SearchResult result, ImmutableList<Finding> broken, boolean undecided) {
    /** Whether all that held holds. */
    boolean isFine() {
      return broken.isEmpty() && !undecided;
    }
  }

  private NeededOrderings judge(boolean withPairs, boolean races) {
    Map<Integer, Trial> needed = new LinkedHashMap<>();
    if (!all.isEmpty() && base.exhaustive()) {
      alone(range(0, all.size()), needed);
    }
    List<Integer> spare = range(0, all.size());
    spare.removeAll(needed.keySet());
    Trial together = spare.isEmpty() || !base.exhaustive() ? null : without(spare);
    BitSet enough = new BitSet();
    List<NeededOrderings.Pair> pairs = new ArrayList<>();
    if (together != null) {
      BitSet gone = new BitSet();
      drop(spare, gone);
      enough.set(0, all.size());
      enough.andNot(gone);
      if (withPairs) {
        pairsWithin(spare, pairs);
      }
    } else {
      needed.keySet().forEach(enough::set);
    }
    ImmutableList.Builder<NeededOrderings.Line> lines = ImmutableList.builder();
    for (int i = 0; i < all.size(); i++) {
      lines.add(line(i, needed.get(i), races));
    }
    return new NeededOrderings(
        model.subject(),
        base,
        lines.build(),
        together == null ? ImmutableList.of() : together.broken,
        together != null && together.undecided,
        enough.stream().mapToObj(all::get).collect(ImmutableList.toImmutableList()),
        withPairs,
        ImmutableList.copyOf(pairs),
        trials.size() + 1);
  }

  private NeededOrderings.Line line(int index, @Nullable Trial trial, boolean races) {
    Ordering ordering = all.get(index);
    if (trial == null) {
      Need need = base.exhaustive() ? Need.NOT_NEEDED : Need.UNDECIDED;
      return new NeededOrderings.Line(ordering, need, ImmutableList.of(), ImmutableList.of());
    }
    ImmutableList.Builder<NeededOrderings.Break> breaks = ImmutableList.builder();
    for (Finding finding : trial.broken) {
      breaks.add(
          new NeededOrderings.Break(
              finding,
              trial.result,
              races && finding.witness() != null
                  ? Witness.of(trial.program, model.memory(), finding).story()
                  : null));
    }
    return new NeededOrderings.Line(
        ordering,
        trial.broken.isEmpty() ? Need.UNDECIDED : Need.NEEDED,
        breaks.build(),
        trial.broken.isEmpty() ? ImmutableList.of() : halves(index));
  }

  /** What would do in place of an ordering that is needed. */
  private ImmutableList<String> halves(int index) {
    Ordering ordering = all.get(index);
    ImmutableList.Builder<String> enough = ImmutableList.builder();
    for (int i = 1; i < ordering.weaker().size(); i++) {
      if (trial(Map.of(index, i)).isFine()) {
        enough.add(ordering.halves().get(i - 1));
      }
    }
    return enough.build();
  }

  // Groups.

  /** Finds those of a group without which alone something breaks, or is undecided. */
  private void alone(List<Integer> group, Map<Integer, Trial> needed) {
    Trial trial = without(group);
    if (trial.isFine()) {
      return;
    }
    if (group.size() == 1) {
      needed.put(group.get(0), trial);
      return;
    }
    alone(left(group), needed);
    alone(right(group), needed);
  }

  /** Adds to {@code gone} as many of a group as can go with those that are gone. */
  private void drop(List<Integer> group, BitSet gone) {
    List<Integer> both = new ArrayList<>(gone.stream().boxed().toList());
    both.addAll(group);
    if (without(both).isFine()) {
      group.forEach(gone::set);
    } else if (group.size() > 1) {
      drop(left(group), gone);
      drop(right(group), gone);
    }
  }

  private void pairsWithin(List<Integer> group, List<NeededOrderings.Pair> pairs) {
    if (group.size() < 2 || without(group).isFine()) {
      return;
    }
    pairsWithin(left(group), pairs);
    pairsWithin(right(group), pairs);
    pairsAcross(left(group), right(group), pairs);
  }

  private void pairsAcross(
      List<Integer> one, List<Integer> other, List<NeededOrderings.Pair> pairs) {
    List<Integer> both = new ArrayList<>(one);
    both.addAll(other);
    Trial trial = without(both);
    if (trial.isFine()) {
      return;
    }
    if (one.size() == 1 && other.size() == 1) {
      // A pair that is undecided is none that is known to be needed.
      if (trial.broken.isEmpty()) {
        return;
      }
      pairs.add(new NeededOrderings.Pair(all.get(one.get(0)), all.get(other.get(0)), trial.broken));
    } else if (one.size() >= other.size()) {
      pairsAcross(left(one), other, pairs);
      pairsAcross(right(one), other, pairs);
    } else {
      pairsAcross(one, left(other), pairs);
      pairsAcross(one, right(other), pairs);
    }
  }

  private static List<Integer> range(int from, int to) {
    List<Integer> range = new ArrayList<>();
    for (int i = from; i < to; i++) {
      range.add(i);
    }
    return range;
  }

  private static List<Integer> left(List<Integer> group) {
    return group.subList(0, group.size() / 2);
  }

  private static List<Integer> right(List<Integer> group) {
    return group.subList(group.size() / 2, group.size());
  }

  // Searches.

  private Trial without(List<Integer> orderings) {
    Map<Integer, Integer> weakened = new HashMap<>();
    orderings.forEach(ordering -> weakened.put(ordering, 0));
    return trial(weakened);
  }

  private Trial trial(Map<Integer, Integer> weakened) {
    return trials.computeIfAbsent(Map.copyOf(weakened), this::search);
  }

  private Trial search(Map<Integer, Integer> weakened) {
    Map<Ordering, Integer> orderings = new HashMap<>();
    weakened.forEach((ordering, which) -> orderings.put(all.get(ordering), which));
    Program changed = Orderings.without(program, orderings);
    Search within = weakened.size() == 1 ? search : search.atMost(SMALL + GROWTH * base.states());
    SearchResult result = within.explore(changed, model.memory(), model.subject());
    ImmutableList<Finding> broken =
        result.findings().stream()
            .filter(f -> f.verdict() == Verdict.BROKEN && holding.contains(f.property()))
            .collect(ImmutableList.toImmutableList());
    return new Trial(changed, result, broken, !result.exhaustive());
  }
}
