// SPDX-License-Identifier: Apache-2.0
package dev.pincer.verdict;

import java.util.Locale;

/** The answer for one property. */
public enum Verdict {
  /** True on every run; said only by a search that was exhaustive. */
  HOLDS,
  /** There is a run on which it is false. */
  BROKEN,
  /** A witness: there is a run that reaches it. */
  REACHED,
  /** A witness that no run reaches; said only by a search that was exhaustive. */
  UNREACHED,
  /** The search ended too early to tell. */
  UNKNOWN;

  /** As in reports and in expected.txt: lower case. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
