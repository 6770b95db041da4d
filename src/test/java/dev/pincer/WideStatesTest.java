// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** States of many words. */
class WideStatesTest {
  private static final int MARKS = 150;

  /** More bits than stand in four words, and more states than are looked at before it is tried. */
  private static final String MODEL =
      """
      #include <pincer.h>
      #define MARKS 150
      static bool mine[MARKS], yours[MARKS];
      thread one(void) { for (int i = 0; i < MARKS; i++) store(&mine[i], true, relaxed); }
      thread two(void) { for (int i = 0; i < MARKS; i++) store(&yours[i], true, relaxed); }
      finally all_are_set(void)
      {
      	for (int i = 0; i < MARKS; i++)
      		if (!mine[i] || !yours[i])
      			return false;
      	return true;
      }
      """;

  @TempDir Path folder;

  @Test
  void aSearchWhoseStatesCannotBeMadeShorterGoesOn() throws IOException {
    Path file = folder.resolve("wide.c");
    Files.writeString(file, MODEL);
    Result result = Model.load(file).check(Search.exhaustive().withoutReductions());
    assertTrue(result.good(), result.verdicts().toString());
    assertEquals((MARKS + 1) * (MARKS + 1), result.states());
  }
}
