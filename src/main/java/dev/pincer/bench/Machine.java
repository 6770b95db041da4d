// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where and with what was measured.
 *
 * @param at the time, ISO 8601
 * @param commit of the checkout, with a plus sign where it has changes; empty where it is none
 * @param text processors, memory, system and Java, on one line
 */
public record Machine(String at, String commit, String text) {
  private static final Pattern MODEL = Pattern.compile("model name\\s*: (.*)");
  private static final Pattern MEMORY = Pattern.compile("MemTotal:\\s+(\\d+) kB");

  /** This one. */
  public static Machine here(Path home) throws InterruptedException {
    String commit = git(home, "rev-parse", "--short=12", "HEAD");
    boolean changed = !git(home, "status", "--porcelain", "--untracked-files=no").isEmpty();
    String kibibytes = find(MEMORY, Path.of("/proc/meminfo"));
    String memory =
        kibibytes.isEmpty()
            ? ""
            : ", " + Math.round(Long.parseLong(kibibytes) / 1048576.0) + " GiB";
    return new Machine(
        Instant.now().truncatedTo(ChronoUnit.SECONDS).toString(),
        commit + (changed ? "+" : ""),
        Runtime.getRuntime().availableProcessors()
            + " x "
            + find(MODEL, Path.of("/proc/cpuinfo"))
            + memory
            + ", "
            + System.getProperty("os.name")
            + " "
            + System.getProperty("os.version")
            + ", Java "
            + Runtime.version());
  }

  private static String find(Pattern pattern, Path file) {
    try {
      Matcher matcher = pattern.matcher(Files.readString(file));
      return matcher.find() ? matcher.group(1) : "";
    } catch (IOException e) {
      return ""; // A system that has no such file.
    }
  }

  private static String git(Path home, String... arguments) throws InterruptedException {
    try {
      List<String> command = new java.util.ArrayList<>(List.of("git", "-C", home.toString()));
      command.addAll(List.of(arguments));
      Execution execution = Execution.of(home, command);
      return execution.exit() == 0 ? execution.text().strip() : "";
    } catch (IOException e) {
      return ""; // There is no git.
    }
  }

  /**
   * Appends a line for each of {@code runs} to {@code history}, which is made if it is not there.
   */
  public void append(Path history, List<Runs> runs) throws IOException {
    StringBuilder lines = new StringBuilder();
    runs.forEach(of -> lines.append(Report.historyLine(of, this)).append('\n'));
    Files.writeString(history, lines, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }
}
