// SPDX-License-Identifier: Apache-2.0
/**
 * The choices that pick one run; parsing and printing them.
 *
 * <p>Floor 0: imports no other package of Pincer. All types are immutable and may be shared by
 * threads.
 */
@NullMarked
package dev.pincer.schedule;

import org.jspecify.annotations.NullMarked;
