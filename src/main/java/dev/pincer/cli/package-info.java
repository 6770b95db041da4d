// SPDX-License-Identifier: Apache-2.0

/**
 * The command line: reads arguments and files, asks the floors below, prints, and chooses the exit
 * code.
 *
 * <p>Floor 8. The only package that may use {@code System.out}, {@code System.err} and {@code
 * System.exit}. Single-threaded.
 */
@NullMarked
package dev.pincer.cli;

import org.jspecify.annotations.NullMarked;
