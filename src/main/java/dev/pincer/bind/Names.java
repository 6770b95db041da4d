// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bind;

import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.diag.Spelling;
import dev.pincer.source.Span;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The scope at hand, and what is said of names that are not in it. */
final class Names {
  private final Diagnostics diagnostics;
  private Scope scope = new Scope(null);

  Names(Diagnostics diagnostics) {
    this.diagnostics = diagnostics;
  }

  Scope scope() {
    return scope;
  }

  void enter() {
    scope = new Scope(scope);
  }

  void leave() {
    Scope outer = scope.outer();
    if (outer == null) {
      throw new AssertionError("left the file");
    }
    scope = outer;
  }

  /** What {@code name} stands for; null, after an error, if nothing. */
  Scope.@Nullable Entry resolve(Span span, String name) {
    Scope.Entry entry = scope.find(name);
    if (entry == null) {
      unknown(ErrorCode.UNKNOWN_NAME, span, name, scope.visible(), name);
      // Say it once for each name and function.
      scope.put(name, new Scope.WrongEntry(span));
    }
    return entry;
  }

  /** Reports {@code name}, and the candidate that it was probably meant to be, with its place. */
  void unknown(
      ErrorCode code, Span span, String name, Map<String, Span> candidates, Object... args) {
    Diagnostics.Entry error = diagnostics.error(code, span, args);
    String near = Spelling.didYouMean(name, candidates.keySet());
    if (near != null) {
      error.hint("did you mean `" + near + "`? (" + candidates.get(near) + ")");
    }
  }

  /** Declares a name in the scope at hand; an error if it has one of another kind. */
  void declare(Span span, String name, Scope.Entry entry) {
    Scope.Entry old = scope.findHere(name);
    if (old != null) {
      if (!(old instanceof Scope.WrongEntry)) {
        twice(span, name, old.declared());
        return;
      }
    }
    scope.put(name, entry);
  }

  void twice(Span span, String name, Span first) {
    diagnostics.error(ErrorCode.DECLARED_TWICE, span, name).second(first, "first declared here");
  }
}
