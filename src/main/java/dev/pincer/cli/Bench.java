// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import com.google.common.collect.ImmutableList;
import dev.pincer.Models;
import dev.pincer.bench.Case;
import dev.pincer.bench.Machine;
import dev.pincer.bench.PincerTool;
import dev.pincer.bench.Report;
import dev.pincer.bench.Runs;
import dev.pincer.bench.Session;
import dev.pincer.bench.Suite;
import dev.pincer.bench.Tool;
import dev.pincer.bench.Tools;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
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

/** {@code pincer bench}: how fast, and against whom. */
@Command(
    name = "bench",
    description = {
      "Measures whole scenarios at three sizes each: states and transitions a second, bytes a"
          + " state, seconds from the shell to the verdict. Each run is a process of its own; tools"
          + " take turns, and medians are compared.",
      "",
      "Nothing is installed: of a tool that is not there, it says how to get it."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  pincer bench fork-gup --size small --runs 3            a first impression",
      "  pincer bench fork-gup --peers                          against Spin and TLC",
      "  pincer bench --history bench/history.jsonl             all of it, kept with the commit"
    })
final class Bench implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here.
  private CommandSpec spec;

  @Parameters(
      paramLabel = "SCENARIO",
      arity = "0..*",
      description = "what to measure: fork-gup, fork-gup-fast, gup-unmap (default: all)")
  private List<String> scenarios = List.of();

  @Option(
      names = "--size",
      paramLabel = "SIZE",
      description = "small, medium or large; may be repeated (default: all)",
      converter = SizeWord.class)
  private List<Case.Size> sizes = List.of(Case.Size.values());

  @Option(
      names = "--runs",
      paramLabel = "N",
      description = "runs of each tool at each size (default: 5)",
      converter = Budget.Few.class)
  private int runs = 5;

  @Option(names = "--peers", description = "also Spin and TLC, on their models of the protocol")
  private boolean peers;

  @Option(
      names = "--history",
      paramLabel = "FILE",
      description = "append a line of JSON for each tool and size, with commit and machine")
  private @Nullable Path history;

  @Mixin private final Output output = new Output();

  @Override
  public Integer call() {
    Path home = Models.home().toAbsolutePath();
    if (!Files.isExecutable(home.resolve("pincer"))) {
      throw Refusal.toolFailed("there is no launcher `" + home.resolve("pincer") + "`");
    }
    ImmutableList<Case> cases = cases();
    Tools others =
        peers
            ? Tools.peers(home, System.getenv())
            : new Tools(ImmutableList.of(), ImmutableList.of());
    List<Tool> tools =
        new ArrayList<>(
            List.of(
                new PincerTool(home, 1, false),
                new PincerTool(home, 2, false),
                new PincerTool(home, 1, true)));
    tools.addAll(others.tools());
    try {
      return measure(cases, tools, others.missing(), Machine.here(home));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 3;
    } catch (Tool.Failure e) {
      throw Refusal.toolFailed(String.valueOf(e.getMessage()));
    }
  }

  private int measure(
      ImmutableList<Case> cases, List<Tool> tools, ImmutableList<String> missing, Machine machine)
      throws IOException, InterruptedException, Tool.Failure {
    List<ImmutableList<Runs>> all = new ArrayList<>();
    if (!output.json()) {
      output.print(spec, machine.text() + "\ncommit " + machine.commit() + "\n\n");
      for (String line : missing) {
        output.print(spec, "not there: " + line + "\n");
      }
    }
    for (Case size : cases) {
      ImmutableList<Runs> measured = Session.run(size, tools, runs);
      all.add(measured);
      if (history != null) {
        machine.append(history, measured);
      }
      if (!output.json()) {
        output.print(spec, Report.table(measured));
      }
    }
    if (output.json()) {
      output.print(spec, Report.json(all, missing, machine));
    }
    return 0;
  }

  private ImmutableList<Case> cases() {
    Set<String> known = new LinkedHashSet<>();
    Suite.CASES.forEach(size -> known.add(size.scenario()));
    for (String name : scenarios) {
      if (!known.contains(name)) {
        throw Refusal.notMeasured(name, known);
      }
    }
    return Suite.CASES.stream()
        .filter(size -> scenarios.isEmpty() || scenarios.contains(size.scenario()))
        .filter(size -> sizes.contains(size.size()))
        .sorted(Comparator.comparing(size -> scenarios.indexOf(size.scenario())))
        .collect(ImmutableList.toImmutableList());
  }

  /** {@code small}, {@code medium}, {@code large}. */
  static final class SizeWord implements picocli.CommandLine.ITypeConverter<Case.Size> {
    @Override
    public Case.Size convert(String text) {
      for (Case.Size size : Case.Size.values()) {
        if (size.word().equals(text)) {
          return size;
        }
      }
      throw new picocli.CommandLine.TypeConversionException(text);
    }
  }
}
