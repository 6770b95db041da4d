// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import dev.pincer.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What scenarios say today at settings that expected.txt has no rows of, where that was once wrong.
 */
class KnobsOfScenariosTest {
  private static final Models MODELS = Models.open(Models.standardFolder());

  @ParameterizedTest
  @CsvSource({
    // Whoever looks entries up knows of each invalidation since he began, whoever else has begun.
    "device-private-zap,   NR_CPUS=2,   ''",
    "device-private-mirror, NR_ENGINES=2, ''",
    // A device that comes again may find that nobody wants its page any more.
    "device-private-steal, STEALS=2,    ''",
    // Those who put each other off are those of device-private-give-up.
    "device-private-steal, NR_PINNERS=2, pin_is_given_out",
    // What reclaim has found is asked of an entry that a fault may store to.
    "swap-direct-io-get, SOON=1, ''",
    // A fault of one pinner maps another page where the owner has thrown away what the other has
    // pinned.
    "gup-collapse, NR_GUP=2 GUP_FLAGS=FOLL_WRITE, ''",
  })
  void aKnobBreaksNothingElse(String scenario, String knobs, String broken) {
    Model model = MODELS.model(scenario);
    for (String knob : Splitter.on(' ').split(knobs)) {
      List<String> define = Splitter.on('=').splitToList(knob);
      model = model.define(define.get(0), define.get(1));
    }
    Result result = model.check();
    assertTrue(result.exhaustive());
    assertEquals(
        broken,
        result.verdicts().entrySet().stream()
            .filter(entry -> entry.getValue() == Verdict.BROKEN)
            .map(Map.Entry::getKey)
            .collect(Collectors.joining(" ")));
  }
}
