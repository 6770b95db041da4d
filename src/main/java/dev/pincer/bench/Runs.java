// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bench;

import com.google.common.collect.ImmutableList;
import java.util.function.ToDoubleFunction;

/**
 * All runs of one tool on one case: at least one.
 *
 * @param tool its name
 * @param threads that explore
 * @param reduces whether it may leave states out
 */
public record Runs(
    Case size,
    String tool,
    Tool.Family family,
    int threads,
    boolean reduces,
    ImmutableList<Measurement> measurements) {
  /** Below this, a clock says nothing of a rate: 20 ms. */
  private static final double SHORTEST = 0.02;

  long states() {
    return measurements.get(0).states();
  }

  long transitions() {
    return measurements.get(0).transitions();
  }

  double seconds() {
    return median(Measurement::seconds);
  }

  double exploring() {
    return median(Measurement::exploring);
  }

  /** States a second while exploring; NaN where the time is too short to tell. */
  double statesPerSecond() {
    return exploring() < SHORTEST ? Double.NaN : states() / exploring();
  }

  double transitionsPerSecond() {
    return exploring() < SHORTEST ? Double.NaN : transitions() / exploring();
  }

  /** Of the whole process; NaN where the system does not say. */
  double bytesPerState() {
    double peak = median(Measurement::peakBytes);
    return peak == 0 ? Double.NaN : peak / states();
  }

  private double median(ToDoubleFunction<Measurement> figure) {
    double[] sorted = measurements.stream().mapToDouble(figure).sorted().toArray();
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  /** Whether every run explored the states and steps of the case, and all of them the same. */
  boolean isWhole() {
    return measurements.stream()
        .allMatch(
            m ->
                m.states() == states()
                    && m.transitions() == transitions()
                    && (reduces || size.hasCounts(m.states(), m.transitions())));
  }
}
