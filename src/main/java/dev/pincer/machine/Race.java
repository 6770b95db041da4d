// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

/**
 * Two accesses of one place that two threads may do next, of which at least one writes, and at
 * least one is plain and outside of any atomic block: C leaves undefined what they do.
 *
 * @param first index of the thread that comes first in the program
 * @param firstInstruction its access
 * @param second index of the other thread
 * @param secondInstruction its access
 * @param address the place, the lowest that both access
 */
public record Race(
    int first, int firstInstruction, int second, int secondInstruction, int address) {}
