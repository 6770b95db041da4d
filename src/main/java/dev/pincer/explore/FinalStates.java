// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.machine.MemoryModel;
import dev.pincer.machine.State;
import dev.pincer.program.Program;
import dev.pincer.schedule.Schedule;
import dev.pincer.verdict.Reduction;
import dev.pincer.verdict.SearchResult;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What some places hold where all threads have returned.
 *
 * @param result of the search behind it
 * @param values of the places, each combination once, in the order in which they were found
 * @param witness the shortest run to a final state that was wanted; null if there is none
 */
public record FinalStates(
    SearchResult result, ImmutableSet<ImmutableLongArray> values, @Nullable Schedule witness) {

  /**
   * Searches a program.
   *
   * @param addresses of the places
   * @param wanted which values the witness shall lead to
   */
  public static FinalStates search(
      Program program,
      MemoryModel memory,
      ImmutableIntArray addresses,
      Predicate<ImmutableLongArray> wanted,
      SearchOptions options,
      SearchMonitor monitor) {
    Set<ImmutableLongArray> values = new LinkedHashSet<>();
    Schedule[] witness = new Schedule[1];
    SearchResult result =
        Explorer.search(
            program,
            memory,
            // One worker: then the order in which states are found is that of their numbers.
            // Orders of steps all count: what holds at an end is asked while daemons go on, too.
            options
                .withWorkers(1)
                .withReductions(
                    ImmutableSet.copyOf(
                        Sets.difference(
                            options.reductions(), ImmutableSet.of(Reduction.Kind.PARTIAL_ORDER)))),
            monitor,
            search -> witness[0] = collect(search, addresses, wanted, values),
            LeaveOut.NOTHING,
            // Which object it is that holds a value is what is asked.
            Explorer.Pools.NONE);
    return new FinalStates(result, ImmutableSet.copyOf(values), witness[0]);
  }

  /** The shortest run to a final state that is wanted; null if there is none. */
  private static @Nullable Schedule collect(
      Search<State> search,
      ImmutableIntArray addresses,
      Predicate<ImmutableLongArray> wanted,
      Set<ImmutableLongArray> values) {
    Expander expander = search.space.expander();
    GoalRuns.Goal best = null;
    for (int depth = 0; depth < search.levels.size(); depth++) {
      List<Integer> goals = new ArrayList<>();
      int[] level = search.levels.get(depth);
      for (int range = 0; range < level.length; range += 2) {
        for (int state = level[range]; state < level[range + 1]; state++) {
          long[] words = search.table.chunk(state);
          int offset = search.table.offset(state);
          if (expander.isGoodEnd(words, offset)) {
            ImmutableLongArray found = values(search.space.unpack(words, offset), addresses);
            values.add(found);
            if (wanted.test(found)) {
              goals.add(state);
            }
          }
        }
      }
      if (!goals.isEmpty() && best == null) {
        best = new GoalRuns.Goal(ImmutableIntArray.copyOf(goals), depth, false, false);
      }
    }
    return best == null ? null : new GoalRuns<>(search, List.of(best)).shortest(0);
  }

  private static ImmutableLongArray values(State state, ImmutableIntArray addresses) {
    ImmutableLongArray.Builder values = ImmutableLongArray.builder(addresses.length());
    addresses.forEach(address -> values.add(state.memory().get(address)));
    return values.build();
  }
}
