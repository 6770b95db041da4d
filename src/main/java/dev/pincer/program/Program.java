// SPDX-License-Identifier: Apache-2.0
package dev.pincer.program;

import com.google.common.collect.ImmutableList;

/**
 * A model, compiled: the waist between the language and the engines.
 *
 * @param name of the scenario
 * @param initials code that runs before the threads, in this order, each to its end; it may choose,
 *     then there are several initial states
 * @param threads in the order of declaration; the position is the thread's index in schedules, the
 *     position + 1 its thread number
 * @param properties in the order of declaration
 */
public record Program(
    String name,
    Memory memory,
    ImmutableList<Code> initials,
    ImmutableList<ThreadCode> threads,
    ImmutableList<Property> properties) {}
