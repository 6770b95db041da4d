// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bench;

import com.google.common.collect.ImmutableList;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A process, from its start to its end.
 *
 * @param lines what it printed, and when
 * @param seconds wall time
 * @param peakBytes the most memory that it held; 0 where the system does not say
 */
record Execution(ImmutableList<Line> lines, int exit, double seconds, long peakBytes) {
  /** A line, and how many seconds after the start it came. */
  record Line(double at, String text) {}

  /** How often the memory of a process is looked at: its peak is kept by the system. */
  private static final long POLL_MILLIS = 5;

  private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

  static Execution of(Path folder, List<String> command) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    Process process =
        new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true).start();
    Peak peak = new Peak(process);
    peak.start();
    List<Line> lines = new ArrayList<>();
    try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        lines.add(new Line(since(begun), line));
      }
      int exit = process.waitFor();
      double seconds = since(begun);
      peak.join();
      return new Execution(ImmutableList.copyOf(lines), exit, seconds, peak.bytes);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }

  private static double since(long begun) {
    return (System.nanoTime() - begun) / 1e9;
  }

  /** All of it, for a message. */
  String text() {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line.text).append('\n'));
    return text.toString();
  }

  /** Looks at how much memory a process has held at most, as long as it lives. */
  private static final class Peak extends Thread {
    private final Process process;
    private volatile long bytes;

    Peak(Process process) {
      this.process = process;
      setDaemon(true);
    }

    @Override
    public void run() {
      Path status = Path.of("/proc", Long.toString(process.pid()), "status");
      while (process.isAlive()) {
        try {
          Matcher matcher = PEAK.matcher(Files.readString(status));
          if (matcher.find()) {
            bytes = Math.max(bytes, 1024 * Long.parseLong(matcher.group(1)));
          }
          Thread.sleep(POLL_MILLIS);
        } catch (IOException e) {
          return; // It has ended, or this system has no /proc.
        } catch (InterruptedException e) {
          return;
        }
      }
    }
  }
}
