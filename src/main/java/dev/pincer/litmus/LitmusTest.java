// SPDX-License-Identifier: Apache-2.0
package dev.pincer.litmus;

import com.google.common.collect.ImmutableList;
import dev.pincer.source.SourceFile;

/**
 * A litmus test, as a model and what is asked of its final states.
 *
 * @param name as its first line says
 * @param model the threads, line for line as in the file; it includes {@link #PRELUDE}
 * @param prelude declares the locations, in C
 * @param origins where what these two say stands in the file
 * @param quantifier how the condition is meant
 * @param condition what the test asks of a final state
 * @param text of the condition, with its quantifier, on one line
 * @param filter final states in which it is false do not count
 * @param observed what makes two final states differ, in the order in which the test names it
 * @param all that, and what the filter asks of
 */
public record LitmusTest(
    String name,
    SourceFile model,
    SourceFile prelude,
    Origins origins,
    Quantifier quantifier,
    Condition condition,
    String text,
    Condition filter,
    ImmutableList<Observed> observed,
    ImmutableList<Observed> all) {
  /** The name by which the model includes its prelude. */
  public static final String PRELUDE = "litmus-prelude.h";

  /** How a condition is meant. */
  public enum Quantifier {
    /** Some final state fulfils it. */
    EXISTS,
    /** None does. */
    NOT_EXISTS,
    /** All do. */
    FORALL
  }
}
