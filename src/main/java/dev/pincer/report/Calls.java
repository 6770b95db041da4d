// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import dev.pincer.program.Code;
import dev.pincer.program.Origin;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which of the inlined calls of one code are told, and which are a word that needs no telling.
 *
 * <p>What a header defines is a word, {@code spin_lock()}; unless it calls a function of a .c file:
 * then it is one of the functions that the run goes through.
 */
final class Calls {
  private final Code code;

  /** Instances of functions of headers that are told all the same. */
  private final Set<Integer> told = new HashSet<>();

  Calls(Code code) {
    this.code = code;
    for (Origin origin : code.origins()) {
      List<Origin.Frame> frames = origin.frames();
      int innermost = frames.size() - 1;
      while (innermost >= 0 && isInHeader(frames.get(innermost))) {
        innermost--;
      }
      for (int i = 0; i < innermost; i++) {
        told.add(frames.get(i).instance());
      }
    }
  }

  Origin origin(int instruction) {
    return code.origins().get(instruction);
  }

  /** The calls that lead to {@code origin} and are told, outermost first. */
  ImmutableList<Origin.Frame> told(Origin origin) {
    return origin.frames().stream().filter(this::isTold).collect(ImmutableList.toImmutableList());
  }

  /**
   * The call in the innermost function that is told which leads on to {@code origin}; null if none
   * does.
   */
  Origin.@Nullable Frame word(Origin origin) {
    Origin.@Nullable Frame call = null;
    for (Origin.Frame frame : origin.frames()) {
      if (isTold(frame)) {
        call = null;
      } else if (call == null) {
        call = frame;
      }
    }
    return call;
  }

  /**
   * Whether the word gives back just what {@code origin} reads, as {@code ptep_get(ptep)} does:
   * each function on the way is one {@code return}.
   */
  boolean isPlainRead(Origin origin) {
    if (!Wording.isReturnOf(origin.statement(), origin.span())) {
      return false;
    }
    List<Origin.Frame> frames = origin.frames();
    for (int i = frames.size() - 1; i > 0 && !isTold(frames.get(i - 1)); i--) {
      if (!Wording.isReturnOf(frames.get(i).statement(), frames.get(i).call())) {
        return false;
      }
    }
    return true;
  }

  private boolean isTold(Origin.Frame frame) {
    return !isInHeader(frame) || told.contains(frame.instance());
  }

  private static boolean isInHeader(Origin.Frame frame) {
    return frame.definition().file().path().endsWith(".h");
  }
}
