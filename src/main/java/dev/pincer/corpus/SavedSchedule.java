// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run that somebody kept, for each check to run again: a file below {@code schedules/}, in the
 * folder of its scenario.
 *
 * <pre>
 * Scenario: fork-gup-fast
 * Stage:    f3c64eda3e50
 * Property: pinned_page_stays_mapped
 * Expect:   broken
 * Schedule: 0x9.2x4.0x25
 * Why:      the pin comes between the look at the pins and the loss of the write bit
 * </pre>
 *
 * <p>Further lines are {@code Patch:} and {@code Define:}, each as often as needed, {@code Fuzz:}
 * and {@code Memory:}. Blank lines and lines that begin with {@code #} say nothing.
 *
 * @param name its file name without {@code .schedule}
 * @param path where it lies on the disk
 * @param stage a stage or proposal; null where the model has none
 * @param patches files, from the folder of this one, or names of proposals; in order
 * @param fuzz lines of the patches' context that may differ, 0 ..
 * @param defines the {@code -D} values, as {@code NAME=VALUE}
 * @param memory the memory model; null for sequential consistency
 */
public record SavedSchedule(
    Scenario scenario,
    String name,
    Path path,
    SourceFile file,
    @Nullable Span stage,
    ImmutableList<Span> patches,
    int fuzz,
    ImmutableList<Span> defines,
    @Nullable Span memory,
    Span property,
    Expect expect,
    Span schedule,
    String why) {

  static final String ENDING = ".schedule";

  /** What the run must do. */
  public enum Expect {
    /** It breaks the property at its end, as it did when it was saved. */
    BROKEN,
    /** It breaks the property nowhere, as far as it can still be taken. */
    MENDED;

    public String word() {
      return this == BROKEN ? "broken" : "mended";
    }
  }

  /** {@code schedules/fork-gup-fast/early-pin.schedule}, from the models folder if it is there. */
  public String place() {
    return file.path();
  }

  /** The line of the schedule. */
  public int line() {
    return schedule.line();
  }

  /** The {@code -D} values, by name. */
  public ImmutableMap<String, String> definitions() {
    ImmutableMap.Builder<String, String> values = ImmutableMap.builder();
    for (Span define : defines) {
      int equals = define.text().indexOf('=');
      values.put(define.text().substring(0, equals), define.text().substring(equals + 1));
    }
    return values.buildKeepingLast();
  }

  @Override
  public String toString() {
    return place();
  }

  /** What is written into a new file, in the order of its lines; values without line ends. */
  static String text(Iterable<Map.Entry<String, String>> lines) {
    StringBuilder text = new StringBuilder("# Run again by each `pincer check`.\n");
    for (Map.Entry<String, String> line : lines) {
      String key = line.getKey() + ":";
      text.append(key).append(" ".repeat(Math.max(1, 10 - key.length())));
      text.append(line.getValue()).append('\n');
    }
    return text.toString();
  }
}
