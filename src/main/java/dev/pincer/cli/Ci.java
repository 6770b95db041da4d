// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.pincer.corpus.Corpus;
import dev.pincer.diag.Diagnostics;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code pincer ci}: {@code check}, with the reports that the CI server around it reads. */
@Command(
    name = "ci",
    description = {
      "Checks as `pincer check` does, and reports as the CI server wants it.",
      "",
      "On GitHub Actions (GITHUB_ACTIONS is set): annotations, and the summary of the step. On GitLab"
          + " (GITLAB_CI is set) and there: junit.xml, pincer.sarif and comment.md in a folder."
          + " Anywhere else: text alone, unless --reports names the folder."
    },
    footer = {
      "",
      "Examples:",
      "  pincer ci",
      "  pincer ci --reports build/pincer fork-gup-fast",
      "",
      "Exit code: that of `pincer check`."
    })
final class Ci implements Callable<Integer> {
  private static final String GITHUB = "GITHUB_ACTIONS";
  private static final String SUMMARY = "GITHUB_STEP_SUMMARY";
  private static final String GITLAB = "GITLAB_CI";

  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here.
  private CommandSpec spec;

  @Option(
      names = "--reports",
      paramLabel = "DIR",
      description = "the folder for reports (default on a CI server: pincer-reports)")
  private @Nullable Path reports;

  @Mixin private final Check check = new Check();

  @Override
  public Integer call() {
    check.demandNoFormat("pincer ci");
    ImmutableMap<String, String> environment = Main.of(spec).environment();
    ImmutableList.Builder<Sink> sinks = ImmutableList.builder();
    boolean github = environment.containsKey(GITHUB);
    if (github) {
      sinks.add(Sink.standardOutput(Format.GITHUB));
      String summary = environment.get(SUMMARY);
      if (summary != null && !summary.isEmpty()) {
        sinks.add(new Sink(Format.MARKDOWN, Path.of(summary), true));
      }
    }
    Path folder = reports;
    if (folder == null && (github || environment.containsKey(GITLAB))) {
      folder = Path.of("pincer-reports");
    }
    if (folder != null) {
      Diagnostics diagnostics = new Diagnostics();
      if (!Corpus.makeFolder(folder, diagnostics)) {
        throw new Refusal(diagnostics);
      }
      sinks.add(Sink.of(Format.JUNIT, folder.resolve("junit.xml")));
      sinks.add(Sink.of(Format.SARIF, folder.resolve("pincer.sarif")));
      sinks.add(Sink.of(Format.MARKDOWN, folder.resolve("comment.md")));
    }
    return check.run(spec, sinks.build(), true);
  }
}
