// SPDX-License-Identifier: Apache-2.0
package dev.pincer.docs;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The commands of docs/WRITING-A-MODEL.md, run in order by a shell, print what stands below them;
 * {@code ...} stands for any text, {@code TIME} for a time.
 */
class WritingAModelTest {
  private static final Path PAGE = Path.of("docs/WRITING-A-MODEL.md");
  private static final String MARK = "---- next command ----";

  @TempDir Path folder;

  /** A command, and the lines that the page has below it. */
  private record Command(String line, List<String> output) {}

  @Test
  void theCommandsPrintWhatThePageShows() throws IOException, InterruptedException {
    Assumptions.assumeTrue(has("sh") && has("git"), "no shell, or no git");
    copyModels();
    for (String model : List.of("first-touch.c", "put-page.c")) {
      Files.writeString(folder.resolve(model), block("```c " + model));
    }
    Files.writeString(folder.resolve("put-once.patch"), block("```diff put-once.patch"));
    Files.writeString(folder.resolve("shown.patch"), block("```diff my-idea.patch"));
    writeLauncher();

    List<Command> commands = commands();
    assertFalse(commands.isEmpty(), "no commands");
    List<String> outputs = run(commands);
    for (int i = 0; i < commands.size(); i++) {
      String line = commands.get(i).line();
      String shown = Joiner.on('\n').join(commands.get(i).output());
      String printed = outputs.get(i).strip();
      assertTrue(
          pattern(shown).matcher(printed).matches(),
          () -> line + "\nprinted\n" + printed + "\nand not\n" + shown);
    }
  }

  // ---- The page ------------------------------------------------------------------------------

  private static String block(String fence) throws IOException {
    StringBuilder block = new StringBuilder();
    boolean within = false;
    for (String line : Files.readAllLines(PAGE)) {
      if (line.startsWith("```")) {
        within = line.equals(fence);
      } else if (within) {
        block.append(line).append('\n');
      }
    }
    return block.toString();
  }

  private static List<Command> commands() throws IOException {
    List<Command> commands = new ArrayList<>();
    for (String line : Splitter.on('\n').split(block("```console").strip())) {
      if (line.startsWith("$ ")) {
        commands.add(new Command(line.substring(2), new ArrayList<>()));
      } else {
        commands.get(commands.size() - 1).output().add(line);
      }
    }
    return commands;
  }

  private static Pattern pattern(String shown) {
    String quoted = Pattern.quote(shown.strip());
    return Pattern.compile(
        quoted.replace("...", "\\E.*?\\Q").replace("TIME", "\\E[0-9.]+ s\\Q"), Pattern.DOTALL);
  }

  // ---- The shell -----------------------------------------------------------------------------

  private void copyModels() throws IOException {
    Path models = Path.of("models");
    try (Stream<Path> walk = Files.walk(models)) {
      for (Path path : (Iterable<Path>) walk::iterator) {
        Files.copy(path, folder.resolve(path.toString()));
      }
    }
  }

  /** What `pincer` is in a checkout. */
  private void writeLauncher() throws IOException {
    Path launcher = folder.resolve("pincer");
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    Files.writeString(
        launcher,
        "#!/bin/sh\nexec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -cp '%s' '-Dpincer.home=%s' dev.pincer.cli.Main \"$@\"\n"
            .formatted(java, System.getProperty("java.class.path"), folder));
    assertTrue(launcher.toFile().setExecutable(true));
  }

  private List<String> run(List<Command> commands) throws IOException, InterruptedException {
    StringBuilder script = new StringBuilder();
    boolean hasGcc = has("gcc");
    for (Command command : commands) {
      String line = command.line();
      if (line.startsWith("$EDITOR ")) {
        line = "git apply ../shown.patch";
      } else if (line.startsWith("gcc ") && !hasGcc) {
        line = ":";
      }
      script.append(line).append("\necho '").append(MARK).append("'\n");
    }
    Path file = folder.resolve("commands.sh");
    Files.writeString(file, script);
    Process shell =
        new ProcessBuilder("sh", file.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .start();
    shell.getOutputStream().close();
    String output = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    shell.waitFor();
    return Splitter.on(MARK).splitToList(output);
  }

  private static boolean has(String program) throws InterruptedException {
    try {
      return new ProcessBuilder(program, program.equals("sh") ? "-c" : "--version", "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          >= 0;
    } catch (IOException e) {
      return false;
    }
  }
}
