// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import com.google.common.collect.ImmutableList;
import dev.pincer.source.Span;
import org.jspecify.annotations.Nullable;

/**
 * What a patch does to one file.
 *
 * <p>Its paths are as the patch has them, without {@code a/}: which files they mean, only a tree
 * can tell.
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

  /**
   * Whether it is a diff of {@code diff -u} whose old side is empty: then it adds a file, if there
   * is none.
   */
  boolean createsWithoutSaying() {
    return kind == Kind.CHANGE
        && hunks.size() == 1
        && hunks.get(0).oldStart() == 0
        && hunks.get(0).oldCount() == 0;
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
