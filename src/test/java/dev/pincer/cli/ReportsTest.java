// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.io.Resources;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** The formats that CI reads, and who gets which. */
class ReportsTest {
  private static final String MODELS = "src/test/golden/cli/models";

  @TempDir private Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "pincer check --format sarif --models " + MODELS,
        "pincer check --format sarif --models "
            + MODELS
            + " --patch src/test/golden/cli/skip-odd.patch",
        "pincer check src/test/golden/report/deadlock.c --format sarif",
        "pincer check src/test/golden/report/data-race.c --format sarif",
        "pincer check src/test/golden/report/five-cpus.c --format sarif --max-states 9",
      })
  void sarifIsAsItsSchemaSays(String line) throws IOException {
    String sarif = Call.of(line).out();
    Schema schema =
        SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7)
            .getSchema(
                Resources.toString(
                    Resources.getResource("schema/sarif-schema-2.1.0.json"),
                    StandardCharsets.UTF_8));
    assertEquals("[]", schema.validate(sarif, InputFormat.JSON).toString(), sarif);
    assertFalse(schema.validate("{\"version\": \"2.1.0\"}", InputFormat.JSON).isEmpty());
  }

  @Test
  void aBrokenResultIsACodeFlowWithAThreadFlowForEachCpu() {
    JsonObject run =
        JsonParser.parseString(
                Call.of("pincer check count-faults --at v1 --format sarif --models " + MODELS)
                    .out())
            .getAsJsonObject()
            .getAsJsonArray("runs")
            .get(0)
            .getAsJsonObject();
    TreeSet<String> kinds = new TreeSet<>();
    List<Integer> orders = new ArrayList<>();
    for (JsonElement element : run.getAsJsonArray("results")) {
      JsonObject result = element.getAsJsonObject();
      kinds.add(result.get("kind").getAsString());
      assertEquals(
          result.get("kind").getAsString().equals("pass"),
          !result.has("codeFlows"),
          result::toString);
      if (result.has("codeFlows")) {
        JsonArray flows =
            result
                .getAsJsonArray("codeFlows")
                .get(0)
                .getAsJsonObject()
                .getAsJsonArray("threadFlows");
        assertEquals(2, flows.size());
        for (JsonElement flow : flows) {
          for (JsonElement step : flow.getAsJsonObject().getAsJsonArray("locations")) {
            orders.add(step.getAsJsonObject().get("executionOrder").getAsInt());
          }
        }
        assertEquals("external", suppression(result).get("kind").getAsString());
        assertEquals(
            "both look before either stores",
            suppression(result).get("justification").getAsString());
      }
    }
    assertEquals(new TreeSet<>(List.of("fail", "pass")), kinds);
    orders.sort(null);
    for (int i = 0; i < orders.size(); i++) {
      assertEquals(i + 1, orders.get(i));
    }
  }

  private static JsonObject suppression(JsonObject result) {
    return result.getAsJsonArray("suppressions").get(0).getAsJsonObject();
  }

  @Test
  void junitCountsWhatItHas() throws Exception {
    String xml = Call.of("pincer check src/test/golden/report/lost-update.c --format junit").out();
    Element root =
        DocumentBuilderFactory.newInstance()
            .newDocumentBuilder()
            .parse(new InputSource(new StringReader(xml)))
            .getDocumentElement();
    assertEquals("testsuites", root.getTagName());
    assertEquals(
        root.getAttribute("tests"),
        Integer.toString(root.getElementsByTagName("testcase").getLength()));
    assertEquals(
        root.getAttribute("failures"),
        Integer.toString(root.getElementsByTagName("failure").getLength()));
    assertTrue(root.getElementsByTagName("failure").item(0).getTextContent().contains("CPU 1"));
  }

  @Test
  void aReportInAFileLeavesTheTextToTheTerminal() throws IOException {
    Path file = folder.resolve("junit.xml");
    Call call = Call.of("pincer check --models " + MODELS + " --format junit --output " + file);
    assertEquals(0, call.exit(), call.err());
    assertTrue(call.out().contains("all as expected"), call.out());
    assertTrue(Files.readString(file).startsWith("<?xml"));
    Call json = Call.of("pincer check --models " + MODELS + " --json --output " + file);
    assertTrue(json.out().contains("all as expected"), json.out());
    assertTrue(Files.readString(file).startsWith("{"));
  }

  @Test
  void aReportThatCannotBeWrittenIsOneErrorBeforeAnythingIsSearched() throws IOException {
    Path file = Files.writeString(folder.resolve("old.xml"), "");
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("r--r--r--"));
    List<Path> paths = new ArrayList<>(List.of(folder, folder.resolve("none/out.xml")));
    if (!Files.isWritable(file)) { // Root may write anything.
      paths.add(file);
    }
    for (Path path : paths) {
      Call call = Call.of("pincer check --models " + MODELS + " --format junit --output " + path);
      assertEquals(2, call.exit());
      assertEquals("", call.out());
      assertTrue(call.err().startsWith(path + ": error[E0606]: cannot be written: "), call.err());
    }
    Call ci = Call.of("pincer ci --models " + MODELS + " --reports " + file);
    assertEquals(2, ci.exit());
    assertTrue(ci.err().startsWith(file + ": error[E0606]: cannot be written: "), ci.err());
  }

  @Test
  void githubGetsAnnotationsAndASummaryBehindWhatIsThere() throws IOException {
    Path summary = Files.writeString(folder.resolve("summary"), "before\n");
    Path reports = folder.resolve("reports/pincer");
    Call call =
        ci(
            "pincer ci src/test/golden/report/lost-update.c --reports " + reports,
            Map.of("GITHUB_ACTIONS", "true", "GITHUB_STEP_SUMMARY", summary.toString()));
    assertEquals(1, call.exit(), call.err());
    assertTrue(
        call.out().contains("\n::error file=src/test/golden/report/lost-update.c,line="),
        call.out());
    assertTrue(call.out().contains("\n::notice title=Pincer::7 properties, sc"), call.out());
    assertTrue(
        Files.readString(summary).startsWith("before\n### Pincer: 1 verdict not as expected\n"));
    assertEquals(ImmutableList.of("comment.md", "junit.xml", "pincer.sarif"), names(reports));
  }

  @Test
  void gitlabGetsFiles() throws IOException {
    Path reports = folder.resolve("reports");
    Call call =
        ci("pincer ci --models " + MODELS + " --reports " + reports, Map.of("GITLAB_CI", "true"));
    assertEquals(0, call.exit(), call.err());
    assertFalse(call.out().contains("::"), call.out());
    assertEquals(ImmutableList.of("comment.md", "junit.xml", "pincer.sarif"), names(reports));
  }

  @Test
  void anywhereElseItIsCheck() {
    Call check = Call.of("pincer check --models " + MODELS);
    Call ci = Call.of("pincer ci --models " + MODELS);
    assertEquals(check.exit(), ci.exit());
    assertEquals(
        check.out().replaceAll(" in \\d+\\.\\d s", ""),
        ci.out().replaceAll(" in \\d+\\.\\d s", ""));
  }

  private static Call ci(String line, Map<String, String> environment) {
    return Call.of(Splitter.on(' ').splitToList(line), environment);
  }

  private static ImmutableList<String> names(Path reports) throws IOException {
    try (var files = Files.list(reports)) {
      return files
          .map(file -> file.getFileName().toString())
          .sorted()
          .collect(ImmutableList.toImmutableList());
    }
  }
}
