// SPDX-License-Identifier: Apache-2.0
/**
 * Compiles a bound model to a {@link dev.pincer.program.Program}: shared memory laid out, calls
 * inlined, expressions cut at each access, dead registers found.
 *
 * <p>Evaluation is left to right throughout. Floor 4: imports bind, syntax, program, diag, source.
 * The result is fully determined by the tree.
 */
@NullMarked
package dev.pincer.lower;

import org.jspecify.annotations.NullMarked;
