// SPDX-License-Identifier: Apache-2.0
/**
 * The places of a program that order accesses, and the program with less order at some of them.
 *
 * <p>Floor 4: imports machine, program, source. Pure functions; all types are immutable and may be
 * shared by threads.
 */
@NullMarked
package dev.pincer.weaken;

import org.jspecify.annotations.NullMarked;
