// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.Collections2;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.machine.Machine;
import dev.pincer.machine.MemoryModel;
import dev.pincer.machine.Renaming;
import dev.pincer.machine.Start;
import dev.pincer.machine.State;
import dev.pincer.oracle.PoolModels;
import dev.pincer.oracle.ReducedAgainstPlainTest;
import dev.pincer.program.ArrayExtent;
import dev.pincer.program.Code;
import dev.pincer.program.Program;
import dev.pincer.program.ThreadCode;
import dev.pincer.reduce.Exchange;
import dev.pincer.reduce.PoolSymmetry;
import dev.pincer.verdict.Reduction;
import dev.pincer.verdict.SearchResult;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

/**
 * Elements are exchanged here whatever the code does with them, as if nobody had read it: either a
 * step or a property that tells them apart is noticed, or nothing depends on it.
 */
class PoolsToldApartTest {
  private static final int SMALL = 2_500;

  private static final AtomicInteger NOTICED = new AtomicInteger();
  private static final AtomicInteger EXCHANGED = new AtomicInteger();
  private static final AtomicInteger BROKEN = new AtomicInteger();

  @Provide
  Arbitrary<PoolModels.Spec> specs() {
    return PoolModels.specs(4);
  }

  @Property(tries = 400, seed = "6", edgeCases = EdgeCasesMode.NONE)
  void whatTellsElementsApartIsNoticed(
      @ForAll("specs") PoolModels.Spec spec, @ForAll boolean asksImages) throws IOException {
    Program program = spec.program();
    PoolSymmetry unread = unread(program, asksImages);
    Assume.that(unread.applies());
    SearchResult plain =
        Explorer.search(
            new ProgramSystem(program),
            SearchOptions.DEFAULT.withMaxStates(SMALL),
            SearchMonitor.NONE);
    Assume.that(plain.exhaustive());
    String facts = ReducedAgainstPlainTest.facts(plain);
    SearchResult exchanged = search(program, unread, LeaveOut.NOTHING);
    assertEquals(facts, ReducedAgainstPlainTest.facts(exchanged));
    SearchResult leftOut = search(program, unread, LeaveOut.AT_ONCE);
    assertEquals(plain.findings(), leftOut.findings());
    Reduction used = exchanged.reductions().get(0);
    if (used.text().contains("pages")) {
      EXCHANGED.incrementAndGet();
      BROKEN.addAndGet(facts.contains("BROKEN") ? 1 : 0);
    } else {
      NOTICED.incrementAndGet();
      assertTrue(used.besides().contains(" from others"), used.besides());
    }
  }

  /** Or the test above would say little. */
  @AfterContainer
  static void bothHappenedOftenEnough() {
    String counts = EXCHANGED + " exchanged, " + BROKEN + " broken, " + NOTICED + " noticed";
    assertTrue(EXCHANGED.get() > 60 && BROKEN.get() > 30 && NOTICED.get() > 60, counts);
  }

  private static SearchResult search(Program program, PoolSymmetry unread, LeaveOut leaveOut) {
    return Explorer.search(
        program,
        MemoryModel.sc(),
        SearchOptions.DEFAULT.withReductions(ImmutableSet.copyOf(Reduction.Kind.values())),
        SearchMonitor.NONE,
        search -> {},
        leaveOut,
        (space, threads) -> unread);
  }

  // What nobody has read.

  /** The most elements that can be exchanged at the start, from some one on. */
  private static PoolSymmetry unread(Program program, boolean asksImages) {
    ImmutableList<ArrayExtent> arrays = program.memory().arrays();
    int count = arrays.get(0).count();
    ImmutableSet<Integer> judgedEach =
        asksImages
            ? IntStream.range(0, program.properties().size())
                .boxed()
                .collect(ImmutableSet.toImmutableSet())
            : ImmutableSet.of();
    for (int first = 0; first < count - 1; first++) {
      ImmutableList<Exchange> exchanges = exchanges(program, first, count);
      if (keepStarts(program, exchanges)) {
        return new PoolSymmetry(ImmutableList.of("pages"), exchanges, judgedEach, "");
      }
    }
    return PoolSymmetry.none("");
  }

  private static ImmutableList<Exchange> exchanges(Program program, int first, int count) {
    ImmutableList.Builder<Exchange> exchanges = ImmutableList.builder();
    List<Integer> moved = IntStream.range(first, count).boxed().toList();
    for (List<Integer> order : Collections2.permutations(moved)) {
      int[] to = IntStream.range(0, count).toArray();
      for (int i = 0; i < order.size(); i++) {
        to[first + i] = order.get(i);
      }
      int[] addresses = IntStream.range(0, program.memory().places().size()).toArray();
      for (ArrayExtent array : program.memory().arrays()) {
        for (int i = 0; i < count * array.stride(); i++) {
          addresses[array.base() + i] =
              array.base() + to[i / array.stride()] * array.stride() + i % array.stride();
        }
      }
      exchanges.add(
          new Exchange(
              ImmutableIntArray.copyOf(addresses),
              ImmutableMap.of(0, ImmutableIntArray.copyOf(to)),
              program.threads().stream()
                  .map(PoolsToldApartTest::numbers)
                  .collect(ImmutableList.toImmutableList())));
    }
    return exchanges.build();
  }

  /** The registers that hold numbers of elements, by their names. */
  private static ImmutableMap<Integer, Integer> numbers(ThreadCode thread) {
    ImmutableMap.Builder<Integer, Integer> numbers = ImmutableMap.builder();
    Code code = thread.code();
    for (int register = 0; register < code.registers().size(); register++) {
      if (Set.of("i", "j").contains(code.registers().get(register).name())) {
        numbers.put(register, 0);
      }
    }
    return numbers.buildOrThrow();
  }

  private static boolean keepStarts(Program program, ImmutableList<Exchange> exchanges) {
    Set<State> starts =
        new Machine(program).starts().stream().map(Start::state).collect(Collectors.toSet());
    ImmutableIntArray inPlace =
        ImmutableIntArray.copyOf(IntStream.range(0, program.threads().size()).toArray());
    for (Exchange exchange : exchanges) {
      Renaming renaming = new Renaming(program, inPlace, exchange);
      if (!starts.stream().map(renaming::state).allMatch(starts::contains)) {
        return false;
      }
    }
    return true;
  }
}
