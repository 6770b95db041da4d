// SPDX-License-Identifier: Apache-2.0
/**
 * The models/ folder as data: the small Linux, its series of patches, stages, proposals, scenarios,
 * and the table of expected verdicts.
 *
 * <p>Floor 6: imports source, diag, verdict. With the face it is the only package that opens files.
 * Nothing here throws for a bad folder, patch or table: a method returns what it has, or null, and
 * reports to {@link dev.pincer.diag.Diagnostics}. All types are immutable but for caches that a
 * lock guards, and may be shared by threads.
 */
@NullMarked
package dev.pincer.corpus;

import org.jspecify.annotations.NullMarked;
