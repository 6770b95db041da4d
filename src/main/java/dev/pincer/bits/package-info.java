// SPDX-License-Identifier: Apache-2.0
/**
 * Words and bits: hashing, bit fields, and the table of all states seen. It knows no model.
 *
 * <p>Hot: no allocation per state, no boxing, no interface calls.
 *
 * <p>Floor 0: imports no other package of Pincer. A {@link dev.pincer.bits.StateTable} is shared by
 * threads, each with an {@link dev.pincer.bits.StateTable.Inserter} of its own; an {@link
 * dev.pincer.bits.IntLog} may be written by several threads at different indices.
 */
@NullMarked
package dev.pincer.bits;

import org.jspecify.annotations.NullMarked;
