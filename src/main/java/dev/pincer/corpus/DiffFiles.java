// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableSet;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which files of a tree one diff of a patch means.
 *
 * @param before the file that it changes; of one that it adds, the same as {@code after}
 * @param after the file that it makes of that; of one that it removes, the same as {@code before}
 * @param adds whether there is none before
 */
record DiffFiles(SourceTree.Address before, SourceTree.Address after, boolean adds) {
  /** Parts of a path that lead out of a folder, or from its top: {@code /x.c} begins with none. */
  private static final ImmutableSet<String> OUTSIDE = ImmutableSet.of("", ".", "..");

  private static final String FOLDER_OF_MODELS = "models/";

  /** A scenario or lesson that is shipped. */
  private static final Pattern MODEL = Pattern.compile("models/(?:scenarios|tutorial)/([^/]+)\\.c");

  /** The files that {@code diff} means, or null after reporting. */
  static @Nullable DiffFiles of(
      FileDiff diff, SourceTree tree, PatchApplier.Where where, Diagnostics diagnostics) {
    return new Finder(diff, tree, where, diagnostics).find();
  }

  /** Whether only the end of a name tells that the diff is one of this file. */
  boolean isGuess(FileDiff diff, SourceTree tree) {
    return before.own()
        && diff.kind() == FileDiff.Kind.CHANGE
        && diff.paths().stream().noneMatch(name -> tree.own().isSure(name, before.path()));
  }

  /** Whether a path leads out of the folder that it is seen from. */
  static boolean leadsOut(String path) {
    return Splitter.on('/').splitToStream(path).anyMatch(OUTSIDE::contains);
  }

  private record Finder(
      FileDiff diff, SourceTree tree, PatchApplier.Where where, Diagnostics diagnostics) {

    @Nullable DiffFiles find() {
      SourceTree.Address before = before();
      if (diff.kind() == FileDiff.Kind.ADD || (before == null && diff.createsWithoutSaying())) {
        SourceTree.Address after = after();
        return after == null ? null : new DiffFiles(after, after, true);
      }
      if (before == null) {
        noSuchFile();
        return null;
      }
      SourceTree.Address after = diff.kind() == FileDiff.Kind.RENAME ? after() : before;
      return after != null && isModelLeft(before) ? new DiffFiles(before, after, false) : null;
    }

    /** The file that is changed; of two names of which both are there, that of the new side. */
    private SourceTree.@Nullable Address before() {
      SourceTree.Address before = tree.named(diff.oldPath());
      String source = diff.createsWithoutSaying() ? null : diff.source();
      return before == null && source != null ? tree.named(source) : before;
    }

    /** Where the new file goes; null after reporting. */
    private SourceTree.@Nullable Address after() {
      SourceTree.Address there = tree.named(diff.newPath());
      if (there != null) {
        Diagnostics.Entry entry =
            diagnostics.error(
                ErrorCode.FILE_EXISTS, diff.place(), there.path(), where.of(there.own()));
        if (diff.kind() != FileDiff.Kind.RENAME) {
          entry.hint("make the diff against this file, or add one of another name");
        }
        return null;
      }
      SourceTree.Address place = leadsOut(diff.newPath()) ? null : tree.place(diff.newPath());
      if (place == null || (!place.own() && place.path().startsWith(FOLDER_OF_MODELS))) {
        outside(diff.newPath());
        return null;
      }
      return place;
    }

    /** Whether the model itself stays; false after reporting. */
    private boolean isModelLeft(SourceTree.Address before) {
      boolean removes = diff.kind() == FileDiff.Kind.REMOVE;
      boolean goes = removes || diff.kind() == FileDiff.Kind.RENAME;
      if (goes && before.own() && tree.own().isModel(before.path())) {
        diagnostics
            .error(
                ErrorCode.MODEL_GOES, diff.place(), removes ? "removes" : "renames", before.path())
            .hint(
                removes
                    ? "leave this file out of the patch"
                    : "`git diff --no-renames` writes what changes in it");
        return false;
      }
      return true;
    }

    private void noSuchFile() {
      String path = diff.oldPath();
      String namesake = tree.own().namesake(path);
      boolean ofModels = tree.own().isEmpty() && path.startsWith(FOLDER_OF_MODELS);
      if (namesake == null && (leadsOut(path) || ofModels)) {
        outside(path);
        return;
      }
      Diagnostics.Entry entry =
          diagnostics.error(ErrorCode.NO_SUCH_FILE, diff.place(), path, where.of(tree.isOwnOnly()));
      Matcher model = MODEL.matcher(path);
      if (namesake != null) {
        entry.hint("if it is `" + namesake + "`, name it so in the patch");
      } else if (model.matches()) {
        entry.hint("`pincer check " + model.group(1) + "` takes a patch on that");
      } else if (tree.isOwnOnly()) {
        entry.note("nothing of the small Linux is a part of it").hint(canChange());
      } else {
        if (!tree.own().isEmpty()) {
          entry.hint(canChange());
        }
        nearest(entry);
      }
    }

    private void nearest(Diagnostics.Entry entry) {
      for (String wanted : diff.paths()) {
        String name = wanted.substring(wanted.lastIndexOf('/') + 1);
        for (String path : tree.paths()) {
          if (path.endsWith("/" + name)) {
            entry.hint("did you mean `" + path + "`?");
            return;
          }
        }
      }
      entry.didYouMean(diff.oldPath(), tree.paths());
    }

    private void outside(String path) {
      diagnostics
          .error(
              ErrorCode.PATH_OUTSIDE,
              diff.place(),
              path,
              tree.isOwnOnly() ? OwnFiles.WHERE : "the small Linux")
          .hint(
              !tree.own().isEmpty()
                  ? canChange()
                  : path.startsWith(FOLDER_OF_MODELS)
                      ? "`git diff -- models/linux`"
                      : "name it from the top of the small Linux, as in `a/mm/gup.c`");
    }

    private String canChange() {
      return "a patch can change "
          + tree.own().names()
          + (tree.isOwnOnly() ? "" : ", and what `./pincer source DIR` writes out")
          + "; leave other files out";
    }
  }
}
