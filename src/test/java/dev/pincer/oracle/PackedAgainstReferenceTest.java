// SPDX-License-Identifier: Apache-2.0
package dev.pincer.oracle;

import dev.pincer.machine.MemoryModel;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The packed machine is the reference machine, over packed words. */
class PackedAgainstReferenceTest {

  @Provide
  Arbitrary<RandomPrograms.Spec> specs() {
    return RandomPrograms.specs(3, 6);
  }

  @Property(tries = 500, seed = "1")
  void givesTheSameSuccessorsAndJudgements(@ForAll("specs") RandomPrograms.Spec spec) {
    Comparison.of(RandomPrograms.program(spec), 300);
  }

  @Property(tries = 300, seed = "4")
  void givesTheSameWithStoreBuffers(
      @ForAll("specs") RandomPrograms.Spec spec, @ForAll @IntRange(min = 1, max = 3) int depth) {
    Comparison.of(RandomPrograms.program(spec), MemoryModel.tso(depth), 300);
  }
}
