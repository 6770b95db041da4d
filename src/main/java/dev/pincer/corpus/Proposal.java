// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

/**
 * A patch that was never merged, or that teaches.
 *
 * @param name its file name without {@code .patch}
 * @param after the stage on which it is judged
 */
public record Proposal(String name, Patch patch, Stage after) {
  @Override
  public String toString() {
    return name;
  }
}
