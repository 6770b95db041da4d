// SPDX-License-Identifier: Apache-2.0
package dev.pincer.sample;

import com.google.common.collect.ImmutableList;
import dev.pincer.schedule.Schedule;
import java.time.Duration;

/**
 * What sampling found.
 *
 * @param found what is broken, one for each property, in the order of their finding
 * @param schedules runs that were drawn
 * @param steps that they took, together
 * @param states different states that they came to; as hashes of 32 bits, so some may be missing
 * @param cut runs that were given up as too long
 * @param interrupted whether somebody stopped it, or its time was over
 * @param promise what the strategy promises, in words
 * @param elapsed wall time; never in a golden
 */
public record SampleResult(
    ImmutableList<Found> found,
    long schedules,
    long steps,
    long states,
    long cut,
    boolean interrupted,
    String promise,
    Duration elapsed) {

  /**
   * Something broken.
   *
   * @param schedule the run that shows it first, up to the state that does
   * @param number of the run, from 1
   */
  public record Found(Judge.Broken broken, Schedule schedule, long number) {}
}
