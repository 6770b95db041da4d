// SPDX-License-Identifier: Apache-2.0
package dev.pincer.program;

/**
 * A scalar of a thread: a local variable or parameter of one inlined call, a part of one, or a
 * temporary.
 *
 * @param name as in C, without the call it belongs to: {@code pte.write}; empty for a temporary,
 *     {@code f()} for what a call of {@code f} returns
 * @param function the inlined function that it belongs to
 * @param hole just past the end of a local array: no value
 */
public record Register(String name, String function, ValueType type, boolean hole) {}
