// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import dev.pincer.Model;
import dev.pincer.Models;
import dev.pincer.Witness;
import dev.pincer.report.BrokenReport;
import dev.pincer.report.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pincer replay}: draws one run. */
@Command(
    name = "replay",
    description = {
      "Draws one run of a model, and says which property it breaks or reaches at its end.",
      "",
      "The reference machine runs it, step by step, so a schedule that is not one of the model is"
          + " refused with the step that does not fit."
    },
    mixinStandardHelpOptions = true,
    footer = {
      "",
      "Examples:",
      "  pincer replay fork-gup-fast --at f3c64eda3e50 --schedule 0x9.2x4.0x25",
      "  pincer replay my-model.c --schedule 0x1.1x2.0x1 --save --why 'the second look is gone'",
      "",
      "Exit code: 0 if the run is shown, 2 bad model, patch, schedule or usage, 3 if it was"
          + " interrupted."
    })
final class Replay implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here.
  private CommandSpec spec;

  @Parameters(paramLabel = "SCENARIO", description = "a scenario by name, or a C file")
  @SuppressWarnings("NullAway.Init")
  private String scenario;

  @Mixin private final ModelOptions options = new ModelOptions();

  @Option(
      names = "--schedule",
      paramLabel = "SCHEDULE",
      required = true,
      description =
          "the run, as reports print it: THREADxSTEPS, joined by dots; steps that repeat for ever"
              + " stand behind a ~")
  @SuppressWarnings("NullAway.Init")
  private String schedule;

  @Mixin private final Saving saving = new Saving();

  @Mixin private final Output output = new Output();

  @Override
  public Integer call() {
    Models models = options.open();
    Model model = options.one(models, scenario);
    saving.demand(model);
    Witness witness = model.replay(schedule);
    String file = saving.save(model, witness, false, "a run that was given to `pincer replay`");
    output.print(
        spec,
        output.json()
            ? Json.replay(witness.story(), model.subject(), file)
            : BrokenReport.ofReplay(witness.story(), model.subject())
                + (file == null ? "" : "        saved:    " + file + "\n"));
    return 0;
  }
}
