// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bind;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Iterables;
import com.google.common.collect.Sets;
import dev.pincer.bind.Bound.Expr;
import dev.pincer.bind.Bound.Label;
import dev.pincer.bind.Bound.Stmt;
import dev.pincer.bind.Bound.Strength;
import dev.pincer.bind.CType.ArrayType;
import dev.pincer.bind.CType.VoidType;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import dev.pincer.syntax.Tree;
import dev.pincer.syntax.Tree.Storage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Binds the body of one function. */
final class StatementBinder {
  /** A call in the body. */
  record CallSite(Bound.Function callee, Span span) {}

  private final Names names;
  private final Diagnostics diagnostics;
  private final ExpressionBinder expressions;
  private final Bound.Function function;
  private final List<CallSite> calls = new ArrayList<>();

  /** The labels of the author's in this function. */
  private final Map<String, Place> labels = new LinkedHashMap<>();

  private boolean hasLabels;

  /** The atomic blocks around the statement at hand, innermost last. */
  private final List<Tree.Atomic> atomics = new ArrayList<>();

  /** Loops and switches around the statement at hand, innermost first. */
  private final Deque<Enclosing> enclosing = new ArrayDeque<>();

  /** A label and the atomic blocks around it. */
  private record Place(Label label, ImmutableList<Tree.Atomic> atomics) {}

  /** A loop, or a switch with what its body has shown so far. */
  private static final class Enclosing {
    final int atomicDepth;

    /** The type of its value; null for a loop. */
    final @Nullable CType switchType;

    final List<Bound.Case> cases = new ArrayList<>();
    @Nullable Label otherwise;

    Enclosing(int atomicDepth, @Nullable CType switchType) {
      this.atomicDepth = atomicDepth;
      this.switchType = switchType;
    }
  }

  StatementBinder(
      Names names, Diagnostics diagnostics, ExpressionBinder expressions, Bound.Function function) {
    this.names = names;
    this.diagnostics = diagnostics;
    this.expressions = expressions;
    this.function = function;
  }

  /** {@link Bound.Function#hasLabels}, once the body is bound. */
  boolean hasLabels() {
    return hasLabels;
  }

  /** The calls that the body makes, in the order of the source. */
  List<CallSite> calls() {
    return calls;
  }

  /** Says that the expression at hand calls {@code callee}. */
  void calls(Bound.Function callee, Span span) {
    calls.add(new CallSite(callee, span));
  }

  /** The body; parameters are declared already, in the scope at hand. */
  Bound.Block body(Tree.Block tree) {
    findLabels(tree, ImmutableList.of());
    expressions.function(this);
    ImmutableList<Stmt> statements = statements(tree.statements());
    expressions.function(null);
    return new Bound.Block(tree.span(), statements);
  }

  private void findLabels(Tree.Stmt tree, ImmutableList<Tree.Atomic> around) {
    if (tree instanceof Tree.Block block) {
      block.statements().forEach(s -> findLabels(s, around));
    } else if (tree instanceof Tree.If statement) {
      findLabels(statement.ifTrue(), around);
      if (statement.ifFalse() != null) {
        findLabels(statement.ifFalse(), around);
      }
    } else if (tree instanceof Tree.While loop) {
      findLabels(loop.body(), around);
    } else if (tree instanceof Tree.DoWhile loop) {
      findLabels(loop.body(), around);
    } else if (tree instanceof Tree.For loop) {
      findLabels(loop.body(), around);
    } else if (tree instanceof Tree.Switch statement) {
      findLabels(statement.body(), around);
    } else if (tree instanceof Tree.Case statement) {
      findLabels(statement.body(), around);
    } else if (tree instanceof Tree.Default statement) {
      findLabels(statement.body(), around);
    } else if (tree instanceof Tree.Atomic atomic) {
      findLabels(
          atomic.body(), ImmutableList.<Tree.Atomic>builder().addAll(around).add(atomic).build());
    } else if (tree instanceof Tree.Labeled labeled) {
      Tree.Name name = labeled.label();
      Place first = labels.get(name.text());
      if (first != null) {
        names.twice(name.span(), name.text(), first.label().declared());
      } else {
        labels.put(name.text(), new Place(new Label(name.span()), around));
      }
      findLabels(labeled.body(), around);
    }
  }

  private ImmutableList<Stmt> statements(ImmutableList<Tree.Stmt> trees) {
    ImmutableList.Builder<Stmt> result = ImmutableList.builder();
    for (Tree.Stmt tree : trees) {
      if (tree instanceof Tree.DeclarationStmt declarations) {
        for (Tree.Declaration declaration : declarations.declarations()) {
          Span span = declarations.declarations().size() == 1 ? tree.span() : declaration.span();
          Stmt statement = declaration(declaration, span);
          if (statement != null) {
            result.add(statement);
          }
        }
      } else {
        result.add(statement(tree));
      }
    }
    return result.build();
  }

  private Stmt statement(Tree.Stmt tree) {
    if (tree instanceof Tree.Block block) {
      names.enter();
      Stmt result = new Bound.Block(block.span(), statements(block.statements()));
      names.leave();
      return result;
    }
    if (tree instanceof Tree.DeclarationStmt) {
      return new Bound.Block(tree.span(), statements(ImmutableList.of(tree)));
    }
    if (tree instanceof Tree.ExprStmt statement) {
      return new Bound.Eval(tree.span(), expressions.value(statement.expression()));
    }
    if (tree instanceof Tree.Empty) {
      return new Bound.Block(tree.span(), ImmutableList.of());
    }
    if (tree instanceof Tree.If statement) {
      Expr condition = expressions.condition(statement.condition());
      Stmt ifTrue = scoped(statement.ifTrue());
      Stmt ifFalse = statement.ifFalse() == null ? null : scoped(statement.ifFalse());
      return new Bound.If(head(tree.span(), statement.condition()), condition, ifTrue, ifFalse);
    }
    if (tree instanceof Tree.While loop) {
      Expr condition = expressions.condition(loop.condition());
      return new Bound.While(head(tree.span(), loop.condition()), condition, loop(loop.body()));
    }
    if (tree instanceof Tree.DoWhile loop) {
      Stmt body = loop(loop.body());
      return new Bound.DoWhile(
          loop.condition().span(), body, expressions.condition(loop.condition()));
    }
    if (tree instanceof Tree.For loop) {
      return loop(loop);
    }
    if (tree instanceof Tree.Switch statement) {
      return switchStatement(statement);
    }
    if (tree instanceof Tree.Case statement) {
      return caseStatement(statement);
    }
    if (tree instanceof Tree.Default statement) {
      return defaultStatement(statement);
    }
    if (tree instanceof Tree.Labeled statement) {
      return labeled(statement);
    }
    if (tree instanceof Tree.Goto statement) {
      return gotoStatement(statement);
    }
    if (tree instanceof Tree.Break) {
      Enclosing to = enclosing.peekFirst();
      if (to == null) {
        diagnostics.error(ErrorCode.BREAK_OUTSIDE, tree.span(), "break", "loop or switch");
      }
      return new Bound.Break(tree.span(), leaves(to));
    }
    if (tree instanceof Tree.Continue) {
      Enclosing to = Iterables.find(enclosing, e -> e.switchType == null, null);
      if (to == null) {
        diagnostics.error(ErrorCode.BREAK_OUTSIDE, tree.span(), "continue", "loop");
      }
      return new Bound.Continue(tree.span(), leaves(to));
    }
    if (tree instanceof Tree.Return statement) {
      return returnStatement(statement);
    }
    if (tree instanceof Tree.Atomic atomic) {
      return atomic(atomic);
    }
    throw new AssertionError(tree);
  }

  private int leaves(@Nullable Enclosing to) {
    return to == null ? 0 : atomics.size() - to.atomicDepth;
  }

  private Stmt scoped(Tree.Stmt tree) {
    names.enter();
    Stmt result = statement(tree);
    names.leave();
    return result;
  }

  private Stmt loop(Tree.Stmt body) {
    enclosing.addFirst(new Enclosing(atomics.size(), null));
    Stmt result = scoped(body);
    enclosing.removeFirst();
    return result;
  }

  private Stmt loop(Tree.For tree) {
    names.enter();
    ImmutableList<Stmt> start =
        tree.start() == null ? ImmutableList.of() : statements(ImmutableList.of(tree.start()));
    Expr condition = tree.condition() == null ? null : expressions.condition(tree.condition());
    Expr next = tree.next() == null ? null : expressions.value(tree.next());
    Stmt body = loop(tree.body());
    names.leave();
    Tree last =
        tree.next() != null
            ? tree.next()
            : tree.condition() != null ? tree.condition() : tree.start();
    return new Bound.For(head(tree.span(), last), start, condition, next, body);
  }

  /**
   * What a report shows of a statement with a body: up to the closing parenthesis behind {@code
   * last}.
   */
  private static Span head(Span whole, @Nullable Tree last) {
    SourceFile file = whole.file();
    String text = file.text();
    int from = whole.start();
    if (last != null
        && last.span().file() == file
        && last.span().start() >= whole.start()
        && last.span().end() <= whole.end()) {
      from = last.span().end();
    }
    for (int i = from; i < whole.end(); i++) {
      char c = text.charAt(i);
      if (c == ')') {
        return new Span(file, whole.start(), i + 1);
      }
      if (from != whole.start() && c != ';' && !Character.isWhitespace(c)) {
        break;
      }
    }
    return from == whole.start() ? whole : new Span(file, whole.start(), from);
  }

  private Stmt switchStatement(Tree.Switch tree) {
    Expr value = expressions.value(tree.value());
    if (!Types.isError(value.type())) {
      if (Types.isInteger(value.type())) {
        value = expressions.conversions().promote(value);
      } else {
        diagnostics.error(ErrorCode.WRONG_OPERAND, tree.value().span(), "switch", value.type());
        value = new Bound.ErrorExpr(value.span());
      }
    }
    Enclosing frame = new Enclosing(atomics.size(), value.type());
    enclosing.addFirst(frame);
    Stmt body = scoped(tree.body());
    enclosing.removeFirst();
    return new Bound.Switch(
        head(tree.span(), tree.value()),
        value,
        ImmutableList.copyOf(frame.cases),
        frame.otherwise,
        body);
  }

  /**
   * The switch around a case or default label; null, after an error, if there is none to jump from.
   */
  private @Nullable Enclosing innermostSwitch(Span span, String word) {
    Enclosing found = Iterables.find(enclosing, e -> e.switchType != null, null);
    if (found == null) {
      diagnostics.error(ErrorCode.BREAK_OUTSIDE, span, word, "switch");
    } else if (found.atomicDepth != atomics.size()) {
      diagnostics.error(ErrorCode.INTO_ATOMIC, span, word);
    }
    return found;
  }

  private Stmt caseStatement(Tree.Case tree) {
    Span span = tree.to() == null ? tree.value().span() : tree.value().span().to(tree.to().span());
    Label label = new Label(span);
    Enclosing around = innermostSwitch(span, "case");
    Long low = expressions.constant(tree.value());
    Long high = tree.to() == null ? low : expressions.constant(tree.to());
    if (around != null && around.switchType != null && low != null && high != null) {
      CType type = around.switchType;
      if (!Types.isError(type)) {
        Bound.Case added =
            new Bound.Case(span, Types.wrap(type, low), Types.wrap(type, high), label);
        for (Bound.Case other : around.cases) {
          if (overlap(type, added, other)) {
            diagnostics
                .error(ErrorCode.CASE_TWICE, span, Texts.of(span))
                .second(other.span(), "first here");
          }
        }
        around.cases.add(added);
      }
    }
    return labeled(span, label, tree.body());
  }

  private static boolean overlap(CType type, Bound.Case a, Bound.Case b) {
    return Types.isSigned(type)
        ? a.low() <= b.high() && b.low() <= a.high()
        : Long.compareUnsigned(a.low(), b.high()) <= 0
            && Long.compareUnsigned(b.low(), a.high()) <= 0;
  }

  private Stmt defaultStatement(Tree.Default tree) {
    Span span = new Span(tree.span().file(), tree.span().start(), tree.span().start());
    if (tree.span().text().startsWith("default")) {
      span = new Span(span.file(), span.start(), span.start() + "default".length());
    }
    Label label = new Label(span);
    Enclosing around = innermostSwitch(span, "default");
    if (around != null) {
      if (around.otherwise != null) {
        diagnostics
            .error(ErrorCode.CASE_TWICE, span, "default")
            .second(around.otherwise.declared(), "first here");
      }
      around.otherwise = label;
    }
    return labeled(span, label, tree.body());
  }

  private Stmt labeled(Tree.Labeled tree) {
    Place place = labels.get(tree.label().text());
    if (place == null) {
      diagnostics
          .error(ErrorCode.UNSUPPORTED, tree.label().span(), "a label in a statement expression")
          .hint("move the code into a function");
      return statement(tree.body());
    }
    return labeled(tree.label().span(), place.label(), tree.body());
  }

  private Stmt labeled(Span span, Label label, Tree.Stmt body) {
    hasLabels = true;
    return new Bound.Labeled(span, label, statement(body));
  }

  private Stmt gotoStatement(Tree.Goto tree) {
    Place place = labels.get(tree.label().text());
    if (place == null) {
      Map<String, Span> known = new LinkedHashMap<>();
      labels.forEach((name, p) -> known.put(name, p.label().declared()));
      names.unknown(
          ErrorCode.UNKNOWN_LABEL,
          tree.label().span(),
          tree.label().text(),
          known,
          tree.label().text());
      return new Bound.Block(tree.span(), ImmutableList.of());
    }
    int depth = place.atomics().size();
    if (depth > atomics.size() || !atomics.subList(0, depth).equals(place.atomics())) {
      diagnostics
          .error(ErrorCode.INTO_ATOMIC, tree.span(), "goto")
          .second(place.label().declared(), "the label");
      return new Bound.Block(tree.span(), ImmutableList.of());
    }
    return new Bound.Goto(tree.span(), place.label(), atomics.size() - depth);
  }

  private Stmt returnStatement(Tree.Return tree) {
    CType result = function.result();
    Tree.Expr value = tree.value();
    if (value == null) {
      if (!(result instanceof VoidType) && !Types.isError(result)) {
        diagnostics.error(ErrorCode.RETURN_VALUE, tree.span(), function.name(), result);
      }
      return new Bound.Return(tree.span(), null, atomics.size());
    }
    Expr e = expressions.value(value);
    if (result instanceof VoidType) {
      if (!(e.type() instanceof VoidType) && !Types.isError(e.type())) {
        diagnostics.error(ErrorCode.RETURN_VALUE, value.span(), function.name(), result);
      }
      return new Bound.Block(
          tree.span(),
          ImmutableList.of(
              new Bound.Eval(tree.span(), e), new Bound.Return(tree.span(), null, atomics.size())));
    }
    return new Bound.Return(
        tree.span(), expressions.conversions().convert(e, result), atomics.size());
  }

  private Stmt atomic(Tree.Atomic tree) {
    Strength strength = Orders.RMW.strength(tree.order(), tree.span(), diagnostics);
    atomics.add(tree);
    Stmt body = scoped(tree.body());
    atomics.remove(atomics.size() - 1);
    return new Bound.Atomic(
        tree.order().span(),
        strength == null ? Strength.FULL : strength,
        tree.readModifyWrite(),
        body);
  }

  /** {@code ({ ...; value; })}. */
  Expr expression(Tree.StatementExpr tree) {
    names.enter();
    ImmutableList<Tree.Stmt> trees = tree.body().statements();
    Tree.Stmt last = Iterables.getLast(trees, null);
    Expr value = null;
    ImmutableList<Stmt> body;
    if (last instanceof Tree.ExprStmt expression) {
      body = statements(trees.subList(0, trees.size() - 1));
      value = expressions.value(expression.expression());
    } else {
      body = statements(trees);
    }
    names.leave();
    return value != null && Types.isError(value.type())
        ? new Bound.ErrorExpr(tree.span())
        : new Bound.StatementExpr(tree.span(), body, value);
  }

  // ---- local declarations ----------------------------------------------------------------------

  /** What it does when control comes to it; null for nothing. */
  private @Nullable Stmt declaration(Tree.Declaration tree, Span span) {
    if (tree instanceof Tree.VariableDeclaration variable) {
      return local(variable, span);
    }
    if (tree instanceof Tree.TypedefDeclaration typedef) {
      expressions.types().typedef(typedef);
    } else if (tree instanceof Tree.TagDeclaration tag) {
      expressions.types().type(tag.type());
    } else if (tree instanceof Tree.StaticAssert check) {
      StaticAsserts.check(check, expressions, diagnostics);
    } else if (tree instanceof Tree.FunctionDeclaration prototype) {
      diagnostics
          .error(
              ErrorCode.UNSUPPORTED, prototype.name().span(), "a function declared in a function")
          .hint("declare `" + prototype.name().text() + "` at file scope");
    }
    return null;
  }

  private @Nullable Stmt local(Tree.VariableDeclaration tree, Span span) {
    Span nameSpan = tree.name().span();
    String name = tree.name().text();
    boolean table = isTable(tree);
    for (Storage storage : new Storage[] {Storage.STATIC, Storage.EXTERN, Storage.GHOST}) {
      if (tree.storage().contains(storage) && !(table && storage == Storage.STATIC)) {
        String what =
            switch (storage) {
              case STATIC -> "a static";
              case EXTERN -> "an extern";
              case GHOST -> "a ghost";
              case TYPEDEF, INLINE, CONST, VOLATILE -> throw new AssertionError(storage);
            };
        diagnostics
            .error(ErrorCode.UNSUPPORTED, nameSpan, what + " object in a function")
            .hint("declare `" + name + "` at file scope, where all threads share it");
        names.declare(nameSpan, name, new Scope.WrongEntry(nameSpan));
        return null;
      }
    }
    CType type = expressions.types().type(tree.type());
    boolean open = type instanceof ArrayType array && array.count() == ArrayType.UNKNOWN;
    if (!open || tree.initializer() == null) {
      type = expressions.types().complete(type, nameSpan);
      open = false;
    }
    if (Types.isError(type)) {
      if (tree.initializer() instanceof Tree.ExprInitializer initializer) {
        expressions.value(initializer.value());
      }
      names.declare(nameSpan, name, new Scope.WrongEntry(nameSpan));
      return null;
    }
    ImmutableSet<Storage> storage =
        Sets.immutableEnumSet(Sets.difference(tree.storage(), EnumSet.of(Storage.STATIC)));
    if (open && tree.initializer() != null) {
      InitializerBinder.Bounded bounded = expressions.initializers().bind(type, tree.initializer());
      Bound.Variable variable = new Bound.Variable(nameSpan, name, bounded.type(), false, storage);
      names.declare(nameSpan, name, new Scope.VariableEntry(variable));
      return new Bound.Declare(span, variable, bounded.init());
    }
    Bound.Variable variable = new Bound.Variable(nameSpan, name, type, false, storage);
    names.declare(nameSpan, name, new Scope.VariableEntry(variable));
    Bound.Init init =
        tree.initializer() == null
            ? null
            : expressions.initializers().bind(type, tree.initializer()).init();
    return new Bound.Declare(span, variable, init);
  }

  /** {@code static const} and a first value: whoever has a copy of his own cannot tell. */
  private static boolean isTable(Tree.VariableDeclaration tree) {
    return tree.storage().contains(Storage.STATIC)
        && tree.storage().contains(Storage.CONST)
        && tree.initializer() != null;
  }
}
