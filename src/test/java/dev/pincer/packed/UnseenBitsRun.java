// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packed;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.house.AtOnce;
import dev.pincer.schedule.Choice;
import java.util.Arrays;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A thread comes upon transitions, and does not see yet that their field has bits. That may happen,
 * as it reads both without a lock; here, where a thread sees all that others did, the learner tells
 * of the transitions before it gives the bits.
 */
final class UnseenBitsRun implements Supplier<String> {
  private volatile @Nullable Transitions learnt;

  /** Here both threads can see them, as Lincheck knows: see {@code TickerRun}. */
  private volatile @Nullable WordLayout sharedLayout;

  private volatile @Nullable Field sharedField;

  @Override
  public String get() {
    WordLayout layout = new WordLayout(1);
    Field field = new Field();
    Transitions.Change toOne =
        new Transitions.Change(
            Choice.of(0), false, ImmutableList.of(field), ImmutableIntArray.of(1), null);
    learnt = null;
    sharedLayout = layout;
    sharedField = field;
    long[] masks = {~1, 1};
    AtOnce.both(
        () -> {
          Transitions transitions = learnt;
          if (transitions != null) {
            System.arraycopy(transitions.masks(layout), 0, masks, 0, 2);
          }
        },
        () -> {
          synchronized (layout) {
            learnt = new Transitions(0, ImmutableList.of(toOne), ImmutableList.of(), null);
            layout.extend(field, 1);
          }
        });
    if (sharedLayout != layout || sharedField != field) {
      return "not shared";
    }
    return Arrays.equals(masks, new long[] {~1, 1}) ? "" : Arrays.toString(masks);
  }
}
