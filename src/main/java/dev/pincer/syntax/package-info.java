// SPDX-License-Identifier: Apache-2.0
/**
 * Preprocessor, tokens, parser, and the tree that they make. No names are resolved here, but that C
 * must know which identifiers are types.
 *
 * <p>Floor 2: imports source and diag. Nothing here throws for a bad model: a parser returns what
 * it has, and diagnostics.
 */
@NullMarked
package dev.pincer.syntax;

import org.jspecify.annotations.NullMarked;
