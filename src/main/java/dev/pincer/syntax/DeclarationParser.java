// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import dev.pincer.diag.ErrorCode;
import dev.pincer.source.Span;
import dev.pincer.syntax.SpecifierParser.Specifiers;
import dev.pincer.syntax.Tree.Declaration;
import dev.pincer.syntax.Tree.Role;
import dev.pincer.syntax.Tree.Storage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.function.UnaryOperator;

/** Reads declarations, declarators and initialisers (C11 6.7, 6.9). */
final class DeclarationParser {
  private static final ImmutableSet<Storage> ALL =
      Sets.immutableEnumSet(EnumSet.allOf(Storage.class));
  private static final ImmutableSet<Storage> OF_FUNCTION =
      Sets.immutableEnumSet(Storage.STATIC, Storage.EXTERN, Storage.INLINE);
  private static final ImmutableSet<Storage> OF_VARIABLE =
      Sets.immutableEnumSet(
          Storage.STATIC, Storage.EXTERN, Storage.CONST, Storage.VOLATILE, Storage.GHOST);
  private static final ImmutableSet<Storage> QUALIFIERS =
      Sets.immutableEnumSet(Storage.CONST, Storage.VOLATILE);
  private static final ImmutableSet<Storage> CONSTANT = Sets.immutableEnumSet(Storage.CONST);

  private final Parser parser;
  private final Cursor cursor;

  DeclarationParser(Parser parser) {
    this.parser = parser;
    this.cursor = parser.cursor;
  }

  /** All declarations of the file, which {@code fingerprint} is told of, each with its tokens. */
  ImmutableList<Declaration> unit(ParseCache cache, Fingerprint fingerprint) {
    List<Declaration> declarations = new ArrayList<>();
    while (!cursor.atEnd()) {
      Cursor.Mark mark = cursor.mark();
      try {
        if (!cursor.take(";")) {
          ParseCache.Known known = cache.find(cursor.rest(), parser.scopes);
          if (known == null) {
            parse(cache, declarations);
          } else {
            cursor.skip(known.tokens().size());
            known.declares().forEach(parser.scopes::declare);
            declarations.addAll(known.declarations());
          }
          fingerprint.add(
              declarations.get(declarations.size() - 1), mark.index(), cursor.mark().index());
        }
      } catch (SyntaxError error) {
        recoverDeclaration(mark);
      }
    }
    return ImmutableList.copyOf(declarations);
  }

  /** The declaration at hand. Without a message it is known from now on. */
  private void parse(ParseCache cache, List<Declaration> out) {
    Cursor.Mark mark = cursor.mark();
    int first = out.size();
    int messages = parser.diagnostics.count();
    parser.scopes.record();
    declaration(true, out);
    if (parser.diagnostics.count() == messages) {
      cache.add(
          new ParseCache.Known(
              cursor.since(mark),
              ImmutableList.copyOf(out.subList(first, out.size())),
              parser.scopes.asked(),
              parser.scopes.declared()));
    }
  }

  /** After an error: to the next declaration. A typedef's name becomes a type nevertheless. */
  private void recoverDeclaration(Cursor.Mark mark) {
    while (!parser.scopes.atFileLevel()) {
      parser.scopes.close();
    }
    cursor.recover(mark);
    if (cursor.at("{")) {
      // The body of what was refused.
      cursor.recover(mark);
    }
    Token name = cursor.typedefName(mark);
    if (name != null) {
      parser.scopes.declare(name.text(), true);
    }
    Token last = cursor.previous();
    if (cursor.at("}") && !(cursor.hasMovedSince(mark) && (last.is(";") || last.is("}")))) {
      // It closes nothing, and was either just reported or goes with what was.
      cursor.next();
    }
  }

  // ---- declarations ----------------------------------------------------------------------------

  /** One declaration, with all its declarators; a function's body only at the file's level. */
  void declaration(boolean fileLevel, List<Declaration> out) {
    if (cursor.at("_Static_assert")) {
      out.add(staticAssert());
      return;
    }
    if (fileLevel && !canStart()) {
      throw cursor.unexpected("a declaration");
    }
    Specifiers specifiers = parser.specifiers.specifiers(ALL, fileLevel);
    if (cursor.at(";")) {
      out.add(tagDeclaration(specifiers));
      cursor.next();
      return;
    }
    refuseMissingSemicolon();
    specifiers = separateTag(specifiers, out);
    boolean first = true;
    do {
      Declarator declarator = declarator(true);
      Tree.Name name = declarator.name();
      if (name == null) {
        throw cursor.expected("a name");
      }
      parser.specifiers.attributes();
      Parts parts =
          new Parts(specifiers, declarator, name, declarator.wrap().apply(specifiers.type()));
      if (specifiers.has(Storage.TYPEDEF)) {
        out.add(typedef(parts));
      } else if (parts.type instanceof Tree.FunctionType function) {
        boolean body = first && cursor.at("{");
        out.add(function(parts, function, fileLevel));
        if (body) {
          return;
        }
      } else {
        out.add(variable(parts));
      }
      first = false;
    } while (cursor.take(","));
    cursor.expect(";");
  }

  /** Behind {@code struct page { ... }} on the next line, it is the {@code ;} that is missing. */
  private void refuseMissingSemicolon() {
    Token token = cursor.peek();
    boolean declarator = token.is("*") || token.is("(") || token.is(":") || Words.isName(token);
    if (!declarator && cursor.previous().is("}")) {
      throw cursor.expected("`;`");
    }
  }

  /** {@code struct page { } a;} declares first {@code struct page}, then with it {@code a}. */
  private static Specifiers separateTag(Specifiers specifiers, List<Declaration> out) {
    Tree.Type type = specifiers.type();
    Tree.Type named;
    if (type instanceof Tree.StructType struct
        && struct.tag() != null
        && struct.members() != null) {
      named = new Tree.StructType(struct.span(), struct.tag(), null);
    } else if (type instanceof Tree.EnumType enumeration
        && enumeration.tag() != null
        && enumeration.enumerators() != null) {
      named = new Tree.EnumType(enumeration.span(), enumeration.tag(), null);
    } else {
      return specifiers;
    }
    out.add(new Tree.TagDeclaration(type.span(), type));
    return specifiers.withType(named);
  }

  private record Parts(
      Specifiers specifiers, Declarator declarator, Tree.Name name, Tree.Type type) {}

  private boolean canStart() {
    Token token = cursor.peek();
    return token.isIdentifier()
        && (parser.specifiers.startsDeclaration(0)
            || Words.isName(token)
            || Words.refused(token) != null);
  }

  private Declaration tagDeclaration(Specifiers specifiers) {
    Span span = cursor.since(specifiers.start()).to(cursor.peek().span());
    Tree.Type type = specifiers.type();
    boolean tagged =
        (type instanceof Tree.StructType struct && struct.tag() != null)
            || type instanceof Tree.EnumType;
    if (!tagged || specifiers.role() != Role.FUNCTION) {
      throw cursor.error(ErrorCode.DECLARES_NOTHING, span);
    }
    parser.specifiers.refuseWords(specifiers.words(), ImmutableSet.of());
    return new Tree.TagDeclaration(span, type);
  }

  private Declaration staticAssert() {
    Span start = cursor.next().span();
    Token open = cursor.expect("(");
    Tree.Expr condition = parser.expressions.conditional();
    String text = null;
    if (cursor.take(",")) {
      text = parser.expressions.text().value();
    }
    cursor.expectClosing(")", open);
    cursor.expect(";");
    return new Tree.StaticAssert(cursor.since(start), condition, text);
  }

  private Declaration typedef(Parts parts) {
    refuseRole(parts.specifiers);
    parser.specifiers.refuseWords(
        parts.specifiers.words(), Sets.immutableEnumSet(Storage.TYPEDEF, Storage.CONST));
    if (parts.type instanceof Tree.FunctionType) {
      throw cursor.error(ErrorCode.FUNCTION_PLACE, parts.declarator.span());
    }
    parser.scopes.declare(parts.name.text(), true);
    return new Tree.TypedefDeclaration(
        cursor.since(parts.specifiers.start()), parts.name, parts.type);
  }

  private Declaration variable(Parts parts) {
    Specifiers specifiers = parts.specifiers;
    refuseRole(specifiers, parts.name);
    ImmutableSet<Storage> storage = storage(specifiers, parts.declarator, parts.type);
    parser.scopes.declare(parts.name.text(), false);
    Tree.Initializer initializer = cursor.take("=") ? initializer() : null;
    Span span = cursor.since(specifiers.start());
    return new Tree.VariableDeclaration(span, parts.name, parts.type, storage, initializer);
  }

  /**
   * The storage of an object; {@code const} and {@code volatile} only if they are its own, not
   * those of a target.
   */
  private ImmutableSet<Storage> storage(
      Specifiers specifiers, Declarator declarator, Tree.Type type) {
    parser.specifiers.refuseWords(specifiers.words(), OF_VARIABLE);
    EnumSet<Storage> storage = EnumSet.noneOf(Storage.class);
    storage.addAll(specifiers.storage());
    if (declarator.derived()) {
      refuseVolatile(specifiers);
      storage.removeAll(isArrayOfValues(type) ? Sets.difference(QUALIFIERS, CONSTANT) : QUALIFIERS);
    }
    storage.addAll(declarator.qualifiers());
    return Sets.immutableEnumSet(storage);
  }

  /** What stands before it is then said of each element, and so of all of it. */
  private static boolean isArrayOfValues(Tree.Type type) {
    Tree.Type element = type;
    while (element instanceof Tree.ArrayType array) {
      element = array.element();
    }
    return !(element instanceof Tree.PointerType);
  }

  private void refuseVolatile(Specifiers specifiers) {
    parser.specifiers.refuseWords(
        specifiers.words(), Sets.difference(ALL, ImmutableSet.of(Storage.VOLATILE)));
  }

  private void refuseRole(Specifiers specifiers) {
    Token word = specifiers.roleWord();
    if (word != null) {
      throw cursor.error(ErrorCode.MISPLACED_WORD, word.span(), word.plain());
    }
  }

  /** A thread or a property that is written like an object: it has to be a function. */
  private void refuseRole(Specifiers specifiers, Tree.Name name) {
    Token word = specifiers.roleWord();
    if (word != null) {
      String plain = word.plain();
      parser
          .diagnostics
          .error(ErrorCode.MISPLACED_WORD, word.span(), plain)
          .hint("write `" + plain + " " + name.text() + "(void) { ... }`");
      throw new SyntaxError();
    }
  }

  private Declaration function(Parts parts, Tree.FunctionType type, boolean fileLevel) {
    Specifiers specifiers = parts.specifiers;
    parser.specifiers.refuseWords(
        specifiers.words(), Sets.union(OF_FUNCTION, ImmutableSet.of(Storage.CONST)));
    EnumSet<Storage> storage = EnumSet.noneOf(Storage.class);
    storage.addAll(Sets.intersection(specifiers.storage(), OF_FUNCTION));
    parser.scopes.declare(parts.name.text(), false);
    Tree.Block body = null;
    if (cursor.at("{")) {
      if (!fileLevel) {
        throw cursor.error(ErrorCode.NESTED_FUNCTION, parts.name.span());
      }
      parser.scopes.open();
      for (Tree.Parameter parameter : type.parameters()) {
        Tree.Name name = parameter.name();
        if (name != null) {
          parser.scopes.declare(name.text(), false);
        }
      }
      body = parser.statements.block();
      parser.scopes.close();
    } else if (cursor.at("=")) {
      throw cursor.expected("`;` or a body");
    }
    return new Tree.FunctionDeclaration(
        cursor.since(specifiers.start()),
        specifiers.role(),
        specifiers.copies(),
        parts.name,
        type.result(),
        type.parameters(),
        Sets.immutableEnumSet(storage),
        body);
  }

  /** The members of one declaration in a struct. */
  void fields(ImmutableList.Builder<Tree.Field> out) {
    if (cursor.take(";")) {
      return;
    }
    Specifiers specifiers =
        parser.specifiers.specifiers(
            Sets.immutableEnumSet(Storage.CONST, Storage.VOLATILE, Storage.GHOST), false);
    refuseVolatile(specifiers);
    boolean ghost = specifiers.has(Storage.GHOST);
    if (cursor.at(";")) {
      Span span = cursor.since(specifiers.start());
      boolean anonymous =
          specifiers.type() instanceof Tree.StructType struct
              && struct.tag() == null
              && struct.members() != null;
      if (!anonymous) {
        throw cursor.error(ErrorCode.DECLARES_NOTHING, span);
      }
      cursor.next();
      out.add(new Tree.Field(span, specifiers.type(), null, null, ghost));
      return;
    }
    refuseMissingSemicolon();
    do {
      Tree.Name name = null;
      Tree.Type type = specifiers.type();
      Span start = cursor.peek().span();
      if (!cursor.at(":")) {
        Declarator declarator = declarator(true);
        type = declarator.wrap().apply(type);
        name = declarator.name();
        if (declarator.qualifiers().contains(Storage.VOLATILE)) {
          throw cursor.error(ErrorCode.VOLATILE, declarator.span());
        }
        if (type instanceof Tree.FunctionType) {
          throw cursor.error(ErrorCode.FUNCTION_PLACE, declarator.span());
        }
      }
      Tree.Expr bits = cursor.take(":") ? parser.expressions.conditional() : null;
      parser.specifiers.attributes();
      out.add(new Tree.Field(cursor.since(start), type, name, bits, ghost));
    } while (cursor.take(","));
    cursor.expect(";");
  }

  // ---- declarators -----------------------------------------------------------------------------

  /** A type without a name, as in a cast. */
  Tree.Type typeName() {
    cursor.enter();
    Specifiers specifiers = parser.specifiers.specifiers(QUALIFIERS, false);
    refuseVolatile(specifiers);
    Declarator declarator = declarator(false);
    Tree.Name name = declarator.name();
    if (name != null) {
      throw cursor.error(
          ErrorCode.EXPECTED, name.span(), "a type without a name", "`" + name.text() + "`");
    }
    if (declarator.qualifiers().contains(Storage.VOLATILE)) {
      throw cursor.error(ErrorCode.VOLATILE, declarator.span());
    }
    Tree.Type type = declarator.wrap().apply(specifiers.type());
    if (type instanceof Tree.FunctionType) {
      throw cursor.error(ErrorCode.FUNCTION_PLACE, declarator.span());
    }
    cursor.leave();
    return type;
  }

  /** A declarator, which may be without a name unless {@code named}. */
  private Declarator declarator(boolean named) {
    cursor.enter();
    parser.specifiers.attributes();
    Declarator result = cursor.at("*") ? pointer(named) : direct(named);
    cursor.leave();
    return result;
  }

  private Declarator pointer(boolean named) {
    Span star = cursor.next().span();
    EnumSet<Storage> qualifiers = EnumSet.noneOf(Storage.class);
    while (true) {
      Token token = cursor.peek();
      Storage word = token.isIdentifier() ? Words.STORAGE.get(token.text()) : null;
      cursor.refuse(token);
      if (word == Storage.CONST || word == Storage.VOLATILE) {
        cursor.next();
        qualifiers.add(word);
      } else if (Words.ATTRIBUTE.contains(token.text())) {
        parser.specifiers.attributes();
      } else {
        break;
      }
    }
    Declarator inner = declarator(named);
    Span span = star.to(inner.span());
    if (inner.derived() && qualifiers.contains(Storage.VOLATILE)) {
      throw cursor.error(ErrorCode.VOLATILE, span);
    }
    UnaryOperator<Tree.Type> wrap =
        type -> {
          if (type instanceof Tree.FunctionType) {
            throw cursor.error(ErrorCode.FUNCTION_POINTER, span);
          }
          return inner.wrap().apply(new Tree.PointerType(type.span().to(star), type));
        };
    return new Declarator(
        span,
        inner.name(),
        wrap,
        true,
        inner.derived() ? inner.qualifiers() : Sets.immutableEnumSet(qualifiers));
  }

  private Declarator direct(boolean named) {
    Token token = cursor.peek();
    if (token.is("(") && nestsDeclarator(named)) {
      Token open = cursor.next();
      Declarator inner = declarator(named);
      cursor.expectClosing(")", open);
      Span span = cursor.since(open.span());
      List<UnaryOperator<Tree.Type>> suffixes = suffixes();
      return new Declarator(
          cursor.since(span),
          inner.name(),
          type -> inner.wrap().apply(apply(suffixes, type)),
          inner.derived() || !suffixes.isEmpty(),
          inner.qualifiers());
    }
    Tree.Name name = null;
    if (Words.isName(token)) {
      name = name("a name");
    } else if (named) {
      throw cursor.expected("a name");
    }
    Span start = name != null ? name.span() : token.span();
    boolean array = cursor.at("[");
    List<UnaryOperator<Tree.Type>> suffixes = suffixes();
    Span empty = new Span(start.file(), start.start(), start.start());
    return new Declarator(
        name == null && suffixes.isEmpty() ? empty : cursor.since(start),
        name,
        type -> apply(suffixes, type),
        // The qualifiers of an array's type are those of its elements, and so of the object
        // (6.7.3p9).
        !suffixes.isEmpty() && !array,
        ImmutableSet.of());
  }

  /** Whether the parenthesis here is around a declarator, and does not open parameters. */
  private boolean nestsDeclarator(boolean named) {
    Token next = cursor.peek(1);
    return named
        || next.is("*")
        || next.is("(")
        || next.is("[")
        || (Words.isName(next) && !parser.scopes.isType(next.text()));
  }

  private static Tree.Type apply(List<UnaryOperator<Tree.Type>> suffixes, Tree.Type type) {
    Tree.Type result = type;
    for (int i = suffixes.size() - 1; i >= 0; i--) {
      result = suffixes.get(i).apply(result);
    }
    return result;
  }

  /** {@code [3][4]} or {@code (int x)}, in the order of the text; the first is the outermost. */
  private List<UnaryOperator<Tree.Type>> suffixes() {
    List<UnaryOperator<Tree.Type>> suffixes = new ArrayList<>();
    int entered = 0;
    while (cursor.at("[") || cursor.at("(")) {
      cursor.enter();
      entered++;
      suffixes.add(cursor.at("[") ? array() : parameters());
    }
    Collections.nCopies(entered, 0).forEach(level -> cursor.leave());
    return suffixes;
  }

  private UnaryOperator<Tree.Type> array() {
    Token open = cursor.next();
    Token token = cursor.peek();
    if (token.is("static") || (token.is("*") && cursor.peek(1).is("]"))) {
      throw cursor.error(ErrorCode.VARIABLE_ARRAY, token.span());
    }
    Tree.Expr size = cursor.at("]") ? null : parser.expressions.assignment();
    cursor.expectClosing("]", open);
    Span brackets = cursor.since(open.span());
    return type -> {
      if (type instanceof Tree.FunctionType) {
        throw cursor.error(ErrorCode.FUNCTION_PLACE, brackets);
      }
      return new Tree.ArrayType(type.span().to(brackets), type, size);
    };
  }

  private UnaryOperator<Tree.Type> parameters() {
    Token open = cursor.next();
    ImmutableList<Tree.Parameter> list = ImmutableList.of();
    if (cursor.at("void") && cursor.peek(1).is(")")) {
      cursor.next();
    } else if (!cursor.at(")")) {
      refuseOldStyle();
      list = parameterList();
    }
    cursor.expectClosing(")", open);
    Span span = cursor.since(open.span());
    ImmutableList<Tree.Parameter> parameters = list;
    return type -> {
      if (type instanceof Tree.FunctionType || type instanceof Tree.ArrayType) {
        throw cursor.error(ErrorCode.FUNCTION_PLACE, span);
      }
      return new Tree.FunctionType(type.span().to(span), type, parameters);
    };
  }

  private ImmutableList<Tree.Parameter> parameterList() {
    ImmutableList.Builder<Tree.Parameter> list = ImmutableList.builder();
    parser.scopes.open();
    do {
      if (cursor.at("...")) {
        throw cursor.error(ErrorCode.VARIADIC_FUNCTION, cursor.peek().span());
      }
      list.add(parameter());
    } while (cursor.take(","));
    parser.scopes.close();
    return list.build();
  }

  private Tree.Parameter parameter() {
    Specifiers specifiers = parser.specifiers.specifiers(QUALIFIERS, false);
    refuseVolatile(specifiers);
    Declarator declarator = declarator(false);
    if (declarator.qualifiers().contains(Storage.VOLATILE)) {
      throw cursor.error(ErrorCode.VOLATILE, declarator.span());
    }
    Tree.Type type = declarator.wrap().apply(specifiers.type());
    Span span = cursor.since(specifiers.start());
    if (type instanceof Tree.FunctionType) {
      throw cursor.error(ErrorCode.FUNCTION_POINTER, span);
    }
    parser.specifiers.attributes();
    Tree.Name name = declarator.name();
    if (name != null) {
      parser.scopes.declare(name.text(), false);
    }
    return new Tree.Parameter(span, type, name);
  }

  /** Refuses {@code f(a, b) int a, b; { }}. */
  private void refuseOldStyle() {
    int ahead = 0;
    while (Words.isName(cursor.peek(ahead)) && !parser.scopes.isType(cursor.peek(ahead).text())) {
      ahead++;
      if (cursor.peek(ahead).is(")")) {
        Token after = cursor.peek(ahead + 1);
        if (after.is("{") || after.isIdentifier()) {
          throw cursor.error(ErrorCode.OLD_STYLE_FUNCTION, cursor.peek().span());
        }
        parser.specifiers.reportUnknownType(cursor.peek());
        throw new SyntaxError();
      }
      if (!cursor.peek(ahead++).is(",")) {
        return;
      }
    }
  }

  // ---- initialisers ----------------------------------------------------------------------------

  private Tree.Initializer initializer() {
    if (cursor.at("{")) {
      return list();
    }
    Tree.Expr value = parser.expressions.assignment();
    return new Tree.ExprInitializer(value.span(), value);
  }

  /** {@code { ... }}. */
  Tree.ListInitializer list() {
    cursor.enter();
    Token open = cursor.expect("{");
    ImmutableList.Builder<Tree.InitItem> items = ImmutableList.builder();
    while (!cursor.at("}")) {
      items.add(item());
      if (!cursor.take(",") && !cursor.at("}")) {
        throw cursor.expected("`,` or `}`");
      }
    }
    cursor.expectClosing("}", open);
    cursor.leave();
    return new Tree.ListInitializer(cursor.since(open.span()), items.build());
  }

  private Tree.InitItem item() {
    Span start = cursor.peek().span();
    ImmutableList.Builder<Tree.Designator> designators = ImmutableList.builder();
    if (cursor.peek().isIdentifier() && cursor.peek(1).is(":")) {
      Token name = cursor.peek();
      throw cursor.error(ErrorCode.OLD_DESIGNATOR, name.span(), name.text());
    }
    boolean designated = false;
    while (cursor.at(".") || cursor.at("[")) {
      designated = true;
      Token open = cursor.next();
      if (open.is(".")) {
        Tree.Name field = name("the name of a member");
        designators.add(new Tree.FieldDesignator(cursor.since(open.span()), field));
      } else {
        Tree.Expr index = parser.expressions.conditional();
        Tree.Expr last = cursor.take("...") ? parser.expressions.conditional() : null;
        cursor.expectClosing("]", open);
        designators.add(new Tree.IndexDesignator(cursor.since(open.span()), index, last));
      }
    }
    if (designated) {
      cursor.expect("=");
    }
    Tree.Initializer value = initializer();
    return new Tree.InitItem(cursor.since(start), designators.build(), value);
  }

  // ---- names -----------------------------------------------------------------------------------

  /** A name; {@code what} is for the message if there is none. */
  Tree.Name name(String what) {
    Token token = cursor.peek();
    if (!Words.isName(token)) {
      throw cursor.expected(what);
    }
    cursor.next();
    return new Tree.Name(token.span(), token.text());
  }
}
