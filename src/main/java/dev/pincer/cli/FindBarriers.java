// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import dev.pincer.Barriers;
import dev.pincer.Model;
import dev.pincer.Search;
import dev.pincer.report.NeededOrderings;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pincer barriers}: which barriers matter. */
@Command(
    name = "barriers",
    description = {
      "Takes each barrier, acquire, release and atomic operation of a scenario its order, one by"
          + " one and all together, and says which are needed, for which property, and which are"
          + " not.",
      "",
      "An ordering is what one line of the source has: in all threads and calls that come there at"
          + " once. What is broken with all of them is not asked for. An ordering that is not needed"
          + " here may be needed by another scenario."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  pincer barriers gup-ksm-generic --memory tso",
      "  pincer barriers gup-ksm-generic --memory tso --at 70cbc3cc78a9 --pairs --races",
      "",
      "Exit code: 0 if all is decided, 2 bad model or usage, 3 undecided."
    })
final class FindBarriers implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here.
  private CommandSpec spec;

  @Parameters(paramLabel = "SCENARIO", description = "a scenario by name, or a C file")
  @SuppressWarnings("NullAway.Init")
  private String scenario;

  @Option(
      names = "--pairs",
      description = "also find those of which one of two is needed; may take long")
  private boolean pairs;

  @Option(names = "--races", description = "draw the race that each needed one forbids")
  private boolean races;

  @Mixin private final ModelOptions options = new ModelOptions();
  @Mixin private final Budget budget = new Budget();
  @Mixin private final Output output = new Output();

  @Override
  public Integer call() {
    if (races && output.json()) {
      throw Refusal.superfluous("--races", "--json", "the object has the schedules");
    }
    Model model = options.one(options.open(), scenario);
    if (!model.memory().hasSteps()) {
      throw Refusal.allOrdered(model.memory().name());
    }
    Ticker ticker = output.ticker(spec, 1);
    Search search = budget.search().watchedBy(ticker);
    NeededOrderings needed = Barriers.of(model, search, pairs, races);
    ticker.clear();
    int exit = needed.undecided() ? 3 : 0;
    output.print(spec, output.json() ? needed.json(exit) : needed.text());
    return exit;
  }
}
