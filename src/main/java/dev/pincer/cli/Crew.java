// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import picocli.CommandLine.Option;

/** How many threads work. */
final class Crew {
  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "threads to work with (default: one for each processor)",
      converter = Budget.Few.class)
  private int workers = Runtime.getRuntime().availableProcessors();

  int workers() {
    return workers;
  }
}
