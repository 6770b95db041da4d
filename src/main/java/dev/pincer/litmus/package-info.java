// SPDX-License-Identifier: Apache-2.0
/**
 * The front end for C litmus tests in the kernel's format: it turns a test into the text of a model
 * and reads its final condition; all else is done by the one compiler, machine and search.
 *
 * <p>Floor 2: imports source, diag. All public types are immutable and may be shared by threads.
 */
@NullMarked
package dev.pincer.litmus;

import org.jspecify.annotations.NullMarked;
