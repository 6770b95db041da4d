// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import com.google.common.collect.ImmutableMap;
import dev.pincer.Models;
import dev.pincer.corpus.Corpus;
import dev.pincer.corpus.SourceTree;
import dev.pincer.corpus.Stage;
import dev.pincer.diag.Diagnostics;
import dev.pincer.report.Json;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pincer source}: the small Linux of one stage, as files. */
@Command(
    name = "source",
    description = {
      "Writes the small Linux of one stage into a new folder, to read it or to change it.",
      "",
      "models/linux holds the oldest stage only; what `git diff` says of a change to a folder that",
      "this verb wrote is a patch for that stage."
    },
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  pincer source --at v5.9 my-linux"})
final class Source implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here.
  private CommandSpec spec;

  @Parameters(paramLabel = "DIR", description = "the folder; it must be new, or empty")
  @SuppressWarnings("NullAway.Init")
  private Path target;

  @Option(
      names = "--at",
      paramLabel = "STAGE",
      description = "a tag, a commit id, `today` (the default), or a proposal")
  private String stage = Stage.TODAY;

  @Mixin private final ModelsFolder folder = new ModelsFolder();

  @Mixin private final Output output = new Output();

  @Override
  public Integer call() {
    Models models = folder.open();
    SourceTree tree = models.source(stage);
    Diagnostics diagnostics = new Diagnostics();
    if (!Corpus.write(tree, target, diagnostics)) {
      throw new Refusal(diagnostics);
    }
    output.print(
        spec,
        output.json()
            ? Json.object(ImmutableMap.of("stage", stage, "folder", target.toString()))
            : tree.paths().size() + " files of " + stage + " in " + target + "\n");
    return 0;
  }
}
