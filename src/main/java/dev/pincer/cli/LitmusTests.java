// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import com.google.common.collect.ImmutableList;
import dev.pincer.Litmus;
import dev.pincer.ModelException;
import dev.pincer.Models;
import dev.pincer.Search;
import dev.pincer.diag.Diagnostic;
import dev.pincer.report.Json;
import dev.pincer.report.LitmusOutcome;
import dev.pincer.report.LitmusScore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pincer litmus}: runs litmus tests of the kernel's format. */
@Command(
    name = "litmus",
    description = {
      "Runs C litmus tests as tools/memory-model of the kernel has them.",
      "",
      "Prints the final states, the verdict and the time as herd7 does, and draws the shortest run"
          + " that the condition asks for. A test that asks for what is not supported is refused,"
          + " and the others still run."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  pincer litmus SB+fencembonceonces.litmus",
      "  pincer litmus tests/*.litmus --json",
      "  pincer litmus --compare expected.tsv     all tests of the table, and the score",
      "",
      "Exit code: 0 if all ran, 1 if one differs from the table, 2 if one is refused, 3 undecided."
    })
final class LitmusTests implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here.
  private CommandSpec spec;

  @Parameters(
      paramLabel = "FILE",
      arity = "0..*",
      description = "the tests (default: those of the table)")
  private List<Path> files = List.of();

  @Option(
      names = "--compare",
      paramLabel = "TABLE",
      description =
          "a table, its columns parted by tabs: `file`, and one named as the memory model with"
              + " `Never`, `Sometimes` or `Always`; print the differences and the score alone")
  private @Nullable Path compare;

  @Mixin private final ModelsFolder folder = new ModelsFolder();

  @Mixin private final Memory memory = new Memory();

  @Mixin private final Budget budget = new Budget();

  @Mixin private final Output output = new Output();

  @Override
  public Integer call() {
    Models models = folder.open();
    LitmusTable table = compare == null ? null : LitmusTable.read(compare, memory.name());
    if (files.isEmpty() && table == null) {
      throw Refusal.missing(spec, "a FILE");
    }
    List<Path> all = files.isEmpty() && table != null ? table.files() : files;
    Search search = budget.search().watchedBy(output.ticker(spec, all.size()));
    List<LitmusOutcome> outcomes = new ArrayList<>();
    List<Diagnostic> refused = new ArrayList<>();
    List<LitmusScore.Row> rows = new ArrayList<>();
    for (Path file : all) {
      LitmusOutcome outcome = null;
      try {
        outcome = Litmus.load(models, file).check(memory.model(), search);
        outcomes.add(outcome);
        if (table == null && !output.json()) {
          output.print(spec, outcome.text());
        }
      } catch (ModelException e) {
        refused.addAll(e.diagnostics());
        spec.commandLine().getErr().print(e.getMessage());
        spec.commandLine().getErr().flush();
      }
      if (table != null) {
        rows.add(table.row(file, outcome));
      }
    }
    return finish(outcomes, refused, rows);
  }

  private int finish(
      List<LitmusOutcome> outcomes, List<Diagnostic> refused, List<LitmusScore.Row> rows) {
    LitmusScore score =
        compare == null
            ? null
            : new LitmusScore(compare.toString(), memory.name(), ImmutableList.copyOf(rows));
    boolean unknown =
        outcomes.stream().anyMatch(o -> o.observation() == LitmusOutcome.Observation.UNKNOWN);
    int exit = 0;
    if (score != null && !score.allAgree()) {
      exit = 1;
    } else if (!refused.isEmpty()) {
      exit = Failures.EXIT;
    } else if (unknown) {
      exit = 3;
    }
    if (output.json()) {
      output.print(
          spec,
          Json.litmus(ImmutableList.copyOf(outcomes), ImmutableList.copyOf(refused), score, exit));
    } else if (score != null) {
      output.print(spec, score.text());
    }
    return exit;
  }
}
