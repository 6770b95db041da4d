// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.google.common.collect.ImmutableSet;
import dev.pincer.program.Program;
import dev.pincer.program.Property;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Which properties read nothing that changes, by a look at the code and by a search alone. */
class ConstancyTest {
  private static final Models MODELS = Models.open(Models.standardFolder());

  @TempDir Path folder;

  private Program program(String text) throws IOException {
    Path file = folder.resolve("model.c");
    Files.writeString(file, "#include <pincer.h>\n" + text);
    return Model.load(file).program();
  }

  private static ImmutableSet<String> names(Program program) {
    return program.properties().stream().map(Property::name).collect(ImmutableSet.toImmutableSet());
  }

  /** Counts so long that the code is looked at before the search has seen all. */
  private static final String COUNTERS =
      """
      static volatile int x, never, late, other[2];
      initial pick(void) { if (choose(2)) other[1] = 1; }
      threads(t, 2) { int i; for (i = 0; i < 20; i++) atomic { x = x + 1; } }
      thread last(void) { await(x == 40); late = 1; }
      invariant never_is_unset(void) { return !never; }
      invariant late_is_small(void) { return late < 2; }
      invariant other_is_small(void) { return other[1] < 2; }
      invariant x_is_small(void) { return x < 50; }
      """;

  @Test
  void aPropertyIsConstantWhereNoThreadMayWriteWhatItReadsAndAllStartsAgree() throws IOException {
    Program program = program(COUNTERS);
    ImmutableSet<String> names = names(program);
    assertEquals(ImmutableSet.of("never_is_unset"), Constancy.of(program, names));
    assertEquals(ImmutableSet.of("never_is_unset"), Constancy.bySearch(program, names));
  }

  @Test
  void aPropertyThatReadsNothingIsConstant() throws IOException {
    Program program = program(COUNTERS + "invariant nothing_yet(void) { return 1; }\n");
    ImmutableSet<String> constant = ImmutableSet.of("nothing_yet", "never_is_unset");
    assertEquals(constant, Constancy.of(program, names(program)));
    assertEquals(constant, Constancy.bySearch(program, names(program)));
  }

  @Test
  void whatCodeMayWriteAndNoRunWritesIsConstantToo() throws IOException {
    Program program =
        program(
            """
            static volatile int x, never;
            threads(t, 2) { int i; for (i = 0; i < 20; i++) atomic { x = x + 1; } if (x > 40) never = 1; }
            invariant never_is_unset(void) { return !never; }
            """);
    assertEquals(ImmutableSet.of("never_is_unset"), Constancy.of(program, names(program)));
    assertEquals(ImmutableSet.of("never_is_unset"), Constancy.bySearch(program, names(program)));
  }

  @Test
  void theCodeTellsWhereTooManyStatesAreLeftToLookAt() throws IOException {
    Program program =
        program(
            """
            static volatile int x, y, z, never;
            thread a(void) { while (1) x = (x + 1) % 100; }
            thread b(void) { while (1) y = (y + 1) % 100; }
            thread c(void) { while (1) z = (z + 1) % 100; }
            invariant never_is_unset(void) { return !never; }
            """);
    assertEquals(ImmutableSet.of("never_is_unset"), Constancy.of(program, names(program)));
    assertNull(Constancy.bySearch(program, names(program)));
  }

  /** Each shipped scenario that is small enough for a search, today. */
  @TestFactory
  Stream<DynamicTest> bothSayTheSameOfTheShippedScenarios() {
    return MODELS.scenarios().stream().map(name -> DynamicTest.dynamicTest(name, () -> same(name)));
  }

  private static void same(String scenario) {
    Program program = MODELS.model(scenario).program();
    ImmutableSet<String> names = names(program);
    ImmutableSet<String> searched = Constancy.bySearch(program, names);
    assumeTrue(searched != null, "too many states");
    assertEquals(searched, Constancy.of(program, names));
  }
}
