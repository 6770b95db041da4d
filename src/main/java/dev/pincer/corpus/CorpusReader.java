// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a models folder from the disk. */
final class CorpusReader {
  private static final ImmutableList<String> C_FILES = ImmutableList.of(".c", ".h");
  private static final ImmutableList<String> PATCHES = ImmutableList.of(".patch");
  private static final Pattern PATCH_NAME = Pattern.compile("\\d{4}-([0-9a-f]{12})-.+\\.patch");
  private static final Pattern COMMIT = Pattern.compile("\\b[0-9a-f]{12,40}\\b");

  private final Path models;
  private final Diagnostics diagnostics;

  CorpusReader(Path models, Diagnostics diagnostics) {
    this.models = models;
    this.diagnostics = diagnostics;
  }

  @Nullable Corpus read() {
    // In a jar there are no permissions.
    boolean onDisk = models.getFileSystem() == FileSystems.getDefault();
    if (onDisk
        && Files.isDirectory(models)
        && !(Files.isReadable(models) && Files.isExecutable(models))) {
      Disk.cannotRead(Disk.DENIED, models.toString(), diagnostics);
      return null;
    }
    for (String part : ImmutableList.of("include", "linux", "series")) {
      if (!Files.exists(models.resolve(part))) {
        String reason =
            Files.isDirectory(models)
                ? "there is no `" + part + "` in it"
                : "there is no such folder";
        diagnostics
            .error(ErrorCode.NO_MODELS, Disk.nowhere(models.toString()), reason)
            .hint("name the folder that holds include/, linux/ and series");
        return null;
      }
    }
    ImmutableSortedMap<String, SourceFile> words = all("include", "include/", C_FILES);
    ImmutableSortedMap<String, SourceFile> base = all("linux", "", C_FILES);
    Series series = series();
    if (words == null || base == null || series == null) {
      return null;
    }
    ImmutableList<Proposal> proposals = proposals(series);
    ImmutableSortedMap<String, Scenario> scenarios = scenarios(series);
    return diagnostics.hasErrors()
        ? null
        : new Corpus(
            models, SourceTree.of(words), SourceTree.of(base), series, proposals, scenarios);
  }

  /** The files of a folder of models/; none if there is no such folder; null after reporting. */
  private @Nullable ImmutableSortedMap<String, SourceFile> all(
      String folder, String prefix, ImmutableList<String> endings) {
    Path path = models.resolve(folder);
    return Files.exists(path)
        ? Disk.readAll(path, prefix, endings, diagnostics)
        : ImmutableSortedMap.of();
  }

  // ---- Series --------------------------------------------------------------------------------

  private @Nullable Series series() {
    SourceFile file = Disk.read(models.resolve("series"), "series", diagnostics);
    ImmutableSortedMap<String, SourceFile> patches = all("patches", "patches/", PATCHES);
    if (file == null || patches == null) {
      return null;
    }
    int before = diagnostics.count();
    Series.Builder series = new Series.Builder(diagnostics);
    Set<String> used = new HashSet<>();
    for (int line = 1; line <= file.lineCount(); line++) {
      Span entry = entry(file, line);
      if (entry != null) {
        seriesLine(entry, patches, series, used);
      }
    }
    for (Map.Entry<String, SourceFile> patch : patches.entrySet()) {
      if (!used.contains(patch.getKey())) {
        diagnostics
            .error(ErrorCode.NOT_IN_SERIES, new Span(patch.getValue(), 0, 0))
            .hint("write `" + patch.getKey() + "` into `series`, where it belongs in time");
      }
    }
    Series built = series.build();
    if (built == null && diagnostics.count() == before) {
      diagnostics
          .error(ErrorCode.NO_FIRST_TAG, Disk.nowhere("series"))
          .hint("begin it with `tag v5.8`, or what the base is");
    }
    return diagnostics.count() > before ? null : built;
  }

  /** The line without comment and blanks around; null if nothing is left. */
  private static @Nullable Span entry(SourceFile file, int line) {
    String text = file.lineText(line);
    int comment = text.indexOf('#');
    String bare = comment < 0 ? text : text.substring(0, comment);
    if (bare.isBlank()) {
      return null;
    }
    int from = file.lineStart(line) + bare.length() - bare.stripLeading().length();
    return new Span(file, from, file.lineStart(line) + bare.stripTrailing().length());
  }

  private void seriesLine(
      Span entry, Map<String, SourceFile> patches, Series.Builder series, Set<String> used) {
    List<String> parts = Splitter.onPattern("\\s+").splitToList(entry.text());
    if (parts.size() == 2 && parts.get(0).equals("tag")) {
      series.tag(new Span(entry.file(), entry.end() - parts.get(1).length(), entry.end()));
      return;
    }
    String name = entry.text();
    if (parts.size() != 1 || !name.endsWith(".patch")) {
      diagnostics
          .error(ErrorCode.SERIES_SYNTAX, entry, name)
          .hint("a line is `tag NAME`, or the name of a file in patches/");
      return;
    }
    SourceFile file = patches.get(name);
    if (file == null) {
      diagnostics
          .error(ErrorCode.MISSING_PATCH_FILE, entry, name)
          .didYouMean(name, patches.keySet());
      return;
    }
    if (!used.add(name)) {
      diagnostics.error(ErrorCode.NAMED_TWICE, entry, name);
      return;
    }
    Patch patch = Patch.parse(file, diagnostics);
    String commit = commit(name, file, patch);
    if (patch != null && commit != null) {
      demand(patch, ImmutableList.of("Subject", "Origin"));
      series.patch(commit, patch, entry);
    }
  }

  /** The commit of a patch of the series, in 12 digits; null after reporting. */
  private @Nullable String commit(String name, SourceFile file, @Nullable Patch patch) {
    Matcher inName = PATCH_NAME.matcher(name);
    if (patch == null) {
      return null;
    }
    if (!inName.matches()) {
      diagnostics
          .error(ErrorCode.PATCH_NAME, new Span(file, 0, 0), name)
          .hint("the form is `0007-57efa1fe5957-write-protect-seq.patch`");
      return null;
    }
    String commit = inName.group(1);
    Patch.Field origin = patch.field("Origin");
    if (origin != null) {
      List<String> commits =
          COMMIT.matcher(origin.value()).results().map(found -> found.group()).toList();
      if (!commits.isEmpty() && commits.stream().noneMatch(c -> c.startsWith(commit))) {
        diagnostics
            .error(ErrorCode.ORIGIN_DIFFERS, origin.span(), commits.get(0), commit)
            .hint("name the file after the commit");
      }
    }
    return commit;
  }

  /** Reports each of {@code fields} that the patch does not have, and a missing reason. */
  private void demand(Patch patch, List<String> fields) {
    Span top = new Span(patch.file(), 0, 0);
    for (String field : fields) {
      Patch.Field found = patch.field(field);
      if (found == null || found.value().isEmpty()) {
        diagnostics
            .error(ErrorCode.HEADER_MISSING, found == null ? top : found.span(), "`" + field + ":`")
            .hint(headerHint(field));
        return;
      }
    }
    if (patch.reason().isEmpty()) {
      diagnostics
          .error(ErrorCode.HEADER_MISSING, top, "reason")
          .hint("say why, after the header and before `---`");
    }
  }

  private static String headerHint(String field) {
    return switch (field) {
      case "Subject" -> "begin the file with `Subject: mm/gup: what it does`";
      case "Origin" ->
          "add `Origin: commit 57efa1fe5957 (\"title\"), v5.11`, or the mail, or `teaching`";
      default -> "add `After: v5.9`, or the stage on which it is judged";
    };
  }

  // ---- Proposals and scenarios ---------------------------------------------------------------

  private ImmutableList<Proposal> proposals(Series series) {
    ImmutableList.Builder<Proposal> proposals = ImmutableList.builder();
    ImmutableSortedMap<String, SourceFile> files = all("proposals", "proposals/", PATCHES);
    for (SourceFile file : files == null ? ImmutableList.<SourceFile>of() : files.values()) {
      Patch patch = Patch.parse(file, diagnostics);
      if (patch == null) {
        continue;
      }
      demand(patch, ImmutableList.of("Subject", "Origin", "After"));
      Patch.Field after = patch.field("After");
      Stage stage =
          after == null || after.value().isEmpty()
              ? null
              : series.stage(after.value(), after.span(), diagnostics);
      if (stage != null) {
        proposals.add(new Proposal(patch.name(), patch, stage));
      }
    }
    return proposals.build();
  }

  private ImmutableSortedMap<String, Scenario> scenarios(Series series) {
    Map<String, Scenario> scenarios = new TreeMap<>();
    for (Scenario.Kind kind : ImmutableList.of(Scenario.Kind.SHIPPED, Scenario.Kind.LESSON)) {
      String folder = kind == Scenario.Kind.SHIPPED ? "scenarios" : "tutorial";
      ImmutableSortedMap<String, SourceFile> files =
          all(folder, folder + "/", ImmutableList.of(".c"));
      for (SourceFile file : files == null ? ImmutableList.<SourceFile>of() : files.values()) {
        Scenario scenario = scenario(kind, models.resolve(file.path()), file, series, diagnostics);
        if (scenario == null) {
          continue;
        }
        Scenario other = scenarios.putIfAbsent(scenario.name(), scenario);
        if (other != null) {
          diagnostics
              .error(ErrorCode.NAMED_TWICE, new Span(file, 0, 0), scenario.name())
              .second(new Span(other.file(), 0, 0), "the other");
        }
      }
    }
    return ImmutableSortedMap.copyOf(scenarios);
  }

  /** The scenario in {@code file}; null after reporting. */
  static @Nullable Scenario scenario(
      Scenario.Kind kind, Path path, SourceFile file, Series series, Diagnostics diagnostics) {
    HeadComment head = new HeadComment(file);
    Span sinceSpan = head.field("Since");
    Span untilSpan = head.field("Until");
    Stage since =
        sinceSpan == null ? series.base() : series.stage(sinceSpan.text(), sinceSpan, diagnostics);
    Stage until = untilSpan == null ? null : series.stage(untilSpan.text(), untilSpan, diagnostics);
    if (since == null || (untilSpan != null && until == null)) {
      return null;
    }
    if (until != null && untilSpan != null && until.index() < since.index()) {
      Diagnostics.Entry entry =
          diagnostics.error(ErrorCode.UNTIL_BEFORE_SINCE, untilSpan, until.name(), since.name());
      if (sinceSpan != null) {
        entry.second(sinceSpan, "since here");
      }
      return null;
    }
    return new Scenario(kind, baseName(file.path()), path, file, head.title(), since, until);
  }

  /** {@code fork-gup-fast} for {@code scenarios/fork-gup-fast.c}. */
  static String baseName(String path) {
    String name = path.substring(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
    return name.endsWith(".c") ? name.substring(0, name.length() - 2) : name;
  }
}
