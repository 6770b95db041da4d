// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import dev.pincer.house.AtOnce;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Two threads expand two states, each both: what these lead to is kept, and counted, once. */
final class ObjectSpaceKeepRun implements Supplier<String> {
  /** Of a state that leads to nothing. */
  private static final int BYTES = 200;

  /** Here both threads can see it, as Lincheck knows: see {@code TickerRun}. */
  private volatile @Nullable ObjectSpace<Integer> shared;

  @Override
  public String get() {
    ObjectSpace<Integer> space = new ObjectSpace<>(new ObjectSpaceRun.Numbers());
    shared = space;
    long[] words = new long[2 * space.wordCount()];
    space.pack(0, words, 0);
    space.pack(1, words, space.wordCount());
    Expander one = space.expander();
    Expander other = space.expander();
    AtOnce.both(
        () -> {
          one.expand(words, 0);
          one.expand(words, space.wordCount());
        },
        () -> {
          other.expand(words, space.wordCount());
          other.expand(words, 0);
        });
    long bytes = space.bytes();
    return shared == space && bytes == 2 * BYTES ? "" : bytes + " bytes";
  }
}
