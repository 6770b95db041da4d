// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import dev.pincer.corpus.Corpus;
import dev.pincer.corpus.Patch;
import dev.pincer.corpus.Proposal;
import dev.pincer.corpus.SavedSchedule;
import dev.pincer.corpus.Scenario;
import dev.pincer.corpus.Stage;
import dev.pincer.diag.Diagnostic;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.machine.Machine;
import dev.pincer.machine.MemoryModel;
import dev.pincer.program.Program;
import dev.pincer.program.Property;
import dev.pincer.replay.ScheduleMisfitException;
import dev.pincer.report.SavedCase;
import dev.pincer.report.Subject;
import dev.pincer.sample.Judge;
import dev.pincer.schedule.Schedule;
import dev.pincer.schedule.ScheduleSyntaxException;
import dev.pincer.shrink.Wishes;
import dev.pincer.source.Span;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.Verdict;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Runs that were saved as files, beside their scenarios: kept, found, and run again. */
public final class SavedSchedules {
  private static final Pattern MEMORY =
      Pattern.compile("(\\w+)(?: --buffer-depth ([1-9]|[1-5]\\d|6[0-4]))?");

  private final Models models;
  private final SavedSchedule saved;
  private final Diagnostics diagnostics = new Diagnostics();

  private SavedSchedules(Models models, SavedSchedule saved) {
    this.models = models;
    this.saved = saved;
  }

  /**
   * Those of a scenario, by name.
   *
   * @throws ModelException if one cannot be read
   */
  public static ImmutableList<SavedSchedule> of(Models models, Scenario scenario) {
    Diagnostics diagnostics = new Diagnostics();
    ImmutableList<SavedSchedule> all = models.corpus().saved(scenario, diagnostics);
    ModelException.throwIfAny(diagnostics);
    return all;
  }

  /**
   * Refuses saved schedules of a scenario that is gone.
   *
   * @throws ModelException if there are some
   */
  public static void demandScenarios(Models models) {
    Diagnostics diagnostics = new Diagnostics();
    models.corpus().demandScenariosOfSaved(diagnostics);
    ModelException.throwIfAny(diagnostics);
  }

  // ---- Run again -------------------------------------------------------------------------------

  /**
   * Runs one again, on what it says.
   *
   * @throws ModelException if its model is wrong, or it is no run of it
   */
  public static SavedCase replay(Models models, SavedSchedule saved) {
    return new SavedSchedules(models, saved).replay();
  }

  /**
   * Runs all of them again, several at a time.
   *
   * @throws ModelException for the first, in their order, whose model is wrong or that does not fit
   */
  public static ImmutableListMultimap<Scenario, SavedCase> replay(
      Models models, ImmutableList<SavedSchedule> all) {
    ImmutableList<Supplier<SavedCase>> cases =
        all.parallelStream()
            .map(saved -> attempt(models, saved))
            .collect(ImmutableList.toImmutableList());
    ImmutableListMultimap.Builder<Scenario, SavedCase> found = ImmutableListMultimap.builder();
    for (int i = 0; i < all.size(); i++) {
      found.put(all.get(i).scenario(), cases.get(i).get());
    }
    return found.build();
  }

  private static Supplier<SavedCase> attempt(Models models, SavedSchedule saved) {
    try {
      SavedCase found = replay(models, saved);
      return () -> found;
    } catch (ModelException e) {
      return () -> {
        throw e;
      };
    }
  }

  /**
   * The model that it is a run of; nothing is compiled.
   *
   * @throws ModelException if there is no such stage, patch or memory model
   */
  public static Model model(Models models, SavedSchedule saved) {
    return new SavedSchedules(models, saved).model();
  }

  private SavedCase replay() {
    Model model = model();
    Program program = program(model);
    Finding.Kind kind = kind(program);
    Schedule schedule = schedule();
    Finding finding = new Finding(saved.property().text(), kind, Verdict.BROKEN, schedule, "");
    boolean strict =
        saved.expect() == SavedSchedule.Expect.BROKEN
            || !schedule.loop().isEmpty()
            || kind == Finding.Kind.EVENTUALLY
            || kind == Finding.Kind.LEADS_TO;
    return strict
        ? exactly(model, program, finding, schedule)
        : asFarAsItGoes(model, program, finding, schedule);
  }

  private SavedCase exactly(Model model, Program program, Finding finding, Schedule schedule) {
    try {
      Optional<Witness> shown = Witness.showing(program, model.memory(), finding);
      return found(model, schedule, schedule.stepCount(), shown);
    } catch (ScheduleMisfitException e) {
      if (saved.expect() == SavedSchedule.Expect.MENDED) {
        return found(model, schedule, Math.max(0, e.step()), Optional.empty());
      }
      diagnostics
          .error(ErrorCode.SCHEDULE_DOES_NOT_FIT, saved.schedule(), String.valueOf(e.getMessage()))
          .hint(
              "save the run anew on the code as it is now, or write `Expect: mended` if the change"
                  + " is a fix");
      throw ModelException.of(diagnostics);
    }
  }

  private SavedCase asFarAsItGoes(
      Model model, Program program, Finding finding, Schedule schedule) {
    Wishes wishes =
        new Wishes(
            new Machine(program, model.memory()),
            new Judge.Broken(finding.property(), finding.kind(), ""));
    Wishes.Outcome outcome = wishes.run(schedule.start(), schedule.choices());
    Optional<Witness> shown = Optional.empty();
    if (outcome.shown()) {
      shown =
          Optional.of(
              Witness.of(
                  program,
                  model.memory(),
                  new Finding(
                      finding.property(),
                      finding.kind(),
                      Verdict.BROKEN,
                      outcome.taken(),
                      finding.detail())));
    }
    return found(model, schedule, outcome.taken().stepCount(), shown);
  }

  private SavedCase found(Model model, Schedule schedule, int taken, Optional<Witness> shown) {
    return new SavedCase(
        model.subject(),
        saved.property().text(),
        saved.place(),
        saved.line(),
        saved.scenario().kind() == Scenario.Kind.OWN,
        saved.expect() == SavedSchedule.Expect.BROKEN,
        shown.isPresent(),
        schedule.stepCount(),
        taken,
        saved.schedule().text(),
        saved.why(),
        shown.map(Witness::story));
  }

  // ---- What its lines name ---------------------------------------------------------------------

  private Model model() {
    Model model = models.model(saved.scenario());
    Span stage = saved.stage();
    if (saved.scenario().kind() == Scenario.Kind.LESSON && stage != null) {
      throw refuse(
          stage, "`" + saved.scenario().name() + "` has no stages", "leave the line `Stage:` out");
    }
    if (stage != null) {
      model = at(model, stage);
    }
    if (saved.fuzz() > 0) {
      model = model.fuzz(saved.fuzz());
    }
    for (Span patch : saved.patches()) {
      model = model.with(patch(patch));
    }
    for (Map.Entry<String, String> define : saved.definitions().entrySet()) {
      model = model.define(define.getKey(), define.getValue());
    }
    return model.under(memory());
  }

  private Model at(Model model, Span name) {
    Proposal proposal = models.proposal(name.text());
    if (proposal != null) {
      return model.at(proposal);
    }
    List<String> proposals = models.corpus().proposals().stream().map(Proposal::name).toList();
    Stage stage = models.corpus().series().stage(name.text(), name, proposals, diagnostics);
    ModelException.throwIfAny(diagnostics);
    return stage == null ? model : model.at(stage);
  }

  private Patch patch(Span name) {
    try {
      Path beside = saved.path().resolveSibling(name.text()).normalize();
      if (Files.exists(beside)) {
        return models.patch(beside.toString());
      }
    } catch (InvalidPathException e) {
      // Then it can only be the name of a proposal.
    } catch (ModelException e) {
      throw wrong(name, e);
    }
    Proposal proposal = models.proposal(name.text());
    if (proposal == null) {
      diagnostics
          .error(ErrorCode.UNKNOWN_PATCH, name, name.text())
          .hint("a path goes from the folder of this file; or name a proposal")
          .didYouMean(
              name.text(), models.corpus().proposals().stream().map(Proposal::name).toList());
      throw ModelException.of(diagnostics);
    }
    return proposal.patch();
  }

  private MemoryModel memory() {
    Span memory = saved.memory();
    if (memory == null) {
      return MemoryModel.sc();
    }
    Matcher words = MEMORY.matcher(memory.text());
    if (!words.matches() || !MemoryModel.names().contains(words.group(1))) {
      diagnostics
          .error(ErrorCode.UNKNOWN_MEMORY, memory, memory.text())
          .hint("take " + String.join(" or ", MemoryModel.names()));
      throw ModelException.of(diagnostics);
    }
    String depth = words.group(2);
    return MemoryModel.named(
        words.group(1), depth == null ? MemoryModel.DEPTH : Integer.parseInt(depth));
  }

  /** Compiles; what is wrong is told at the line of the file that is to blame. */
  private Program program(Model model) {
    try {
      return model.program();
    } catch (ModelException e) {
      Diagnostic first = e.diagnostics().get(0);
      for (int i = 0; i < model.patches().size(); i++) {
        if (first.span().file() == model.patches().get(i).file()) {
          diagnostics.error(
              ErrorCode.SAVED_PATCH,
              saved.patches().get(i),
              saved.patches().get(i).text(),
              where(model),
              first.text());
          throw ModelException.of(diagnostics);
        }
      }
      for (Span define : saved.defines()) {
        String text = define.text();
        if (first.text().contains("`-D" + text.substring(0, text.indexOf('=')))) {
          throw wrong(define, e);
        }
      }
      Span stage = saved.stage();
      throw wrong(stage != null ? stage : saved.schedule(), e);
    }
  }

  /** What the patches of a model go on top of. */
  private static String where(Model model) {
    if (model.proposal() != null) {
      return "proposal `" + model.proposal().name() + "`";
    }
    return model.unpatched().usesLinux() ? "stage `" + model.stage().name() + "`" : "the model";
  }

  private ModelException wrong(Span place, ModelException cause) {
    diagnostics.error(ErrorCode.SAVED_MODEL, place, cause.diagnostics().get(0).text());
    return ModelException.of(diagnostics);
  }

  private Finding.Kind kind(Program program) {
    Span name = saved.property();
    Set<String> known = new LinkedHashSet<>();
    for (Property property : program.properties()) {
      if (property.kind() != Property.Kind.WITNESS) {
        known.add(property.name());
      }
      if (property.name().equals(name.text())) {
        if (property.kind() == Property.Kind.WITNESS) {
          throw refuse(
              name,
              "`" + name.text() + "` is a witness, which no run breaks",
              "name a property that the run breaks");
        }
        return Witness.kind(property.kind());
      }
    }
    for (Finding.Kind kind : Finding.Kind.values()) {
      if (kind.builtIn() && kind != Finding.Kind.LIVELOCK) {
        String word = kind.name().toLowerCase(Locale.ROOT);
        known.add(word);
        if (word.equals(name.text())) {
          return kind;
        }
      }
    }
    if (name.text().equals(Finding.Kind.LIVELOCK.name().toLowerCase(Locale.ROOT))) {
      throw refuse(
          name,
          "no single run shows a livelock",
          "`pincer check` judges it; name a property that a run breaks");
    }
    diagnostics
        .error(ErrorCode.UNKNOWN_PROPERTY, name, name.text())
        .hint("the properties are " + String.join(", ", known))
        .didYouMean(name.text(), known);
    throw ModelException.of(diagnostics);
  }

  private Schedule schedule() {
    Span text = saved.schedule();
    try {
      return Schedule.parse(text.text());
    } catch (ScheduleSyntaxException e) {
      int at = Math.min(text.start() + e.offset(), text.end() - 1);
      diagnostics
          .error(
              ErrorCode.BAD_SCHEDULE,
              new Span(text.file(), at, text.end()),
              String.valueOf(e.getMessage()))
          .hint("the form is `0x4.1x3.0:1`, as reports print it, or `0x4~1x3.0x1` with a loop");
      throw ModelException.of(diagnostics);
    }
  }

  private ModelException refuse(Span place, String what, String hint) {
    diagnostics.error(ErrorCode.SAVED_LINE, place, what).hint(hint);
    return ModelException.of(diagnostics);
  }

  // ---- Kept ------------------------------------------------------------------------------------

  /**
   * The name that a run gets if nobody gives it one: what it is a run of, and what it breaks.
   *
   * @param property that it breaks
   */
  public static String name(Model model, String property) {
    String label = "";
    if (!model.patches().isEmpty()) {
      label = model.patches().get(model.patches().size() - 1).name();
    } else if (model.usesLinux()) {
      label = model.proposal() != null ? model.proposal().name() : model.stage().name();
    }
    return label.replaceAll("[^A-Za-z0-9._+-]", "-") + (label.isEmpty() ? "" : "-") + property;
  }

  /**
   * Refuses to save runs of a model that could not be run again, or a name that is taken.
   *
   * @param name the name of the file; null if it will be given later
   * @throws ModelException if so
   */
  public static void demandPlace(Model model, @Nullable String name) {
    Diagnostics diagnostics = new Diagnostics();
    for (Patch patch : model.patches()) {
      boolean named = model.models().corpus().proposalOf(patch) != null;
      if (!named && !Files.isRegularFile(Path.of(patch.file().path()))) {
        diagnostics
            .error(ErrorCode.SAVED_LINE, Models.place(), "a patch that is in no file")
            .hint("write the patch into a file, and give that");
        throw ModelException.of(diagnostics);
      }
    }
    model.models().corpus().newSchedule(model.scenario(), name == null ? "new" : name, diagnostics);
    if (name != null || diagnostics.sorted().stream().noneMatch(SavedSchedules::isTaken)) {
      ModelException.throwIfAny(diagnostics);
    }
  }

  private static boolean isTaken(Diagnostic diagnostic) {
    return diagnostic.code() == ErrorCode.SAVED_TAKEN;
  }

  /**
   * Writes a run that breaks a property into a new file, which each check runs again from then on.
   *
   * @param why one line
   * @return the file
   * @throws ModelException if there is one of that name, or it cannot be written
   */
  public static Path save(Model model, Witness witness, String name, String why) {
    Diagnostics diagnostics = new Diagnostics();
    Corpus corpus = model.models().corpus();
    Finding finding = witness.story().finding();
    if (finding.verdict() != Verdict.BROKEN) {
      diagnostics
          .error(ErrorCode.SAVED_LINE, Models.place(), "a run that breaks nothing")
          .hint("`pincer sample` looks for one that does");
      throw ModelException.of(diagnostics);
    }
    Path file = corpus.newSchedule(model.scenario(), name, diagnostics);
    if (file == null || !Corpus.save(file, lines(model, witness, why), diagnostics)) {
      throw ModelException.of(diagnostics);
    }
    return file;
  }

  private static List<Map.Entry<String, String>> lines(Model model, Witness witness, String why) {
    Finding finding = witness.story().finding();
    Subject subject = model.subject();
    List<Map.Entry<String, String>> lines = new ArrayList<>();
    lines.add(Map.entry("Scenario", model.scenario().name()));
    if (!subject.stage().isEmpty()) {
      lines.add(Map.entry("Stage", subject.stage()));
    }
    Path folder = model.models().corpus().schedules(model.scenario()).toAbsolutePath().normalize();
    for (Patch patch : model.patches()) {
      Proposal proposal = model.models().corpus().proposalOf(patch);
      lines.add(
          Map.entry(
              "Patch",
              proposal != null
                  ? proposal.name()
                  : folder
                      .relativize(Path.of(patch.file().path()).toAbsolutePath().normalize())
                      .toString()
                      .replace('\\', '/')));
    }
    if (subject.fuzz() > 0) {
      lines.add(Map.entry("Fuzz", Integer.toString(subject.fuzz())));
    }
    model.defines().forEach((name, value) -> lines.add(Map.entry("Define", name + "=" + value)));
    if (!subject.memory().equals(MemoryModel.sc().name())) {
      lines.add(Map.entry("Memory", subject.memory().replace(",", "")));
    }
    lines.add(Map.entry("Property", finding.property()));
    lines.add(Map.entry("Expect", SavedSchedule.Expect.BROKEN.word()));
    lines.add(Map.entry("Schedule", witness.schedule().toString()));
    lines.add(Map.entry("Why", why.replaceAll("\\s+", " ").strip()));
    return lines;
  }
}
