// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;

/**
 * One line of a race diagram, before it is laid out.
 *
 * @param thread whose column it stands in
 * @param depth how many calls it is nested in
 * @param text what the thread does, as the author wrote it; empty if only the effects are to be
 *     shown, below the line before
 * @param effects what it saw or changed, where the text does not say so itself
 */
record Row(int thread, int depth, String text, ImmutableList<String> effects) {}
