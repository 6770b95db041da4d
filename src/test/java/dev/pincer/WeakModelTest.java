// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.pincer.machine.Expansion;
import dev.pincer.machine.Machine;
import dev.pincer.machine.MemoryModel;
import dev.pincer.machine.State;
import dev.pincer.sample.Judge;
import dev.pincer.verdict.Verdict;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models in which nothing goes wrong, however late their stores are seen. */
class WeakModelTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "lock",
        "count",
        "ticket",
        "ticket-await",
        "peterson",
        "block-before-store",
        "await-first",
        "each-is-early",
        "one-has-it"
      })
  void nothingGoesWrongThatCouldNotHappen(String name) {
    Model model = Model.load(Path.of("src/test/golden/memory/" + name + ".c"));
    Result result = model.under(MemoryModel.weak(MemoryModel.DEPTH)).check();
    assertTrue(result.good(), () -> result.verdicts().toString());
  }

  @Test
  void aLockThatIsTriedAcquiresOnlyIfItIsTaken() {
    Model model = Model.load(Path.of("src/test/golden/memory/trylock.c"));
    MemoryModel weak = MemoryModel.weak(MemoryModel.DEPTH);
    for (MemoryModel memory : ImmutableList.of(MemoryModel.sc(), MemoryModel.tso(), weak)) {
      Result result = model.under(memory).check();
      for (String property : result.verdicts().keySet()) {
        boolean isStale = property.equals("it_fails_and_sees_less");
        String good = property.startsWith("it_") ? "reached" : "holds";
        assertEquals(
            isStale && !memory.equals(weak) ? "unreached" : good,
            result.verdict(property).word(),
            property + " under " + memory);
      }
    }
  }

  @Test
  void whatNeverComesIsMissed() {
    Model model = Model.load(Path.of("src/test/golden/memory/waits-for-ever.c"));
    Result result = model.under(MemoryModel.weak(MemoryModel.DEPTH)).check();
    assertEquals(
        ImmutableSet.of("it_stops", "livelock"),
        Maps.filterValues(result.verdicts(), verdict -> verdict == Verdict.BROKEN).keySet());
  }

  @Test
  void aBlockThatIsLeftEarlyTouchesWhatComesAfterTheWayOut() {
    Model model = Model.load(Path.of("src/test/golden/memory/two-ends.c"));
    Result result = model.under(MemoryModel.weak(MemoryModel.DEPTH)).check();
    assertEquals(Verdict.REACHED, result.verdicts().get("one_is_written"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"sc", "tso", "weak"})
  void whoeverWaitsForAPulseMayMissIt(String memory) {
    Model model = Model.load(Path.of("src/test/golden/memory/misses-a-pulse.c"));
    Result result = model.under(MemoryModel.named(memory, MemoryModel.DEPTH)).check();
    assertEquals(
        ImmutableSet.of("it_goes_on", "deadlock"),
        Maps.filterValues(result.verdicts(), verdict -> verdict == Verdict.BROKEN).keySet());
    assertEquals(Verdict.REACHED, result.verdict("it_is_seen"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tso", "weak"})
  void theStoresOfABlockThatReleasesComeOneAfterTheOther(String memory) {
    Model model = Model.load(Path.of("src/test/golden/memory/half-released.c"));
    Result result = model.under(MemoryModel.named(memory, MemoryModel.DEPTH)).check();
    assertTrue(result.good(), () -> result.verdicts().toString());
  }

  /** Each thread alone could keep its promise, but not both. */
  @Test
  void aStateThatNoRunComesToShowsNothing() {
    Model model = Model.load(Path.of("src/test/golden/memory/one-has-it.c"));
    Machine machine = new Machine(model.program(), MemoryModel.weak(MemoryModel.DEPTH));
    Judge judge = new Judge(machine);
    Set<State> seen = new LinkedHashSet<>();
    Deque<State> open = new ArrayDeque<>();
    machine.starts().forEach(start -> open.add(start.state()));
    int impossible = 0;
    while (!open.isEmpty()) {
      State state = open.remove();
      if (seen.add(state)) {
        Expansion expansion = machine.expand(state);
        assertEquals(ImmutableList.of(), judge.broken(state, expansion));
        impossible += machine.isImpossible(state) ? 1 : 0;
        expansion.successors().forEach(successor -> open.add(successor.state()));
      }
    }
    assertTrue(impossible > 0, "each can promise");
  }

  @Test
  void whatThereIsNoRoomForIsNoDeadlock() {
    Model model = Model.load(Path.of("src/test/golden/memory/goes-on.c"));
    Result result = model.under(MemoryModel.weak(1)).check();
    assertEquals(Verdict.UNKNOWN, result.verdict("deadlock"));
  }
}
