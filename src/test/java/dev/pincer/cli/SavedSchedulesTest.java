// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.io.Resources;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A run that was saved is run again by each check, and everybody who reads checks hears of it. */
class SavedSchedulesTest {
  private static final String MODELS = "src/test/golden/cli/models";
  private static final String SCHEDULE = "0x1.1x2.0x1";

  @TempDir private Path folder;

  private Path models = Path.of("");
  private Path file = Path.of("");

  @BeforeEach
  void copyModels() throws IOException {
    models = folder.resolve("models");
    try (Stream<Path> walk = Files.walk(Path.of(MODELS))) {
      for (Path path : (Iterable<Path>) walk::iterator) {
        Files.copy(path, models.resolve(Path.of(MODELS).relativize(path).toString()));
      }
    }
    file = models.resolve("schedules/count-faults/lost.schedule");
  }

  private Call call(String line) {
    return Call.of("pincer " + line + " --models " + models);
  }

  /** The file as `--save` writes it, with other lines in the place of some. */
  private void save(String... lines) throws IOException {
    String text =
        """
        # Run again by each `pincer check`.
        Scenario: count-faults
        Stage:    v1
        Property: faults_are_counted
        Expect:   broken
        Schedule: 0x1.1x2.0x1
        Why:      both look first
        """;
    for (String line : lines) {
      String name = line.substring(0, line.indexOf(':') + 1);
      text =
          text.contains("\n" + name)
              ? text.replaceAll("(?m)^" + name + ".*$", line)
              : text + line + "\n";
    }
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  @Test
  void aSampledRaceIsSavedAndEachCheckRunsItAgain() throws IOException {
    Call sample = call("sample count-faults --at v1 --seed 1 --save --name lost");
    assertEquals(1, sample.exit(), sample.err());
    assertTrue(sample.out().contains("\n  saved: " + Report.folder(file) + "\n"), sample.out());
    String text = Files.readString(file);
    assertTrue(
        text.startsWith(
            """
            # Run again by each `pincer check`.
            Scenario: count-faults
            Stage:    v1
            Property: faults_are_counted
            Expect:   broken
            Schedule: 0x1.1x2.0x1
            Why:      found by `pincer sample`, strategy pct, seed 1, schedule"""),
        text);
    Call check = call("check count-faults");
    assertEquals(0, check.exit(), check.err());
    assertTrue(
        check.out().contains("\nsaved      lost at v1 breaks faults_are_counted\n"), check.out());
    assertTrue(check.out().contains(", 1 saved schedule as saved\n"), check.out());
  }

  @Test
  void aReplayedRunIsSavedWithItsReason() throws IOException {
    Call replay =
        Call.of(
            List.of(
                "pincer",
                "replay",
                "count-faults",
                "--at",
                "v1",
                "--schedule",
                SCHEDULE,
                "--save",
                "--why",
                "both look first",
                "--models",
                models.toString()));
    assertEquals(0, replay.exit(), replay.err());
    Path named = models.resolve("schedules/count-faults/v1-faults_are_counted.schedule");
    assertTrue(Files.readString(named).endsWith("\nWhy:      both look first\n"));
    assertTrue(replay.out().endsWith("        saved:    " + Report.folder(named) + "\n"));
  }

  @Test
  void patchesSettingsAndTheMemoryModelAreSavedToo() throws IOException {
    Path patch = Path.of("src/test/golden/cli/skip-odd.patch");
    Call sample =
        call("sample count-faults --seed 1 -DNR_CPUS=3 --memory tso --save --patch " + patch);
    assertEquals(1, sample.exit(), sample.err() + sample.out());
    Path saved = models.resolve("schedules/count-faults/skip-odd-faults_are_counted.schedule");
    String text = Files.readString(saved);
    Path from = models.resolve("schedules/count-faults").toAbsolutePath().normalize();
    String to = from.relativize(patch.toAbsolutePath().normalize()).toString();
    assertTrue(text.contains("\nPatch:    " + to + "\n"), text);
    assertTrue(text.contains("\nDefine:   NR_CPUS=3\nMemory:   tso\n"), text);
    Call check = call("check count-faults --at today --at v2");
    assertEquals(0, check.exit(), check.err() + check.out());
    assertTrue(check.out().contains("1 saved schedule as saved"), check.out());
  }

  @Test
  void aModelOfOnesOwnHasItsSchedulesBesideIt() throws IOException {
    Path own = folder.resolve("lost-update.c");
    Files.copy(Path.of("src/test/golden/report/lost-update.c"), own);
    Call sample = call("sample " + own + " --seed 1 --save");
    assertEquals(1, sample.exit(), sample.err());
    Path saved = folder.resolve("schedules/lost-update/visits_are_counted.schedule");
    assertTrue(Files.exists(saved), sample.out());
    Call check = call("check " + own);
    assertEquals(1, check.exit(), check.err());
    assertTrue(
        check.out().contains("\nsaved      visits_are_counted breaks visits_are_counted\n"),
        check.out());
    Files.writeString(saved, Files.readString(saved).replace("broken", "mended"));
    Call github = call("check " + own + " --format github");
    assertTrue(github.out().contains("::error file=" + saved + ",line=5,"), github.out());
  }

  @Test
  void whatAFixMendedIsRunAsFarAsItGoes() throws IOException {
    save("Stage: v2", "Expect: mended");
    Call check = call("check count-faults");
    assertEquals(0, check.exit(), check.err());
    assertTrue(
        check.out().contains("\nsaved      lost at 0123456789ab does not break"), check.out());
  }

  @Test
  void whatIsNotAsSavedFailsInEveryFormat() throws IOException {
    save("Expect: mended");
    Call check = call("check count-faults");
    assertEquals(1, check.exit(), check.err());
    assertTrue(check.out().contains("lost at v1 breaks faults_are_counted !"), check.out());
    assertTrue(check.out().contains(", 1 saved schedule not as saved"), check.out());
    assertTrue(
        check
            .out()
            .contains(
                "\nschedules/count-faults/lost.schedule: faults_are_counted at v1: broken in 4"
                    + " steps; want mended\n  both look first\n\nBROKEN  faults_are_counted"),
        check.out());
    String junit = call("check count-faults --format junit").out();
    assertTrue(junit.contains("<testsuite name=\"saved schedules\" tests=\"1\" failures=\"1\""));
    String place = Report.folder(file);
    String github = call("check count-faults --format github").out();
    assertTrue(github.contains("::error file=" + place + ",line=6,title=schedules/"), github);
    String markdown = call("check count-faults --format markdown").out();
    assertTrue(markdown.startsWith("### Pincer: 1 saved schedule not as saved\n"), markdown);
    assertTrue(markdown.contains("<summary>schedules/count-faults/lost.schedule"), markdown);
    assertEquals(1, call("ci").exit());
  }

  @ParameterizedTest
  @ValueSource(strings = {"broken", "mended"})
  void jsonAndSarifAreAsTheirSchemasSay(String expect) throws IOException {
    save("Expect: " + expect);
    String json = call("check count-faults --json").out();
    Schema check =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of("docs/schema/check.json")));
    assertEquals("[]", check.validate(json, InputFormat.JSON).toString(), json);
    JsonArray schedules =
        JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("schedules");
    JsonObject one = schedules.get(0).getAsJsonObject();
    assertEquals("schedules/count-faults/lost.schedule", one.get("file").getAsString());
    assertEquals(expect.equals("broken"), one.get("asSaved").getAsBoolean());
    String sarif = call("check count-faults --format sarif").out();
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(
                Resources.toString(
                    Resources.getResource("schema/sarif-schema-2.1.0.json"),
                    StandardCharsets.UTF_8));
    assertEquals("[]", schema.validate(sarif, InputFormat.JSON).toString(), sarif);
    assertTrue(sarif.contains("count-faults/saved schedule lost"), sarif);
  }

  @Test
  void savedJsonIsAsItsSchemaSays() throws IOException {
    for (String line :
        List.of(
            "sample count-faults --at v1 --seed 1 --save --json",
            "replay count-faults --at v1 --schedule 0x1.1x2.0x1 --save --name b --json")) {
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(
                  Files.readString(
                      Path.of("docs/schema", line.substring(0, line.indexOf(' ')) + ".json")));
      String json = call(line).out();
      assertEquals("[]", schema.validate(json, InputFormat.JSON).toString(), json);
      assertTrue(json.contains("\"saved\": \""), json);
    }
  }

  /** Stages that were asked for have their schedules; a model of one's own has none of them. */
  @ParameterizedTest
  @CsvSource({
    "check count-faults --at v1, true",
    "check count-faults --at v2, false",
    "check --all-stages, true",
    "check count-faults --property faults_are_counted, true",
    "check count-faults --property count_is_not_negative, false",
    "check count-faults --at v1 -DNR_CPUS=3, false",
    "check count-faults --at v1 -DNR_CPUS=2, true",
    "check count-faults --at v1 --memory tso, false",
    "check count-faults --at v1 --memory sc, true",
    "check count-faults --at v2 --patch src/test/golden/cli/skip-odd.patch, false",
    "check 01-both-first, false",
  })
  void onlyWhatIsJudgedIsRunAgain(String line, boolean again) throws IOException {
    save();
    assertEquals(again, call(line).out().contains(", 1 saved schedule"), line);
  }

  /** With settings of the user's those that were saved of the same run; the others are named. */
  @Test
  void whatIsSavedOfOtherSettingsIsNamedAndNotRun() throws IOException {
    save("Define: NR_CPUS=3", "Schedule: 0x1.1x2.0x1");
    String other = "\nsaved schedules that were not run, as they are of something else: lost (";
    Call patched = call("check count-faults --at v1 -DNR_CPUS=2");
    assertTrue(patched.out().contains(other + "v1 -DNR_CPUS=3)\n"), patched.out());
    Call same = call("check count-faults --at v1 -DNR_CPUS=3");
    assertTrue(same.out().contains(", 1 saved schedule"), same.out());
    assertFalse(same.out().contains(other), same.out());
    assertFalse(call("check count-faults --at v2").out().contains(other));

    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of("docs/schema/check.json")));
    String json = call("check count-faults --at v1 --memory tso --json").out();
    assertEquals("[]", schema.validate(json, InputFormat.JSON).toString(), json);
    JsonArray elsewhere =
        JsonParser.parseString(json).getAsJsonObject().getAsJsonArray("schedulesNotRun");
    assertEquals(1, elsewhere.size(), json);
    assertTrue(elsewhere.get(0).getAsJsonObject().get("file").getAsString().contains("lost"), json);
  }

  /** A line of the file, and how the message about it begins. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Expect: maybe | :5:9: error[E0670]: a saved schedule cannot say this: want `broken`",
        "Scenario: other | :2:11: error[E0670]: a saved schedule cannot say this: it lies in",
        "Propertie: x | :8:1: error[E0670]: a saved schedule cannot say this: `Propertie`",
        "Why: | :7:1: error[E0670]: a saved schedule cannot say this: `Why:` without a value",
        "Fuzz: many | :8:7: error[E0670]: a saved schedule cannot say this: want a whole number",
        "Define: NR_CPUS | :8:9: error[E0670]: a saved schedule cannot say this: want `NAME=VALUE`",
        "Property: both_are_counted | :4:11: error[E0670]: a saved schedule cannot say this: `both",
        "Property: livelock | :4:11: error[E0670]: a saved schedule cannot say this: no single run",
        "Property: faults_are_count | :4:11: error[E0707]: unknown property `faults_are_count`",
        "Stage: v7 | :3:8: error[E0610]: unknown stage `v7`",
        "Stage: v2 | :6:11: error[E0709]: the schedule does not fit the model: step 3 is of",
        "Schedule: 0x1.1y | :6:15: error[E0708]: not a schedule: `1y` is not a number",
        "Schedule: 0x9 | :6:11: error[E0709]: the schedule does not fit the model: step 3",
        "Memory: arm | :8:9: error[E0645]: unknown memory model `arm`",
        "Define: NR_CPU=3 | :8:9: error[E0673]: the model of this saved schedule is wrong: `-DNR",
        "Patch: no-such.patch | :8:8: error[E0630]: there is no patch `no-such.patch`",
        "Patch: bad.patch | :8:8: error[E0673]: the model of this saved schedule is wrong: there is",
        "Patch: count-twice | :8:8: error[E0672]: patch `count-twice` of this saved schedule no",
      })
  void aFileThatIsWrongIsOneErrorAtItsLine(String line, String error) throws IOException {
    save(line);
    Files.writeString(file.resolveSibling("bad.patch"), "no diff\n");
    Call call = call("check");
    assertEquals("", call.out());
    assertEquals(2, call.exit(), call.err());
    assertTrue(call.err().startsWith("schedules/count-faults/lost.schedule" + error), call.err());
    assertEquals(1, call.err().split("error\\[", -1).length - 1, call.err());
    assertTrue(call.err().contains("= hint: "), call.err());
  }

  @Test
  void aPatchThatNoLongerAppliesIsOneError() throws IOException {
    Path patch = file.resolveSibling("my.patch");
    save("Patch: my.patch", "Stage: v2");
    Files.writeString(
        patch,
        Files.readString(Path.of("src/test/golden/cli/skip-odd.patch"))
            .replaceAll("(?m)^ .*atomic.*$", " \tatomic_gone();"));
    Files.writeString(patch, Files.readString(patch).replaceAll("(?m)^-(\t.*)$", "-\tgone();"));
    Call call = call("check count-faults");
    assertEquals(2, call.exit(), call.out());
    assertTrue(
        call.err()
            .startsWith(
                "schedules/count-faults/lost.schedule:8:8: error[E0672]: patch `my.patch` of this"
                    + " saved schedule no longer applies to stage `0123456789ab`: hunk"),
        call.err());
  }

  @Test
  void aFileWithoutAReasonOrOfAScenarioThatIsGoneIsOneError() throws IOException {
    save();
    Files.writeString(file, Files.readString(file).replaceAll("Why:.*\n", ""));
    assertTrue(call("check").err().contains("lost.schedule:1:1: error[E0671]"), "no reason");
    save();
    Files.move(file.getParent(), models.resolve("schedules/count-fault"));
    Call gone = call("check");
    assertTrue(
        gone.err().contains("schedules/count-fault/lost.schedule:1:1: error[E0603]"), gone.err());
    assertTrue(gone.err().contains("did you mean `count-faults`?"), gone.err());
  }

  /** What cannot be saved, and how the message ends or begins. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--save --name lost | error[E0674]: there is a saved schedule `lost` already",
        "--save --name a/b | error[E0704]: `a/b` is no value for `--name`",
        "--name lost | error[E0703]: `--name` lacks `--save`",
        "--why because | error[E0703]: `--why` lacks `--save`",
      })
  void whatCannotBeSavedIsSaidBeforeAnythingIsRun(String options, String error) throws IOException {
    save();
    String before = Files.readString(file);
    for (String verb :
        List.of("sample count-faults", "replay count-faults --schedule " + SCHEDULE)) {
      Call call = call(verb + " --at v1 " + options);
      assertEquals(2, call.exit(), call.out());
      assertEquals("", call.out());
      assertTrue(call.err().contains(error), call.err());
      assertTrue(call.err().contains("= hint: "), call.err());
    }
    assertEquals(before, Files.readString(file));
  }

  @Test
  void aPlaceWhereNobodyMayWriteIsOneError() throws IOException {
    Files.writeString(models.resolve("schedules"), "a file");
    Call call = call("sample count-faults --at v1 --save");
    assertEquals(2, call.exit());
    assertEquals("", call.out());
    assertTrue(call.err().contains("error[E0606]: cannot be written: "), call.err());
  }

  @Test
  void aRunThatBreaksNothingIsNotSaved() {
    Call call = call("replay count-faults --at v1 --schedule 0x1 --save");
    assertEquals(2, call.exit());
    assertTrue(call.err().contains("error[E0670]"), call.err());
    assertFalse(Files.exists(models.resolve("schedules")));
  }
}
