// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import dev.pincer.corpus.Corpus;
import dev.pincer.corpus.Expectations;
import dev.pincer.corpus.NeverRun;
import dev.pincer.corpus.Patch;
import dev.pincer.corpus.Patched;
import dev.pincer.corpus.Proposal;
import dev.pincer.corpus.Scenario;
import dev.pincer.corpus.SourceTree;
import dev.pincer.corpus.Stage;
import dev.pincer.corpus.Tolerance;
import dev.pincer.diag.Diagnostics;
import dev.pincer.machine.MemoryModel;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import dev.pincer.verdict.Finding;
import java.io.IOException;
import java.net.JarURLConnection;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The models folder: scenarios, the history of the small Linux, and what is expected of both. */
public final class Models {
  /** The property of the Java machine that names the checkout; the launcher sets it. */
  private static final String HOME = "pincer.home";

  private final Corpus corpus;
  private final Compiler compiler;

  /** Read where it is asked for: it says nothing of a file of the user's, and is long. */
  private @Nullable Table table; // guarded by this

  /**
   * What is expected.
   *
   * @param judged the rows that are judged, by scenario
   */
  private record Table(
      Expectations expectations, ImmutableListMultimap<String, Expectations.Row> judged) {}

  private Models(Corpus corpus) {
    this.corpus = corpus;
    this.compiler = new Compiler(corpus);
  }

  private synchronized Table table() {
    Table known = table;
    if (known == null) {
      Diagnostics diagnostics = new Diagnostics();
      Expectations expectations = corpus.expectations(diagnostics);
      ModelException.throwIfAny(diagnostics);
      known =
          new Table(
              expectations,
              expectations.rows().stream()
                  .filter(row -> !row.waiting())
                  .collect(
                      ImmutableListMultimap.toImmutableListMultimap(
                          Expectations.Row::scenario, row -> row)));
      table = known;
    }
    return known;
  }

  /** The folder at {@link #standardFolder}. */
  public static Models standard() {
    return open(standardFolder());
  }

  /**
   * The folder {@code models} of the checkout that runs, which the property {@code pincer.home}
   * names; else that in the working folder, if there is one with a {@code series}; else the one
   * that Pincer's jar has inside.
   */
  public static Path standardFolder() {
    Path folder = home().resolve("models");
    boolean there = System.getProperty(HOME) != null || Files.exists(folder.resolve("series"));
    Path shipped = there ? null : Shipped.FOLDER;
    return shipped == null ? folder : shipped;
  }

  /** The checkout that runs; the working folder if there is none. */
  public static Path home() {
    return Path.of(System.getProperty(HOME, ""));
  }

  /** The models beside the classes. */
  private static final class Shipped {
    /**
     * Null if they are not there; in a file system of its own, which is never closed, if in a jar.
     */
    static final @Nullable Path FOLDER = find();

    private static @Nullable Path find() {
      URL series = Models.class.getResource("/models/series");
      try {
        if (series != null && series.getProtocol().equals("file")) {
          return Path.of(series.toURI()).getParent();
        }
        if (series != null && series.openConnection() instanceof JarURLConnection inside) {
          Path jar = Path.of(inside.getJarFileURL().toURI());
          return FileSystems.newFileSystem(jar).getPath("/models");
        }
        return null;
      } catch (IOException | URISyntaxException e) {
        return null; // Then there are none, as whoever opens the folder is told.
      }
    }
  }

  /**
   * @throws ModelException if the folder or its series is wrong
   */
  public static Models open(Path folder) {
    Diagnostics diagnostics = new Diagnostics();
    Corpus corpus = Corpus.open(folder, diagnostics);
    if (corpus == null) {
      throw ModelException.of(diagnostics);
    }
    ModelException.throwIfAny(diagnostics);
    return new Models(corpus);
  }

  Compiler compiler() {
    return compiler;
  }

  /** The folder as data. */
  public Corpus corpus() {
    return corpus;
  }

  /**
   * The table of expected verdicts.
   *
   * @throws ModelException if it is wrong
   */
  public Expectations expectations() {
    return table().expectations();
  }

  /** Whether expected.txt says anything of a scenario under a memory model. */
  public boolean expects(String subject, Scenario scenario, String memory) {
    return table().judged().get(scenario.name()).stream()
        .anyMatch(row -> row.subject().equals(subject) && row.memory().equals(memory));
  }

  /** Whether expected.txt says anything of a scenario with a proposal. */
  public boolean expects(Proposal proposal, Scenario scenario) {
    return table().judged().get(scenario.name()).stream()
        .anyMatch(row -> row.subject().equals(proposal.name()));
  }

  /**
   * Refuses a table of expected verdicts with a row that does not say why.
   *
   * @throws ModelException if there is one
   */
  public void demandReasons() {
    Diagnostics diagnostics = new Diagnostics();
    expectations().demandReasons(diagnostics);
    ModelException.throwIfAny(diagnostics);
  }

  /**
   * The reasons that are stated for lines of the small Linux that nothing runs.
   *
   * @throws ModelException if they are stated in a way that means nothing
   */
  public NeverRun neverRun() {
    Diagnostics diagnostics = new Diagnostics();
    NeverRun neverRun = corpus.neverRun(diagnostics);
    ModelException.throwIfAny(diagnostics);
    return neverRun;
  }

  /**
   * Refuses a row of the table for a property that its scenario does not have. What it has with
   * {@code -D} says nothing of the table.
   *
   * @param models those of one scenario, oldest stage first; one or two of them are compiled
   * @throws ModelException if there is such a row, or one of these models is wrong
   */
  public void demandKnownProperties(List<Model> models) {
    if (!models.get(0).defines().isEmpty()) {
      return;
    }
    Diagnostics diagnostics = new Diagnostics();
    Set<String> known = new LinkedHashSet<>();
    for (Model model : List.of(models.get(0), models.get(models.size() - 1))) {
      known.addAll(model.propertyNames());
      for (Finding.Kind kind : Finding.Kind.values()) {
        if (kind.builtIn()) {
          known.add(kind.name().toLowerCase(Locale.ROOT));
        }
      }
      diagnostics = new Diagnostics();
      if (model.scenario().kind() != Scenario.Kind.OWN) {
        expectations().demandKnown(model.scenario().name(), known, diagnostics);
      }
      if (!diagnostics.hasErrors()) {
        return;
      }
    }
    throw ModelException.of(diagnostics);
  }

  /** The scenarios of the small Linux, by name, then the lessons of the tutorial. */
  public ImmutableList<String> scenarios() {
    return corpus.scenarios().stream().map(Scenario::name).collect(ImmutableList.toImmutableList());
  }

  /** The names of the stages, oldest first. */
  public ImmutableList<String> stages() {
    return corpus.series().stages().stream()
        .map(Stage::name)
        .collect(ImmutableList.toImmutableList());
  }

  /**
   * A model of the newest stage.
   *
   * @param nameOrPath a scenario or lesson by name, or any C file
   * @throws ModelException if there is none
   */
  public Model model(String nameOrPath) {
    Diagnostics diagnostics = new Diagnostics();
    Scenario scenario = corpus.scenario(nameOrPath, place(), diagnostics);
    if (scenario == null) {
      throw ModelException.of(diagnostics);
    }
    return model(scenario);
  }

  /**
   * A model of the newest stage.
   *
   * @throws ModelException if it is shipped, and the table of expected verdicts is wrong
   */
  public Model model(Scenario scenario) {
    if (scenario.kind() != Scenario.Kind.OWN) {
      expectations(); // Whoever judges it needs the table, and should not learn late that it is
      // wrong.
    }
    return new Model(
        this,
        scenario,
        corpus.series().today(),
        null,
        ImmutableList.of(),
        Tolerance.OFFSET,
        ImmutableMap.of(),
        MemoryModel.sc());
  }

  /**
   * The small Linux of a stage: a tag, a commit id or {@code today}; or that of a proposal, with
   * it.
   *
   * @throws ModelException if there is no such stage, or a patch of the series does not apply
   */
  public SourceTree source(String stageOrProposal) {
    Diagnostics diagnostics = new Diagnostics();
    Proposal named = proposal(stageOrProposal);
    SourceTree tree;
    if (named != null) {
      Patched patched = corpus.tree(named, diagnostics);
      tree = patched == null ? null : patched.tree();
    } else {
      tree = corpus.tree(stage(stageOrProposal), diagnostics);
    }
    if (tree == null) {
      throw ModelException.of(diagnostics);
    }
    return tree;
  }

  Stage stage(String name) {
    Diagnostics diagnostics = new Diagnostics();
    Stage stage =
        corpus
            .series()
            .stage(
                name,
                place(),
                Iterables.transform(corpus.proposals(), Proposal::name),
                diagnostics);
    if (stage == null) {
      throw ModelException.of(diagnostics);
    }
    return stage;
  }

  @Nullable Proposal proposal(String name) {
    for (Proposal proposal : corpus.proposals()) {
      if (proposal.name().equals(name)) {
        return proposal;
      }
    }
    return null;
  }

  Patch patch(String nameOrPath) {
    Diagnostics diagnostics = new Diagnostics();
    Patch patch = corpus.patch(nameOrPath, place(), diagnostics);
    if (patch == null) {
      throw ModelException.of(diagnostics);
    }
    return patch;
  }

  /**
   * The stage that a patch is meant for: that of its {@code After:} line, else today's.
   *
   * @throws ModelException if the patch cannot be read, or names no stage
   */
  public Stage stageOf(Path patch) {
    Diagnostics diagnostics = new Diagnostics();
    Stage after = corpus.after(patch(patch.toString()), diagnostics);
    ModelException.throwIfAny(diagnostics);
    return after == null ? corpus.series().today() : after;
  }

  /** Where the user's words stand: on the command line, or in the caller's Java. */
  static Span place() {
    return new Span(new SourceFile("pincer", ""), 0, 0);
  }
}
