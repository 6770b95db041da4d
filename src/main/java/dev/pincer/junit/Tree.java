// SPDX-License-Identifier: Apache-2.0
package dev.pincer.junit;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.pincer.Model;
import dev.pincer.ModelException;
import dev.pincer.Models;
import dev.pincer.SavedSchedules;
import dev.pincer.corpus.Expectations;
import dev.pincer.corpus.SavedSchedule;
import dev.pincer.corpus.Scenario;
import dev.pincer.corpus.Stage;
import dev.pincer.machine.MemoryModel;
import dev.pincer.program.Program;
import dev.pincer.program.Property;
import dev.pincer.source.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;

/**
 * Plans the tests of models: scenario, then subject, then property. What is wrong becomes a {@link
 * Mistake} in the place of the tests that it costs.
 *
 * <p>Cost: each scenario is read at one stage, to know its witnesses; nothing is searched.
 */
final class Tree {
  private final ImmutableSet<String> scenarios;
  private final ImmutableSet<String> stages;

  /**
   * @param scenarios those wanted, by name; none for all
   * @param stages those wanted, by name; none for all
   */
  Tree(List<String> scenarios, List<String> stages) {
    this.scenarios = ImmutableSet.copyOf(scenarios);
    this.stages = ImmutableSet.copyOf(stages);
  }

  /**
   * Adds the tests of each path to {@code parent}: of a models folder, a C file, or a folder of C
   * files; of the shipped models if there is no path.
   */
  void grow(TestDescriptor parent, List<String> paths) {
    if (paths.isEmpty()) {
      grow(parent, Models.standardFolder());
    }
    for (String path : paths) {
      TestDescriptor below = parent;
      if (paths.size() > 1) {
        UniqueId id = parent.getUniqueId().append("models", path);
        below = new Group(id, path, null, ImmutableSet.of());
        parent.addChild(below);
      }
      grow(below, Path.of(path));
    }
  }

  private void grow(TestDescriptor parent, Path path) {
    try {
      if (Files.isRegularFile(path)) {
        addFile(parent, path);
      } else if (!Files.exists(path.resolve("series")) && !files(path).isEmpty()) {
        files(path).forEach(file -> addFile(parent, file));
      } else {
        addFolder(parent, Models.open(path));
      }
      if (parent.getChildren().isEmpty()) {
        throw ModelException.noTests(path.toString());
      }
    } catch (ModelException e) {
      parent.addChild(
          new Mistake(parent.getUniqueId(), parent.getSource().orElse(null), e.getMessage()));
    }
  }

  /** The C files of a folder; none if it is no folder, which opening it as models then says. */
  private static ImmutableList<Path> files(Path folder) {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(file -> file.toString().endsWith(".c"))
          .sorted()
          .collect(ImmutableList.toImmutableList());
    } catch (IOException e) {
      return ImmutableList.of();
    }
  }

  // ---- A models folder -------------------------------------------------------------------------

  private void addFolder(TestDescriptor parent, Models models) {
    models.demandReasons();
    for (String name : scenarios) {
      models.model(name); // Refuses what nothing is called.
    }
    for (String name : stages) {
      models.model(models.corpus().scenarios().get(0)).at(name);
    }
    for (Scenario scenario : models.corpus().scenarios()) {
      if (scenarios.isEmpty() || scenarios.contains(scenario.name())) {
        addScenario(parent, models, scenario);
      }
    }
  }

  private void addScenario(TestDescriptor parent, Models models, Scenario scenario) {
    Map<Key, List<Expectations.Row>> subjects = new LinkedHashMap<>();
    List<Expectations.Row> waiting = new ArrayList<>();
    for (Expectations.Row row : models.expectations().rows()) {
      if (row.scenario().equals(scenario.name()) && row.waiting()) {
        waiting.add(row);
      } else if (row.scenario().equals(scenario.name())) {
        subjects
            .computeIfAbsent(new Key(row.subject(), row.memory()), key -> new ArrayList<>())
            .add(row);
      }
    }
    if (subjects.isEmpty()) {
      // Nobody has said what to expect: then all must be well, today.
      String subject =
          scenario.kind() == Scenario.Kind.LESSON
              ? Expectations.NO_SUBJECT
              : (scenario.until() == null ? models.corpus().series().today() : scenario.until())
                  .name();
      subjects.put(new Key(subject, MemoryModel.sc().name()), List.of());
    }
    Group group =
        new Group(
            parent.getUniqueId().append("scenario", scenario.name()),
            scenario.name(),
            Sources.scenario(scenario),
            tags(scenario.name()));
    try {
      ImmutableMap<String, Span> witnesses = null;
      for (Map.Entry<Key, List<Expectations.Row>> entry : subjects.entrySet()) {
        Model model = entry.getKey().model(models, scenario);
        if (isWanted(model)) {
          witnesses = witnesses == null ? model.witnesses() : witnesses;
          group.addChild(subject(group, entry.getKey(), model, entry.getValue(), witnesses));
        }
      }
      addSaved(group, models, scenario);
    } catch (ModelException e) {
      group.addChild(new Mistake(group.getUniqueId(), Sources.scenario(scenario), e.getMessage()));
    }
    for (Expectations.Row row : waiting) {
      if (stages.isEmpty() || stages.contains(row.subject())) {
        addWaiting(group, models, row);
      }
    }
    if (!group.getChildren().isEmpty()) {
      parent.addChild(group);
    }
  }

  /** A test for each saved schedule. */
  private void addSaved(TestDescriptor parent, Models models, Scenario scenario) {
    for (SavedSchedule saved : SavedSchedules.of(models, scenario)) {
      Model model = SavedSchedules.model(models, saved);
      if (isWanted(model)) {
        List<String> tags = new ArrayList<>(names(model));
        tags.add(scenario.name());
        tags.add(model.memory().name());
        parent.addChild(
            new SavedTest(
                parent.getUniqueId().append("saved", saved.name()),
                scenario.name()
                    + ", saved "
                    + saved.name()
                    + ": "
                    + saved.property().text()
                    + " "
                    + saved.expect().word(),
                Sources.saved(saved),
                tags(tags.toArray(String[]::new)),
                models,
                saved));
      }
    }
  }

  private static void addWaiting(Group group, Models models, Expectations.Row row) {
    UniqueId id =
        group
            .getUniqueId()
            .append("waiting", row.subject())
            .append("memory", row.memory())
            .append("property", row.property());
    String name =
        group.getDisplayName()
            + ", "
            + row.subject()
            + " ("
            + row.memory()
            + "): "
            + row.property()
            + " "
            + row.verdict().word();
    group.addChild(
        new WaitingTest(
            id,
            name,
            Sources.row(models, row.place()),
            tags(group.getDisplayName(), row.subject(), row.memory()),
            row.memory()));
  }

  /** What one search is about, beside the scenario. */
  private record Key(String subject, String memory) {
    Model model(Models models, Scenario scenario) {
      Model model = models.model(scenario);
      Model at = subject.equals(Expectations.NO_SUBJECT) ? model : model.at(subject);
      return at.under(MemoryModel.named(memory, MemoryModel.DEPTH));
    }
  }

  private boolean isWanted(Model model) {
    return stages.isEmpty() || names(model).stream().anyMatch(stages::contains);
  }

  /** The names of the stage or proposal of a model; none for a lesson. */
  private static List<String> names(Model model) {
    List<String> names = new ArrayList<>();
    if (model.scenario().kind() != Scenario.Kind.SHIPPED) {
      return names;
    }
    if (model.proposal() != null) {
      names.add(model.proposal().name());
      return names;
    }
    names.add(model.stage().name());
    names.addAll(model.stage().tags());
    if (model.stage().equals(model.models().corpus().series().today())) {
      names.add(Stage.TODAY);
    }
    return names;
  }

  private static Subject subject(
      Group group,
      Key key,
      Model model,
      List<Expectations.Row> rows,
      ImmutableMap<String, Span> witnesses) {
    boolean lesson = key.subject.equals(Expectations.NO_SUBJECT);
    boolean plain = key.memory.equals(MemoryModel.sc().name());
    String name =
        lesson
            ? "lesson" + (plain ? "" : " (" + key.memory + ")")
            : key.subject + (plain ? "" : " (" + key.memory + ")");
    List<String> tags = new ArrayList<>(names(model));
    tags.add(model.scenario().name());
    tags.add(key.memory);
    TestSource source =
        rows.isEmpty()
            ? Sources.scenario(model.scenario())
            : Sources.row(model.models(), rows.get(0).place());
    UniqueId id = group.getUniqueId().append("stage", key.subject).append("memory", key.memory);
    Subject subject =
        new Subject(
            id,
            model.scenario().name() + ", " + name,
            source,
            tags(tags.toArray(String[]::new)),
            model);
    addTests(subject, rows, witnesses);
    return subject;
  }

  /** A test for each row, and for each witness without one. */
  private static void addTests(
      Subject subject, List<Expectations.Row> rows, ImmutableMap<String, Span> witnesses) {
    Model model = subject.model();
    ImmutableSet.Builder<String> named = ImmutableSet.builder();
    Expectations.@Nullable Row all = null;
    for (Expectations.Row row : rows) {
      if (row.property().equals(Expectations.ALL)) {
        all = row;
      } else {
        named.add(row.property());
        subject.addChild(
            PropertyTest.of(
                subject.getUniqueId().append("property", row.property()),
                name(subject, row.property() + " " + row.verdict().word()),
                Sources.row(model.models(), row.place()),
                row.property()));
      }
    }
    for (Map.Entry<String, Span> witness : witnesses.entrySet()) {
      if (!named.build().contains(witness.getKey())) {
        named.add(witness.getKey());
        subject.addChild(
            PropertyTest.of(
                subject.getUniqueId().append("witness", witness.getKey()),
                name(subject, "witness " + witness.getKey()),
                Sources.declaration(model, witness.getValue()),
                witness.getKey()));
      }
    }
    subject.addChild(
        PropertyTest.ofAllBut(
            subject.getUniqueId().append("property", Expectations.ALL),
            name(subject, "all else holds"),
            all == null
                ? Sources.scenario(model.scenario())
                : Sources.row(model.models(), all.place()),
            named.build()));
  }

  /** Many runners show a test without the groups around it. */
  private static String name(Subject subject, String test) {
    return subject.getDisplayName() + ": " + test;
  }

  // ---- A file of the user's --------------------------------------------------------------------

  /** A test for each property that it declares, and one for those that every model has. */
  private void addFile(TestDescriptor parent, Path file) {
    Model model = Model.load(file);
    String name = model.scenario().name();
    if (!scenarios.isEmpty() && !scenarios.contains(name)) {
      return;
    }
    Subject subject =
        new Subject(
            parent.getUniqueId().append("file", file.toString().replace('\\', '/')),
            name,
            Sources.scenario(model.scenario()),
            tags(name, model.memory().name()),
            model);
    try {
      Program program = model.program();
      ImmutableSet.Builder<String> named = ImmutableSet.builder();
      for (Property property : program.properties()) {
        named.add(property.name());
        subject.addChild(
            PropertyTest.of(
                subject.getUniqueId().append("property", property.name()),
                name(
                    subject,
                    property.kind().name().toLowerCase(Locale.ROOT) + " " + property.name()),
                Sources.declaration(model, property.declared()),
                property.name()));
      }
      subject.addChild(
          PropertyTest.ofAllBut(
              subject.getUniqueId().append("property", Expectations.ALL),
              name(subject, "no deadlock, livelock, data race or undefined behaviour"),
              Sources.scenario(model.scenario()),
              named.build()));
    } catch (ModelException e) {
      subject.addChild(
          new Mistake(subject.getUniqueId(), Sources.scenario(model.scenario()), e.getMessage()));
    }
    parent.addChild(subject);
    try {
      addSaved(parent, model.models(), model.scenario());
    } catch (ModelException e) {
      parent.addChild(
          new Mistake(subject.getUniqueId(), Sources.scenario(model.scenario()), e.getMessage()));
    }
  }

  /** Names that can be tags: no blanks, and none of the signs of tag expressions. */
  private static ImmutableSet<TestTag> tags(String... names) {
    return Stream.of(names)
        .filter(TestTag::isValid)
        .map(TestTag::create)
        .collect(ImmutableSet.toImmutableSet());
  }
}
