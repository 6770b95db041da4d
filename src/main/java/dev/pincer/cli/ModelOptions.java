// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import com.google.common.collect.ImmutableList;
import dev.pincer.KnobRange;
import dev.pincer.Model;
import dev.pincer.Models;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which code is judged: the options that all verbs on models share. */
final class ModelOptions {
  @Option(
      names = "--at",
      paramLabel = "STAGE",
      description =
          "the small Linux of this stage: a tag, a commit id, `today` (the default), or a proposal")
  private List<String> stages = List.of();

  @Option(
      names = "--patch",
      paramLabel = "FILE",
      description =
          "apply this patch on top, `-` for standard input; may be repeated, in the order of application")
  private List<Path> patches = List.of();

  @Option(
      names = "--fuzz",
      paramLabel = "N",
      description = "let N lines of a hunk's context differ, as patch(1) does (default: 0)",
      converter = Budget.Fuzz.class)
  private int fuzz;

  @Mixin private final Definitions definitions = new Definitions();

  @Mixin private final ModelsFolder models = new ModelsFolder();

  @Mixin private final Memory memory = new Memory();

  Memory memory() {
    return memory;
  }

  ImmutableList<String> stages() {
    return ImmutableList.copyOf(stages);
  }

  ImmutableList<Path> patches() {
    return ImmutableList.copyOf(patches);
  }

  /** Whether it judges something else than what models say. */
  boolean changesModels() {
    return !patches.isEmpty() || !definitions.isEmpty() || memory.isChosen();
  }

  boolean asksForStages() {
    return !stages.isEmpty() || !patches.isEmpty();
  }

  /** Opens the models folder. */
  Models open() {
    return models.open();
  }

  /** {@code model} with the fuzz, patches and macros of the command line. */
  Model apply(Model model) {
    return definitions.define(patched(model));
  }

  private Model patched(Model model) {
    if (fuzz != 0 && patches.isEmpty()) {
      throw Refusal.pointless("--fuzz", "a `--patch`");
    }
    Model with = fuzz == 0 ? model : model.fuzz(fuzz);
    with = memory.isChosen() ? with.under(memory.model()) : with;
    for (Path patch : patches) {
      with = with.with(patch);
    }
    return with;
  }

  /** The one model that the command line is about. */
  Model one(Models folder, String scenario) {
    return definitions.define(at(folder, scenario));
  }

  /** The same without the macros of the command line. */
  private Model at(Models folder, String scenario) {
    if (stages.size() > 1) {
      throw Refusal.oneStage(stages);
    }
    Model model = folder.model(scenario);
    if (!stages.isEmpty() && !definitions.defineFirst(model).usesLinux()) {
      throw Refusal.noStages(model);
    }
    if (!stages.isEmpty()) {
      model = model.at(stages.get(0));
    } else if (!patches.isEmpty()) {
      model = model.at(folder.stageOf(patches.get(0)));
    }
    return patched(model);
  }

  /** {@code model} with the macros of the command line alone. */
  Model unpatched(Model model) {
    return definitions.define(memory.isChosen() ? model.under(memory.model()) : model);
  }

  /** The model that schedules are drawn of, without the knobs that are drawn as well. */
  Model drawn(Models folder, String scenario) {
    return definitions.defineSingle(at(folder, scenario));
  }

  /** The knobs that are drawn with schedules. */
  ImmutableList<KnobRange> ranges() {
    return definitions.ranges();
  }
}
