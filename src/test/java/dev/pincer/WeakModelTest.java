// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pincer.machine.MemoryModel;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Models in which nothing goes wrong, however late their stores are seen. */
class WeakModelTest {
  @ParameterizedTest
  @ValueSource(strings = {"lock", "count"})
  void nothingGoesWrongThatCouldNotHappen(String name) {
    Model model = Model.load(Path.of("src/test/golden/memory/" + name + ".c"));
    Result result = model.under(MemoryModel.weak(MemoryModel.DEPTH)).check();
    assertTrue(result.good(), () -> result.verdicts().toString());
  }
}
