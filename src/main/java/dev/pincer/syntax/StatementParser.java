// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import com.google.common.collect.ImmutableList;
import dev.pincer.diag.ErrorCode;
import dev.pincer.source.Span;
import dev.pincer.syntax.Tree.Declaration;
import dev.pincer.syntax.Tree.Stmt;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads statements (C11 6.8), and {@code atomic} and {@code rmw}. */
final class StatementParser {
  private final Parser parser;
  private final Cursor cursor;

  StatementParser(Parser parser) {
    this.parser = parser;
    this.cursor = parser.cursor;
  }

  /** {@code { ... }}, with a scope of its own. */
  Tree.Block block() {
    cursor.enter();
    Token open = cursor.expect("{");
    parser.scopes.open();
    ImmutableList.Builder<Stmt> statements = ImmutableList.builder();
    while (!cursor.at("}") && !cursor.atEnd()) {
      Cursor.Mark mark = cursor.mark();
      Scopes.Mark scopes = parser.scopes.mark();
      try {
        statements.add(startsDeclaration() ? declaration() : statement());
      } catch (SyntaxError error) {
        parser.scopes.closeTo(scopes);
        cursor.recover(mark);
      }
    }
    cursor.expectClosing("}", open);
    parser.scopes.close();
    cursor.leave();
    return new Tree.Block(cursor.since(open.span()), statements.build());
  }

  private boolean startsDeclaration() {
    if (cursor.peek(1).is(":") && Words.isName(cursor.peek())) {
      return false;
    }
    if (Words.ATTRIBUTE.contains(cursor.peek().text())) {
      return !isAttributeStatement();
    }
    return parser.specifiers.startsDeclaration(0) || parser.specifiers.looksLikeType();
  }

  /** Whether {@code __attribute__((...));} stands here. */
  private boolean isAttributeStatement() {
    int ahead = 1;
    int open = 0;
    do {
      Token token = cursor.peek(ahead++);
      open += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      if (token.kind() == Token.Kind.END) {
        return false;
      }
    } while (open > 0);
    return cursor.peek(ahead).is(";");
  }

  private Stmt declaration() {
    Span start = cursor.peek().span();
    List<Declaration> declarations = new ArrayList<>();
    parser.declarations.declaration(false, declarations);
    return new Tree.DeclarationStmt(cursor.since(start), ImmutableList.copyOf(declarations));
  }

  /** One statement; not a declaration. */
  Stmt statement() {
    cursor.enter();
    Stmt statement = oneStatement();
    cursor.leave();
    return statement;
  }

  private Stmt oneStatement() {
    Token first = cursor.peek();
    Span start = first.span();
    if (first.is("{")) {
      return block();
    }
    if (cursor.take(";")) {
      return new Tree.Empty(start);
    }
    if (!first.isIdentifier()) {
      return expressionStatement();
    }
    return switch (first.text()) {
      case "if" -> ifStatement();
      case "while" -> {
        cursor.next();
        Tree.Expr condition = condition();
        Stmt body = statement();
        yield new Tree.While(cursor.since(start), condition, body);
      }
      case "do" -> doWhile();
      case "for" -> forStatement();
      case "switch" -> {
        cursor.next();
        Tree.Expr value = condition();
        Stmt body = statement();
        yield new Tree.Switch(cursor.since(start), value, body);
      }
      case "case" -> caseStatement();
      case "default" -> {
        cursor.next();
        cursor.expect(":");
        Stmt body = labelled();
        yield new Tree.Default(cursor.since(start), body);
      }
      case "goto" -> gotoStatement();
      case "break" -> {
        cursor.next();
        yield new Tree.Break(end(start));
      }
      case "continue" -> {
        cursor.next();
        yield new Tree.Continue(end(start));
      }
      case "return" -> {
        cursor.next();
        Tree.Expr value = cursor.at(";") ? null : parser.expressions.expression();
        yield new Tree.Return(end(start), value);
      }
      case Words.ATOMIC, Words.RMW -> atomic();
      case "else" -> throw cursor.unexpected("a statement");
      default -> otherStatement();
    };
  }

  private Stmt otherStatement() {
    Token first = cursor.peek();
    if (Words.ATTRIBUTE.contains(first.text())) {
      parser.specifiers.attributes();
      cursor.expect(";");
      return new Tree.Empty(cursor.since(first.span()));
    }
    if (Words.isName(first) && cursor.peek(1).is(":")) {
      Tree.Name label = parser.declarations.name("a label");
      cursor.next();
      parser.specifiers.attributes();
      Stmt body = labelled();
      return new Tree.Labeled(cursor.since(first.span()), label, body);
    }
    if (parser.specifiers.startsDeclaration(0)) {
      // The body of an `if` and the like: C has no declaration there.
      cursor.refuse(first);
      throw cursor.unexpected("a statement");
    }
    return expressionStatement();
  }

  /**
   * What a label stands before: empty where a declaration or the end of the block follows, as C23
   * has it.
   */
  private Stmt labelled() {
    if (cursor.at("}") || startsDeclaration()) {
      Span colon = cursor.previous().span();
      return new Tree.Empty(new Span(colon.file(), colon.end(), colon.end()));
    }
    return statement();
  }

  private Stmt expressionStatement() {
    Tree.Expr expression = parser.expressions.expression();
    if (cursor.at("{")) {
      parser.expressions.refuseUnknown(expression);
    }
    return new Tree.ExprStmt(end(expression.span()), expression);
  }

  /** Takes the {@code ;} that ends the statement, and gives its span. */
  private Span end(Span start) {
    cursor.expect(";");
    return cursor.since(start);
  }

  private Tree.Expr condition() {
    Token open = cursor.expect("(");
    Tree.Expr condition = parser.expressions.expression();
    cursor.expectClosing(")", open);
    return condition;
  }

  private Stmt ifStatement() {
    Span start = cursor.next().span();
    Tree.Expr condition = condition();
    Stmt ifTrue = statement();
    Stmt ifFalse = cursor.take("else") ? statement() : null;
    return new Tree.If(cursor.since(start), condition, ifTrue, ifFalse);
  }

  private Stmt doWhile() {
    Token word = cursor.next();
    Stmt body = statement();
    if (!cursor.at("while")) {
      parser
          .diagnostics
          .error(ErrorCode.EXPECTED, cursor.peek().span(), "`while`", cursor.peek().quoted())
          .second(word.span(), "`do` is here");
      throw new SyntaxError();
    }
    cursor.next();
    Tree.Expr condition = condition();
    return new Tree.DoWhile(end(word.span()), body, condition);
  }

  private Stmt forStatement() {
    Span start = cursor.next().span();
    Token open = cursor.expect("(");
    parser.scopes.open();
    Stmt first = null;
    Tree.Expr condition;
    Tree.Expr next;
    try {
      first = forStart();
      condition = cursor.at(";") ? null : parser.expressions.expression();
      cursor.expect(";");
      next = cursor.at(")") ? null : parser.expressions.expression();
      cursor.expectClosing(")", open);
    } catch (SyntaxError error) {
      // Its semicolons end no statement.
      cursor.skipParentheses(1);
      throw error;
    }
    Stmt body = statement();
    parser.scopes.close();
    return new Tree.For(cursor.since(start), first, condition, next, body);
  }

  private @Nullable Stmt forStart() {
    if (cursor.take(";")) {
      return null;
    }
    return startsDeclaration() ? declaration() : expressionStatement();
  }

  private Stmt caseStatement() {
    Span start = cursor.next().span();
    Tree.Expr value = parser.expressions.conditional();
    Tree.Expr to = cursor.take("...") ? parser.expressions.conditional() : null;
    cursor.expect(":");
    Stmt body = labelled();
    return new Tree.Case(cursor.since(start), value, to, body);
  }

  private Stmt gotoStatement() {
    Span start = cursor.next().span();
    if (cursor.at("*")) {
      throw cursor.error(ErrorCode.COMPUTED_GOTO, cursor.since(start).to(cursor.peek().span()));
    }
    Tree.Name label = parser.declarations.name("a label");
    return new Tree.Goto(end(start), label);
  }

  private Stmt atomic() {
    Token word = cursor.next();
    Token open = cursor.expect("(");
    Tree.Name order = parser.declarations.name("an order");
    cursor.expectClosing(")", open);
    Stmt body = statement();
    return new Tree.Atomic(cursor.since(word.span()), order, word.is(Words.RMW), body);
  }
}
