// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import com.google.common.primitives.ImmutableIntArray;

/**
 * One initial state.
 *
 * @param picks the values that the chooses before the first step gave
 */
public record Start(ImmutableIntArray picks, State state) {}
