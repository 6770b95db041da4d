// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Ordering;
import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.schedule.Choice;
import dev.pincer.schedule.Schedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The first run to a goal in the witness order: fewest steps, then fewest context switches, then
 * the smallest sequence of threads, then the smallest picks, those of the start first.
 *
 * <p>Breadth first, forwards, layers the nodes by their distance from the start, up to the first
 * layer with a goal. Then backwards, from layer to layer, each node learns the fewest switches with
 * which a shortest run can go on from it to a goal. How many depends on the thread that took the
 * step before; but as one switch leads to any other thread, it is {@code least} if that thread is
 * among the {@code best} first threads, and one more if not. Forwards again, the smallest thread
 * that keeps the optimum is taken, from all nodes that the threads chosen so far may have led to;
 * and a last time for the picks.
 *
 * <p>Cost: time linear in the edges; {@value #BYTES_PER_STATE} bytes a node.
 */
final class ShortestRun {
  static final int BYTES_PER_STATE = 20;

  private static final int FAR = Integer.MAX_VALUE;

  private final RunGraph graph;

  /** Steps from the start; -1 for nodes that no run of at most the goal's length reaches. */
  private final int[] depth;

  /** The nodes, layer by layer, and where each layer begins. */
  private final int[] order;

  private final List<Integer> layerStarts = new ArrayList<>();

  /** Fewest switches from here to a goal, if the thread of the step before is among the best. */
  private final int[] least;

  /** The threads that attain {@link #least} with their next step, one bit each. */
  private final long[] best;

  /** The threads of the run, as far as they are fixed. */
  private final List<Integer> threads = new ArrayList<>();

  /** For each layer the nodes to which the fixed threads may lead. */
  private final List<Set<Integer>> nodesAlong = new ArrayList<>();

  private ShortestRun(RunGraph graph) {
    this.graph = graph;
    this.depth = new int[graph.nodeCount()];
    this.order = new int[graph.nodeCount()];
    this.least = new int[graph.nodeCount()];
    this.best = new long[graph.nodeCount()];
  }

  /** The run; null if no goal can be reached. */
  static @Nullable Schedule find(RunGraph graph) {
    ShortestRun search = new ShortestRun(graph);
    if (!search.layer()) {
      return null;
    }
    search.countSwitches();
    search.fixThreads();
    search.dropDeadEnds();
    return search.schedule();
  }

  private int lastLayer() {
    return layerStarts.size() - 2;
  }

  /** Layers the nodes up to the first goal; false if there is none. */
  private boolean layer() {
    Arrays.fill(depth, -1);
    int end = 0;
    boolean goal = false;
    for (int i = 0; i < graph.startCount(); i++) {
      int node = graph.start(i);
      if (node >= 0 && depth[node] < 0) {
        depth[node] = 0;
        order[end++] = node;
        goal |= graph.isGoal(node);
      }
    }
    layerStarts.add(0);
    layerStarts.add(end);
    while (!goal) {
      int from = layerStarts.get(lastLayer());
      int to = end;
      if (from == to) {
        return false;
      }
      for (int i = from; i < to; i++) {
        int node = order[i];
        for (int edge = graph.firstEdge(node); edge < graph.endEdge(node); edge++) {
          int target = graph.target(node, edge);
          if (target >= 0 && depth[target] < 0) {
            depth[target] = depth[node] + 1;
            order[end++] = target;
            goal |= graph.isGoal(target);
          }
        }
      }
      layerStarts.add(end);
    }
    return true;
  }

  private void countSwitches() {
    Arrays.fill(least, FAR);
    int last = lastLayer();
    for (int i = layerStarts.get(last); i < layerStarts.get(last + 1); i++) {
      if (graph.isGoal(order[i])) {
        // Nothing more to do: no thread would be a switch.
        least[order[i]] = 0;
        best[order[i]] = -1;
      }
    }
    for (int i = layerStarts.get(last) - 1; i >= 0; i--) {
      int node = order[i];
      for (int edge = graph.firstEdge(node); edge < graph.endEdge(node); edge++) {
        int target = graph.target(node, edge);
        if (isOnward(node, target)) {
          int thread = graph.thread(edge);
          int switches = switches(target, thread);
          if (switches < least[node]) {
            least[node] = switches;
            best[node] = 0;
          }
          if (switches == least[node]) {
            best[node] |= 1L << thread;
          }
        }
      }
    }
  }

  /** Whether a shortest run may step from one to the other and still reach a goal. */
  private boolean isOnward(int node, int target) {
    return target >= 0 && depth[target] == depth[node] + 1 && least[target] != FAR;
  }

  /** Fewest switches from {@code node} on to a goal, behind a step of {@code thread}. */
  private int switches(int node, int thread) {
    boolean free = thread < 0 || (best[node] >>> thread & 1) != 0;
    return free ? least[node] : least[node] + 1;
  }

  /**
   * The switches of the best run over {@code edge}, behind a step of the thread {@code before}; FAR
   * if none is left.
   */
  private int switchesOver(int node, int edge, int before) {
    int target = graph.target(node, edge);
    if (!isOnward(node, target)) {
      return FAR;
    }
    int thread = graph.thread(edge);
    return switches(target, thread) + (before < 0 || thread == before ? 0 : 1);
  }

  /** Fixes the threads, step by step, and notes where each sequence so far may have led. */
  private void fixThreads() {
    int fewest = FAR;
    for (int i = 0; i < layerStarts.get(1); i++) {
      fewest = Math.min(fewest, least[order[i]]);
    }
    Set<Integer> nodes = new HashSet<>();
    for (int i = 0; i < layerStarts.get(1); i++) {
      if (least[order[i]] == fewest) {
        nodes.add(order[i]);
      }
    }
    nodesAlong.add(nodes);
    int before = -1;
    for (int step = 0; step < lastLayer(); step++) {
      int thread = smallestThread(nodes, before);
      nodes = nodesBehind(nodes, thread, before);
      nodesAlong.add(nodes);
      threads.add(thread);
      before = thread;
    }
  }

  private int smallestThread(Set<Integer> nodes, int before) {
    int smallest = FAR;
    for (int node : nodes) {
      for (int edge = graph.firstEdge(node); edge < graph.endEdge(node); edge++) {
        if (switchesOver(node, edge, before) == switches(node, before)) {
          smallest = Math.min(smallest, graph.thread(edge));
        }
      }
    }
    return smallest;
  }

  private Set<Integer> nodesBehind(Set<Integer> nodes, int thread, int before) {
    Set<Integer> behind = new HashSet<>();
    for (int node : nodes) {
      for (int edge = graph.firstEdge(node); edge < graph.endEdge(node); edge++) {
        if (graph.thread(edge) == thread
            && switchesOver(node, edge, before) == switches(node, before)) {
          behind.add(graph.target(node, edge));
        }
      }
    }
    return behind;
  }

  /** Of the nodes along the fixed threads, leaves those from which they lead on to a goal. */
  private void dropDeadEnds() {
    for (int step = threads.size() - 1; step >= 0; step--) {
      int thread = threads.get(step);
      Set<Integer> behind = nodesAlong.get(step + 1);
      nodesAlong.get(step).removeIf(node -> edges(node, thread, behind).isEmpty());
    }
  }

  /** The edges of {@code thread} from {@code node} to one of {@code behind}. */
  private List<Integer> edges(int node, int thread, Set<Integer> behind) {
    List<Integer> edges = new ArrayList<>();
    for (int edge = graph.firstEdge(node); edge < graph.endEdge(node); edge++) {
      if (graph.thread(edge) == thread && behind.contains(graph.target(node, edge))) {
        edges.add(edge);
      }
    }
    return edges;
  }

  /** The smallest picks along the fixed threads. */
  private Schedule schedule() {
    ImmutableIntArray startPicks = null;
    Set<Integer> nodes = new HashSet<>();
    for (int i = 0; i < graph.startCount(); i++) {
      if (nodesAlong.get(0).contains(graph.start(i))) {
        ImmutableIntArray picks = graph.startPicks(i);
        if (startPicks == null || compare(picks, startPicks) < 0) {
          startPicks = picks;
          nodes.clear();
        }
        if (picks.equals(startPicks)) {
          nodes.add(graph.start(i));
        }
      }
    }
    if (startPicks == null) {
      throw new AssertionError("a run without a start");
    }
    ImmutableList.Builder<Choice> choices = ImmutableList.builder();
    for (int step = 0; step < threads.size(); step++) {
      Choice smallest = null;
      Set<Integer> behind = new HashSet<>();
      for (int node : nodes) {
        for (int edge : edges(node, threads.get(step), nodesAlong.get(step + 1))) {
          Choice choice = graph.choice(edge);
          if (smallest == null || compare(choice.picks(), smallest.picks()) < 0) {
            smallest = choice;
            behind.clear();
          }
          if (choice.equals(smallest)) {
            behind.add(graph.target(node, edge));
          }
        }
      }
      if (smallest == null) {
        throw new AssertionError("a run that ends at step " + step);
      }
      choices.add(smallest);
      nodes = behind;
    }
    return new Schedule(startPicks, choices.build());
  }

  private static int compare(ImmutableIntArray left, ImmutableIntArray right) {
    return Ordering.<Integer>natural().lexicographical().compare(left.asList(), right.asList());
  }
}
