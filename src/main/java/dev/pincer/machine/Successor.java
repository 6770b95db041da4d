// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import dev.pincer.schedule.Choice;

/**
 * One transition: a choice that a state offers, and the state behind it.
 *
 * @param awaited whether the step had to pass an await
 */
public record Successor(Choice choice, State state, boolean awaited) {}
