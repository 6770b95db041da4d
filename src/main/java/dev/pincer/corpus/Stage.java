// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;

/**
 * A point of the series: the small Linux after one patch, or before all.
 *
 * @param index patches applied, 0 ..
 * @param name what reports and expected.txt call it: the commit of {@code patch} in 12 hex digits,
 *     or the first tag for the oldest stage
 * @param tags other names that the series gives it, oldest first
 * @param patch the last patch applied; null for the oldest stage
 * @param label a few words for the matrix; empty for the oldest stage
 */
public record Stage(
    int index, String name, ImmutableList<String> tags, @Nullable Patch patch, String label) {

  /** The name of the newest stage, whichever it is. */
  public static final String TODAY = "today";

  @Override
  public String toString() {
    return name;
  }
}
