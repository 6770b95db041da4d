// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packed;

import dev.pincer.reduce.PoolSymmetry;

/**
 * Objects were to be exchanged that are told apart after all, whatever {@link PoolSymmetry} has
 * read in the code. The search begins again, without.
 */
public final class ToldApart extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String text;

  /**
   * @param function what tells them apart
   * @param object the first of those that would be exchanged
   */
  ToldApart(String function, String object) {
    super(null, null, false, false);
    text = "`" + function + "` tells `" + object + "` from others";
  }

  /** What tells what apart. */
  public String text() {
    return text;
  }
}
