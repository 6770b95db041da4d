// SPDX-License-Identifier: Apache-2.0
package dev.pincer.litmus;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableRangeMap;
import com.google.common.collect.ImmutableSortedMap;
import dev.pincer.diag.Diagnostic;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where that stands in a litmus test, which its model and prelude say: nobody but {@link
 * Translation} has seen these, so no error shows them. Immutable.
 */
public final class Origins {
  private final SourceFile file;
  private final SourceFile model;

  /** What the model has more than the file, by the offset in the file. */
  private final ImmutableSortedMap<Integer, String> additions;

  private final SourceFile prelude;

  /** What a stretch of the prelude was written for. */
  private final ImmutableRangeMap<Integer, Span> declared;

  Origins(
      SourceFile file,
      SourceFile model,
      ImmutableSortedMap<Integer, String> additions,
      SourceFile prelude,
      ImmutableRangeMap<Integer, Span> declared) {
    this.file = file;
    this.model = model;
    this.additions = additions;
    this.prelude = prelude;
    this.declared = declared;
  }

  /**
   * The same errors, with the places and texts of the file. A function that nobody has declared is
   * a word that is not supported.
   */
  public Diagnostics of(Diagnostics errors) {
    Diagnostics moved = new Diagnostics();
    errors.sorted().forEach(error -> moved.add(of(error)));
    return moved;
  }

  private Diagnostic of(Diagnostic error) {
    Span span = of(error.span());
    Diagnostic.Second second = error.second();
    String expansion = error.expansion();
    boolean isOurs = expansion != null && expansion.contains(prelude.path());
    boolean isWord = error.code() == ErrorCode.UNKNOWN_NAME && isCall(span);
    ErrorCode code = isWord ? ErrorCode.LITMUS_UNSUPPORTED : error.code();
    return new Diagnostic(
        code,
        span,
        isWord ? ImmutableList.of("`" + error.args().get(0) + "`") : error.args(),
        second == null ? null : new Diagnostic.Second(of(second.span()), second.words()),
        isWord ? code.note() : error.note(),
        isOurs ? null : expansion,
        isWord ? wordHint(error) : error.hint());
  }

  /** A word that is spelt nearly so is the better hint. */
  private static @Nullable String wordHint(Diagnostic error) {
    boolean isOfCode = error.code().hint() == null || error.code().hint().equals(error.hint());
    return isOfCode ? ErrorCode.LITMUS_UNSUPPORTED.hint() : error.hint();
  }

  private boolean isCall(Span span) {
    return span.file() == file && file.text().startsWith("(", span.end());
  }

  private Span of(Span span) {
    if (span.file() == model) {
      int start = offset(span.start());
      return new Span(file, start, Math.max(start, offset(span.end())));
    }
    if (span.file() == prelude) {
      Span found = declared.get(span.start());
      return found == null ? new Span(file, 0, 0) : found;
    }
    return span;
  }

  /** What lies in an addition lies where that was put. */
  private int offset(int inModel) {
    int shift = 0;
    for (Map.Entry<Integer, String> addition : additions.entrySet()) {
      int start = addition.getKey() + shift;
      int length = addition.getValue().length();
      if (inModel <= start) {
        break;
      }
      if (inModel < start + length) {
        return addition.getKey();
      }
      shift += length;
    }
    return inModel - shift;
  }
}
