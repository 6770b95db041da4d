// SPDX-License-Identifier: Apache-2.0
package dev.pincer.oracle;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

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
}
