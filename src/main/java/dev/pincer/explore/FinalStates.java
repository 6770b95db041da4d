// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.machine.MemoryModel;
import dev.pincer.machine.State;
import dev.pincer.program.Program;
import dev.pincer.schedule.Schedule;
import dev.pincer.verdict.SearchResult;
import java.util.LinkedHashSet;
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
            new ProgramSystem(program, memory),
            options,
            monitor,
            search -> {
              Targets targets = new Targets();
              for (int state = search.goodEnds.nextSetBit(0);
                  state >= 0;
                  state = search.goodEnds.nextSetBit(state + 1)) {
                ImmutableLongArray found = values(search.store.get(state), addresses);
                values.add(found);
                if (wanted.test(found)) {
                  targets.add(state, search.depth(state));
                }
              }
              if (!targets.isEmpty()) {
                witness[0] = ShortestRun.find(new PlainRuns(search, targets));
              }
            });
    return new FinalStates(result, ImmutableSet.copyOf(values), witness[0]);
  }

  private static ImmutableLongArray values(State state, ImmutableIntArray addresses) {
    ImmutableLongArray.Builder values = ImmutableLongArray.builder(addresses.length());
    addresses.forEach(address -> values.add(state.memory().get(address)));
    return values.build();
  }
}
