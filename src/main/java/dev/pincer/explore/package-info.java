// SPDX-License-Identifier: Apache-2.0
/**
 * Exhaustive search: one breadth-first loop over small policies.
 *
 * <p>What is searched is a {@link dev.pincer.explore.TransitionSystem}: a program on the reference
 * machine, or a model of records and functions. {@link dev.pincer.explore.Explorer} numbers the
 * states in the order of their discovery and keeps all transitions; verdicts and their witnesses
 * are then questions about that graph. The numbers depend on the system alone, never on the number
 * of workers.
 *
 * <p>A hot package. Floor 4: imports machine, verdict, program, schedule. One search belongs to one
 * thread, which has its workers; what they share says so.
 */
@NullMarked
package dev.pincer.explore;

import org.jspecify.annotations.NullMarked;
