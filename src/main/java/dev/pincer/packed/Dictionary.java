// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packed;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Values, numbered in the order in which they were first seen. Under the lock of its machine. */
final class Dictionary<V> {
  private final Map<V, Integer> numbers = new HashMap<>();
  private final List<V> values = new ArrayList<>();

  int size() {
    return values.size();
  }

  /** The number of {@code value}, which gets one if it has none. */
  int number(V value) {
    Integer number = numbers.putIfAbsent(value, values.size());
    if (number != null) {
      return number;
    }
    values.add(value);
    return values.size() - 1;
  }

  V value(int number) {
    return values.get(number);
  }
}
