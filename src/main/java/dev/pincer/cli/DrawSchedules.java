// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import com.google.common.collect.ImmutableList;
import dev.pincer.KnobRange;
import dev.pincer.Model;
import dev.pincer.Models;
import dev.pincer.Sample;
import dev.pincer.report.BrokenReport;
import dev.pincer.report.Json;
import dev.pincer.report.SampleReport;
import dev.pincer.sample.Sampler;
import java.time.Duration;
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

/** {@code pincer sample}: schedules at random. */
@Command(
    name = "sample",
    description = {
      "Draws schedules at random, where there are too many to explore; shrinks what it finds.",
      "",
      "It stops when something is broken. What it does not find may be there: it never says that"
          + " a property holds. The same seed draws the same schedules, at any number of workers.",
      "",
      "-DNAME=FIRST..LAST draws a value of a knob for each batch of schedules. What breaks is shrunk"
          + " in its knobs first, then in its steps."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  pincer sample fork-gup-fast --at f3c64eda3e50",
      "  pincer sample fork-gup-fast --strategy guided --schedules 5000 --seed 7",
      "  pincer sample fork-gup-fast -DNR_GUP=1..3                knobs are drawn as well",
      "  pincer sample fork-gup-fast --at f3c64eda3e50 --save     and check runs it again",
      "",
      "Exit code: 1 if something is broken, 2 bad model, patch or usage, 3 if nothing was found."
    })
final class DrawSchedules implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here.
  private CommandSpec spec;

  @Parameters(paramLabel = "SCENARIO", description = "a scenario by name, or a C file")
  @SuppressWarnings("NullAway.Init")
  private String scenario;

  @Mixin private final ModelOptions options = new ModelOptions();

  @Option(
      names = "--strategy",
      paramLabel = "NAME",
      description =
          "pct (the default): random priorities that change at random steps; random: any thread at"
              + " each step; guided: follows runs that came to new states",
      converter = Drawing.StrategyName.class)
  private String strategy = "pct";

  @Mixin private final Drawing drawing = new Drawing();

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "draw as a run that printed this seed (default: by the clock)")
  private @Nullable Long seed;

  @Option(
      names = "--schedules",
      paramLabel = "N",
      description = "draw at most N (default: 10000)",
      converter = Budget.Count.class)
  private long schedules = 10_000;

  @Option(
      names = "--max-steps",
      paramLabel = "N",
      description = "give a schedule up after N steps (default: " + Sampler.LONGEST + ")",
      converter = Budget.Steps.class)
  private int maxSteps = Sampler.LONGEST;

  @Option(
      names = "--time",
      paramLabel = "SECONDS",
      description = "begin no schedule after so long (default: no limit)",
      converter = Budget.Count.class)
  private long seconds = Long.MAX_VALUE / 2_000_000_000;

  @Mixin private final Crew crew = new Crew();

  @Mixin private final Saving saving = new Saving();

  @Mixin private final Output output = new Output();

  @Override
  public Integer call() {
    Models models = options.open();
    Model model = options.drawn(models, scenario);
    ImmutableList<KnobRange> ranges = options.ranges();
    saving.demand(model);
    long drawn = seed == null ? System.nanoTime() >>> 8 & 0xFFFF_FFFFL : seed;
    Ticker ticker = output.ticker(spec, 1);
    Sample sample =
        Sample.of(
            model,
            ranges,
            new Sample.Settings(
                strategy,
                drawing.depth(),
                drawn,
                schedules,
                maxSteps,
                Duration.ofSeconds(seconds),
                crew.workers()),
            ticker::isInterrupted);
    int exit = sample.races().isEmpty() ? 3 : 1;
    if (output.json()) {
      List<Json.Race> races = new ArrayList<>();
      for (Sample.Shrunk race : sample.races()) {
        races.add(
            new Json.Race(
                race.witness().story(), race.found().number(), save(sample, race, drawn)));
      }
      output.print(
          spec,
          Json.sample(
              model.subject(),
              sample.result(),
              strategy,
              drawn,
              maxSteps,
              races,
              sample.knobs(),
              exit));
      return exit;
    }
    StringBuilder out = new StringBuilder();
    for (Sample.Shrunk race : sample.races()) {
      out.append(
          BrokenReport.ofSample(
              race.witness().story(),
              race.model().subject(),
              SampleReport.found(race.found(), strategy, drawn, sample.knobs())));
      out.append('\n');
    }
    out.append(
        SampleReport.summary(
            sample.result(), model.subject().memory(), strategy, drawn, maxSteps, sample.knobs()));
    output.print(spec, out.toString());
    for (Sample.Shrunk race : sample.races()) {
      String file = save(sample, race, drawn);
      output.print(spec, file == null ? "" : "  saved: " + file + "\n");
    }
    return exit;
  }

  private @Nullable String save(Sample sample, Sample.Shrunk race, long drawn) {
    return saving.save(
        race.model(),
        race.witness(),
        sample.races().size() > 1,
        "found by `pincer sample`, strategy "
            + strategy
            + ", seed "
            + drawn
            + ", schedule "
            + race.found().number());
  }
}
