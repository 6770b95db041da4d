// SPDX-License-Identifier: Apache-2.0
/**
 * Random search: schedules drawn by a strategy, a file each, and run on packed states. It finds
 * what is wrong where the space is too large to explore, and never says that anything holds.
 *
 * <p>Floor 5: may import packed, machine, reduce, program, verdict, schedule. What is drawn depends
 * on the seed alone, at any number of workers.
 */
@NullMarked
package dev.pincer.sample;

import org.jspecify.annotations.NullMarked;
