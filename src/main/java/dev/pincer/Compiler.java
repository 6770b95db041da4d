// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Maps;
import dev.pincer.corpus.Corpus;
import dev.pincer.corpus.IncludeSearch;
import dev.pincer.corpus.Scenario;
import dev.pincer.corpus.SourceTree;
import dev.pincer.diag.Diagnostic;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.lower.CodeCache;
import dev.pincer.lower.Grain;
import dev.pincer.lower.Lower;
import dev.pincer.program.Program;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import dev.pincer.syntax.Includes;
import dev.pincer.syntax.ParseCache;
import dev.pincer.syntax.Parsed;
import dev.pincer.syntax.Parser;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The language stair in one call: source, syntax, bind, lower. Remembers parts of what it compiled
 * of late. Safe for use by several threads.
 */
final class Compiler {
  private final Corpus corpus;
  private final ParseCache syntax = new ParseCache();
  private final CodeCache code = new CodeCache();
  private final Readings readings = new Readings();

  Compiler(Corpus corpus) {
    this.corpus = corpus;
  }

  /** A model that was read, and not compiled yet; {@code parsed} may be wrong. */
  record Unit(Scenario scenario, IncludeSearch search, Parsed parsed, Diagnostics found) {

    /** {@link Parsed#fingerprint}; null if it has errors. */
    @Nullable String fingerprint() {
      return found.hasErrors() ? null : parsed.fingerprint();
    }

    /** Whether anything of it comes from the small Linux. */
    boolean usesLinux(SourceTree linux) {
      return parsed.files().stream().anyMatch(file -> file == linux.file(file.path()));
    }
  }

  /**
   * A program, whether anything of it comes from the small Linux, and what it was read from: {@link
   * Parsed#fingerprint}.
   */
  record Compiled(Program program, boolean usesLinux, String fingerprint) {}

  /** Reads a model. What is wrong with it is said by {@link #compile}. */
  Unit read(
      Scenario scenario, SourceTree linux, Map<String, String> defines, Diagnostics diagnostics) {
    Diagnostics found = new Diagnostics();
    found.authors(diagnostics.authors());
    IncludeSearch search = corpus.includes(linux, scenario);
    Readings.Recorder includes = new Readings.Recorder(includes(search));
    Parsed parsed = readings.find(search.model(), defines, includes(search));
    if (parsed == null) {
      parsed = Parser.parse(search.model(), includes, defines, syntax, found);
      if (found.count() == 0) {
        readings.add(search.model(), defines, includes, parsed);
      }
    }
    return new Unit(scenario, search, parsed, found);
  }

  /** The program, or null after reporting what is wrong. */
  @Nullable Compiled compile(
      Scenario scenario,
      SourceTree linux,
      Map<String, String> defines,
      Grain grain,
      Diagnostics diagnostics) {
    return compile(read(scenario, linux, defines, diagnostics), linux, defines, grain, diagnostics);
  }

  /**
   * As {@link #compile(Scenario, SourceTree, Map, Grain, Diagnostics)}, of what was read already.
   */
  @Nullable Compiled compile(
      Unit unit,
      SourceTree linux,
      Map<String, String> defines,
      Grain grain,
      Diagnostics diagnostics) {
    Compiled compiled = once(unit, linux, grain);
    if (compiled == null) {
      Diagnostic ofDefine = unit.found.sorted().get(0);
      for (Map.Entry<String, String> define : defines.entrySet()) {
        Map<String, String> others = Maps.filterKeys(defines, k -> !k.equals(define.getKey()));
        if (once(read(unit.scenario, linux, others, new Diagnostics()), linux, grain) != null) {
          blame(define, ofDefine, unit.search.model(), diagnostics);
          return null;
        }
      }
      diagnostics.addAll(unit.found);
    }
    return compiled;
  }

  /** One error for a {@code -D} value without which the model is right. */
  private static void blame(
      Map.Entry<String, String> define,
      Diagnostic first,
      SourceFile model,
      Diagnostics diagnostics) {
    if (first.code() == ErrorCode.UNUSED_DEFINE || first.code() == ErrorCode.BAD_MACRO_NAME) {
      diagnostics.add(first);
      return;
    }
    String text = "-D" + define.getKey() + "=" + define.getValue();
    SourceFile line = new SourceFile(Models.place().file().path(), text);
    int value = text.length() - define.getValue().length();
    Diagnostics.Entry error =
        diagnostics.error(
            ErrorCode.DEFINE_DOES_NOT_FIT,
            new Span(line, Math.min(value, text.length()), text.length()),
            text,
            first.text());
    if (!first.span().file().text().isEmpty() && first.span().file() != line) {
      error.second(first.span(), "found here");
    }
    String usual = Knobs.of(ImmutableList.of(model)).get(define.getKey());
    if (usual != null) {
      error.hint("it is `" + usual + "` without `-D`");
    }
  }

  private @Nullable Compiled once(Unit unit, SourceTree linux, Grain grain) {
    Parsed parsed = unit.parsed;
    Diagnostics found = unit.found;
    Program program = null;
    if (!found.hasErrors()) {
      for (String unused : parsed.unusedDefinitions()) {
        unused(unused, parsed, found);
      }
      program = Lower.program(parsed.unit(), unit.scenario.name(), grain, code, found);
    }
    if (program == null || found.hasErrors()) {
      found.improveHints(new Headers(unit.search, unit.search.model(), parsed.files())::hint);
      return null;
    }
    return new Compiled(program, unit.usesLinux(linux), parsed.fingerprint());
  }

  private static void unused(String name, Parsed parsed, Diagnostics diagnostics) {
    ImmutableSet<String> knobs = Knobs.of(parsed.files()).keySet();
    Diagnostics.Entry error =
        diagnostics.error(ErrorCode.UNUSED_DEFINE, Models.place(), name, name);
    if (!knobs.isEmpty()) {
      error.hint("there are " + String.join(", ", knobs));
    }
    error.didYouMean(name, knobs);
  }

  private static Includes includes(IncludeSearch search) {
    return new Includes() {
      @Override
      public @Nullable SourceFile find(String name, boolean angled, SourceFile from) {
        return search.find(name, angled, from);
      }

      @Override
      public ImmutableList<String> names() {
        return search.names();
      }
    };
  }
}
