// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.pincer.source.Span;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.Verdict;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Verdicts as SARIF 2.1.0, the format of static analysis tools: a rule for each property of each
 * scenario, a result for each verdict. What holds has kind {@code pass}. What is broken has the
 * race as a code flow, with a thread flow for each CPU, whose steps are numbered in the order of
 * the race; it is a note, accepted for the reason of expected.txt, if it is as expected, and an
 * error if not.
 *
 * <p>Lines of the small Linux are those of the stage, and lie under the base {@code LINUX} with
 * their text; {@code pincer source} writes them out.
 *
 * <p>Source: OASIS, "Static Analysis Results Interchange Format (SARIF) Version 2.1.0", 2020.
 */
public final class Sarif {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
  private static final String SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json";

  private final Checked checked;

  /** The rules so far, by id, with their indices. */
  private final Map<String, Integer> rules = new LinkedHashMap<>();

  private final JsonArray descriptors = new JsonArray();

  private Sarif(Checked checked) {
    this.checked = checked;
  }

  /** One log with one run. Replays each broken result. */
  public static String of(Checked checked) {
    return GSON.toJson(new Sarif(checked).log()) + "\n";
  }

  private JsonObject log() {
    JsonArray results = new JsonArray();
    checked.cases().forEach(one -> results.add(result(one)));
    checked.remarks().saved().forEach(one -> results.add(result(one)));
    for (Vacuous nothing : checked.remarks().nothings()) {
      if (nothing.isUnstated()) {
        results.add(result(nothing));
      }
    }
    checked.remarks().untried().forEach(line -> results.add(result(line)));
    JsonObject driver = new JsonObject();
    driver.addProperty("name", "Pincer");
    if (!checked.version().isEmpty()) {
      driver.addProperty("version", checked.version());
    }
    driver.add("rules", descriptors);
    JsonObject tool = new JsonObject();
    tool.add("driver", driver);
    JsonObject bases = new JsonObject();
    bases.add("SRCROOT", described("the folder in which pincer was called"));
    bases.add(
        "LINUX",
        described(
            "the small Linux of the result's stage, as `pincer source --at STAGE DIR` writes it"));
    JsonObject run = new JsonObject();
    run.add("tool", tool);
    run.add("originalUriBaseIds", bases);
    run.addProperty("columnKind", "utf16CodeUnits");
    run.add("results", results);
    JsonArray runs = new JsonArray();
    runs.add(run);
    JsonObject log = new JsonObject();
    log.addProperty("$schema", SCHEMA);
    log.addProperty("version", "2.1.0");
    log.add("runs", runs);
    return log;
  }

  private static JsonObject described(String text) {
    JsonObject base = new JsonObject();
    base.add("description", text(text));
    return base;
  }

  private int rule(Case one) {
    String scenario = one.sheet().subject().scenario();
    String id = scenario + "/" + one.property();
    Integer known = rules.get(id);
    if (known != null) {
      return known;
    }
    rules.put(id, rules.size());
    JsonObject rule = new JsonObject();
    rule.addProperty("id", id);
    rule.addProperty("name", one.property());
    String kind = one.judged().finding().kind().name().toLowerCase(Locale.ROOT).replace('_', ' ');
    boolean builtIn = one.judged().finding().kind().builtIn();
    rule.add(
        "shortDescription",
        text((builtIn ? "no " + kind : kind + " " + one.property()) + ", in " + scenario));
    descriptors.add(rule);
    return rules.size() - 1;
  }

  /** A saved schedule: it passes if its run does what its file says. */
  private JsonObject result(SavedCase one) {
    String id = one.subject().scenario() + "/saved schedule " + one.name();
    rules.put(id, rules.size());
    JsonObject rule = new JsonObject();
    rule.addProperty("id", id);
    rule.add(
        "shortDescription",
        text(
            "a saved run that "
                + (one.wanted() ? "breaks " : "no longer breaks ")
                + one.property()));
    descriptors.add(rule);
    JsonObject result = new JsonObject();
    result.addProperty("ruleId", id);
    result.addProperty("ruleIndex", rules.size() - 1);
    result.addProperty("kind", one.asSaved() ? "pass" : "fail");
    result.addProperty("level", one.asSaved() ? "none" : "error");
    result.add("message", text(one.headline() + ": " + one.why()));
    JsonArray locations = new JsonArray();
    locations.add(location(checked.spot(one), null, ""));
    result.add("locations", locations);
    return result;
  }

  /** What says nothing. */
  private JsonObject result(Vacuous nothing) {
    Checked.Spot spot = checked.spot(nothing.path(), nothing.line());
    String message = nothing.text().strip();
    return result("vacuous", "something says nothing", "error", message, spot);
  }

  /** What a patch adds, and no run executes. */
  private JsonObject result(Untried line) {
    Checked.Spot spot =
        line.isOfFile()
            ? new Checked.Spot(line.patch(), line.patchLine(), false)
            : checked.spot(line.path(), line.line());
    String rule = "a patch adds what no run executes";
    return result("never-run", rule, "warning", line.message(), spot);
  }

  private JsonObject result(
      String id, String description, String level, String message, Checked.Spot spot) {
    Integer known = rules.putIfAbsent(id, rules.size());
    if (known == null) {
      JsonObject rule = new JsonObject();
      rule.addProperty("id", id);
      rule.add("shortDescription", text(description));
      descriptors.add(rule);
    }
    JsonObject result = new JsonObject();
    result.addProperty("ruleId", id);
    result.addProperty("ruleIndex", rules.get(id));
    result.addProperty("kind", "fail");
    result.addProperty("level", level);
    result.add("message", text(message));
    JsonArray locations = new JsonArray();
    locations.add(location(spot, null, ""));
    result.add("locations", locations);
    return result;
  }

  private JsonObject result(Case one) {
    Finding finding = one.judged().finding();
    JsonObject result = new JsonObject();
    result.addProperty("ruleId", one.sheet().subject().scenario() + "/" + one.property());
    result.addProperty("ruleIndex", rule(one));
    result.addProperty("kind", kind(finding.verdict()));
    boolean fail = one.isBad();
    boolean expected = one.outcome() == Case.Outcome.PASSED;
    result.addProperty("level", !fail ? "none" : expected ? "note" : "error");
    Optional<Story> story =
        finding.verdict() == Verdict.BROKEN ? one.run().get() : Optional.empty();
    result.add("message", text(message(one, story)));
    JsonArray locations = new JsonArray();
    locations.add(location(checked.spot(one, one.place()), null, ""));
    result.add("locations", locations);
    story.ifPresent(told -> result.add("codeFlows", codeFlows(one, told)));
    if (fail && expected) {
      result.add("suppressions", accepted(one));
    }
    JsonObject fingerprints = new JsonObject();
    fingerprints.addProperty(
        "verdict/v1", one.sheet().subject().arguments() + ": " + one.property());
    result.add("partialFingerprints", fingerprints);
    result.add("properties", properties(one));
    return result;
  }

  private static String kind(Verdict verdict) {
    return switch (verdict) {
      case HOLDS, REACHED -> "pass";
      case BROKEN, UNREACHED -> "fail";
      case UNKNOWN -> "open";
    };
  }

  private static String message(Case one, Optional<Story> story) {
    String told = story.map(BrokenReport::told).orElse("");
    return one.headline() + (told.isEmpty() ? "" : ". " + told);
  }

  private static JsonArray accepted(Case one) {
    JsonObject suppression = new JsonObject();
    suppression.addProperty("kind", "external");
    suppression.addProperty("status", "accepted");
    String why = one.why();
    suppression.addProperty("justification", why.isEmpty() ? "the same without the patch" : why);
    JsonArray suppressions = new JsonArray();
    suppressions.add(suppression);
    return suppressions;
  }

  private static JsonObject properties(Case one) {
    Finding finding = one.judged().finding();
    JsonObject properties = new JsonObject();
    properties.addProperty("verdict", finding.verdict().word());
    properties.addProperty("stage", one.sheet().subject().stage());
    properties.addProperty("memory", one.sheet().subject().memory());
    properties.addProperty("states", one.sheet().result().states());
    if (finding.witness() != null) {
      properties.addProperty("steps", finding.steps());
      properties.addProperty("switches", finding.switches());
      properties.addProperty("schedule", finding.witness().toString());
      properties.addProperty(
          "replay",
          "pincer replay "
              + one.sheet().subject().arguments()
              + " --schedule "
              + finding.witness());
    }
    return properties;
  }

  // ---- The race --------------------------------------------------------------------------------

  private JsonArray codeFlows(Case one, Story story) {
    Map<Integer, JsonArray> steps = new TreeMap<>();
    int order = 0;
    for (Row row : Rows.of(story.trace(), new Conclusion(story).read())) {
      Span span = row.span();
      if (span != null) {
        order++;
        JsonObject step = new JsonObject();
        Checked.Spot spot = checked.spot(one, span.file().path(), span.line());
        step.add("location", location(spot, span, words(row)));
        step.addProperty("nestingLevel", row.depth());
        step.addProperty("executionOrder", order);
        steps.computeIfAbsent(row.thread(), thread -> new JsonArray()).add(step);
      }
    }
    JsonArray flows = new JsonArray();
    steps.forEach(
        (thread, locations) -> {
          String head = Lanes.head(story.trace().program(), thread);
          JsonObject flow = new JsonObject();
          flow.addProperty("id", head);
          flow.add("message", text(head));
          flow.add("locations", locations);
          flows.add(flow);
        });
    JsonObject codeFlow = new JsonObject();
    codeFlow.add("message", text(String.join("; ", new Conclusion(story).lines())));
    codeFlow.add("threadFlows", flows);
    JsonArray codeFlows = new JsonArray();
    if (!flows.isEmpty()) {
      codeFlows.add(codeFlow);
    }
    return codeFlows;
  }

  /** What the diagram says in one line. */
  private static String words(Row row) {
    ImmutableList.Builder<String> words = ImmutableList.builder();
    words.addAll(row.calls());
    if (!row.text().isEmpty()) {
      words.add(row.text());
    }
    String text = String.join(" > ", words.build());
    String effects = String.join(", ", row.effects());
    return text + (text.isEmpty() || effects.isEmpty() ? "" : ": ") + effects;
  }

  private static JsonObject location(Checked.Spot spot, @Nullable Span span, String words) {
    JsonObject artifact = new JsonObject();
    artifact.addProperty("uri", uri(spot.path()));
    if (!spot.path().startsWith("/")) {
      artifact.addProperty("uriBaseId", spot.ofStage() ? "LINUX" : "SRCROOT");
    }
    JsonObject region = new JsonObject();
    region.addProperty("startLine", spot.line());
    if (span != null) {
      region.addProperty("startColumn", span.column());
      region.add("snippet", text(span.file().lineText(span.line())));
    }
    JsonObject physical = new JsonObject();
    physical.add("artifactLocation", artifact);
    physical.add("region", region);
    JsonObject location = new JsonObject();
    location.add("physicalLocation", physical);
    if (!words.isEmpty()) {
      location.add("message", text(words));
    }
    return location;
  }

  private static String uri(String path) {
    try {
      String scheme = path.startsWith("/") ? "file" : null;
      return new URI(scheme, path.startsWith("/") ? "" : null, path, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new AssertionError("a path that is no URI: " + path, e);
    }
  }

  private static JsonObject text(String text) {
    JsonObject message = new JsonObject();
    message.addProperty("text", text);
    return message;
  }
}
