// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pincer.golden.Goldens;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Calls of the tool as users make them: all that each prints, and its exit code. */
class CommandLineTest {
  private static final String MODELS = "src/test/golden/cli/models";

  /** Each line of a {@code .cmd} is a call; the {@code .out} beside it has what they print. */
  static List<Path> scripts() throws IOException {
    return Goldens.inputs("cli", ".cmd");
  }

  @ParameterizedTest
  @MethodSource("scripts")
  void printsWhatIsExpected(Path script) throws IOException {
    StringBuilder all = new StringBuilder();
    for (String line : Files.readAllLines(script)) {
      Call call = Call.of(line);
      all.append("$ ").append(line).append('\n');
      all.append(
          call.out()
              .replaceAll(" in \\d+\\.\\d s;", " in 0.0 s;")
              .replaceAll("\"(seconds|bytes)\": [\\d.]+", "\"$1\": 0")
              .replaceAll(" time=\"\\d+\\.\\d+\"", " time=\"0.000\"")
              .replaceAll("(?m)^(Time .*) \\d+\\.\\d+$", "$1 0.00"));
      all.append(call.err());
      all.append("exit ").append(call.exit()).append("\n\n");
    }
    Goldens.check(script, ".out", all.toString());
  }

  @ParameterizedTest
  @CsvSource({
    "check,     pincer check --json --models " + MODELS,
    "check,     pincer check count-faults --json --at v1 --models " + MODELS,
    "check,     pincer check src/test/golden/report/deadlock.c --json",
    "check,     pincer check src/test/golden/report/five-cpus.c --json --max-states 9",
    "check,     pincer check src/test/golden/report/five-cpus.c --json --hash-compaction",
    "audit, pincer check src/test/golden/full-state/2_peterson.c --audit --json",
    "audit, pincer check count-faults --audit --json --models " + MODELS,
    "full-state, pincer check src/test/golden/full-state/2_peterson.c --full-state --json",
    "full-state, pincer check count-faults --full-state --json --models " + MODELS,
    "replay,    pincer replay count-faults --json --at v1 --schedule 0x1.1x2.0x1 --models "
        + MODELS,
    "replay,    pincer replay count-faults --json --schedule - --models " + MODELS,
    "replay,    pincer replay src/test/golden/report/unfair-daemon.c --json --schedule 0x1~0x2",
    "check,     pincer check src/test/golden/report/fair-loop.c --json",
    "list,      pincer list count-faults --json --models " + MODELS,
    "scenarios, pincer scenarios --json --models " + MODELS,
    "stages,    pincer stages --json --models " + MODELS,
    "history,   pincer history count-faults --json --models " + MODELS,
    "history,   pincer history count-faults --json --max-states 3 --models " + MODELS,
    "bisect,    pincer bisect count-faults faults_are_counted --json --models " + MODELS,
    "bisect,    pincer bisect count-faults deadlock --json --models " + MODELS,
    "sample,    pincer sample count-faults --json --seed 1 --models " + MODELS,
    "sample,    pincer sample count-faults --json --at v1 --seed 1 --schedules 9 --models "
        + MODELS,
    "strategies, pincer strategies --json --seeds 5 --cap 64 --models " + MODELS,
    "strategies, pincer strategies count-faults --json --rows 1 --cap 1 -DNR_CPUS=3 --models "
        + MODELS,
    "explain,   pincer explain e0701 --json",
    "completion, pincer completion --json",
    "litmus,    pincer litmus src/test/golden/litmus/plain.litmus --json",
    "litmus,    pincer litmus src/test/golden/litmus/SB.litmus src/test/golden/litmus/refused-word.litmus"
        + " --compare src/test/golden/cli/litmus.tsv --json",
    "barriers,  pincer barriers src/test/golden/barriers/lock.c --memory tso --pairs --json",
    "barriers,  pincer barriers src/test/golden/barriers/lock.c --memory tso --max-states 4 --json",
    "error,     pincer check no-such-scenario --json",
    "check,     pincer check --json --patch src/test/golden/cli/skip-odd.patch --models " + MODELS,
    "check,     pincer check count-faults --json --max-states 1 --at v1 --models " + MODELS,
    "check,     pincer check --json src/test/golden/cli/own/count.c --patch src/test/golden/cli/own/mend.patch",
    "error,     pincer check --jsn --json",
    "error,     pincer check src/test/golden/cli/syntax-error.c --json",
  })
  void jsonIsAsItsSchemaSays(String schema, String line) throws IOException {
    Schema description =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of("docs/schema", schema + ".json")));
    Call call = Call.of(line);
    assertEquals("[]", description.validate(call.out(), InputFormat.JSON).toString(), call.out());
  }

  @Test
  void aSchemaIsNotSatisfiedByAnything() throws IOException {
    Schema description =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of("docs/schema/check.json")));
    assertFalse(description.validate("{\"verdicts\": 1}", InputFormat.JSON).isEmpty());
  }

  @Test
  void theNumberOfWorkersChangesNothingThatIsPrinted() {
    String one = Call.of("pincer check --workers 1 --models " + MODELS).out();
    String four = Call.of("pincer check --workers 4 --models " + MODELS).out();
    assertEquals(withoutTimes(one), withoutTimes(four));
  }

  static Set<String> verbs() {
    return commandLine().getSubcommands().keySet();
  }

  private static CommandLine commandLine(String... args) {
    return Main.commandLine(
        new PrintWriter(Writer.nullWriter()), new PrintWriter(Writer.nullWriter()), Map.of(), args);
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void aVerbThatIsCalledIsTheSameAsAmongAllOfThem(String verb) {
    CommandLine called = requireNonNull(commandLine(verb).getSubcommands().get(verb));
    CommandLine amongAll = requireNonNull(commandLine().getSubcommands().get(verb));
    assertEquals(amongAll.getUsageMessage(), called.getUsageMessage());
    boolean readsAll = verb.equals("completion");
    assertEquals(
        readsAll ? verbs().size() : called.getCommandSpec().names().size(),
        commandLine(verb).getSubcommands().size());
  }

  @ParameterizedTest
  @MethodSource("verbs")
  void everyVerbHasAnExampleInItsHelpAndASchema(String verb) {
    Call call = Call.of("pincer " + verb + " --help");
    assertEquals(0, call.exit(), verb);
    String name = verb.equals("series") ? "stages" : verb;
    assertTrue(call.out().contains("\n  pincer " + name), call.out());
    assertTrue(Files.exists(Path.of("docs/schema", name + ".json")), verb);
  }

  /** Of the verbs that are quick; the others are tried where the documents show them. */
  @ParameterizedTest
  @ValueSource(strings = {"replay", "list", "scenarios", "stages", "explain", "completion"})
  void theExampleInTheHelpWorks(String verb) {
    String help = Call.of("pincer " + verb + " --help").out();
    String example =
        help.lines().filter(line -> line.startsWith("  pincer " + verb)).findFirst().orElseThrow();
    Call call = Call.of(example.strip());
    assertEquals(0, call.exit(), call.err());
    assertFalse(call.out().isEmpty(), example);
  }

  @Test
  void sourceTellsAsJsonWhatItWrote(@TempDir Path folder) throws IOException {
    Path linux = folder.resolve("linux");
    Call call = Call.of("pincer source --json --at v1 --models " + MODELS + " " + linux);
    assertEquals(0, call.exit(), call.err());
    Schema description =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of("docs/schema/source.json")));
    assertEquals("[]", description.validate(call.out(), InputFormat.JSON).toString(), call.out());
    assertTrue(Files.exists(linux.resolve("mm/counter.c")));
  }

  @Test
  void nothingIsPrintedInColour() {
    Call call = Call.of("pincer --help");
    assertFalse(call.out().contains("\u001b"), call.out());
  }

  private static String withoutTimes(String out) {
    return out.replaceAll(" in \\d+\\.\\d s;", "");
  }
}
