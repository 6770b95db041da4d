// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import dev.pincer.machine.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The states themselves along the first of the shortest runs to a goal, where those that were
 * searched stand for others that differ by an exchange.
 *
 * <p>How many switches a shortest run still takes from a state is the same for all that one stands
 * for; so it is known once it is known of that one, the deepest first. By which threads such a run
 * begins is not the same, as threads have changed places; but whether one by a given thread does is
 * seen by letting that thread alone go on. With both, the threads of the first run are fixed step
 * by step, as {@link ShortestRun} does, and only the states are looked at to which these threads
 * lead: without this, all states would be that lie on any shortest run, of which ten threads that
 * do the same have a million where a hundred stand for them.
 *
 * <p>Cost: for each state that stands for others, and each of its threads, the steps that the
 * thread takes on its own along shortest runs.
 */
final class ExchangedRun {
  private static final int FAR = Integer.MAX_VALUE;

  /** What is behind a fault that is a goal. */
  private static final Words FAULT = new Words(new long[0]);

  /** What was kept of the states that stand for others, by number, the deepest first. */
  interface StandIns {
    int count();

    void read(int number, long[] into);

    /** The number of what stands for a state; -1 if that was not kept. */
    int number(long[] words, int at);

    int depth(int number);

    /** Whether shortest runs lead from it to the goal. */
    boolean leads(int number);
  }

  /** Takes the states of a run, layer by layer, and the steps among them. */
  interface Graph {
    /** Takes a state, once. */
    void node(long[] state, int depth);

    /**
     * Takes a step from the state at hand, which is the one taken as {@code source}, in the order
     * in which these were taken.
     *
     * @param target empty for a fault
     */
    void step(long[] source, int thread, int position, long[] target);

    /** The steps of {@code source} come next. */
    void from(long[] source);
  }

  private final StandIns standIns;
  private final GoalRuns.Goal goal;
  private final Expander whole;
  private final int wordCount;
  private final int threadCount;

  /** By what stands for a state, the fewest switches from there to the goal. */
  private final int[] least;

  /** The words of a state; none behind a fault. */
  private static final class Words {
    private final long[] words;

    Words(long[] words) {
      this.words = words;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Words state && Arrays.equals(words, state.words);
    }

    @Override
    public int hashCode() {
      return Arrays.hashCode(words);
    }
  }

  private record Edge(int thread, int position, Words target, int least) {}

  ExchangedRun(
      StandIns standIns, GoalRuns.Goal goal, Expander whole, int wordCount, int threadCount) {
    this.standIns = standIns;
    this.goal = goal;
    this.whole = whole;
    this.wordCount = wordCount;
    this.threadCount = threadCount;
    this.least = new int[standIns.count()];
    Arrays.fill(least, FAR);
    for (int number = 0; number < least.length; number++) {
      if (standIns.leads(number)) {
        long[] words = new long[wordCount];
        standIns.read(number, words);
        least[number] = fewest(new Words(words), standIns.depth(number));
      }
    }
  }

  private int fewest(Words state, int depth) {
    if (isGoal(depth)) {
      return 0;
    }
    List<Edge> edges = onward(state, depth, -1);
    int fewest = FAR;
    for (Edge edge : edges) {
      fewest = Math.min(fewest, edge.least);
    }
    for (Edge edge : edges) {
      if (edge.least == fewest && begins(edge.target, depth + 1, edge.thread, fewest)) {
        return fewest;
      }
    }
    return edges.isEmpty() ? FAR : fewest + 1;
  }

  /** Of a state on a shortest run to the goal, or of what is behind a fault. */
  private boolean isGoal(int depth) {
    return depth == goal.depth();
  }

  /**
   * The steps from a state on shortest runs to the goal, in order.
   *
   * @param only the thread whose steps are wanted; -1 for all
   */
  private List<Edge> onward(Words state, int depth, int only) {
    List<Edge> edges = new ArrayList<>();
    whole.clear();
    whole.expand(state.words, 0);
    int from = 0;
    for (int thread = 0; thread < threadCount; thread++) {
      int end = whole.end(thread);
      for (int i = from; i < end && (only < 0 || thread == only); i++) {
        int number = standIns.number(whole.words(), i * wordCount);
        if (number >= 0 && standIns.depth(number) == depth + 1 && least[number] != FAR) {
          int at = i * wordCount;
          Words target = new Words(Arrays.copyOfRange(whole.words(), at, at + wordCount));
          edges.add(new Edge(thread, i - from, target, least[number]));
        }
      }
      from = end;
    }
    if (goal.behindFault() && depth == goal.stateDepth()) {
      for (int i = 0; i < whole.faultCount(); i++) {
        boolean sought = (whole.fault(i).kind() == Fault.Kind.ASSERTION) == goal.assertion();
        if (sought && (only < 0 || whole.faultThread(i) == only)) {
          edges.add(new Edge(whole.faultThread(i), -1, FAULT, 0));
        }
      }
    }
    return edges;
  }

  /**
   * Whether a run with the fewest switches begins with a step of {@code thread}; or there is no
   * step left, so that no thread would be a switch.
   *
   * @param switches the fewest from {@code state}
   */
  private boolean begins(Words state, int depth, int thread, int switches) {
    Set<Words> layer = Set.of(state);
    for (int at = depth; !layer.isEmpty(); at++) {
      Set<Words> next = new LinkedHashSet<>();
      if (isGoal(at)) {
        return true;
      }
      for (Words reached : layer) {
        for (Edge edge : onward(reached, at, thread)) {
          if (edge.least < switches) {
            return true;
          }
          if (edge.least == switches) {
            next.add(edge.target);
          }
        }
      }
      layer = next;
    }
    return false;
  }

  /** Fewest switches from a state on, behind a step of the thread {@code before}; -1 is none. */
  private int switches(Words state, int depth, int before, int fewest) {
    return before < 0 || begins(state, depth, before, fewest) ? fewest : fewest + 1;
  }

  private int switchesOver(Edge edge, int depth, int before) {
    return switches(edge.target, depth + 1, edge.thread, edge.least)
        + (before < 0 || edge.thread == before ? 0 : 1);
  }

  private int least(Words state) {
    return least[standIns.number(state.words, 0)];
  }

  /**
   * Gives all states to which the threads of the first run may lead, and the steps among them.
   *
   * @param starts the states at which runs begin
   */
  void lay(List<long[]> starts, Graph graph) {
    int fewest = FAR;
    Set<Words> layer = new LinkedHashSet<>();
    for (long[] start : starts) {
      int number = standIns.number(start, 0);
      int here = number >= 0 && standIns.depth(number) == 0 ? least[number] : FAR;
      if (here < fewest) {
        layer.clear();
        fewest = here;
      }
      if (here == fewest && here != FAR) {
        layer.add(new Words(start));
      }
    }
    layer.forEach(state -> graph.node(state.words, 0));
    int before = -1;
    for (int depth = 0; !layer.isEmpty(); depth++) {
      List<List<Edge>> best = new ArrayList<>();
      int thread = FAR;
      for (Words state : layer) {
        List<Edge> edges = best(state, depth, before);
        best.add(edges);
        thread = Math.min(thread, edges.isEmpty() ? FAR : edges.get(0).thread);
      }
      Set<Words> next = new LinkedHashSet<>();
      for (List<Edge> edges : best) {
        for (Edge edge : edges) {
          if (edge.thread == thread && edge.position >= 0 && next.add(edge.target)) {
            graph.node(edge.target.words, depth + 1);
          }
        }
      }
      int i = 0;
      for (Words state : layer) {
        graph.from(state.words);
        for (Edge edge : best.get(i++)) {
          if (edge.thread == thread) {
            graph.step(state.words, thread, edge.position, edge.target.words);
          }
        }
      }
      layer = next;
      before = thread;
    }
  }

  /** The steps from a state that a run with the fewest switches may take, of the first thread. */
  private List<Edge> best(Words state, int depth, int before) {
    List<Edge> best = new ArrayList<>();
    if (isGoal(depth)) {
      return best;
    }
    int switches = switches(state, depth, before, least(state));
    List<Edge> edges = new ArrayList<>(onward(state, depth, -1));
    edges.sort((one, other) -> Integer.compare(one.thread, other.thread));
    for (Edge edge : edges) {
      boolean behind = !best.isEmpty() && edge.thread > best.get(0).thread;
      if (!behind && switchesOver(edge, depth, before) == switches) {
        best.add(edge);
      }
    }
    return best;
  }
}
