// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import dev.pincer.machine.Event;
import dev.pincer.machine.Race;
import dev.pincer.program.Property;
import dev.pincer.replay.Trace;
import dev.pincer.verdict.Finding;
import org.jspecify.annotations.Nullable;

/**
 * All that there is to tell of one finding: a run, and how the property came out at its end.
 *
 * @param finding broken or reached
 * @param property the one that was declared; null for a built-in one
 * @param trace the run that shows it
 * @param evaluation what happened when the property was evaluated in the last state; empty for a
 *     built-in one
 * @param waiting the threads that cannot go on in the last state, in the order of the program;
 *     empty unless it is a deadlock
 */
public record Story(
    Finding finding,
    @Nullable Property property,
    Trace trace,
    ImmutableList<Event> evaluation,
    ImmutableList<Waiting> waiting,
    @Nullable Race race) {

  /**
   * A thread that is not enabled.
   *
   * @param events those of the step that it would take, up to and with the await that is false
   */
  public record Waiting(int thread, ImmutableList<Event> events) {}
}
