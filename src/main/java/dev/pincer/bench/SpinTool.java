// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bench;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Spin: generates a C program, compiles and runs it. All three count towards the verdict.
 *
 * @param flags for the compiler, on top of {@code -O2 -DSAFETY}: {@code -DNOREDUCE -DCOLLAPSE}
 */
public record SpinTool(Path home, String flags) implements Tool {
  private static final Pattern STATES = Pattern.compile("(\\d+) states, stored");
  private static final Pattern TRANSITIONS = Pattern.compile("(\\d+) transitions \\(");
  private static final Pattern ELAPSED = Pattern.compile("pan: elapsed time ([0-9.]+) seconds");

  @Override
  public String name() {
    return reduces() ? "spin, reduced" : "spin " + flags;
  }

  @Override
  public Family family() {
    return Family.SPIN;
  }

  @Override
  public int threads() {
    return 1;
  }

  @Override
  public boolean reduces() {
    return !flags.contains("-DNOREDUCE");
  }

  @Override
  public boolean covers(Case size) {
    return size.peers();
  }

  @Override
  public Measurement run(Case size, Path scratch)
      throws IOException, InterruptedException, Failure {
    ImmutableList.Builder<String> spin = ImmutableList.builder();
    spin.add("spin", "-o2", "-a");
    size.defines().forEach((name, value) -> spin.add("-D" + name + "=" + value));
    spin.add(home.resolve("bench").resolve(size.scenario() + ".pml").toString());
    ImmutableList.Builder<String> gcc = ImmutableList.builder();
    gcc.add("gcc", "-w", "-O2", "-DSAFETY");
    gcc.addAll(Splitter.on(' ').omitEmptyStrings().split(flags));
    gcc.add("-o", "pan", "pan.c");
    // A hash table that fits the states: Spin does not grow it in this mode.
    int bits = Math.max(18, 64 - Long.numberOfLeadingZeros(size.states()));
    List<String> pan =
        ImmutableList.of(
            scratch.resolve("pan").toString(), "-m1000000", "-w" + Math.min(30, bits + 1));
    double seconds = 0;
    List<Execution> parts = new ArrayList<>();
    for (List<String> command : ImmutableList.of(spin.build(), gcc.build(), pan)) {
      Execution part = Execution.of(scratch, command);
      if (part.exit() != 0) {
        throw new Failure(String.join(" ", command) + ": " + part.text().strip());
      }
      seconds += part.seconds();
      parts.add(part);
    }
    return read(parts.get(2), seconds, size);
  }

  /** Spin also counts the state before {@code init}, and the steps from there to the starts. */
  static Measurement read(Execution pan, double seconds, Case size) throws Failure {
    String text = pan.text();
    if (!text.contains("errors: 0")) {
      throw new Failure(text.strip());
    }
    return new Measurement(
        Long.parseLong(find(STATES, text)) - 1,
        Long.parseLong(find(TRANSITIONS, text)) - size.starts() - 1,
        seconds,
        Double.parseDouble(find(ELAPSED, text)),
        pan.peakBytes());
  }

  private static String find(Pattern pattern, String text) throws Failure {
    Matcher matcher = pattern.matcher(text);
    if (!matcher.find()) {
      throw new Failure("no `" + pattern + "` in\n" + text.strip());
    }
    return matcher.group(1);
  }
}
