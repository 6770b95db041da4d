// SPDX-License-Identifier: Apache-2.0
package dev.pincer.litmus;

import com.google.common.collect.ImmutableList;
import dev.pincer.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

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

  /** Declarations in inner blocks, in the order of the text. */
  final List<Inner> inner = new ArrayList<>();

  /** Those whose registers the outermost block declares instead. */
  final Set<Inner> hoisted = new LinkedHashSet<>();

  /** Words that are neither, with the place of the first of each. */
  final Map<String, Span> unknown = new LinkedHashMap<>();

  ThreadText(int number, Map<String, Local> locals, int open) {
    this.number = number;
    this.locals = locals;
    this.open = open;
  }

  /**
   * A declaration in an inner block.
   *
   * @param registers what it declares
   * @param types the words and stars of its types
   */
  record Inner(ImmutableList<Local> registers, ImmutableList<Span> types) {
    boolean declares(String name) {
      return registers.stream().anyMatch(local -> local.name().equals(name));
    }
  }

  /**
   * Moves a register that inner blocks declare to the outermost, where it has a last value: for
   * herd a register is its name, wherever it is declared.
   *
   * @return whether it means one thing in all of them
   */
  boolean hoist(String name) {
    List<Inner> declarations =
        inner.stream().filter(declaration -> declaration.declares(name)).toList();
    boolean one =
        declarations.stream()
            .flatMap(declaration -> declaration.registers().stream())
            .allMatch(register -> register.equals(locals.get(register.name())));
    if (one) {
      hoisted.addAll(declarations);
    }
    return one;
  }

  /** Whether the outermost block has to declare a register of its locals. */
  boolean isUndeclared(String register) {
    return undeclared.contains(register)
        || hoisted.stream().anyMatch(declaration -> declaration.declares(register));
  }

  String first(String register) {
    return first.getOrDefault(register, "0");
  }

  /** The path of the place that keeps the last value of a register. */
  String place(String register) {
    return "P" + number + "_" + register;
  }
}
