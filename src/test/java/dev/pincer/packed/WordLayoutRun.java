// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packed;

import dev.pincer.house.AtOnce;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A field gets bits twice, while another thread looks: who sees the version go up sees them. */
final class WordLayoutRun implements Supplier<String> {
  /** Here both threads can see them, as Lincheck knows: see {@code TickerRun}. */
  private volatile @Nullable WordLayout sharedLayout;

  private volatile @Nullable Field sharedField;

  @Override
  public String get() {
    WordLayout layout = new WordLayout(1);
    Field field = new Field();
    sharedLayout = layout;
    sharedField = field;
    int[] seen = new int[2];
    AtOnce.both(
        () -> {
          seen[0] = layout.version();
          seen[1] = field.width();
        },
        () -> {
          synchronized (layout) {
            layout.extend(field, 1);
            layout.extend(field, 2);
          }
        });
    if (sharedLayout != layout || sharedField != field) {
      return "not shared";
    }
    int[] widths = {0, 1, 3};
    return seen[1] >= widths[seen[0]] ? "" : seen[1] + " bits at version " + seen[0];
  }
}
