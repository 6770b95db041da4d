// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;

/** Which names are types here: all that C's grammar needs to know of names. */
final class Scopes {
  /** Innermost first; true for a typedef name, false for any other. */
  private final Deque<Map<String, Boolean>> scopes = new ArrayDeque<>();

  Scopes() {
    open();
  }

  void open() {
    scopes.push(new HashMap<>());
  }

  void close() {
    scopes.pop();
  }

  /** How many scopes are open: to come back to after an error. */
  record Mark(int size) {}

  Mark mark() {
    return new Mark(scopes.size());
  }

  void closeTo(Mark mark) {
    while (scopes.size() > mark.size) {
      scopes.pop();
    }
  }

  boolean atFileLevel() {
    return scopes.size() == 1;
  }

  void declare(String name, boolean type) {
    scopes.element().put(name, type);
  }

  /** After "unknown type" was said once: from now on it is a type. */
  void declareUnknownType(String name) {
    scopes.getLast().put(name, true);
  }

  boolean isType(String name) {
    for (Map<String, Boolean> scope : scopes) {
      Boolean type = scope.get(name);
      if (type != null) {
        return type;
      }
    }
    return false;
  }

  /** Whether {@code name} was declared, as whatever. */
  boolean isDeclared(String name) {
    return scopes.stream().anyMatch(scope -> scope.containsKey(name));
  }

  /** All typedef names, for "did you mean". */
  Set<String> types() {
    Set<String> types = new LinkedHashSet<>();
    for (Map<String, Boolean> scope : scopes) {
      scope.forEach(
          (name, type) -> {
            if (type) {
              types.add(name);
            }
          });
    }
    return types;
  }
}
