// SPDX-License-Identifier: Apache-2.0
/**
 * Makes a schedule that breaks a property as small as it can: fewest steps, then fewest context
 * switches, then the earliest thread first.
 *
 * <p>Floor 6: may import sample, machine, program, verdict, schedule.
 */
@NullMarked
package dev.pincer.shrink;

import org.jspecify.annotations.NullMarked;
