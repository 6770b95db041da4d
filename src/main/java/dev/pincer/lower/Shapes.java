// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import dev.pincer.bind.CType;
import dev.pincer.bind.Types;
import java.util.ArrayList;
import java.util.List;

/** Numbers the element types of arrays: one type, one number. */
final class Shapes {
  private final List<CType> types = new ArrayList<>();

  int of(CType type) {
    for (int i = 0; i < types.size(); i++) {
      if (Types.same(types.get(i), type)) {
        return i;
      }
    }
    types.add(type);
    return types.size() - 1;
  }
}
