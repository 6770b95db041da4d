// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The workflows of docs/ci: their commands run, in a checkout of which only the models are small,
 * in the environment that the service gives. {@code ./mvnw} and {@code gh} are stand-ins that write
 * down how they were called: the build is what made the jar, and there is no pull request.
 */
@Tag("packaged")
class WorkflowsTest {
  private static final Pattern RUN = Pattern.compile("(?m)^ +run: (.+)$");
  private static final Pattern SCRIPT = Pattern.compile("(?m)^ +- (\\./mvnw .+|java .+)$");

  @TempDir private Path checkout;

  @Test
  void githubsCommandsRun() throws Exception {
    List<String> commands = commands("docs/ci/github.yml", RUN);
    assertEquals(3, commands.size(), commands.toString());
    Map<String, String> environment = environment();
    breakARow();
    Path summary = Files.writeString(checkout.resolve("summary.md"), "");
    environment.put("GITHUB_ACTIONS", "true");
    environment.put("GITHUB_STEP_SUMMARY", summary.toString());
    environment.put("NUMBER", "7");

    assertEquals(0, run(commands.get(0), environment).exit());
    Run check = run(commands.get(1), environment);
    assertEquals(1, check.exit(), check.output());
    assertTrue(
        check.output().contains("\n::error file=models/scenarios/count-faults.c,line=19,title="),
        check.output());
    assertTrue(Files.readString(summary).contains("1 verdict not as expected"));
    assertEquals(0, run(commands.get(2), environment).exit());
    assertEquals(
        List.of(
            "mvnw -B -ntp -Dmaven.test.skip=true -DskipTests package",
            "gh pr comment 7 --body-file pincer-reports/comment.md"),
        Files.readAllLines(checkout.resolve("calls")));
    assertReports(Files.readString(Path.of("docs/ci/github.yml")));
  }

  @Test
  void gitlabsCommandsRun() throws Exception {
    List<String> commands = commands("docs/ci/gitlab.yml", SCRIPT);
    assertEquals(2, commands.size(), commands.toString());
    Map<String, String> environment = environment();
    environment.put("GITLAB_CI", "true");
    for (String command : commands) {
      Run run = run(command, environment);
      assertEquals(0, run.exit(), run.output());
    }
    assertReports(Files.readString(Path.of("docs/ci/gitlab.yml")));
  }

  /** What the workflow keeps is what was written. */
  private void assertReports(String workflow) {
    Matcher path = Pattern.compile("pincer-reports(/[\\w.]+)?").matcher(workflow);
    while (path.find()) {
      assertTrue(Files.exists(checkout.resolve(path.group())), path.group());
    }
  }

  private static List<String> commands(String file, Pattern line) throws IOException {
    List<String> commands = new ArrayList<>();
    Matcher matcher = line.matcher(Files.readString(Path.of(file)));
    while (matcher.find()) {
      commands.add(matcher.group(1));
    }
    return commands;
  }

  private Map<String, String> environment() throws IOException {
    JarsTest.copy(Path.of("src/test/golden/cli/models"), checkout.resolve("models"));
    Files.createSymbolicLink(checkout.resolve("target"), Path.of("target").toAbsolutePath());
    Path bin = Files.createDirectories(checkout.resolve("stand-ins"));
    standIn(checkout.resolve("mvnw"));
    standIn(bin.resolve("gh"));
    Files.createSymbolicLink(
        bin.resolve("java"), Path.of(System.getProperty("java.home"), "bin/java"));
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", bin + ":" + System.getenv("PATH"));
    environment.put("CALLS", checkout.resolve("calls").toString());
    return environment;
  }

  private static void standIn(Path file) throws IOException {
    Files.writeString(file, "#!/bin/sh\necho \"${0##*/} $*\" >> \"$CALLS\"\n");
    assertTrue(file.toFile().setExecutable(true));
  }

  /** Expects what is not so. */
  private void breakARow() throws IOException {
    Path table = checkout.resolve("models/expected.txt");
    String rows = Files.readString(table);
    Files.writeString(table, rows.replaceFirst("(?m)^(count-twice .* )broken  4", "$1broken  5"));
  }

  private Run run(String command, Map<String, String> environment)
      throws IOException, InterruptedException {
    return Run.of(checkout, environment, List.of("sh", "-e", "-c", command));
  }
}
