// SPDX-License-Identifier: Apache-2.0
/**
 * The machine of a program over packed states, by decision tables: the same states and steps as the
 * reference machine, which is asked once for each step that differs from all steps before.
 *
 * <p>Floor 4: may import program, machine, schedule. One machine may be used by any number of
 * threads; what belongs to one of them says so.
 */
@NullMarked
package dev.pincer.packed;

import org.jspecify.annotations.NullMarked;
