// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import com.google.common.collect.ImmutableList;
import dev.pincer.source.Span;

/**
 * What a patch does to one file.
 *
 * @param oldPath path before; that of the new file for one that is added
 * @param newPath path after; that of the old file for one that is removed
 * @param place the line of the patch that names the file
 */
record FileDiff(Kind kind, String oldPath, String newPath, Span place, ImmutableList<Hunk> hunks) {
  enum Kind {
    CHANGE,
    ADD,
    REMOVE,
    RENAME
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
        place,
        hunks.stream().map(Hunk::reverse).collect(ImmutableList.toImmutableList()));
  }
}
