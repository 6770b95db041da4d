// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableMap;
import dev.pincer.Models;
import dev.pincer.corpus.Scenario;
import dev.pincer.corpus.Stage;
import dev.pincer.report.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pincer scenarios}: what there is to check. */
@Command(
    name = "scenarios",
    description = "Lists the scenarios of the small Linux, and the lessons of the tutorial.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  pincer scenarios"})
final class Scenarios implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here.
  private CommandSpec spec;

  @Mixin private final ModelsFolder folder = new ModelsFolder();

  @Mixin private final Output output = new Output();

  @Override
  public Integer call() {
    Models models = folder.open();
    output.print(spec, output.json() ? json(models) : text(models));
    return 0;
  }

  private static String text(Models models) {
    int width = 0;
    for (String name : models.scenarios()) {
      width = Math.max(width, name.length());
    }
    StringBuilder out = new StringBuilder();
    for (Scenario scenario : models.corpus().scenarios()) {
      String name = Strings.padEnd(scenario.name(), width, ' ');
      out.append((name + "  " + scenario.title() + range(models, scenario)).stripTrailing());
      out.append('\n');
    }
    return out.toString();
  }

  /** {@code (from 57efa1fe5957)}, where not all stages are covered. */
  private static String range(Models models, Scenario scenario) {
    Stage until = scenario.until();
    if (scenario.kind() == Scenario.Kind.LESSON
        || (until == null && scenario.since().equals(models.corpus().series().base()))) {
      return "";
    }
    return " (" + scenario.since() + " to " + (until == null ? Stage.TODAY : until) + ")";
  }

  private static String json(Models models) {
    List<Map<String, ?>> items = new ArrayList<>();
    for (Scenario scenario : models.corpus().scenarios()) {
      boolean lesson = scenario.kind() == Scenario.Kind.LESSON;
      Stage until = scenario.until();
      Map<String, @Nullable Object> item = new LinkedHashMap<>();
      item.put("name", scenario.name());
      item.put("title", scenario.title());
      item.put("kind", lesson ? "lesson" : "scenario");
      item.put("since", lesson ? null : scenario.since().name());
      item.put("until", lesson || until == null ? null : until.name());
      item.put("path", scenario.file().path());
      items.add(item);
    }
    return Json.list(ImmutableMap.of("scenarios", items));
  }
}
