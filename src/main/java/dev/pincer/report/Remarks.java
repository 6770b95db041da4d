// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;

/**
 * What a check has to say beside its verdicts.
 *
 * @param vacuous what says nothing in the scenarios
 * @param linux the lines of the small Linux that no scenario runs; none unless all was judged
 * @param untried the lines that patches of the user's add, and no run executes
 * @param waiting what is not judged yet
 * @param saved the saved schedules that were run again
 * @param elsewhere those that were not, as they are of something else than what was judged
 */
public record Remarks(
    ImmutableList<Vacuous> vacuous,
    ImmutableList<Vacuous> linux,
    ImmutableList<Untried> untried,
    ImmutableList<Waiting> waiting,
    ImmutableList<SavedCase> saved,
    ImmutableList<SavedElsewhere> elsewhere) {

  /** Whether one of them makes the check fail. */
  public boolean fail() {
    return nothings().stream().anyMatch(Vacuous::isUnstated)
        || saved.stream().anyMatch(one -> !one.asSaved());
  }

  /** All that says nothing. */
  ImmutableList<Vacuous> nothings() {
    return ImmutableList.copyOf(Iterables.concat(vacuous, linux));
  }
}
