// SPDX-License-Identifier: Apache-2.0
package dev.pincer.program;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The kinds of a sealed family are its records. */
class KindTest {
  @Test
  void everyInstructionHasItsKind() {
    assertEquals(names(Instruction.class), kinds(Instruction.Kind.values()));
  }

  @Test
  void everyExpressionHasItsKind() {
    assertEquals(names(Expr.class), kinds(Expr.Kind.values()));
  }

  private static List<String> names(Class<?> family) {
    return Stream.of(family.getPermittedSubclasses())
        .map(type -> type.getSimpleName().toUpperCase(Locale.ROOT))
        .sorted()
        .toList();
  }

  private static List<String> kinds(Enum<?>[] kinds) {
    return Stream.of(kinds).map(kind -> kind.name().replace("_", "")).sorted().toList();
  }
}
