// SPDX-License-Identifier: Apache-2.0
package dev.pincer.sample;

import com.google.common.collect.ImmutableList;
import dev.pincer.schedule.Schedule;
import java.time.Duration;

/**
 * What sampling found.
 *
 * @param found what is broken, one for each property, in the order of their finding
 * @param parts what was drawn of each setting, in their order; at least one
 * @param interrupted whether somebody stopped it, or its time was over
 * @param promise what the strategy promises, in words
 * @param elapsed wall time; never in a golden
 */
public record SampleResult(
    ImmutableList<Found> found,
    ImmutableList<Part> parts,
    boolean interrupted,
    String promise,
    Duration elapsed) {

  /**
   * Something broken.
   *
   * @param schedule the run that shows it first, up to the state that does
   * @param number of the run, from 1
   * @param setting which of the settings it is a run of
   */
  public record Found(Judge.Broken broken, Schedule schedule, long number, int setting) {}

  /**
   * What was drawn of one setting.
   *
   * @param schedules runs that were drawn
   * @param steps that they took, together
   * @param states different states that they came to; as hashes, so some may be missing
   * @param cut runs that were given up as too long
   */
  public record Part(long schedules, long steps, long states, long cut) {}

  public long schedules() {
    return parts.stream().mapToLong(Part::schedules).sum();
  }

  public long steps() {
    return parts.stream().mapToLong(Part::steps).sum();
  }

  /** Those of different settings are different. */
  public long states() {
    return parts.stream().mapToLong(Part::states).sum();
  }

  public long cut() {
    return parts.stream().mapToLong(Part::cut).sum();
  }
}
