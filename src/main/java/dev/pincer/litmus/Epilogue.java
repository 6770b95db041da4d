// SPDX-License-Identifier: Apache-2.0
package dev.pincer.litmus;

import com.google.common.collect.ImmutableList;
import dev.pincer.diag.ErrorCode;
import dev.pincer.litmus.LitmusTest.Quantifier;
import dev.pincer.source.SourceFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what stands behind the threads: what is observed, and what is asked of it. */
final class Epilogue {
  private final Cursor cursor;
  private final SourceFile file;
  private final Map<String, Location> locations;
  private final List<ThreadText> threads;

  private final Map<String, Observed> observed = new LinkedHashMap<>();
  private Quantifier quantifier = Quantifier.EXISTS;
  private @Nullable Condition condition;
  private Condition filter = new Condition.True();
  private String text = "";

  Epilogue(
      Cursor cursor, SourceFile file, Map<String, Location> locations, List<ThreadText> threads) {
    this.cursor = cursor;
    this.file = file;
    this.locations = locations;
    this.threads = threads;
  }

  void read() {
    while (true) {
      if (cursor.take("locations")) {
        locations();
      } else if (cursor.take("filter")) {
        filter = implication();
      } else {
        break;
      }
    }
    Token first = cursor.peek();
    boolean negated = cursor.take("~") || cursor.take("not");
    if (cursor.take("exists")) {
      quantifier = negated ? Quantifier.NOT_EXISTS : Quantifier.EXISTS;
    } else if (!negated && cursor.take("forall")) {
      quantifier = Quantifier.FORALL;
    } else {
      throw cursor.expected(
          threads.isEmpty() ? "a thread" : "`exists`, `~exists`, `forall` or a further thread");
    }
    condition = implication();
    int end = cursor.peek(-1).end();
    text =
        file.text()
            .substring(first.start(), end)
            .replaceAll("(?s)\\(\\*.*?\\*\\)", " ")
            .replaceAll("\\s+", " ")
            .strip();
    cursor.take(";");
    if (cursor.peek().kind() != Token.Kind.END) {
      throw cursor.expected("the end of the test");
    }
  }

  private void locations() {
    cursor.expect("[");
    while (!cursor.take("]")) {
      if (!cursor.take(";")) {
        Observed item = item();
        observed.put(item.label(), item);
      }
    }
  }

  /** {@code a => b}: not a, or b. */
  private Condition implication() {
    Condition left = or();
    return cursor.take("=>") ? new Condition.Or(new Condition.Not(left), implication()) : left;
  }

  private Condition or() {
    Condition left = and();
    while (cursor.take("\\/") || cursor.take("||")) {
      left = new Condition.Or(left, and());
    }
    return left;
  }

  private Condition and() {
    Condition left = unary();
    while (cursor.take("/\\") || cursor.take("&&")) {
      left = new Condition.And(left, unary());
    }
    return left;
  }

  private Condition unary() {
    if (cursor.take("~") || cursor.take("not") || cursor.take("!")) {
      return new Condition.Not(unary());
    }
    if (cursor.take("(")) {
      Condition inner = implication();
      cursor.expect(")");
      return inner;
    }
    if (cursor.take("true")) {
      return new Condition.True();
    }
    if (cursor.take("false")) {
      return new Condition.Not(new Condition.True());
    }
    Observed left = item();
    boolean different = cursor.take("!=") || cursor.take("<>");
    if (!different && !cursor.take("==")) {
      cursor.expect("=");
    }
    boolean register = cursor.peek().kind() == Token.Kind.NUMBER && cursor.peek(1).is(":");
    Condition equal =
        register ? new Condition.Same(left, item()) : new Condition.Equal(left, value());
    return different ? new Condition.Not(equal) : equal;
  }

  /** {@code 0:r1}, {@code x}, {@code *x}, {@code [x]}. */
  private Observed item() {
    Token first = cursor.peek();
    if (first.kind() == Token.Kind.NUMBER) {
      int number = (int) cursor.number();
      cursor.expect(":");
      Token name = cursor.word("a register");
      ThreadText thread = number < threads.size() ? threads.get(number) : null;
      Local local = thread == null ? null : thread.locals.get(name.text());
      if (thread == null
          || local == null
          || local.parameter()
          || !(local.outermost() || thread.hoist(name.text()))) {
        throw cursor.error(
            ErrorCode.LITMUS_NO_REGISTER, first.span().to(name.span()), "P" + number, name.text());
      }
      return new Observed(number + ":" + name.text(), thread.place(name.text()));
    }
    boolean bracket = cursor.take("[");
    cursor.take("*");
    Token name = cursor.word("a location or register");
    if (bracket) {
      cursor.expect("]");
    }
    Location location = locations.get(name.text());
    if (location == null) {
      throw cursor.error(ErrorCode.LITMUS_NO_LOCATION, name.span(), name.text());
    }
    if (location.type().equals(CTypes.SRCU)) {
      throw cursor.error(
          ErrorCode.LITMUS_UNSUPPORTED, name.span(), "the value of a `" + CTypes.SRCU + "`");
    }
    if (cursor.peek().is("[")) {
      throw cursor.unsupported("an array");
    }
    return new Observed(name.text(), name.text());
  }

  private Value value() {
    Token token = cursor.peek();
    if (cursor.take("NULL")) {
      return Value.of(0);
    }
    if (cursor.take("&") || token.kind() == Token.Kind.WORD) {
      Token name = cursor.word("a location");
      if (!locations.containsKey(name.text())) {
        throw cursor.error(ErrorCode.LITMUS_NO_LOCATION, name.span(), name.text());
      }
      return Value.addressOf(name.text());
    }
    return Value.of(cursor.number());
  }

  Quantifier quantifier() {
    return quantifier;
  }

  Condition condition() {
    return condition == null ? new Condition.True() : condition;
  }

  Condition filter() {
    return filter;
  }

  String text() {
    return text;
  }

  /** What makes two final states differ. */
  ImmutableList<Observed> observed() {
    Map<String, Observed> items = new LinkedHashMap<>(observed);
    condition().forEach(item -> items.put(item.label(), item));
    return ImmutableList.copyOf(items.values());
  }

  /** That, and what the filter asks of. */
  ImmutableList<Observed> all() {
    Map<String, Observed> items = new LinkedHashMap<>();
    observed().forEach(item -> items.put(item.label(), item));
    filter.forEach(item -> items.put(item.label(), item));
    return ImmutableList.copyOf(items.values());
  }
}
