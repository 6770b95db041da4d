// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import dev.pincer.Model;
import dev.pincer.program.Listing;
import dev.pincer.report.Json;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pincer list}: the compiled steps of each thread. */
@Command(
    name = "list",
    description = {
      "Prints the compiled steps of each thread, one line each, with its source line.",
      "",
      "Lines of include/, kernel/ and mm/ are those of the stage, which `pincer source` writes out."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  pincer list fork-gup-fast --at v5.8"})
final class ListSteps implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here.
  private CommandSpec spec;

  @Parameters(paramLabel = "SCENARIO", description = "a scenario by name, or a C file")
  @SuppressWarnings("NullAway.Init")
  private String scenario;

  @Mixin private final ModelOptions options = new ModelOptions();

  @Mixin private final Output output = new Output();

  @Override
  public Integer call() {
    Model model = options.one(options.open(), scenario);
    String listing = Listing.of(model.program());
    output.print(spec, output.json() ? Json.listing(model.subject(), listing) : listing);
    return 0;
  }
}
