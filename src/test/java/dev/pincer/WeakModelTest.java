// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.pincer.machine.MemoryModel;
import dev.pincer.verdict.Verdict;
import java.nio.file.Path;
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
        "await-first"
      })
  void nothingGoesWrongThatCouldNotHappen(String name) {
    Model model = Model.load(Path.of("src/test/golden/memory/" + name + ".c"));
    Result result = model.under(MemoryModel.weak(MemoryModel.DEPTH)).check();
    assertTrue(result.good(), () -> result.verdicts().toString());
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
}
