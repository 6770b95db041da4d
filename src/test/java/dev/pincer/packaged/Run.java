// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packaged;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A process, ended: its exit code, and all that it wrote. */
record Run(int exit, String output) {
  static Run of(Path folder, Map<String, String> environment, List<String> command)
      throws IOException, InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()));
    builder.environment().keySet().removeIf(name -> name.matches("GITHUB_.*|GITLAB_.*|MAVEN_.*"));
    builder.environment().putAll(environment);
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Run(process.waitFor(), output);
  }

  static Run of(Path folder, String... command) throws IOException, InterruptedException {
    return of(folder, Map.of(), List.of(command));
  }
}
