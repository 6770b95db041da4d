// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Sets;
import dev.pincer.program.Code;
import dev.pincer.program.Instruction;
import dev.pincer.program.Origin;
import dev.pincer.program.Program;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import dev.pincer.verdict.SearchResult;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Lines that no run executes: a property that holds only because of them says nothing.
 *
 * <p>A function that is inlined in several places counts as executed if it is in one of them.
 */
public final class Unreached {
  private Unreached() {}

  /**
   * A line that has at least one access, branch or other instruction that is somebody's own, or
   * that calls a function that has.
   *
   * @param function in which it stands
   * @param text without the blanks around it
   * @param executed whether some run executes something of it, or enters a call that stands on it
   */
  public record Line(String path, int number, String function, String text, boolean executed) {}

  /** By path, the numbers of the lines that are not executed. */
  public static ImmutableSortedMap<String, Lines> lines(Program program, SearchResult result) {
    TreeMap<String, TreeSet<Integer>> dead = new TreeMap<>();
    for (Line line : allLines(program, result)) {
      if (!line.executed) {
        dead.computeIfAbsent(line.path, path -> new TreeSet<>()).add(line.number);
      }
    }
    ImmutableSortedMap.Builder<String, Lines> lines = ImmutableSortedMap.naturalOrder();
    dead.forEach((path, numbers) -> lines.put(path, new Lines(ImmutableList.copyOf(numbers))));
    return lines.buildOrThrow();
  }

  /** All lines of the threads' code, by path and number. */
  public static ImmutableList<Line> allLines(Program program, SearchResult result) {
    Map<Integer, BitSet> missed = new TreeMap<>();
    for (SearchResult.Unreached unreached : result.unreached()) {
      missed.computeIfAbsent(unreached.thread(), t -> new BitSet()).set(unreached.instruction());
    }
    IdentityHashMap<SourceFile, @Nullable Line[]> lines = new IdentityHashMap<>();
    IdentityHashMap<Code, Boolean> seen = new IdentityHashMap<>();
    for (int thread = 0; thread < program.threads().size(); thread++) {
      Code code = program.threads().get(thread).code();
      if (seen.put(code, true) != null) {
        continue;
      }
      BitSet missedHere = missed.getOrDefault(thread, new BitSet());
      Set<Origin.Frame> entered = Sets.newIdentityHashSet();
      Set<Origin.Frame> known = Sets.newIdentityHashSet();
      for (int i = 0; i < code.instructions().size(); i++) {
        Origin origin = code.origins().get(i);
        boolean executed = !missedHere.get(i);
        if (executed || counts(code.instructions().get(i))) {
          add(lines, origin.span(), origin.function(code.name()), executed);
          addCalls(lines, origin, code.name(), executed, executed ? entered : known);
        }
      }
    }
    ImmutableList.Builder<Line> all = ImmutableList.builder();
    lines.entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey().path()))
        .flatMap(entry -> Arrays.stream(entry.getValue()))
        .filter(Objects::nonNull)
        .forEach(all::add);
    return all.build();
  }

  /**
   * The calls that lead to {@code origin}.
   *
   * @param added those that were added alike; with a call all those that lead to it
   */
  private static void addCalls(
      IdentityHashMap<SourceFile, @Nullable Line[]> lines,
      Origin origin,
      String thread,
      boolean executed,
      Set<Origin.Frame> added) {
    List<Origin.Frame> frames = origin.frames();
    for (int i = frames.size() - 1; i >= 0 && added.add(frames.get(i)); i--) {
      String caller = i == 0 ? thread : frames.get(i - 1).function();
      add(lines, frames.get(i).call(), caller, executed);
    }
  }

  private static void add(
      IdentityHashMap<SourceFile, @Nullable Line[]> lines,
      Span span,
      String function,
      boolean executed) {
    SourceFile file = span.file();
    int number = span.line();
    @Nullable Line[] ofFile = lines.computeIfAbsent(file, f -> new Line[f.lineCount()]);
    Line old = ofFile[number - 1];
    if (old == null || (executed && !old.executed)) {
      String text = file.lineText(number).strip();
      ofFile[number - 1] = new Line(file.path(), number, function, text, executed);
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
