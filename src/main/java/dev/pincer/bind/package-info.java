// SPDX-License-Identifier: Apache-2.0
/**
 * Names, C types and constants: makes a {@link dev.pincer.bind.Bound} tree, in which every name is
 * resolved, every conversion that C implies is written out and every error of the model is
 * reported, from a {@link dev.pincer.syntax.Tree}.
 *
 * <p>Types are those of LP64 Linux, with gcc's layout. Floor 3: imports syntax, diag, source.
 * Nothing here throws for a bad model. Bound trees are immutable once {@link
 * dev.pincer.bind.Binder#bind} has returned.
 */
@NullMarked
package dev.pincer.bind;

import org.jspecify.annotations.NullMarked;
