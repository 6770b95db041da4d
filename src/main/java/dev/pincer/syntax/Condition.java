// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.source.Span;
import dev.pincer.syntax.Token.Kind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Evaluates the condition of {@code #if} and {@code #elif} (C11 6.10.1): 64-bit numbers, signed or
 * unsigned.
 */
final class Condition {
  /** Deeper nesting than this is refused, so that no condition can exhaust the stack. */
  private static final int DEPTH_MAX = 200;

  /** Left-associative operators, one level of precedence a row, loosest first. */
  private static final List<List<String>> LEVELS =
      List.of(
          List.of("||"),
          List.of("&&"),
          List.of("|"),
          List.of("^"),
          List.of("&"),
          List.of("==", "!="),
          List.of("<", ">", "<=", ">="),
          List.of("<<", ">>"),
          List.of("+", "-"),
          List.of("*", "/", "%"));

  private final Token directive;
  private final Macros macros;
  private final Diagnostics diagnostics;
  private final Expander.Run tokens;
  private @Nullable Token current;

  /** Where the last token stood, for what is missing after it. */
  private Span last;

  private int depth;

  private Condition(
      Token directive,
      List<Token> line,
      Expander expander,
      Macros macros,
      Diagnostics diagnostics) {
    this.directive = directive;
    this.macros = macros;
    this.diagnostics = diagnostics;
    this.tokens = expander.run(Expander.feed(line));
    this.last = directive.span();
  }

  /**
   * Whether the condition {@code line} of {@code directive} is true.
   *
   * @throws Stop after an error: which of the lines below are meant cannot be known
   */
  static boolean holds(
      Token directive,
      List<Token> line,
      Expander expander,
      Macros macros,
      Diagnostics diagnostics) {
    Condition condition = new Condition(directive, line, expander, macros, diagnostics);
    condition.advance();
    Value value = condition.conditional(true);
    if (condition.current != null) {
      throw condition.expected("an operator");
    }
    return value.bits != 0;
  }

  private record Value(long bits, boolean unsigned) {
    static Value of(boolean truth) {
      return new Value(truth ? 1 : 0, false);
    }
  }

  /** {@code live}: whether the value matters; where not, a division by zero is no error (6.6p3). */
  private Value conditional(boolean live) {
    enter();
    Value condition = binary(0, live);
    if (take("?")) {
      Value ifTrue = conditional(live && condition.bits != 0);
      if (!take(":")) {
        throw expected("`:`");
      }
      Value ifFalse = conditional(live && condition.bits == 0);
      boolean unsigned = ifTrue.unsigned || ifFalse.unsigned;
      condition = new Value(condition.bits != 0 ? ifTrue.bits : ifFalse.bits, unsigned);
    }
    depth--;
    return condition;
  }

  private Value binary(int level, boolean live) {
    if (level == LEVELS.size()) {
      return unary(live);
    }
    Value left = binary(level + 1, live);
    while (current != null
        && current.kind() == Kind.PUNCTUATOR
        && LEVELS.get(level).contains(current.text())) {
      Token operator = current;
      advance();
      boolean rightLive =
          switch (operator.text()) {
            case "||" -> live && left.bits == 0;
            case "&&" -> live && left.bits != 0;
            default -> live;
          };
      Value right = binary(level + 1, rightLive);
      left = apply(operator, left, right, live);
    }
    return left;
  }

  private Value apply(Token operator, Value left, Value right, boolean live) {
    long a = left.bits;
    long b = right.bits;
    boolean unsigned = left.unsigned || right.unsigned;
    return switch (operator.text()) {
      case "||" -> Value.of(a != 0 || b != 0);
      case "&&" -> Value.of(a != 0 && b != 0);
      case "|" -> new Value(a | b, unsigned);
      case "^" -> new Value(a ^ b, unsigned);
      case "&" -> new Value(a & b, unsigned);
      case "==" -> Value.of(a == b);
      case "!=" -> Value.of(a != b);
      case "<" -> Value.of(compare(a, b, unsigned) < 0);
      case ">" -> Value.of(compare(a, b, unsigned) > 0);
      case "<=" -> Value.of(compare(a, b, unsigned) <= 0);
      case ">=" -> Value.of(compare(a, b, unsigned) >= 0);
      case "<<" -> shift(left, right, true);
      case ">>" -> shift(left, right, false);
      case "+" -> new Value(a + b, unsigned);
      case "-" -> new Value(a - b, unsigned);
      case "*" -> new Value(a * b, unsigned);
      case "/", "%" -> divide(operator, a, b, unsigned, live);
      default -> throw new AssertionError(operator);
    };
  }

  private static int compare(long a, long b, boolean unsigned) {
    return unsigned ? Long.compareUnsigned(a, b) : Long.compare(a, b);
  }

  /** As GCC does: a negative count shifts the other way, one too great shifts all out. */
  private static Value shift(Value value, Value count, boolean left) {
    long n = count.bits;
    if (!count.unsigned && n < 0) {
      left = !left;
      n = n == Long.MIN_VALUE ? 64 : -n;
    }
    boolean all = Long.compareUnsigned(n, 63) > 0;
    if (left) {
      return new Value(all ? 0 : value.bits << n, value.unsigned);
    }
    if (value.unsigned) {
      return new Value(all ? 0 : value.bits >>> n, true);
    }
    return new Value(value.bits >> (all ? 63 : n), false);
  }

  private Value divide(Token operator, long a, long b, boolean unsigned, boolean live) {
    if (b == 0) {
      if (live) {
        diagnostics.error(ErrorCode.DIVISION_IN_CONDITION, operator.span(), directive.text());
        throw new Stop();
      }
      return new Value(0, unsigned);
    }
    boolean quotient = operator.is("/");
    if (unsigned) {
      return new Value(quotient ? Long.divideUnsigned(a, b) : Long.remainderUnsigned(a, b), true);
    }
    return new Value(quotient ? a / b : a % b, false);
  }

  private Value unary(boolean live) {
    enter();
    Value value;
    if (take("!")) {
      value = Value.of(unary(live).bits == 0);
    } else if (take("~")) {
      Value operand = unary(live);
      value = new Value(~operand.bits, operand.unsigned);
    } else if (take("-")) {
      Value operand = unary(live);
      value = new Value(-operand.bits, operand.unsigned);
    } else if (take("+")) {
      value = unary(live);
    } else {
      value = primary(live);
    }
    depth--;
    return value;
  }

  private Value primary(boolean live) {
    Token token = current;
    if (token == null) {
      throw expected("a number or a name");
    }
    if (take("(")) {
      Value value = conditional(live);
      if (!take(")")) {
        throw expected("`)`");
      }
      return value;
    }
    if (token.is("defined")) {
      return defined();
    }
    if (token.kind() == Kind.NUMBER || token.kind() == Kind.CHARACTER) {
      int before = diagnostics.count();
      Numbers.Constant constant =
          token.kind() == Kind.NUMBER
              ? Numbers.integer(token, diagnostics)
              : Numbers.character(token, diagnostics);
      if (diagnostics.count() > before) {
        throw new Stop();
      }
      advance();
      // In a condition all types are 64 bits wide (6.10.1p4), so that only a `u` or a great value
      // makes it unsigned.
      boolean unsigned =
          constant.type() == Tree.Basic.UNSIGNED_INT
              ? token.text().indexOf('u') >= 0 || token.text().indexOf('U') >= 0
              : constant.isUnsigned();
      return new Value(constant.value(), unsigned);
    }
    if (token.isIdentifier()) {
      advance();
      return new Value(0, false);
    }
    throw expected("a number or a name");
  }

  /** {@code defined NAME} or {@code defined(NAME)}; the name is not replaced. */
  private Value defined() {
    Token token = tokens.raw();
    boolean parenthesis = token != null && token.is("(");
    if (parenthesis) {
      token = tokens.raw();
    }
    if (token == null || !token.isIdentifier()) {
      current = token;
      throw expected("a name after `defined`");
    }
    last = token.span();
    Value value = Value.of(macros.use(token.text()) != null);
    advance();
    if (parenthesis && !take(")")) {
      throw expected("`)`");
    }
    return value;
  }

  private void enter() {
    if (++depth > DEPTH_MAX) {
      diagnostics.error(ErrorCode.NESTED_TOO_DEEP, last, DEPTH_MAX);
      throw new Stop();
    }
  }

  private boolean take(String punctuator) {
    if (current != null && current.kind() == Kind.PUNCTUATOR && current.is(punctuator)) {
      advance();
      return true;
    }
    return false;
  }

  private void advance() {
    if (current != null) {
      last = current.span();
    }
    current = tokens.next();
  }

  private Stop expected(String what) {
    Token token = current;
    String found = token == null ? "the end of the line" : token.quoted();
    diagnostics.error(
        ErrorCode.BAD_CONDITION,
        token == null ? last : token.span(),
        what,
        directive.text(),
        found);
    return new Stop();
  }
}
