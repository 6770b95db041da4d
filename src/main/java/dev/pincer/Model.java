// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.pincer.corpus.Patch;
import dev.pincer.corpus.PatchBase;
import dev.pincer.corpus.Patched;
import dev.pincer.corpus.Proposal;
import dev.pincer.corpus.Scenario;
import dev.pincer.corpus.SourceTree;
import dev.pincer.corpus.Stage;
import dev.pincer.corpus.Tolerance;
import dev.pincer.diag.Diagnostics;
import dev.pincer.lower.Grain;
import dev.pincer.machine.MemoryModel;
import dev.pincer.program.Program;
import dev.pincer.report.Audited;
import dev.pincer.report.Subject;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import dev.pincer.syntax.Tree;
import dev.pincer.verdict.Reduction;
import dev.pincer.verdict.SearchResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A scenario on one stage of the small Linux, with patches and {@code -D} values.
 *
 * <p>Immutable: {@link #at}, {@link #with} and {@link #define} return new models. Nothing is
 * compiled before {@link #program}, {@link #check} or {@link #replay} ask for it, and what is wrong
 * is thrown there.
 */
public final class Model {
  /** Files that a note names; of more, it gives the number. */
  private static final int OTHERS_NAMED = 4;

  private final Models models;
  private final Scenario scenario;
  private final Stage stage;
  private final @Nullable Proposal proposal;
  private final ImmutableList<Patch> patches;
  private final Tolerance tolerance;
  private final ImmutableMap<String, String> defines;
  private final MemoryModel memory;

  /** Compiled when first asked for; guarded by this. */
  private Compiler.@Nullable Compiled compiled;

  /** What its patches may change; found when first asked for, guarded by this. */
  private @Nullable PatchBase base;

  Model(
      Models models,
      Scenario scenario,
      Stage stage,
      @Nullable Proposal proposal,
      ImmutableList<Patch> patches,
      Tolerance tolerance,
      ImmutableMap<String, String> defines,
      MemoryModel memory) {
    this.models = models;
    this.scenario = scenario;
    this.stage = stage;
    this.proposal = proposal;
    this.patches = patches;
    this.tolerance = tolerance;
    this.defines = defines;
    this.memory = memory;
  }

  /**
   * The model in a C file, on the newest stage of the small Linux.
   *
   * @throws ModelException if it cannot be read
   */
  public static Model load(Path file) {
    return Models.standard().model(file.toString());
  }

  /**
   * A shipped scenario or lesson, on the newest stage.
   *
   * @throws ModelException if there is none of this name
   */
  public static Model scenario(String name) {
    return Models.standard().model(name);
  }

  /**
   * The model on another stage: a tag, a commit id or {@code today}; or on the stage of a proposal,
   * with it.
   *
   * @throws ModelException if there is no such stage
   */
  public Model at(String stageOrProposal) {
    Proposal named = models.proposal(stageOrProposal);
    return named != null ? at(named) : at(models.stage(stageOrProposal));
  }

  public Model at(Stage other) {
    return new Model(models, scenario, other, null, patches, tolerance, defines, memory);
  }

  public Model at(Proposal other) {
    return new Model(models, scenario, other.after(), other, patches, tolerance, defines, memory);
  }

  /**
   * The model with one more patch on top.
   *
   * @throws ModelException if it cannot be read; whether it applies is seen when the model is
   *     compiled
   */
  public Model with(Path patch) {
    return with(models.patch(patch.toString()));
  }

  public Model with(Patch patch) {
    return new Model(
        models,
        scenario,
        stage,
        proposal,
        ImmutableList.<Patch>builder().addAll(patches).add(patch).build(),
        tolerance,
        defines,
        memory);
  }

  /** Lets so many lines of the context of each hunk differ, 0 ..; offsets are always fine. */
  public Model fuzz(int lines) {
    return new Model(
        models, scenario, stage, proposal, patches, Tolerance.fuzz(lines), defines, memory);
  }

  /** As {@code -DNAME=VALUE}; a name that the model does not use is refused when it is compiled. */
  public Model define(String name, String value) {
    Map<String, String> all = new LinkedHashMap<>(defines);
    all.put(name, value);
    return new Model(
        models, scenario, stage, proposal, patches, tolerance, ImmutableMap.copyOf(all), memory);
  }

  /** The model under another memory model; sequential consistency is the default. */
  public Model under(MemoryModel other) {
    return new Model(models, scenario, stage, proposal, patches, tolerance, defines, other);
  }

  public MemoryModel memory() {
    return memory;
  }

  public Models models() {
    return models;
  }

  public Scenario scenario() {
    return scenario;
  }

  public Stage stage() {
    return stage;
  }

  /** The proposal that it stands on; null if it is a stage. */
  public @Nullable Proposal proposal() {
    return proposal;
  }

  /** The patches that were added by {@link #with}. */
  public ImmutableList<Patch> patches() {
    return patches;
  }

  public ImmutableMap<String, String> defines() {
    return defines;
  }

  /**
   * Whether its code is that of the models folder, without anything of the user's: only then is a
   * verdict expected.
   */
  public boolean isShipped() {
    return scenario.kind() != Scenario.Kind.OWN && patches.isEmpty() && defines.isEmpty();
  }

  /**
   * Whether the small Linux is a part of it: a lesson, or a model of one's own that includes
   * nothing of it, has no stages, and patches can change its own files alone.
   *
   * @throws ModelException if it is a model of one's own, and wrong
   */
  public boolean usesLinux() {
    return switch (scenario.kind()) {
      case SHIPPED -> true;
      case LESSON -> false;
      case OWN -> compiled().usesLinux();
    };
  }

  /** What it is called in reports. */
  public Subject subject() {
    return subject(usesLinux());
  }

  private Subject subject(boolean withStage) {
    return new Subject(
        scenario.kind() == Scenario.Kind.OWN ? scenario.file().path() : scenario.name(),
        !withStage ? "" : proposal != null ? proposal.name() : stage.name(),
        patches.stream().map(patch -> patch.file().path()).collect(ImmutableList.toImmutableList()),
        memory.toString(),
        defines,
        tolerance.fuzz());
  }

  /**
   * The model compiled; the same object each time.
   *
   * @throws ModelException whose message is the diagnostics
   */
  public Program program() {
    return compiled().program();
  }

  /**
   * The names of its properties, in the order of the source.
   *
   * <p>Cost: a tenth of compiling, if it is not compiled yet.
   *
   * @throws ModelException if the model is wrong
   */
  public ImmutableList<String> propertyNames() {
    return read().propertyNames();
  }

  /** A model that was read, and is not compiled yet. */
  final class Reading {
    private final SourceTree tree;
    private final Diagnostics diagnostics;
    private final Compiler.Unit unit;

    private Reading(SourceTree tree, Diagnostics diagnostics, Compiler.Unit unit) {
      this.tree = tree;
      this.diagnostics = diagnostics;
      this.unit = unit;
    }

    /**
     * Equal for models that compile to the same program, whose properties stand on the same lines.
     *
     * @throws ModelException whose message is the diagnostics
     */
    String fingerprint() {
      String known = unit.fingerprint();
      // What is wrong, the compiler says, with all that it knows of it.
      return scenario.name() + " " + (known == null ? compiled(Grain.ACCESS).fingerprint() : known);
    }

    /** What a patch may change of it. */
    private PatchBase base() {
      return PatchBase.of(
          unit.search(),
          switch (scenario.kind()) {
            case SHIPPED -> true;
            case LESSON -> false;
            case OWN -> unit.usesLinux(tree);
          });
    }

    /**
     * The small Linux that it stands on, and with patches of the user's what else it is made of.
     */
    SourceTree tree() {
      return tree;
    }

    /** All that it declares, with what it includes. */
    ImmutableList<Tree.Declaration> declarations() {
      return unit.parsed().unit().declarations();
    }

    private ImmutableList<String> propertyNames() {
      if (unit.fingerprint() == null) {
        compiled(Grain.ACCESS); // Says what is wrong.
      }
      return unit.parsed().properties();
    }

    /**
     * The program, a new one each time.
     *
     * @throws ModelException whose message is the diagnostics
     */
    Program program() {
      return compiled(Grain.ACCESS).program();
    }

    private Compiler.Compiled compiled(Grain grain) {
      Compiler.Compiled done = models.compiler().compile(unit, tree, defines, grain, diagnostics);
      if (done == null) {
        throw ModelException.of(diagnostics);
      }
      return done;
    }
  }

  /**
   * The witnesses that it declares, and where: found by reading it, which is a tenth of the cost of
   * compiling. What is wrong elsewhere may go unseen.
   *
   * @throws ModelException if it cannot be read
   */
  public ImmutableMap<String, Span> witnesses() {
    Reading reading = read();
    ImmutableMap.Builder<String, Span> witnesses = ImmutableMap.builder();
    if (reading.unit.fingerprint() == null) {
      program().properties(); // Says what is wrong.
    }
    for (Tree.Declaration declaration : reading.declarations()) {
      if (declaration instanceof Tree.FunctionDeclaration function
          && function.role() == Tree.Role.WITNESS
          && function.body() != null) {
        witnesses.put(function.name().text(), function.name().span());
      }
    }
    return witnesses.buildKeepingLast();
  }

  /**
   * Whether another is the same code of the same stage, under the same memory model, however it was
   * asked for: a knob that is given the value that it has anyway makes no difference.
   *
   * <p>Cost: a tenth of compiling each.
   *
   * @throws ModelException if one of them cannot be read
   */
  public boolean readsAs(Model other) {
    return stage.equals(other.stage)
        && memory.toString().equals(other.memory.toString())
        && read().fingerprint().equals(other.read().fingerprint());
  }

  /**
   * Reads it: a tenth of the cost of compiling.
   *
   * @throws ModelException if a patch does not apply
   */
  Reading read() {
    Diagnostics diagnostics = new Diagnostics();
    SourceTree tree = tree(diagnostics);
    if (tree == null) {
      throw ModelException.of(diagnostics);
    }
    diagnostics.authors(span -> author(tree, span));
    return new Reading(
        tree, diagnostics, models.compiler().read(scenario, tree, defines, diagnostics));
  }

  /** The program that was compiled before, or one made of {@code reading}, and not kept. */
  Program program(Reading reading) {
    synchronized (this) {
      if (compiled != null) {
        return compiled.program();
      }
    }
    return reading.program();
  }

  private synchronized Compiler.Compiled compiled() {
    if (compiled == null) {
      compiled = compile(Grain.ACCESS);
    }
    return compiled;
  }

  private Compiler.Compiled compile(Grain grain) {
    return read().compiled(grain);
  }

  private static @Nullable String author(SourceTree tree, Span span) {
    Span line = tree.writtenBy(span.file(), span.line());
    return line == null ? null : "this line is that of " + line;
  }

  /** How the patches applied where that is worth knowing: hunks that were moved or fuzzy. */
  public ImmutableList<String> notes() {
    Diagnostics diagnostics = new Diagnostics();
    if (patches.isEmpty()) {
      return ImmutableList.of();
    }
    Patched patched = patched(diagnostics);
    if (patched == null) {
      throw ModelException.of(diagnostics);
    }
    if (patched.others().isEmpty()) {
      return patched.notes();
    }
    ImmutableList<SourceFile> read = read().unit.parsed().files();
    List<String> others =
        patched.others().stream().map(SourceFile::path).filter(path -> !has(read, path)).toList();
    if (others.isEmpty()) {
      return patched.notes();
    }
    int more = others.size() - OTHERS_NAMED;
    String names = String.join(", ", more > 0 ? others.subList(0, OTHERS_NAMED) : others);
    return ImmutableList.<String>builder()
        .addAll(patched.notes())
        .add(names + (more > 0 ? " and " + more + " more" : "") + ": no part of the model")
        .build();
  }

  private static boolean has(ImmutableList<SourceFile> files, String path) {
    return files.stream().anyMatch(file -> file.path().equals(path));
  }

  private @Nullable SourceTree tree(Diagnostics diagnostics) {
    if (proposal == null && patches.isEmpty()) {
      return models.corpus().tree(stage, diagnostics);
    }
    Patched patched = patched(diagnostics);
    return patched == null ? null : patched.tree();
  }

  private @Nullable Patched patched(Diagnostics diagnostics) {
    if (proposal != null && patches.isEmpty()) {
      return models.corpus().tree(proposal, diagnostics);
    }
    List<Patch> all = new ArrayList<>();
    if (proposal != null) {
      all.add(proposal.patch());
    }
    all.addAll(patches);
    if (scenario.kind() == Scenario.Kind.SHIPPED && changeLinuxAlone(diagnostics)) {
      return models.corpus().tree(stage, all, tolerance, diagnostics);
    }
    return models.corpus().tree(stage, all, tolerance, base(), diagnostics);
  }

  /** Whether nobody needs to know what else the model is made of: a tenth of its compilation. */
  private boolean changeLinuxAlone(Diagnostics diagnostics) {
    SourceTree linux = models.corpus().tree(stage, diagnostics);
    return linux != null
        && patches.stream().allMatch(patch -> linux.paths().containsAll(patch.paths()));
  }

  private synchronized PatchBase base() {
    if (base == null) {
      base = unpatched().read().base();
    }
    return base;
  }

  /** The model without the patches that were added by {@link #with}. */
  Model unpatched() {
    return new Model(
        models, scenario, stage, proposal, ImmutableList.of(), tolerance, defines, memory);
  }

  /** Explores it all, within the default budget. */
  public Result check() {
    return check(Search.exhaustive());
  }

  /**
   * Explores it as {@code search} says.
   *
   * @throws ModelException if the model is wrong
   */
  public Result check(Search search) {
    // The counts of what is shipped stand in expected.txt: those of a search that leaves nothing
    // out.
    Search as = isShipped() ? search.counted() : search;
    return new Result(this, as.explore(program(), memory, subject()));
  }

  /**
   * Searches it with and without a reduction, and compares all that must be the same.
   *
   * @throws ModelException if the model is wrong
   */
  public Audited audit(Search search, Reduction.Kind kind) {
    return search.audit(program(), memory, subject(), kind);
  }

  /**
   * Counts what a textbook explorer counts: a step is a statement or an atomic block, and each
   * local that was set is a part of the state. Its verdicts mean nothing: steps as large as
   * statements hide races.
   *
   * @throws ModelException if the model is wrong
   */
  public SearchResult countFullStates(Search search) {
    return search.counted().explore(compile(Grain.STATEMENT).program(), memory, subject());
  }

  /**
   * One run of it.
   *
   * @param schedule as reports print it
   * @throws ModelException if it is none, or not one of this model
   */
  public Witness replay(String schedule) {
    return Witness.replay(this, schedule);
  }

  /** As a command line names it: {@code fork-gup-fast --at v5.8 -DNR_GUP=2}. */
  @Override
  public String toString() {
    return subject(scenario.kind() == Scenario.Kind.SHIPPED).arguments();
  }
}
