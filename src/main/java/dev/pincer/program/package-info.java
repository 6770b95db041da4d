// SPDX-License-Identifier: Apache-2.0
/**
 * The compiled model: places, registers, instructions, properties. Immutable data that is fully
 * determined by the source text and the options, and its listing. It knows neither the language
 * that it was compiled from nor the engines that run it.
 *
 * <p>Floor 1: imports source. All types are immutable and may be shared by threads.
 */
@NullMarked
package dev.pincer.program;

import org.jspecify.annotations.NullMarked;
