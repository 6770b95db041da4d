// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

/** When a search leaves out orders of steps that make no difference, if the space knows of any. */
enum LeaveOut {
  NOTHING,
  /**
   * Once each witness is reached: a run to it is wanted in almost every search, and the shortest,
   * for which all orders count.
   */
  BEHIND_WITNESSES,
  /** From the first step on; the shortest run to whatever is found takes a second search. */
  AT_ONCE
}
