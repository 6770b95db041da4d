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
 * A field gets more bits while another thread asks how to make the successors: who asks afterwards
 * is told of all bits.
 */
final class TransitionsRun implements Supplier<String> {
  /** Here both threads can see them, as Lincheck knows: see {@code TickerRun}. */
  private volatile @Nullable WordLayout sharedLayout;

  private volatile @Nullable Transitions sharedTransitions;

  @Override
  public String get() {
    WordLayout layout = new WordLayout(1);
    Field field = new Field();
    layout.extend(field, 1);
    Transitions.Change toOne =
        new Transitions.Change(
            Choice.of(0), false, ImmutableList.of(field), ImmutableIntArray.of(1), null);
    Transitions transitions = new Transitions(0, ImmutableList.of(toOne), ImmutableList.of(), null);
    sharedLayout = layout;
    sharedTransitions = transitions;
    long[] during = new long[2];
    AtOnce.both(
        () -> System.arraycopy(transitions.masks(layout), 0, during, 0, 2),
        () -> {
          synchronized (layout) {
            layout.extend(field, 2);
          }
        });
    if (sharedLayout != layout || sharedTransitions != transitions) {
      return "not shared";
    }
    if ((during[0] & 1) != 0 || during[1] != 1) {
      return Arrays.toString(during);
    }
    long[] afterwards = transitions.masks(layout);
    return Arrays.equals(afterwards, new long[] {~7, 1}) ? "" : Arrays.toString(afterwards);
  }
}
