// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableMap;
import dev.pincer.Models;
import dev.pincer.corpus.Patch;
import dev.pincer.corpus.Proposal;
import dev.pincer.corpus.Stage;
import dev.pincer.report.Json;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code pincer stages}: the history of the small Linux, and what else was proposed. */
@Command(
    name = "stages",
    aliases = "series",
    description = "Lists the stages of the small Linux, oldest first, and the proposals.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  pincer stages"})
final class Stages implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here.
  private CommandSpec spec;

  @Mixin private final ModelsFolder folder = new ModelsFolder();

  @Mixin private final Output output = new Output();

  @Override
  public Integer call() {
    Models models = folder.open();
    output.print(spec, output.json() ? json(models) : text(models));
    return 0;
  }

  private static String text(Models models) {
    int width = 0;
    for (Stage stage : models.corpus().series().stages()) {
      width = Math.max(width, stage.name().length());
    }
    for (Proposal proposal : models.corpus().proposals()) {
      width = Math.max(width, proposal.name().length());
    }
    StringBuilder out = new StringBuilder();
    for (Stage stage : models.corpus().series().stages()) {
      List<String> names = names(models, stage);
      String tags = names.isEmpty() ? "" : " (" + String.join(", ", names) + ")";
      line(out, stage.name(), width, stage.label() + tags);
    }
    for (Proposal proposal : models.corpus().proposals()) {
      line(out, proposal.name(), width, proposal.patch().label() + ", after " + proposal.after());
    }
    return out.toString();
  }

  private static List<String> names(Models models, Stage stage) {
    List<String> names = new ArrayList<>(stage.tags());
    if (stage.equals(models.corpus().series().today())) {
      names.add(Stage.TODAY);
    }
    return names;
  }

  private static void line(StringBuilder out, String name, int width, String text) {
    out.append((Strings.padEnd(name, width, ' ') + "  " + text.strip()).stripTrailing());
    out.append('\n');
  }

  private static String json(Models models) {
    List<Map<String, ?>> stages = new ArrayList<>();
    for (Stage stage : models.corpus().series().stages()) {
      Map<String, @Nullable Object> item = new LinkedHashMap<>();
      item.put("name", stage.name());
      item.put("tags", names(models, stage));
      item.put("title", stage.label());
      putPatch(item, stage.patch());
      stages.add(item);
    }
    List<Map<String, ?>> proposals = new ArrayList<>();
    for (Proposal proposal : models.corpus().proposals()) {
      Map<String, @Nullable Object> item = new LinkedHashMap<>();
      item.put("name", proposal.name());
      item.put("after", proposal.after().name());
      item.put("title", proposal.patch().label());
      putPatch(item, proposal.patch());
      proposals.add(item);
    }
    return Json.list(ImmutableMap.of("stages", stages, "proposals", proposals));
  }

  private static void putPatch(Map<String, @Nullable Object> item, @Nullable Patch patch) {
    item.put("subject", patch == null ? "" : patch.subject());
    item.put("origin", patch == null ? "" : patch.origin());
  }
}
