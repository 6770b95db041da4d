// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which names are types here: all that C's grammar needs to know of names. */
final class Scopes {
  /** Innermost first; true for a typedef name, false for any other. */
  private final Deque<Map<String, Boolean>> scopes = new ArrayDeque<>();

  /** The outermost. */
  private final Map<String, Boolean> file;

  /** Of {@link #file} since {@link #record}: what was asked, without what was declared before. */
  private final Map<String, @Nullable Boolean> asked = new HashMap<>();

  private final Map<String, @Nullable Boolean> declared = new HashMap<>();

  Scopes() {
    open();
    file = scopes.element();
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
    if (atFileLevel()) {
      declared.put(name, type);
    }
    scopes.element().put(name, type);
  }

  /** After "unknown type" was said once: from now on it is a type. */
  void declareUnknownType(String name) {
    declared.put(name, true);
    file.put(name, true);
  }

  boolean isType(String name) {
    return Boolean.TRUE.equals(find(name));
  }

  /** Whether {@code name} was declared, as whatever. */
  boolean isDeclared(String name) {
    return find(name) != null;
  }

  private @Nullable Boolean find(String name) {
    for (Map<String, Boolean> scope : scopes) {
      Boolean type = scope.get(name);
      if (scope == file && !declared.containsKey(name)) {
        asked.put(name, type);
      }
      if (type != null) {
        return type;
      }
    }
    return null;
  }

  // What a declaration has to do with those before it, and behind it.

  /** Begins to remember, at the file's level, what {@link #asked} and {@link #declared} give. */
  void record() {
    asked.clear();
    declared.clear();
  }

  /** The names of the file that were asked for, and what they were: null for none. */
  Map<String, @Nullable Boolean> asked() {
    return asked;
  }

  /** The names that were declared in the file. */
  Map<String, @Nullable Boolean> declared() {
    return declared;
  }

  /** Whether each name of the file is what it was then. */
  boolean wouldAnswer(Map<String, @Nullable Boolean> then) {
    for (Map.Entry<String, @Nullable Boolean> name : then.entrySet()) {
      if (!Objects.equals(file.get(name.getKey()), name.getValue())) {
        return false;
      }
    }
    return true;
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
