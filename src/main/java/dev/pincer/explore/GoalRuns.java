// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.bits.IntLog;
import dev.pincer.bits.StateTable;
import dev.pincer.machine.Fault;
import dev.pincer.schedule.Choice;
import dev.pincer.schedule.Schedule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The shortest runs to what was found. The levels of a search are expanded again, from the deepest
 * target back to the start; a state is kept if one of its successors was. So only states on
 * shortest runs are kept, and with them only the transitions among them.
 */
final class GoalRuns<S> {
  /**
   * Where runs shall lead; all states of a goal are at one depth.
   *
   * @param property the declared property that the states decide; -1 if it is none
   */
  record Goal(
      ImmutableIntArray states, int depth, boolean behindFault, boolean assertion, int property) {
    /** Of what no declared property says. */
    Goal(ImmutableIntArray states, int depth, boolean behindFault, boolean assertion) {
      this(states, depth, behindFault, assertion, -1);
    }

    /** The depth of the states themselves, which for a fault stand one step before it. */
    int stateDepth() {
      return behindFault ? depth - 1 : depth;
    }
  }

  /** Targets of steps that end with a fault. */
  private static final int ASSERTION = -2;

  private static final int UNDEFINED = -3;

  private final Search<S> search;
  private final List<Goal> goals;

  /** The states kept, whatever goal they lead to. */
  private StateTable kept;

  private StateTable.Inserter inserter;
  private final int[] number = new int[1];
  private final long[] words;
  private final Expander sink;

  /** Says what is true of the states kept, where others stood for them; else null. */
  private @Nullable Expander itself;

  // By number of the state kept.

  /** A bit for each goal to which shortest runs lead from it. */
  private List<IntLog> leadsTo = new ArrayList<>();

  private IntLog depths = new IntLog();
  private IntLog firstEdges = new IntLog();

  // By edge.

  private int edgeCount;
  private final IntLog targets = new IntLog();

  /** The thread, and above its 8 bits the position among its steps from the source, from 1. */
  private final IntLog ranks = new IntLog();

  private final IntLog sources = new IntLog();

  /** Where the states that were searched stand for others, those; else null. */
  private @Nullable StandIns standIns;

  /** Whether what is kept are all states on shortest runs to any goal, and not for one goal. */
  private boolean isAllKept;

  /** Those of the state that was asked for last: edges of one state are asked for in a row. */
  private @Nullable Offers lastOffers;

  GoalRuns(Search<S> search, List<Goal> goals) {
    this(search, goals, false);
  }

  /**
   * @param leavesOut whether runs are the shortest of those only that were not left out
   */
  GoalRuns(Search<S> search, List<Goal> goals, boolean leavesOut) {
    this.search = search;
    this.goals = goals;
    this.kept = new StateTable(search.table.wordCount());
    this.inserter = kept.inserter();
    this.words = new long[kept.wordCount()];
    this.sink = search.space.expander();
    sink.leaveOut(leavesOut);
    for (int i = 0; i < goals.size(); i += 32) {
      leadsTo.add(new IntLog());
    }
    int deepest = -1;
    for (Goal goal : goals) {
      deepest = Math.max(deepest, goal.stateDepth());
    }
    for (int depth = deepest; depth >= 0; depth--) {
      if (depth < deepest) {
        sweep(depth);
      }
      for (int goal = 0; goal < goals.size(); goal++) {
        if (goals.get(goal).stateDepth() == depth) {
          for (int state : goals.get(goal).states().asList()) {
            keep(state, goal, depth);
          }
        }
      }
    }
    closeEdges();
    if (search.space.whole() != search.space) {
      standIns = new StandIns(kept, leadsTo, depths, (int) inserter.added());
      itself = search.space.whole().expander();
    }
  }

  private void closeEdges() {
    firstEdges.ensure(kept.end() + 1);
    firstEdges.set((int) inserter.added(), edgeCount);
  }

  /**
   * Puts the states themselves in the place of those that stand for them, with steps by the threads
   * that take them: all runs from a start that pass, step by step, through states for which the
   * ones kept stand. What stands for a goal stands for goals, in as many steps, so all shortest
   * runs are among these; of a property, which may tell apart those for which one stands, {@link
   * ToGoal} asks which they are.
   */
  private void exchangeBack(StandIns stands, Expander whole) {
    keepAnew(stands);
    for (TransitionSystem.Begun<S> start : search.starts) {
      if (search.space.system().fault(start.state()) == null) {
        search.space.whole().pack(start.state(), words, 0);
        stands.add(words, 0, 0);
      }
    }
    for (int node = 0; node < inserter.added(); node++) {
      firstEdges.ensure(node + 1);
      firstEdges.set(node, edgeCount);
      whole.clear();
      whole.expand(kept.chunk(node), kept.offset(node));
      int from = 0;
      for (int thread = 0; thread < search.threadCount(); thread++) {
        int end = whole.end(thread);
        for (int i = from; i < end; i++) {
          int next = stands.add(whole.words(), i * kept.wordCount(), depths.get(node) + 1);
          if (next >= 0) {
            addEdge(node, thread, i - from, next);
          }
        }
        from = end;
      }
      addFaults(node, whole);
    }
    closeEdges();
  }

  private void keepAnew(StandIns stands) {
    kept = new StateTable(stands.table.wordCount());
    inserter = kept.inserter();
    leadsTo = new ArrayList<>();
    stands.goalsOf.forEach(bits -> leadsTo.add(new IntLog()));
    depths = new IntLog();
    firstEdges = new IntLog();
    edgeCount = 0;
    lastOffers = null;
  }

  /**
   * Keeps, in the place of all states on shortest runs to a goal, those along the first one, which
   * are far fewer where many threads are exchanged.
   */
  private void exchangeBackAlong(StandIns stands, Expander whole, int goal) {
    keepAnew(stands);
    List<long[]> starts = new ArrayList<>();
    for (TransitionSystem.Begun<S> start : search.starts) {
      if (search.space.system().fault(start.state()) == null) {
        long[] state = new long[kept.wordCount()];
        search.space.whole().pack(start.state(), state, 0);
        starts.add(state);
      }
    }
    new ExchangedRun(
            stands.to(goal), goals.get(goal), whole, kept.wordCount(), search.threadCount())
        .lay(
            starts,
            new ExchangedRun.Graph() {
              @Override
              public void node(long[] state, int depth) {
                stands.add(state, 0, depth);
              }

              @Override
              public void from(long[] source) {
                int node = kept.find(source, 0);
                firstEdges.ensure(node + 1);
                firstEdges.set(node, edgeCount);
              }

              @Override
              public void step(long[] source, int thread, int position, long[] target) {
                int fault = goals.get(goal).assertion() ? ASSERTION : UNDEFINED;
                int next = position < 0 ? fault : kept.find(target, 0);
                addEdge(kept.find(source, 0), thread, position, next);
              }
            });
    closeEdges();
  }

  /** What was kept of the states that stand for others. */
  private final class StandIns {
    private final StateTable table;
    private final List<IntLog> goalsOf;
    private final IntLog depthOf;
    private final int count;
    private final long[] image;

    StandIns(StateTable table, List<IntLog> goalsOf, IntLog depthOf, int count) {
      this.count = count;
      this.table = table;
      this.goalsOf = goalsOf;
      this.depthOf = depthOf;
      this.image = new long[table.wordCount()];
    }

    /** The number of what stands for a state; -1 if that was not kept. */
    private int number(long[] state, int at) {
      System.arraycopy(state, at, image, 0, image.length);
      sink.represent(image, 0);
      return table.find(image, 0);
    }

    ExchangedRun.StandIns to(int goal) {
      return new ExchangedRun.StandIns() {
        @Override
        public int count() {
          return count;
        }

        @Override
        public void read(int number, long[] into) {
          table.read(number, into, 0);
        }

        @Override
        public int number(long[] state, int at) {
          return StandIns.this.number(state, at);
        }

        @Override
        public int depth(int number) {
          return depthOf.get(number);
        }

        @Override
        public boolean leads(int number) {
          return (goalsOf.get(goal / 32).get(number) >>> goal & 1) != 0;
        }
      };
    }

    /** The number of a state on a shortest run, which is kept then; -1 if it is on none. */
    int add(long[] state, int at, int depth) {
      int standIn = number(state, at);
      if (standIn < 0 || depthOf.get(standIn) != depth) {
        return -1;
      }
      System.arraycopy(state, at, image, 0, image.length);
      inserter.insert(image, 1, number);
      int node = number[0] < 0 ? ~number[0] : number[0];
      depths.ensure(kept.end());
      depths.set(node, depth);
      for (int i = 0; i < leadsTo.size(); i++) {
        leadsTo.get(i).ensure(kept.end());
        leadsTo.get(i).set(node, goalsOf.get(i).get(standIn));
      }
      return node;
    }
  }

  private void keep(int state, int goal, int depth) {
    search.table.read(state, words, 0);
    int node = kept.find(words, 0);
    if (node < 0) {
      expand(words, 0);
      node = add(words, depth);
    }
    IntLog bits = leadsTo.get(goal / 32);
    bits.set(node, bits.get(node) | 1 << goal);
  }

  /** Keeps the states at {@code depth} that lead to a state kept one step deeper. */
  private void sweep(int depth) {
    StateTable table = search.table;
    int wordCount = table.wordCount();
    int[] level = search.levels.get(depth);
    for (int range = 0; range < level.length; range += 2) {
      for (int state = level[range]; state < level[range + 1]; state++) {
        expand(table.chunk(state), table.offset(state));
        for (int i = 0; i < sink.count(); i++) {
          if (isKept(kept.find(sink.words(), i * wordCount), depth + 1)) {
            table.read(state, words, 0);
            add(words, depth);
            break;
          }
        }
      }
    }
  }

  private boolean isKept(int node, int depth) {
    return node >= 0 && depths.get(node) == depth;
  }

  private void expand(long[] from, int at) {
    sink.clear();
    sink.expand(from, at);
  }

  /** Keeps the state whose successors are in the sink; gives its number. */
  private int add(long[] state, int depth) {
    inserter.insert(state, 1, number);
    int node = number[0];
    depths.ensure(kept.end());
    depths.set(node, depth);
    firstEdges.ensure(kept.end());
    firstEdges.set(node, edgeCount);
    leadsTo.forEach(bits -> bits.ensure(kept.end()));
    int from = 0;
    for (int thread = 0; thread < search.threadCount(); thread++) {
      int end = sink.end(thread);
      for (int i = from; i < end; i++) {
        int next = kept.find(sink.words(), i * kept.wordCount());
        if (isKept(next, depth + 1)) {
          addEdge(node, thread, i - from, next);
          for (IntLog bits : leadsTo) {
            bits.set(node, bits.get(node) | bits.get(next));
          }
        }
      }
      from = end;
    }
    addFaults(node, sink);
    return node;
  }

  private void addFaults(int node, Expander expanded) {
    for (int fault = 0; fault < expanded.faultCount(); fault++) {
      addEdge(
          node,
          expanded.faultThread(fault),
          -1,
          expanded.fault(fault).kind() == Fault.Kind.ASSERTION ? ASSERTION : UNDEFINED);
    }
  }

  /**
   * @param position of the successor among those of its source by this thread; -1 for a fault
   */
  private void addEdge(int source, int thread, int position, int target) {
    targets.ensure(edgeCount + 1);
    ranks.ensure(edgeCount + 1);
    sources.ensure(edgeCount + 1);
    targets.set(edgeCount, target);
    ranks.set(edgeCount, thread | (position + 1) << 8);
    sources.set(edgeCount, source);
    edgeCount++;
  }

  /** The first of the shortest runs to a goal. */
  Schedule shortest(int goal) {
    StandIns stands = standIns;
    Expander whole = itself;
    if (stands != null && whole != null && !isAllKept) {
      int property = goals.get(goal).property();
      if (property >= 0 && search.space.tellsApart(property)) {
        exchangeBack(stands, whole);
        isAllKept = true;
      } else {
        exchangeBackAlong(stands, whole, goal);
      }
    }
    Schedule run = ShortestRun.find(new ToGoal(goal));
    if (run == null) {
      throw new AssertionError("no run to " + goals.get(goal));
    }
    return run;
  }

  /**
   * What one state offers, as the system says: only it knows the picks. A state may offer a million
   * moves, so it is asked once for all of its edges.
   */
  private final class Offers {
    private final int source;

    /** By thread, those without a fault behind them. */
    private final List<List<Choice>> moves = new ArrayList<>();

    /** By thread, the first with each fault behind it; null if there is none. */
    private final List<@Nullable Choice> assertions = new ArrayList<>();

    private final List<@Nullable Choice> undefined = new ArrayList<>();

    Offers(int source) {
      this.source = source;
      for (int thread = 0; thread < search.threadCount(); thread++) {
        moves.add(new ArrayList<>());
        assertions.add(null);
        undefined.add(null);
      }
      S state = search.space.unpack(kept.chunk(source), kept.offset(source));
      for (TransitionSystem.Move<S> move : search.space.system().moves(state).moves()) {
        int thread = move.choice().thread();
        Fault fault = search.space.system().fault(move.state());
        if (fault == null) {
          moves.get(thread).add(move.choice());
          continue;
        }
        List<@Nullable Choice> faults =
            fault.kind() == Fault.Kind.ASSERTION ? assertions : undefined;
        if (faults.get(thread) == null) {
          faults.set(thread, move.choice());
        }
      }
    }

    /**
     * @param position among the moves of the thread without a fault behind them; -1 for a fault
     */
    Choice choice(int thread, int position, int target) {
      Choice choice =
          target >= 0
              ? moves.get(thread).get(position)
              : (target == ASSERTION ? assertions : undefined).get(thread);
      if (choice == null) {
        throw new AssertionError("no choice of thread " + thread + " in state " + source);
      }
      return choice;
    }
  }

  /** Those of the states kept that lead to one goal, and a node behind its faults. */
  private final class ToGoal implements RunGraph {
    private final int index;
    private final Goal goal;
    private final int nodes = (int) inserter.added();
    private final ImmutableList<TransitionSystem.Begun<S>> starts = search.starts;

    ToGoal(int index) {
      this.index = index;
      this.goal = goals.get(index);
    }

    private boolean leads(int node) {
      return (leadsTo.get(index / 32).get(node) >>> index & 1) != 0;
    }

    @Override
    public int nodeCount() {
      return nodes + 1;
    }

    @Override
    public int startCount() {
      return starts.size();
    }

    @Override
    public int start(int start) {
      S state = starts.get(start).state();
      Fault fault = search.space.system().fault(state);
      if (fault != null) {
        boolean assertion = fault.kind() == Fault.Kind.ASSERTION;
        return goal.behindFault() && goal.depth() == 0 && assertion == goal.assertion()
            ? nodes
            : -1;
      }
      search.space.whole().pack(state, words, 0);
      int node = kept.find(words, 0);
      return node >= 0 && leads(node) ? node : -1;
    }

    @Override
    public ImmutableIntArray startPicks(int start) {
      return starts.get(start).picks();
    }

    @Override
    public int firstEdge(int node) {
      return node == nodes ? edgeCount : firstEdges.get(node);
    }

    @Override
    public int endEdge(int node) {
      return node == nodes ? edgeCount : firstEdges.get(node + 1);
    }

    @Override
    public int target(int node, int edge) {
      int target = targets.get(edge);
      if (target >= 0) {
        return leads(target) ? target : -1;
      }
      return goal.behindFault()
              && (target == ASSERTION) == goal.assertion()
              && depths.get(node) == goal.stateDepth()
          ? nodes
          : -1;
    }

    @Override
    public int thread(int edge) {
      return ranks.get(edge) & 0xFF;
    }

    @Override
    public Choice choice(int edge) {
      int source = sources.get(edge);
      Offers offers = lastOffers;
      if (offers == null || offers.source != source) {
        offers = new Offers(source);
        lastOffers = offers;
      }
      return offers.choice(thread(edge), (ranks.get(edge) >>> 8) - 1, targets.get(edge));
    }

    @Override
    public boolean isGoal(int node) {
      if (goal.behindFault()) {
        return node == nodes;
      }
      return node != nodes && depths.get(node) == goal.depth() && leads(node) && decides(node);
    }

    private boolean decides(int node) {
      Expander asked = itself;
      return asked == null
          || goal.property() < 0
          || search.targets.isDecidedBy(
              goal.property(), asked.truth(goal.property(), kept.chunk(node), kept.offset(node)));
    }
  }
}
