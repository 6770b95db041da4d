// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.base.Verify;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Ints;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads one patch file, from top to bottom.
 *
 * <p>Own code, as java-diff-utils does not keep the lines of the patch, which every message here
 * points at, and passes over a hunk whose counts are wrong. What stands between diffs is passed
 * over, as {@code git apply} does, but not a line that looks like more of a hunk that has ended.
 */
final class PatchParser {
  private static final Pattern HUNK =
      Pattern.compile("@@ -(\\d+)(?:,(\\d+))? \\+(\\d+)(?:,(\\d+))? @@.*");
  private static final Pattern FIELD = Pattern.compile("(Subject|Origin|After|Short):\\s*(.*)");
  private static final Pattern MAIL_FIELD = Pattern.compile("From .*|[A-Z][A-Za-z-]*: .*");
  private static final Pattern TRAILER = Pattern.compile("[A-Z][a-z]+(-[A-Za-z]+)+: .*");
  private static final Pattern ENCODING =
      Pattern.compile("(?i)Content-Transfer-Encoding:\\s*(quoted-printable|base64)\\s*");
  private static final Pattern QUOTED_DIFF = Pattern.compile("(> ?)+(diff --git |--- )\\S");
  private static final Pattern SUBJECT_TAG = Pattern.compile("^(\\[[^\\]]*\\]\\s*)+");
  private static final ImmutableSet<String> PREFIXES_OF_LINUX =
      ImmutableSet.of("models/linux/", "linux/");

  private final SourceFile file;
  private final Diagnostics diagnostics;

  /** Each line with its end; lines are counted from 0 in this class. */
  private final ImmutableList<String> lines;

  /** The same without: nearly all that is asked of a line is asked of this. */
  private final ImmutableList<String> bare;

  private final List<FileDiff> diffs = new ArrayList<>();

  /** Index of the next line to read. */
  private int at;

  /** Whether git wrote the diff at hand: then only {@code diff --git} begins the next one. */
  private boolean ofGit;

  PatchParser(SourceFile file, Diagnostics diagnostics) {
    this.file = file;
    this.diagnostics = diagnostics;
    this.lines = Lines.of(file.text());
    this.bare = lines.stream().map(Lines::bare).collect(ImmutableList.toImmutableList());
  }

  Patch parse() {
    int before = diagnostics.count();
    refuseEncoding();
    while (at < lines.size() && !startsDiff() && !startsHunk()) {
      at++;
    }
    int headerEnd = at;
    while (at < lines.size()) {
      if (startsDiff()) {
        diff();
      } else if (startsHunk()) {
        error(ErrorCode.PATCH_SYNTAX, at, "hunk without a file before it")
            .hint("put `--- a/mm/x.c` and `+++ b/mm/x.c` before it");
        at++;
      } else {
        at++;
      }
    }
    if (diffs.isEmpty() && diagnostics.count() == before) {
      diagnostics
          .error(ErrorCode.NO_DIFF, new Span(file, 0, 0))
          .hint(
              lines.stream().anyMatch(line -> QUOTED_DIFF.matcher(line).lookingAt())
                  ? "its lines begin with `>`, as those of an answer do: take the mail that it quotes"
                  : "write it with `git diff` or `git format-patch`");
    }
    Map<String, Patch.Field> fields = new LinkedHashMap<>();
    String reason = header(headerEnd, fields);
    return new Patch(
        nameOf(file.path()),
        file,
        ImmutableMap.copyOf(fields),
        reason,
        ImmutableList.copyOf(diffs));
  }

  /**
   * A mail as it was sent may hide its text in another one, of which git makes text again. A header
   * that says so is no reason alone: who decodes a mail may leave it.
   */
  private void refuseEncoding() {
    for (int i = 0; i < lines.size() && !bare(i).isEmpty(); i++) {
      Matcher encoding = ENCODING.matcher(bare(i));
      if (encoding.matches()) {
        String name = encoding.group(1).toLowerCase(Locale.ROOT);
        boolean encoded =
            name.equals("base64")
                ? lines.stream().noneMatch(line -> line.startsWith("@@ -"))
                : lines.stream().anyMatch(line -> line.matches("(?s).*=(3D|09).*"));
        if (encoded) {
          error(ErrorCode.PATCH_UNSUPPORTED, i, "a mail in " + name)
              .hint("`git mailinfo words.txt decoded.patch < MAIL` decodes it");
          at = lines.size();
        }
        return;
      }
    }
  }

  /** {@code 0003-x} for {@code models/patches/0003-x.patch}. */
  static String nameOf(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    for (String ending : ImmutableList.of(".patch", ".diff")) {
      if (name.endsWith(ending) && name.length() > ending.length()) {
        return name.substring(0, name.length() - ending.length());
      }
    }
    return name;
  }

  // ---- Header --------------------------------------------------------------------------------

  /** Fills {@code fields} from the lines before {@code end}; what is left is the reason. */
  private String header(int end, Map<String, Patch.Field> fields) {
    List<String> reason = new ArrayList<>();
    boolean inMailHeader = true;
    for (int i = 0; i < end; i++) {
      String line = bare(i);
      if (line.equals("---")) {
        break; // What follows is git's list of files.
      }
      Matcher field = FIELD.matcher(line);
      if (field.matches()) {
        int first = i;
        StringBuilder value = new StringBuilder(field.group(2).strip());
        while (i + 1 < end
            && !bare(i + 1).isBlank()
            && Character.isWhitespace(bare(i + 1).charAt(0))) {
          value.append(' ').append(bare(++i).strip());
        }
        String text = value.toString();
        if (field.group(1).equals("Subject")) {
          text = SUBJECT_TAG.matcher(text).replaceFirst("");
        }
        fields.putIfAbsent(
            field.group(1), new Patch.Field(text, part(first, field.start(2), field.end(2))));
      } else if (!(inMailHeader ? MAIL_FIELD : TRAILER).matcher(line).matches()) {
        inMailHeader = false;
        reason.add(line);
      }
    }
    return Joiner.on('\n').join(reason).strip();
  }

  // ---- Files ---------------------------------------------------------------------------------

  private boolean startsDiff() {
    String line = bare(at);
    return line.startsWith("diff --git ")
        || line.startsWith("diff --cc ")
        || line.startsWith("diff --combined ")
        || startsPaths(at);
  }

  private boolean startsHunk() {
    return bare(at).startsWith("@@ -");
  }

  /** Whether the line and the next are {@code --- old} and {@code +++ new}. */
  private boolean startsPaths(int index) {
    return bare(index).startsWith("--- ")
        && index + 1 < lines.size()
        && bare(index + 1).startsWith("+++ ");
  }

  private void diff() {
    int before = diagnostics.count();
    Names names = new Names(at);
    ofGit = bare(at).startsWith("diff --git ");
    if (ofGit) {
      gitHeader(names);
    } else if (bare(at).startsWith("diff --c")) {
      error(ErrorCode.PATCH_UNSUPPORTED, at, "the combined diff of a merge")
          .hint("compare with one parent: `git diff PARENT MERGE`");
    }
    if (diagnostics.count() == before && at < lines.size() && startsPaths(at)) {
      names.oldPlace = at;
      names.newPlace = at + 1;
      names.oldName = name(at, 4);
      names.newName = diagnostics.count() > before ? null : name(at + 1, 4);
      at += 2;
    }
    List<Hunk> hunks = new ArrayList<>();
    while (diagnostics.count() == before && at < lines.size() && bare(at).startsWith("@@")) {
      Hunk hunk = hunk(hunks.size() + 1);
      if (hunk != null) {
        hunks.add(hunk);
      }
    }
    if (diagnostics.count() == before) {
      add(names, ImmutableList.copyOf(hunks));
    } else {
      skipDiff();
    }
  }

  /** After an error: goes on with the next file that git names, as the lines may be of any kind. */
  private void skipDiff() {
    at++;
    while (at < lines.size() && !bare(at).startsWith("diff --")) {
      at++;
    }
  }

  /** What the lines of one file before its hunks say. */
  private static final class Names {
    /** Lines of the names. */
    int oldPlace;

    int newPlace;

    /** With its prefix, as in {@code a/mm/gup.c}; null for /dev/null. */
    @Nullable String oldName;

    @Nullable String newName;

    boolean added;
    boolean removed;
    boolean renamed;

    /** Who may read or run the file changes: nothing that a model could see. */
    boolean ofMode;

    Names(int place) {
      this.oldPlace = place;
      this.newPlace = place;
    }
  }

  /** Reads {@code diff --git} and the lines that git puts between it and {@code ---}. */
  private void gitHeader(Names names) {
    gitNames(names);
    at++;
    for (; at < lines.size(); at++) {
      String line = bare(at);
      if (line.startsWith("new file mode ")) {
        names.added = true;
      } else if (line.startsWith("deleted file mode ")) {
        names.removed = true;
      } else if (line.startsWith("rename from ")) {
        names.renamed = true;
        names.oldName = "a/" + name(at, "rename from ".length());
      } else if (line.startsWith("rename to ")) {
        names.renamed = true;
        names.newName = "b/" + name(at, "rename to ".length());
      } else if (line.startsWith("copy from ")) {
        error(ErrorCode.PATCH_UNSUPPORTED, at, "a copy")
            .hint("write the diff without: `git diff --no-renames`");
      } else if (line.startsWith("Binary files ") || line.equals("GIT binary patch")) {
        error(ErrorCode.PATCH_UNSUPPORTED, at, "a binary file")
            .hint("leave the file out: the small Linux is text");
      } else if (line.startsWith("old mode ") || line.startsWith("new mode ")) {
        names.ofMode = true;
      } else if (!(line.startsWith("index ")
          || line.startsWith("similarity index ")
          || line.startsWith("dissimilarity index ")
          || line.startsWith("copy to "))) {
        return;
      }
    }
  }

  /** The two equal names of {@code diff --git a/x b/x}: all there is for an empty file. */
  private void gitNames(Names names) {
    String line = bare(at);
    int start = "diff --git ".length();
    for (int blank = line.indexOf(' ', start); blank >= 0; blank = line.indexOf(' ', blank + 1)) {
      String oldName = stripPrefix(line.substring(start, blank));
      if (oldName.equals(stripPrefix(line.substring(blank + 1)))) {
        names.oldName = "a/" + oldName;
        names.newName = "b/" + oldName;
        return;
      }
    }
  }

  /** The name from a column of a line on; null for /dev/null. */
  private @Nullable String name(int index, int from) {
    String name = bare(index).substring(from);
    int tab = name.indexOf('\t'); // A date may follow.
    name = (tab < 0 ? name : name.substring(0, tab)).strip();
    if (name.startsWith("\"")) {
      error(ErrorCode.PATCH_UNSUPPORTED, index, "a path in quotes")
          .hint("use letters, digits, `-` and `_` in paths");
    }
    return name.equals("/dev/null") ? null : name;
  }

  private void add(Names names, ImmutableList<Hunk> hunks) {
    if (names.oldName != null && names.newName != null) {
      stripFolders(names, names.oldName, names.newName);
    }
    @Nullable String oldPath = path(names.oldName);
    @Nullable String newPath = path(names.newName);
    if (oldPath == null && newPath == null) {
      error(ErrorCode.PATCH_SYNTAX, names.oldPlace, "a diff that names no file")
          .hint("put `--- a/mm/x.c` and `+++ b/mm/x.c` before its hunks");
      return;
    }
    FileDiff.Kind kind;
    if (names.renamed) {
      kind = FileDiff.Kind.RENAME;
    } else if (names.added || oldPath == null) {
      kind = FileDiff.Kind.ADD;
    } else if (names.removed || newPath == null) {
      kind = FileDiff.Kind.REMOVE;
    } else {
      kind = FileDiff.Kind.CHANGE;
    }
    if (kind == FileDiff.Kind.CHANGE && hunks.isEmpty() && !names.ofMode) {
      error(ErrorCode.PATCH_SYNTAX, names.oldPlace, "a file without hunks")
          .hint("is the patch cut off? Write it again, with `git diff`");
      return;
    }
    String from = oldPath != null ? oldPath : Verify.verifyNotNull(newPath);
    String to = newPath != null ? newPath : from;
    String source = null;
    if (kind == FileDiff.Kind.CHANGE && !from.equals(to)) {
      source = from; // `diff -u mm/gup.c.orig mm/gup.c`: the new name is the one that stays.
      from = to;
    }
    int place = names.oldName == null ? names.newPlace : names.oldPlace;
    diffs.add(new FileDiff(kind, from, to, source, span(place), hunks));
  }

  /**
   * {@code diff -ur models/linux ../changed}: two folders, and below them one path. It is what both
   * names end with, if that is more than a name of a file.
   */
  private static void stripFolders(Names names, String oldName, String newName) {
    ImmutableList<String> before = ImmutableList.copyOf(Splitter.on('/').split(oldName)).reverse();
    ImmutableList<String> after = ImmutableList.copyOf(Splitter.on('/').split(newName)).reverse();
    int same = 0;
    while (same < Math.min(before.size(), after.size())
        && before.get(same).equals(after.get(same))) {
      same++;
    }
    if (same > 1 && !names.renamed && !oldName.equals(newName)) {
      String path = String.join("/", before.subList(0, same).reverse());
      names.oldName = path;
      names.newName = path;
    }
  }

  /** The path without the prefixes of git, and of the small Linux. */
  private static @Nullable String path(@Nullable String name) {
    if (name == null) {
      return null;
    }
    String path = stripPrefix(name);
    for (String prefix : PREFIXES_OF_LINUX) {
      if (path.startsWith(prefix)) {
        return path.substring(prefix.length());
      }
    }
    return path;
  }

  /** {@code mm/gup.c} for {@code a/mm/gup.c}: git also has i, w, c and o for b and a. */
  private static String stripPrefix(String name) {
    return name.length() > 2 && name.charAt(1) == '/' && Character.isLowerCase(name.charAt(0))
        ? name.substring(2)
        : name;
  }

  // ---- Hunks ---------------------------------------------------------------------------------

  /** Reads a hunk; null after an error. */
  private @Nullable Hunk hunk(int number) {
    int header = at;
    Matcher matcher = HUNK.matcher(bare(header));
    @Nullable Integer oldStart = null;
    @Nullable Integer oldCount = null;
    @Nullable Integer newStart = null;
    @Nullable Integer newCount = null;
    if (matcher.matches()) {
      oldStart = Ints.tryParse(matcher.group(1));
      oldCount = matcher.group(2) == null ? Integer.valueOf(1) : Ints.tryParse(matcher.group(2));
      newStart = Ints.tryParse(matcher.group(3));
      newCount = matcher.group(4) == null ? Integer.valueOf(1) : Ints.tryParse(matcher.group(4));
    }
    if (oldStart == null || oldCount == null || newStart == null || newCount == null) {
      error(ErrorCode.PATCH_SYNTAX, header, "`" + bare(header) + "` for the header of a hunk")
          .hint("the form is `@@ -LINE,COUNT +LINE,COUNT @@`");
      return null;
    }
    at++;
    List<Hunk.Line> body = new ArrayList<>();
    int oldLeft = oldCount;
    int newLeft = newCount;
    while (at < lines.size() && (oldLeft > 0 || newLeft > 0) && !endsHunk(at)) {
      Hunk.Line line = line(at);
      if (line == null) {
        break;
      }
      oldLeft -= line.kind().onOldSide() ? 1 : 0;
      newLeft -= line.kind().onNewSide() ? 1 : 0;
      body.add(line);
      at++;
      noNewline(body);
    }
    if (oldLeft != 0 || newLeft != 0 || goesOn(at)) {
      countError(header, body, oldStart, newStart, number);
      return null;
    }
    return new Hunk(number, span(header), oldStart, newStart, ImmutableList.copyOf(body));
  }

  /** The line as one of a hunk; null if it is none. */
  private Hunk.@Nullable Line line(int index) {
    String line = lines.get(index);
    if (!line.endsWith("\n") && !line.startsWith("+")) {
      // What was pasted has lost its end. Who can tell how much, where the file does not have it?
      line += "\n";
    }
    if (bare(index).isEmpty()) {
      return new Hunk.Line(Hunk.Kind.CONTEXT, line, span(index)); // An editor cut the blank off.
    }
    for (Hunk.Kind kind : Hunk.Kind.values()) {
      if (line.charAt(0) == kind.sign()) {
        return new Hunk.Line(kind, line.substring(1), span(index));
      }
    }
    return null;
  }

  /** Reads a {@code \ No newline at end of file}, which is about the last line of {@code body}. */
  private void noNewline(List<Hunk.Line> body) {
    if (at < lines.size() && lines.get(at).startsWith("\\")) {
      Hunk.Line last = body.remove(body.size() - 1);
      body.add(new Hunk.Line(last.kind(), Lines.withoutNewline(last.text()), last.span()));
      at++;
    }
  }

  /**
   * Whether what looks like a line of a hunk is none: the names of the next file, or the end that
   * git writes, which both begin like a removed line.
   */
  private boolean endsHunk(int index) {
    return isSignature(index)
        || (!ofGit
            && startsPaths(index)
            && namesOneFile(index)
            && index + 2 < lines.size()
            && bare(index + 2).startsWith("@@ -"));
  }

  /** Whether {@code --- } and {@code +++ } name one file, rather than that `-- x` became `++ y`. */
  private boolean namesOneFile(int index) {
    String oldName = bare(index).substring(4);
    String newName = bare(index + 1).substring(4);
    return oldName.startsWith("/dev/null")
        || newName.startsWith("/dev/null")
        || (oldName.indexOf('.') >= 0 && stripPrefix(oldName).equals(stripPrefix(newName)));
  }

  /** {@code -- } and git's version, at the end of a mail. */
  private boolean isSignature(int index) {
    return (bare(index).equals("-- ") || bare(index).equals("--"))
        && index + 1 < lines.size()
        && bare(index + 1).matches("\\d+\\.\\d+.*");
  }

  /** Whether the line looks like one of a hunk. */
  private boolean goesOn(int index) {
    return index < lines.size()
        && !endsHunk(index)
        && !startsPaths(index)
        && !bare(index).isEmpty()
        && !bare(index).equals("-- ")
        && " +-\\".indexOf(lines.get(index).charAt(0)) >= 0;
  }

  private void countError(
      int header, List<Hunk.Line> body, int oldStart, int newStart, int number) {
    while (at < lines.size() && goesOn(at)) {
      Hunk.Line line = line(at++);
      if (line != null) {
        body.add(line);
      }
    }
    Hunk real = new Hunk(number, span(header), oldStart, newStart, ImmutableList.copyOf(body));
    error(ErrorCode.HUNK_COUNTS, header, number, real.oldCount(), real.newCount())
        .hint("if all its lines are there, the header is `" + real + "`");
  }

  // ---- Places --------------------------------------------------------------------------------

  private String bare(int index) {
    return bare.get(index);
  }

  private Span span(int index) {
    return part(index, 0, bare(index).length());
  }

  private Span part(int index, int from, int to) {
    int start = file.lineStart(index + 1);
    return new Span(file, start + from, start + to);
  }

  private Diagnostics.Entry error(ErrorCode code, int index, Object... args) {
    return diagnostics.error(code, span(index), args);
  }
}
