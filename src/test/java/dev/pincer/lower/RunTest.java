// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import dev.pincer.explore.Explorer;
import dev.pincer.explore.SearchMonitor;
import dev.pincer.explore.SearchOptions;
import dev.pincer.golden.Goldens;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Models that check themselves: nothing goes wrong in them, or, where one begins with {@code //
 * undefined:}, just that. A line {@code // ----} begins a new model.
 */
class RunTest {
  private static final Pattern UNDEFINED = Pattern.compile("// undefined: (.*)");

  static Stream<String> models() throws IOException {
    List<String> models = new ArrayList<>();
    for (Path input : Goldens.inputs("run", ".c")) {
      models.addAll(Splitter.on("// ----\n").splitToList(Files.readString(input)));
    }
    return models.stream();
  }

  @ParameterizedTest
  @MethodSource("models")
  void nothingButTheExpectedGoesWrong(String model) {
    check(model, Grain.ACCESS);
  }

  @ParameterizedTest
  @MethodSource("models")
  void norDoesItWithStepsAsLargeAsStatements(String model) {
    check(model, Grain.STATEMENT);
  }

  private static void check(String model, Grain grain) {
    List<String> wrong = new ArrayList<>();
    for (Finding finding :
        Explorer.search(
                Compilation.of("main.c", model, ImmutableMap.of(), grain).orFail(),
                SearchOptions.DEFAULT,
                SearchMonitor.NONE)
            .findings()) {
      if (finding.verdict() == Verdict.BROKEN) {
        wrong.add(finding.kind() + ": " + finding.detail());
      }
    }
    Matcher undefined = UNDEFINED.matcher(model);
    if (undefined.find()) {
      assertEquals(1, wrong.size(), wrong.toString());
      assertTrue(wrong.get(0).contains(undefined.group(1)), wrong.toString());
    } else {
      assertEquals(List.of(), wrong);
    }
  }
}
