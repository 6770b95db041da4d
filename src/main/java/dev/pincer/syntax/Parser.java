// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import com.google.common.collect.ImmutableList;
import dev.pincer.diag.Diagnostics;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import java.util.Map;

/**
 * Reads a model: preprocesses it, and parses it by recursive descent (C11 6.5 to 6.9, with GNU's
 * statement expressions, {@code __typeof__}, {@code ?:} and case ranges, and the words of
 * pincer.h).
 *
 * <p>Names are not resolved, but C must know which of them are types. One mistake gives one
 * message: after it, reading goes on behind the next {@code ;} or {@code }}. After a mistake in the
 * preprocessor nothing is parsed, since what is missing then would be missed at every use.
 */
public final class Parser {
  final Cursor cursor;
  final Scopes scopes;
  final Diagnostics diagnostics;
  final DeclarationParser declarations;
  final SpecifierParser specifiers;
  final StatementParser statements;
  final ExpressionParser expressions;

  private Parser(Cursor cursor, Diagnostics diagnostics) {
    this.cursor = cursor;
    this.scopes = new Scopes();
    this.diagnostics = diagnostics;
    this.specifiers = new SpecifierParser(this);
    this.declarations = new DeclarationParser(this);
    this.statements = new StatementParser(this);
    this.expressions = new ExpressionParser(this);
  }

  /**
   * Reads the translation unit of {@code main}. Throws nothing for a bad model: what is wrong is in
   * {@code diagnostics}.
   *
   * @param main the file to begin with
   * @param includes finds what it includes
   * @param defines macros as of {@code -DNAME=VALUE}, name to value; {@code __PINCER__} is defined
   *     as 1 besides
   * @param diagnostics takes what is wrong
   */
  public static Parsed parse(
      SourceFile main, Includes includes, Map<String, String> defines, Diagnostics diagnostics) {
    return parse(main, includes, defines, new ParseCache(), diagnostics);
  }

  /**
   * As {@link #parse(SourceFile, Includes, Map, Diagnostics)}.
   *
   * @param cache of what was read before; it changes nothing but the cost
   */
  public static Parsed parse(
      SourceFile main,
      Includes includes,
      Map<String, String> defines,
      ParseCache cache,
      Diagnostics diagnostics) {
    int before = diagnostics.count();
    Preprocessor.Result preprocessed =
        Preprocessor.preprocess(main, includes, defines, cache, diagnostics);
    ImmutableList<Tree.Declaration> declarations = ImmutableList.of();
    String fingerprint = "";
    int length = main.text().length();
    if (diagnostics.count() == before) {
      Cursor cursor =
          new Cursor(preprocessed.tokens(), new Span(main, length, length), diagnostics);
      Fingerprint reached = new Fingerprint(preprocessed.tokens());
      declarations = new Parser(cursor, diagnostics).declarations.unit(cache, reached);
      fingerprint = diagnostics.count() == before ? reached.hash() : "";
    }
    return new Parsed(
        new Tree.TranslationUnit(new Span(main, 0, length), declarations),
        preprocessed.files(),
        preprocessed.unusedDefinitions(),
        fingerprint);
  }
}
