// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import dev.pincer.schedule.Choice;

/**
 * One transition: a choice that a state offers, and the state behind it.
 *
 * @param acquires whether the step passes an await and then stores to shared memory that is not
 *     ghost: it takes what it awaited, as a lock does
 */
public record Successor(Choice choice, State state, boolean acquires) {}
