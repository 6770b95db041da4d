// SPDX-License-Identifier: Apache-2.0
package dev.pincer.litmus;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Types of C as a litmus test writes them: words, then stars. */
final class CTypes {
  private static final ImmutableSet<String> INTEGERS =
      ImmutableSet.of(
          "int",
          "long",
          "short",
          "char",
          "signed",
          "unsigned",
          "intptr_t",
          "uintptr_t",
          "u8",
          "u16",
          "u32",
          "u64",
          "s8",
          "s16",
          "s32",
          "s64");

  /** The one type of locations that hold no value. */
  static final String SRCU = "struct srcu_struct";

  private CTypes() {}

  /** Whether a word is of the name of a type of numbers. */
  static boolean isInteger(String word) {
    return INTEGERS.contains(word);
  }

  static String of(List<String> words, int stars) {
    return String.join(" ", words) + (stars > 0 ? " " + Strings.repeat("*", stars) : "");
  }

  static int depth(String type) {
    return (int) type.chars().filter(c -> c == '*').count();
  }

  /** Whether what holds the one may hold the other: of numbers, any is as good as another. */
  static boolean alike(String one, String other) {
    return depth(one) == depth(other) && one.startsWith(SRCU) == other.startsWith(SRCU);
  }

  static String pointerTo(String type) {
    return type + (depth(type) > 0 ? "*" : " *");
  }

  /** The type with as many stars more, 1 ... */
  static String pointerTo(String type, int stars) {
    return pointerTo(type) + "*".repeat(stars - 1);
  }

  /** What a pointer points to; null if the type is none. */
  static @Nullable String target(String type) {
    return depth(type) == 0 ? null : type.substring(0, type.length() - 1).stripTrailing();
  }

  /** A declaration: {@code int *x}. */
  static String declare(String type, String name) {
    return type + (type.endsWith("*") ? "" : " ") + name;
  }
}
