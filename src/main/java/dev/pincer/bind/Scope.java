// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bind;

import dev.pincer.source.Span;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The names of the file or of one block, and the scope around it. Ordinary names and tags live
 * apart, as in C.
 */
final class Scope {
  /** What an ordinary name stands for. */
  sealed interface Entry {
    Span declared();
  }

  record VariableEntry(Bound.Variable variable) implements Entry {
    @Override
    public Span declared() {
      return variable.declared();
    }
  }

  record FunctionEntry(Bound.Function function) implements Entry {
    @Override
    public Span declared() {
      return function.declared();
    }
  }

  record TypedefEntry(Span declared, CType type) implements Entry {}

  record EnumeratorEntry(Span declared, long value) implements Entry {}

  /**
   * A variable of the error type, or the like: its declaration is wrong, and no more is said of it.
   */
  record WrongEntry(Span declared) implements Entry {}

  /** A struct or enum tag. */
  record Tag(Span declared, CType type) {}

  private final @Nullable Scope outer;
  private final Map<String, Entry> names = new LinkedHashMap<>();
  private final Map<String, Tag> tags = new LinkedHashMap<>();

  Scope(@Nullable Scope outer) {
    this.outer = outer;
  }

  @Nullable Scope outer() {
    return outer;
  }

  boolean isFile() {
    return outer == null;
  }

  /** The entry of the innermost scope that has one. */
  @Nullable Entry find(String name) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      Entry entry = scope.names.get(name);
      if (entry != null) {
        return entry;
      }
    }
    return null;
  }

  @Nullable Entry findHere(String name) {
    return names.get(name);
  }

  void put(String name, Entry entry) {
    names.put(name, entry);
  }

  @Nullable Tag findTag(String name) {
    for (Scope scope = this; scope != null; scope = scope.outer) {
      Tag tag = scope.tags.get(name);
      if (tag != null) {
        return tag;
      }
    }
    return null;
  }

  @Nullable Tag findTagHere(String name) {
    return tags.get(name);
  }

  void putTag(String name, Tag tag) {
    tags.put(name, tag);
  }

  /** All that can be named here, inner scopes first. */
  Map<String, Span> visible() {
    Map<String, Span> visible = new LinkedHashMap<>();
    for (Scope scope = this; scope != null; scope = scope.outer) {
      scope.names.forEach(
          (name, entry) -> {
            if (!(entry instanceof WrongEntry)) {
              visible.putIfAbsent(name, entry.declared());
            }
          });
    }
    return visible;
  }

  /** All tags that can be named here, inner scopes first. */
  Map<String, Span> visibleTags() {
    Map<String, Span> visible = new LinkedHashMap<>();
    for (Scope scope = this; scope != null; scope = scope.outer) {
      scope.tags.forEach((name, tag) -> visible.putIfAbsent(name, tag.declared()));
    }
    return visible;
  }
}
