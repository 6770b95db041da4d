// SPDX-License-Identifier: Apache-2.0
/**
 * What is wrong with a model, as values, and how that is printed: error codes, places, carets,
 * suggestions.
 *
 * <p>Floor 1: imports source. Values are immutable; a {@link dev.pincer.diag.Diagnostics} belongs
 * to one thread.
 */
@NullMarked
package dev.pincer.diag;

import org.jspecify.annotations.NullMarked;
