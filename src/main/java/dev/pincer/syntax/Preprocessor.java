// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import dev.pincer.syntax.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns a file, and all that it includes, into the tokens of one translation unit (C11 6.10).
 *
 * <p>All of C's preprocessing but {@code #line} and pragmas other than {@code once}; of GNU's
 * additions {@code , ##} and named rests. What it does not know it refuses.
 */
final class Preprocessor {
  /** Where definitions given by the caller seem to stand. */
  static final String COMMAND_LINE = "<command line>";

  private static final int INCLUDE_DEPTH_MAX = 100;
  private static final int TOKENS_MAX = 1_000_000;
  private static final int FILES_MAX = 10_000;

  private static final ImmutableList<String> DIRECTIVES =
      ImmutableList.of(
          "define", "undef", "include", "if", "ifdef", "ifndef", "elif", "else", "endif", "error",
          "pragma");

  private static final ImmutableSet<String> REFUSED =
      ImmutableSet.of(
          "line",
          "warning",
          "include_next",
          "import",
          "ident",
          "sccs",
          "assert",
          "unassert",
          "elifdef",
          "elifndef",
          "embed");

  private static final ImmutableSet<String> CONDITIONALS =
      ImmutableSet.of("if", "ifdef", "ifndef", "elif", "else", "endif");

  private final Includes includes;
  private final ParseCache cache;
  private final Diagnostics diagnostics;
  private final Macros macros = new Macros();
  private final Expander expander;
  private final Map<SourceFile, ImmutableList<Token>> lexed = new HashMap<>();
  private final Set<SourceFile> files = new LinkedHashSet<>();
  private final Set<SourceFile> once = new HashSet<>();
  private final Deque<Inclusion> inclusions = new ArrayDeque<>();
  private final List<Token> out = new ArrayList<>();
  private int fileCount;

  private Preprocessor(Includes includes, ParseCache cache, Diagnostics diagnostics) {
    this.includes = includes;
    this.cache = cache;
    this.diagnostics = diagnostics;
    this.expander = new Expander(macros, diagnostics);
  }

  /**
   * @param tokens all tokens, without an END
   * @param files each file that was read, in the order of first reading
   * @param unusedDefinitions those of the given names that were nowhere expanded or tested, in the
   *     order given
   */
  record Result(
      ImmutableList<Token> tokens,
      ImmutableList<SourceFile> files,
      ImmutableList<String> unusedDefinitions) {}

  /** A file being read, and the directive that included it; null for the main file. */
  private record Inclusion(SourceFile file, @Nullable Span directive) {}

  /**
   * Preprocesses {@code main}. After an error that was reported, the tokens may be incomplete.
   *
   * @param defines names and values as of {@code -DNAME=VALUE}
   */
  static Result preprocess(
      SourceFile main,
      Includes includes,
      Map<String, String> defines,
      ParseCache cache,
      Diagnostics diagnostics) {
    Preprocessor preprocessor = new Preprocessor(includes, cache, diagnostics);
    try {
      preprocessor.predefine(defines);
      preprocessor.file(main, null);
    } catch (Stop stop) {
      // Reported where it was thrown.
    }
    preprocessor.inclusions.forEach(inclusion -> diagnostics.finishedFile(inclusion.file));
    preprocessor.refuseStrays();
    return new Result(
        ImmutableList.copyOf(preprocessor.out),
        ImmutableList.copyOf(preprocessor.files),
        defines.keySet().stream()
            .filter(name -> !preprocessor.macros.wasUsed(name))
            .collect(ImmutableList.toImmutableList()));
  }

  private void predefine(Map<String, String> defines) {
    define("__PINCER__", "1");
    defines.forEach(this::define);
  }

  private void define(String name, String value) {
    SourceFile file = new SourceFile(COMMAND_LINE, "-D" + name + "=" + value);
    Span span = new Span(file, 2, 2 + name.length());
    diagnostics.finishedFile(file);
    Token token = Lexer.single(name, span);
    if (token == null || !token.isIdentifier() || isReserved(name)) {
      diagnostics.error(ErrorCode.BAD_MACRO_NAME, span, name);
      return;
    }
    ImmutableList.Builder<Token> body = ImmutableList.builder();
    SourceFile text = new SourceFile(COMMAND_LINE, " ".repeat(name.length() + 3) + value);
    for (Token part : Lexer.lex(text, diagnostics)) {
      body.add(part.madeAt(new Span(file, part.span().start(), part.span().end())));
    }
    Macro old = macros.get(name);
    if (old != null) {
      diagnostics
          .error(ErrorCode.MACRO_REDEFINED, span, name)
          .note("`" + name + "` is defined by Pincer itself");
      return;
    }
    macros.define(new Macro(name, span, null, false, body.build()));
  }

  /**
   * What begins no token of C is an error only now, when it has not been skipped, nor swallowed by
   * a macro.
   */
  private void refuseStrays() {
    for (Token token : out) {
      boolean directive = token.kind() == Kind.PUNCTUATOR && token.text().charAt(0) == '#';
      if (token.kind() == Kind.STRAY || directive) {
        diagnostics.error(ErrorCode.STRAY_CHARACTER, token.span(), printable(token.text()));
      } else if (token.kind() == Kind.UNTERMINATED) {
        boolean text = token.text().startsWith("\"");
        diagnostics.error(
            ErrorCode.UNTERMINATED_LITERAL, token.span(), text ? "a text" : "a character constant");
      }
    }
  }

  /** {@code text}, or the number of its character if that has no picture. */
  private static String printable(String text) {
    int c = text.codePointAt(0);
    return Character.isISOControl(c) ? String.format(Locale.ROOT, "U+%04X", c) : text;
  }

  // ---- files -----------------------------------------------------------------------------------

  private void file(SourceFile file, @Nullable Span directive) {
    inclusions.addLast(new Inclusion(file, directive));
    files.add(file);
    if (directive != null && (inclusions.size() > INCLUDE_DEPTH_MAX || ++fileCount > FILES_MAX)) {
      throw tooManyIncludes(directive);
    }
    ImmutableList<Token> tokens =
        lexed.computeIfAbsent(file, absent -> cache.tokens(absent, diagnostics));
    FileReader reader = new FileReader(tokens);
    Conditionals conditionals = new Conditionals();
    while (!reader.atEnd()) {
      if (reader.atDirective()) {
        directive(file, reader, conditionals);
      } else if (conditionals.live()) {
        expander.expand(reader, out);
        if (out.size() > TOKENS_MAX) {
          diagnostics.error(ErrorCode.UNIT_TOO_LONG, out.get(TOKENS_MAX).span(), TOKENS_MAX);
          throw new Stop();
        }
      } else {
        reader.skipLine();
      }
    }
    for (Token open : conditionals.open()) {
      diagnostics.error(ErrorCode.UNTERMINATED_CONDITIONAL, open.span(), open.text());
    }
    inclusions.removeLast();
    diagnostics.finishedFile(file);
  }

  /**
   * Reports the directive that closes the circle, if there is a circle; else the one that went too
   * far.
   */
  private Stop tooManyIncludes(Span directive) {
    Map<SourceFile, Integer> first = new HashMap<>();
    List<Inclusion> chain = List.copyOf(inclusions);
    for (int i = 0; i < chain.size(); i++) {
      Inclusion inclusion = chain.get(i);
      Integer before = first.putIfAbsent(inclusion.file, i);
      if (before != null && inclusion.directive != null) {
        StringBuilder circle = new StringBuilder("`" + inclusion.file.path() + "`");
        for (Inclusion part : chain.subList(before + 1, i + 1)) {
          circle.append(" includes `").append(part.file.path()).append('`');
        }
        diagnostics
            .error(ErrorCode.CIRCULAR_INCLUDE, inclusion.directive, inclusion.file.path())
            .note(circle.toString());
        return new Stop();
      }
    }
    diagnostics.error(ErrorCode.TOO_MANY_INCLUDES, directive, INCLUDE_DEPTH_MAX, FILES_MAX);
    return new Stop();
  }

  // ---- directives ------------------------------------------------------------------------------

  private void directive(SourceFile file, FileReader reader, Conditionals conditionals) {
    Token hash = reader.takeHash();
    ImmutableList<Token> line = reader.takeLine();
    if (line.isEmpty()) {
      return;
    }
    Token name = line.get(0);
    ImmutableList<Token> rest = line.subList(1, line.size());
    if (CONDITIONALS.contains(name.text())) {
      conditional(name, rest, conditionals);
    } else if (conditionals.live()) {
      switch (name.text()) {
        case "define" -> defineDirective(name, rest);
        case "undef" -> {
          Token macro = onlyName(name, rest);
          if (macro != null) {
            macros.undefine(macro.text());
          }
        }
        case "include" -> include(file, hash, name, rest);
        case "error" -> {
          diagnostics.error(
              ErrorCode.ERROR_DIRECTIVE, hash.span().to(name.span()), restOfLine(name, rest));
          throw new Stop();
        }
        case "pragma" -> {
          if (rest.size() == 1 && rest.get(0).is("once")) {
            once.add(file);
          } else {
            Span span = rest.isEmpty() ? name.span() : name.span().to(rest.get(0).span());
            diagnostics.error(ErrorCode.UNSUPPORTED_DIRECTIVE, span, span.text());
          }
        }
        default -> unknownDirective(name);
      }
    }
  }

  private void unknownDirective(Token name) {
    if (REFUSED.contains(name.text())) {
      diagnostics.error(ErrorCode.UNSUPPORTED_DIRECTIVE, name.span(), name.text());
    } else {
      diagnostics
          .error(ErrorCode.UNKNOWN_DIRECTIVE, name.span(), name.text())
          .didYouMean(name.text(), DIRECTIVES);
    }
  }

  private static String restOfLine(Token name, ImmutableList<Token> rest) {
    if (rest.isEmpty()) {
      return "";
    }
    Span last = rest.get(rest.size() - 1).span();
    return new Span(last.file(), name.span().end(), last.end()).text().strip();
  }

  private void include(SourceFile from, Token hash, Token name, ImmutableList<Token> rest) {
    List<Token> tokens = new ArrayList<>(rest);
    if (!rest.isEmpty() && rest.get(0).isIdentifier()) {
      tokens.clear();
      expander.expand(Expander.feed(rest), tokens);
    }
    String path = null;
    boolean angled = false;
    int used = 1;
    Token first = tokens.isEmpty() ? null : tokens.get(0);
    if (first != null && (first.kind() == Kind.STRING || first.kind() == Kind.HEADER)) {
      path = first.text().substring(1, first.text().length() - 1);
      angled = first.kind() == Kind.HEADER;
    } else if (first != null && first.is("<")) {
      StringBuilder spelled = new StringBuilder();
      for (; used < tokens.size() && !tokens.get(used).is(">"); used++) {
        Token part = tokens.get(used);
        spelled.append(part.spaceBefore() && used > 1 ? " " : "").append(part.text());
      }
      path = used++ < tokens.size() ? spelled.toString() : null;
      angled = true;
    }
    if (path == null || path.isEmpty()) {
      expected("`\"file\"` or `<file>`", name, first);
      return;
    }
    refuseExtra(name, tokens, used);
    Span span = rest.get(0).span().to(tokens.get(used - 1).span());
    SourceFile file = includes.find(path, angled, from);
    if (file == null) {
      diagnostics
          .error(ErrorCode.INCLUDE_NOT_FOUND, span, path)
          .didYouMeanFile(path, includes.names());
    } else if (!once.contains(file)) {
      file(file, hash.span().to(span));
    }
  }

  private void defineDirective(Token directive, ImmutableList<Token> rest) {
    if (rest.isEmpty() || !rest.get(0).isIdentifier()) {
      expected("a name", directive, rest.isEmpty() ? null : rest.get(0));
      return;
    }
    Token name = rest.get(0);
    if (isReserved(name.text())) {
      diagnostics.error(ErrorCode.BAD_MACRO_NAME, name.span(), name.text());
      return;
    }
    ImmutableList<String> parameters = null;
    boolean variadic = false;
    int at = 1;
    if (rest.size() > 1 && rest.get(1).is("(") && !rest.get(1).spaceBefore()) {
      Parameters read = new Parameters(directive, rest);
      if (!read.read()) {
        return;
      }
      parameters = ImmutableList.copyOf(read.names);
      variadic = read.variadic;
      at = read.at;
    }
    Macro macro =
        new Macro(name.text(), name.span(), parameters, variadic, rest.subList(at, rest.size()));
    if (!isSound(macro)) {
      return;
    }
    Macro old = macros.get(name.text());
    if (old != null && !old.sameAs(macro)) {
      diagnostics
          .error(ErrorCode.MACRO_REDEFINED, name.span(), name.text())
          .second(old.definition(), "first defined here");
      return;
    }
    if (old == null) {
      macros.define(macro);
    }
  }

  /** Checks the operators of a body: C11 6.10.3.2p1, 6.10.3.3p1, 6.10.3p5. */
  private boolean isSound(Macro macro) {
    ImmutableList<Token> body = macro.body();
    for (int i = 0; i < body.size(); i++) {
      Token token = body.get(i);
      Token next = i + 1 < body.size() ? body.get(i + 1) : null;
      if (token.is("##") && (i == 0 || next == null)) {
        diagnostics.error(ErrorCode.BAD_PASTE_PLACE, token.span(), macro.name());
        return false;
      }
      if (macro.functionLike() && token.is("#") && (next == null || macro.parameter(next) < 0)) {
        diagnostics.error(ErrorCode.BAD_STRINGIFY, token.span(), macro.name());
        return false;
      }
      boolean strayRest = token.is(Macro.VA_ARGS) && macro.parameter(token) < 0;
      if (strayRest || token.is("__VA_OPT__")) {
        diagnostics.error(ErrorCode.BAD_REST, token.span(), token.text());
        return false;
      }
    }
    return true;
  }

  private static boolean isReserved(String name) {
    return switch (name) {
      case "defined", "__LINE__", "__FILE__", "__COUNTER__", Macro.VA_ARGS, "__VA_OPT__" -> true;
      default -> false;
    };
  }

  /** Reads {@code (a, b, ...)} of a definition. */
  private final class Parameters {
    private final Token directive;
    private final ImmutableList<Token> line;
    final List<String> names = new ArrayList<>();
    boolean variadic;
    int at = 2;

    Parameters(Token directive, ImmutableList<Token> line) {
      this.directive = directive;
      this.line = line;
    }

    /** Whether they are as C wants them; if not, that is reported. */
    boolean read() {
      if (at < line.size() && line.get(at).is(")")) {
        at++;
        return true;
      }
      while (true) {
        Token token = at < line.size() ? line.get(at++) : null;
        if (token != null && token.is("...")) {
          names.add(Macro.VA_ARGS);
          variadic = true;
        } else if (token == null || !token.isIdentifier() || token.is(Macro.VA_ARGS)) {
          return expected("a parameter", directive, token);
        } else if (names.contains(token.text())) {
          diagnostics.error(ErrorCode.PARAMETER_TWICE, token.span(), token.text());
          return false;
        } else {
          names.add(token.text());
          if (at < line.size() && line.get(at).is("...")) {
            at++;
            variadic = true;
          }
        }
        Token after = at < line.size() ? line.get(at++) : null;
        if (after != null && after.is(")")) {
          return true;
        }
        if (after == null || !after.is(",") || variadic) {
          return expected(variadic ? "`)`" : "`,` or `)`", directive, after);
        }
      }
    }
  }

  // ---- conditionals ----------------------------------------------------------------------------

  private void conditional(Token name, ImmutableList<Token> rest, Conditionals conditionals) {
    switch (name.text()) {
      case "if" -> conditionals.push(name, conditionals.live(), () -> condition(name, rest));
      case "ifdef" -> conditionals.push(name, conditionals.live(), () -> isDefined(name, rest));
      case "ifndef" -> conditionals.push(name, conditionals.live(), () -> !isDefined(name, rest));
      default -> {
        Conditionals.Group group = conditionals.innermost();
        if (group == null) {
          diagnostics.error(ErrorCode.STRAY_CONDITIONAL, name.span(), name.text());
          throw new Stop();
        }
        boolean end = name.is("endif");
        if (!end && group.elseSeen != null) {
          diagnostics
              .error(ErrorCode.AFTER_ELSE, name.span(), name.text())
              .second(group.elseSeen.span(), "`#else` here");
          throw new Stop();
        }
        if (name.is("elif")) {
          group.live = group.within && !group.taken && condition(name, rest);
          group.taken |= group.live;
          return;
        }
        if (group.within) {
          refuseExtra(name, rest, 0);
        }
        if (end) {
          conditionals.pop();
        } else {
          group.elseSeen = name;
          group.live = group.within && !group.taken;
          group.taken = true;
        }
      }
    }
  }

  private boolean condition(Token name, ImmutableList<Token> rest) {
    return Condition.holds(name, rest, expander, macros, diagnostics);
  }

  private boolean isDefined(Token directive, ImmutableList<Token> rest) {
    Token name = onlyName(directive, rest);
    if (name == null) {
      throw new Stop();
    }
    return macros.use(name.text()) != null;
  }

  // ---- what lines have in common ---------------------------------------------------------------

  /** The only token of a line, a name; null after an error. */
  private @Nullable Token onlyName(Token directive, ImmutableList<Token> rest) {
    Token name = rest.isEmpty() ? null : rest.get(0);
    if (name == null || !name.isIdentifier()) {
      expected("a name", directive, name);
      return null;
    }
    if (name.is("defined")) {
      diagnostics.error(ErrorCode.BAD_MACRO_NAME, name.span(), name.text());
      return null;
    }
    refuseExtra(directive, rest, 1);
    return name;
  }

  private void refuseExtra(Token directive, List<Token> tokens, int from) {
    if (tokens.size() > from) {
      Token extra = tokens.get(from);
      diagnostics.error(ErrorCode.EXTRA_TOKENS, extra.span(), extra.text(), directive.text());
    }
  }

  /** Always false. */
  private boolean expected(String what, Token directive, @Nullable Token found) {
    diagnostics.error(
        ErrorCode.BAD_DIRECTIVE,
        found == null ? directive.span() : found.span(),
        what,
        directive.text(),
        found == null ? "the end of the line" : found.quoted());
    return false;
  }
}
