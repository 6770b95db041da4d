// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.pincer.program.Code;
import dev.pincer.program.Instruction;
import dev.pincer.program.Origin;
import dev.pincer.program.Program;
import dev.pincer.source.Span;
import dev.pincer.verdict.SearchResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Lines that no run executes: a property that holds only because of them says nothing.
 *
 * <p>A function that is inlined in several places counts as executed if it is in one of them.
 */
public final class Unreached {
  private Unreached() {}

  /**
   * By path, the numbers of the lines; each has at least one access, branch or other instruction
   * that is somebody's own.
   */
  public static ImmutableSortedMap<String, Lines> lines(Program program, SearchResult result) {
    Map<Integer, Set<Integer>> missed = new TreeMap<>();
    for (SearchResult.Unreached unreached : result.unreached()) {
      missed.computeIfAbsent(unreached.thread(), t -> new HashSet<>()).add(unreached.instruction());
    }
    Map<String, TreeSet<Integer>> dead = new TreeMap<>();
    Map<String, Set<Integer>> alive = new TreeMap<>();
    IdentityHashMap<Code, Boolean> seen = new IdentityHashMap<>();
    for (int thread = 0; thread < program.threads().size(); thread++) {
      Code code = program.threads().get(thread).code();
      if (seen.put(code, true) != null) {
        continue;
      }
      Set<Integer> missedHere = missed.getOrDefault(thread, Set.of());
      for (int i = 0; i < code.instructions().size(); i++) {
        Span span = code.origins().get(i).span();
        String path = span.file().path();
        if (!missedHere.contains(i)) {
          alive.computeIfAbsent(path, p -> new HashSet<>()).add(span.line());
        } else if (counts(code.instructions().get(i))) {
          dead.computeIfAbsent(path, p -> new TreeSet<>()).add(span.line());
        }
      }
      markCalls(code, missedHere, alive);
    }
    ImmutableSortedMap.Builder<String, Lines> lines = ImmutableSortedMap.naturalOrder();
    dead.forEach(
        (path, numbers) -> {
          numbers.removeAll(alive.getOrDefault(path, Set.of()));
          if (!numbers.isEmpty()) {
            lines.put(path, new Lines(ImmutableList.copyOf(numbers)));
          }
        });
    return lines.buildOrThrow();
  }

  /** A line with a call that was entered is executed. */
  private static void markCalls(Code code, Set<Integer> missed, Map<String, Set<Integer>> alive) {
    for (int i = 0; i < code.instructions().size(); i++) {
      if (!missed.contains(i)) {
        for (Origin.Frame frame : code.origins().get(i).frames()) {
          Span call = frame.call();
          alive.computeIfAbsent(call.file().path(), p -> new HashSet<>()).add(call.line());
        }
      }
    }
  }

  /** What the compiler adds by itself, jumps and ends, is nobody's line. */
  private static boolean counts(Instruction instruction) {
    return switch (instruction.kind()) {
      case LOAD, STORE, CHOOSE, ASSERT, LET, BRANCH, AWAIT, ATOMIC_BEGIN, FENCE -> true;
      case JUMP, ATOMIC_END, UNSET, RETURN -> false;
    };
  }

  /** Line numbers, ascending. */
  public record Lines(ImmutableList<Integer> numbers) {
    /** Neighbours joined: {@code 12-15, 20}. */
    @Override
    public String toString() {
      return String.join(", ", ranges());
    }

    /** {@code 12-15} and {@code 20}. */
    ImmutableList<String> ranges() {
      List<String> parts = new ArrayList<>();
      for (int i = 0; i < numbers.size(); ) {
        int from = i;
        while (i + 1 < numbers.size() && numbers.get(i + 1) == numbers.get(i) + 1) {
          i++;
        }
        parts.add(from == i ? numbers.get(i).toString() : numbers.get(from) + "-" + numbers.get(i));
        i++;
      }
      return ImmutableList.copyOf(parts);
    }
  }
}
