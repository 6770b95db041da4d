// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Iterables;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.diag.Spelling;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The models folder, read once.
 *
 * <pre>
 * include/     the words of a model
 * linux/       the small Linux at its oldest stage
 * series       its history: tags and patches, oldest first
 * patches/     the patches of the series
 * proposals/   patches that were never merged, or that teach
 * scenarios/   who runs what
 * tutorial/    lessons, a whole model each
 * schedules/   runs that were saved, in a folder for each scenario
 * expected.txt what each must say
 * never-run.txt why lines of the small Linux stand that nothing runs
 * </pre>
 *
 * <p>Later stages are made when they are asked for, and kept. Any thread may call any method.
 */
public final class Corpus {
  private static final Path STANDARD_INPUT = Path.of("/dev/stdin");

  private static final String SCHEDULES = "schedules";
  private static final String IN_JAR = "it is inside the jar";
  private static final String NAME_A_FOLDER = "name a folder with `--models`";

  /** Scenarios that a hint names; more than these are not read. */
  private static final int NAMED_MAX = 8;

  private final Path models;
  private final SourceTree words;
  private final Series series;
  private final ImmutableList<Proposal> proposals;
  private final ImmutableSortedMap<String, Scenario> scenarios;

  private final StageTrees trees;

  /** What was read from pipes; guarded by itself. */
  private final Map<Path, SourceFile> piped = new HashMap<>();

  Corpus(
      Path models,
      SourceTree words,
      SourceTree base,
      Series series,
      ImmutableList<Proposal> proposals,
      ImmutableSortedMap<String, Scenario> scenarios) {
    this.models = models;
    this.words = words;
    this.series = series;
    this.proposals = proposals;
    this.scenarios = scenarios;
    this.trees = new StageTrees(series, base);
  }

  /** The folder, or null after reporting what is wrong with it. */
  public static @Nullable Corpus open(Path models, Diagnostics diagnostics) {
    return new CorpusReader(models, diagnostics).read();
  }

  public Path folder() {
    return models;
  }

  public Series series() {
    return series;
  }

  /** All proposals, by name. */
  public ImmutableList<Proposal> proposals() {
    return proposals;
  }

  /** Scenarios, then lessons, each by name. */
  public ImmutableList<Scenario> scenarios() {
    return ImmutableList.<Scenario>builder()
        .addAll(Iterables.filter(scenarios.values(), s -> s.kind() == Scenario.Kind.SHIPPED))
        .addAll(Iterables.filter(scenarios.values(), s -> s.kind() == Scenario.Kind.LESSON))
        .build();
  }

  // ---- Trees ---------------------------------------------------------------------------------

  /** The small Linux at {@code stage}; null after reporting a patch of the series that fails. */
  public @Nullable SourceTree tree(Stage stage, Diagnostics diagnostics) {
    return trees.tree(stage, diagnostics);
  }

  /** The small Linux with {@code proposal}, exactly at its stage; null after reporting. */
  public @Nullable Patched tree(Proposal proposal, Diagnostics diagnostics) {
    return tree(proposal.after(), ImmutableList.of(proposal.patch()), Tolerance.EXACT, diagnostics);
  }

  /**
   * The small Linux at {@code stage} with {@code patches}, in their order; null after reporting.
   */
  public @Nullable Patched tree(
      Stage stage, List<Patch> patches, Tolerance tolerance, Diagnostics diagnostics) {
    return tree(stage, patches, tolerance, PatchBase.OF_LINUX, diagnostics);
  }

  /**
   * The small Linux at {@code stage}, and what else the model is made of, with {@code patches} in
   * their order; null after reporting.
   */
  public @Nullable Patched tree(
      Stage stage,
      List<Patch> patches,
      Tolerance tolerance,
      PatchBase base,
      Diagnostics diagnostics) {
    SourceTree start = tree(stage, diagnostics);
    if (start == null) {
      return null;
    }
    SourceTree tree = base.tree(start);
    ImmutableList.Builder<String> notes = ImmutableList.builder();
    PatchApplier.Where where = new PatchApplier.Where(StageTrees.where(stage), "");
    for (Patch patch : patches) {
      tree = base.withOthersOf(patch, tree);
      Patched next =
          PatchApplier.apply(
              patch,
              tree,
              where,
              tolerance,
              diagnostics,
              () -> patches.size() == 1 ? otherStage(patch, stage, base) : null);
      if (next == null) {
        return null;
      }
      notes.addAll(next.notes());
      tree = next.tree();
      where = where.with(patch);
    }
    // A patch may let a model include what it did without before.
    return new Patched(
        base.usesLinux() ? tree : start.with(tree.own()), notes.build(), tree.own().others());
  }

  /** A hint at the newest stage to which {@code patch} applies, or null. */
  private @Nullable String otherStage(Patch patch, Stage not, PatchBase base) {
    if (!base.usesLinux()) {
      return null;
    }
    for (Stage stage : series.stages().reverse()) {
      SourceTree linux = stage.index() == not.index() ? null : tree(stage, new Diagnostics());
      if (linux != null
          && PatchApplier.applies(
              patch, base.withOthersOf(patch, base.tree(linux)), Tolerance.OFFSET)) {
        return "it applies to stage `" + stage.name() + "`: `--at " + stage.name() + "`";
      }
    }
    return null;
  }

  /** A header with the words of a model, as {@code pincer.h}; null if there is none. */
  public @Nullable SourceFile words(String name) {
    return words.file(name);
  }

  /**
   * A file outside of the models folder.
   *
   * @return null after reporting
   */
  public static @Nullable SourceFile read(Path file, Diagnostics diagnostics) {
    return Disk.read(file, file.toString().replace('\\', '/'), diagnostics);
  }

  /** Finds what {@code scenario} includes, on {@code linux}. */
  public IncludeSearch includes(SourceTree linux, Scenario scenario) {
    return new IncludeSearch(models, words, linux, scenario);
  }

  /** Writes a tree into a new or empty folder, as a C compiler wants it; false after reporting. */
  public static boolean write(SourceTree tree, Path folder, Diagnostics diagnostics) {
    String reason = null;
    try {
      if (Files.exists(folder) && !Disk.isEmptyFolder(folder)) {
        reason = "there is something already";
      } else {
        tree.writeTo(folder);
      }
    } catch (IOException e) {
      reason = Disk.reason(e);
    }
    if (reason != null) {
      diagnostics
          .error(ErrorCode.CANNOT_WRITE, Disk.nowhere(folder.toString()), reason)
          .hint("name a folder that does not exist yet, where you may write");
    }
    return reason == null;
  }

  /**
   * Writes a report; false after reporting.
   *
   * @param append whether it goes behind what is there
   */
  public static boolean write(Path file, String text, boolean append, Diagnostics diagnostics) {
    try {
      if (append) {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      } else {
        Files.writeString(file, text);
      }
      return true;
    } catch (IOException e) {
      cannotWrite(file, e, diagnostics);
      return false;
    }
  }

  /**
   * Whether a file can be written later, as far as one can tell now; changes nothing. False after
   * reporting.
   */
  public static boolean isWritable(Path file, Diagnostics diagnostics) {
    Path absolute = file.toAbsolutePath();
    Path folder = absolute.getParent();
    String reason = null;
    if (folder == null || Files.isDirectory(file)) {
      reason = "it is a folder";
    } else if (!Files.isDirectory(folder)) {
      reason = "there is no folder `" + file.getParent() + "`";
    } else if (Files.exists(file) ? !Files.isWritable(file) : !Files.isWritable(folder)) {
      reason = Disk.DENIED;
    }
    if (reason != null) {
      diagnostics.error(ErrorCode.CANNOT_WRITE, Disk.nowhere(file.toString()), reason);
    }
    return reason == null;
  }

  /** Makes a folder for reports, and those above it; false after reporting. */
  public static boolean makeFolder(Path folder, Diagnostics diagnostics) {
    try {
      Files.createDirectories(folder);
      return true;
    } catch (IOException e) {
      cannotWrite(folder, e, diagnostics);
      return false;
    }
  }

  private static void cannotWrite(Path path, IOException e, Diagnostics diagnostics) {
    String reason =
        e instanceof FileAlreadyExistsException ? "there is a file `" + path + "`" : Disk.reason(e);
    diagnostics.error(ErrorCode.CANNOT_WRITE, Disk.nowhere(path.toString()), reason);
  }

  // ---- Names ---------------------------------------------------------------------------------

  /**
   * A scenario by name or path; a path may also lead to a file of the user's.
   *
   * @param place where the user names it
   * @return null after reporting
   */
  public @Nullable Scenario scenario(String nameOrPath, Span place, Diagnostics diagnostics) {
    Scenario named = scenarios.get(nameOrPath);
    if (named != null) {
      return named;
    }
    Path path = existing(nameOrPath);
    if (path != null) {
      for (Scenario scenario : scenarios.values()) {
        if (isSame(scenario.path(), path)) {
          return scenario;
        }
      }
      SourceFile file = Disk.read(path, nameOrPath, diagnostics);
      return file == null
          ? null
          : CorpusReader.scenario(Scenario.Kind.OWN, path, file, series, diagnostics);
    }
    String word = CorpusReader.baseName(nameOrPath);
    if (scenarios.containsKey(word)) {
      diagnostics
          .error(ErrorCode.UNKNOWN_SCENARIO, place, nameOrPath)
          .hint("did you mean `" + word + "`?");
      return null;
    }
    Diagnostics.Entry entry = diagnostics.error(ErrorCode.UNKNOWN_SCENARIO, place, nameOrPath);
    String near = Spelling.didYouMean(word, scenarios.keySet());
    if (near != null) {
      entry.hint("did you mean `" + near + "`?");
    } else {
      entry.hint(
          scenarios.size() <= NAMED_MAX
              ? "take one of "
                  + Joiner.on(", ").join(scenarios.keySet())
                  + ", or the path of a file"
              : "`pincer scenarios` lists them; the path of a C file will do as well");
    }
    return null;
  }

  /**
   * A patch by path, or a proposal by name; {@code -} is standard input.
   *
   * @param place where the user names it
   * @return null after reporting
   */
  public @Nullable Patch patch(String nameOrPath, Span place, Diagnostics diagnostics) {
    Path path = nameOrPath.equals("-") ? STANDARD_INPUT : existing(nameOrPath);
    for (Proposal proposal : proposals) {
      Path shipped = models.resolve(proposal.patch().file().path());
      if (path == null ? proposal.name().equals(nameOrPath) : isSame(shipped, path)) {
        return proposal.patch();
      }
    }
    if (path != null) {
      SourceFile file = readOnce(path, nameOrPath, diagnostics);
      return file == null ? null : Patch.parse(file, diagnostics);
    }
    diagnostics
        .error(ErrorCode.UNKNOWN_PATCH, place, nameOrPath)
        .didYouMean(nameOrPath, Iterables.transform(proposals, Proposal::name));
    return null;
  }

  /** The text of a file; what comes through a pipe can be read only once, and is kept. */
  private @Nullable SourceFile readOnce(Path path, String name, Diagnostics diagnostics) {
    if (Files.isRegularFile(path) || Files.isDirectory(path)) {
      return Disk.read(path, name, diagnostics);
    }
    synchronized (piped) {
      SourceFile file = piped.get(path);
      if (file == null) {
        file = Disk.read(path, name, diagnostics);
        if (file != null) {
          piped.put(path, file);
        }
      }
      return file;
    }
  }

  /** The proposal whose patch this is, or null. */
  public @Nullable Proposal proposalOf(Patch patch) {
    for (Proposal proposal : proposals) {
      if (proposal.patch() == patch) {
        return proposal;
      }
    }
    return null;
  }

  /** The stage that the {@code After:} line of a patch names; null if it has none, or reported. */
  public @Nullable Stage after(Patch patch, Diagnostics diagnostics) {
    Patch.Field after = patch.field("After");
    return after == null ? null : series.stage(after.value(), after.span(), diagnostics);
  }

  /** The path, if anything is there. */
  private static @Nullable Path existing(String name) {
    try {
      Path path = Path.of(name);
      return !name.isEmpty() && Files.exists(path) ? path : null;
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static boolean isSame(Path a, Path b) {
    return a.toAbsolutePath().normalize().equals(b.toAbsolutePath().normalize());
  }

  // ---- Expectations --------------------------------------------------------------------------

  /** The table of expected verdicts, without the rows that were reported. */
  public Expectations expectations(Diagnostics diagnostics) {
    Path path = models.resolve("expected.txt");
    if (!Files.exists(path)) {
      return Expectations.parse(new SourceFile("expected.txt", ""), this, diagnostics);
    }
    SourceFile file = Disk.read(path, "expected.txt", diagnostics);
    return Expectations.parse(
        file == null ? new SourceFile("expected.txt", "") : file, this, diagnostics);
  }

  /** What is said of lines that nothing runs, without the entries that were reported. */
  public NeverRun neverRun(Diagnostics diagnostics) {
    Path path = models.resolve(NeverRun.FILE);
    SourceFile file = Files.exists(path) ? Disk.read(path, NeverRun.FILE, diagnostics) : null;
    return file == null ? new NeverRun(ImmutableList.of()) : NeverRun.parse(file, diagnostics);
  }

  // ---- Saved schedules -----------------------------------------------------------------------

  /** Where those of a scenario lie: in the models folder, or beside a file of the user's. */
  public Path schedules(Scenario scenario) {
    Path folder =
        scenario.kind() == Scenario.Kind.OWN
            ? scenario.path().resolveSibling(SCHEDULES)
            : models.resolve(SCHEDULES);
    return folder.resolve(scenario.name());
  }

  /** The saved schedules of a scenario, by name, without those that were reported. */
  public ImmutableList<SavedSchedule> saved(Scenario scenario, Diagnostics diagnostics) {
    Path folder = schedules(scenario);
    if (!Files.exists(folder)) {
      return ImmutableList.of();
    }
    String prefix =
        scenario.kind() == Scenario.Kind.OWN
            ? folder.toString().replace('\\', '/') + "/"
            : SCHEDULES + "/" + scenario.name() + "/";
    ImmutableSortedMap<String, SourceFile> files =
        Disk.readAll(folder, prefix, ImmutableList.of(SavedSchedule.ENDING), diagnostics);
    ImmutableList.Builder<SavedSchedule> all = ImmutableList.builder();
    if (files != null) {
      files.forEach(
          (name, file) -> {
            SavedSchedule saved =
                SavedScheduleParser.parse(scenario, folder.resolve(name), file, diagnostics);
            if (saved != null) {
              all.add(saved);
            }
          });
    }
    return all.build();
  }

  /** Reports each folder of saved schedules whose scenario is gone: nobody runs them again. */
  public void demandScenariosOfSaved(Diagnostics diagnostics) {
    Path folder = models.resolve(SCHEDULES);
    if (!Files.isDirectory(folder)) {
      return;
    }
    ImmutableSortedMap<String, SourceFile> files =
        Disk.readAll(folder, SCHEDULES + "/", ImmutableList.of(SavedSchedule.ENDING), diagnostics);
    if (files != null) {
      files.forEach(
          (name, file) -> {
            int slash = name.indexOf('/');
            String scenario = slash < 0 ? "" : name.substring(0, slash);
            if (!scenarios.containsKey(scenario)) {
              diagnostics
                  .error(ErrorCode.UNKNOWN_SCENARIO, new Span(file, 0, 0), scenario)
                  .hint("the folder of a saved schedule has the name of its scenario")
                  .didYouMean(scenario, scenarios.keySet());
            }
          });
    }
  }

  /**
   * The file of a saved schedule that can be written; null after reporting why it cannot, as far as
   * one can tell without writing.
   */
  public @Nullable Path newSchedule(Scenario scenario, String name, Diagnostics diagnostics) {
    Path folder = schedules(scenario);
    Path file = folder.resolve(name + SavedSchedule.ENDING);
    if (folder.getFileSystem() != FileSystems.getDefault()) {
      diagnostics
          .error(ErrorCode.CANNOT_WRITE, Disk.nowhere(file.toString()), IN_JAR)
          .hint(NAME_A_FOLDER);
      return null;
    }
    if (Files.exists(file)) {
      diagnostics.error(ErrorCode.SAVED_TAKEN, Disk.nowhere(file.toString()), name);
      return null;
    }
    Path there = folder.toAbsolutePath();
    while (there != null && !Files.exists(there)) {
      there = there.getParent();
    }
    if (there == null || !Files.isDirectory(there) || !Files.isWritable(there)) {
      boolean folderThere = there != null && Files.isDirectory(there);
      diagnostics.error(
          ErrorCode.CANNOT_WRITE,
          Disk.nowhere(file.toString()),
          folderThere ? Disk.DENIED : "`" + there + "` is no folder");
      return null;
    }
    return file;
  }

  /**
   * Writes a saved schedule, and never over another one; false after reporting.
   *
   * @param file as {@link #newSchedule} gave it
   * @param lines names and values, in order
   */
  public static boolean save(
      Path file, Iterable<Map.Entry<String, String>> lines, Diagnostics diagnostics) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, SavedSchedule.text(lines), StandardOpenOption.CREATE_NEW);
      return true;
    } catch (FileAlreadyExistsException e) {
      diagnostics.error(
          ErrorCode.SAVED_TAKEN, Disk.nowhere(file.toString()), file.getFileName().toString());
      return false;
    } catch (IOException e) {
      cannotWrite(file, e, diagnostics);
      return false;
    }
  }

  /** Writes a renewed table, whole or not at all; false after reporting. */
  public boolean write(Expectations.Update update, Diagnostics diagnostics) {
    Path path = models.resolve("expected.txt");
    if (path.getFileSystem() != FileSystems.getDefault()) {
      diagnostics
          .error(ErrorCode.CANNOT_WRITE, Disk.nowhere("expected.txt"), IN_JAR)
          .hint(NAME_A_FOLDER);
      return false;
    }
    try {
      Disk.replace(path, update.text());
      return true;
    } catch (IOException e) {
      diagnostics.error(ErrorCode.CANNOT_WRITE, Disk.nowhere(path.toString()), Disk.reason(e));
      return false;
    }
  }
}
