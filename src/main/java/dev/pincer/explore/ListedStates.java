// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * States of any kind, as they are.
 *
 * @param <S> the states
 */
public final class ListedStates<S> implements StateStore<S> {
  private final Map<S, Integer> numbers = new HashMap<>();
  private final List<S> states = new ArrayList<>();
  private final long stateBytes;

  /**
   * @param stateBytes an estimate of what one state holds
   */
  public ListedStates(long stateBytes) {
    this.stateBytes = stateBytes;
  }

  @Override
  public int find(S state, S near, int nearNumber) {
    return numbers.getOrDefault(state, -1);
  }

  @Override
  public int add(S state, S near, int nearNumber) {
    Integer number = numbers.putIfAbsent(state, states.size());
    if (number != null) {
      return number;
    }
    states.add(state);
    return states.size() - 1;
  }

  @Override
  public S get(int number) {
    return states.get(number);
  }

  @Override
  public int size() {
    return states.size();
  }

  /** The whole state. */
  @Override
  public int visiblePart(int number) {
    return number;
  }

  @Override
  public int visiblePartCount() {
    return states.size();
  }

  /** The entry of the map, its slot, the boxed number and the list's reference come on top. */
  @Override
  public long bytes() {
    return states.size() * (stateBytes + 72);
  }
}
