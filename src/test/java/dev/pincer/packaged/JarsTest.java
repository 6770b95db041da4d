// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("packaged")
class JarsTest {
  private static final Path TARGET = Path.of("target").toAbsolutePath();
  private static final String JAR = TARGET.resolve("pincer.jar").toString();
  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin/java").toString();

  @TempDir private Path folder;

  @Test
  void theJarJudgesItsOwnModelsInAnEmptyFolder() throws Exception {
    Run check = Run.of(folder, JAVA, "-jar", JAR, "check", "01-lost-update", "02-deadlock");
    assertEquals(0, check.exit(), check.output());
    assertTrue(check.output().contains("; all as expected"), check.output());
    Run patched = Run.of(folder, JAVA, "-jar", JAR, "list", "fork-gup-fast", "--at", "v5.9");
    assertEquals(0, patched.exit(), patched.output());
    assertEquals(List.of(), files(folder));
  }

  @Test
  void theModelsInTheJarAreNotWritten() throws Exception {
    Run update = Run.of(folder, JAVA, "-jar", JAR, "check", "01-lost-update", "--update");
    assertEquals(2, update.exit());
    assertTrue(update.output().contains("error[E0606]: cannot be written: it is inside the jar"));
  }

  @Test
  void modelsInTheWorkingFolderComeFirst() throws Exception {
    copy(Path.of("src/test/golden/cli/models"), folder.resolve("models"));
    Run scenarios = Run.of(folder, JAVA, "-jar", JAR, "scenarios");
    assertTrue(scenarios.output().contains("count-faults"), scenarios.output());
    assertFalse(scenarios.output().contains("fork-gup-fast"), scenarios.output());
  }

  @Test
  void binRunsThroughALink() throws Exception {
    Path link = Files.createSymbolicLink(folder.resolve("pin"), TARGET.resolve("bin/pincer"));
    Run version = Run.of(folder, link.toString(), "--version");
    assertEquals(0, version.exit(), version.output());
    assertTrue(version.output().startsWith("pincer 0.1.0\n"), version.output());
  }

  @Test
  void bashCompletesVerbsAndOptions() throws Exception {
    assertEquals("check\n", completed("bash", "pincer che"));
    assertTrue(completed("bash", "pincer check --pa").contains("--patch\n"));
    assertTrue(completed("bash", "pincer check --form").contains("--format\n"));
  }

  @Test
  void zshCompletesThroughBashcompinit() throws Exception {
    assumeTrue(Run.of(folder, "sh", "-c", "command -v zsh").exit() == 0, "no zsh here");
    Run run =
        Run.of(
            folder,
            "zsh",
            "-fc",
            "autoload -U +X compinit && compinit -u; . "
                + TARGET.resolve("bin/pincer-completion.sh")
                + "; whence -w _complete_pincer; print -r -- $_comps[pincer]");
    assertEquals(0, run.exit(), run.output());
    assertTrue(run.output().contains("_complete_pincer: function"), run.output());
    assertTrue(run.output().contains("_bash_complete"), run.output());
  }

  /** Where there is no zsh, bash plays it: what the script then does is told by what it calls. */
  @Test
  void forZshItSetsCompletionUpAndRegisters() throws Exception {
    Run run =
        Run.of(
            folder,
            "bash",
            "-c",
            "unset BASH_VERSION; ZSH_VERSION=5.9; setopt() { echo setopt $*; };"
                + " autoload() { echo autoload $*; }; compinit() { echo compinit; };"
                + " bashcompinit() { echo bashcompinit; complete() { echo complete $*; }; }; . "
                + TARGET.resolve("bin/pincer-completion.sh"));
    assertEquals(0, run.exit(), run.output());
    assertTrue(
        run.output().contains("compinit\nautoload -U +X bashcompinit\nbashcompinit\ncomplete -F"),
        run.output());
    assertTrue(run.output().contains("complete -F _complete_pincer"), run.output());
  }

  /** What a shell offers for the last word of a line. */
  private String completed(String shell, String line) throws Exception {
    Run run =
        Run.of(
            folder,
            shell,
            "-c",
            ". "
                + TARGET.resolve("bin/pincer-completion.sh")
                + "; COMP_WORDS=("
                + line
                + "); COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMP_LINE='"
                + line
                + "'; _complete_pincer pincer; printf '%s\\n' \"${COMPREPLY[@]}\"");
    assertEquals(0, run.exit(), run.output());
    return run.output();
  }

  @Test
  void theFaceHasSourcesAndJavadoc() throws IOException {
    assertHas("pincer-0.1.0.jar", "dev/pincer/Model.class");
    assertHas("pincer-0.1.0.jar", "META-INF/services/org.junit.platform.engine.TestEngine");
    assertHas("pincer-0.1.0.jar", "META-INF/LICENSES/GPL-2.0.txt");
    assertHas("pincer-0.1.0-sources.jar", "dev/pincer/Model.java");
    assertHas("pincer-0.1.0-javadoc.jar", "dev/pincer/Model.html");
    assertHas("pincer-0.1.0-javadoc.jar", "dev/pincer/junit/ModelTests.html");
  }

  private static void assertHas(String jar, String entry) throws IOException {
    try (ZipFile zip = new ZipFile(TARGET.resolve(jar).toFile())) {
      assertTrue(zip.getEntry(entry) != null, jar + " has no " + entry);
    }
  }

  /**
   * A project with tests in Java and tests without, built by Maven from the library jar and its pom
   * as a repository has them. What it needs besides is what this build has fetched already.
   */
  @Test
  void aProjectThatHasTheJarAloneTestsModels() throws Exception {
    Path project = folder.resolve("project");
    copy(Path.of("src/test/consumer"), project);
    Path published = folder.resolve("repository/dev/pincer/pincer/0.1.0");
    Files.createDirectories(published);
    Files.copy(TARGET.resolve("pincer-0.1.0.jar"), published.resolve("pincer-0.1.0.jar"));
    Files.copy(Path.of("pom.xml"), published.resolve("pincer-0.1.0.pom"));
    Run run =
        Run.of(
            project,
            Map.of(),
            List.of(
                Path.of("mvnw").toAbsolutePath().toString(),
                "-B",
                "-o",
                "-f",
                project.resolve("pom.xml").toString(),
                "-Dmaven.repo.local=" + folder.resolve("repository"),
                "-Dmaven.repo.local.tail=" + localRepository(),
                "test"));
    assertEquals(0, run.exit(), run.output());
    // Rows, witnesses and the rest of two lessons; two of the counter; three in Java.
    String counts = run.output().lines().filter(l -> l.contains("Tests run:")).toList().toString();
    assertTrue(counts.contains("in org.example.ShippedModelsTest"), counts);
    assertTrue(counts.contains("Tests run: 2, Failures: 0, Errors: 0, Skipped: 0"), counts);
    assertTrue(counts.contains("Tests run: 3, Failures: 0, Errors: 0, Skipped: 0"), counts);
  }

  /** Where this build has its own libraries from: a jar in it is three folders below. */
  private static Path localRepository() throws Exception {
    Path jar = Path.of(Test.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    Path root = jar;
    for (String name : List.of("jar", "version", "artifact", "jupiter", "junit", "org")) {
      root = Objects.requireNonNull(root.getParent(), name);
    }
    return root;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.toList();
    }
  }

  static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
