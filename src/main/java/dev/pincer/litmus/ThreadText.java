// SPDX-License-Identifier: Apache-2.0
package dev.pincer.litmus;

import dev.pincer.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Where a thread stands in the file, and what it declares. Filled while it is read. */
final class ThreadText {
  final int number;

  /** By name, in the order of the text. */
  final Map<String, Local> locals;

  /** Indices of the tokens of the outermost braces. */
  final int open;

  int close;

  /** Where declarations without a first value end, with the register that each declares. */
  final Map<Integer, String> unset = new LinkedHashMap<>();

  /** First values other than 0, in C, by register. */
  final Map<String, String> first = new LinkedHashMap<>();

  /** Registers that are set, but not declared. */
  final List<String> undeclared = new ArrayList<>();

  /** Words that are neither, with the place of the first of each. */
  final Map<String, Span> unknown = new LinkedHashMap<>();

  ThreadText(int number, Map<String, Local> locals, int open) {
    this.number = number;
    this.locals = locals;
    this.open = open;
  }

  String first(String register) {
    return first.getOrDefault(register, "0");
  }

  /** The path of the place that keeps the last value of a register. */
  String place(String register) {
    return "P" + number + "_" + register;
  }
}
