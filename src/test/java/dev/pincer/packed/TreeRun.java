// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packed;

import dev.pincer.house.AtOnce;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A tree grows while another thread walks down it: that finds what is there, or nothing yet. */
final class TreeRun implements Supplier<String> {
  /** Here both threads can see it, as Lincheck knows: see {@code TickerRun}. */
  private volatile Tree.@Nullable Read shared;

  @Override
  public String get() {
    Field field = new Field();
    new WordLayout(1).extend(field, 2);
    Tree.Read root = new Tree.Read(field);
    Tree[] leaves = new Tree[4];
    for (int number = 0; number < leaves.length; number++) {
      leaves[number] = new Tree.Verdict((byte) number);
    }
    root.setChild(1, leaves[1]);
    shared = root;
    @Nullable Tree[] found = new @Nullable Tree[2];
    AtOnce.both(
        () -> {
          found[0] = Tree.leaf(root, new long[] {3}, 0);
          found[1] = Tree.leaf(root, new long[] {1}, 0);
        },
        () -> {
          root.setChild(2, leaves[2]);
          root.setChild(3, leaves[3]);
        });
    StringBuilder wrong = new StringBuilder(shared == root ? "" : "not shared");
    wrong.append(found[0] == null || found[0] == leaves[3] ? "" : "another leaf");
    wrong.append(found[1] == leaves[1] ? "" : "a leaf that is gone");
    for (int number = 1; number < leaves.length; number++) {
      wrong.append(root.child(number) == leaves[number] ? "" : "a leaf that is lost");
    }
    return wrong.toString();
  }
}
