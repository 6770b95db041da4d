// SPDX-License-Identifier: Apache-2.0

/**
 * What a search may leave out, by looking at the program alone: which threads are interchangeable
 * ({@link dev.pincer.reduce.ThreadSymmetry}), which objects of a pool ({@link
 * dev.pincer.reduce.PoolSymmetry}), and which orders of steps make no difference ({@link
 * dev.pincer.reduce.PartialOrder}, which also says why nothing is lost). Each answer has its
 * reason.
 *
 * <p>Floor 2: imports program. Pure functions; all types but those that say otherwise are immutable
 * and may be shared by threads.
 */
@NullMarked
package dev.pincer.reduce;

import org.jspecify.annotations.NullMarked;
