// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The git and the GNU patch of this machine, as oracles, in a repository of their own. */
final class Git {
  private final Path folder;

  Git(Path folder) {
    this.folder = folder;
    run("git", "init", "-q");
  }

  /** Whether a program is installed. */
  static boolean has(String program) {
    try {
      return new ProcessBuilder(program, "--version")
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  record Output(int exit, String text) {}

  Output run(String... command) {
    return run(List.of(command), "");
  }

  Output run(List<String> command, String input) {
    try {
      Path in = folder.resolveSibling(folder.getFileName() + ".in");
      Files.writeString(in, input);
      Process process =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectInput(in.toFile())
              .redirectErrorStream(true)
              .start();
      String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Output(process.waitFor(), text);
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Writes the files, and deletes all others. */
  void write(Map<String, String> texts) throws IOException {
    try (Stream<Path> walk = Files.list(folder)) {
      for (Path path : (Iterable<Path>) walk::iterator) {
        if (!path.endsWith(".git")) {
          delete(path);
        }
      }
    }
    Trees.tree(texts).writeTo(folder);
  }

  /** Deletes a folder or file with all below it. */
  static void delete(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path dir, IOException e) throws IOException {
            Files.delete(dir);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  Map<String, String> read() throws IOException {
    Map<String, String> texts = new TreeMap<>();
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) walk::iterator) {
        String name = folder.relativize(path).toString();
        if (Files.isRegularFile(path) && !name.startsWith(".git/")) {
          texts.put(name, Files.readString(path));
        }
      }
    }
    return texts;
  }

  /** What {@code git diff} prints between two trees. */
  String diff(Map<String, String> before, Map<String, String> after, List<String> options)
      throws IOException {
    String oldTree = store(before);
    String newTree = store(after);
    List<String> command = new ArrayList<>(List.of("git", "diff-tree", "-r", "-p"));
    command.addAll(options);
    command.add(oldTree);
    command.add(newTree);
    return run(command, "").text();
  }

  private String store(Map<String, String> texts) throws IOException {
    write(texts);
    run("git", "-c", "core.autocrlf=false", "add", "-A");
    return run("git", "write-tree").text().strip();
  }
}
