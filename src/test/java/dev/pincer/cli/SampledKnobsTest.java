// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code -DNAME=FIRST..LAST}: knobs are drawn with the schedules. */
class SampledKnobsTest {
  private static final String MODELS = "src/test/golden/cli/models";

  private static Call sample(String options) {
    return Call.of("pincer sample count-faults --models " + MODELS + " " + options);
  }

  private static String withoutTimes(String out) {
    return out.replaceAll("; \\d+\\.\\d s", "; TIME");
  }

  @ParameterizedTest
  @ValueSource(strings = {"pct", "random", "guided"})
  void whatBreaksShrinksInItsKnobsFirst(String strategy) {
    Call call = sample("--at v1 -DNR_CPUS=1..4 --seed 3 --strategy " + strategy);
    assertEquals(1, call.exit(), call.err());
    assertTrue(call.out().contains("\n        knobs:    with NR_CPUS="), call.out());
    assertTrue(
        call.out()
            .contains(
                "replay:   ./pincer replay count-faults --at v1 -DNR_CPUS=2 --schedule 0x1.1x2.0x1"),
        call.out());
    assertTrue(call.out().contains(", sc, -DNR_CPUS=1..4; "), call.out());
    assertTrue(call.out().contains("\n    NR_CPUS=4: "), call.out());
  }

  @Test
  void theSeedDrawsTheSameKnobsAtAnyNumberOfWorkers() {
    String options = "--at v2 -DNR_CPUS=1..4 --seed 5 --schedules 500 --workers ";
    String one = withoutTimes(sample(options + 1).out());
    assertEquals(one, withoutTimes(sample(options + 1).out()));
    assertEquals(one, withoutTimes(sample(options + 3).out()));
    assertTrue(one.startsWith("no violation in 500 schedules"), one);
  }

  @Test
  void whatIsSavedHasTheKnobsThatItShrankTo() throws IOException {
    Call json = sample("--at v1 -DNR_CPUS=2..4 --seed 3 --json");
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of("docs/schema/sample.json")));
    assertEquals("[]", schema.validate(json.out(), InputFormat.JSON).toString(), json.out());
    assertTrue(json.out().replaceAll("\\s+", "").contains("\"knobs\":{\"NR_CPUS\":2}"), json.out());
  }

  /** What is no range here, and the message. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "check count-faults -DNR_CPUS=1..4 | only one value can be judged at a time",
        "check -DNR_CPUS=1..4 | only one value can be judged at a time",
        "replay count-faults -DNR_CPUS=1..4 --schedule - | only one value can be judged",
        "list count-faults -DNR_CPUS=1..4 | only one value can be judged at a time",
        "history count-faults -DNR_CPUS=1..4 | only one value can be judged at a time",
        "sample count-faults -DNR_CPUS=4..1 | its last value is less than its first",
        "sample count-faults -DNR_CPUS=1.. | its ends are no whole numbers",
        "sample count-faults -DNR_CPUS=1..2..3 | its ends are no whole numbers",
        "sample count-faults -DNR_CPUS=1..99 | it has more than 64 values",
        "sample count-faults -DNR_CPUS=1..9 -DX=1..9 | there are more than 64 settings together",
      })
  void whatCannotBeDrawnFromIsOneError(String line, String error) {
    Call call = Call.of("pincer " + line + " --models " + MODELS);
    assertEquals(2, call.exit(), call.out());
    assertEquals("", call.out());
    assertTrue(call.err().startsWith("pincer: error[E0721]: `-D"), call.err());
    assertTrue(call.err().contains(" is a range of values: " + error), call.err());
    assertTrue(call.err().contains("= hint: "), call.err());
  }

  @Test
  void aKnobThatTheModelDoesNotHaveIsOneError() {
    Call call = sample("-DNR_CPU=1..4");
    assertEquals(2, call.exit(), call.out());
    assertTrue(call.err().contains("did you mean `NR_CPUS`?"), call.err());
    assertEquals(1, call.err().split("error\\[", -1).length - 1, call.err());
  }
}
