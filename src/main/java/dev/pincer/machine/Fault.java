// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

/**
 * What ended a run before its time.
 *
 * @param thread index of the thread; -1 in the first initial code, -2 in the second, and so on
 * @param instruction index in the code of that thread (or of the initial code) of the instruction
 *     at fault
 * @param text what is wrong, in the model's words: {@code index 2 is outside of an array of 2}
 */
public record Fault(Kind kind, int thread, int instruction, String text) {
  public enum Kind {
    /** An {@code assert} is false. */
    ASSERTION,
    /** What C or the headers leave undefined. */
    UNDEFINED
  }
}
