// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bench;

import com.google.common.base.CharMatcher;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** TLC, the explorer of TLA+. */
public record TlcTool(Path home, Path jar, int threads) implements Tool {
  private static final Pattern COUNTS =
      Pattern.compile("([0-9,]+) states generated, ([0-9,]+) distinct states found, 0 states left");

  @Override
  public String name() {
    return "tlc, " + (threads == 1 ? "1 worker" : threads + " workers");
  }

  @Override
  public Family family() {
    return Family.TLC;
  }

  @Override
  public boolean reduces() {
    return false;
  }

  @Override
  public boolean covers(Case size) {
    return size.peers();
  }

  @Override
  public Measurement run(Case size, Path scratch)
      throws IOException, InterruptedException, Failure {
    String module = size.scenario().replace('-', '_');
    Path spec = scratch.resolve(module + ".tla");
    Files.copy(home.resolve("bench").resolve(module + ".tla"), spec);
    StringBuilder config = new StringBuilder("CONSTANTS\n");
    size.defines()
        .forEach(
            (name, value) ->
                config
                    .append("    ")
                    .append(name.replace("NR_GUP", "GUPS").replace("NR_", ""))
                    .append(" = ")
                    .append(value)
                    .append('\n'));
    Files.writeString(scratch.resolve(module + ".cfg"), config + "SPECIFICATION Spec\n");
    ImmutableList<String> command =
        ImmutableList.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-XX:+UseParallelGC",
            "-XX:MaxRAMPercentage=70",
            "-cp",
            jar.toAbsolutePath().toString(),
            "tlc2.TLC",
            "-deadlock",
            "-workers",
            Integer.toString(threads),
            "-config",
            module + ".cfg",
            module + ".tla");
    return read(Execution.of(scratch, command), size);
  }

  /** TLC counts the initial states among those that it generates. */
  static Measurement read(Execution tlc, Case size) throws Failure {
    double begun = -1;
    for (Execution.Line line : tlc.lines()) {
      if (line.text().startsWith("Finished computing initial states")) {
        begun = line.at();
      }
      Matcher counts = COUNTS.matcher(line.text());
      if (begun >= 0 && counts.find()) {
        return new Measurement(
            number(counts.group(2)),
            number(counts.group(1)) - size.starts(),
            tlc.seconds(),
            line.at() - begun,
            tlc.peakBytes());
      }
    }
    throw new Failure(tlc.text().strip());
  }

  private static long number(String text) {
    return Long.parseLong(CharMatcher.is(',').removeFrom(text));
  }
}
