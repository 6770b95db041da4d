// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import com.google.common.base.Verify;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Applies one patch to one tree, all or nothing.
 *
 * <p>A hunk is looked for where it says, then at ever greater offsets from there, forward before
 * backward, and never before the end of the hunk above it; what the hunk above has moved is added
 * to where it looks first. As in {@code git apply}, a hunk of the first line matches only at the
 * beginning of the file, and one without context at its end only at the end. A hunk without any
 * context is never moved.
 */
final class PatchApplier {
  /** For what is only tried, and says nothing. */
  private static final Where NOWHERE = new Where("", "");

  private final Patch patch;
  private final Tolerance tolerance;
  private final Diagnostics diagnostics;

  private final Where where;

  private final List<String> notes = new ArrayList<>();
  private SourceTree tree;

  private PatchApplier(
      Patch patch, SourceTree tree, Where where, Tolerance tolerance, Diagnostics diagnostics) {
    this.patch = patch;
    this.tree = tree;
    this.where = where;
    this.tolerance = tolerance;
    this.diagnostics = diagnostics;
  }

  /**
   * Says in messages which tree it is.
   *
   * @param linux {@code stage `v5.8`}
   * @param patches that are on it: {@code with `a` and `b`}, or nothing
   */
  record Where(String linux, String patches) {
    /** That of the small Linux, or of the model's own files. */
    String of(boolean own) {
      return (own ? OwnFiles.WHERE : linux) + patches;
    }

    Where with(Patch patch) {
      return new Where(
          linux, patches + (patches.isEmpty() ? " with `" : " and `") + patch.name() + "`");
    }
  }

  /**
   * The tree with the patch on it, or null after reporting why it does not apply.
   *
   * @param advice gives a hint for a patch that does not apply, or null
   */
  static @Nullable Patched apply(
      Patch patch,
      SourceTree tree,
      Where where,
      Tolerance tolerance,
      Diagnostics diagnostics,
      Advice advice) {
    Diagnostics failures = new Diagnostics();
    PatchApplier applier = new PatchApplier(patch, tree, where, tolerance, failures);
    if (applier.applyAll(advice)) {
      return new Patched(
          applier.tree, ImmutableList.copyOf(applier.notes), applier.tree.own().others());
    }
    // That a file to be removed is not there may also mean that it never was.
    boolean removesOnly =
        patch.diffs().stream().allMatch(diff -> diff.kind() == FileDiff.Kind.REMOVE);
    if (!removesOnly && applies(patch.reverse(), tree, Tolerance.OFFSET)) {
      diagnostics
          .error(ErrorCode.APPLIED_ALREADY, patch.place(), where.of(isOfOwn(patch, tree)))
          .note("undoing it applies, doing it does not");
      return null;
    }
    ImmutableList<Integer> seconds = seconds(patch);
    if (!seconds.isEmpty() && applies(without(patch, seconds), tree, tolerance)) {
      FileDiff again = patch.diffs().get(seconds.get(0));
      diagnostics
          .error(
              ErrorCode.PATCH_SYNTAX,
              again.place(),
              "it has this diff of `" + again.newPath() + "` twice")
          .hint("leave one out: once, it applies");
      return null;
    }
    new PatchApplier(patch, tree, where, tolerance, diagnostics).applyAll(advice);
    return null;
  }

  /** Whether it changes files of the model's own. */
  private static boolean isOfOwn(Patch patch, SourceTree tree) {
    return patch.diffs().stream()
        .flatMap(diff -> diff.paths().stream())
        .map(tree::named)
        .anyMatch(address -> address != null && address.own());
  }

  /** The diffs that say what one before them says. */
  private static ImmutableList<Integer> seconds(Patch patch) {
    Set<List<String>> seen = new HashSet<>();
    ImmutableList.Builder<Integer> seconds = ImmutableList.builder();
    for (int i = 0; i < patch.diffs().size(); i++) {
      if (!seen.add(texts(patch.diffs().get(i)))) {
        seconds.add(i);
      }
    }
    return seconds.build();
  }

  private static Patch without(Patch patch, ImmutableList<Integer> diffs) {
    ImmutableList.Builder<FileDiff> others = ImmutableList.builder();
    for (int i = 0; i < patch.diffs().size(); i++) {
      if (!diffs.contains(i)) {
        others.add(patch.diffs().get(i));
      }
    }
    return patch.with(others.build());
  }

  private static List<String> texts(FileDiff diff) {
    Stream<String> lines =
        diff.hunks().stream()
            .flatMap(hunk -> hunk.lines().stream())
            .map(line -> line.kind() + line.text());
    return Stream.concat(Stream.of(diff.oldPath(), diff.newPath()), lines).toList();
  }

  static boolean applies(Patch patch, SourceTree tree, Tolerance tolerance) {
    return new PatchApplier(patch, tree, NOWHERE, tolerance, new Diagnostics())
        .applyAll(() -> null);
  }

  /** What might help with a patch that does not apply; asked for only then, as it costs. */
  interface Advice {
    @Nullable String hint();
  }

  private boolean applyAll(Advice advice) {
    return patch.diffs().stream().allMatch(diff -> apply(diff, advice));
  }

  private boolean apply(FileDiff diff, Advice advice) {
    DiffFiles files = DiffFiles.of(diff, tree, where, diagnostics);
    if (files == null) {
      return false;
    }
    SourceTree.Entry old =
        files.adds()
            ? new SourceTree.Entry(new SourceFile(files.after().path(), ""), ImmutableMap.of())
            : Verify.verifyNotNull(tree.entry(files.before()));
    SourceTree.Entry changed = new HunkApplier(diff, files, old, advice).apply();
    if (changed == null) {
      return false;
    }
    if (diff.kind() == FileDiff.Kind.REMOVE) {
      if (!changed.source().text().isEmpty()) {
        diagnostics
            .error(ErrorCode.REMOVES_PART, diff.place(), files.before().path())
            .second(firstLine(old.source()), "the file as it is")
            .hint(makeAgain(files.before()));
        return false;
      }
      tree = tree.without(files.before());
    } else {
      if (files.isGuess(diff, tree)) {
        notes.add("`" + diff.oldPath() + "` of the patch is taken for " + files.before().path());
      }
      tree = tree.without(files.before()).with(files.after(), changed);
    }
    return true;
  }

  private static String makeAgain(SourceTree.Address address) {
    return address.own()
        ? "make the diff again on the file as it is"
        : "make the diff again on this stage";
  }

  private static Span firstLine(SourceFile file) {
    return new Span(file, 0, 0);
  }

  /** Applies the hunks of one file, from top to bottom. */
  private final class HunkApplier {
    private final FileDiff diff;
    private final DiffFiles files;
    private final SourceTree.Entry old;
    private final Advice advice;
    private final ImmutableList<String> oldLines;
    private final boolean crlf;

    private final StringBuilder text = new StringBuilder();
    private final Map<Integer, Span> written = new TreeMap<>();

    /** Lines of {@link #text}. */
    private int newCount;

    /** Lines of the old file that are dealt with. */
    private int done;

    /** How far the last hunk was moved. */
    private int offset;

    HunkApplier(FileDiff diff, DiffFiles files, SourceTree.Entry old, Advice advice) {
      this.diff = diff;
      this.files = files;
      this.old = old;
      this.advice = advice;
      this.oldLines = Lines.of(old.source().text());
      this.crlf = !oldLines.isEmpty() && oldLines.get(0).endsWith("\r\n");
    }

    SourceTree.@Nullable Entry apply() {
      for (Hunk hunk : diff.hunks()) {
        Match match = find(hunk);
        if (match == null) {
          failed(hunk);
          return null;
        }
        note(hunk, match);
        copyUpTo(match.at());
        replace(hunk, match);
        offset = match.at() - match.skipped() - hunk.oldIndex();
      }
      copyUpTo(oldLines.size());
      return new SourceTree.Entry(
          new SourceFile(files.after().path(), text.toString()), ImmutableMap.copyOf(written));
    }

    private void copyUpTo(int index) {
      for (; done < index; done++) {
        emit(oldLines.get(done), old.written().get(done + 1));
      }
    }

    private void replace(Hunk hunk, Match match) {
      int last = hunk.lines().size() - match.cut();
      for (Hunk.Line line : hunk.lines().subList(match.skipped(), last)) {
        switch (line.kind()) {
          case CONTEXT -> {
            emit(oldLines.get(done), old.written().get(done + 1));
            done++;
          }
          case REMOVED -> done++;
          case ADDED ->
              emit(match.anyEnd() ? withEndOfFile(line.text()) : line.text(), line.span());
        }
      }
    }

    private String withEndOfFile(String line) {
      return line.endsWith("\n") ? Lines.bare(line) + (crlf ? "\r\n" : "\n") : Lines.bare(line);
    }

    private void emit(String line, @Nullable Span by) {
      text.append(line);
      newCount++;
      if (by != null) {
        written.put(newCount, by);
      }
    }

    // ---- Where a hunk stands -----------------------------------------------------------------

    /**
     * @param at index in the old file of the first line that is replaced
     * @param skipped lines at the beginning of the hunk that do not count
     * @param cut lines at its end that do not count
     * @param anyEnd equal only but for carriage returns
     */
    private record Match(int at, int skipped, int cut, boolean anyEnd) {}

    private @Nullable Match find(Hunk hunk) {
      for (int fuzz = 0; fuzz <= tolerance.fuzz(); fuzz++) {
        Match match = find(hunk, fuzz, false);
        if (match == null) {
          match = find(hunk, fuzz, true);
        }
        if (match != null) {
          return match;
        }
      }
      return null;
    }

    private @Nullable Match find(Hunk hunk, int fuzz, boolean anyEnd) {
      int leading = hunk.leadingContext();
      int trailing = hunk.trailingContext();
      // As in GNU patch: of unequal contexts, the longer one loses lines first.
      int context = Math.max(leading, trailing);
      int skipped = Math.max(0, leading + fuzz - context);
      int cut = Math.max(0, trailing + fuzz - context);
      skipped = Math.min(skipped, leading);
      cut = Math.min(cut, trailing);
      if (fuzz > 0 && skipped == 0 && cut == 0) {
        return null;
      }
      ImmutableList<Hunk.Line> lines = hunk.oldLines();
      lines = lines.subList(skipped, lines.size() - cut);
      int expected = hunk.oldIndex() + offset + skipped;
      boolean moves = tolerance.offset() && context > 0;
      int farthest = moves ? oldLines.size() + expected : 0;
      for (int distance = 0; distance <= farthest; distance++) {
        for (int at : new int[] {expected + distance, expected - distance}) {
          if (matches(lines, at, anyEnd)
              && newlinesStand(hunk, at + lines.size())
              && (fuzz > 0 || context == 0 || endsStand(hunk, at, lines.size()))) {
            return new Match(at, skipped, cut, anyEnd);
          }
        }
      }
      return null;
    }

    private boolean matches(List<Hunk.Line> lines, int at, boolean anyEnd) {
      if (at < done || at + lines.size() > oldLines.size()) {
        return false;
      }
      for (int i = 0; i < lines.size(); i++) {
        String want = lines.get(i).text();
        String have = oldLines.get(at + i);
        if (!(anyEnd ? Lines.equalButForReturn(want, have) : want.equals(have))) {
          return false;
        }
      }
      return true;
    }

    /** A hunk of the first line stands first; one without context at its end stands last. */
    private boolean endsStand(Hunk hunk, int at, int count) {
      return (hunk.oldStart() > 1 || at == 0)
          && (hunk.trailingContext() > 0 || at + count == oldLines.size());
    }

    /** Only the last line of the new file may have no newline. */
    private boolean newlinesStand(Hunk hunk, int end) {
      boolean unended =
          hunk.lines().stream()
              .anyMatch(l -> l.kind() == Hunk.Kind.ADDED && !l.text().endsWith("\n"));
      return !unended || end == oldLines.size();
    }

    private void note(Hunk hunk, Match match) {
      int moved = match.at() - match.skipped() - hunk.oldIndex();
      int fuzz = Math.max(match.skipped(), match.cut());
      // Nothing but the line number says where such a hunk belongs.
      boolean blind =
          hunk.leadingContext() + hunk.trailingContext() == 0 && hunk.oldCount() < oldLines.size();
      String what =
          (blind ? " without any context" : "")
              + (fuzz > 0 ? " with fuzz " + fuzz : "")
              + (moved != 0 ? " at offset " + moved : "")
              + (match.anyEnd() ? ", line ends differ" : "");
      if (!what.isEmpty()) {
        notes.add("hunk " + hunk.number() + " of " + files.before().path() + " applied" + what);
      }
    }

    // ---- Why it does not ---------------------------------------------------------------------

    private void failed(Hunk hunk) {
      ImmutableList<Hunk.Line> lines = hunk.oldLines();
      int at = nearest(hunk, lines);
      int same = 0;
      while (same < lines.size()
          && at + same < oldLines.size()
          && Lines.equalButForReturn(lines.get(same).text(), oldLines.get(at + same))) {
        same++;
      }
      Span want = same < lines.size() ? lines.get(same).span() : hunk.header();
      Diagnostics.Entry entry =
          diagnostics.error(
              ErrorCode.HUNK_DOES_NOT_APPLY,
              want,
              hunk.number(),
              files.before().path(),
              where.of(files.before().own()));
      SourceFile file = old.source();
      boolean here = at == hunk.oldIndex() + offset;
      if (same < lines.size() && at + same < oldLines.size()) {
        entry.second(lineOf(file, at + same + 1), "has " + quote(oldLines.get(at + same)));
      } else if (same < lines.size()) {
        entry.second(lineOf(file, Math.max(1, oldLines.size())), "the file ends here");
      } else if (!here && !tolerance.offset()) {
        entry
            .second(lineOf(file, at + 1), "it stands here, at offset " + (at - hunk.oldIndex()))
            .hint("make the diff again: patches of the series and proposals apply at offset 0");
        return;
      } else {
        entry.second(
            lineOf(file, Math.min(at + same + 1, oldLines.size())),
            "the file goes on here, but a hunk without context at its end is for the end of a file");
      }
      boolean differs = same < lines.size() && at + same < oldLines.size();
      String hint = differs ? unseenHint(lines.get(same).text(), oldLines.get(at + same)) : null;
      if (hint == null) {
        hint = advice.hint();
      }
      if (hint == null) {
        hint = fuzzHint();
      }
      entry.hint(hint);
    }

    private static String quote(String line) {
      return line.isBlank() ? "an empty line here" : "`" + line.strip() + "` here";
    }

    /** The way out where two lines differ in what cannot be seen; null where they do not. */
    private @Nullable String unseenHint(String want, String have) {
      if (want.isBlank() || !inOne(want).equals(inOne(have))) {
        return null;
      }
      return Lines.bare(want).equals(Lines.bare(have))
          ? "one of the two has no line end: was the patch cut off there?"
          : "they differ in blanks and tabs alone, as a mail program changes them:"
              + " take the patch as a file";
    }

    private static String inOne(String line) {
      return line.strip().replaceAll("\\s+", " ");
    }

    private String fuzzHint() {
      for (int fuzz = tolerance.fuzz() + 1; tolerance.offset() && fuzz <= 3; fuzz++) {
        if (applies(patch, tree, Tolerance.fuzz(fuzz))) {
          return "`--fuzz " + fuzz + "` would apply it; read the result";
        }
      }
      return makeAgain(files.before());
    }

    /** Index in the old file at which most lines of the hunk stand; of equals, the nearest. */
    private int nearest(Hunk hunk, List<Hunk.Line> lines) {
      int expected = Math.max(done, Math.min(hunk.oldIndex() + offset, oldLines.size()));
      int best = expected;
      int bestSame = same(lines, expected);
      for (int distance = 1; distance <= oldLines.size(); distance++) {
        for (int at : new int[] {expected + distance, expected - distance}) {
          if (at >= done && at < oldLines.size() && same(lines, at) > bestSame) {
            best = at;
            bestSame = same(lines, at);
          }
        }
      }
      return best;
    }

    private int same(List<Hunk.Line> lines, int at) {
      int same = 0;
      for (int i = 0; i < lines.size() && at + i < oldLines.size(); i++) {
        String want = lines.get(i).text();
        if (!want.isBlank() && Lines.equalButForReturn(want, oldLines.get(at + i))) {
          same++;
        }
      }
      return same;
    }
  }

  private static Span lineOf(SourceFile file, int line) {
    int start = file.lineStart(line);
    return new Span(file, start, start + file.lineText(line).length());
  }
}
