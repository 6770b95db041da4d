// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bench;

/**
 * One run of one tool.
 *
 * @param states distinct states, and {@code transitions} steps, that it says it explored
 * @param seconds from the shell to the verdict, generation of code and compilers included
 * @param exploring seconds of these while it explored
 * @param peakBytes the most memory that the exploring process held
 */
public record Measurement(
    long states, long transitions, double seconds, double exploring, long peakBytes) {}
