// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packed;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.machine.Coverage;
import dev.pincer.machine.Equivariance;
import dev.pincer.machine.Evaluation;
import dev.pincer.machine.Fault;
import dev.pincer.machine.Footprint;
import dev.pincer.machine.LocalStep;
import dev.pincer.machine.Machine;
import dev.pincer.machine.Renaming;
import dev.pincer.machine.Start;
import dev.pincer.machine.State;
import dev.pincer.machine.ThreadState;
import dev.pincer.program.Code;
import dev.pincer.program.Program;
import dev.pincer.program.Property;
import dev.pincer.program.ThreadCode;
import dev.pincer.program.ValueType;
import dev.pincer.reduce.Exchange;
import dev.pincer.reduce.Futures;
import dev.pincer.reduce.PartialOrder;
import dev.pincer.reduce.PoolSymmetry;
import dev.pincer.reduce.ThreadSymmetry;
import dev.pincer.reduce.Touched;
import dev.pincer.schedule.Choice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The machine of one program over packed states: the same states and steps as those of {@link
 * Machine}, in the same order, many times faster.
 *
 * <p>What a thread does next depends on where it stands and on the few places that it reads on its
 * way to the next access. So for each of its standings there is a decision tree: which place to
 * look at, and for each value found there which one next, down to the transitions. The reference
 * machine makes every leaf, once; from then on a step is a walk down a tree and a few masks, and
 * {@link Successors} lays the trees out in arrays, which makes it a few lookups. There is no second
 * account of what a step means. The truth of a property is kept in the same way.
 *
 * <p>A place or a thread is a number in a state, of as few bits as its values so far need; a place
 * that never changes has none. Values are numbered as they turn up, so the words of a state mean
 * something to this machine only. After "local transition caching" of LTSmin (Blom, van de Pol,
 * Weber, "LTSmin: Distributed and Symbolic Reachability", CAV 2010), with trees that are found by
 * running in the place of declared dependencies.
 *
 * <p>A state with a fault has no words: a fault is told with the state before it.
 *
 * <p>Cost: a leaf costs a step of the reference machine, and some 300 bytes.
 */
public final class PackedMachine {
  /** What a property says of a state: false, true, or undefined behaviour. */
  public static final int FALSE = 0;

  public static final int TRUE = 1;
  public static final int FAULT = 2;

  /** Words of a state as long as nothing is known of the program. */
  private static final int FIRST_WORDS = 4;

  private final Machine reference;
  private final Program program;
  private final Coverage coverage;
  private final ImmutableList<Start> starts;

  /** Also the lock under which all below changes. */
  private final WordLayout layout = new WordLayout(FIRST_WORDS);

  private final ImmutableList<Dictionary<Long>> values;
  private final Field[] placeFields;

  /** By the number of the code; 0 is a thread that has returned. */
  private final ImmutableList<Dictionary<ThreadState>> standings;

  private final int[] codeOf;
  private final Field[] threadFields;
  private final boolean[] daemon;

  /** By thread, and behind these by the thread that memory takes steps for; then by standing. */
  private final @Nullable Tree[][] steps;

  /** By property, then for each its first and its second condition. */
  private final @Nullable Tree[] truths;

  /** What asks whether objects are exchanged without a difference; null if none are. */
  private @Nullable Equivariance exchanged;

  /** The properties that may say something else of an image of a state. */
  private ImmutableSet<Integer> judgedEach = ImmutableSet.of();

  /** What may be left out; null if nothing may. */
  private @Nullable Orders orders;

  private int transitionsCount;
  private int nodeCount;

  /** Whether a thread lacked room for a store. */
  private volatile boolean lacksRoom;

  /**
   * @param reference under a memory model that is local
   */
  public PackedMachine(Machine reference) {
    if (!reference.model().isLocal()) {
      throw new IllegalArgumentException("under " + reference.model());
    }
    this.reference = reference;
    this.program = reference.program();
    this.coverage = reference.coverage();
    this.starts = reference.starts(coverage);
    int threadCount = program.threads().size();
    ImmutableList.Builder<Dictionary<Long>> ofPlaces = ImmutableList.builder();
    State first = starts.get(0).state();
    placeFields = new Field[program.memory().places().size()];
    for (int place = 0; place < placeFields.length; place++) {
      Dictionary<Long> dictionary = new Dictionary<>();
      dictionary.number(first.memory().get(place));
      ofPlaces.add(dictionary);
      placeFields[place] = new Field();
    }
    values = ofPlaces.build();
    codeOf = new int[threadCount];
    threadFields = new Field[threadCount];
    daemon = new boolean[threadCount];
    int codes = 0;
    for (int thread = 0; thread < threadCount; thread++) {
      ThreadCode code = program.threads().get(thread);
      codeOf[thread] = reference.codeOf(thread);
      codes = Math.max(codes, codeOf[thread] + 1);
      threadFields[thread] = new Field();
      daemon[thread] = code.daemon();
    }
    ImmutableList.Builder<Dictionary<ThreadState>> ofCodes = ImmutableList.builder();
    for (int code = 0; code < codes; code++) {
      Dictionary<ThreadState> dictionary = new Dictionary<>();
      dictionary.number(reference.returned());
      ofCodes.add(dictionary);
    }
    standings = ofCodes.build();
    steps = new @Nullable Tree[reference.agentCount()][64];
    truths = new @Nullable Tree[2 * program.properties().size()];
  }

  // What a search asks before its first state, and between levels.

  public Program program() {
    return program;
  }

  /** All initial states, those with a fault among them. */
  public ImmutableList<Start> starts() {
    return starts;
  }

  public int threadCount() {
    return threadFields.length;
  }

  /** Threads, and as many again where memory takes steps of its own. */
  int agentCount() {
    return steps.length;
  }

  /** The thread that takes the steps of an agent, or for which memory does. */
  private int threadOf(int agent) {
    return agent % threadFields.length;
  }

  /** Whether a thread lacked room for a store in a state that was expanded: there may be more. */
  public boolean isCut() {
    return lacksRoom;
  }

  /** Longs of a state. */
  public int wordCount() {
    return layout.wordCount();
  }

  /** What takes successors; void when the layout changes. */
  public Successors successors() {
    return new Successors(this, layout.wordCount(), agentCount(), 2 * program.properties().size());
  }

  /** Makes room behind an {@link OutOfBits}. All words so far are void. */
  public void widen() {
    synchronized (layout) {
      if (!assign(layout.wordCount() + 1, 1)) {
        assign(2 * layout.wordCount() + 1, 0);
      }
    }
  }

  /**
   * Gives every field the bits that its values so far need, with some to spare, if states are
   * shorter for it; says whether they are. All words so far are void then.
   */
  public boolean narrow() {
    synchronized (layout) {
      int before = layout.wordCount();
      int[] used = layout.used();
      Map<Field, Bits> bits = new LinkedHashMap<>();
      Stream.of(placeFields, threadFields)
          .flatMap(Stream::of)
          .forEach(field -> bits.put(field, field.bits()));
      for (int wordCount = 1; wordCount < before; wordCount++) {
        for (int spare = 2; spare >= 0; spare--) {
          if (assign(wordCount, spare)) {
            return true;
          }
        }
      }
      // The words so far go on to mean what they meant.
      bits.forEach(Field::setBits);
      layout.restore(used);
      return false;
    }
  }

  /** Lays the fields out anew, widest first; false if they do not fit. */
  private boolean assign(int wordCount, int spare) {
    Map<Field, Integer> widths = new LinkedHashMap<>();
    for (int thread = 0; thread < threadFields.length; thread++) {
      widths.put(threadFields[thread], bits(standings.get(codeOf[thread]).size()) + spare);
    }
    for (int place = 0; place < placeFields.length; place++) {
      int size = values.get(place).size();
      widths.put(placeFields[place], size <= 2 ? size - 1 : bits(size) + (spare > 0 ? 1 : 0));
    }
    List<Field> widest = new ArrayList<>(widths.keySet());
    widest.sort(Comparator.comparing(widths::get, Comparator.reverseOrder()));
    layout.reset(wordCount);
    widest.forEach(field -> field.setBits(Bits.NONE));
    try {
      for (Field field : widest) {
        int width = widths.getOrDefault(field, 0);
        if (width > 0) {
          layout.extend(field, width);
        }
      }
    } catch (OutOfBits tooSmall) {
      return false;
    }
    return true;
  }

  /** Bits that tell so many numbers apart. */
  private static int bits(int count) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(count - 1);
  }

  // Between words and states.

  /**
   * @throws OutOfBits if a value of the state does not fit
   */
  public void pack(State state, long[] words, int at) {
    synchronized (layout) {
      Arrays.fill(words, at, at + layout.wordCount(), 0);
      for (int place = 0; place < placeFields.length; place++) {
        int number = number(place, state.memory().get(place));
        placeFields[place].bits().put(number, words, at);
      }
      for (int thread = 0; thread < threadFields.length; thread++) {
        int number = number(thread, state.threads().get(thread));
        threadFields[thread].bits().put(number, words, at);
      }
    }
  }

  public State unpack(long[] words, int at) {
    synchronized (layout) {
      ImmutableLongArray.Builder memory = ImmutableLongArray.builder(placeFields.length);
      for (int place = 0; place < placeFields.length; place++) {
        memory.add(values.get(place).value(placeFields[place].get(words, at)));
      }
      ImmutableList.Builder<ThreadState> threads =
          ImmutableList.builderWithExpectedSize(threadFields.length);
      for (int thread = 0; thread < threadFields.length; thread++) {
        threads.add(standings.get(codeOf[thread]).value(threadFields[thread].get(words, at)));
      }
      return new State(memory.build(), threads.build(), null);
    }
  }

  /**
   * A hash of the state at {@code words[at] ..}: equal for equal states, also behind a change of
   * the layout. It means something to this machine only.
   */
  public long hash(long[] words, int at) {
    long hash = 0;
    for (int place = 0; place < placeFields.length; place++) {
      hash += mixed(place, placeFields[place].get(words, at));
    }
    for (int thread = 0; thread < threadFields.length; thread++) {
      hash += mixed(~thread, threadFields[thread].get(words, at));
    }
    return hash;
  }

  /** The first half of Stafford's variant 13 of MurmurHash3's finaliser; 0 for number 0. */
  private static long mixed(int field, int number) {
    if (number == 0) {
      return 0;
    }
    long pair = ((long) field << 32 | number) * 0x9E3779B97F4A7C15L;
    long mixed = (pair ^ (pair >>> 30)) * 0xBF58476D1CE4E5B9L;
    return mixed ^ (mixed >>> 27);
  }

  /** The number of a value, for which its field has room then. */
  private int number(int place, long value) {
    int number = values.get(place).number(value);
    Field field = placeFields[place];
    while (number >= field.capacity()) {
      boolean truth = program.memory().places().get(place).type() instanceof ValueType.Bool;
      layout.extend(field, truth ? 1 : 2 + field.width() / 2);
    }
    return number;
  }

  private int number(int thread, ThreadState standing) {
    int number = standings.get(codeOf[thread]).number(standing);
    for (int other = 0; other < threadFields.length; other++) {
      // Where one copy stands, the others may stand as well.
      Field field = threadFields[other];
      while (codeOf[other] == codeOf[thread] && number >= field.capacity()) {
        layout.extend(field, field.width() == 0 ? 6 : 3);
      }
    }
    return number;
  }

  // Interchangeable threads and objects.

  /** Chooses one of all states that differ by an exchange of threads; void with the layout. */
  public Canonical canonical(ThreadSymmetry symmetry) {
    return new Canonical(this, symmetry);
  }

  /** As above, of threads and of objects. */
  public CanonicalObjects canonical(ThreadSymmetry threads, PoolSymmetry objects) {
    return new CanonicalObjects(this, threads, objects);
  }

  /**
   * Has what is learnt from now on tried from all images of a state. Before any state is expanded.
   */
  public void exchange(PoolSymmetry objects) {
    if (objects.applies()) {
      exchanged = new Equivariance(reference, coverage, objects.exchanges());
      judgedEach = objects.judgedEach();
    }
  }

  private void checkSteps(
      State state, int thread, ImmutableList<LocalStep> steps, ImmutableIntArray read) {
    Exchange apart = exchanged == null ? null : exchanged.ofSteps(state, thread, steps, read);
    if (apart != null) {
      ThreadState from = state.threads().get(thread);
      ThreadCode code = program.threads().get(thread);
      throw new ToldApart(code.code().origins().get(from.pc()).function(code.name()), moved(apart));
    }
  }

  private void checkTruth(
      int property, Code code, State state, Evaluation evaluation, ImmutableIntArray read) {
    Equivariance asked = judgedEach.contains(property) ? null : exchanged;
    Exchange apart = asked == null ? null : asked.ofTruth(code, state, evaluation, read);
    if (apart != null) {
      throw new ToldApart(program.properties().get(property).name(), moved(apart));
    }
  }

  private String moved(Exchange exchange) {
    return program.memory().places().get(exchange.firstMoved()).path();
  }

  // For the flat trees.

  /**
   * Says where the standing of each agent's thread is, and which bits are 0 at a good end; gives
   * the version of the layout that says so.
   */
  int standingBits(Bits[] standings, long[] unfinished) {
    synchronized (layout) {
      Arrays.fill(unfinished, 0);
      for (int thread = 0; thread < threadFields.length; thread++) {
        standings[thread] = threadFields[thread].bits();
        if (!daemon[thread]) {
          standings[thread].fill(unfinished, 0);
        }
      }
      for (int agent = threadFields.length; agent < steps.length; agent++) {
        standings[agent] = standings[threadOf(agent)];
      }
      return layout.version();
    }
  }

  /** Where an agent's thread has been seen to stand. */
  int standingCount(int agent) {
    synchronized (layout) {
      return standings.get(codeOf[threadOf(agent)]).size();
    }
  }

  /**
   * Sets the bits that decide what an agent does in a state, besides where its thread stands; gives
   * the version of the layout.
   */
  int stepBits(int agent, long[] words, int at, long[] bits) {
    synchronized (layout) {
      Tree.fill(steps[agent][threadFields[threadOf(agent)].get(words, at)], words, at, bits);
      return layout.version();
    }
  }

  /** As {@link #stepBits}, for a condition: two for each property. */
  int truthBits(int condition, long[] words, int at, long[] bits) {
    synchronized (layout) {
      Tree.fill(truths[condition], words, at, bits);
      return layout.version();
    }
  }

  WordLayout layout() {
    return layout;
  }

  int layoutVersion() {
    return layout.version();
  }

  /** The fields of all threads, then those of some places. */
  Bits[] bits(int[] places) {
    synchronized (layout) {
      Bits[] bits = new Bits[threadFields.length + places.length];
      for (int thread = 0; thread < threadFields.length; thread++) {
        bits[thread] = threadFields[thread].bits();
      }
      for (int i = 0; i < places.length; i++) {
        bits[threadFields.length + i] = placeFields[places[i]].bits();
      }
      return bits;
    }
  }

  /** The places that hold numbers of threads. */
  int[] threadNumberPlaces() {
    return IntStream.range(0, placeFields.length)
        .filter(p -> program.memory().places().get(p).type() instanceof ValueType.ThreadNumber)
        .toArray();
  }

  /** Of the program: how to rename by an exchange. */
  Renaming renaming(ImmutableIntArray threads, Exchange objects) {
    return new Renaming(program, threads, objects);
  }

  /** The number that a value has where it comes to stand behind an exchange. */
  int renamedValue(int place, int number, int toPlace, Renaming renaming) {
    synchronized (layout) {
      ValueType type = program.memory().places().get(place).type();
      return number(toPlace, renaming.value(type, values.get(place).value(number)));
    }
  }

  /** The number of a standing behind an exchange. */
  int renamedStanding(int thread, int number, Renaming renaming) {
    synchronized (layout) {
      return number(thread, renaming.standing(thread, standings.get(codeOf[thread]).value(number)));
    }
  }

  /** The places that an exchange of objects moves, or whose values any exchange renames. */
  int[] renamedPlaces(ImmutableList<Exchange> objects, boolean threadNumbers) {
    return IntStream.range(0, placeFields.length)
        .filter(place -> !program.memory().places().get(place).hole())
        .filter(
            place -> {
              ValueType type = program.memory().places().get(place).type();
              return type instanceof ValueType.Pointer
                  || (threadNumbers && type instanceof ValueType.ThreadNumber)
                  || objects.stream().anyMatch(exchange -> exchange.address(place) != place);
            })
        .toArray();
  }

  long value(int place, int number) {
    synchronized (layout) {
      return values.get(place).value(number);
    }
  }

  ThreadState standing(int thread, int number) {
    synchronized (layout) {
      return standings.get(codeOf[thread]).value(number);
    }
  }

  // Orders of steps.

  /** What may be left out from now on, where it is asked for. Before any state is expanded. */
  public void leaveOut(PartialOrder order) {
    orders = new Orders(this, order);
  }

  @Nullable Orders orders() {
    return orders;
  }

  /** What a thread may still touch from where it stands. */
  Touched future(Futures futures, int thread, int number) {
    synchronized (layout) {
      ThreadState standing = standings.get(codeOf[thread]).value(number);
      return futures.from(thread, standing.pc(), standing.numbers(), standing.registers());
    }
  }

  // Steps.

  /**
   * What an agent may do in a state.
   *
   * @throws OutOfBits if a value of what comes of it does not fit
   */
  Transitions transitions(int agent, long[] words, int at) {
    int standing = threadFields[threadOf(agent)].get(words, at);
    @Nullable Tree[] trees = steps[agent];
    if (standing < trees.length
        && Tree.leaf(trees[standing], words, at) instanceof Tree.Steps leaf) {
      return leaf.transitions();
    }
    return learn(agent, words, at);
  }

  /**
   * Puts the faults where they stand among the successors of their thread.
   *
   * @param first the first of these
   */
  static void addFaults(int thread, Transitions transitions, int first, Successors successors) {
    int leading = 0;
    for (Transitions.Change change : transitions.changes()) {
      Fault fault = change.fault();
      if (fault == null) {
        leading++;
      } else {
        successors.addFault(thread, fault, first + leading);
      }
    }
    successors.addDistinctFaults(transitions.distinctFaults());
  }

  /** Says so if two steps of the threads, which the successors name, are a data race. */
  void findRace(Successors successors) {
    Transitions[] chosen = successors.chosen;
    for (int i = 0; i < chosen.length; i++) {
      Transitions one = chosen[i];
      for (int j = i + 1; j < chosen.length; j++) {
        Transitions other = chosen[j];
        if ((one.plain || other.plain)
            && ((one.writes & other.touches) | (one.touches & other.writes)) != 0
            && isRace(one, other, successors)) {
          successors.setRaced();
          return;
        }
      }
    }
  }

  private boolean isRace(Transitions one, Transitions other, Successors successors) {
    long pair = (long) one.id << 32 | other.id;
    if (!successors.knowsPair(pair)) {
      successors.learnPair(pair, isRace(one, other));
    }
    return successors.pairRaces(pair);
  }

  private boolean isRace(Transitions one, Transitions other) {
    for (LocalStep.Accesses accesses : one.accesses()) {
      for (LocalStep.Accesses others : other.accesses()) {
        if (reference.isRace(accesses, others)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Has the reference machine take the steps of an agent, and keeps them. */
  private Transitions learn(int agent, long[] words, int at) {
    synchronized (layout) {
      int thread = threadOf(agent);
      int standing = threadFields[thread].get(words, at);
      if (standing >= steps[agent].length) {
        steps[agent] = Arrays.copyOf(steps[agent], Math.max(standing + 1, 2 * standing));
      }
      @Nullable Tree[] trees = steps[agent];
      if (Tree.leaf(trees[standing], words, at) instanceof Tree.Steps leaf) {
        return leaf.transitions();
      }
      State state = unpack(words, at);
      Footprint footprint = new Footprint();
      ImmutableList<LocalStep> taken;
      if (agent == thread) {
        taken = reference.steps(state, thread, footprint, coverage);
        lacksRoom |= taken.isEmpty() && reference.lacksRoom(state, thread);
      } else {
        taken = reference.stepsOfMemory(state, thread, footprint);
      }
      checkSteps(state, thread, taken, footprint.read());
      ImmutableList.Builder<Transitions.Change> changes = ImmutableList.builder();
      for (LocalStep step : taken) {
        changes.add(change(thread, step));
      }
      Transitions transitions =
          new Transitions(
              transitionsCount++, changes.build(), taken, alone(thread, state, taken, footprint));
      trees[standing] =
          grow(trees[standing], footprint.read(), 0, state, new Tree.Steps(transitions));
      return transitions;
    }
  }

  /** What steps touch, if their thread may take them before all others; else null. */
  private @Nullable Touched alone(
      int thread, State state, ImmutableList<LocalStep> steps, Footprint footprint) {
    Orders known = orders;
    if (known == null || steps.isEmpty()) {
      return null;
    }
    PartialOrder order = known.order();
    Touched touched = Touched.none(placeFields.length);
    footprint.read().forEach(touched::read);
    ThreadState from = state.threads().get(thread);
    for (LocalStep step : steps) {
      State after = step.successor().state();
      ThreadState to = after.threads().get(thread);
      if (after.fault() != null
          || !order.isOnward(
              thread,
              from.pc(),
              from.numbers(),
              from.registers(),
              to.pc(),
              to.numbers(),
              to.registers())) {
        return null;
      }
      for (int i = 0; i < step.written().length(); i++) {
        int place = step.written().get(i);
        touched.write(place);
        boolean same =
            touched.reads(place) && after.memory().get(place) == state.memory().get(place);
        if (!same && order.isVisible(place, daemon[thread])) {
          return null;
        }
      }
    }
    return touched;
  }

  private Transitions.Change change(int thread, LocalStep step) {
    State after = step.successor().state();
    Choice choice = step.successor().choice();
    boolean acquires = step.successor().acquires();
    if (after.fault() != null) {
      return new Transitions.Change(
          choice, acquires, ImmutableList.of(), ImmutableIntArray.of(), after.fault());
    }
    ImmutableIntArray written = step.written();
    ImmutableList.Builder<Field> fields = ImmutableList.builder();
    ImmutableIntArray.Builder numbers = ImmutableIntArray.builder(written.length() + 1);
    for (int i = 0; i < written.length(); i++) {
      int place = written.get(i);
      numbers.add(number(place, after.memory().get(place)));
      fields.add(placeFields[place]);
    }
    numbers.add(number(thread, after.threads().get(thread)));
    fields.add(threadFields[thread]);
    return new Transitions.Change(choice, acquires, fields.build(), numbers.build(), null);
  }

  /** The tree, with a way to {@code leaf} for all states that agree on what was read. */
  private Tree grow(@Nullable Tree tree, ImmutableIntArray read, int next, State state, Tree leaf) {
    if (next == read.length()) {
      if (tree != null) {
        throw new AssertionError(
            "two leaves for one state: a step is not a function of what it reads");
      }
      return leaf;
    }
    int place = read.get(next);
    Tree.Read node;
    if (tree == null) {
      node = new Tree.Read(placeFields[place]);
      nodeCount++;
    } else if (tree instanceof Tree.Read existing && existing.field() == placeFields[place]) {
      node = existing;
    } else {
      throw new AssertionError(
          "a step that reads differently: it is not a function of what it reads");
    }
    int number = number(place, state.memory().get(place));
    node.setChild(number, grow(node.child(number), read, next + 1, state, leaf));
    return node;
  }

  // What is true of a state.

  /**
   * What a property of the program says of a state. It looks at no thread, so it says the same of
   * all states of one {@link #memoryMask memory}.
   *
   * @param second whether it is asked of its second condition
   */
  int truth(int property, boolean second, long[] words, int at) {
    int tree = 2 * property + (second ? 1 : 0);
    return Tree.leaf(truths[tree], words, at) instanceof Tree.Verdict verdict
        ? verdict.truth()
        : learnTruth(property, second, words, at);
  }

  /** The bits of the words that hold the memory. Changes with the layout, and when it grows. */
  public long[] memoryMask() {
    synchronized (layout) {
      long[] mask = new long[layout.wordCount()];
      Arrays.fill(mask, -1);
      for (Field field : threadFields) {
        field.bits().clear(mask, 0);
      }
      return mask;
    }
  }

  private int learnTruth(int property, boolean second, long[] words, int at) {
    synchronized (layout) {
      int tree = 2 * property + (second ? 1 : 0);
      if (Tree.leaf(truths[tree], words, at) instanceof Tree.Verdict verdict) {
        return verdict.truth();
      }
      Property asked = program.properties().get(property);
      Code code = second ? asked.consequence() : asked.code();
      if (code == null) {
        throw new IllegalArgumentException(asked.name() + " has no second condition");
      }
      State state = unpack(words, at);
      Footprint footprint = new Footprint();
      Evaluation evaluation = reference.evaluate(code, state, footprint);
      checkTruth(property, code, state, evaluation, footprint.read());
      byte truth = (byte) (evaluation.fault() != null ? FAULT : evaluation.truth() ? TRUE : FALSE);
      truths[tree] = grow(truths[tree], footprint.read(), 0, state, new Tree.Verdict(truth));
      return truth;
    }
  }

  /** The instructions that no step of a state that was expanded executed. */
  public ImmutableList<Coverage.Missed> missed() {
    synchronized (layout) {
      return coverage.missed();
    }
  }

  /** What the tables hold, about. */
  public long bytes() {
    synchronized (layout) {
      long count = 0;
      for (Dictionary<ThreadState> dictionary : standings) {
        count += dictionary.size();
      }
      return 300L * transitionsCount + 80L * nodeCount + 250L * count;
    }
  }
}
