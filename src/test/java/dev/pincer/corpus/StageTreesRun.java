// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import com.google.common.collect.ImmutableList;
import dev.pincer.diag.Diagnostics;
import dev.pincer.house.AtOnce;
import dev.pincer.source.SourceFile;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Two threads ask for a stage that nobody has asked for, and then one asks for the next. */
final class StageTreesRun implements Supplier<String> {
  private final SourceTree base = Trees.tree(Map.of("x.c", "oldest\n"));
  private final Series series =
      new Series(
          ImmutableList.of(
              new Stage(0, "v1", ImmutableList.of("v1"), null, ""),
              new Stage(1, "v2", ImmutableList.of("v2"), patch("oldest", "older"), ""),
              new Stage(2, "v3", ImmutableList.of("v3"), patch("older", "newest"), "")));

  /** Here both threads can see it, as Lincheck knows: see {@code TickerRun}. */
  private volatile @Nullable StageTrees shared;

  private static Patch patch(String before, String after) {
    return Trees.patch("--- a/x.c\n+++ b/x.c\n@@ -1 +1 @@\n-" + before + "\n+" + after + "\n");
  }

  @Override
  public String get() {
    StageTrees trees = new StageTrees(series, base);
    shared = trees;
    String[] found = new String[3];
    AtOnce.both(() -> found[0] = text(trees, 1), () -> found[1] = text(trees, 1));
    found[2] = text(trees, 2);
    String all = String.join("", found);
    return shared == trees && all.equals("older\nolder\nnewest\n") ? "" : all;
  }

  private String text(StageTrees trees, int stage) {
    Diagnostics diagnostics = new Diagnostics();
    SourceTree tree = trees.tree(series.stages().get(stage), diagnostics);
    SourceFile file = tree == null ? null : tree.file("x.c");
    return file == null ? diagnostics.count() + " errors" : file.text();
  }
}
