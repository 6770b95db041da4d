// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pincer.schedule.Choice;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Strongly connected parts, by one worker and by several, against reachability. */
class StrongPartsTest {
  /** So that a handful of states is shared. */
  private static final int SLICE = 2;

  private static Graph graph(List<List<Integer>> targets) {
    Graph graph = new Graph(targets.size());
    for (int state = 0; state < targets.size(); state++) {
      graph.setCount(state, targets.get(state).size());
    }
    graph.layOut();
    for (int state = 0; state < targets.size(); state++) {
      int edge = graph.firstEdge(state);
      for (int target : targets.get(state)) {
        graph.setChoice(edge, Choice.of(edge % 3), false);
        graph.setTarget(edge++, target);
      }
    }
    return graph;
  }

  /** Mostly onward, as in a search, and now and then back. */
  private static List<List<Integer>> random(Random random, int states) {
    int back = 1 + random.nextInt(12);
    List<List<Integer>> targets = new ArrayList<>();
    for (int state = 0; state < states; state++) {
      List<Integer> of = new ArrayList<>();
      for (int i = random.nextInt(4); i > 0; i--) {
        int onward = state + 1 + random.nextInt(6);
        of.add(
            random.nextInt(back) == 0 ? random.nextInt(state + 1) : Math.min(onward, states - 1));
      }
      targets.add(of);
    }
    return targets;
  }

  private static Set<Set<Integer>> sets(List<int[]> parts) {
    Set<Set<Integer>> sets = new HashSet<>();
    for (int[] part : parts) {
      Set<Integer> set = new HashSet<>();
      for (int state : part) {
        assertTrue(set.add(state), () -> state + " is twice in a part");
      }
      assertTrue(sets.add(set));
    }
    return sets;
  }

  /** Whatever reaches each other, by way of at least one transition within. */
  private static Set<Set<Integer>> bruteForce(List<List<Integer>> targets, BitSet within) {
    List<BitSet> reached = new ArrayList<>();
    for (int state = 0; state < targets.size(); state++) {
      reached.add(new BitSet());
      if (within.get(state)) {
        visit(state, targets, within, reached.get(state));
      }
    }
    Set<Set<Integer>> parts = new HashSet<>();
    for (int state = 0; state < targets.size(); state++) {
      Set<Integer> part = new HashSet<>();
      for (int other = 0; other < targets.size(); other++) {
        if (reached.get(state).get(other) && reached.get(other).get(state)) {
          part.add(other);
        }
      }
      if (!part.isEmpty()) {
        parts.add(part);
      }
    }
    return parts;
  }

  private static void visit(int state, List<List<Integer>> targets, BitSet within, BitSet reached) {
    for (int target : targets.get(state)) {
      if (within.get(target) && !reached.get(target)) {
        reached.set(target);
        visit(target, targets, within, reached);
      }
    }
  }

  private static void compare(
      List<List<Integer>> targets, BitSet within, Set<Set<Integer>> expected) {
    Graph graph = graph(targets);
    assertEquals(expected, sets(new StrongParts(graph, within).parts()));
    for (int count : new int[] {1, 2, 8}) {
      try (Workers workers = new Workers(count, SLICE)) {
        SharedParts parts = new SharedParts(graph, within, workers, 2).find();
        assertEquals(expected, sets(parts.parts()), () -> count + " workers, " + targets);
        for (int state = 0; state < targets.size(); state++) {
          int part = parts.partOf(state);
          boolean isIn = part > 0 && setOf(parts.parts().get(part - 1)).contains(state);
          int one = state;
          assertEquals(expected.stream().anyMatch(set -> set.contains(one)), isIn);
        }
      }
    }
  }

  private static Set<Integer> setOf(int[] part) {
    return sets(List.of(part)).iterator().next();
  }

  @Test
  void areWhatReachesEachOther() {
    Random random = new Random(1);
    for (int i = 0; i < 150; i++) {
      List<List<Integer>> targets = random(random, 1 + random.nextInt(40));
      BitSet within = new BitSet();
      for (int state = 0; state < targets.size(); state++) {
        within.set(state, random.nextInt(8) > 0);
      }
      compare(targets, within, bruteForce(targets, within));
    }
  }

  @Test
  void areTheSameByOneWorkerAndBySeveralWhereThereAreMany() {
    Random random = new Random(2);
    for (int i = 0; i < 5; i++) {
      List<List<Integer>> targets = random(random, 3_000);
      BitSet all = new BitSet();
      all.set(0, targets.size());
      compare(targets, all, sets(new StrongParts(graph(targets), all).parts()));
    }
  }

  @Test
  void aChainOfManyIsTakenApartToItsEnd() {
    List<List<Integer>> targets = new ArrayList<>();
    for (int state = 0; state < 2_000; state++) {
      // Pairs that go round, each of which leads to the next.
      targets.add(state % 2 == 0 ? List.of(state + 1) : List.of(state - 1, (state + 1) % 2_000));
    }
    targets.set(1_999, List.of(1_998));
    BitSet all = new BitSet();
    all.set(0, 2_000);
    Set<Set<Integer>> pairs = new HashSet<>();
    for (int state = 0; state < 2_000; state += 2) {
      pairs.add(Set.of(state, state + 1));
    }
    compare(targets, all, pairs);
  }
}
