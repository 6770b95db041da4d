// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The macros defined at this point of the translation unit, and which names were asked for. */
final class Macros {
  private final Map<String, Macro> defined = new HashMap<>();
  private final Set<String> asked = new HashSet<>();

  /** The macro of this name, to be expanded or tested: it counts as used. */
  @Nullable Macro use(String name) {
    Macro macro = defined.get(name);
    asked.add(name);
    return macro;
  }

  /** The macro of this name; it does not count as used. */
  @Nullable Macro get(String name) {
    return defined.get(name);
  }

  void define(Macro macro) {
    defined.put(macro.name(), macro);
  }

  void undefine(String name) {
    defined.remove(name);
  }

  /** Whether {@code name} was expanded or tested anywhere. */
  boolean wasUsed(String name) {
    return asked.contains(name);
  }
}
