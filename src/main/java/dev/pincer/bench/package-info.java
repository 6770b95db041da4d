// SPDX-License-Identifier: Apache-2.0

/**
 * Measures Pincer, and other explorers on the same protocols, as processes of their own: seconds
 * from the shell to the verdict, exploration rate, bytes a state.
 *
 * <p>Floor 6: imports source and diag. Knows no engine: what it measures is what a user starts.
 * Single-threaded; it starts processes, and writes files below a folder that it is given.
 */
@NullMarked
package dev.pincer.bench;

import org.jspecify.annotations.NullMarked;
