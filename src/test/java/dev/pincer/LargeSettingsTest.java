// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.CharMatcher;
import dev.pincer.corpus.Scenario;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.SearchResult;
import dev.pincer.verdict.Verdict;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A line {@code large: -DNR_GUP=3 --no-reduction: 11 519 124 states} in the head comment of each
 * scenario says how it is made large. That all of them are found takes minutes, so only the
 * beginning of that is tried here.
 */
class LargeSettingsTest {
  private static final int SMALL = 20_000;
  private static final Pattern LARGE =
      Pattern.compile(
          " \\* large: +(?<defines>(?:-D\\w+=\\w+ )+)--no-reduction: (?<states>[\\d ]+) states");
  private static final Pattern DEFINE = Pattern.compile("-D(\\w+)=(\\w+)");
  private static final Models MODELS = Models.open(Models.standardFolder());

  static List<Scenario> scenarios() {
    return MODELS.corpus().scenarios().stream()
        .filter(scenario -> scenario.kind() == Scenario.Kind.SHIPPED)
        .toList();
  }

  @Test
  void everyScenarioSaysHowItIsMadeLarge() {
    assertFalse(scenarios().isEmpty());
    assertEquals(
        List.of(),
        scenarios().stream()
            .filter(scenario -> !LARGE.matcher(scenario.file().text()).find())
            .toList());
  }

  @Test
  void noLessonSaysSo() {
    for (Scenario scenario : MODELS.corpus().scenarios()) {
      boolean says = scenario.file().text().contains(" * large:");
      assertEquals(scenario.kind() == Scenario.Kind.SHIPPED, says, scenario.name());
    }
  }

  @ParameterizedTest
  @MethodSource("scenarios")
  void theSettingOfTheHeadCommentIsLargeAndDefined(Scenario scenario) {
    Matcher large = LARGE.matcher(scenario.file().text());
    assertTrue(large.find());
    long states = Long.parseLong(CharMatcher.is(' ').removeFrom(large.group("states")));
    assertTrue(states >= 10_000_000, scenario.name());
    Model model = MODELS.model(scenario);
    Matcher define = DEFINE.matcher(large.group("defines"));
    while (define.find()) {
      model = model.define(define.group(1), define.group(2));
    }
    Result result = model.check(Search.exhaustive().withoutReductions().maxStates(SMALL));
    assertEquals(SearchResult.Limit.STATES, result.search().limit(), scenario.name());
    for (Finding finding : result.search().findings()) {
      boolean undefined = finding.kind() == Finding.Kind.UNDEFINED_BEHAVIOUR;
      assertFalse(undefined && finding.verdict() == Verdict.BROKEN, () -> finding.detail());
    }
  }
}
