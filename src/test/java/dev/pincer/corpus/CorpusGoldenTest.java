// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import com.google.common.base.Joiner;
import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.Renderer;
import dev.pincer.golden.Goldens;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each .txtar under src/test/golden/corpus changes the small folder of base.folder, and says in
 * {@code run} what is done with it, a line each; beside it lies all that is printed.
 */
class CorpusGoldenTest {
  private static final Path BASE = Path.of("src/test/golden/corpus/base.folder");

  @TempDir Path folder;

  static List<Path> cases() throws IOException {
    return Goldens.inputs("corpus", ".txtar");
  }

  @ParameterizedTest
  @MethodSource("cases")
  void printsWhatTheGoldenSays(Path input) throws IOException {
    Txtar.parse(Files.readString(BASE)).writeTo(folder);
    Txtar txtar = Txtar.parse(Files.readString(input));
    txtar.writeTo(folder);
    StringBuilder out = new StringBuilder();
    Diagnostics opening = new Diagnostics();
    Corpus corpus = Corpus.open(folder.resolve("models"), opening);
    out.append(Renderer.render(opening));
    for (String line : Lines.of(txtar.files().getOrDefault("run", ""))) {
      String command = Lines.bare(line);
      Diagnostics diagnostics = new Diagnostics();
      List<String> words = new ArrayList<>(Splitter.on(' ').splitToList(command));
      String result = corpus == null ? "" : run(corpus, words.remove(0), words, diagnostics);
      out.append("$ ").append(command).append('\n');
      out.append(result).append(Renderer.render(diagnostics));
    }
    Goldens.check(input, ".out", out.toString().replace(folder + "/", ""));
  }

  private String run(Corpus corpus, String verb, List<String> words, Diagnostics diagnostics) {
    return switch (verb) {
      case "open" -> open(corpus);
      case "stage" ->
          "" + corpus.series().stage(words.get(0), at(words.get(0)), diagnostics) + "\n";
      case "scenario" -> scenario(corpus, words.get(0), diagnostics);
      case "tree" -> tree(corpus, words, diagnostics);
      case "expected" -> expected(corpus, diagnostics);
      default -> throw new AssertionError(verb);
    };
  }

  private static String open(Corpus corpus) {
    StringBuilder out = new StringBuilder();
    for (Stage stage : corpus.series().stages()) {
      out.append("stage ").append(stage.name()).append(stage.tags()).append(' ');
      out.append(stage.label()).append('\n');
    }
    for (Proposal proposal : corpus.proposals()) {
      out.append("proposal ").append(proposal.name()).append(" after ").append(proposal.after());
      out.append(": ").append(proposal.patch().label()).append('\n');
    }
    for (Scenario scenario : corpus.scenarios()) {
      out.append(scenario.kind()).append(' ').append(scenario.name()).append(" since ");
      out.append(scenario.since()).append(": ").append(scenario.title()).append('\n');
    }
    return out.toString();
  }

  private String scenario(Corpus corpus, String name, Diagnostics diagnostics) {
    boolean own = Files.exists(folder.resolve(name));
    Scenario scenario =
        corpus.scenario(own ? folder.resolve(name).toString() : name, at(name), diagnostics);
    return scenario == null ? "" : scenario.kind() + " " + scenario.name() + "\n";
  }

  /** {@code tree STAGE [PATCH..] [fuzz=N]}; prints the files that the patches changed. */
  private String tree(Corpus corpus, List<String> words, Diagnostics diagnostics) {
    Stage stage = corpus.series().stage(words.get(0), at(words.get(0)), diagnostics);
    ImmutableList.Builder<Patch> patches = ImmutableList.builder();
    Tolerance tolerance = Tolerance.OFFSET;
    for (String word : words.subList(1, words.size())) {
      if (word.startsWith("fuzz=")) {
        tolerance = Tolerance.fuzz(Integer.parseInt(word.substring(5)));
        continue;
      }
      boolean own = Files.exists(folder.resolve(word));
      Patch patch =
          corpus.patch(own ? folder.resolve(word).toString() : word, at(word), diagnostics);
      if (patch != null) {
        patches.add(patch);
      }
    }
    if (stage == null || diagnostics.hasErrors()) {
      return "";
    }
    SourceTree before = corpus.tree(stage, diagnostics);
    Patched after = corpus.tree(stage, patches.build(), tolerance, diagnostics);
    return before == null || after == null ? "" : changes(before, after);
  }

  private static String changes(SourceTree before, Patched after) {
    StringBuilder out = new StringBuilder();
    after.notes().forEach(note -> out.append("note: ").append(note).append('\n'));
    for (String path : before.paths()) {
      if (after.tree().file(path) == null) {
        out.append("gone: ").append(path).append('\n');
      }
    }
    for (String path : after.tree().paths()) {
      SourceFile file = after.tree().file(path);
      if (file != null && before.file(path) != file) {
        out.append("--- ").append(path).append('\n');
        int number = 1;
        for (String line : Lines.of(file.text())) {
          @Nullable Span by = after.tree().writtenBy(file, number++);
          out.append(Lines.bare(line)).append(by == null ? "" : "  <- " + by).append('\n');
        }
      }
    }
    return out.toString();
  }

  private static String expected(Corpus corpus, Diagnostics diagnostics) {
    Expectations expectations = corpus.expectations(diagnostics);
    expectations.demandReasons(diagnostics);
    List<String> names = expectations.rows().stream().map(Expectations.Row::name).toList();
    return Joiner.on('\n').join(names) + "\n";
  }

  /** A word of the command line. */
  private static Span at(String word) {
    return Disk.nowhere(word);
  }
}
