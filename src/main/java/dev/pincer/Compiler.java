// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import com.google.common.collect.ImmutableList;
import dev.pincer.corpus.Corpus;
import dev.pincer.corpus.IncludeSearch;
import dev.pincer.corpus.Scenario;
import dev.pincer.corpus.SourceTree;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.lower.Grain;
import dev.pincer.lower.Lower;
import dev.pincer.program.Program;
import dev.pincer.source.SourceFile;
import dev.pincer.syntax.Includes;
import dev.pincer.syntax.Parsed;
import dev.pincer.syntax.Parser;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The language stair in one call: source, syntax, bind, lower. */
final class Compiler {
  private Compiler() {}

  /** A program, and whether anything of it comes from the small Linux. */
  record Compiled(Program program, boolean usesLinux) {}

  /** The program, or null after reporting what is wrong. */
  static @Nullable Compiled compile(
      Corpus corpus,
      Scenario scenario,
      SourceTree linux,
      Map<String, String> defines,
      Grain grain,
      Diagnostics diagnostics) {
    Includes includes = includes(corpus.includes(linux, scenario));
    Parsed parsed = Parser.parse(scenario.file(), includes, defines, diagnostics);
    if (diagnostics.hasErrors()) {
      return null;
    }
    for (String unused : parsed.unusedDefinitions()) {
      diagnostics.error(ErrorCode.UNUSED_DEFINE, Models.place(), unused, unused);
    }
    Program program = Lower.program(parsed.unit(), scenario.name(), grain, diagnostics);
    if (program == null || diagnostics.hasErrors()) {
      return null;
    }
    boolean usesLinux = parsed.files().stream().anyMatch(file -> file == linux.file(file.path()));
    return new Compiled(program, usesLinux);
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
