// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;

/**
 * What a state offers.
 *
 * @param successors all transitions, in the order of the threads, then of their picks
 * @param race the first data race between two of these transitions, in their order; null if there
 *     is none
 * @param lacksRoom whether the memory model had no room for a store: there may be more
 */
public record Expansion(
    ImmutableList<Successor> successors, @Nullable Race race, boolean lacksRoom) {}
