// SPDX-License-Identifier: Apache-2.0
package dev.pincer.oracle;

import dev.pincer.program.Code;
import dev.pincer.program.Property;
import dev.pincer.schedule.Choice;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Judges a progress property by brute force: tries every set of worlds as the one in which a fair
 * run goes round for ever. For a dozen worlds.
 */
final class TinyFairness {
  private final TinyExplorer tiny;
  private final TinyTruth truth;
  private final Property property;

  /** The worlds in which what the property asks for is not true. */
  private final List<TinyExplorer.World> unpaid = new ArrayList<>();

  /** Those of them in which a fair run can stay among them for ever, or end. */
  private final Set<TinyExplorer.World> trapped = new HashSet<>();

  TinyFairness(TinyExplorer tiny, Property property) {
    this.tiny = tiny;
    this.truth = new TinyTruth(tiny);
    this.property = property;
    Code goal = property.consequence() == null ? property.code() : property.consequence();
    for (TinyExplorer.World world : tiny.worlds.keySet()) {
      if (!truth.holds(goal, world)) {
        unpaid.add(world);
        if (tiny.edges(world).stream().noneMatch(this::isFair) && world.fault().isEmpty()) {
          trapped.add(world);
        }
      }
    }
  }

  private void tryAllSets() {
    for (int bits = 1; bits < 1 << unpaid.size(); bits++) {
      Set<TinyExplorer.World> set = new HashSet<>();
      for (int i = 0; i < unpaid.size(); i++) {
        if ((bits >> i & 1) != 0) {
          set.add(unpaid.get(i));
        }
      }
      if (isConnected(set) && isFair(set)) {
        trapped.addAll(set);
      }
    }
  }

  /** Each world of the set reaches each, itself included, by steps within the set. */
  private boolean isConnected(Set<TinyExplorer.World> set) {
    for (TinyExplorer.World from : set) {
      Map<TinyExplorer.World, Integer> reached = new HashMap<>();
      tiny.edges(from).forEach(edge -> distances(edge.to(), set::contains, 1, reached));
      if (!reached.keySet().containsAll(set)) {
        return false;
      }
    }
    return true;
  }

  private boolean isFair(TinyExplorer.Edge edge) {
    return tiny.program.threads().get(edge.thread()).fair();
  }

  /** Whether it is fair to be in each of these worlds again and again, by steps among them. */
  private boolean isFair(Set<TinyExplorer.World> set) {
    for (int i = 0; i < tiny.program.threads().size(); i++) {
      int thread = i;
      if (!tiny.program.threads().get(thread).fair()) {
        continue;
      }
      Predicate<TinyExplorer.Edge> own = edge -> edge.thread() == thread;
      boolean taken = exists(set, own.and(edge -> set.contains(edge.to())));
      boolean alwaysEnabled = set.stream().allMatch(w -> tiny.edges(w).stream().anyMatch(own));
      boolean couldHaveTheLock = exists(set, own.and(TinyExplorer.Edge::acquires));
      if (!taken && (alwaysEnabled || couldHaveTheLock)) {
        return false;
      }
    }
    return true;
  }

  /** Whether to go through these worlds by these steps, again and again, is a fair run. */
  boolean isFairLoop(List<TinyExplorer.World> worlds, List<Choice> loop) {
    if (!unpaid.containsAll(worlds)) {
      return false;
    }
    for (int i = 0; i < tiny.program.threads().size(); i++) {
      int thread = i;
      Predicate<TinyExplorer.Edge> own = edge -> edge.thread() == thread;
      boolean alwaysEnabled = worlds.stream().allMatch(w -> tiny.edges(w).stream().anyMatch(own));
      boolean couldAcquire = exists(Set.copyOf(worlds), own.and(TinyExplorer.Edge::acquires));
      if (tiny.program.threads().get(thread).fair()
          && loop.stream().noneMatch(choice -> choice.thread() == thread)
          && (alwaysEnabled || couldAcquire)) {
        return false;
      }
    }
    return true;
  }

  private boolean exists(Set<TinyExplorer.World> set, Predicate<TinyExplorer.Edge> what) {
    return set.stream().anyMatch(world -> tiny.edges(world).stream().anyMatch(what));
  }

  private void distances(
      TinyExplorer.World world,
      Predicate<TinyExplorer.World> allowed,
      int steps,
      Map<TinyExplorer.World, Integer> found) {
    if (allowed.test(world) && found.getOrDefault(world, Integer.MAX_VALUE) > steps) {
      found.put(world, steps);
      tiny.edges(world).forEach(edge -> distances(edge.to(), allowed, steps + 1, found));
    }
  }

  /** Steps of the shortest run to where it is trapped, still owing; -1 if there is none. */
  int steps() {
    tryAllSets();
    Map<TinyExplorer.World, Integer> owing = new HashMap<>();
    Set<TinyExplorer.World> allowed = new HashSet<>(unpaid);
    if (property.consequence() == null) {
      tiny.starts.forEach(start -> distances(start.to(), allowed::contains, 0, owing));
    } else {
      for (TinyExplorer.Found found : tiny.worlds.values()) {
        if (truth.holds(property.code(), found.world())) {
          distances(found.world(), allowed::contains, found.depth(), owing);
        }
      }
    }
    return owing.keySet().stream().filter(trapped::contains).mapToInt(owing::get).min().orElse(-1);
  }
}
