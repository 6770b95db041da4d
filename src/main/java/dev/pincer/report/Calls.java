// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import dev.pincer.program.Origin;
import org.jspecify.annotations.Nullable;

/**
 * Which of the inlined calls around an instruction are told, and which are a word that needs no
 * telling: what a header defines.
 */
final class Calls {
  private Calls() {}

  /** The calls of functions in .c files that lead to {@code origin}, outermost first. */
  static ImmutableList<Origin.Frame> told(Origin origin) {
    return origin.frames().stream()
        .filter(frame -> !isHeader(frame))
        .collect(ImmutableList.toImmutableList());
  }

  /** The call in the innermost function of a .c file that leads into headers; null if none. */
  static Origin.@Nullable Frame header(Origin origin) {
    Origin.@Nullable Frame call = null;
    for (Origin.Frame frame : origin.frames()) {
      if (!isHeader(frame)) {
        call = null;
      } else if (call == null) {
        call = frame;
      }
    }
    return call;
  }

  private static boolean isHeader(Origin.Frame frame) {
    return frame.definition().file().path().endsWith(".h");
  }
}
