// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.pincer.Model;
import dev.pincer.ModelException;
import dev.pincer.Models;
import dev.pincer.corpus.Proposal;
import dev.pincer.corpus.Scenario;
import dev.pincer.corpus.Stage;
import dev.pincer.machine.MemoryModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Which models a call of {@code check} is about.
 *
 * @param models the rows of one matrix, in order
 * @param inFull whether the races of its broken properties are to be drawn
 */
record Selection(Scenario scenario, ImmutableList<Model> models, boolean inFull) {

  /**
   * A selection for each scenario that was named; where none was, for each that has something to
   * say.
   */
  static ImmutableList<Selection> of(
      Models models,
      List<String> names,
      ModelOptions options,
      boolean allStages,
      boolean allProposals) {
    List<Model> bases = new ArrayList<>();
    boolean named = !names.isEmpty();
    if (named) {
      names.forEach(name -> bases.add(models.model(name)));
    } else {
      models.corpus().scenarios().forEach(scenario -> bases.add(models.model(scenario)));
    }
    ImmutableList.Builder<Selection> selections = ImmutableList.builder();
    for (Model base : bases) {
      Selection selection = of(models, base, options, allStages, allProposals, named);
      if (!selection.models.isEmpty()) {
        selections.add(selection);
      }
    }
    return selections.build();
  }

  /** Whether one of its models has the stage or proposal of another. */
  boolean has(Model other) {
    return models.stream()
        .anyMatch(
            model ->
                model.stage().equals(other.stage())
                    && Objects.equals(model.proposal(), other.proposal()));
  }

  /** Whether one of its models is the very same as another, which cannot be wrong here. */
  boolean fits(Model other) {
    try {
      for (Model model : models) {
        if (model.readsAs(other)) {
          return true;
        }
      }
      return false;
    } catch (ModelException e) {
      return false; // What is wrong with a saved one, a check without options says.
    }
  }

  private static Selection of(
      Models models,
      Model base,
      ModelOptions options,
      boolean allStages,
      boolean allProposals,
      boolean named) {
    Scenario scenario = base.scenario();
    boolean asked = allStages || options.asksForStages();
    boolean atStages = allStages || !options.stages().isEmpty();
    if (atStages && named && !options.unpatched(base).usesLinux()) {
      throw Refusal.noStages(base);
    }
    if (!asked) {
      return switch (scenario.kind()) {
        case OWN -> new Selection(scenario, ImmutableList.of(options.apply(base)), true);
        case LESSON -> new Selection(scenario, ImmutableList.of(options.apply(base)), named);
        case SHIPPED -> new Selection(scenario, matrix(models, base, options, allProposals), false);
      };
    }
    if (scenario.kind() == Scenario.Kind.LESSON && !named) {
      return new Selection(scenario, ImmutableList.of(), false); // It stands on no stage.
    }
    ImmutableList.Builder<Model> rows = ImmutableList.builder();
    for (Model at : stages(models, base, options, allStages)) {
      if (!scenario.covers(at.stage())) {
        if (named && !allStages) {
          throw Refusal.notCovered(scenario, at.stage());
        }
        continue;
      }
      if (!options.patches().isEmpty()) {
        rows.add(options.unpatched(at));
      }
      rows.add(options.apply(at));
    }
    return new Selection(scenario, rows.build(), !allStages);
  }

  /**
   * Each stage that the scenario covers, then the proposals of which expected.txt says what they do
   * to it; others change nothing that it asks about, or nobody knows what they should.
   */
  private static ImmutableList<Model> matrix(
      Models models, Model base, ModelOptions options, boolean allProposals) {
    ImmutableList.Builder<Model> rows = ImmutableList.builder();
    for (Stage stage : models.corpus().series().stages()) {
      if (base.scenario().covers(stage)) {
        addUnderAll(rows, stage.name(), base.at(stage), options);
      }
    }
    for (Proposal proposal : models.corpus().proposals()) {
      boolean said = allProposals || models.expects(proposal, base.scenario());
      if (said && base.scenario().covers(proposal.after())) {
        addUnderAll(rows, proposal.name(), base.at(proposal), options);
      }
    }
    return rows.build();
  }

  /** A model, and it under each further memory model of which expected.txt says something. */
  private static void addUnderAll(
      ImmutableList.Builder<Model> rows, String subject, Model model, ModelOptions options) {
    Model asked = options.apply(model);
    rows.add(asked);
    for (String memory : MemoryModel.names()) {
      boolean said = asked.isShipped() && model.models().expects(subject, model.scenario(), memory);
      if (said && !options.memory().isChosen() && !memory.equals(asked.memory().name())) {
        rows.add(asked.under(MemoryModel.named(memory, MemoryModel.DEPTH)));
      }
    }
  }

  /**
   * The stages that were asked for; that of the first patch's {@code After:} line, or today, where
   * none was.
   */
  private static List<Model> stages(
      Models models, Model base, ModelOptions options, boolean allStages) {
    List<Model> rows = new ArrayList<>();
    if (allStages) {
      models.corpus().series().stages().forEach(stage -> rows.add(base.at(stage)));
    }
    options.stages().forEach(stage -> rows.add(base.at(stage)));
    if (rows.isEmpty()) {
      Path first = Iterables.getFirst(options.patches(), null);
      rows.add(first == null ? base : base.at(models.stageOf(first)));
    }
    return rows;
  }
}
