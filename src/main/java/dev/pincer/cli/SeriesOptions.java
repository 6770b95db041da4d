// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import com.google.common.collect.ImmutableList;
import dev.pincer.Model;
import dev.pincer.Models;
import dev.pincer.corpus.Stage;
import dev.pincer.diag.Diagnostics;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which stages a verb looks at that goes through the series. */
final class SeriesOptions {
  @Option(
      names = "--since",
      paramLabel = "STAGE",
      description = "begin at this stage: a tag or a commit id (default: the scenario's first)")
  private @Nullable String since;

  @Option(
      names = "--until",
      paramLabel = "STAGE",
      description = "end at this stage (default: the scenario's last, mostly today)")
  private @Nullable String until;

  @Mixin private final Definitions definitions = new Definitions();

  @Mixin private final ModelsFolder folder = new ModelsFolder();

  @Mixin private final Memory memory = new Memory();

  Models open() {
    return folder.open();
  }

  /** The scenario at each of the stages, oldest first; at least one. */
  ImmutableList<Model> stages(Models models, String scenario) {
    Model base = definitions.define(models.model(scenario));
    base = memory.isChosen() ? base.under(memory.model()) : base;
    if (!base.usesLinux()) {
      throw Refusal.noHistory(base);
    }
    Stage first = since == null ? models.corpus().series().base() : stage(models, since);
    Stage last = until == null ? models.corpus().series().today() : stage(models, until);
    if (last.index() < first.index()) {
      throw Refusal.untilBeforeSince(first, last);
    }
    ImmutableList.Builder<Model> stages = ImmutableList.builder();
    for (Stage stage : models.corpus().series().stages()) {
      if (base.scenario().covers(stage)
          && first.index() <= stage.index()
          && stage.index() <= last.index()) {
        stages.add(base.at(stage));
      }
    }
    ImmutableList<Model> all = stages.build();
    if (all.isEmpty()) {
      throw Refusal.notCovered(base.scenario(), first);
    }
    return all;
  }

  private static Stage stage(Models models, String name) {
    Diagnostics diagnostics = new Diagnostics();
    Stage stage = models.corpus().series().stage(name, Usage.PLACE, diagnostics);
    if (stage == null) {
      throw new Refusal(diagnostics);
    }
    return stage;
  }
}
