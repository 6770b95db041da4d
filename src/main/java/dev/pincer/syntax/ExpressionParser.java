// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.pincer.diag.ErrorCode;
import dev.pincer.source.Span;
import dev.pincer.syntax.Token.Kind;
import dev.pincer.syntax.Tree.BinaryOp;
import dev.pincer.syntax.Tree.Expr;
import dev.pincer.syntax.Tree.UnaryOp;
import dev.pincer.syntax.Tree.Word;

/** Reads expressions (C11 6.5), by precedence climbing. */
final class ExpressionParser {
  /** How tightly each binary operator binds, 1 .. 10. */
  static final ImmutableMap<BinaryOp, Integer> PRECEDENCE =
      ImmutableMap.<BinaryOp, Integer>builder()
          .put(BinaryOp.LOGICAL_OR, 1)
          .put(BinaryOp.LOGICAL_AND, 2)
          .put(BinaryOp.OR, 3)
          .put(BinaryOp.XOR, 4)
          .put(BinaryOp.AND, 5)
          .put(BinaryOp.EQUAL, 6)
          .put(BinaryOp.NOT_EQUAL, 6)
          .put(BinaryOp.LESS, 7)
          .put(BinaryOp.GREATER, 7)
          .put(BinaryOp.LESS_EQUAL, 7)
          .put(BinaryOp.GREATER_EQUAL, 7)
          .put(BinaryOp.SHIFT_LEFT, 8)
          .put(BinaryOp.SHIFT_RIGHT, 8)
          .put(BinaryOp.ADD, 9)
          .put(BinaryOp.SUBTRACT, 9)
          .put(BinaryOp.MULTIPLY, 10)
          .put(BinaryOp.DIVIDE, 10)
          .put(BinaryOp.REMAINDER, 10)
          .buildOrThrow();

  static final ImmutableMap<String, BinaryOp> BINARY =
      ImmutableMap.<String, BinaryOp>builder()
          .put("||", BinaryOp.LOGICAL_OR)
          .put("&&", BinaryOp.LOGICAL_AND)
          .put("|", BinaryOp.OR)
          .put("^", BinaryOp.XOR)
          .put("&", BinaryOp.AND)
          .put("==", BinaryOp.EQUAL)
          .put("!=", BinaryOp.NOT_EQUAL)
          .put("<", BinaryOp.LESS)
          .put(">", BinaryOp.GREATER)
          .put("<=", BinaryOp.LESS_EQUAL)
          .put(">=", BinaryOp.GREATER_EQUAL)
          .put("<<", BinaryOp.SHIFT_LEFT)
          .put(">>", BinaryOp.SHIFT_RIGHT)
          .put("+", BinaryOp.ADD)
          .put("-", BinaryOp.SUBTRACT)
          .put("*", BinaryOp.MULTIPLY)
          .put("/", BinaryOp.DIVIDE)
          .put("%", BinaryOp.REMAINDER)
          .buildOrThrow();

  static final ImmutableMap<String, BinaryOp> COMPOUND =
      ImmutableMap.<String, BinaryOp>builder()
          .put("|=", BinaryOp.OR)
          .put("^=", BinaryOp.XOR)
          .put("&=", BinaryOp.AND)
          .put("<<=", BinaryOp.SHIFT_LEFT)
          .put(">>=", BinaryOp.SHIFT_RIGHT)
          .put("+=", BinaryOp.ADD)
          .put("-=", BinaryOp.SUBTRACT)
          .put("*=", BinaryOp.MULTIPLY)
          .put("/=", BinaryOp.DIVIDE)
          .put("%=", BinaryOp.REMAINDER)
          .buildOrThrow();

  static final ImmutableMap<String, UnaryOp> PREFIX =
      ImmutableMap.<String, UnaryOp>builder()
          .put("+", UnaryOp.PLUS)
          .put("-", UnaryOp.MINUS)
          .put("~", UnaryOp.COMPLEMENT)
          .put("!", UnaryOp.NOT)
          .put("&", UnaryOp.ADDRESS)
          .put("*", UnaryOp.DEREFERENCE)
          .put("++", UnaryOp.PRE_INCREMENT)
          .put("--", UnaryOp.PRE_DECREMENT)
          .buildOrThrow();

  private final Parser parser;
  private final Cursor cursor;

  ExpressionParser(Parser parser) {
    this.parser = parser;
    this.cursor = parser.cursor;
  }

  /** An expression, with commas. */
  Expr expression() {
    Expr left = assignment();
    int entered = 0;
    while (cursor.at(",")) {
      entered += enter();
      Span comma = cursor.next().span();
      Expr right = assignment();
      left = new Tree.Comma(span(left, comma, right), left, right);
    }
    leave(entered);
    return left;
  }

  Expr assignment() {
    Expr target = conditional();
    Token operator = cursor.peek();
    BinaryOp compound = operator.kind() == Kind.PUNCTUATOR ? COMPOUND.get(operator.text()) : null;
    if (compound == null && !operator.is("=")) {
      return target;
    }
    cursor.enter();
    cursor.next();
    Expr value = assignment();
    cursor.leave();
    return new Tree.Assign(span(target, operator.span(), value), compound, target, value);
  }

  /**
   * What C calls a conditional-expression: no assignment, no comma. Also its constant expressions.
   */
  Expr conditional() {
    cursor.enter();
    Expr condition = binary(1);
    if (cursor.at("?")) {
      Span mark = cursor.next().span();
      Expr ifTrue = cursor.at(":") ? null : expression();
      cursor.expect(":");
      Expr ifFalse = conditional();
      condition = new Tree.Conditional(span(condition, mark, ifFalse), condition, ifTrue, ifFalse);
    }
    cursor.leave();
    return condition;
  }

  private Expr binary(int tightness) {
    Expr left = cast();
    int entered = 0;
    while (true) {
      Token operator = cursor.peek();
      BinaryOp op = operator.kind() == Kind.PUNCTUATOR ? BINARY.get(operator.text()) : null;
      int precedence = op == null ? 0 : PRECEDENCE.getOrDefault(op, 0);
      if (op == null || precedence < tightness) {
        leave(entered);
        return left;
      }
      entered += enter();
      cursor.next();
      Expr right = binary(precedence + 1);
      left = new Tree.Binary(span(left, operator.span(), right), op, left, right);
    }
  }

  private Expr cast() {
    if (!cursor.at("(") || !parser.specifiers.startsType(1)) {
      return unary();
    }
    cursor.enter();
    Token open = cursor.next();
    Tree.Type type = parser.declarations.typeName();
    cursor.expectClosing(")", open);
    Expr result;
    if (cursor.at("{")) {
      result = postfix(compoundLiteral(open, type));
    } else {
      Expr operand = cast();
      result = new Tree.Cast(span(open.span(), operand), type, operand);
    }
    cursor.leave();
    return result;
  }

  private Expr compoundLiteral(Token open, Tree.Type type) {
    Tree.ListInitializer list = parser.declarations.list();
    return new Tree.CompoundLiteral(cursor.since(open.span()), type, list);
  }

  private Expr unary() {
    Token token = cursor.peek();
    if (token.is("sizeof")) {
      return sizeof();
    }
    if (token.is("&&")) {
      throw cursor.error(ErrorCode.COMPUTED_GOTO, token.span());
    }
    UnaryOp op = token.kind() == Kind.PUNCTUATOR ? PREFIX.get(token.text()) : null;
    if (op == null) {
      return postfix(primary());
    }
    cursor.enter();
    cursor.next();
    Expr operand = op == UnaryOp.PRE_INCREMENT || op == UnaryOp.PRE_DECREMENT ? unary() : cast();
    cursor.leave();
    return new Tree.Unary(span(token.span(), operand), op, operand);
  }

  private Expr sizeof() {
    cursor.enter();
    Span start = cursor.next().span();
    Expr result;
    if (cursor.at("(") && parser.specifiers.startsType(1)) {
      Token open = cursor.next();
      Tree.Type type = parser.declarations.typeName();
      cursor.expectClosing(")", open);
      if (cursor.at("{")) {
        Expr operand = postfix(compoundLiteral(open, type));
        result = new Tree.SizeofExpr(cursor.since(start), operand);
      } else {
        result = new Tree.SizeofType(cursor.since(start), type);
      }
    } else {
      Expr operand = unary();
      result = new Tree.SizeofExpr(cursor.since(start), operand);
    }
    cursor.leave();
    return result;
  }

  private Expr postfix(Expr primary) {
    Expr left = primary;
    int entered = 0;
    while (true) {
      Token token = cursor.peek();
      if (token.kind() != Kind.PUNCTUATOR) {
        break;
      }
      if (token.is("[")) {
        entered += enter();
        cursor.next();
        Expr index = expression();
        cursor.expectClosing("]", token);
        left = new Tree.Index(cursor.since(left.span()), left, index);
      } else if (token.is("(")) {
        entered += enter();
        cursor.next();
        ImmutableList<Expr> arguments = arguments(token, left);
        left = new Tree.Call(cursor.since(left.span()), left, arguments);
      } else if (token.is(".") || token.is("->")) {
        entered += enter();
        cursor.next();
        Tree.Name field = parser.declarations.name("the name of a member");
        left =
            new Tree.Member(
                cursor.since(left.span()).to(token.span()), left, field, token.is("->"));
      } else if (token.is("++") || token.is("--")) {
        entered += enter();
        cursor.next();
        UnaryOp op = token.is("++") ? UnaryOp.POST_INCREMENT : UnaryOp.POST_DECREMENT;
        left = new Tree.Unary(cursor.since(left.span()), op, left);
      } else {
        break;
      }
    }
    leave(entered);
    return left;
  }

  private ImmutableList<Expr> arguments(Token open, Expr callee) {
    ImmutableList.Builder<Expr> arguments = ImmutableList.builder();
    if (!cursor.at(")")) {
      do {
        if (cursor.peek().kind() == Kind.STRING || parser.specifiers.startsType(0)) {
          refuseUnknown(callee);
        }
        arguments.add(assignment());
      } while (cursor.take(","));
    }
    cursor.expectClosing(")", open);
    return arguments.build();
  }

  /**
   * Where what is no expression stands behind a name that was never declared, or within its
   * parentheses: it is a macro of a header that is not included, or a word that is misspelt.
   */
  void refuseUnknown(Expr e) {
    Expr callee = e instanceof Tree.Call call ? call.function() : e;
    if (callee instanceof Tree.NameExpr name && !parser.scopes.isDeclared(name.name())) {
      throw cursor.error(ErrorCode.UNKNOWN_NAME, name.span(), name.name());
    }
  }

  private Expr primary() {
    Token token = cursor.peek();
    return switch (token.kind()) {
      case NUMBER -> {
        cursor.next();
        Numbers.Constant constant = Numbers.integer(token, parser.diagnostics);
        yield new Tree.IntLiteral(token.span(), constant.value(), constant.type());
      }
      case CHARACTER -> {
        cursor.next();
        Numbers.Constant constant = Numbers.character(token, parser.diagnostics);
        yield new Tree.IntLiteral(token.span(), constant.value(), constant.type());
      }
      case STRING -> throw cursor.error(ErrorCode.TEXT, token.span());
      case IDENTIFIER -> {
        Word word = Words.EXPRESSIONS.get(token.text());
        if (word != null) {
          yield word(word);
        }
        if (token.is(Words.CONTAINER_OF)) {
          yield containerOf();
        }
        if (token.is(Words.OFFSET_OF)) {
          yield offsetOf();
        }
        if (!Words.isName(token)) {
          throw cursor.expected("an expression");
        }
        cursor.next();
        yield new Tree.NameExpr(token.span(), token.text());
      }
      case PUNCTUATOR -> {
        if (!token.is("(")) {
          throw cursor.expected("an expression");
        }
        yield parenthesised();
      }
      case END, HEADER, STRAY, UNTERMINATED, PLACEMARKER -> throw cursor.expected("an expression");
    };
  }

  private Expr parenthesised() {
    cursor.enter();
    Token open = cursor.next();
    Expr inner;
    if (cursor.at("{")) {
      if (parser.scopes.atFileLevel()) {
        throw cursor.expected("an expression");
      }
      Tree.Block block = parser.statements.block();
      cursor.expectClosing(")", open);
      inner = new Tree.StatementExpr(cursor.since(open.span()), block);
    } else {
      inner = expression();
      cursor.expectClosing(")", open);
    }
    cursor.leave();
    return inner;
  }

  /** One of the words of pincer.h, with its arguments. */
  private Expr word(Word word) {
    Token name = cursor.next();
    Token open = cursor.expect("(");
    ImmutableList.Builder<Expr> arguments = ImmutableList.builder();
    Tree.Name order = null;
    switch (word) {
      case LOAD -> {
        arguments.add(assignment());
        order = order(true);
      }
      case STORE -> {
        arguments.add(assignment());
        cursor.expect(",");
        arguments.add(assignment());
        order = order(true);
      }
      case FENCE -> order = order(false);
      case AWAIT, ASSERT -> arguments.add(expression());
      case CHOOSE -> arguments.add(assignment());
      case UNDEFINED_UNLESS -> {
        arguments.add(assignment());
        cursor.expect(",");
        arguments.add(text());
      }
      case THIS_THREAD -> {}
    }
    cursor.expectClosing(")", open);
    return new Tree.WordExpr(cursor.since(name.span()), word, arguments.build(), order);
  }

  private Expr containerOf() {
    Token name = cursor.next();
    Token open = cursor.expect("(");
    Expr pointer = assignment();
    cursor.expect(",");
    Tree.Type type = parser.declarations.typeName();
    ImmutableList<Tree.Name> path = pathBehindComma();
    cursor.expectClosing(")", open);
    return new Tree.ContainerOf(cursor.since(name.span()), pointer, type, path);
  }

  private Expr offsetOf() {
    Token name = cursor.next();
    Token open = cursor.expect("(");
    Tree.Type type = parser.declarations.typeName();
    ImmutableList<Tree.Name> path = pathBehindComma();
    cursor.expectClosing(")", open);
    return new Tree.OffsetOf(cursor.since(name.span()), type, path);
  }

  private ImmutableList<Tree.Name> pathBehindComma() {
    cursor.expect(",");
    ImmutableList.Builder<Tree.Name> path = ImmutableList.builder();
    do {
      path.add(parser.declarations.name("the name of a member"));
    } while (cursor.take("."));
    return path.build();
  }

  private Tree.Name order(boolean comma) {
    if (comma) {
      cursor.expect(",");
    }
    return parser.declarations.name("an order");
  }

  /** One or more texts in quotes, which together are one. */
  Tree.StringLiteral text() {
    Token first = cursor.peek();
    if (first.kind() != Kind.STRING) {
      throw cursor.expected("a text in quotes");
    }
    StringBuilder value = new StringBuilder();
    while (cursor.peek().kind() == Kind.STRING) {
      value.append(Numbers.unquote(cursor.next(), parser.diagnostics));
    }
    return new Tree.StringLiteral(cursor.since(first.span()), value.toString());
  }

  // ---- spans and depth -------------------------------------------------------------------------

  /**
   * From {@code left} to {@code right}; with the operator's, which a macro may have made out of
   * more.
   */
  private static Span span(Expr left, Span operator, Expr right) {
    return left.span().to(operator).to(right.span());
  }

  private static Span span(Span operator, Expr operand) {
    return operator.to(operand.span());
  }

  /** A chain of operators makes as deep a tree as parentheses do. */
  private int enter() {
    cursor.enter();
    return 1;
  }

  private void leave(int levels) {
    for (int i = 0; i < levels; i++) {
      cursor.leave();
    }
  }
}
