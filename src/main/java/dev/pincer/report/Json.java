// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import dev.pincer.diag.Diagnostic;
import dev.pincer.sample.SampleResult;
import dev.pincer.schedule.Schedule;
import dev.pincer.source.Span;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.Reduction;
import dev.pincer.verdict.SearchResult;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What {@code --json} prints: one object for each call of the tool, its members in a fixed order,
 * described by {@code docs/schema/*.json}.
 *
 * <p>Steps and switches are null where there is no run to count; {@code seconds} is the only number
 * that differs from one call to the next.
 */
public final class Json {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

  private Json() {}

  /**
   * {@code check}: all verdicts, and whether they are as they should be.
   *
   * @param notes what is worth knowing of how patches applied, and of options that were not used
   * @param neverRun lines that no run executes, for the subjects that were asked for in full
   */
  public static String check(
      ImmutableList<Sheet> sheets,
      ImmutableList<String> notes,
      Map<Subject, ImmutableSortedMap<String, Unreached.Lines>> neverRun,
      Remarks remarks,
      int exit) {
    JsonArray verdicts = new JsonArray();
    for (Sheet sheet : sheets) {
      for (Judged judged : sheet.verdicts()) {
        verdicts.add(verdict(sheet, judged));
      }
    }
    JsonObject root = new JsonObject();
    root.add("verdicts", verdicts);
    root.add("notes", GSON.toJsonTree(notes));
    JsonArray dead = new JsonArray();
    neverRun.forEach(
        (subject, paths) ->
            paths.forEach(
                (path, lines) -> {
                  JsonObject object = subject(subject);
                  object.addProperty("path", path);
                  object.add("lines", GSON.toJsonTree(lines.numbers()));
                  dead.add(object);
                }));
    root.add("neverRun", dead);
    JsonArray nothings = new JsonArray();
    for (Vacuous nothing : remarks.nothings()) {
      JsonObject object = new JsonObject();
      object.addProperty("scenario", emptyToNull(nothing.scenario()));
      object.addProperty("kind", nothing.kind().name().toLowerCase(Locale.ROOT));
      object.addProperty("what", nothing.what());
      object.addProperty("why", emptyToNull(nothing.why()));
      object.addProperty("fails", nothing.isUnstated());
      nothings.add(object);
    }
    root.add("vacuous", nothings);
    JsonArray untried = new JsonArray();
    for (Untried line : remarks.untried()) {
      JsonObject object = new JsonObject();
      object.addProperty("patch", line.patch());
      object.addProperty("patchLine", line.patchLine());
      object.addProperty("path", line.path());
      object.addProperty("line", line.line());
      object.addProperty("function", line.function());
      object.addProperty("text", line.text());
      object.addProperty("called", line.called());
      untried.add(object);
    }
    root.add("neverRunOfPatch", untried);
    root.add("waiting", GSON.toJsonTree(remarks.waiting().stream().map(Json::waiting).toList()));
    JsonArray schedules = new JsonArray();
    remarks.saved().forEach(one -> schedules.add(saved(one)));
    root.add("schedules", schedules);
    JsonArray elsewhere = new JsonArray();
    for (SavedElsewhere one : remarks.elsewhere()) {
      JsonObject object = subject(one.subject());
      object.addProperty("file", one.file());
      elsewhere.add(object);
    }
    root.add("schedulesNotRun", elsewhere);
    root.addProperty("asExpected", sheets.stream().allMatch(Sheet::asExpected));
    root.addProperty("exit", exit);
    return text(root);
  }

  private static JsonObject saved(SavedCase one) {
    JsonObject object = subject(one.subject());
    object.addProperty("file", one.file());
    object.addProperty("line", one.line());
    object.addProperty("property", one.property());
    object.addProperty("expected", one.wanted() ? "broken" : "mended");
    object.addProperty("broken", one.broken());
    object.addProperty("asSaved", one.asSaved());
    object.addProperty("steps", one.saved());
    object.addProperty("stepsTaken", one.taken());
    object.addProperty("schedule", one.schedule());
    object.addProperty("why", one.why());
    return object;
  }

  private static JsonObject verdict(Sheet sheet, Judged judged) {
    Finding finding = judged.finding();
    SearchResult result = sheet.result();
    JsonObject object = subject(sheet.subject());
    object.addProperty("property", finding.property());
    object.addProperty("kind", kind(finding));
    object.addProperty("place", emptyToNull(judged.place()));
    object.addProperty("verdict", finding.verdict().word());
    Judged.@Nullable Expected expected = judged.expected();
    object.addProperty("expected", expected == null ? null : expected.verdict().word());
    object.addProperty("before", judged.before() == null ? null : judged.before().word());
    object.addProperty("asExpected", judged.asExpected());
    object.addProperty("steps", finding.steps() < 0 ? null : finding.steps());
    object.addProperty("switches", finding.switches() < 0 ? null : finding.switches());
    Schedule witness = finding.witness();
    object.addProperty("loopSteps", witness == null ? null : loopSteps(witness));
    object.addProperty("schedule", finding.witness() == null ? null : finding.witness().toString());
    object.addProperty("detail", emptyToNull(finding.detail()));
    object.addProperty("states", result.states());
    object.addProperty("transitions", result.transitions());
    JsonArray reductions = new JsonArray();
    for (Reduction reduction : result.reductions()) {
      JsonObject member = new JsonObject();
      member.addProperty("kind", reduction.kind().word());
      member.addProperty("used", reduction.used());
      member.addProperty("text", reduction.text());
      reductions.add(member);
    }
    object.add("reductions", reductions);
    object.addProperty("omission", result.omission());
    object.addProperty("limit", Coverage.limit(result.limit()));
    object.addProperty("completeDepth", result.completeDepth());
    object.addProperty("bytes", result.bytes());
    object.addProperty("seconds", result.elapsed().toMillis() / 1000.0);
    return object;
  }

  /** {@code check --full-state}: counts alone. */
  static String fullCounts(ImmutableList<FullCounts> all, int exit) {
    JsonArray counts = new JsonArray();
    for (FullCounts count : all) {
      SearchResult result = count.result();
      JsonObject object = subject(count.subject());
      object.addProperty("states", result.states());
      object.addProperty("transitions", result.transitions());
      object.addProperty("levels", result.completeDepth() + 1);
      object.addProperty("limit", Coverage.limit(result.limit()));
      object.addProperty("seconds", result.elapsed().toMillis() / 1000.0);
      counts.add(object);
    }
    JsonObject root = new JsonObject();
    root.add("counts", counts);
    root.addProperty("exit", exit);
    return text(root);
  }

  /**
   * {@code history}: what became of each property.
   *
   * @param subject of the first stage
   */
  public static String history(Subject subject, Chronicle chronicle, int exit) {
    JsonObject root = series(subject);
    JsonArray stages = new JsonArray();
    chronicle.sheets().forEach(sheet -> stages.add(sheet.subject().stage()));
    root.add("stages", stages);
    JsonArray properties = new JsonArray();
    for (Chronicle.Line line : chronicle.lines()) {
      JsonObject property = new JsonObject();
      property.addProperty("property", line.property());
      property.addProperty("kind", kind(line.first().finding()));
      property.addProperty("place", emptyToNull(line.place()));
      property.add("first", point(line.first()));
      property.add("turns", turns(line));
      properties.add(property);
    }
    root.add("properties", properties);
    root.addProperty("exit", exit);
    return text(root);
  }

  /**
   * {@code bisect}: which patch changed the verdict on a property.
   *
   * @param subject of the first stage
   * @param line null if no stage was judged
   * @param patch of the newest turn: its subject, origin and path, in this order; empty if there is
   *     no turn
   */
  public static String bisect(
      Subject subject,
      Chronicle.@Nullable Line line,
      String property,
      Map<String, String> patch,
      int exit) {
    JsonObject root = series(subject);
    root.addProperty("property", property);
    root.addProperty("kind", line == null ? null : kind(line.first().finding()));
    root.addProperty("verdict", line == null ? null : line.last().verdict().word());
    root.add("patch", patch.isEmpty() ? JsonNull.INSTANCE : GSON.toJsonTree(patch));
    JsonElement before = JsonNull.INSTANCE;
    JsonElement after = JsonNull.INSTANCE;
    if (line != null && !line.turns().isEmpty()) {
      Chronicle.Point turn = line.turns().get(line.turns().size() - 1);
      before = point(line.before(turn));
      after = point(turn);
    }
    root.add("before", before);
    root.add("after", after);
    root.add("first", line == null ? JsonNull.INSTANCE : point(line.first()));
    root.add("turns", line == null ? new JsonArray() : turns(line));
    root.addProperty("exit", exit);
    return text(root);
  }

  private static Map<String, String> waiting(Waiting waiting) {
    return ImmutableMap.of(
        "scenario", waiting.scenario(),
        "stage", waiting.label(),
        "memory", waiting.memory(),
        "property", waiting.property(),
        "verdict", waiting.verdict(),
        "why", waiting.why());
  }

  private static JsonObject series(Subject subject) {
    JsonObject object = subject(subject);
    object.remove("stage");
    object.remove("patches");
    return object;
  }

  private static String kind(Finding finding) {
    return finding.kind().name().toLowerCase(Locale.ROOT);
  }

  private static JsonArray turns(Chronicle.Line line) {
    JsonArray turns = new JsonArray();
    line.turns().forEach(turn -> turns.add(point(turn)));
    return turns;
  }

  private static JsonObject point(Chronicle.Point point) {
    Finding finding = point.finding();
    JsonObject object = new JsonObject();
    object.addProperty("stage", point.sheet().subject().stage());
    object.addProperty("title", point.sheet().title());
    object.addProperty("verdict", point.verdict().word());
    object.addProperty("steps", finding.steps() < 0 ? null : finding.steps());
    object.addProperty("schedule", finding.witness() == null ? null : finding.witness().toString());
    return object;
  }

  private static @Nullable Integer loopSteps(Schedule schedule) {
    return schedule.loop().isEmpty() ? null : schedule.loop().size();
  }

  /** {@code check --audit}: what each reduction left of each model, and what it changed. */
  static String audits(ImmutableList<Audited> all, int exit) {
    JsonArray audits = new JsonArray();
    for (Audited audited : all) {
      JsonObject object = subject(audited.subject());
      object.addProperty("kind", audited.reduction().kind().word());
      object.addProperty("used", audited.reduction().used());
      object.addProperty("text", audited.reduction().text());
      object.addProperty("besides", emptyToNull(audited.reduction().besides()));
      object.addProperty("states", audited.states());
      object.addProperty("reducedStates", audited.reducedStates());
      object.addProperty("ends", audited.ends());
      object.add("differences", GSON.toJsonTree(audited.differences()));
      audits.add(object);
    }
    JsonObject root = new JsonObject();
    root.add("audits", audits);
    root.addProperty("exit", exit);
    return text(root);
  }

  private static JsonObject subject(Subject subject) {
    JsonObject object = new JsonObject();
    object.addProperty("scenario", subject.scenario());
    object.addProperty("stage", emptyToNull(subject.stage()));
    JsonArray patches = new JsonArray();
    subject.patches().forEach(patches::add);
    object.add("patches", patches);
    object.addProperty("memory", subject.memory().replaceFirst(",.*", ""));
    JsonObject defines = new JsonObject();
    for (Map.Entry<String, String> define : subject.defines().entrySet()) {
      defines.addProperty(define.getKey(), define.getValue());
    }
    object.add("defines", defines);
    return object;
  }

  /**
   * A run that was drawn and breaks something.
   *
   * @param story of the shrunk run
   * @param foundBy number of the schedule that showed it first
   * @param saved the file that it was saved in; null if it was not
   */
  public record Race(Story story, long foundBy, @Nullable String saved) {}

  /** {@code sample}: what was drawn, and what of it is broken. */
  public static String sample(
      Subject subject,
      SampleResult result,
      String strategy,
      long seed,
      int maxSteps,
      List<Race> races,
      SampledKnobs knobs,
      int exit) {
    JsonObject root = subject(subject);
    root.addProperty("strategy", strategy);
    root.addProperty("seed", seed);
    root.addProperty("schedules", result.schedules());
    root.addProperty("steps", result.steps());
    root.addProperty("states", result.states());
    root.addProperty("tooLong", result.cut());
    root.addProperty("maxSteps", maxSteps);
    root.addProperty("stoppedEarly", result.interrupted());
    root.addProperty("promise", result.promise());
    JsonArray violations = new JsonArray();
    for (Race race : races) {
      Story story = race.story();
      JsonObject violation = new JsonObject();
      violation.addProperty("property", story.finding().property());
      violation.addProperty("foundBy", race.foundBy());
      violation.addProperty("schedule", story.trace().schedule().toString());
      violation.addProperty("steps", story.trace().schedule().stepCount());
      violation.addProperty("switches", story.trace().schedule().switchCount());
      violation.addProperty("saved", race.saved());
      for (SampledKnobs.Broken broken : knobs.broken()) {
        if (broken.property().equals(story.finding().property())) {
          violation.add("foundWith", GSON.toJsonTree(broken.found()));
          violation.add("knobs", GSON.toJsonTree(broken.least()));
        }
      }
      violations.add(violation);
    }
    root.add("violations", violations);
    root.add("knobs", GSON.toJsonTree(knobs.knobs()));
    JsonArray settings = new JsonArray();
    for (int i = 0; i < knobs.settings().size(); i++) {
      SampleResult.Part part = result.parts().get(i);
      JsonObject setting = new JsonObject();
      setting.add("values", GSON.toJsonTree(knobs.settings().get(i)));
      setting.addProperty("schedules", part.schedules());
      setting.addProperty("steps", part.steps());
      setting.addProperty("states", part.states());
      setting.addProperty("tooLong", part.cut());
      settings.add(setting);
    }
    root.add("settings", settings);
    root.addProperty("seconds", result.elapsed().toNanos() / 1e9);
    root.addProperty("exit", exit);
    return GSON.toJson(root) + "\n";
  }

  /**
   * {@code replay}: the run, and the property that it breaks or reaches; null if none.
   *
   * @param saved the file that it was saved in; null if it was not
   */
  public static String replay(Story story, Subject subject, @Nullable String saved) {
    JsonObject root = subject(subject);
    root.addProperty("schedule", story.trace().schedule().toString());
    root.addProperty("steps", story.trace().stemLength());
    root.addProperty("switches", story.trace().schedule().switchCount());
    root.addProperty("loopSteps", loopSteps(story.trace().schedule()));
    root.addProperty("property", emptyToNull(story.finding().property()));
    root.addProperty("verdict", story.finding().verdict().word());
    JsonArray lines = new JsonArray();
    boolean again = false;
    for (Row row : Rows.of(story.trace(), new Conclusion(story).read())) {
      if (row.isRule()) {
        again = true;
        continue;
      }
      JsonObject line = new JsonObject();
      line.addProperty("thread", row.thread());
      line.addProperty("depth", row.depth());
      JsonArray calls = new JsonArray();
      row.calls().forEach(calls::add);
      line.add("calls", calls);
      line.addProperty("text", row.text());
      JsonArray effects = new JsonArray();
      row.effects().forEach(effects::add);
      line.add("effects", effects);
      line.addProperty("again", again);
      lines.add(line);
    }
    root.add("lines", lines);
    JsonArray threads = new JsonArray();
    story.trace().program().threads().forEach(thread -> threads.add(thread.name()));
    root.add("threads", threads);
    JsonArray conclusion = new JsonArray();
    new Conclusion(story).lines().forEach(line -> conclusion.add(line.strip()));
    root.add("conclusion", conclusion);
    root.addProperty("diagram", RaceDiagram.of(story));
    root.addProperty("saved", saved);
    return text(root);
  }

  /**
   * {@code litmus}.
   *
   * @param notRun tests that were not at their end when Ctrl-C came
   * @param score null where no table was given
   */
  public static String litmus(
      ImmutableList<LitmusOutcome> outcomes,
      ImmutableList<Diagnostic> refused,
      int notRun,
      @Nullable LitmusScore score,
      int exit) {
    JsonObject root = new JsonObject();
    JsonArray tests = new JsonArray();
    outcomes.forEach(outcome -> tests.add(outcome.json()));
    root.add("tests", tests);
    root.add("refused", errors(refused));
    root.addProperty("notRun", notRun);
    root.add("score", score == null ? JsonNull.INSTANCE : score.json());
    root.addProperty("exit", exit);
    return text(root);
  }

  /** {@code list}. */
  public static String listing(Subject subject, String listing) {
    JsonObject root = subject(subject);
    root.addProperty("listing", listing);
    return text(root);
  }

  /** Whatever went wrong before there was an answer. */
  public static String error(ImmutableList<Diagnostic> diagnostics, int exit) {
    JsonObject root = new JsonObject();
    root.add("error", errors(diagnostics));
    root.addProperty("exit", exit);
    return text(root);
  }

  private static JsonArray errors(ImmutableList<Diagnostic> diagnostics) {
    JsonArray errors = new JsonArray();
    for (Diagnostic diagnostic : diagnostics) {
      Span span = diagnostic.span();
      boolean placed = !span.file().text().isEmpty();
      JsonObject error = new JsonObject();
      error.addProperty("code", diagnostic.code().id());
      error.addProperty("text", diagnostic.text());
      error.addProperty("path", span.file().path());
      error.addProperty("line", placed ? span.line() : null);
      error.addProperty("column", placed ? span.column() : null);
      error.addProperty("note", diagnostic.note());
      error.addProperty("hint", diagnostic.hint());
      errors.add(error);
    }
    return errors;
  }

  /** A list of things, each with the same members: {@code scenarios}, {@code stages}. */
  public static String list(Map<String, ? extends Iterable<? extends Map<String, ?>>> lists) {
    JsonObject root = new JsonObject();
    for (Map.Entry<String, ? extends Iterable<? extends Map<String, ?>>> list : lists.entrySet()) {
      JsonArray array = new JsonArray();
      for (Map<String, ?> item : list.getValue()) {
        JsonObject object = new JsonObject();
        for (Map.Entry<String, ?> member : item.entrySet()) {
          object.add(member.getKey(), element(member.getValue()));
        }
        array.add(object);
      }
      root.add(list.getKey(), array);
    }
    return text(root);
  }

  /** One thing: {@code explain}. */
  public static String object(Map<String, ?> members) {
    JsonObject root = new JsonObject();
    members.forEach((name, value) -> root.add(name, element(value)));
    return text(root);
  }

  private static JsonElement element(@Nullable Object value) {
    return value == null ? JsonNull.INSTANCE : GSON.toJsonTree(value);
  }

  private static @Nullable String emptyToNull(String text) {
    return text.isEmpty() ? null : text;
  }

  private static String text(JsonObject root) {
    return GSON.toJson(root) + "\n";
  }
}
