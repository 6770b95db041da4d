// SPDX-License-Identifier: Apache-2.0
/**
 * Schedule to trace, slowly and surely, on the reference machine.
 *
 * <p>Floor 4: imports machine, program, schedule. All types are immutable and may be shared by
 * threads.
 */
@NullMarked
package dev.pincer.replay;

import org.jspecify.annotations.NullMarked;
