// SPDX-License-Identifier: Apache-2.0
/**
 * The reference machine: one step of a program as a pure function from state and choice to state,
 * over immutable values.
 *
 * <p>It is plain and obviously right; nothing is reported as broken unless it reproduces it. No
 * clock, no randomness, no hash order: the choices of a state come in one fixed order.
 *
 * <p>Floor 3: imports reduce, program, schedule. All types are immutable and may be shared by
 * threads, but for {@link dev.pincer.machine.Coverage}, which says for itself.
 */
@NullMarked
package dev.pincer.machine;

import org.jspecify.annotations.NullMarked;
