// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bench;

import com.google.common.collect.ImmutableList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** Has tools take turns on a case: what disturbs one run disturbs its neighbours as well. */
public final class Session {
  private Session() {}

  /**
   * Runs every tool that covers the case {@code rounds} times, in turns.
   *
   * @param rounds 1 ..
   * @throws Tool.Failure if one fails, or does not explore what the case says
   */
  public static ImmutableList<Runs> run(Case size, List<? extends Tool> tools, int rounds)
      throws IOException, InterruptedException, Tool.Failure {
    List<? extends Tool> those = tools.stream().filter(tool -> tool.covers(size)).toList();
    List<List<Measurement>> measured = new ArrayList<>();
    those.forEach(tool -> measured.add(new ArrayList<>()));
    for (int round = 0; round < rounds; round++) {
      for (int i = 0; i < those.size(); i++) {
        measured.get(i).add(once(those.get(i), size));
      }
    }
    ImmutableList.Builder<Runs> runs = ImmutableList.builder();
    for (int i = 0; i < those.size(); i++) {
      Tool tool = those.get(i);
      Runs of =
          new Runs(
              size,
              tool.name(),
              tool.family(),
              tool.threads(),
              tool.reduces(),
              ImmutableList.copyOf(measured.get(i)));
      if (!of.isWhole()) {
        throw new Tool.Failure(
            size.title()
                + " should have "
                + size.states()
                + " states and "
                + size.transitions()
                + " transitions, and "
                + tool.name()
                + " says "
                + of.states()
                + " and "
                + of.transitions());
      }
      runs.add(of);
    }
    return runs.build();
  }

  private static Measurement once(Tool tool, Case size)
      throws IOException, InterruptedException, Tool.Failure {
    Path scratch = Files.createTempDirectory("pincer-bench");
    try {
      return tool.run(size, scratch);
    } finally {
      try (Stream<Path> files = Files.walk(scratch)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
