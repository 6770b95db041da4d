// SPDX-License-Identifier: Apache-2.0
package org.example;

import static dev.pincer.junit.ModelAssert.assertThat;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pincer.Model;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LessonTest {
  @Test
  void anUpdateIsLostInFourSteps() {
    assertThat(Model.scenario("01-lost-update")).breaks("every_fault_is_counted").inSteps(4);
  }

  @Test
  void theCounterHolds() {
    assertThat(Model.load(Path.of("counter.c"))).holds();
  }

  @Test
  void aFailureIsARaceDiagram() {
    AssertionError error =
        assertThrows(
            AssertionError.class, () -> assertThat(Model.scenario("01-lost-update")).holds());
    assertTrue(error.getMessage().contains("CPU 1"), error.getMessage());
  }
}
