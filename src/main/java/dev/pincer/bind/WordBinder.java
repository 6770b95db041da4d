// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bind;

import dev.pincer.bind.Bound.Expr;
import dev.pincer.bind.Bound.Lvalue;
import dev.pincer.bind.Bound.Strength;
import dev.pincer.bind.CType.ArrayType;
import dev.pincer.bind.CType.PointerType;
import dev.pincer.bind.CType.StructType;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.source.Span;
import dev.pincer.syntax.Tree;
import org.jspecify.annotations.Nullable;

/** The words of pincer.h that are expressions. */
final class WordBinder {
  private final Diagnostics diagnostics;
  private final ExpressionBinder expressions;

  WordBinder(Diagnostics diagnostics, ExpressionBinder expressions) {
    this.diagnostics = diagnostics;
    this.expressions = expressions;
  }

  Expr bind(Tree.WordExpr tree) {
    Span span = tree.span();
    return switch (tree.word()) {
      case LOAD -> load(tree);
      case STORE -> store(tree);
      case FENCE -> {
        Strength strength = Orders.FENCE.strength(tree.order(), span, diagnostics);
        yield strength == null ? new Bound.ErrorExpr(span) : new Bound.Fence(span, strength);
      }
      case AWAIT -> {
        Expr condition = expressions.condition(tree.arguments().get(0));
        yield Types.isError(condition.type())
            ? new Bound.ErrorExpr(span)
            : new Bound.Await(span, condition);
      }
      case CHOOSE -> {
        Expr count = expressions.converted(tree.arguments().get(0), CType.INT);
        yield Types.isError(count.type())
            ? new Bound.ErrorExpr(span)
            : new Bound.Choose(span, count);
      }
      case ASSERT -> {
        Expr condition = expressions.condition(tree.arguments().get(0));
        yield Types.isError(condition.type())
            ? new Bound.ErrorExpr(span)
            : new Bound.Assert(span, condition, false, Texts.of(tree.arguments().get(0).span()));
      }
      case UNDEFINED_UNLESS -> {
        Expr condition = expressions.condition(tree.arguments().get(0));
        if (!(tree.arguments().get(1) instanceof Tree.StringLiteral text)) {
          throw new AssertionError("no text at " + span);
        }
        yield Types.isError(condition.type())
            ? new Bound.ErrorExpr(span)
            : new Bound.Assert(span, condition, true, text.value());
      }
      case THIS_THREAD -> new Bound.ThisThread(span);
    };
  }

  private Expr load(Tree.WordExpr tree) {
    Lvalue object = marked(tree);
    Strength strength = Orders.LOAD.strength(tree.order(), tree.span(), diagnostics);
    return object == null || strength == null
        ? new Bound.ErrorExpr(tree.span())
        : new Bound.Read(tree.span(), object, strength);
  }

  private Expr store(Tree.WordExpr tree) {
    Lvalue object = marked(tree);
    Strength strength = Orders.STORE.strength(tree.order(), tree.span(), diagnostics);
    if (object == null || strength == null) {
      expressions.value(tree.arguments().get(1));
      return new Bound.ErrorExpr(tree.span());
    }
    if (ExpressionBinder.isConstant(object)) {
      diagnostics
          .error(ErrorCode.NOT_ASSIGNABLE, object.span(), Texts.of(object.span()))
          .note("it is declared const");
      return new Bound.ErrorExpr(tree.span());
    }
    Expr value = expressions.converted(tree.arguments().get(1), object.type());
    return Types.isError(value.type())
        ? new Bound.ErrorExpr(tree.span())
        : new Bound.Convert(
            tree.span(), new Bound.Assign(tree.span(), object, value, strength), CType.VOID);
  }

  /**
   * What the pointer of a load() or store() points to; null, after an error, if that is no one
   * access.
   */
  private @Nullable Lvalue marked(Tree.WordExpr tree) {
    Tree.Expr argument = tree.arguments().get(0);
    Expr pointer = expressions.value(argument);
    if (Types.isError(pointer.type())) {
      return null;
    }
    if (!(pointer.type() instanceof PointerType type) || Types.isVoidPointer(type)) {
      diagnostics.error(ErrorCode.NO_POINTER, argument.span(), pointer.type());
      return null;
    }
    CType target = expressions.types().complete(type.target(), argument.span());
    if (Types.isError(target)) {
      return null;
    }
    if (target instanceof ArrayType || (target instanceof StructType s && !s.isWord())) {
      diagnostics.error(ErrorCode.NOT_ONE_ACCESS, argument.span(), target);
      return null;
    }
    return ExpressionBinder.object(pointer, argument.span(), target);
  }
}
