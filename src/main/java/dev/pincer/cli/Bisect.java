// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Iterables;
import dev.pincer.Model;
import dev.pincer.Models;
import dev.pincer.corpus.Patch;
import dev.pincer.corpus.Stage;
import dev.pincer.report.Chronicle;
import dev.pincer.report.Json;
import dev.pincer.verdict.Verdict;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pincer bisect}: which patch changed the verdict on a property. */
@Command(
    name = "bisect",
    description = {
      "Names the patch that mended a property, or broke it: the newest one at which its verdict"
          + " changed; and lists all such patches.",
      "",
      "It judges every stage, as halving the series would miss a property that broke twice."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  pincer bisect fork-gup-fast pinned_page_stays_mapped",
      "  pincer bisect fork-gup-fast pinned_page_stays_mapped --until f3c64eda3e50",
      "",
      "Exit code: 0 if a patch is named, 1 if the verdict never changes, 2 bad model or usage,",
      "3 undecided."
    })
final class Bisect implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here.
  private CommandSpec spec;

  @Parameters(index = "0", paramLabel = "SCENARIO", description = "a scenario by name, or a C file")
  @SuppressWarnings("NullAway.Init")
  private String scenario;

  @Parameters(
      index = "1",
      paramLabel = "PROPERTY",
      description = "the name of a property, or of a built-in one: `deadlock`")
  @SuppressWarnings("NullAway.Init")
  private String property;

  @Mixin private final SeriesOptions series = new SeriesOptions();
  @Mixin private final Budget budget = new Budget();
  @Mixin private final Output output = new Output();

  @Override
  public Integer call() {
    Models models = series.open();
    ImmutableList<Model> stages = series.stages(models, scenario);
    Chronicle chronicle = History.chronicle(spec, stages, List.of(property), budget, output);
    Chronicle.Line line = chronicle.line(property);
    Chronicle.Point turn = line == null ? null : Iterables.getLast(line.turns(), null);
    int exit = exit(chronicle, stages, turn);
    Map<String, String> patch = turn == null ? ImmutableMap.of() : patch(stages, turn);
    if (output.json()) {
      output.print(spec, Json.bisect(stages.get(0).subject(), line, property, patch, exit));
    } else {
      String text = line == null ? "" : text(chronicle, line, turn, patch);
      output.print(spec, text + History.cutOff(chronicle, stages));
    }
    return exit;
  }

  private static int exit(Chronicle chronicle, List<Model> stages, Chronicle.@Nullable Point turn) {
    if (chronicle.undecided() || chronicle.sheets().size() < stages.size()) {
      return 3;
    }
    return turn == null ? 1 : 0;
  }

  /** What is to be known of the patch of a stage. */
  private static ImmutableMap<String, String> patch(List<Model> stages, Chronicle.Point turn) {
    for (Model model : stages) {
      Stage stage = model.stage();
      Patch patch = stage.patch();
      if (patch != null && stage.name().equals(turn.sheet().subject().stage())) {
        return ImmutableMap.of(
            "subject", patch.subject(), "origin", patch.origin(), "path", patch.file().path());
      }
    }
    throw new AssertionError("a turn at a stage without a patch: " + turn);
  }

  private static String text(
      Chronicle chronicle,
      Chronicle.Line line,
      Chronicle.@Nullable Point turn,
      Map<String, String> patch) {
    StringBuilder out = new StringBuilder();
    if (turn == null) {
      out.append(line.undecided() ? "undecided whether a patch changes " : "no patch changes ");
      out.append(line.property()).append("\n\n");
    } else {
      out.append(turn.sheet().label()).append(' ').append(did(turn)).append(' ');
      out.append(line.property()).append('\n');
      out.append("  subject: ").append(patch.get("subject")).append('\n');
      out.append("  origin:  ").append(patch.get("origin")).append('\n');
      out.append("  patch:   ").append(patch.get("path")).append('\n');
      for (Chronicle.Point point : List.of(line.before(turn), turn)) {
        if (point.finding().witness() != null) {
          out.append(point.equals(turn) ? "  after:   " : "  before:  ").append(point.said());
          out.append(", ./pincer replay ").append(point.sheet().subject().arguments());
          out.append(" --schedule ").append(point.finding().witness()).append('\n');
        }
      }
      out.append('\n');
    }
    return out.append(chronicle.turns(line)).toString();
  }

  private static String did(Chronicle.Point turn) {
    Verdict verdict = turn.verdict();
    return switch (verdict) {
      case HOLDS -> "mended";
      case BROKEN -> "broke";
      case REACHED -> "made it possible to reach";
      case UNREACHED -> "made it impossible to reach";
      case UNKNOWN -> "left undecided";
    };
  }
}
