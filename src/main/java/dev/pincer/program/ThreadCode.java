// SPDX-License-Identifier: Apache-2.0
package dev.pincer.program;

/**
 * One thread.
 *
 * @param name as the author wrote it; the copies of {@code threads(pin, 2)} are {@code pin[0]} and
 *     {@code pin[1]}
 * @param code shared by all copies
 * @param daemon a run may end well before it has returned
 * @param fair a fair run does not put it off for ever
 * @param copy its number among the copies, 0 ..; 0 for a thread that is alone
 * @param copies how many interchangeable threads there are of it; 1 for a thread that is alone
 */
public record ThreadCode(
    String name, Code code, boolean daemon, boolean fair, int copy, int copies) {

  /** A thread, which is fair, or a daemon, which is not. */
  public ThreadCode(String name, Code code, boolean daemon, int copy, int copies) {
    this(name, code, daemon, !daemon, copy, copies);
  }
}
