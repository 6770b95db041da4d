// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import com.google.common.base.Stopwatch;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.pincer.Model;
import dev.pincer.Models;
import dev.pincer.Sweep;
import dev.pincer.report.Chronicle;
import dev.pincer.report.Json;
import dev.pincer.report.Sheet;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pincer history}: when each property broke, and when it was mended. */
@Command(
    name = "history",
    description = {
      "Judges a scenario at each stage of the small Linux, oldest first, and says of each property"
          + " at which patch its verdict changed.",
      "",
      "Stages whose patch leaves the scenario's code as it was share one search."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  pincer history fork-gup-fast",
      "  pincer history my-scenario.c --since v5.9 --property page_is_free",
      "",
      "Exit code: 0 if all is decided, 2 bad model or usage, 3 undecided."
    })
final class History implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here.
  private CommandSpec spec;

  @Parameters(paramLabel = "SCENARIO", description = "a scenario by name, or a C file")
  @SuppressWarnings("NullAway.Init")
  private String scenario;

  @Option(
      names = "--property",
      paramLabel = "NAME",
      description = "tell of this property alone; may be repeated")
  private List<String> properties = List.of();

  @Mixin private final SeriesOptions series = new SeriesOptions();
  @Mixin private final Budget budget = new Budget();
  @Mixin private final Output output = new Output();

  @Override
  public Integer call() {
    Stopwatch time = Stopwatch.createStarted();
    Models models = series.open();
    ImmutableList<Model> stages = series.stages(models, scenario);
    Chronicle chronicle = chronicle(spec, stages, properties, budget, output);
    boolean cutOff = chronicle.sheets().size() < stages.size();
    int exit = chronicle.undecided() || cutOff ? 3 : 0;
    if (output.json()) {
      output.print(spec, Json.history(stages.get(0).subject(), chronicle, exit));
    } else {
      output.print(spec, chronicle.text(time.elapsed()) + cutOff(chronicle, stages));
    }
    return exit;
  }

  /**
   * Judges the stages.
   *
   * @param properties those to tell of; all, if none are named
   */
  static Chronicle chronicle(
      CommandSpec spec,
      ImmutableList<Model> stages,
      List<String> properties,
      Budget budget,
      Output output) {
    stages.forEach(Model::program);
    properties.forEach(name -> Check.refuseUnknown(name, stages));
    Ticker ticker = output.ticker(spec, stages.size());
    List<Sheet> sheets = new ArrayList<>();
    Sweep.run(
        stages,
        budget.search().withoutReductions().watchedBy(ticker),
        entry ->
            sheets.add(
                properties.isEmpty()
                    ? entry.sheet()
                    : entry.sheet().only(ImmutableSet.copyOf(properties))));
    ticker.clear();
    return Chronicle.of(ImmutableList.copyOf(sheets));
  }

  /** What Ctrl-C has left undone; empty if nothing. */
  static String cutOff(Chronicle chronicle, List<Model> stages) {
    int done = chronicle.sheets().size();
    return done == stages.size()
        ? ""
        : "interrupted: " + done + " of " + stages.size() + " stages were judged\n";
  }
}
