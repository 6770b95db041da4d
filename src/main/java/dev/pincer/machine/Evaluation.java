// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import org.jspecify.annotations.Nullable;

/**
 * What a property says of a state.
 *
 * @param truth false if there is a fault
 * @param fault undefined behaviour on the way; its thread is -1, its instruction is one of the
 *     property's code. Null if there was none
 */
public record Evaluation(boolean truth, @Nullable Fault fault) {}
