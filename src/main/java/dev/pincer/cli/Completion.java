// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import com.google.common.collect.ImmutableMap;
import dev.pincer.report.Json;
import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pincer completion}: what a shell needs to complete verbs and options. */
@Command(
    name = "completion",
    description = {
      "Prints a script that completes verbs and options, for bash and for zsh.",
      "",
      "In .bashrc or .zshrc: . <(pincer completion)"
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  pincer completion"})
final class Completion implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here.
  private CommandSpec spec;

  @Mixin private final Output output = new Output();

  @Override
  public Integer call() {
    String script = AutoComplete.bash("pincer", spec.root().commandLine());
    output.print(
        spec, output.json() ? Json.object(ImmutableMap.of("script", script)) : script + "\n");
    return 0;
  }
}
