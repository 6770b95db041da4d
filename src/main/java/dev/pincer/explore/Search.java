// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.collect.ImmutableList;
import dev.pincer.bits.IntLog;
import dev.pincer.bits.Scratch;
import dev.pincer.bits.StateTable;
import dev.pincer.machine.Fault;
import dev.pincer.packed.OutOfBits;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.SearchResult.Limit;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The one search loop: breadth first over the words of states, level by level.
 *
 * <p>The log of the table is the frontier. Workers take slices of a level, expand them, and insert
 * the successors in batches. What a level brings is the same set of states whoever takes what;
 * their numbers differ, and nothing that leaves the search depends on numbers.
 *
 * <p>No transitions are kept. Each state remembers one successor, as late a one as it had: from
 * most states a way to an end leads along these. Which runs are shortest is found out by expanding
 * the levels again, backwards.
 */
final class Search<S> {
  /** States that a worker takes at a time. */
  private static final int SLICE = 512;

  /** Successors that are inserted at a time. */
  private static final int BATCH = 256;

  private static final long PROGRESS_NANOS = 200_000_000;

  final StateSpace<S> space;
  final ImmutableList<TransitionSystem.Begun<S>> starts;
  private final SearchOptions options;
  private final SearchMonitor monitor;
  private final Workers workers;
  private final HeapGuard heap;
  private final long begun = System.nanoTime();
  private long lastProgress = begun;

  final StateTable table;

  /** For each state one of its successors + 1; 0 if a run ends there, or with its next step. */
  private final IntLog onward = new IntLog();

  final List<Worker> crew = new ArrayList<>();

  /** For each depth the runs of numbers of its states: first and end. */
  final List<int[]> levels = new ArrayList<>();

  /** States with a fault, which have no words. */
  private long faultStates;

  private int deepest;
  private Limit limit = Limit.NONE;
  private int completeDepth = -1;

  /** Initial states without a fault: the words, and the index among the starts. */
  final List<Integer> startNumbers = new ArrayList<>();

  /**
   * By property, then the built-in ones: what decides it, at the least depth at which anything
   * does.
   */
  final Targets targets;

  /** The properties that are asked in every state, and those that are asked at a good end. */
  private final int[] always;

  private final int[] atEnd;

  /** Those that have a second condition. */
  private final int[] twice;

  /** What to look for; null for everything. */
  private final @Nullable Targets sought;

  private final LeaveOut leaveOut;

  /** The first depth at which orders of steps are left out. */
  private int leavesOutFrom = Integer.MAX_VALUE;

  private @Nullable BitSet stuck;

  /**
   * @param leaveOut when orders of steps that make no difference may be left out
   * @param sought what else was found, to be found here with the shortest runs to it: the search
   *     ends when all of it is; null for a search to the end
   */
  Search(
      StateSpace<S> space,
      ImmutableList<TransitionSystem.Begun<S>> starts,
      SearchOptions options,
      SearchMonitor monitor,
      Workers workers,
      LeaveOut leaveOut,
      @Nullable Targets sought) {
    this.space = space;
    this.starts = starts;
    this.options = options;
    this.monitor = monitor;
    this.workers = workers;
    this.leaveOut = leaveOut;
    this.sought = sought;
    this.heap = new HeapGuard(options.maxBytes());
    this.table = new StateTable(space.wordCount(), options.hashBits());
    ImmutableList<TransitionSystem.Judged> properties = space.system().properties();
    this.targets = new Targets(properties);
    this.atEnd = ofKind(properties, kind -> kind == Finding.Kind.FINALLY);
    this.always = ofKind(properties, kind -> kind != Finding.Kind.FINALLY);
    this.twice = ofKind(properties, kind -> kind == Finding.Kind.LEADS_TO);
    // Where it must stop at one certain state, there is one order in which to find them.
    int count = isCounted() ? 1 : options.workers();
    for (int i = 0; i < count; i++) {
      crew.add(new Worker());
    }
  }

  private static int[] ofKind(
      ImmutableList<TransitionSystem.Judged> properties, Predicate<Finding.Kind> wanted) {
    return IntStream.range(0, properties.size())
        .filter(i -> wanted.test(properties.get(i).kind()))
        .toArray();
  }

  /** Whether the search may have to end at a certain number of states. */
  private boolean isCounted() {
    return options.maxStates() != Long.MAX_VALUE;
  }

  /** States of a compact table that are worth a file. */
  private static final int MANY_IN_MEMORY = 1 << 22;

  /** States from which the widths of numbers are guessed anew. */
  private static final int PILOT = 20_000;

  /**
   * Searches to the end, or to a limit.
   *
   * @param pilot whether to stop early where the states could be a word shorter
   * @return false if it stopped so: the space has shorter states then
   * @throws OutOfBits if a value does not fit its field
   */
  boolean run(boolean pilot) {
    boolean mayNarrow = pilot;
    begin();
    for (int depth = 0;
        limit == Limit.NONE && sizeOf(levels.get(depth)) > 0 && !hasAllSought();
        depth++) {
      leaveOutFrom(depth);
      int[] level = levels.get(depth);
      int size = sizeOf(level);
      onward.ensure(table.end());
      Slices slices = new Slices(size, SLICE);
      crew.forEach(Worker::beginLevel); // Also of those that have nothing to do at this level.
      int helpers = size < options.minShared() / space.effort() ? 1 : crew.size();
      crew.get(0).inserter.setAlone(helpers == 1);
      int at = depth;
      if (isCounted()) {
        crew.get(0).workCounted(level, depth);
      } else {
        workers.together(helpers, i -> crew.get(i).work(level, slices, at));
      }
      List<Integer> ranges = new ArrayList<>();
      for (Worker worker : crew) {
        worker.takeRanges(ranges);
        targets.take(worker.found, depth);
        deepest = Math.max(deepest, worker.found.foundFault() ? depth + 1 : depth);
      }
      if (limit == Limit.NONE) {
        completeDepth = depth;
      }
      levels.add(ranges.stream().mapToInt(Integer::intValue).toArray());
      spill();
      if (mayNarrow && table.end() >= PILOT) {
        mayNarrow = false;
        if (space.wordCount() > 1 && space.narrow()) {
          return false;
        }
      }
    }
    if (limit == Limit.NONE) {
      completeDepth = deepest;
      limit = space.isCut() ? Limit.BUFFERS : limit;
    } else if (limit == Limit.STATES) {
      judgeFrontier();
    }
    return true;
  }

  private boolean hasAllSought() {
    return sought != null && targets.coverAll(sought);
  }

  private void leaveOutFrom(int depth) {
    boolean begins =
        switch (leaveOut) {
          case NOTHING -> false;
          case BEHIND_WITNESSES -> targets.haveWitnesses();
          case AT_ONCE -> true;
        };
    if (begins && leavesOutFrom == Integer.MAX_VALUE) {
      leavesOutFrom = depth;
      crew.forEach(worker -> worker.sink.leaveOut(true));
    }
  }

  /** The first depth at which orders of steps were left out; the largest int if at none. */
  int leavesOutFrom() {
    return leavesOutFrom;
  }

  /**
   * Whether something was found to which a shorter run may have been left out. Only behind a search
   * that was not to look for some things only.
   */
  boolean mayHaveShorterRuns() {
    return targets.areBehind(leavesOutFrom)
        || (leavesOutFrom != Integer.MAX_VALUE && limit == Limit.NONE && !stuck().isEmpty());
  }

  /**
   * Moves the states before the last level to a file where half of the budget is used up, or the
   * table does not look at them again.
   */
  private void spill() {
    Scratch scratch = options.scratch();
    boolean early = options.hashBits() > 0 && table.end() - table.spilledStates() > MANY_IN_MEMORY;
    if (scratch == null || !(early || heap.isHalfFull(bytes()))) {
      return;
    }
    int[] level = levels.get(levels.size() - 1);
    int first = table.end();
    for (int range = 0; range < level.length; range += 2) {
      first = Math.min(first, level[range]);
    }
    try {
      table.spill(first, scratch);
    } catch (IOException e) {
      // No room in files either: it goes on for as long as memory reaches.
    }
  }

  /** The states that were found last tell all that they can without being expanded. */
  private void judgeFrontier() {
    int depth = levels.size() - 1;
    Worker worker = crew.get(0);
    worker.beginLevel();
    worker.judgeLevel(levels.get(depth));
    targets.take(worker.found, depth);
  }

  private void begin() {
    Worker worker = crew.get(0);
    long[] words = new long[space.wordCount()];
    int[] number = new int[1];
    Set<S> faulty = new HashSet<>();
    for (TransitionSystem.Begun<S> start : starts) {
      Fault fault = space.system().fault(start.state());
      if (fault == null) {
        space.pack(start.state(), words, 0);
        if (isFull() && table.find(words, 0) < 0) {
          limit = Limit.STATES;
          break;
        }
        worker.inserter.insert(words, 1, number);
        startNumbers.add(number[0] < 0 ? ~number[0] : number[0]);
      } else {
        startNumbers.add(-1);
        if (faulty.add(start.state())) {
          if (isFull()) {
            limit = Limit.STATES;
            break;
          }
          faultStates++;
        }
        targets.addFaultyStart(fault.kind() == Fault.Kind.ASSERTION);
      }
    }
    List<Integer> ranges = new ArrayList<>();
    worker.takeRanges(ranges);
    levels.add(ranges.stream().mapToInt(Integer::intValue).toArray());
  }

  private boolean isFull() {
    return stateCount() >= options.maxStates();
  }

  static int sizeOf(int[] level) {
    int size = 0;
    for (int i = 0; i < level.length; i += 2) {
      size += level[i + 1] - level[i];
    }
    return size;
  }

  private void checkLimits(int depth) {
    long now = System.nanoTime();
    if (monitor.isInterrupted()) {
      limit = Limit.INTERRUPTED;
    } else if (heap.isFull(bytes())) {
      limit = Limit.MEMORY;
    } else if (now - lastProgress >= PROGRESS_NANOS) {
      lastProgress = now;
      long expanded = 0;
      for (Worker worker : crew) {
        expanded += worker.expanded.get();
      }
      monitor.progress(
          new SearchMonitor.Progress(
              stateCount(), stateCount() - expanded, transitionCount(), depth, bytes(), elapsed()));
    }
  }

  /** What the search holds, by its own estimate. */
  long heldBytes() {
    return table.bytes() + 4L * table.end() + space.bytes();
  }

  /** As {@link #heldBytes}, when the table next grows; what a budget has to allow for. */
  private long bytes() {
    return table.bytesWhenGrown(options.scratch() != null) + 4L * table.end() + space.bytes();
  }

  long stateCount() {
    long count = faultStateCount();
    for (Worker worker : crew) {
      count += worker.inserter.added();
    }
    return count;
  }

  /** States with a fault. */
  long faultStateCount() {
    long count = faultStates;
    for (Worker worker : crew) {
      count += worker.faultStates;
    }
    return count;
  }

  long transitionCount() {
    long count = 0;
    for (Worker worker : crew) {
      count += worker.transitions.get();
    }
    return count;
  }

  Workers workers() {
    return workers;
  }

  int threadCount() {
    return space.system().threadCount();
  }

  Limit limit() {
    return limit;
  }

  /**
   * The probability that any state was lost, at most; 0 if states were told apart by all they are.
   */
  double omission() {
    return table.omission(stateCount() - faultStateCount());
  }

  int completeDepth() {
    return completeDepth;
  }

  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /**
   * The states from which no end of any kind can be reached, by number. Only after a search that
   * was exhaustive.
   *
   * <p>First along the successors that the states remember, from the latest state to the earliest;
   * what is left is expanded again until nothing changes.
   */
  BitSet stuck() {
    BitSet known = stuck;
    if (known == null) {
      known = findStuck();
      stuck = known;
    }
    return known;
  }

  private BitSet findStuck() {
    BitSet stuck = new Onward(onward, levels, table.end(), workers).endless();
    Expander sink = space.expander();
    sink.leaveOut(leaveOut != LeaveOut.NOTHING);
    boolean changed = !stuck.isEmpty();
    while (changed) {
      changed = false;
      for (int state = stuck.previousSetBit(table.end());
          state >= 0;
          state = stuck.previousSetBit(state - 1)) {
        sink.clear();
        sink.expand(table.chunk(state), table.offset(state));
        for (int i = 0; i < sink.count(); i++) {
          if (!stuck.get(table.find(sink.words(), i * table.wordCount()))) {
            stuck.clear(state);
            changed = true;
            break;
          }
        }
      }
    }
    // No run comes to a state on from which no run goes.
    for (int state = stuck.nextSetBit(0); state >= 0; state = stuck.nextSetBit(state + 1)) {
      if (sink.isImpossible(table.chunk(state), table.offset(state))) {
        stuck.clear(state);
      }
    }
    return stuck;
  }

  /** One thread's share of the work. */
  final class Worker {
    final Expander sink = space.expander();
    private final StateTable.Inserter inserter = table.inserter();
    private int[] numbers = new int[4 * BATCH];
    private final long[] single = new long[space.wordCount()];

    /**
     * The states whose successors are in the sink, complemented if a run may end there, and where
     * their successors end.
     */
    private final int[] sources = new int[BATCH + 1];

    private final int[] bounds = new int[BATCH + 1];
    private int sourceCount;

    // Read by whoever reports progress.
    private final AtomicLong transitions = new AtomicLong();

    private final AtomicLong expanded = new AtomicLong();
    private long faultStates;
    final Targets.Found found = targets.found();
    private final JudgedMemories judged = new JudgedMemories(space.visibleMask());

    /** Whether a property that is asked in every state is not decided yet. */
    private boolean asks;

    private void beginLevel() {
      found.begin();
      asks = IntStream.of(always).anyMatch(found::isOpen);
    }

    void work(int[] level, Slices slices, int depth) {
      boolean leads = this == crew.get(0);
      for (int from = slices.take(); from >= 0; from = slices.take()) {
        if (leads) {
          checkLimits(depth);
        }
        if (limit != Limit.NONE) {
          return;
        }
        slice(level, from, slices.end(from));
      }
    }

    /** Expands the states at the positions {@code from .. to - 1} of a level. */
    private void slice(int[] level, int from, int to) {
      int position = from;
      int range = 0;
      int before = 0;
      while (position < to) {
        int length = level[range + 1] - level[range];
        if (position < before + length) {
          int first = level[range] + position - before;
          int last = Math.min(level[range + 1], level[range] + to - before);
          expandRange(first, last);
          position += last - first;
        }
        before += length;
        range += 2;
      }
      flush();
    }

    private void expandRange(int first, int last) {
      Expander sink = this.sink;
      long count = 0;
      for (int state = first; state < last; state++) {
        long[] words = table.chunk(state);
        int offset = table.offset(state);
        int successors = sink.count();
        sink.expand(words, offset);
        boolean ends = judge(state, words, offset);
        ends = note(state, ends, sink.count() == successors);
        faultStates += sink.distinctFaults();
        count += sink.faultCount() + sink.count() - successors;
        sources[sourceCount] = ends ? ~state : state;
        bounds[sourceCount++] = sink.count();
        if (sourceCount == BATCH || sink.count() >= BATCH) {
          flush();
        }
      }
      transitions.addAndGet(count);
      expanded.addAndGet(last - first);
    }

    /**
     * Takes note of what the expansion of a state says of it.
     *
     * @param isGoodEnd one is one even if daemons go on
     * @return whether a run may end there, or with its next step
     */
    private boolean note(int state, boolean isGoodEnd, boolean leadsNowhere) {
      if (sink.faultCount() > 0 && !isImpossible(state)) {
        for (int i = 0; i < sink.faultCount(); i++) {
          found.fault(state, sink.fault(i).kind() == Fault.Kind.ASSERTION);
        }
      }
      if (sink.raced()) {
        found.race(state);
      }
      if (sink.faultCount() == 0 && leadsNowhere) {
        if (!isGoodEnd && !isImpossible(state) && !lacksRoom(state)) {
          found.deadlock(state);
        }
        return true;
      }
      return isGoodEnd || sink.faultCount() > 0;
    }

    private boolean isImpossible(int state) {
      return sink.isImpossible(table.chunk(state), table.offset(state));
    }

    private boolean lacksRoom(int state) {
      return sink.lacksRoom(table.chunk(state), table.offset(state));
    }

    /** As {@link #work}, but that it ends before there is a state too many; alone. */
    private void workCounted(int[] level, int depth) {
      judgeLevel(level);
      int done = 0;
      for (int range = 0; range < level.length; range += 2) {
        for (int state = level[range]; state < level[range + 1]; state++) {
          if (done++ % SLICE == 0) {
            checkLimits(depth);
          }
          if (limit != Limit.NONE || !expandCounted(state)) {
            return;
          }
        }
      }
    }

    private void judgeLevel(int[] level) {
      for (int range = 0; range < level.length; range += 2) {
        for (int state = level[range]; state < level[range + 1]; state++) {
          judge(state, table.chunk(state), table.offset(state));
        }
      }
    }

    /** Adds the successors of one state; false if it had to stop before one that is too many. */
    private boolean expandCounted(int state) {
      sink.clear();
      sink.expand(table.chunk(state), table.offset(state));
      Set<Fault> faults = new HashSet<>();
      int latest = 0;
      int fault = 0;
      for (int i = 0; i <= sink.count(); i++) {
        for (; fault < sink.faultCount() && sink.faultPosition(fault) == i; fault++) {
          if (!faults.contains(sink.fault(fault))) {
            if (isFull()) {
              limit = Limit.STATES;
              return false;
            }
            faults.add(sink.fault(fault));
            faultStates++;
          }
          if (!isImpossible(state)) {
            found.fault(state, sink.fault(fault).kind() == Fault.Kind.ASSERTION);
          }
          transitions.incrementAndGet();
        }
        if (i < sink.count()) {
          int number = table.find(sink.words(), i * table.wordCount());
          if (number < 0) {
            if (isFull()) {
              limit = Limit.STATES;
              return false;
            }
            System.arraycopy(sink.words(), i * table.wordCount(), single, 0, table.wordCount());
            inserter.insert(single, 1, numbers);
            number = numbers[0];
          }
          latest = Math.max(latest, number);
          transitions.incrementAndGet();
        }
      }
      boolean isGoodEnd = sink.isGoodEnd(table.chunk(state), table.offset(state));
      boolean ends = note(state, isGoodEnd, sink.count() == 0);
      onward.set(state, ends ? 0 : latest + 1);
      expanded.incrementAndGet();
      return true;
    }

    /** Asks the properties what they say of a state; says whether it is a good end. */
    private boolean judge(int state, long[] words, int offset) {
      if (asks && !judged.contains(words, offset) && !sink.isImpossible(words, offset)) {
        judge(always, state, words, offset);
      }
      boolean isGoodEnd = sink.isGoodEnd(words, offset);
      if (isGoodEnd) {
        judge(atEnd, state, words, offset);
      }
      return isGoodEnd;
    }

    /** Asks these properties, and remembers the memory if none of them is decided by it. */
    private void judge(int[] properties, int state, long[] words, int offset) {
      boolean decides = false;
      for (int property : properties) {
        if (found.isOpen(property)) {
          decides |= found.judge(state, property, sink.truth(property, words, offset));
        }
      }
      if (properties == always) {
        for (int property : twice) {
          // A condition of which C does not say whether it is true decides; nothing else does.
          if (found.isOpen(property)) {
            decides |= found.judge(state, property, sink.consequence(property, words, offset));
          }
        }
      }
      if (!decides && properties == always) {
        judged.add(words, offset);
      }
    }

    /** Inserts what is in the sink. */
    private void flush() {
      int count = sink.count();
      if (numbers.length < count) {
        numbers = new int[2 * count];
      }
      inserter.insert(sink.words(), count, numbers);
      int from = 0;
      for (int i = 0; i < sourceCount; i++) {
        if (sources[i] >= 0) {
          int latest = 0;
          for (int k = from; k < bounds[i]; k++) {
            latest = Math.max(latest, numbers[k] < 0 ? ~numbers[k] : numbers[k]);
          }
          onward.set(sources[i], latest + 1);
        }
        from = bounds[i];
      }
      sourceCount = 0;
      sink.clear();
    }

    private void takeRanges(List<Integer> ranges) {
      for (int range = 0; range < inserter.rangeCount(); range++) {
        if (inserter.rangeStart(range) < inserter.rangeEnd(range)) {
          ranges.add(inserter.rangeStart(range));
          ranges.add(inserter.rangeEnd(range));
        }
      }
      inserter.clearRanges();
    }
  }
}
