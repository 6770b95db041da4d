// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Interner;
import com.google.common.collect.Interners;
import dev.pincer.corpus.Expectations;
import dev.pincer.corpus.Judgement;
import dev.pincer.corpus.Scenario;
import dev.pincer.corpus.Stage;
import dev.pincer.diag.Diagnostics;
import dev.pincer.program.Program;
import dev.pincer.program.Property;
import dev.pincer.report.Case;
import dev.pincer.report.Judged;
import dev.pincer.report.Sheet;
import dev.pincer.report.Story;
import dev.pincer.report.Unreached;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.SearchResult;
import dev.pincer.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Checks many models, several at a time, and compares each with what is expected of it.
 *
 * <p>Models that read alike, as far as their threads and properties can reach, share one search:
 * most patches change what most scenarios never execute. Results come in the order in which the
 * models were given, and do not depend on the number of workers.
 */
public final class Sweep {
  private final Search search;

  /** Searches begun, by the fingerprint of the model. */
  private final Map<String, CompletableFuture<Explored>> searches = new ConcurrentHashMap<>();

  /** Most models have most lines in common. */
  private final Interner<Unreached.Line> lines = Interners.newStrongInterner();

  private Sweep(Search search) {
    this.search = search;
  }

  /**
   * One model, what was found, and what should have been.
   *
   * @param lines the lines of its threads; of models that share a search, only the first, that of
   *     the newest stage and those with patches of the user's have them
   */
  public record Entry(Result result, Sheet sheet, ImmutableList<Unreached.Line> lines) {
    /** The same with another sheet. */
    public Entry with(Sheet other) {
      return new Entry(result, other, lines);
    }

    /** A test for each verdict; a run is replayed when it is asked for. */
    public ImmutableList<Case> cases() {
      return sheet.verdicts().stream()
          .map(judged -> new Case(sheet, judged, file(), () -> story(judged)))
          .collect(ImmutableList.toImmutableList());
    }

    private String file() {
      return result.model().scenario().file().path();
    }

    private Optional<Story> story(Judged judged) {
      return result.witness(judged.finding().property()).map(Witness::story);
    }

    /** What `--update` writes into expected.txt, for a shipped model. */
    public Expectations.Searched searched() {
      Model model = result.model();
      return new Expectations.Searched(
          subjectName(model), model.scenario().name(), model.memory().name(), result.search());
    }
  }

  /**
   * Checks all {@code models}; hands each result to {@code done}, on the calling thread and in
   * order, as soon as it and those before it are there. Models that were not begun when the search
   * was interrupted are left out.
   *
   * @throws ModelException for the first model, in their order, that is wrong
   */
  public static void run(List<Model> models, Search search, Consumer<Entry> done) {
    // The counts of what is shipped stand in expected.txt: those of a search that leaves nothing
    // out. What is searched beside it is searched alike.
    boolean counted = models.stream().anyMatch(Model::isShipped);
    new Sweep(counted ? search.counted() : search).run(models, done);
  }

  private void run(List<Model> models, Consumer<Entry> done) {
    // When several models are explored at a time, each gets its share of the memory and one worker.
    int atOnce = Math.max(1, Math.min(search.workers(), models.size()));
    Search share = atOnce == 1 ? search : search.share(atOnce);
    try (InOrder<Optional<CompletableFuture<Explored>>> results =
        new InOrder<>(models, atOnce, model -> watched(model, share))) {
      Set<String> seen = new HashSet<>();
      @Nullable Sheet base = null;
      for (int i = 0; i < models.size(); i++) {
        Explored explored = results.next().map(InOrder::await).orElse(null);
        if (explored != null) {
          Entry entry = entry(models.get(i), explored, seen.add(explored.fingerprint));
          if (isBaseOf(models, i + 1)) {
            base = entry.sheet();
            entry = entry.with(base.asBase());
          } else if (base != null && isBaseOf(models, i)) {
            entry = entry.with(entry.sheet().beside(base));
          }
          done.accept(entry);
        }
      }
    }
  }

  /** Whether the model before this one is the same without patches of the user's. */
  private static boolean isBaseOf(List<Model> models, int index) {
    if (index < 1 || index >= models.size()) {
      return false;
    }
    Model model = models.get(index);
    Model before = models.get(index - 1);
    return !model.patches().isEmpty()
        && before.patches().isEmpty()
        && before.scenario().equals(model.scenario())
        && before.stage().equals(model.stage());
  }

  /**
   * @param places where the properties stand
   * @param lines as in {@link Entry}
   */
  private record Explored(
      String fingerprint,
      SearchResult result,
      ImmutableMap<String, String> places,
      ImmutableList<Unreached.Line> lines) {

    Explored with(ImmutableList<Unreached.Line> others) {
      return new Explored(fingerprint, result, places, others);
    }
  }

  /** Explores a model, and says when it begins and is done. */
  private Optional<CompletableFuture<Explored>> watched(Model model, Search share) {
    search.begun(model.subject());
    try {
      return explore(model, share);
    } finally {
      search.ended(model.subject());
    }
  }

  /**
   * Explores a model, or promises what whoever explores its like finds: a worker that waited for
   * another one would be missed. Empty if the search was interrupted before.
   */
  private Optional<CompletableFuture<Explored>> explore(Model model, Search share) {
    if (search.isInterrupted()) {
      return Optional.empty();
    }
    if (!model.isShipped()) {
      // A user's code is compiled in any case: what is wrong with it shall be found.
      model.program();
    }
    Model.Reading reading = model.read();
    String fingerprint = model.memory() + " " + reading.fingerprint();
    CompletableFuture<Explored> mine = new CompletableFuture<>();
    CompletableFuture<Explored> first = searches.putIfAbsent(fingerprint, mine);
    if (first != null) {
      // Equal code may stand on other lines.
      return Optional.of(
          isNewest(model) || !model.patches().isEmpty()
              ? first.thenApply(shared -> shared.with(lines(model.program(reading), shared.result)))
              : first.thenApply(shared -> shared.with(ImmutableList.of())));
    }
    try {
      Program program = model.program(reading);
      SearchResult result = share.explore(program, model.memory(), model.subject());
      mine.complete(new Explored(fingerprint, result, places(program), lines(program, result)));
    } catch (Throwable e) {
      mine.completeExceptionally(e);
      throw e;
    }
    return Optional.of(mine);
  }

  private static boolean isNewest(Model model) {
    return model.isShipped()
        && model.proposal() == null
        && model.stage().equals(model.models().corpus().series().today());
  }

  private ImmutableList<Unreached.Line> lines(Program program, SearchResult result) {
    return Unreached.allLines(program, result).stream()
        .map(lines::intern)
        .collect(ImmutableList.toImmutableList());
  }

  // ---- what was expected ----------------------------------------------------------------------

  private static Entry entry(Model model, Explored found, boolean searched) {
    Result result = new Result(model, found.result);
    return new Entry(result, sheet(result, found.places, searched), found.lines);
  }

  /**
   * The result beside what is expected: by expected.txt for what is shipped, that all is well for
   * anything else; with {@code -D} of what is shipped, but for what nothing reaches without.
   */
  static Sheet sheet(Result result, boolean searched) {
    return sheet(result, places(result.model().program()), searched);
  }

  private static Sheet sheet(Result result, ImmutableMap<String, String> places, boolean searched) {
    Model model = result.model();
    ImmutableList.Builder<Judged> verdicts = ImmutableList.builder();
    if (model.isShipped()) {
      Diagnostics diagnostics = new Diagnostics();
      ImmutableList<Judgement> judgements =
          model
              .models()
              .expectations()
              .compare(
                  subjectName(model),
                  model.scenario().name(),
                  model.memory().name(),
                  result.search(),
                  diagnostics);
      ModelException.throwIfAny(diagnostics);
      for (Judgement judgement : judgements) {
        Expectations.Row row = judgement.row();
        verdicts.add(
            new Judged(
                judgement.finding(),
                place(places, judgement.finding()),
                new Judged.Expected(
                    judgement.want(),
                    judgement.wantText(),
                    judgement.got(),
                    row == null ? "" : row.why(),
                    row == null ? "" : row.place().toString()),
                judgement.outcome() == Judgement.Outcome.AS_EXPECTED));
      }
    } else {
      for (Finding finding : result.search().findings()) {
        Judged.@Nullable Expected anyway = unreachedAnyway(model, finding);
        verdicts.add(
            new Judged(
                finding,
                place(places, finding),
                anyway,
                anyway != null || Judged.good(finding.verdict())));
      }
    }
    return new Sheet(
        model.subject(),
        (label(model) + (model.memory().name().equals("sc") ? "" : " (" + model.memory() + ")"))
            .strip(),
        title(model),
        kind(model) == Sheet.Kind.STAGE || !model.usesLinux() ? "" : model.stage().name(),
        kind(model),
        verdicts.build(),
        result.search(),
        searched);
  }

  /**
   * What expected.txt says of a witness of a shipped model that is unreached with {@code -D} and
   * without: there is nothing to reach on this stage, whatever knob is turned. Else null; a
   * property that is broken is broken, with any knobs.
   */
  private static Judged.@Nullable Expected unreachedAnyway(Model model, Finding finding) {
    if (finding.verdict() != Verdict.UNREACHED
        || model.scenario().kind() == Scenario.Kind.OWN
        || !model.patches().isEmpty()) {
      return null;
    }
    Expectations.Row row =
        model
            .models()
            .expectations()
            .row(
                subjectName(model),
                model.scenario().name(),
                model.memory().name(),
                finding.property());
    if (row == null || row.verdict() != Verdict.UNREACHED) {
      return null;
    }
    String word = Verdict.UNREACHED.word();
    return new Judged.Expected(Verdict.UNREACHED, word, word, row.why(), row.place().toString());
  }

  private static String subjectName(Model model) {
    if (!model.usesLinux()) {
      return Expectations.NO_SUBJECT;
    }
    return model.proposal() != null ? model.proposal().name() : model.stage().name();
  }

  private static String label(Model model) {
    if (!model.patches().isEmpty()) {
      return "+ " + model.patches().get(model.patches().size() - 1).name();
    }
    return model.usesLinux() ? subjectName(model) : "";
  }

  /**
   * {@code v5.9, today: early COW for ptes}: other names of a stage, and its patch in a few words.
   */
  private static String title(Model model) {
    if (!model.usesLinux() || !model.patches().isEmpty()) {
      return "";
    }
    if (model.proposal() != null) {
      return model.proposal().patch().label();
    }
    Stage stage = model.stage();
    List<String> names = new ArrayList<>(stage.tags());
    if (stage.equals(model.models().corpus().series().today()) && stage.patch() != null) {
      names.add(Stage.TODAY);
    }
    String label = stage.label();
    return names.isEmpty()
        ? label
        : String.join(", ", names) + (label.isEmpty() ? "" : ": " + label);
  }

  private static Sheet.Kind kind(Model model) {
    if (!model.patches().isEmpty()) {
      return Sheet.Kind.PATCHED;
    }
    return model.proposal() != null ? Sheet.Kind.PROPOSAL : Sheet.Kind.STAGE;
  }

  private static String place(Map<String, String> places, Finding finding) {
    return places.getOrDefault(finding.property(), "");
  }

  private static ImmutableMap<String, String> places(Program program) {
    ImmutableMap.Builder<String, String> places = ImmutableMap.builder();
    for (Property property : program.properties()) {
      places.put(property.name(), property.declared().toString());
    }
    return places.buildOrThrow();
  }
}
