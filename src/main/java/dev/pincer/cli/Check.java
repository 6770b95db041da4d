// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Iterables;
import dev.pincer.AddedLines;
import dev.pincer.Model;
import dev.pincer.ModelException;
import dev.pincer.Models;
import dev.pincer.Result;
import dev.pincer.SavedSchedules;
import dev.pincer.Search;
import dev.pincer.Sweep;
import dev.pincer.Vacuity;
import dev.pincer.Witness;
import dev.pincer.corpus.Expectations;
import dev.pincer.corpus.NeverRun;
import dev.pincer.corpus.SavedSchedule;
import dev.pincer.corpus.Scenario;
import dev.pincer.program.Program;
import dev.pincer.report.Audited;
import dev.pincer.report.BrokenReport;
import dev.pincer.report.Case;
import dev.pincer.report.Checked;
import dev.pincer.report.Details;
import dev.pincer.report.FullCounts;
import dev.pincer.report.Json;
import dev.pincer.report.Judged;
import dev.pincer.report.Matrix;
import dev.pincer.report.Remarks;
import dev.pincer.report.SavedCase;
import dev.pincer.report.SavedElsewhere;
import dev.pincer.report.Sheet;
import dev.pincer.report.Story;
import dev.pincer.report.Subject;
import dev.pincer.report.Summary;
import dev.pincer.report.Unreached;
import dev.pincer.report.Untried;
import dev.pincer.report.Vacuous;
import dev.pincer.report.Waiting;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.Reduction;
import dev.pincer.verdict.SearchResult;
import dev.pincer.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pincer check}: judges models. */
@Command(
    name = "check",
    description = {
      "Explores every interleaving of models, and judges all of their properties.",
      "",
      "Without --at and --patch, prints a matrix for each scenario: its verdicts at each stage of"
          + " the small Linux and with each proposal. With either, prints the race of each broken"
          + " property.",
      "",
      "A patch is judged by what it changes. What is broken on the stage itself, as expected.txt says,"
          + " and stays so, is no change; a property that the patch breaks, or a witness that it"
          + " loses, is a failure."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  pincer check                                    all of models/",
      "  pincer check fork-gup-fast                      one scenario, at each stage",
      "  pincer check fork-gup-fast --at f3c64eda3e50    one stage, with its races",
      "  pincer check --patch my-idea.patch              your patch on today's stage, everywhere",
      "  pincer check my-scenario.c -DNR_GUP=2           a scenario of your own",
      "  pincer check own.c --patch fix.patch            your patch on a model of your own",
      "  pincer check huge.c --hash-compaction           more states than memory holds as they are",
      "  pincer check --format junit --output junit.xml  what a CI server reads, beside the text",
      "",
      "Exit code: 0 as expected, or no worse with your patch; 1 not; 2 bad model, patch or usage;",
      "3 undecided."
    })
final class Check implements Callable<Integer> {
  private static final String KEPT =
      "without --hash-compaction, as expected.txt counts the states of what is shipped; a -D allows it";

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here.
  private CommandSpec spec;

  @Parameters(
      paramLabel = "SCENARIO",
      arity = "0..*",
      description = "scenarios or lessons by name, or C files (default: all of models/)")
  private List<String> scenarios = List.of();

  @Mixin private final ModelOptions options = new ModelOptions();

  @Option(names = "--all-stages", description = "as --at with every stage of the series")
  private boolean allStages;

  @Option(
      names = "--all-proposals",
      description = "with all proposals, also where expected.txt says nothing of them")
  private boolean allProposals;

  @Option(
      names = "--property",
      paramLabel = "NAME",
      description = "judge this property alone; may be repeated")
  private List<String> properties = List.of();

  @Mixin private final Budget budget = new Budget();

  @Option(
      names = "--update",
      description =
          "renew the counts of expected.txt; verdicts stay, and are named if they changed")
  private boolean update;

  @Option(
      names = "--accept",
      paramLabel = "ROW",
      description =
          "with --update: rewrite this verdict too, STAGE/SCENARIO/PROPERTY; may be repeated")
  private List<String> accepted = List.of();

  @Option(
      names = "--no-reduction",
      description =
          "leave no state out; where expected.txt says how many there are, none is left out anyway")
  private boolean noReduction;

  @Option(
      names = "--hash-compaction",
      description =
          "tell states apart by 64 bits of their hash, and move those that were expanded to files;"
              + " one may be lost, with a probability that stands beside each `holds`. Where"
              + " expected.txt says how many states there are, they are kept as they are")
  private boolean hashCompaction;

  @Option(
      names = "--full-state",
      description =
          "judge nothing: count what a textbook explorer counts, with each statement or atomic block"
              + " a step and no local forgotten")
  private boolean fullState;

  @Option(
      names = "--audit",
      description =
          "judge nothing: search with and without each reduction, and compare verdicts, runs and"
              + " the states in which runs end")
  private boolean audit;

  @Mixin private final Output output = new Output();

  @Mixin private final Report report = new Report();

  /** Saved schedules that are not run again. */
  private ImmutableList<SavedElsewhere> elsewhere = ImmutableList.of();

  /** The saved schedules of each scenario, run again; set before anything is printed. */
  private ImmutableListMultimap<Scenario, SavedCase> saved = ImmutableListMultimap.of();

  /** What was found out of each entry: properties that say nothing. */
  private final IdentityHashMap<Sweep.Entry, ImmutableList<Vacuous>> constant =
      new IdentityHashMap<>();

  /** What is stated of lines that nothing runs; read where all is judged. */
  private NeverRun neverRun = new NeverRun(ImmutableList.of());

  @Override
  public Integer call() {
    return run(spec, report.sinks(output), report.isTextShown(output));
  }

  /**
   * Judges what the options say.
   *
   * @param spec of the verb that was called
   * @param sinks the reports that are written at the end
   * @param text whether what people read is printed, too
   */
  int run(CommandSpec spec, ImmutableList<Sink> sinks, boolean text) {
    Stopwatch time = Stopwatch.createStarted();
    sinks.forEach(Sink::demandWritable);
    if (!accepted.isEmpty() && !update) {
      throw Refusal.pointless("--accept", "`--update`");
    }
    Models models = options.open();
    if (fullState || audit) {
      String judgesNothing = fullState ? "--full-state" : "--audit";
      refuseWith(judgesNothing, "--update", update);
      refuseWith(judgesNothing, "--property", !properties.isEmpty());
      refuseWith(judgesNothing, "--audit", fullState && audit);
      refuseWith(judgesNothing, "--no-reduction", audit && noReduction);
      refuseWith(judgesNothing, "--hash-compaction", hashCompaction);
      refuseWith(judgesNothing, "--format", report.isAsked());
    }
    ImmutableList<Selection> selections =
        Selection.of(models, scenarios, options, allStages, allProposals);
    ImmutableList<Model> all =
        selections.stream()
            .flatMap(selection -> selection.models().stream())
            .collect(ImmutableList.toImmutableList());
    if (fullState) {
      return countFullStates(spec, all);
    }
    if (audit) {
      return audit(spec, all);
    }
    boolean shipped =
        selections.stream().anyMatch(one -> one.scenario().kind() != Scenario.Kind.OWN);
    if (!update && shipped) {
      models.demandReasons();
    }
    Ticker ticker = output.ticker(spec, all.size());
    compile(models, selections, ticker);
    properties.forEach(name -> refuseUnknown(name, all));
    saved = saved(models, selections);

    if (properties.isEmpty() && !update) {
      Vacuity.demandForm(
          selections.stream().filter(this::isWhole).map(s -> s.models().get(0)).toList());
      if (scenarios.isEmpty() && selections.stream().allMatch(this::isWhole)) {
        neverRun = models.neverRun();
      }
    }
    Search watched = budget.search().watchedBy(ticker);
    Search reduced = noReduction ? watched.withoutReductions() : watched;
    Search search = hashCompaction ? reduced.hashCompaction() : reduced;
    List<Sweep.Entry> done = new ArrayList<>();
    Sweep.run(
        all,
        search,
        entry -> {
          done.add(chosen(entry));
          Selection selection = selectionOf(selections, done.size() - 1);
          if (selection != null && text) {
            ticker.clear();
            print(
                spec,
                selection,
                done.subList(done.size() - selection.models().size(), done.size()));
          }
        });
    ticker.clear();
    ImmutableList<Sheet> sheets =
        done.stream().map(Sweep.Entry::sheet).collect(ImmutableList.toImmutableList());
    Remarks remarks = remarks(selections, done, all.size());
    int exit = exit(sheets, remarks, done.size() < all.size());
    if (text) {
      printEnd(spec, selections, done, remarks, all.size(), time);
    }
    Checked checked = checked(models, done, remarks, time);
    for (Sink sink : sinks) {
      sink.write(
          spec,
          output,
          sink.format() == Format.JSON
              ? json(selections, done, sheets, remarks, exit)
              : sink.format().report(checked));
    }
    return update ? ExpectedFile.update(spec, output, models, done, accepted) : exit;
  }

  /** Refuses the options that say how to report, for a verb that knows. */
  void demandNoFormat(String verb) {
    if (report.isAsked() || output.json()) {
      String option = output.json() ? "--json" : "--format";
      throw Refusal.superfluous(option, verb, "`pincer check` takes it");
    }
  }

  private static void refuseWith(String judgesNothing, String option, boolean given) {
    if (given) {
      throw Refusal.superfluous(option, "pincer check " + judgesNothing, "it judges nothing");
    }
  }

  private int audit(CommandSpec spec, ImmutableList<Model> all) {
    Ticker ticker = output.ticker(spec, all.size());
    Search search = budget.search().watchedBy(ticker);
    ImmutableList.Builder<Audited> audits = ImmutableList.builder();
    boolean same = true;
    for (Model model : all) {
      for (Reduction.Kind kind : Reduction.Kind.values()) {
        Audited audited = model.audit(search, kind);
        same &= audited.differences().isEmpty();
        audits.add(audited);
        ticker.clear();
        if (!output.json()) {
          output.print(spec, audited.lines());
        }
      }
    }
    int exit = same ? 0 : 1;
    if (output.json()) {
      output.print(spec, Audited.json(audits.build(), exit));
    }
    return exit;
  }

  private int countFullStates(CommandSpec spec, ImmutableList<Model> all) {
    Ticker ticker = output.ticker(spec, all.size());
    Search search = budget.search().watchedBy(ticker);
    ImmutableList.Builder<FullCounts> counts = ImmutableList.builder();
    boolean exhaustive = true;
    for (Model model : all) {
      SearchResult result = model.countFullStates(search);
      exhaustive &= result.exhaustive();
      FullCounts count = new FullCounts(model.subject(), result);
      counts.add(count);
      ticker.clear();
      if (!output.json()) {
        output.print(spec, count.line());
      }
    }
    int exit = exhaustive ? 0 : 3;
    output.print(
        spec, output.json() ? FullCounts.json(counts.build(), exit) : FullCounts.WHAT_IS_COUNTED);
    return exit;
  }

  /**
   * Compiles what may be wrong, so that it is said before anything is printed: all that has a patch
   * or a {@code -D} of the user's, and each scenario at one stage.
   */
  private static void compile(Models models, ImmutableList<Selection> selections, Ticker ticker) {
    ImmutableList<Optional<ModelException>> faults =
        selections.parallelStream()
            .map(selection -> fault(models, selection, ticker))
            .collect(ImmutableList.toImmutableList());
    for (Optional<ModelException> fault : faults) {
      if (fault.isPresent()) {
        throw fault.get();
      }
    }
  }

  /** What is wrong with a selection, as far as one model of each scenario tells. */
  private static Optional<ModelException> fault(Models models, Selection selection, Ticker ticker) {
    try {
      for (Model model : selection.models()) {
        boolean first = model == selection.models().get(0);
        if ((first || !model.isShipped()) && !ticker.isInterrupted()) {
          model.program();
        }
      }
      if (!ticker.isInterrupted()) {
        models.demandKnownProperties(selection.models());
      }
      return Optional.empty();
    } catch (ModelException e) {
      return Optional.of(e);
    }
  }

  /** The selection whose last model has this index; null if it is not the last of any. */
  private static @Nullable Selection selectionOf(List<Selection> selections, int index) {
    int end = 0;
    for (Selection selection : selections) {
      end += selection.models().size();
      if (end == index + 1) {
        return selection;
      }
    }
    return null;
  }

  /** The entry with the properties that were asked for. */
  private Sweep.Entry chosen(Sweep.Entry entry) {
    return properties.isEmpty()
        ? entry
        : entry.with(entry.sheet().only(ImmutableSet.copyOf(properties)));
  }

  static void refuseUnknown(String name, List<Model> models) {
    Set<String> known = new LinkedHashSet<>();
    Set<Scenario> seen = new HashSet<>();
    for (Model model : models) {
      // Its properties are the same at each stage; a patch of the user's may change them.
      if (seen.add(model.scenario()) || !model.patches().isEmpty()) {
        known.addAll(model.propertyNames());
      }
    }
    for (Finding.Kind kind : Finding.Kind.values()) {
      if (kind.builtIn()) {
        known.add(kind.name().toLowerCase(Locale.ROOT));
      }
    }
    if (!known.contains(name)) {
      throw Refusal.unknownProperty(name, known);
    }
  }

  // ---- what is printed -------------------------------------------------------------------------

  private void print(CommandSpec spec, Selection selection, List<Sweep.Entry> entries) {
    StringBuilder out = new StringBuilder();
    for (Sweep.Entry entry : entries) {
      for (String note : entry.result().model().notes()) {
        out.append("note: ").append(note).append('\n');
      }
    }
    boolean patched = !options.patches().isEmpty();
    if (!selection.inFull() || patched) {
      ImmutableList<Sheet> sheets =
          entries.stream().map(Sweep.Entry::sheet).collect(ImmutableList.toImmutableList());
      out.append(
              Matrix.of(
                  selection.scenario().name(),
                  sheets,
                  waiting(selection),
                  saved.get(selection.scenario())))
          .append('\n');
    }
    if (selection.inFull()) {
      for (int i = 0; i < entries.size(); i++) {
        Sweep.Entry entry = entries.get(i);
        boolean isBase = patched && entry.sheet().kind() != Sheet.Kind.PATCHED;
        if (patched && !isBase) {
          appendRaces(out, entry, entries.get(i - 1));
        } else if (!patched) {
          Program program = entry.result().model().program();
          ImmutableList<Vacuous> constant =
              isWhole(selection) ? ImmutableList.of() : constant(entry);
          out.append(Details.of(entry.sheet(), stories(entry), program, constant)).append('\n');
        }
      }
      String again = patched ? "" : SavedCase.lines(saved.get(selection.scenario()));
      out.append(again.isEmpty() ? "" : again + "\n");
    }
    output.print(spec, out.toString());
  }

  /**
   * With a patch: its races. Where no scenario was named there are many, so only those that the
   * patch brings.
   */
  private void appendRaces(StringBuilder out, Sweep.Entry entry, Sweep.Entry base) {
    Set<String> broken = new LinkedHashSet<>();
    if (scenarios.isEmpty()) {
      for (Judged judged : base.sheet().verdicts()) {
        if (judged.finding().verdict() == Verdict.BROKEN) {
          broken.add(judged.finding().property());
        }
      }
    }
    for (Story story : stories(entry)) {
      if (!broken.contains(story.finding().property())) {
        out.append(BrokenReport.of(story, entry.sheet().subject(), entry.result().search()))
            .append('\n');
      }
    }
  }

  private static ImmutableList<Story> stories(Sweep.Entry entry) {
    ImmutableList.Builder<Story> stories = ImmutableList.builder();
    for (Judged judged : entry.sheet().verdicts()) {
      if (judged.finding().verdict() == Verdict.BROKEN) {
        entry
            .result()
            .witness(judged.finding().property())
            .map(Witness::story)
            .ifPresent(stories::add);
      }
    }
    return stories.build();
  }

  // ---- what is to be said beside the verdicts --------------------------------------------------

  /** Whether all is judged that can be judged of a shipped scenario. */
  private boolean isWhole(Selection selection) {
    return selection.models().stream().allMatch(Model::isShipped)
        && !options.memory().isChosen()
        && !options.asksForStages()
        && !allStages;
  }

  private Remarks remarks(List<Selection> selections, List<Sweep.Entry> done, int all) {
    Vacuity vacuity = new Vacuity();
    int added = add(vacuity, selections, done);
    // A line of the small Linux is for all scenarios to run.
    boolean ofAll = scenarios.isEmpty() && added == selections.size();
    return new Remarks(
        ImmutableList.copyOf(Iterables.concat(vacuity.found(), constant(selections, done))),
        ofAll ? vacuity.linux(neverRun) : ImmutableList.of(),
        done.size() == all ? untried(done) : ImmutableList.of(),
        selections.stream()
            .flatMap(selection -> waiting(selection).stream())
            .collect(ImmutableList.toImmutableList()),
        saved.values().asList(),
        elsewhere);
  }

  /**
   * Runs the saved schedules again of what is judged: all of a scenario that is judged as it is,
   * those of the stages that were asked for; with patches or settings of the user's those that were
   * saved of the same, and others are named.
   */
  private ImmutableListMultimap<Scenario, SavedCase> saved(
      Models models, List<Selection> selections) {
    if (update) {
      return ImmutableListMultimap.of();
    }
    boolean some = options.asksForStages() || allStages;
    if (scenarios.isEmpty() && !some) {
      SavedSchedules.demandScenarios(models);
    }
    ImmutableList.Builder<SavedSchedule> all = ImmutableList.builder();
    ImmutableList.Builder<SavedElsewhere> others = ImmutableList.builder();
    for (Selection selection : selections) {
      for (SavedSchedule one : SavedSchedules.of(models, selection.scenario())) {
        boolean asked = properties.isEmpty() || properties.contains(one.property().text());
        if (asked && options.changesModels()) {
          Model model = SavedSchedules.model(models, one);
          if (selection.fits(model)) {
            all.add(one);
          } else {
            others.add(new SavedElsewhere(model.subject(), one.place()));
          }
        } else if (asked && (!some || selection.has(SavedSchedules.model(models, one)))) {
          all.add(one);
        }
      }
    }
    elsewhere = others.build();
    return SavedSchedules.replay(models, all.build());
  }

  /** What waits for its memory model, of a scenario that is judged as a whole. */
  private ImmutableList<Waiting> waiting(Selection selection) {
    ImmutableList.Builder<Waiting> all = ImmutableList.builder();
    if (isWhole(selection)) {
      for (Expectations.Row row : selection.models().get(0).models().expectations().waiting()) {
        boolean asked = properties.isEmpty() || properties.contains(row.property());
        if (row.scenario().equals(selection.scenario().name()) && asked) {
          all.add(
              new Waiting(
                  row.scenario(),
                  row.subject(),
                  row.memory(),
                  row.property(),
                  row.verdict().word(),
                  row.why()));
        }
      }
    }
    return all.build();
  }

  /** What patches add that no run executes; nothing is known of it unless each run was seen. */
  private static ImmutableList<Untried> untried(List<Sweep.Entry> done) {
    if (!done.stream().allMatch(entry -> entry.result().exhaustive())) {
      return ImmutableList.of();
    }
    AddedLines added = new AddedLines();
    done.forEach(added::add);
    return added.neverRun();
  }

  /** Adds the scenarios that were judged as a whole, and returns how many they are. */
  private int add(Vacuity vacuity, List<Selection> selections, List<Sweep.Entry> done) {
    int added = 0;
    int start = 0;
    for (Selection selection : selections) {
      int end = start + selection.models().size();
      if (end <= done.size() && isWhole(selection) && properties.isEmpty() && !update) {
        List<Sweep.Entry> entries = done.subList(start, end);
        if (entries.stream().allMatch(entry -> entry.result().exhaustive())) {
          vacuity.add(entries);
          added++;
        }
      }
      start = end;
    }
    return added;
  }

  /**
   * What says nothing in models of which a part was judged; it may say something elsewhere. What a
   * patch of the user's silences, the witnesses that it loses tell.
   */
  private ImmutableList<Vacuous> constant(List<Selection> selections, List<Sweep.Entry> done) {
    ImmutableList.Builder<Vacuous> all = ImmutableList.builder();
    int index = 0;
    for (Selection selection : selections) {
      for (int i = 0; i < selection.models().size() && index < done.size(); i++, index++) {
        if (selection.inFull() && !isWhole(selection) && options.patches().isEmpty()) {
          all.addAll(constant(done.get(index)));
        }
      }
    }
    return all.build();
  }

  /** Those of one model, which are told beside its verdicts and at the end. */
  private ImmutableList<Vacuous> constant(Sweep.Entry entry) {
    return constant.computeIfAbsent(entry, Vacuity::constant);
  }

  private void printEnd(
      CommandSpec spec,
      List<Selection> selections,
      List<Sweep.Entry> done,
      Remarks remarks,
      int all,
      Stopwatch time) {
    printCutOff(spec, selections, done);
    StringBuilder out = new StringBuilder();
    if (!done.isEmpty()) {
      ImmutableList<Sheet> sheets =
          done.stream().map(Sweep.Entry::sheet).collect(ImmutableList.toImmutableList());
      out.append(Summary.of(sheets, remarks, time.elapsed()));
    }
    if (keepsStates(selections)) {
      out.append("note: ").append(KEPT).append('\n');
    }
    if (done.size() < all) {
      out.append("interrupted: ")
          .append(done.size())
          .append(" of ")
          .append(all)
          .append(" models were judged\n");
    }
    output.print(spec, out.toString());
  }

  private static Checked checked(
      Models models, List<Sweep.Entry> done, Remarks remarks, Stopwatch time) {
    ImmutableList.Builder<Case> cases = ImmutableList.builder();
    done.forEach(entry -> cases.addAll(entry.cases()));
    return new Checked(
        cases.build(),
        remarks,
        Report.folder(models.corpus().folder()),
        Main.Version.number(),
        time.elapsed());
  }

  /** Whether {@code --hash-compaction} is asked for, and cannot be used. */
  private boolean keepsStates(List<Selection> selections) {
    return hashCompaction
        && selections.stream().flatMap(s -> s.models().stream()).anyMatch(Model::isShipped);
  }

  private String json(
      List<Selection> selections,
      List<Sweep.Entry> done,
      ImmutableList<Sheet> sheets,
      Remarks remarks,
      int exit) {
    Set<String> notes = new LinkedHashSet<>();
    if (keepsStates(selections)) {
      notes.add(KEPT);
    }
    Map<Subject, ImmutableSortedMap<String, Unreached.Lines>> neverRun = new LinkedHashMap<>();
    int index = 0;
    for (Selection selection : selections) {
      for (int i = 0; i < selection.models().size() && index < done.size(); i++, index++) {
        Result result = done.get(index).result();
        notes.addAll(result.model().notes());
        if (selection.inFull()) {
          neverRun.put(
              result.model().subject(), Unreached.lines(result.model().program(), result.search()));
        }
      }
    }
    return Json.check(sheets, ImmutableList.copyOf(notes), neverRun, remarks, exit);
  }

  /** The rows of a matrix that was cut off by Ctrl-C. */
  private void printCutOff(CommandSpec spec, List<Selection> selections, List<Sweep.Entry> done) {
    int start = 0;
    for (Selection selection : selections) {
      int end = start + selection.models().size();
      if (start < done.size() && done.size() < end) {
        print(spec, selection, done.subList(start, done.size()));
      }
      start = end;
    }
  }

  private static int exit(List<Sheet> sheets, Remarks remarks, boolean cutOff) {
    boolean undecided = cutOff;
    for (Sheet sheet : sheets) {
      for (Judged judged : sheet.verdicts()) {
        if (judged.finding().verdict() == Verdict.UNKNOWN) {
          undecided = true;
        } else if (!judged.asExpected()) {
          return 1;
        }
      }
    }
    if (remarks.fail()) {
      return 1;
    }
    return undecided ? 3 : 0;
  }
}
