// SPDX-License-Identifier: Apache-2.0
/**
 * Runs and knobs of models as arbitraries of jqwik, for properties over them.
 *
 * <p>Optional: whoever uses it has jqwik 1.9.3. Nothing else here needs it.
 *
 * <p>Floor 8: imports the face, shrink, machine and schedule. Without state.
 */
@NullMarked
package dev.pincer.jqwik;

import org.jspecify.annotations.NullMarked;
