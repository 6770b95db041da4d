// SPDX-License-Identifier: Apache-2.0
package dev.pincer.diag;

import com.google.common.collect.ImmutableList;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import org.jspecify.annotations.Nullable;

/**
 * One error: what, where, and what helps. Its picture is made by {@link Renderer}.
 *
 * @param code the kind of error
 * @param span the smallest wrong piece of the text that the author wrote
 * @param args what fills the format of the code, as strings
 * @param second another place that matters, or null
 * @param note the rule, or null
 * @param expansion where the macro was defined in whose expansion the error lies, or which patch
 *     wrote the line, as a sentence; or null
 * @param hint something to type, or null
 */
public record Diagnostic(
    ErrorCode code,
    Span span,
    ImmutableList<String> args,
    @Nullable Second second,
    @Nullable String note,
    @Nullable String expansion,
    @Nullable String hint) {

  /** Another place, and two or three words on it. */
  public record Second(Span span, String words) {}

  /** The message in one line, without place and code. */
  public String text() {
    return String.format(code.text(), args.toArray());
  }

  /**
   * {@code path:line:col: error[E0201]: text}; without line and column where the file has no text,
   * as a folder and a file that cannot be read have none.
   */
  @Override
  public String toString() {
    SourceFile file = span.file();
    String place = file.text().isEmpty() ? "" : ":" + span.line() + ":" + span.column();
    return file.path() + place + ": error[" + code.id() + "]: " + text();
  }
}
