// SPDX-License-Identifier: Apache-2.0
/**
 * Exhaustive search: one breadth-first loop over small policies.
 *
 * <p>What is searched is a {@link dev.pincer.explore.TransitionSystem}: a program, or a model of
 * records and functions. The loop sees only words: a {@code StateSpace} gives each state some
 * longs, either the packed machine's, or the number of an object in a {@code StateStore}. What a
 * level brings is a set, the same whoever finds it; the numbers of states are not, and nothing that
 * leaves a search depends on them. No transitions are kept: witnesses and what no single state
 * decides are found out by expanding states again.
 *
 * <p>A hot package. Floor 5: imports packed, machine, verdict, program, schedule, bits. One search
 * belongs to one thread, which has its workers; what they share says so.
 */
@NullMarked
package dev.pincer.explore;

import org.jspecify.annotations.NullMarked;
