// SPDX-License-Identifier: Apache-2.0
package dev.pincer.litmus;

import com.google.common.collect.ArrayListMultimap;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ListMultimap;
import dev.pincer.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/** Where a thread stands in the file, and what it declares. Filled while it is read. */
final class ThreadText {
  final int number;

  /** By name, in the order of the text. */
  final Map<String, Local> locals;

  /** Indices of the tokens of the outermost braces. */
  final int open;

  int close;

  /** How often it begins a critical section of SRCU, if it does not go round. */
  int sections;

  /** Where declarations without a first value end, with the register that each declares. */
  final Map<Integer, String> unset = new LinkedHashMap<>();

  /** First values other than 0, in C, by register. */
  final Map<String, String> first = new LinkedHashMap<>();

  /** Locations whose addresses are first values, by register. */
  final Map<String, String> pointed = new LinkedHashMap<>();

  /** Registers that are set, but not declared. */
  final List<String> undeclared = new ArrayList<>();

  /** In the order of the text. */
  final List<Declaration> declarations = new ArrayList<>();

  /** Those whose registers are declared where the outermost block begins instead. */
  final Set<Declaration> hoisted = new LinkedHashSet<>();

  /** Registers that are named where C knows none of that name, or none that is set. */
  final Set<String> early = new LinkedHashSet<>();

  /** Where names of registers begin in declarations, by name. */
  final ListMultimap<String, Integer> names = ArrayListMultimap.create();

  /** How many stars registers get where they are declared, by name. */
  final Map<String, Integer> starred = new LinkedHashMap<>();

  /** What is left out of the text. */
  final List<Span> dropped = new ArrayList<>();

  /** Words that are neither, with the place of the first of each. */
  final Map<String, Span> unknown = new LinkedHashMap<>();

  ThreadText(int number, Map<String, Local> locals, int open) {
    this.number = number;
    this.locals = locals;
    this.open = open;
  }

  /**
   * A declaration.
   *
   * @param registers what it declares
   * @param types the words and stars of its types
   */
  record Declaration(ImmutableList<Local> registers, ImmutableList<Span> types) {
    private Declaration pointing(Map<String, Integer> starred) {
      return new Declaration(
          registers.stream()
              .map(
                  local -> {
                    Integer stars = starred.get(local.name());
                    return stars == null ? local : local.pointing(stars);
                  })
              .collect(ImmutableList.toImmutableList()),
          types);
    }

    boolean declares(String name) {
      return registers.stream().anyMatch(local -> local.name().equals(name));
    }
  }

  /**
   * Declares a register where the outermost block begins, with its first value: there it has a last
   * one, too. For herd a register is its name, wherever it is declared, and 0 before it is set.
   *
   * @return whether it means one thing in all of its declarations
   */
  boolean hoist(String name) {
    List<Declaration> all =
        declarations.stream().filter(declaration -> declaration.declares(name)).toList();
    boolean one =
        all.stream()
            .flatMap(declaration -> declaration.registers().stream())
            .allMatch(register -> register.type().equals(type(register.name())));
    if (one) {
      hoisted.addAll(all);
    }
    return one;
  }

  private String type(String name) {
    Local local = locals.get(name);
    return local == null || local.parameter() ? "" : local.type();
  }

  /** Declares some with more stars than they had; whether there are any. */
  boolean point(ToIntFunction<Local> missing) {
    boolean any = false;
    for (Local local : List.copyOf(locals.values())) {
      int stars = missing.applyAsInt(local);
      if (stars > 0) {
        locals.put(local.name(), local.pointing(stars));
        starred.put(local.name(), stars);
        any = true;
      }
    }
    declarations.replaceAll(declaration -> declaration.pointing(starred));
    return any;
  }

  /** Whether the outermost block has to declare a register of its locals. */
  boolean isUndeclared(String register) {
    return undeclared.contains(register) || isHoisted(register);
  }

  boolean isHoisted(String register) {
    return hoisted.stream().anyMatch(declaration -> declaration.declares(register));
  }

  String first(String register) {
    return first.getOrDefault(register, "0");
  }

  /** The path of the place that keeps the last value of a register. */
  String place(String register) {
    return "P" + number + "_" + register;
  }
}
