// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.pincer.Model;
import dev.pincer.Models;
import dev.pincer.StrategyTrials;
import dev.pincer.report.StrategyRow;
import dev.pincer.report.Subject;
import dev.pincer.sample.Strategies;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pincer strategies}: how good random search is, where exhaustive search knows better. */
@Command(
    name = "strategies",
    description = {
      "Compares the strategies of `pincer sample` on what is known to be broken.",
      "",
      "For each stage and proposal that expected.txt calls broken: how many schedules each strategy"
          + " draws until some show it, over many seeds, beside the exhaustive search. A row for each"
          + " that reads differently, printed as soon as it is there."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  pincer strategies fork-gup-fast",
      "  pincer strategies --rows 1 --cap 1000      the first broken stage of each scenario",
      "  pincer strategies fork-gup-fast -DNR_GUP=2 --max-states 1000000",
      "  pincer strategies --once --cap 500         each stage and proposal in one scenario",
      "  pincer strategies --cap 500 --table rows.txt    all, and on where it was interrupted",
      "",
      "Exit code: 0; 2 bad model or usage, 3 if it was interrupted."
    })
final class CompareStrategies implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here.
  private CommandSpec spec;

  @Parameters(
      paramLabel = "SCENARIO",
      arity = "0..*",
      description = "scenarios or lessons by name (default: all)")
  private List<String> scenarios = List.of();

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      description = "pct, random or guided; may be repeated (default: all)",
      converter = Drawing.StrategyName.class)
  private List<String> names = Strategies.NAMES;

  @Mixin private final Drawing drawing = new Drawing();

  @Option(
      names = "--seeds",
      paramLabel = "N",
      description = "seeds of each strategy: 1 to N (default: 30)",
      converter = Budget.Few.class)
  private int seeds = 30;

  @Option(
      names = "--cap",
      paramLabel = "N",
      description = "give a seed up after N schedules (default: 10000)",
      converter = Budget.Count.class)
  private long cap = 10_000;

  @Option(
      names = "--rows",
      paramLabel = "N",
      description = "at most N rows of a scenario (default: 256)",
      converter = Budget.Few.class)
  private int rows = 256;

  @Option(
      names = "--once",
      description =
          "no row for a stage or proposal that has one of an earlier scenario, or in the FILE of"
              + " --table")
  private boolean once;

  @Option(
      names = "--table",
      paramLabel = "FILE",
      description =
          "append the rows to FILE as well, and try none again that it has: so a long table can be"
              + " made in parts")
  private @Nullable Path table;

  @Mixin private final Definitions definitions = new Definitions();

  @Mixin private final ModelsFolder folder = new ModelsFolder();

  @Mixin private final Budget budget = new Budget();

  @Mixin private final Output output = new Output();

  @Override
  public Integer call() {
    ImmutableList<String> strategies = ImmutableSet.copyOf(names).asList();
    RowFile file = table == null ? null : RowFile.open(table, settings(strategies));
    boolean begins = file != null && file.isEmpty();
    Models models = folder.open();
    List<Model> bases = new ArrayList<>();
    for (String name : scenarios.isEmpty() ? models.scenarios() : scenarios) {
      bases.add(definitions.define(models.model(name)));
    }
    Ticker ticker = output.ticker(spec, bases.size());
    StrategyTrials trials =
        new StrategyTrials(
            strategies,
            drawing.depth(),
            seeds,
            cap,
            budget.search().watchedBy(ticker),
            ticker::isInterrupted);
    if (!output.json()) {
      output.print(spec, StrategyRow.head(strategies));
    }
    List<StrategyRow> all = new ArrayList<>();
    Set<String> stages = new HashSet<>(file == null ? List.of() : file.stages());
    for (Model base : bases) {
      for (StrategyTrials.Broken broken : StrategyTrials.broken(base, rows)) {
        Subject subject = broken.model().subject();
        boolean known =
            (file != null && file.has(StrategyRow.name(subject)))
                || (once && !subject.stage().isEmpty() && stages.contains(subject.stage()));
        if (!ticker.isInterrupted() && !known) {
          stages.add(subject.stage());
          StrategyRow row = trials.row(broken);
          ticker.clear();
          if (!ticker.isInterrupted()) {
            all.add(row);
            if (file != null) {
              String first =
                  begins ? settings(strategies) + "\n" + StrategyRow.head(strategies) : "";
              file.append(spec, output, first + row.line());
              begins = false;
            }
            output.print(spec, output.json() ? "" : row.line());
          }
        }
      }
    }
    int exit = ticker.isInterrupted() ? 3 : 0;
    output.print(
        spec,
        output.json() ? StrategyRow.json(all, seeds, cap, exit) : StrategyRow.legend(seeds, cap));
    return exit;
  }

  /** The first line of a file with rows: what two runs must have in common. */
  private String settings(List<String> strategies) {
    return "# pincer strategies: "
        + seeds
        + " seeds, cap "
        + cap
        + ", depth "
        + drawing.depth()
        + ", "
        + String.join(" ", strategies)
        + definitions.text();
  }
}
