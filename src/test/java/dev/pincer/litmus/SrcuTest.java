// SPDX-License-Identifier: Apache-2.0
package dev.pincer.litmus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.pincer.Litmus;
import dev.pincer.Models;
import dev.pincer.Search;
import dev.pincer.machine.MemoryModel;
import dev.pincer.report.LitmusOutcome;
import dev.pincer.source.SourceFile;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With one srcu_struct and no nesting, SRCU is RCU: the same final states under each model. */
class SrcuTest {
  private static final Models MODELS = Models.standard();

  /** Where a reader begins and ends its critical section, around two accesses. */
  private static final List<String> READERS =
      List.of(
          "LOCK A UNLOCK B",
          " A LOCK B UNLOCK",
          "LOCK A B UNLOCK",
          "LOCK B A UNLOCK",
          "LOCK A UNLOCK LOCK B UNLOCK");

  private static final String[] FIRST = {"WRITE_ONCE(*x, 1);", "r0 = READ_ONCE(*x);"};
  private static final String[] SECOND = {"WRITE_ONCE(*y, 2);", "r1 = READ_ONCE(*y);"};
  private static final String[] BEFORE = {"WRITE_ONCE(*y, 1);", "r0 = READ_ONCE(*y);"};
  private static final String[] BEHIND = {"WRITE_ONCE(*x, 2);", "r1 = READ_ONCE(*x);"};

  /** All of a reader and an updater, in the words of RCU. */
  private static List<String> tests() {
    List<String> tests = new ArrayList<>();
    for (String reader : READERS) {
      for (int kinds = 0; kinds < 16; kinds++) {
        String body =
            reader
                .replace(" A", " " + FIRST[kinds & 1])
                .replace(" B", " " + SECOND[kinds >> 1 & 1]);
        tests.add(
            """
            C generated
            {}
            P0(int *x, int *y, struct srcu_struct *ss) { int r0 = 0; int r1 = 0; %s }
            P1(int *x, int *y, struct srcu_struct *ss, struct srcu_struct *other) { int r0 = 0; int r1 = 0; %s SYNC %s }
            exists (0:r0=1 /\\ 0:r1=1 /\\ 1:r0=1 /\\ 1:r1=1 /\\ x=1 /\\ y=1)
            """
                .formatted(body, BEFORE[kinds >> 2 & 1], BEHIND[kinds >> 3]));
      }
    }
    return tests;
  }

  private static ImmutableSet<ImmutableMap<String, Value>> finals(String text, MemoryModel memory) {
    LitmusOutcome outcome =
        Litmus.of(MODELS, new SourceFile("generated.litmus", text))
            .check(memory, Search.exhaustive());
    assertTrue(outcome.result().exhaustive() && outcome.flags().isEmpty(), text);
    return outcome.states();
  }

  @ParameterizedTest
  @ValueSource(strings = {"sc", "tso", "weak"})
  void srcuHasTheFinalStatesOfRcu(String name) {
    MemoryModel memory = MemoryModel.named(name, MemoryModel.DEPTH);
    int waits = 0;
    for (String text : tests()) {
      String rcu =
          text.replace("UNLOCK", "rcu_read_unlock();")
              .replace("LOCK", "rcu_read_lock();")
              .replace("SYNC", "synchronize_rcu();");
      String srcu =
          text.replace("UNLOCK", "srcu_read_unlock(ss, index);")
              .replace("LOCK", "index = srcu_read_lock(ss);")
              .replace("SYNC", "synchronize_srcu(ss);");
      ImmutableSet<ImmutableMap<String, Value>> expected = finals(rcu, memory);
      assertEquals(expected, finals(srcu, memory), srcu);
      String apart = srcu.replace("synchronize_srcu(ss)", "synchronize_srcu(other)");
      waits += finals(apart, memory).equals(expected) ? 0 : 1;
    }
    assertTrue(waits > 0, "some test can tell whether a grace period waits");
  }
}
