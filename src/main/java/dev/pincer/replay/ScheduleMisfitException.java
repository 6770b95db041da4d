// SPDX-License-Identifier: Apache-2.0
package dev.pincer.replay;

/**
 * A schedule is not one of the program. The message says what is wrong and at which step, counted
 * from 1, on one line without a full stop.
 */
public final class ScheduleMisfitException extends Exception {
  private static final long serialVersionUID = 1L;

  private final int step;

  ScheduleMisfitException(int step, String message) {
    super(message);
    this.step = step;
  }

  /** Index of the step in the schedule, 0 ..; -1 if it is the picks of the start. */
  public int step() {
    return step;
  }
}
