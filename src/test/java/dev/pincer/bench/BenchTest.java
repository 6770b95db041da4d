// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.pincer.Model;
import dev.pincer.Result;
import dev.pincer.Search;
import dev.pincer.golden.Goldens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BenchTest {
  private static final Case SMALL = Suite.CASES.get(0);
  private static final Machine MACHINE =
      new Machine("2026-11-21T06:00:00Z", "0123456789ab", "2 x A, 23 GiB, Linux 6, Java 17");

  /** A tool whose figures are known. */
  private record Known(String name, Family family, int threads, List<Measurement> figures)
      implements Tool {
    @Override
    public boolean reduces() {
      return name.endsWith("reduced");
    }

    @Override
    public boolean covers(Case size) {
      return size.peers() || family == Family.PINCER;
    }

    @Override
    public Measurement run(Case size, Path scratch) {
      return figures.remove(0);
    }
  }

  private static Tool known(String name, Tool.Family family, int threads, double... seconds) {
    List<Measurement> figures = new ArrayList<>();
    for (double s : seconds) {
      figures.add(
          new Measurement(SMALL.states(), SMALL.transitions(), s, s / 2, (long) (s * 100e6)));
    }
    return new Known(name, family, threads, figures);
  }

  private static ImmutableList<Runs> runs() throws Exception {
    return Session.run(
        SMALL,
        List.of(
            known("pincer, 1 thread", Tool.Family.PINCER, 1, 0.5, 0.3, 0.4),
            known("pincer, 2 threads", Tool.Family.PINCER, 2, 0.25, 0.2, 0.3),
            known("pincer, 1 thread, reduced", Tool.Family.PINCER, 1, 0.2, 0.2, 0.2),
            known("spin, reduced", Tool.Family.SPIN, 1, 1.5, 1.6, 1.7),
            known("spin -DNOREDUCE", Tool.Family.SPIN, 1, 1.6, 1.8, 1.7),
            known("spin -DNOREDUCE -DCOLLAPSE", Tool.Family.SPIN, 1, 2.1, 2.2, 2.0),
            known("tlc, 2 workers", Tool.Family.TLC, 2, 10, 11, 12)),
        3);
  }

  @Test
  void mediansAndRatiosAreAsCalculated() throws Exception {
    Goldens.check(Path.of("src/test/golden/bench/table.txt"), ".out", Report.table(runs()));
  }

  @Test
  void jsonIsAsItsSchemaSays() throws Exception {
    Schema description =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(Files.readString(Path.of("docs/schema/bench.json")));
    String json = Report.json(List.of(runs()), List.of("spin: get it"), MACHINE);
    assertEquals("[]", description.validate(json, InputFormat.JSON).toString(), json);
  }

  @Test
  void historyGrows(@TempDir Path folder) throws Exception {
    Path history = folder.resolve("history.jsonl");
    MACHINE.append(history, runs());
    MACHINE.append(history, runs());
    List<String> lines = Files.readAllLines(history);
    assertEquals(14, lines.size());
    assertEquals(lines.get(0), lines.get(7));
    assertTrue(lines.get(0).startsWith("{\"at\":\"2026-11-21T06:00:00Z\",\"commit\":\"0123"));
  }

  @Test
  void whoExploresSomethingElseIsNotMeasured() {
    Tool other =
        new Known(
            "other", Tool.Family.SPIN, 1, new ArrayList<>(List.of(new Measurement(7, 8, 1, 1, 1))));
    Tool.Failure failure =
        assertThrows(Tool.Failure.class, () -> Session.run(SMALL, List.of(other), 1));
    assertEquals(
        "fork-gup small (NR_PTES=2 NR_GUP=2) should have 32605 states and 98639 transitions, and"
            + " other says 7 and 8",
        failure.getMessage());
  }

  /** The tool's own counts; those of Spin and TLC are compared whenever they are measured. */
  @Test
  void theCountsOfTheSmallestCaseAreThoseOfTheSearch() {
    Model model = Model.load(Path.of(SMALL.model()));
    for (Map.Entry<String, Integer> define : SMALL.defines().entrySet()) {
      model = model.define(define.getKey(), define.getValue().toString());
    }
    Result result = model.check(Search.exhaustive().withoutReductions());
    assertEquals(SMALL.states(), result.states());
    assertEquals(SMALL.transitions(), result.search().transitions());
  }

  private static Execution said(String... lines) {
    ImmutableList.Builder<Execution.Line> all = ImmutableList.builder();
    for (int i = 0; i < lines.length; i++) {
      all.add(new Execution.Line(i, lines[i]));
    }
    return new Execution(all.build(), 0, lines.length, 1 << 20);
  }

  @Test
  void whatSpinPrintsIsRead() throws Exception {
    Measurement measured =
        SpinTool.read(
            said(
                "State-vector 64 byte, depth reached 51, errors: 0",
                "    32606 states, stored",
                "    66038 states, matched",
                "    98644 transitions (= stored+matched)",
                "pan: elapsed time 0.04 seconds"),
            1.5,
            SMALL);
    assertEquals(new Measurement(32_605, 98_639, 1.5, 0.04, 1 << 20), measured);
    assertThrows(Tool.Failure.class, () -> SpinTool.read(said("errors: 1"), 1.5, SMALL));
  }

  @Test
  void whatTlcPrintsIsRead() throws Exception {
    Measurement measured =
        TlcTool.read(
            said(
                "TLC2 Version 2.17",
                "Finished computing initial states: 4 distinct states generated at 2026-11-21.",
                "Progress(23) at 2026-11-21 06:29:40: 45,490 states generated (45,490 s/min), 17,030"
                    + " distinct states found (17,030 ds/min), 2,955 states left on queue.",
                "98643 states generated, 32605 distinct states found, 0 states left on queue."),
            SMALL);
    assertEquals(new Measurement(32_605, 98_639, 4, 2, 1 << 20), measured);
    assertThrows(Tool.Failure.class, () -> TlcTool.read(said("Error: parsing"), SMALL));
  }

  @Test
  void whatPincerPrintsIsRead() throws Exception {
    String json =
        "{\"verdicts\": [{\"states\": 9, \"transitions\": 12, \"limit\": null, \"seconds\": 0.5}]}";
    assertEquals(new Measurement(9, 12, 1, 0.5, 1 << 20), PincerTool.read(said(json)));
    assertThrows(Tool.Failure.class, () -> PincerTool.read(said("no such file")));
    assertThrows(
        Tool.Failure.class, () -> PincerTool.read(said(json.replace("null", "\"memory\""))));
  }

  @Test
  void whatIsMissingIsNamedAndNothingInstalled() {
    Tools none = Tools.peers(Path.of("."), ImmutableMap.of("PATH", "", "HOME", "/nowhere"));
    assertEquals(ImmutableList.of(), none.tools());
    assertEquals(2, none.missing().size());
    assertTrue(none.missing().get(0).contains("apt-get install spin"));
    assertTrue(none.missing().get(1).contains("dependency:get"));
  }

  @Test
  void aProcessIsTimedAndItsMemorySeen() throws IOException, InterruptedException {
    Execution execution =
        Execution.of(Path.of("."), List.of("sh", "-c", "echo one; sleep 0.1; echo two; exit 3"));
    assertEquals("one\ntwo\n", execution.text());
    assertEquals(3, execution.exit());
    assertTrue(execution.seconds() >= 0.1);
    assertTrue(execution.lines().get(1).at() >= execution.lines().get(0).at());
  }
}
