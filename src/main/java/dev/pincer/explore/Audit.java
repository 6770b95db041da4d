// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import static java.util.Objects.requireNonNull;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.pincer.machine.MemoryModel;
import dev.pincer.machine.State;
import dev.pincer.program.Program;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.Reduction;
import dev.pincer.verdict.SearchResult;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Searches with and without a reduction, and compares all that must be the same. */
public final class Audit {
  private Audit() {}

  /**
   * What came of it.
   *
   * @param reduction what it made use of, or why it did not
   * @param states without it, and {@code reducedStates} with it
   * @param ends states in which a run may end that were compared
   * @param differences what should be the same and is not, a line each
   */
  public record Outcome(
      Reduction reduction,
      long states,
      long reducedStates,
      long ends,
      ImmutableList<String> differences) {}

  /**
   * Verdicts, witnesses with all their steps, lines that no run executes, and the states in which a
   * run may end; but for orders of steps, the depth of the search as well. Both searches must reach
   * their end, or that is a difference.
   */
  public static Outcome of(
      Program program,
      MemoryModel memory,
      SearchOptions options,
      Reduction.Kind kind,
      SearchMonitor monitor) {
    SearchOptions plain = options.withReductions(ImmutableSet.of());
    SearchOptions reduced = options.withReductions(ImmutableSet.of(kind));
    Held without = new Held();
    Held with = new Held();
    SearchResult expected =
        Explorer.search(
            program, memory, plain, monitor, without::hold, LeaveOut.NOTHING, Explorer.Pools.NONE);
    // Whatever the witnesses: then there is more that could go wrong.
    SearchResult actual =
        Explorer.search(
            program, memory, reduced, monitor, with::hold, LeaveOut.AT_ONCE, PackedSpace::pools);
    List<String> differences = new ArrayList<>();
    boolean everyDepth = kind != Reduction.Kind.PARTIAL_ORDER;
    compare(expected, actual, everyDepth, differences);
    // Where daemons may go on, a step that is left out may be theirs.
    BitSet ends = ends(with.search(), everyDepth);
    BitSet found = images(without.search(), with.search(), everyDepth, differences);
    if (!ends.equals(found)) {
      differences.add(
          "runs may end in "
              + found.cardinality()
              + " states, counted without exchanges; with the reduction in "
              + ends.cardinality());
    }
    return new Outcome(
        actual.reductions().get(0),
        expected.states(),
        actual.states(),
        found.cardinality(),
        ImmutableList.copyOf(differences));
  }

  /** A search that is over. */
  private static final class Held {
    private @Nullable Search<State> search;

    void hold(Search<State> over) {
      search = over;
    }

    Search<State> search() {
      return requireNonNull(search);
    }
  }

  private static void compare(
      SearchResult expected, SearchResult actual, boolean everyDepth, List<String> into) {
    if (!expected.exhaustive() || !actual.exhaustive()) {
      into.add("not exhaustive: " + expected.limit() + ", " + actual.limit());
    }
    for (int i = 0; i < expected.findings().size(); i++) {
      Finding one = expected.findings().get(i);
      Finding other = actual.findings().get(i);
      if (!one.equals(other)) {
        into.add(one.property() + ": " + one + " without, " + other + " with it");
      }
    }
    if (!expected.unreached().equals(actual.unreached())) {
      into.add("never run: " + expected.unreached() + " without, " + actual.unreached() + " with");
    }
    if (everyDepth && expected.completeDepth() != actual.completeDepth()) {
      into.add(
          "depth: " + expected.completeDepth() + " without, " + actual.completeDepth() + " with");
    }
  }

  /**
   * The states of a search in which a run may end, by number.
   *
   * @param goingOn whether also those in which daemons may go on
   */
  private static BitSet ends(Search<State> search, boolean goingOn) {
    BitSet ends = new BitSet();
    Expander sink = search.space.expander();
    for (int[] level : search.levels) {
      for (int range = 0; range < level.length; range += 2) {
        for (int state = level[range]; state < level[range + 1]; state++) {
          long[] words = search.table.chunk(state);
          int at = search.table.offset(state);
          sink.clear();
          sink.expand(words, at);
          boolean stuck = sink.count() == 0 && sink.faultCount() == 0;
          ends.set(state, stuck || (goingOn && sink.isGoodEnd(words, at)));
        }
      }
    }
    return ends;
  }

  /** The states of {@code reduced} that stand for the ends of {@code plain}. */
  private static BitSet images(
      Search<State> plain, Search<State> reduced, boolean goingOn, List<String> differences) {
    BitSet ends = ends(plain, goingOn);
    BitSet images = new BitSet();
    long[] words = new long[reduced.table.wordCount()];
    for (int end = ends.nextSetBit(0); end >= 0; end = ends.nextSetBit(end + 1)) {
      reduced.space.pack(
          plain.space.unpack(plain.table.chunk(end), plain.table.offset(end)), words, 0);
      int image = reduced.table.find(words, 0);
      if (image < 0) {
        differences.add("an end that is not found with the reduction");
        return images;
      }
      images.set(image);
    }
    return images;
  }
}
