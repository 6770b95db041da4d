// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import com.google.common.collect.ImmutableList;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.source.Span;
import dev.pincer.syntax.Token.Kind;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replaces macros by what they stand for (C11 6.10.3).
 *
 * <p>Where the standard leaves the order of nested replacement open (6.10.3.4p4), this does what
 * GCC does: a macro is unavailable while tokens of its replacement are left to read, and an
 * identifier once found unavailable stays so.
 *
 * <p>A token of a body gets the span of the invocation that the author wrote; a token of an
 * argument keeps its own.
 *
 * <p>Bounded: one invocation gives at most {@link #TOKENS_MAX} tokens on the way and arguments nest
 * at most {@link #DEPTH_MAX} deep; what exceeds that is reported, and reading stops.
 */
final class Expander {
  private static final int TOKENS_MAX = 200_000;
  private static final int DEPTH_MAX = 200;

  /** Where tokens come from when no replacement is left to read. */
  interface Feed {
    /**
     * The next token without taking it; null at the end of the file, of the line or before a
     * directive.
     */
    @Nullable Token peek();

    /** Takes the token that {@link #peek} shows. */
    @Nullable Token next();

    /** Why {@link #peek} gives null: the directive that it stands before, or null at an end. */
    @Nullable Token directive();
  }

  private final Macros macros;
  private final Diagnostics diagnostics;

  /** Macros whose replacement is being read, in this run and in those around it. */
  private final Set<Macro> unavailable = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Tokens made since the last one that stood outside all macros. */
  private int made;

  private int depth;
  private int counter;

  Expander(Macros macros, Diagnostics diagnostics) {
    this.macros = macros;
    this.diagnostics = diagnostics;
  }

  /** Appends to {@code out} all that {@code feed} has, replaced. */
  void expand(Feed feed, List<Token> out) {
    Run run = new Run(feed);
    for (Token token = run.next(); token != null; token = run.next()) {
      out.add(token);
    }
  }

  /** Reads a feed token by token. */
  Run run(Feed feed) {
    return new Run(feed);
  }

  /** A feed of the tokens of a list. */
  static Feed feed(List<Token> tokens) {
    return new Feed() {
      private int index;

      @Override
      public @Nullable Token peek() {
        return index < tokens.size() ? tokens.get(index) : null;
      }

      @Override
      public @Nullable Token next() {
        return index < tokens.size() ? tokens.get(index++) : null;
      }

      @Override
      public @Nullable Token directive() {
        return null;
      }
    };
  }

  /** One stream of tokens: the feed, and above it the replacements that are being read. */
  final class Run {
    private final Feed feed;
    private final Deque<Replacement> replacements = new ArrayDeque<>();

    private Run(Feed feed) {
      this.feed = feed;
    }

    /** The next token after replacement; null at the end. */
    @Nullable Token next() {
      while (true) {
        Token token = raw();
        if (token == null || !token.isIdentifier() || token.painted()) {
          return token;
        }
        Macro macro = macros.use(token.text());
        if (macro == null) {
          Token predefined = predefined(token);
          return predefined == null ? token : predefined;
        }
        if (macro.functionLike() && !opensArguments()) {
          return token;
        }
        invoke(token, macro);
      }
    }

    /**
     * The next token as it stands, but painted if it names an unavailable macro; null at the end.
     */
    @Nullable Token raw() {
      drop();
      Replacement top = replacements.peek();
      Token token;
      if (top != null) {
        token = top.tokens.get(top.index++);
      } else {
        token = feed.next();
        if (depth == 0) {
          made = 0;
        }
      }
      if (token != null && !unavailable.isEmpty() && token.isIdentifier() && !token.painted()) {
        Macro macro = macros.get(token.text());
        if (macro != null && unavailable.contains(macro)) {
          return token.paint();
        }
      }
      return token;
    }

    /** Ends the replacements that have been read to their end: their macros are available again. */
    private void drop() {
      for (Replacement top = replacements.peek();
          top != null && top.index == top.tokens.size();
          top = replacements.peek()) {
        unavailable.remove(top.macro);
        replacements.pop();
      }
    }

    private boolean opensArguments() {
      drop();
      Replacement top = replacements.peek();
      Token token = top != null ? top.tokens.get(top.index) : feed.peek();
      return token != null && token.is("(");
    }

    private void invoke(Token name, Macro macro) {
      Span span = name.span();
      ImmutableList<ImmutableList<Token>> arguments = ImmutableList.of();
      if (macro.functionLike()) {
        Arguments read = arguments(name, macro);
        span = name.span().to(read.end);
        arguments = read.list;
      }
      if (!name.made() && !isOfPincer(macro)) {
        diagnostics.expansion(span, macro.name(), macro.definition());
      }
      count(name, 1);
      List<Token> tokens = substitute(name, macro, arguments, span);
      replacements.push(new Replacement(macro, tokens));
      unavailable.add(macro);
    }

    /** Reads what stands between the parentheses after {@code name}. */
    private Arguments arguments(Token name, Macro macro) {
      ImmutableList<String> parameters = parameters(macro);
      ImmutableList.Builder<ImmutableList<Token>> list = ImmutableList.builder();
      int size = 0;
      List<Token> argument = new ArrayList<>();
      Token token = raw();
      Span end = token == null ? name.span() : token.span();
      for (int open = 1; open > 0; ) {
        token = raw();
        if (token == null) {
          throw neverEnds(name);
        }
        end = token.span();
        count(name, 1);
        if (token.is("(")) {
          open++;
        } else if (token.is(")")) {
          open--;
        }
        boolean rest = macro.variadic() && size == parameters.size() - 1;
        if (open == 0 || (open == 1 && token.is(",") && !rest)) {
          list.add(ImmutableList.copyOf(argument));
          size++;
          argument.clear();
        } else {
          argument.add(token);
        }
      }
      return new Arguments(fit(name, macro, list.build()), end);
    }

    private Stop neverEnds(Token name) {
      Token directive = replacements.isEmpty() ? feed.directive() : null;
      if (directive != null) {
        diagnostics
            .error(ErrorCode.DIRECTIVE_IN_ARGUMENTS, directive.span(), name.text())
            .second(name.span(), "invoked here");
      } else {
        diagnostics.error(ErrorCode.MACRO_NEVER_ENDS, name.span(), name.text());
      }
      return new Stop();
    }
  }

  /** The arguments as the macro wants them: none for none, and an empty one for an absent rest. */
  private ImmutableList<ImmutableList<Token>> fit(
      Token name, Macro macro, ImmutableList<ImmutableList<Token>> read) {
    int want = parameters(macro).size();
    if (want == 0 && read.size() == 1 && read.get(0).isEmpty()) {
      return ImmutableList.of();
    }
    if (macro.variadic() && read.size() == want - 1) {
      return ImmutableList.<ImmutableList<Token>>builder()
          .addAll(read)
          .add(ImmutableList.of())
          .build();
    }
    if (read.size() != want) {
      String wanted = want == 1 ? "1 argument" : want + " arguments";
      diagnostics
          .error(ErrorCode.MACRO_ARGUMENTS, name.span(), macro.name(), wanted, read.size())
          .second(macro.definition(), "defined here");
      // Some arguments or other, so that reading can go on to the next mistake.
      return ImmutableList.copyOf(Collections.nCopies(want, ImmutableList.of()));
    }
    return read;
  }

  private List<Token> substitute(
      Token name, Macro macro, ImmutableList<ImmutableList<Token>> arguments, Span span) {
    ImmutableList<Token> body = macro.body();
    List<Token> result = new ArrayList<>();
    // Each argument is expanded at most once: twice would double the work at each level of nesting.
    Map<Integer, List<Token>> expanded = new HashMap<>();
    boolean paste = false;
    for (int i = 0; i < body.size(); i++) {
      Token token = body.get(i);
      if (token.is("##")) {
        paste = true;
        continue;
      }
      boolean pasteNext = i + 1 < body.size() && body.get(i + 1).is("##");
      int parameter = macro.parameter(token);
      List<Token> piece;
      if (macro.functionLike() && token.is("#")) {
        Token named = body.get(++i);
        piece =
            List.of(
                stringify(arguments.get(macro.parameter(named)), span)
                    .withSpaceBefore(token.spaceBefore()));
      } else if (parameter < 0) {
        piece = List.of(token.madeAt(span));
      } else if (paste && isRestAfterComma(macro, parameter, result)) {
        // GNU: `, ## __VA_ARGS__` drops the comma where there is no rest, and else pastes nothing.
        piece = arguments.get(parameter);
        paste = false;
        if (piece.isEmpty()) {
          result.remove(result.size() - 1);
        }
      } else if (paste || pasteNext) {
        ImmutableList<Token> argument = arguments.get(parameter);
        piece = argument.isEmpty() ? List.of(placemarker(token, span)) : argument;
      } else {
        piece = expanded.get(parameter);
        if (piece == null) {
          piece = expandArgument(name, arguments.get(parameter));
          expanded.put(parameter, piece);
        }
      }
      append(result, piece, parameter >= 0 ? token : null, paste, span);
      count(name, piece.size());
      paste = false;
    }
    result.removeIf(token -> token.kind() == Kind.PLACEMARKER);
    if (!result.isEmpty()) {
      result.set(0, result.get(0).placedAs(name));
    }
    return result;
  }

  /**
   * Adds {@code piece} to {@code result}; its first token takes the blank of {@code parameter}, if
   * that made it.
   */
  private void append(
      List<Token> result, List<Token> piece, @Nullable Token parameter, boolean paste, Span span) {
    for (int i = 0; i < piece.size(); i++) {
      Token token = piece.get(i);
      if (i == 0 && parameter != null) {
        token = token.withSpaceBefore(parameter.spaceBefore());
      }
      if (i == 0 && paste && !result.isEmpty()) {
        Token left = result.remove(result.size() - 1);
        result.add(paste(left, token, span));
      } else {
        result.add(token);
      }
    }
  }

  private static boolean isRestAfterComma(Macro macro, int parameter, List<Token> result) {
    return macro.variadic()
        && parameter == parameters(macro).size() - 1
        && !result.isEmpty()
        && result.get(result.size() - 1).is(",");
  }

  private List<Token> expandArgument(Token name, ImmutableList<Token> argument) {
    if (++depth > DEPTH_MAX) {
      diagnostics.error(ErrorCode.MACRO_TOO_DEEP, name.span(), name.text(), DEPTH_MAX);
      throw new Stop();
    }
    List<Token> expanded = new ArrayList<>();
    expand(feed(argument), expanded);
    depth--;
    return expanded;
  }

  private Token paste(Token left, Token right, Span span) {
    if (right.kind() == Kind.PLACEMARKER) {
      return left;
    }
    if (left.kind() == Kind.PLACEMARKER) {
      return right.withSpaceBefore(left.spaceBefore());
    }
    Token pasted = Lexer.single(left.text() + right.text(), span);
    if (pasted == null) {
      diagnostics.error(ErrorCode.BAD_PASTE, span, left.text(), right.text());
      return left;
    }
    return pasted.withSpaceBefore(left.spaceBefore());
  }

  /** C11 6.10.3.2: the spelling of an argument as a text. */
  private static Token stringify(ImmutableList<Token> argument, Span span) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < argument.size(); i++) {
      Token token = argument.get(i);
      if (i > 0 && token.spaceBefore()) {
        text.append(' ');
      }
      if (token.kind() == Kind.STRING || token.kind() == Kind.CHARACTER) {
        text.append(token.text().replace("\\", "\\\\").replace("\"", "\\\""));
      } else {
        text.append(token.text());
      }
    }
    text.append('"');
    return new Token(Kind.STRING, text.toString(), span, false, false, false, true);
  }

  private static Token placemarker(Token parameter, Span span) {
    return new Token(Kind.PLACEMARKER, "", span, false, parameter.spaceBefore(), false, true);
  }

  /**
   * What the implementation defines at each use: {@code __LINE__}, {@code __FILE__}, {@code
   * __COUNTER__}.
   */
  private @Nullable Token predefined(Token token) {
    return switch (token.text()) {
      case "__LINE__" -> special(token, Kind.NUMBER, Integer.toString(token.span().line()));
      case "__FILE__" -> special(token, Kind.STRING, '"' + token.span().file().path() + '"');
      case "__COUNTER__" -> special(token, Kind.NUMBER, Integer.toString(counter++));
      default -> null;
    };
  }

  private static Token special(Token at, Kind kind, String text) {
    return new Token(kind, text, at.span(), false, at.spaceBefore(), false, true);
  }

  private void count(Token name, int tokens) {
    made += tokens;
    if (made > TOKENS_MAX) {
      diagnostics.error(ErrorCode.MACRO_EXPLODES, name.span(), name.text(), TOKENS_MAX);
      throw new Stop();
    }
  }

  /** The words of pincer.h are the language: nobody wants to hear where they are defined. */
  private static boolean isOfPincer(Macro macro) {
    String path = macro.definition().file().path();
    return path.equals("pincer.h") || path.endsWith("/pincer.h");
  }

  private static ImmutableList<String> parameters(Macro macro) {
    ImmutableList<String> parameters = macro.parameters();
    return parameters == null ? ImmutableList.of() : parameters;
  }

  private record Arguments(ImmutableList<ImmutableList<Token>> list, Span end) {}

  /** The tokens of a replaced macro, and how far they have been read. */
  private static final class Replacement {
    final Macro macro;
    final List<Token> tokens;
    int index;

    Replacement(Macro macro, List<Token> tokens) {
      this.macro = macro;
      this.tokens = tokens;
    }
  }
}
