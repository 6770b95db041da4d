// SPDX-License-Identifier: Apache-2.0
/**
 * What a search found: verdicts, their witnesses as schedules, limits and counts. Data only.
 *
 * <p>Floor 2: imports program, schedule. All types are immutable and may be shared by threads.
 */
@NullMarked
package dev.pincer.verdict;

import org.jspecify.annotations.NullMarked;
