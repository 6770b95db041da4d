// SPDX-License-Identifier: Apache-2.0
package dev.pincer.litmus;

/**
 * Something whose final value is asked for.
 *
 * @param label as the test names it: {@code 0:r1}, {@code x}
 * @param place the path of its place in the memory of the model
 */
public record Observed(String label, String place) {}
