// SPDX-License-Identifier: Apache-2.0
package dev.pincer.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectDirectory;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectFile;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectUniqueId;

import com.google.common.collect.ImmutableSet;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.FileSource;
import org.junit.platform.launcher.TagFilter;
import org.junit.platform.suite.api.IncludeEngines;
import org.junit.platform.suite.api.SelectDirectories;
import org.junit.platform.suite.api.Suite;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;

class PincerTestEngineTest {
  private static final String MODELS = "src/test/golden/cli/models";

  @ModelTests(MODELS)
  static class AllOfAFolder {}

  @ModelTests(value = MODELS, scenarios = "count-faults", stages = "today")
  static class OneStage {}

  @ModelTests("src/test/golden/report/lost-update.c")
  static class OneFile {}

  @ModelTests("src/test/golden/cli/syntax-error.c")
  static class FileWithAMistake {}

  @ModelTests("no/such/models")
  static class NoFolder {}

  @ModelTests(value = MODELS, scenarios = "count-fault")
  static class NoSuchScenario {}

  @ModelTests(value = MODELS, stages = "v1.0")
  static class NoSuchStage {}

  @ModelTests(value = MODELS, scenarios = "01-both-first", stages = "v1")
  static class Nothing {}

  @Suite
  @IncludeEngines("pincer")
  @SelectDirectories(MODELS)
  static class SuiteOfAFolder {}

  @TempDir private Path folder;

  @Test
  void eachRowAndEachWitnessIsATest() {
    List<String> names = new ArrayList<>();
    for (Event event : run(selectClass(AllOfAFolder.class)).testEvents().succeeded().list()) {
      names.add(event.getTestDescriptor().getDisplayName());
    }
    assertEquals(
        List.of(
            "count-faults, v1: faults_are_counted broken",
            "count-faults, v1: witness both_are_counted",
            "count-faults, v1: all else holds",
            "count-faults, 0123456789ab: witness both_are_counted",
            "count-faults, 0123456789ab: all else holds",
            "count-faults, count-twice: faults_are_counted broken",
            "count-faults, count-twice: witness both_are_counted",
            "count-faults, count-twice: all else holds",
            "01-both-first, lesson: one_is_first broken",
            "01-both-first, lesson: all else holds"),
        names);
  }

  @Test
  void aRowIsTheSourceOfItsTest() {
    List<String> sources = new ArrayList<>();
    for (Event event : run(selectClass(OneStage.class)).testEvents().started().list()) {
      sources.add(place(event.getTestDescriptor().getSource().orElseThrow()));
    }
    assertEquals(List.of("scenarios/count-faults.c:29", "expected.txt:4"), sources);
  }

  private static String place(TestSource source) {
    FileSource file = (FileSource) source;
    return Path.of(MODELS).toAbsolutePath().relativize(file.getFile().toPath())
        + ":"
        + file.getPosition().orElseThrow().getLine();
  }

  @Test
  void tagsAreTheScenarioTheNamesOfTheStageAndTheMemoryModel() {
    EngineTestKit.engine("pincer")
        .selectors(selectClass(AllOfAFolder.class))
        .filters(TagFilter.includeTags("today & count-faults & sc"))
        .execute()
        .testEvents()
        .assertStatistics(stats -> stats.started(2).succeeded(2));
  }

  @Test
  void aFailureIsTheRace() throws IOException {
    Path models = copy();
    Path table = models.resolve("expected.txt");
    Files.writeString(
        table,
        Files.readString(table).replace("broken  4     ?      each", "broken  9     ?      each"));
    List<Event> failed = run(selectDirectory(models.toFile())).testEvents().failed().list();
    assertEquals(1, failed.size());
    String message = message(failed.get(0));
    assertTrue(
        message.startsWith(
            """
            count-faults at count-twice: faults_are_counted: broken in 4 steps, 9 states; want broken in 9 steps
              expected.txt:6: each counts two

            BROKEN  faults_are_counted   scenarios/count-faults.c:"""),
        message);
    assertTrue(message.contains("// faults_are_counted is false"), message);
    assertTrue(
        message.contains("replay:   ./pincer replay count-faults --at count-twice"), message);
  }

  @Test
  void aRowThatWaitsForItsMemoryModelIsSkipped() throws IOException {
    Path models = copy();
    Files.writeString(
        models.resolve("expected.txt"),
        "v1 count-faults lkmm faults_are_counted broken ? waiting both look first\n",
        StandardOpenOption.APPEND);
    run(selectDirectory(models.toFile()))
        .testEvents()
        .assertStatistics(stats -> stats.skipped(1).succeeded(10));
  }

  @Test
  void aSavedScheduleIsATestWithItsFileAndLine() throws IOException {
    Path models = copy();
    Path schedules = Files.createDirectories(models.resolve("schedules/count-faults"));
    String text =
        """
        Scenario: count-faults
        Stage:    v1
        Property: faults_are_counted
        Expect:   broken
        Schedule: 0x1.1x2.0x1
        Why:      both look first
        """;
    Files.writeString(schedules.resolve("lost.schedule"), text);
    Files.writeString(schedules.resolve("mended.schedule"), text.replace("broken", "mended"));
    Files.writeString(schedules.resolve("misfit.schedule"), text.replace("1x2", "1x9"));
    EngineExecutionResults results = run(selectDirectory(models.toFile()));
    results.testEvents().assertStatistics(stats -> stats.started(13).succeeded(11).failed(2));
    List<Event> failed = results.testEvents().failed().list();
    assertEquals(
        List.of(
            "count-faults, saved mended: faults_are_counted mended",
            "count-faults, saved misfit: faults_are_counted broken"),
        failed.stream().map(event -> event.getTestDescriptor().getDisplayName()).toList());
    assertTrue(message(failed.get(0)).contains("want mended\n  both look first\n\nBROKEN"));
    assertTrue(message(failed.get(1)).contains(".schedule:5:11: error[E0709]"));
    FileSource source = (FileSource) failed.get(0).getTestDescriptor().getSource().orElseThrow();
    assertEquals(5, source.getPosition().orElseThrow().getLine());
    assertTrue(source.getFile().toString().endsWith("count-faults/mended.schedule"));
    assertTrue(
        failed.get(0).getTestDescriptor().getTags().stream()
            .anyMatch(tag -> tag.getName().equals("v1")));
  }

  @Test
  void aFileOfOnesOwnHasATestForEachProperty() {
    EngineExecutionResults results = run(selectClass(OneFile.class));
    assertEquals(
        List.of("visits_are_counted"),
        results.testEvents().failed().list().stream()
            .map(event -> event.getTestDescriptor().getDisplayName().replaceFirst(".* ", ""))
            .toList());
    results.testEvents().assertStatistics(stats -> stats.started(3).succeeded(2));
    assertTrue(message(results.testEvents().failed().list().get(0)).contains("CPU 1"));
  }

  @Test
  void aFolderOfFilesIsTheTestsOfEach() throws IOException {
    for (String name : List.of("lost-update.c", "deadlock.c")) {
      Files.copy(Path.of("src/test/golden/report", name), folder.resolve(name));
    }
    Tree tree = new Tree(List.of(), List.of());
    Group group = new Group(UniqueId.forEngine("pincer"), "x", null, ImmutableSet.of());
    tree.grow(group, List.of(folder.toString()));
    assertEquals(
        List.of("deadlock", "lost-update"),
        group.getChildren().stream().map(child -> child.getDisplayName()).toList());
  }

  @Test
  void whatIsWrongIsOneTestThatFailsAndSaysWhat() {
    assertMistake(
        NoFolder.class, "no/such/models: error[E0602]: no models folder: there is no such");
    assertMistake(NoSuchScenario.class, "error[E0603]: unknown scenario `count-fault`");
    assertMistake(NoSuchStage.class, "error[E0610]: unknown stage `v1.0`");
    assertMistake(Nothing.class, "error[E0730]: no test of `" + MODELS + "` is selected");
    assertMistake(FileWithAMistake.class, "syntax-error.c:");
    assertMistake(selectDirectory("no/such"), "no/such: error[E0602]: no models folder");
  }

  private static void assertMistake(Class<?> type, String text) {
    assertMistake(selectClass(type), text);
  }

  private static void assertMistake(DiscoverySelector selector, String text) {
    EngineExecutionResults results = run(selector);
    results.testEvents().assertStatistics(stats -> stats.started(1).failed(1));
    String message = message(results.testEvents().failed().list().get(0));
    assertTrue(message.contains(text), message);
    assertEquals(1, message.split("error\\[", -1).length - 1, message);
  }

  @Test
  void aTestIsRunAgainByItsId() {
    String id =
        "[engine:pincer]/[class:"
            + AllOfAFolder.class.getName()
            + "]/[scenario:count-faults]/[stage:v1]/[memory:sc]/[property:faults_are_counted]";
    run(selectUniqueId(id)).testEvents().assertStatistics(stats -> stats.started(1).succeeded(1));
  }

  @Test
  void anIdThatNothingHasIsOneError() {
    String id = "[engine:pincer]/[class:" + AllOfAFolder.class.getName() + "]/[scenario:none]";
    assertMistake(selectUniqueId(id), "error[E0730]: no test of `" + id + "` is selected");
  }

  @Test
  void whatIsNotOursIsLeftToOtherEngines() throws IOException {
    Path text = Files.writeString(folder.resolve("notes.txt"), "");
    EngineTestKit.engine("pincer")
        .selectors(
            selectClass(PincerTestEngineTest.class),
            selectDirectory(folder.toFile()),
            selectFile(text.toFile()),
            selectPackage("dev.pincer.golden"))
        .execute()
        .testEvents()
        .assertStatistics(stats -> stats.started(0));
  }

  @Test
  void aSuiteSelectsAFolder() {
    EngineTestKit.engine("junit-platform-suite")
        .selectors(selectClass(SuiteOfAFolder.class))
        .execute()
        .testEvents()
        .assertStatistics(stats -> stats.started(10).succeeded(10));
  }

  private static EngineExecutionResults run(DiscoverySelector... selectors) {
    return EngineTestKit.engine("pincer").selectors(selectors).execute();
  }

  private static String message(Event failed) {
    return String.valueOf(
        failed
            .getRequiredPayload(TestExecutionResult.class)
            .getThrowable()
            .orElseThrow()
            .getMessage());
  }

  /** The models folder again, to change it. */
  private Path copy() throws IOException {
    Path to = folder.resolve("models");
    try (Stream<Path> files = Files.walk(Path.of(MODELS))) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, to.resolve(Path.of(MODELS).relativize(file).toString()));
      }
    }
    return to;
  }
}
