// SPDX-License-Identifier: Apache-2.0
package dev.pincer.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Collections2;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.explore.Explorer;
import dev.pincer.explore.ProgramSystem;
import dev.pincer.explore.SearchMonitor;
import dev.pincer.explore.SearchOptions;
import dev.pincer.machine.Machine;
import dev.pincer.machine.Start;
import dev.pincer.machine.State;
import dev.pincer.machine.Successor;
import dev.pincer.machine.ThreadState;
import dev.pincer.program.Memory;
import dev.pincer.program.Place;
import dev.pincer.program.Program;
import dev.pincer.program.Register;
import dev.pincer.program.ValueType;
import dev.pincer.verdict.Reduction;
import dev.pincer.verdict.SearchResult;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * To exchange objects of a pool changes no verdict and no witness, and leaves one state of those
 * that differ by it: as many as are counted here by trying all exchanges of names.
 */
class PoolsAgainstPlainTest {
  /** More states than this are for others. */
  private static final int SMALL = 2_500;

  private static final AtomicInteger WITH_POOLS = new AtomicInteger();
  private static final AtomicInteger WITHOUT = new AtomicInteger();
  private static final AtomicInteger BROKEN = new AtomicInteger();

  @Provide
  Arbitrary<PoolModels.Spec> specs() {
    return PoolModels.specs(40);
  }

  @Property(tries = 300, seed = "5", edgeCases = EdgeCasesMode.NONE)
  void exchangesChangeNothingButTheCounts(@ForAll("specs") PoolModels.Spec spec)
      throws IOException {
    Program program = spec.program();
    SearchResult plain =
        Explorer.search(
            new ProgramSystem(program),
            SearchOptions.DEFAULT.withMaxStates(SMALL),
            SearchMonitor.NONE);
    Assume.that(plain.exhaustive());
    SearchResult reduced = search(program, 1, Reduction.Kind.SYMMETRY);
    String facts = ReducedAgainstPlainTest.facts(plain);
    assertEquals(facts, ReducedAgainstPlainTest.facts(reduced));
    Reduction used = reduced.reductions().get(0);
    assertEquals(statesByHand(program, used.used() ? used.text() : ""), reduced.states());
    SearchResult all = search(program, 1, Reduction.Kind.values());
    assertEquals(withoutDepth(facts), withoutDepth(ReducedAgainstPlainTest.facts(all)));
    if (used.used() && used.text().contains("pages[")) {
      WITH_POOLS.incrementAndGet();
      BROKEN.addAndGet(facts.contains("BROKEN") ? 1 : 0);
      // What stands for others does not depend on the order in which they are found.
      SearchResult two = search(program, 2, Reduction.Kind.values());
      assertEquals(all.states(), two.states(), "the same with two workers");
      assertEquals(all.findings(), two.findings());
    } else {
      WITHOUT.incrementAndGet();
    }
  }

  /** Or the test above would say little. */
  @AfterContainer
  static void poolsWereExchangedOftenEnough() {
    String counts = WITH_POOLS + " with, " + BROKEN + " broken, " + WITHOUT + " without";
    assertTrue(WITH_POOLS.get() > 100 && BROKEN.get() > 50 && WITHOUT.get() > 20, counts);
  }

  private static SearchResult search(Program program, int workers, Reduction.Kind... kinds) {
    return Explorer.search(
        program,
        SearchOptions.DEFAULT.withWorkers(workers).withReductions(ImmutableSet.copyOf(kinds)),
        SearchMonitor.NONE);
  }

  private static String withoutDepth(String facts) {
    return facts.replaceFirst("(?m)^depth \\d+, ", "");
  }

  // By hand.

  /**
   * One state for each set of states that differ by an exchange, and the faults of one of them.
   *
   * @param exchanged as reports have it: {@code t[0] .. t[1], pages[0] .. pages[2]}
   */
  private static long statesByHand(Program program, String exchanged) {
    Machine machine = new Machine(program);
    Set<State> seen = new HashSet<>();
    Set<State> faultyStarts = new HashSet<>();
    Deque<State> open = new ArrayDeque<>();
    for (Start start : machine.starts()) {
      if (start.state().fault() != null) {
        faultyStarts.add(start.state());
      } else if (seen.add(start.state())) {
        open.add(start.state());
      }
    }
    Map<State, Integer> faults = new HashMap<>();
    while (!open.isEmpty()) {
      State state = open.remove();
      Set<State> faulty = new HashSet<>();
      for (Successor successor : machine.expand(state).successors()) {
        if (successor.state().fault() != null) {
          faulty.add(successor.state());
        } else if (seen.add(successor.state())) {
          open.add(successor.state());
        }
      }
      faults.put(state, faulty.size());
    }
    List<Names> ways = ways(program, exchanged);
    long count = faultyStarts.size();
    Set<State> done = new HashSet<>();
    for (State state : seen) {
      if (done.contains(state)) {
        continue;
      }
      count += 1 + faults.getOrDefault(state, 0);
      for (Names way : ways) {
        State image = way.image(state);
        assertTrue(seen.contains(image), "an image that is not reached");
        done.add(image);
      }
    }
    return count;
  }

  private static final Pattern RANGE =
      Pattern.compile("(\\w+)\\[(\\d+)](?: \\.\\. \\w+\\[(\\d+)])?");

  private static List<Names> ways(Program program, String exchanged) {
    Set<String> pools = new TreeSet<>();
    List<List<Integer>> elements = new ArrayList<>();
    List<Integer> copies = new ArrayList<>();
    List<Integer> named = new ArrayList<>();
    Matcher matcher = RANGE.matcher(exchanged);
    while (matcher.find()) {
      int first = Integer.parseInt(matcher.group(2));
      int last = matcher.group(3) == null ? first : Integer.parseInt(matcher.group(3));
      for (int i = first; i <= last; i++) {
        if (matcher.group(1).equals("t")) {
          copies.add(i);
        } else if (matcher.group(1).equals("pages")) {
          pools.add("pages");
          named.add(i);
        } else {
          pools.add(matcher.group(1));
        }
      }
    }
    elements.add(named);
    List<Names> ways = new ArrayList<>();
    for (List<Integer> objects : orders(elements.get(0))) {
      for (List<Integer> threads : orders(copies)) {
        ways.add(new Names(program, pools, elements.get(0), objects, copies, threads));
      }
    }
    return ways;
  }

  private static Collection<List<Integer>> orders(List<Integer> of) {
    return Collections2.permutations(of);
  }

  /** One way to exchange elements and threads, by their names. */
  private static final class Names {
    private final Program program;
    private final Memory memory;
    private final Set<String> pools;
    private final Map<Integer, Integer> elements = new HashMap<>();
    private final Map<Integer, Integer> threads = new HashMap<>();
    private final Map<String, Integer> addresses = new HashMap<>();

    Names(
        Program program,
        Set<String> pools,
        List<Integer> elements,
        List<Integer> objects,
        List<Integer> copies,
        List<Integer> threads) {
      this.program = program;
      this.memory = program.memory();
      this.pools = pools;
      for (int i = 0; i < elements.size(); i++) {
        this.elements.put(elements.get(i), objects.get(i));
      }
      for (int i = 0; i < copies.size(); i++) {
        this.threads.put(copies.get(i), threads.get(i));
      }
      for (int place = 1; place < memory.places().size(); place++) {
        addresses.put(memory.places().get(place).path(), place);
      }
    }

    private static final Pattern ELEMENT = Pattern.compile("(\\w+)\\[(\\d+)](.*)");

    private int address(int address) {
      Place place = memory.places().get(address);
      Matcher matcher = ELEMENT.matcher(place.path());
      if (place.hole() || !matcher.matches() || !pools.contains(matcher.group(1))) {
        return address;
      }
      int element = Integer.parseInt(matcher.group(2));
      int to = elements.getOrDefault(element, element);
      Integer target = addresses.get(matcher.group(1) + "[" + to + "]" + matcher.group(3));
      if (target == null) {
        throw new AssertionError(place.path());
      }
      return target;
    }

    private long value(ValueType type, long value) {
      if (type instanceof ValueType.Pointer) {
        return value > 0 && value < memory.privateBase() ? address((int) value) : value;
      }
      // The copies of t are the first threads.
      return type instanceof ValueType.ThreadNumber && value > 0
          ? threads.getOrDefault((int) value - 1, (int) value - 1) + 1
          : value;
    }

    private long value(Register register, long value) {
      boolean number = !pools.isEmpty() && List.of("i", "j").contains(register.name());
      return number
          ? elements.getOrDefault((int) value, (int) value)
          : value(register.type(), value);
    }

    State image(State state) {
      long[] values = new long[memory.places().size()];
      for (int place = 0; place < values.length; place++) {
        values[place == 0 ? 0 : address(place)] =
            value(memory.places().get(place).type(), state.memory().get(place));
      }
      ThreadState[] standings = new ThreadState[state.threads().size()];
      for (int thread = 0; thread < standings.length; thread++) {
        ThreadState standing = state.threads().get(thread);
        List<Long> registers = new ArrayList<>();
        for (int i = 0; i < standing.numbers().length(); i++) {
          Register register =
              program.threads().get(thread).code().registers().get(standing.numbers().get(i));
          registers.add(value(register, standing.registers().get(i)));
        }
        standings[threads.getOrDefault(thread, thread)] =
            new ThreadState(
                standing.pc(), standing.numbers(), ImmutableLongArray.copyOf(registers));
      }
      return new State(ImmutableLongArray.copyOf(values), ImmutableList.copyOf(standings), null);
    }
  }
}
