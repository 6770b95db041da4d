// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import com.google.common.collect.ImmutableList;
import dev.pincer.diag.Diagnostic;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.diag.Renderer;

/**
 * A model, patch, stage or schedule is wrong. The message is the diagnostics as a user reads them:
 * place, line, caret and hint, each line ended by a newline.
 */
public final class ModelException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String text;
  private final transient ImmutableList<Diagnostic> diagnostics;

  private ModelException(Diagnostics diagnostics) {
    this.text = Renderer.render(diagnostics);
    this.diagnostics = diagnostics.sorted();
  }

  /** Throws if anything was reported. */
  static void throwIfAny(Diagnostics diagnostics) {
    if (diagnostics.hasErrors()) {
      throw new ModelException(diagnostics);
    }
  }

  /** For a null that comes with a report. */
  static ModelException of(Diagnostics diagnostics) {
    if (!diagnostics.hasErrors()) {
      throw new AssertionError("a refusal without a reason");
    }
    return new ModelException(diagnostics);
  }

  /**
   * For a selection of models that leaves none.
   *
   * @param where what was selected from
   */
  public static ModelException noTests(String where) {
    Diagnostics diagnostics = new Diagnostics();
    diagnostics.error(ErrorCode.NO_TESTS, Models.place(), where);
    return of(diagnostics);
  }

  @Override
  public String getMessage() {
    return text;
  }

  /** What is wrong, as values. */
  public ImmutableList<Diagnostic> diagnostics() {
    return diagnostics;
  }
}
