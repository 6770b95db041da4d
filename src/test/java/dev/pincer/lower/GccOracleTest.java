// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pincer.machine.Fault;
import dev.pincer.machine.Machine;
import dev.pincer.machine.State;
import dev.pincer.program.Place;
import dev.pincer.program.Program;
import dev.pincer.program.ValueType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random programs leave the same values in memory as when gcc compiles them, and are undefined
 * where gcc's sanitizer says so. Skipped where there is no gcc.
 */
class GccOracleTest {
  /** How many programs are generated; they are compiled at once, which takes some seconds. */
  private static final int GENERATED = Integer.getInteger("pincer.generated", 100);

  private static final long SEED = Long.getLong("pincer.seed", 1);

  @TempDir Path folder;

  @BeforeAll
  static void gccIsThere() {
    boolean there;
    try {
      there =
          new ProcessBuilder("gcc", "--version").redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException | InterruptedException e) {
      there = false;
    }
    assumeTrue(there, "no gcc");
  }

  /** What is left of one program: its memory, or why it is undefined. */
  private record Result(String memory, boolean undefined) {}

  @Test
  void randomProgramsComputeWhatGccComputes() throws Exception {
    StringBuilder file = new StringBuilder("#include <stdio.h>\n#include <unistd.h>\n");
    file.append("#include <sys/wait.h>\n");
    NavigableMap<Integer, Integer> firstLines = new TreeMap<>();
    StringBuilder main = new StringBuilder("int main(void) {\n");
    List<Result> ours = new ArrayList<>();
    for (int i = 0; i < GENERATED; i++) {
      String prefix = "p" + i + "_";
      String text = RandomModel.text(SEED + i, prefix, "thread");
      Compilation compilation = Compilation.ofText("main.c", "#include <pincer.h>\n" + text);
      Program program = compilation.orFail();
      ours.add(run(program));
      firstLines.put((int) file.toString().lines().count() + 1, i);
      file.append(RandomModel.text(SEED + i, prefix, "static void"));
      main.append("if (!fork()) { ").append(prefix).append("main(); printf(\"").append(i);
      main.append(":\"); ");
      for (Place place : scalars(program)) {
        main.append("printf(\" %lld\", (long long)").append(place.path()).append("); ");
      }
      main.append("printf(\"\\n\"); fflush(stdout); _exit(0); } wait(0);\n");
    }
    int own = file.toString().split("\n", -1).length;
    firstLines.put(own, GENERATED);
    file.append(main).append("return 0;\n}\n");
    List<Result> theirs = gcc(file.toString(), firstLines);
    int defined = 0;
    int unseen = 0;
    for (int i = 0; i < GENERATED; i++) {
      String text = RandomModel.text(SEED + i, "p" + i + "_", "thread");
      boolean undefined = ours.get(i).undefined();
      if (ours.get(i).memory().contains("signed overflow") && !theirs.get(i).undefined()) {
        // gcc computes (char)(a * b) in a narrower, unsigned type before it looks for overflow.
        unseen++;
        continue;
      }
      assertEquals(theirs.get(i).undefined(), undefined, ours.get(i).memory() + "\n" + text);
      if (!undefined) {
        assertEquals(theirs.get(i).memory(), ours.get(i).memory(), text);
        defined++;
      }
    }
    assertTrue(unseen <= GENERATED / 20, "overflows that gcc does not see: " + unseen);
    assertTrue(defined > GENERATED / 3, "too few programs are defined: " + defined);
  }

  private static List<Place> scalars(Program program) {
    return program.memory().places().stream()
        .filter(p -> !p.hole() && !(p.type() instanceof ValueType.Pointer))
        .toList();
  }

  private static Result run(Program program) {
    Machine machine = new Machine(program);
    State state = machine.starts().get(0).state();
    while (state.fault() == null && !state.threads().get(0).hasReturned()) {
      state = machine.expand(state).successors().get(0).state();
    }
    Fault fault = state.fault();
    if (fault != null) {
      return new Result(fault.toString(), true);
    }
    StringBuilder memory = new StringBuilder();
    for (int i = 0; i < program.memory().places().size(); i++) {
      Place place = program.memory().places().get(i);
      if (!place.hole() && !(place.type() instanceof ValueType.Pointer)) {
        memory.append(' ').append(state.memory().get(i));
      }
    }
    return new Result(memory.toString(), false);
  }

  private List<Result> gcc(String text, NavigableMap<Integer, Integer> firstLines)
      throws Exception {
    Path source = folder.resolve("all.c");
    Files.writeString(source, text);
    Path program = folder.resolve("all");
    String compiled =
        output(
            "gcc",
            "-std=gnu11",
            "-w",
            "-O0",
            "-fsanitize=undefined",
            "-o",
            program.toString(),
            source.toString());
    assertEquals("", compiled);
    String output = output(program.toString());
    List<Result> results = new ArrayList<>();
    for (int i = 0; i < GENERATED; i++) {
      results.add(new Result("", false));
    }
    Matcher values = Pattern.compile("(?m)^(\\d+):(.*)$").matcher(output);
    while (values.find()) {
      results.set(Integer.parseInt(values.group(1)), new Result(values.group(2), false));
    }
    Matcher errors = Pattern.compile("all\\.c:(\\d+):\\d+: runtime error").matcher(output);
    while (errors.find()) {
      int i = firstLines.floorEntry(Integer.parseInt(errors.group(1))).getValue();
      results.set(i, new Result("", true));
    }
    return results;
  }

  private static String output(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output;
  }
}
