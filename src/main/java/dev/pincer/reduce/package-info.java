// SPDX-License-Identifier: Apache-2.0

/**
 * What a search may leave out, by looking at the program alone: which threads are interchangeable.
 * Each answer has its reason.
 *
 * <p>Floor 2: imports program. Pure functions; all types are immutable and may be shared by
 * threads.
 */
@NullMarked
package dev.pincer.reduce;

import org.jspecify.annotations.NullMarked;
