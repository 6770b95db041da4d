// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import com.google.common.collect.ImmutableList;
import dev.pincer.source.Span;
import org.jspecify.annotations.Nullable;

/**
 * What a patch does to one file.
 *
 * @param oldPath path before; that of the new file for one that is added
 * @param newPath path after; that of the old file for one that is removed
 * @param source of a change: its other side's path, if the two differ, as in {@code diff -u
 *     mm/gup.c mm/gup-new.c}
 * @param place the line of the patch that names the file
 */
record FileDiff(
    Kind kind,
    String oldPath,
    String newPath,
    @Nullable String source,
    Span place,
    ImmutableList<Hunk> hunks) {
  enum Kind {
    CHANGE,
    ADD,
    REMOVE,
    RENAME
  }

  /** The change by whichever of its two paths is in the tree; the new one if both are. */
  FileDiff in(SourceTree tree) {
    return source != null && tree.entry(newPath) == null && tree.entry(source) != null
        ? new FileDiff(kind, source, source, null, place, hunks)
        : this;
  }

  /** The paths by which the file may be known before the diff. */
  ImmutableList<String> paths() {
    return source == null ? ImmutableList.of(oldPath) : ImmutableList.of(oldPath, source);
  }

  /** The diff that undoes this one. */
  FileDiff reverse() {
    Kind reversed =
        switch (kind) {
          case CHANGE -> Kind.CHANGE;
          case ADD -> Kind.REMOVE;
          case REMOVE -> Kind.ADD;
          case RENAME -> Kind.RENAME;
        };
    return new FileDiff(
        reversed,
        newPath,
        oldPath,
        source,
        place,
        hunks.stream().map(Hunk::reverse).collect(ImmutableList.toImmutableList()));
  }
}
