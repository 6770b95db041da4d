// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import com.google.common.collect.ImmutableList;
import dev.pincer.LitmusSweep;
import dev.pincer.ModelException;
import dev.pincer.Models;
import dev.pincer.diag.Diagnostic;
import dev.pincer.report.Json;
import dev.pincer.report.LitmusOutcome;
import dev.pincer.report.LitmusScore;
import dev.pincer.verdict.SearchResult;
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
    Ticker ticker = output.ticker(spec, all.size());
    List<LitmusSweep.Entry> done = new ArrayList<>();
    List<LitmusScore.Row> rows = new ArrayList<>();
    LitmusSweep.run(
        models,
        all,
        memory.model(),
        budget.search().watchedBy(ticker),
        entry -> {
          done.add(entry);
          print(entry, table == null && !output.json(), ticker);
          if (table != null && !isCutOff(entry)) {
            rows.add(table.row(entry.file(), entry.outcome()));
          }
        });
    ticker.clear();
    return finish(done, rows, all.size());
  }

  /** Prints why a test was refused, and what it came to if it ran. */
  private void print(LitmusSweep.Entry entry, boolean text, Ticker ticker) {
    LitmusOutcome outcome = entry.outcome();
    ModelException refusal = entry.refusal();
    if (outcome != null && text) {
      ticker.clear();
      output.print(spec, outcome.text());
    } else if (refusal != null) {
      ticker.clear();
      spec.commandLine().getErr().print(refusal.getMessage());
      spec.commandLine().getErr().flush();
    }
  }

  /** Whether Ctrl-C came before the test was at its end. */
  private static boolean isCutOff(LitmusSweep.Entry entry) {
    LitmusOutcome outcome = entry.outcome();
    return outcome != null && outcome.result().limit() == SearchResult.Limit.INTERRUPTED;
  }

  private int finish(List<LitmusSweep.Entry> done, List<LitmusScore.Row> rows, int all) {
    LitmusScore score =
        compare == null
            ? null
            : new LitmusScore(compare.toString(), memory.name(), ImmutableList.copyOf(rows));
    List<LitmusOutcome> outcomes = new ArrayList<>();
    List<Diagnostic> refused = new ArrayList<>();
    for (LitmusSweep.Entry entry : done) {
      if (entry.outcome() != null) {
        outcomes.add(entry.outcome());
      }
      if (entry.refusal() != null) {
        refused.addAll(entry.refusal().diagnostics());
      }
    }
    int ran = (int) done.stream().filter(entry -> !isCutOff(entry)).count();
    boolean unknown =
        outcomes.stream().anyMatch(o -> o.observation() == LitmusOutcome.Observation.UNKNOWN);
    int exit = 0;
    if (score != null && !score.allAgree()) {
      exit = 1;
    } else if (ran == all && !refused.isEmpty()) {
      exit = Failures.EXIT;
    } else if (ran < all || unknown) {
      exit = 3;
    }
    if (output.json()) {
      output.print(
          spec,
          Json.litmus(
              ImmutableList.copyOf(outcomes),
              ImmutableList.copyOf(refused),
              all - ran,
              score,
              exit));
    } else {
      output.print(spec, (score == null ? "" : score.text()) + cutOff(ran, all));
    }
    return exit;
  }

  /** What Ctrl-C has left undone; empty if nothing. */
  private static String cutOff(int ran, int all) {
    return ran == all
        ? ""
        : "interrupted: " + ran + " of " + all + " tests ran, " + (all - ran) + " did not\n";
  }
}
