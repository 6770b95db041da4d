// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** How results are printed: text, or JSON. */
final class Output {
  @Option(names = "--json", description = "print one JSON object (docs/schema/) in place of text")
  private boolean json;

  boolean json() {
    return json;
  }

  /** Who is told how {@code searches} searches go. */
  Ticker ticker(CommandSpec spec, int searches) {
    return new Ticker(
        Main.of(spec).interruption(),
        spec.commandLine().getErr(),
        Boolean.getBoolean("pincer.terminal"),
        searches);
  }

  void print(CommandSpec spec, String text) {
    spec.commandLine().getOut().print(text);
    spec.commandLine().getOut().flush();
  }
}
