// SPDX-License-Identifier: Apache-2.0
/**
 * File text, spans and lines.
 *
 * <p>Floor 0: imports no other package of Pincer. All types are immutable and may be shared by
 * threads.
 */
@NullMarked
package dev.pincer.source;

import org.jspecify.annotations.NullMarked;
