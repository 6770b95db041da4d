// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import dev.pincer.diag.Diagnostics;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The small Linux at each of its stages: made of the one before when it is first asked for, and
 * kept. Any thread may ask.
 */
final class StageTrees {
  private final Series series;

  /** Those made so far, by index; guarded by itself. */
  private final List<SourceTree> trees = new ArrayList<>();

  /**
   * @param base the oldest
   */
  StageTrees(Series series, SourceTree base) {
    this.series = series;
    trees.add(base);
  }

  /** The small Linux at {@code stage}; null after reporting a patch of the series that fails. */
  @Nullable SourceTree tree(Stage stage, Diagnostics diagnostics) {
    synchronized (trees) {
      while (trees.size() <= stage.index()) {
        Stage before = series.stages().get(trees.size() - 1);
        Patch patch = series.stages().get(trees.size()).patch();
        if (patch == null) {
          throw new AssertionError("stage " + trees.size() + " of the series has no patch");
        }
        SourceTree tree = trees.get(trees.size() - 1);
        PatchApplier.Where where = new PatchApplier.Where(where(before), "");
        Patched next =
            PatchApplier.apply(patch, tree, where, Tolerance.EXACT, diagnostics, () -> null);
        if (next == null) {
          return null;
        }
        trees.add(next.tree());
      }
      return trees.get(stage.index());
    }
  }

  /** What a message calls it. */
  static String where(Stage stage) {
    return "stage `" + stage.name() + "`";
  }
}
