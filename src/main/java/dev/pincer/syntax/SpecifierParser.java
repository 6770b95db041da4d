// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.pincer.diag.ErrorCode;
import dev.pincer.source.Span;
import dev.pincer.syntax.Tree.Basic;
import dev.pincer.syntax.Tree.Role;
import dev.pincer.syntax.Tree.Storage;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads what stands before a declarator: storage, the words of pincer.h, and the type (C11 6.7.1 to
 * 6.7.4).
 */
final class SpecifierParser {
  /** The words of each basic type, sorted. */
  private static final ImmutableMap<String, Basic> BASIC =
      ImmutableMap.<String, Basic>builder()
          .put("void", Basic.VOID)
          .put("_Bool", Basic.BOOL)
          .put("char", Basic.CHAR)
          .put("char signed", Basic.SIGNED_CHAR)
          .put("char unsigned", Basic.UNSIGNED_CHAR)
          .put("short", Basic.SHORT)
          .put("int short", Basic.SHORT)
          .put("short signed", Basic.SHORT)
          .put("int short signed", Basic.SHORT)
          .put("short unsigned", Basic.UNSIGNED_SHORT)
          .put("int short unsigned", Basic.UNSIGNED_SHORT)
          .put("int", Basic.INT)
          .put("signed", Basic.INT)
          .put("int signed", Basic.INT)
          .put("unsigned", Basic.UNSIGNED_INT)
          .put("int unsigned", Basic.UNSIGNED_INT)
          .put("long", Basic.LONG)
          .put("int long", Basic.LONG)
          .put("long signed", Basic.LONG)
          .put("int long signed", Basic.LONG)
          .put("long unsigned", Basic.UNSIGNED_LONG)
          .put("int long unsigned", Basic.UNSIGNED_LONG)
          .put("long long", Basic.LONG_LONG)
          .put("int long long", Basic.LONG_LONG)
          .put("long long signed", Basic.LONG_LONG)
          .put("int long long signed", Basic.LONG_LONG)
          .put("long long unsigned", Basic.UNSIGNED_LONG_LONG)
          .put("int long long unsigned", Basic.UNSIGNED_LONG_LONG)
          .buildOrThrow();

  private final Parser parser;
  private final Cursor cursor;

  SpecifierParser(Parser parser) {
    this.parser = parser;
    this.cursor = parser.cursor;
  }

  /**
   * What stands before the declarators of one declaration.
   *
   * @param start its first word
   * @param role FUNCTION where no word of pincer.h stands
   * @param copies for THREADS
   * @param words where each word of storage stands
   */
  record Specifiers(
      Span start,
      Tree.Type type,
      Role role,
      @Nullable Token roleWord,
      Tree.@Nullable Expr copies,
      ImmutableMap<Storage, Token> words) {
    ImmutableSet<Storage> storage() {
      return words.keySet();
    }

    Specifiers withType(Tree.Type other) {
      return new Specifiers(start, other, role, roleWord, copies, words);
    }

    boolean has(Storage word) {
      return words.containsKey(word);
    }
  }

  /** Whether a declaration (with {@code ahead} 0, at the present token) or a type begins here. */
  boolean startsDeclaration(int ahead) {
    Token token = cursor.peek(ahead);
    if (!token.isIdentifier()) {
      return false;
    }
    String text = token.text();
    return Words.STORAGE.containsKey(text)
        || Words.ROLES.containsKey(text)
        || text.equals("_Static_assert")
        || startsType(ahead);
  }

  /** Whether a type name begins {@code ahead} of the present token. */
  boolean startsType(int ahead) {
    Token token = cursor.peek(ahead);
    if (!token.isIdentifier()) {
      return false;
    }
    String text = token.text();
    ErrorCode refused = Words.refused(token);
    return Words.BASIC.containsKey(text)
        || text.equals("struct")
        || text.equals("enum")
        || Words.TYPEOF.contains(text)
        || Words.STORAGE.get(text) == Storage.CONST
        || Words.STORAGE.get(text) == Storage.VOLATILE
        || Words.ATTRIBUTE.contains(text)
        || refused == ErrorCode.FLOATING_POINT
        || refused == ErrorCode.UNION
        || refused == ErrorCode.ATOMIC_TYPE
        || isTypeWord(refused, text)
        || parser.scopes.isType(text);
  }

  private static boolean isTypeWord(@Nullable ErrorCode refused, String text) {
    return refused == ErrorCode.UNSUPPORTED_WORD
        && switch (text) {
          case "auto",
              "register",
              "_Alignas",
              "_Noreturn",
              "_Thread_local",
              "__thread",
              "__int128",
              "__int128_t",
              "__uint128_t",
              "__auto_type",
              "__label__",
              "__builtin_va_list" ->
              true;
          default -> false;
        };
  }

  /** The specifiers of a declaration; {@code words} is what may stand in it besides a type. */
  Specifiers specifiers(Set<Storage> allowed, boolean roleAllowed) {
    Span start = cursor.peek().span();
    ImmutableMap.Builder<Storage, Token> words = ImmutableMap.builder();
    EnumSet<Storage> seen = EnumSet.noneOf(Storage.class);
    Role role = Role.FUNCTION;
    Token roleWord = null;
    Tree.Expr copies = null;
    List<Token> basic = new ArrayList<>();
    Tree.Type type = null;
    while (true) {
      Token token = cursor.peek();
      Storage storage = token.isIdentifier() ? Words.STORAGE.get(token.text()) : null;
      Role newRole = token.isIdentifier() ? Words.ROLES.get(token.text()) : null;
      boolean free = type == null && basic.isEmpty();
      cursor.refuse(token);
      if (storage != null) {
        cursor.next();
        if (!allowed.contains(storage)) {
          throw cursor.error(ErrorCode.MISPLACED_WORD, token.span(), token.plain());
        }
        if (seen.add(storage)) {
          words.put(storage, token);
        } else if (storage != Storage.CONST && storage != Storage.INLINE) {
          throw cursor.error(ErrorCode.REPEATED_WORD, token.span(), token.plain());
        }
      } else if (newRole != null) {
        cursor.next();
        if (!roleAllowed || role != Role.FUNCTION) {
          throw cursor.error(ErrorCode.MISPLACED_WORD, token.span(), token.plain());
        }
        role = newRole;
        roleWord = token;
        if (role == Role.THREADS) {
          Token open = cursor.expect("(");
          copies = parser.expressions.assignment();
          cursor.expectClosing(")", open);
        }
      } else if (Words.ATTRIBUTE.contains(token.text())) {
        attributes();
      } else if (type == null && Words.BASIC.containsKey(token.text())) {
        basic.add(cursor.next());
      } else if (free && token.is("struct")) {
        type = structType();
      } else if (free && token.is("enum")) {
        type = enumType();
      } else if (free && Words.TYPEOF.contains(token.text())) {
        type = typeOf();
      } else if (free && token.isIdentifier() && isTypeName(token)) {
        cursor.next();
        type = new Tree.NamedType(token.span(), token.text());
      } else {
        break;
      }
    }
    if (type == null) {
      type = basicType(basic, start);
    } else if (!basic.isEmpty()) {
      throw new AssertionError("basic words beside another type: " + basic);
    }
    return new Specifiers(start, type, role, roleWord, copies, words.buildOrThrow());
  }

  /**
   * Whether {@code token}, where a type is wanted, is the name of one; an unknown one counts as
   * such after a report, if what follows shows that a type was meant.
   */
  private boolean isTypeName(Token token) {
    if (parser.scopes.isType(token.text())) {
      return true;
    }
    if (!Words.isName(token) || !looksLikeType()) {
      return false;
    }
    reportUnknownType(token);
    return true;
  }

  /**
   * Whether {@code name name} or {@code name *name} followed by what ends a declarator stands here.
   */
  boolean looksLikeType() {
    Token first = cursor.peek();
    if (!Words.isName(first) || parser.scopes.isDeclared(first.text())) {
      return false;
    }
    int ahead = 1;
    while (cursor.peek(ahead).is("*") || cursor.peek(ahead).is("const")) {
      ahead++;
    }
    if (!Words.isName(cursor.peek(ahead))) {
      return false;
    }
    Token after = cursor.peek(ahead + 1);
    return ahead == 1
        || after.is(";")
        || after.is("=")
        || after.is(",")
        || after.is(")")
        || after.is("[")
        || after.is("(");
  }

  void reportUnknownType(Token name) {
    parser
        .diagnostics
        .error(ErrorCode.UNKNOWN_TYPE, name.span(), name.text())
        .didYouMean(name.text(), parser.scopes.types());
    parser.scopes.declareUnknownType(name.text());
  }

  private Tree.Type basicType(List<Token> words, Span start) {
    if (words.isEmpty()) {
      Token token = cursor.peek();
      if (Words.isName(token)) {
        throw missingType(token);
      }
      throw cursor.expected("a type");
    }
    Span span = words.get(0).span().to(words.get(words.size() - 1).span());
    List<String> sorted =
        words.stream().map(word -> Words.BASIC.getOrDefault(word.text(), "")).sorted().toList();
    Basic basic = BASIC.get(String.join(" ", sorted));
    if (basic == null) {
      throw cursor.error(
          ErrorCode.BAD_TYPE_WORDS,
          span,
          String.join(" ", words.stream().map(Token::text).toList()));
    }
    return new Tree.BasicType(span.file() == start.file() ? span : start, basic);
  }

  /**
   * Whether {@code name(...);} stands here, with something in the parentheses that no parameter
   * begins with: what a macro of a header makes a declaration of.
   */
  private boolean isCall() {
    if (cursor.peek(2).is(")") || startsType(2)) {
      return false;
    }
    int depth = 0;
    for (int ahead = 1; cursor.peek(ahead).kind() != Token.Kind.END; ahead++) {
      Token token = cursor.peek(ahead);
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      if (depth == 0) {
        return cursor.peek(ahead + 1).is(";");
      }
    }
    return false;
  }

  private SyntaxError missingType(Token name) {
    Token after = cursor.peek(1);
    boolean meantType = after.isIdentifier() || after.is("*");
    if (meantType) {
      reportUnknownType(name);
      return new SyntaxError();
    }
    boolean isCall = after.is("(") && parser.scopes.atFileLevel() && isCall();
    return cursor.error(
        isCall && !parser.scopes.isDeclared(name.text())
            ? ErrorCode.UNKNOWN_NAME
            : ErrorCode.MISSING_TYPE,
        name.span(),
        name.text());
  }

  /** {@code __typeof__(expression)}; of a type, that type itself. */
  private Tree.Type typeOf() {
    Span start = cursor.next().span();
    Token open = cursor.expect("(");
    if (startsType(0)) {
      Tree.Type type = parser.declarations.typeName();
      cursor.expectClosing(")", open);
      return type;
    }
    Tree.Expr expression = parser.expressions.expression();
    cursor.expectClosing(")", open);
    return new Tree.TypeOf(cursor.since(start), expression);
  }

  // ---- struct and enum -------------------------------------------------------------------------

  private Tree.StructType structType() {
    Span start = cursor.next().span();
    attributes();
    Tree.Name tag = tag();
    if (!cursor.at("{")) {
      if (tag == null) {
        throw cursor.expected("a tag or `{` after `struct`");
      }
      return new Tree.StructType(cursor.since(start), tag, null);
    }
    cursor.enter();
    Token open = cursor.next();
    ImmutableList.Builder<Tree.Field> fields = ImmutableList.builder();
    while (!cursor.at("}") && !cursor.atEnd()) {
      Cursor.Mark mark = cursor.mark();
      try {
        parser.declarations.fields(fields);
      } catch (SyntaxError error) {
        cursor.recover(mark);
      }
    }
    cursor.expectClosing("}", open);
    cursor.leave();
    Span span = cursor.since(start);
    attributes();
    return new Tree.StructType(span, tag, fields.build());
  }

  private Tree.EnumType enumType() {
    Span start = cursor.next().span();
    attributes();
    Tree.Name tag = tag();
    if (!cursor.at("{")) {
      if (tag == null) {
        throw cursor.expected("a tag or `{` after `enum`");
      }
      return new Tree.EnumType(cursor.since(start), tag, null);
    }
    Token open = cursor.next();
    ImmutableList.Builder<Tree.Enumerator> enumerators = ImmutableList.builder();
    do {
      if (cursor.at("}")) {
        break;
      }
      Tree.Name name = parser.declarations.name("the name of a constant");
      attributes();
      Tree.Expr value = cursor.take("=") ? parser.expressions.conditional() : null;
      enumerators.add(new Tree.Enumerator(cursor.since(name.span()), name, value));
      parser.scopes.declare(name.text(), false);
    } while (cursor.take(","));
    if (!cursor.at("}")) {
      throw cursor.expected("`,` or `}`");
    }
    cursor.expectClosing("}", open);
    Span span = cursor.since(start);
    attributes();
    ImmutableList<Tree.Enumerator> all = enumerators.build();
    if (all.isEmpty()) {
      throw cursor.error(ErrorCode.DECLARES_NOTHING, span);
    }
    return new Tree.EnumType(span, tag, all);
  }

  private Tree.@Nullable Name tag() {
    return Words.isName(cursor.peek()) ? parser.declarations.name("a tag") : null;
  }

  // ---- attributes ------------------------------------------------------------------------------

  /** Skips {@code __attribute__((...))}, each of which must be one that changes nothing. */
  void attributes() {
    while (Words.ATTRIBUTE.contains(cursor.peek().text())) {
      cursor.next();
      Token outer = cursor.expect("(");
      Token inner = cursor.expect("(");
      while (!cursor.at(")")) {
        attribute();
        if (!cursor.take(",") && !cursor.at(")")) {
          throw cursor.expected("`,` or `)`");
        }
      }
      cursor.expectClosing(")", inner);
      cursor.expectClosing(")", outer);
    }
  }

  private void attribute() {
    Token name = cursor.next();
    if (!name.isIdentifier()) {
      throw cursor.error(ErrorCode.EXPECTED, name.span(), "an attribute", name.quoted());
    }
    String text = name.text();
    if (text.length() > 4 && text.startsWith("__") && text.endsWith("__")) {
      text = text.substring(2, text.length() - 2);
    }
    if (!Words.HARMLESS_ATTRIBUTES.contains(text)) {
      throw cursor.error(ErrorCode.ATTRIBUTE, name.span(), name.text());
    }
    if (cursor.at("(")) {
      Token open = cursor.next();
      for (int depth = 1; depth > 0 && !cursor.atEnd(); ) {
        Token token = cursor.peek();
        depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
        if (depth > 0) {
          cursor.next();
        }
      }
      cursor.expectClosing(")", open);
    }
  }

  /** For messages about storage that cannot stand where it does. */
  void refuseWords(Map<Storage, Token> words, Set<Storage> allowed) {
    words.forEach(
        (storage, token) -> {
          if (!allowed.contains(storage)) {
            throw storage == Storage.VOLATILE
                ? cursor.error(ErrorCode.VOLATILE, token.span())
                : cursor.error(ErrorCode.MISPLACED_WORD, token.span(), token.plain());
          }
        });
  }
}
