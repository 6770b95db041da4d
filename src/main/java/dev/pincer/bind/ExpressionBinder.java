// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bind;

import com.google.common.collect.ImmutableList;
import dev.pincer.bind.Bound.ArithmeticOp;
import dev.pincer.bind.Bound.CompareOp;
import dev.pincer.bind.Bound.Expr;
import dev.pincer.bind.Bound.Lvalue;
import dev.pincer.bind.Bound.Operand;
import dev.pincer.bind.Bound.Strength;
import dev.pincer.bind.CType.ArrayType;
import dev.pincer.bind.CType.FunctionType;
import dev.pincer.bind.CType.Member;
import dev.pincer.bind.CType.PointerType;
import dev.pincer.bind.CType.StructType;
import dev.pincer.bind.CType.ThreadNumberType;
import dev.pincer.bind.CType.VoidType;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.source.Span;
import dev.pincer.syntax.Tree;
import org.jspecify.annotations.Nullable;

/** Gives expressions their types, and writes out what C implies. */
final class ExpressionBinder {
  private final Names names;
  private final Diagnostics diagnostics;
  private final Conversions conversions;
  private final TypeBinder types;
  private final InitializerBinder initializers;
  private final WordBinder words;

  /** Of the function at hand; null at file scope. */
  private @Nullable StatementBinder statements;

  /** Whether what is bound is evaluated: not so the operand of sizeof and __typeof__. */
  private boolean evaluated = true;

  ExpressionBinder(Names names, Diagnostics diagnostics) {
    this.names = names;
    this.diagnostics = diagnostics;
    this.conversions = new Conversions(diagnostics);
    this.types = new TypeBinder(names, diagnostics, this);
    this.initializers = new InitializerBinder(diagnostics, this);
    this.words = new WordBinder(diagnostics, this);
  }

  TypeBinder types() {
    return types;
  }

  InitializerBinder initializers() {
    return initializers;
  }

  Conversions conversions() {
    return conversions;
  }

  /** Says whose statements the expressions that follow stand in. */
  void function(@Nullable StatementBinder binder) {
    statements = binder;
  }

  // ---- kinds of use ----------------------------------------------------------------------------

  /** The value, arrays decayed. It may be of type void. */
  Expr value(Tree.Expr tree) {
    return valueOf(operand(tree));
  }

  private Expr valueOf(Operand operand) {
    if (operand instanceof Expr e) {
      return e;
    }
    Lvalue object = (Lvalue) operand;
    CType type = object.type();
    if (Types.isError(type)) {
      return new Bound.ErrorExpr(object.span());
    }
    if (type instanceof ArrayType array) {
      return new Bound.AddressOf(object.span(), object, true, new PointerType(array.element()));
    }
    if (object instanceof Bound.Literal literal) {
      return new Bound.StructValue(literal.span(), literal.initializer(), type);
    }
    if (!Types.isComplete(type)) {
      types.complete(type, object.span());
      return new Bound.ErrorExpr(object.span());
    }
    return new Bound.Read(object.span(), object, strength(object));
  }

  /** The value as if assigned to an object of {@code type}. */
  Expr converted(Tree.Expr tree, CType type) {
    return conversions.convert(value(tree), type);
  }

  /** A value that is true or false. */
  Expr condition(Tree.Expr tree) {
    return conversions.truth(value(tree));
  }

  /** The value of a constant expression; null, after an error, if it is none. */
  @Nullable Long constant(Tree.Expr tree) {
    Expr e = value(tree);
    if (Types.isError(e.type())) {
      return null;
    }
    Long value = Constants.value(e);
    if (value == null) {
      diagnostics.error(ErrorCode.NOT_CONSTANT, tree.span());
    }
    return value;
  }

  /** The object or value that an expression names; an array does not decay. */
  Operand operand(Tree.Expr tree) {
    if (tree instanceof Tree.NameExpr name) {
      return name(name);
    }
    if (tree instanceof Tree.Member member) {
      return member(member);
    }
    if (tree instanceof Tree.Index index) {
      return index(index);
    }
    if (tree instanceof Tree.CompoundLiteral literal) {
      return literal(literal);
    }
    if (tree instanceof Tree.Unary unary && unary.op() == Tree.UnaryOp.DEREFERENCE) {
      return dereference(unary);
    }
    return expression(tree);
  }

  private Expr expression(Tree.Expr tree) {
    if (tree instanceof Tree.IntLiteral literal) {
      return new Bound.Constant(literal.span(), TypeBinder.basic(literal.type()), literal.value());
    }
    if (tree instanceof Tree.StringLiteral) {
      diagnostics.error(ErrorCode.UNSUPPORTED, tree.span(), "a text here");
      return new Bound.ErrorExpr(tree.span());
    }
    if (tree instanceof Tree.Unary unary) {
      return unary(unary);
    }
    if (tree instanceof Tree.Binary binary) {
      return binary(binary);
    }
    if (tree instanceof Tree.Assign assign) {
      return assign(assign);
    }
    if (tree instanceof Tree.Conditional conditional) {
      return conditional(conditional);
    }
    if (tree instanceof Tree.Comma comma) {
      Expr left = value(comma.left());
      return new Bound.Comma(comma.span(), left, value(comma.right()));
    }
    if (tree instanceof Tree.Call call) {
      return call(call);
    }
    if (tree instanceof Tree.Cast cast) {
      return cast(cast);
    }
    if (tree instanceof Tree.SizeofExpr sizeof) {
      boolean outer = evaluated;
      evaluated = false;
      CType type = operand(sizeof.operand()).type();
      evaluated = outer;
      return sizeof(sizeof.span(), types.complete(type, sizeof.operand().span()));
    }
    if (tree instanceof Tree.SizeofType sizeof) {
      return sizeof(sizeof.span(), types.completeType(sizeof.type()));
    }
    if (tree instanceof Tree.ContainerOf container) {
      return containerOf(container);
    }
    if (tree instanceof Tree.OffsetOf offset) {
      return offsetOf(offset);
    }
    if (tree instanceof Tree.StatementExpr statement) {
      if (statements == null) {
        diagnostics.error(ErrorCode.NOT_CONSTANT, tree.span());
        return new Bound.ErrorExpr(tree.span());
      }
      return statements.expression(statement);
    }
    if (tree instanceof Tree.WordExpr word) {
      if (statements == null) {
        diagnostics.error(ErrorCode.NOT_CONSTANT, tree.span());
        return new Bound.ErrorExpr(tree.span());
      }
      return words.bind(word);
    }
    throw new AssertionError(tree);
  }

  // ---- objects ---------------------------------------------------------------------------------

  private Operand name(Tree.NameExpr tree) {
    Scope.Entry entry = names.resolve(tree.span(), tree.name());
    if (entry instanceof Scope.VariableEntry variable) {
      return new Bound.Named(tree.span(), variable.variable());
    }
    if (entry instanceof Scope.EnumeratorEntry enumerator) {
      return new Bound.Constant(tree.span(), CType.INT, enumerator.value());
    }
    if (entry instanceof Scope.FunctionEntry) {
      diagnostics
          .error(ErrorCode.UNSUPPORTED, tree.span(), "a function pointer")
          .hint("call the function by its name, or choose with a switch");
    } else if (entry instanceof Scope.TypedefEntry) {
      diagnostics.error(ErrorCode.TYPE_AS_VALUE, tree.span(), tree.name());
    }
    return new Bound.ErrorExpr(tree.span());
  }

  private Operand member(Tree.Member tree) {
    Operand base;
    CType type;
    if (tree.arrow()) {
      Expr pointer = value(tree.base());
      if (Types.isError(pointer.type())) {
        return new Bound.ErrorExpr(tree.span());
      }
      if (!(pointer.type() instanceof PointerType pointerType)) {
        Diagnostics.Entry error =
            diagnostics.error(ErrorCode.NO_POINTER, tree.base().span(), pointer.type());
        if (pointer.type() instanceof StructType) {
          error.hint("`" + Texts.of(tree.base().span()) + "." + tree.field().text() + "`");
        }
        return new Bound.ErrorExpr(tree.span());
      }
      type = pointerType.target();
      base = object(pointer, tree.base().span(), type);
    } else {
      base = operand(tree.base());
      type = base.type();
    }
    if (Types.isError(type)) {
      return new Bound.ErrorExpr(tree.span());
    }
    if (!(type instanceof StructType struct)) {
      Diagnostics.Entry error =
          diagnostics.error(ErrorCode.NO_STRUCT, tree.field().span(), type, tree.field().text());
      if (type instanceof PointerType pointer && pointer.target() instanceof StructType) {
        error.hint("`" + Texts.of(tree.base().span()) + "->" + tree.field().text() + "`");
      }
      return new Bound.ErrorExpr(tree.span());
    }
    if (!struct.isComplete()) {
      diagnostics.error(ErrorCode.INCOMPLETE_TYPE, tree.base().span(), struct);
      return new Bound.ErrorExpr(tree.span());
    }
    ImmutableList<Member> path = TypeBinder.findMember(struct, tree.field().text());
    if (path == null) {
      names.unknown(
          ErrorCode.UNKNOWN_MEMBER,
          tree.field().span(),
          tree.field().text(),
          TypeBinder.memberNames(struct),
          struct,
          tree.field().text());
      return new Bound.ErrorExpr(tree.span());
    }
    Operand result = base;
    for (Member member : path) {
      result =
          result instanceof Lvalue object
              ? new Bound.MemberOf(tree.span(), object, member)
              : new Bound.MemberValue(tree.span(), (Expr) result, member);
    }
    if (result instanceof Bound.MemberValue && result.type() instanceof ArrayType) {
      diagnostics
          .error(ErrorCode.UNSUPPORTED, tree.span(), "an array in a struct that is no object")
          .hint("put the struct into a local first");
      return new Bound.ErrorExpr(tree.span());
    }
    return Types.isError(result.type()) ? new Bound.ErrorExpr(tree.span()) : result;
  }

  /** What {@code pointer} points to. */
  static Lvalue object(Expr pointer, Span span, CType type) {
    if (pointer instanceof Bound.AddressOf address && !address.decay()) {
      return address.object();
    }
    return new Bound.Dereference(span, pointer, type);
  }

  private Operand dereference(Tree.Unary tree) {
    Expr pointer = value(tree.operand());
    if (Types.isError(pointer.type())) {
      return new Bound.ErrorExpr(tree.span());
    }
    if (!(pointer.type() instanceof PointerType type) || Types.isVoidPointer(type)) {
      diagnostics.error(ErrorCode.NO_POINTER, tree.operand().span(), pointer.type());
      return new Bound.ErrorExpr(tree.span());
    }
    return object(pointer, tree.span(), type.target());
  }

  private Operand index(Tree.Index tree) {
    Operand base = operand(tree.base());
    if (base.type() instanceof ArrayType array && base instanceof Lvalue object) {
      Expr index = integer(tree.index());
      return Types.isError(index.type())
          ? new Bound.ErrorExpr(tree.span())
          : new Bound.Element(tree.span(), object, index, array.element());
    }
    Expr pointer = valueOf(base);
    Expr index = integer(tree.index());
    if (Types.isError(pointer.type()) || Types.isError(index.type())) {
      return new Bound.ErrorExpr(tree.span());
    }
    if (!(pointer.type() instanceof PointerType type) || Types.isVoidPointer(type)) {
      diagnostics.error(ErrorCode.NO_POINTER, tree.base().span(), pointer.type());
      return new Bound.ErrorExpr(tree.span());
    }
    return new Bound.Dereference(
        tree.span(), pointerAdd(tree.span(), pointer, index, false), type.target());
  }

  /** A promoted integer. */
  private Expr integer(Tree.Expr tree) {
    Expr e = value(tree);
    if (!Types.isError(e.type()) && !Types.isInteger(e.type())) {
      if (e.type() instanceof ThreadNumberType) {
        diagnostics.error(ErrorCode.THREAD_NUMBER, e.span());
      } else {
        diagnostics.error(ErrorCode.TYPE_MISMATCH, e.span(), e.type(), CType.INT);
      }
      return new Bound.ErrorExpr(e.span());
    }
    return conversions.promote(e);
  }

  private Operand literal(Tree.CompoundLiteral tree) {
    CType type = types.type(tree.type());
    if (Types.isError(type)) {
      return new Bound.ErrorExpr(tree.span());
    }
    InitializerBinder.Bounded bounded = initializers.bind(type, tree.initializer());
    type = types.complete(bounded.type(), tree.type().span());
    if (Types.isError(type)) {
      return new Bound.ErrorExpr(tree.span());
    }
    Bound.Variable variable = new Bound.Variable(tree.span(), "", type);
    return new Bound.Literal(tree.span(), variable, bounded.init());
  }

  /** An object that can be written. */
  private @Nullable Lvalue target(Tree.Expr tree) {
    Operand operand = operand(tree);
    if (Types.isError(operand.type())) {
      return null;
    }
    if (!(operand instanceof Lvalue object) || object.type() instanceof ArrayType) {
      diagnostics.error(ErrorCode.NOT_ASSIGNABLE, tree.span(), Texts.of(tree.span()));
      return null;
    }
    if (isConstant(object)) {
      diagnostics
          .error(ErrorCode.NOT_ASSIGNABLE, tree.span(), Texts.of(tree.span()))
          .note("it is declared const");
      return null;
    }
    if (!Types.isComplete(object.type())) {
      types.complete(object.type(), tree.span());
      return null;
    }
    return object;
  }

  /**
   * How strong an access is that the author did not mark: C's volatile is READ_ONCE() and
   * WRITE_ONCE().
   */
  private static Strength strength(Lvalue object) {
    return isVolatile(object) ? Strength.RELAXED : Strength.PLAIN;
  }

  private static boolean isVolatile(Lvalue object) {
    if (object instanceof Bound.Named named) {
      return named.variable().isVolatile();
    }
    if (object instanceof Bound.MemberOf member) {
      return isVolatile(member.object());
    }
    return object instanceof Bound.Element element && isVolatile(element.array());
  }

  static boolean isConstant(Lvalue object) {
    if (object instanceof Bound.Named named) {
      return named.variable().constant();
    }
    if (object instanceof Bound.MemberOf member) {
      return isConstant(member.object());
    }
    return object instanceof Bound.Element element && isConstant(element.array());
  }

  // ---- operators -------------------------------------------------------------------------------

  private Expr unary(Tree.Unary tree) {
    return switch (tree.op()) {
      case PLUS -> arithmeticOperand(tree, "+");
      case MINUS -> {
        Expr e = arithmeticOperand(tree, "-");
        yield Types.isError(e.type()) ? e : new Bound.Negate(tree.span(), e, e.type());
      }
      case COMPLEMENT -> {
        Expr e = arithmeticOperand(tree, "~");
        yield Types.isError(e.type()) ? e : new Bound.Complement(tree.span(), e, e.type());
      }
      case NOT -> {
        Expr e = condition(tree.operand());
        yield Types.isError(e.type()) ? e : new Bound.Not(tree.span(), e);
      }
      case ADDRESS -> address(tree);
      case DEREFERENCE -> valueOf(dereference(tree));
      case PRE_INCREMENT -> increment(tree, ArithmeticOp.ADD, false);
      case PRE_DECREMENT -> increment(tree, ArithmeticOp.SUBTRACT, false);
      case POST_INCREMENT -> increment(tree, ArithmeticOp.ADD, true);
      case POST_DECREMENT -> increment(tree, ArithmeticOp.SUBTRACT, true);
    };
  }

  private Expr arithmeticOperand(Tree.Unary tree, String op) {
    Expr e = value(tree.operand());
    if (Types.isError(e.type())) {
      return new Bound.ErrorExpr(tree.span());
    }
    if (e.type() instanceof ThreadNumberType) {
      diagnostics.error(ErrorCode.THREAD_NUMBER, tree.span());
      return new Bound.ErrorExpr(tree.span());
    }
    if (!Types.isInteger(e.type())) {
      diagnostics.error(ErrorCode.WRONG_OPERAND, tree.span(), op, e.type());
      return new Bound.ErrorExpr(tree.span());
    }
    return conversions.promote(e);
  }

  private Expr address(Tree.Unary tree) {
    Operand operand = operand(tree.operand());
    if (Types.isError(operand.type())) {
      return new Bound.ErrorExpr(tree.span());
    }
    if (!(operand instanceof Lvalue object)) {
      diagnostics.error(ErrorCode.NO_ADDRESS, tree.span(), Texts.of(tree.operand().span()));
      return new Bound.ErrorExpr(tree.span());
    }
    if (Conversions.bitFieldBits(object) != 0) {
      diagnostics
          .error(ErrorCode.NO_ADDRESS, tree.span(), Texts.of(tree.operand().span()))
          .note("a bit-field has no address");
      return new Bound.ErrorExpr(tree.span());
    }
    PointerType type = new PointerType(object.type());
    if (object instanceof Bound.Dereference dereference) {
      return dereference.pointer(); // C: &*p is p, and p need not point to anything.
    }
    return new Bound.AddressOf(tree.span(), object, false, type);
  }

  private Expr increment(Tree.Unary tree, ArithmeticOp op, boolean givesOld) {
    Lvalue target = target(tree.operand());
    if (target == null) {
      return new Bound.ErrorExpr(tree.span());
    }
    Expr one = new Bound.Constant(tree.span(), CType.INT, 1);
    String text = op == ArithmeticOp.ADD ? "++" : "--";
    if (!Types.isInteger(target.type()) && !(target.type() instanceof PointerType)) {
      if (target.type() instanceof ThreadNumberType) {
        diagnostics.error(ErrorCode.THREAD_NUMBER, tree.span());
      } else {
        diagnostics.error(ErrorCode.WRONG_OPERAND, tree.span(), text, target.type());
      }
      return new Bound.ErrorExpr(tree.span());
    }
    return update(tree.span(), target, op, text, one, givesOld);
  }

  private Expr update(
      Span span, Lvalue target, ArithmeticOp op, String text, Expr value, boolean givesOld) {
    Bound.Old old = new Bound.Old(target.span(), target.type());
    Expr promoted =
        Types.isInteger(target.type())
            ? conversions.convert(
                old, Types.promote(target.type(), Conversions.bitFieldBits(target)))
            : old;
    Expr result = conversions.convert(arithmetic(span, op, text, promoted, value), target.type());
    return Types.isError(result.type())
        ? new Bound.ErrorExpr(span)
        : new Bound.Update(span, target, old, result, givesOld, strength(target));
  }

  private Expr assign(Tree.Assign tree) {
    Lvalue target = target(tree.target());
    if (target == null) {
      value(tree.value());
      return new Bound.ErrorExpr(tree.span());
    }
    if (tree.op() != null) {
      Operator operator = Operator.of(tree.op());
      Expr value = value(tree.value());
      ArithmeticOp op = operator.arithmetic();
      if (op == null) {
        throw new AssertionError(tree);
      }
      return update(tree.span(), target, op, operator.text() + "=", value, false);
    }
    Expr value = converted(tree.value(), target.type());
    return Types.isError(value.type())
        ? new Bound.ErrorExpr(tree.span())
        : new Bound.Assign(tree.span(), target, value, strength(target));
  }

  private Expr binary(Tree.Binary tree) {
    Operator operator = Operator.of(tree.op());
    if (operator.isLogical()) {
      Expr left = condition(tree.left());
      Expr right = condition(tree.right());
      return Types.isError(left.type()) || Types.isError(right.type())
          ? new Bound.ErrorExpr(tree.span())
          : new Bound.Logical(tree.span(), tree.op() == Tree.BinaryOp.LOGICAL_AND, left, right);
    }
    Expr left = value(tree.left());
    Expr right = value(tree.right());
    if (Types.isError(left.type()) || Types.isError(right.type())) {
      return new Bound.ErrorExpr(tree.span());
    }
    CompareOp compare = operator.compare();
    if (compare != null) {
      return compare(tree.span(), compare, operator.text(), left, right);
    }
    ArithmeticOp op = operator.arithmetic();
    if (op == null) {
      throw new AssertionError(tree);
    }
    return arithmetic(tree.span(), op, operator.text(), left, right);
  }

  private Expr compare(Span span, CompareOp op, String text, Expr left, Expr right) {
    boolean equality = op == CompareOp.EQUAL || op == CompareOp.NOT_EQUAL;
    CType a = left.type();
    CType b = right.type();
    if (a instanceof ThreadNumberType || b instanceof ThreadNumberType) {
      if (!equality) {
        diagnostics.error(ErrorCode.THREAD_NUMBER, span);
        return new Bound.ErrorExpr(span);
      }
      left = conversions.convert(left, Types.THREAD_NUMBER);
      right = conversions.convert(right, Types.THREAD_NUMBER);
    } else if (a instanceof PointerType || b instanceof PointerType) {
      boolean fits = Types.same(a, b);
      if (equality && !fits) {
        boolean ofNull = Conversions.isNull(left) || Conversions.isNull(right);
        boolean ofPointers = a instanceof PointerType && b instanceof PointerType;
        fits = ofNull || (ofPointers && (Types.isVoidPointer(a) || Types.isVoidPointer(b)));
      }
      if (!fits) {
        diagnostics.error(ErrorCode.WRONG_OPERANDS, span, text, a, b);
        return new Bound.ErrorExpr(span);
      }
      if (!Types.same(a, b)) {
        CType to = Conversions.isNull(left) || Types.isVoidPointer(b) ? b : a;
        left = conversions.convert(left, to);
        right = conversions.convert(right, to);
      }
    } else if (Types.isInteger(a) && Types.isInteger(b)) {
      left = conversions.promote(left);
      right = conversions.promote(right);
      CType common = Types.common(left.type(), right.type());
      left = conversions.convert(left, common);
      right = conversions.convert(right, common);
    } else {
      diagnostics.error(ErrorCode.WRONG_OPERANDS, span, text, a, b);
      return new Bound.ErrorExpr(span);
    }
    return Types.isError(left.type()) || Types.isError(right.type())
        ? new Bound.ErrorExpr(span)
        : new Bound.Compare(span, op, left, right);
  }

  private Expr arithmetic(Span span, ArithmeticOp op, String text, Expr left, Expr right) {
    if (Types.isError(left.type()) || Types.isError(right.type())) {
      return new Bound.ErrorExpr(span);
    }
    CType a = left.type();
    CType b = right.type();
    if (a instanceof ThreadNumberType || b instanceof ThreadNumberType) {
      diagnostics.error(ErrorCode.THREAD_NUMBER, span);
      return new Bound.ErrorExpr(span);
    }
    if (a instanceof PointerType || b instanceof PointerType) {
      Expr result = pointerArithmetic(span, op, left, right);
      if (result == null) {
        diagnostics.error(ErrorCode.WRONG_OPERANDS, span, text, a, b);
        return new Bound.ErrorExpr(span);
      }
      return result;
    }
    if (!Types.isInteger(a) || !Types.isInteger(b)) {
      diagnostics.error(ErrorCode.WRONG_OPERANDS, span, text, a, b);
      return new Bound.ErrorExpr(span);
    }
    left = conversions.promote(left);
    right = conversions.promote(right);
    if (op == ArithmeticOp.SHIFT_LEFT || op == ArithmeticOp.SHIFT_RIGHT) {
      return new Bound.Arithmetic(span, op, left, right, left.type());
    }
    CType common = Types.common(left.type(), right.type());
    return new Bound.Arithmetic(
        span, op, conversions.convert(left, common), conversions.convert(right, common), common);
  }

  /** Null if C has no such operation. */
  private @Nullable Expr pointerArithmetic(Span span, ArithmeticOp op, Expr left, Expr right) {
    if (Types.isVoidPointer(left.type()) || Types.isVoidPointer(right.type())) {
      return null;
    }
    if (left.type() instanceof PointerType && Types.isInteger(right.type())) {
      return op == ArithmeticOp.ADD || op == ArithmeticOp.SUBTRACT
          ? pointerAdd(span, left, right, op == ArithmeticOp.SUBTRACT)
          : null;
    }
    if (Types.isInteger(left.type()) && right.type() instanceof PointerType) {
      return op == ArithmeticOp.ADD ? pointerAdd(span, right, left, false) : null;
    }
    return op == ArithmeticOp.SUBTRACT && Types.same(left.type(), right.type())
        ? new Bound.PointerDifference(span, left, right)
        : null;
  }

  private Expr pointerAdd(Span span, Expr pointer, Expr count, boolean subtract) {
    PointerType type = (PointerType) pointer.type();
    if (!Types.isComplete(type.target())) {
      types.complete(type.target(), span);
      return new Bound.ErrorExpr(span);
    }
    return new Bound.PointerAdd(span, pointer, conversions.promote(count), subtract, type);
  }

  private Expr conditional(Tree.Conditional tree) {
    Tree.Expr ifTrue = tree.ifTrue();
    if (ifTrue == null) {
      return elvis(tree);
    }
    Expr condition = condition(tree.condition());
    Expr a = value(ifTrue);
    Expr b = value(tree.ifFalse());
    CType type = commonType(tree.span(), a, b);
    if (Types.isError(condition.type()) || Types.isError(type)) {
      return new Bound.ErrorExpr(tree.span());
    }
    return new Bound.Conditional(tree.span(), condition, toArm(a, type), toArm(b, type), type);
  }

  private Expr toArm(Expr arm, CType type) {
    return type instanceof VoidType ? arm : conversions.convert(conversions.promote(arm), type);
  }

  /** GNU's {@code a ?: b}, as {@code ({ T t = a; t ? t : b; })}. */
  private Expr elvis(Tree.Conditional tree) {
    Span span = tree.condition().span();
    Expr a = conversions.promote(condition(tree.condition()));
    Expr b = value(tree.ifFalse());
    CType type = commonType(tree.span(), a, b);
    if (Types.isError(type)) {
      return new Bound.ErrorExpr(tree.span());
    }
    Bound.Variable once = new Bound.Variable(span, "", a.type());
    Expr read = new Bound.Read(span, new Bound.Named(span, once), Strength.PLAIN);
    return new Bound.StatementExpr(
        tree.span(),
        ImmutableList.of(new Bound.Declare(span, once, new Bound.Whole(span, a))),
        new Bound.Conditional(
            tree.span(), read, conversions.convert(read, type), toArm(b, type), type));
  }

  private CType commonType(Span span, Expr a, Expr b) {
    CType p = a.type();
    CType q = b.type();
    if (Types.isError(p) || Types.isError(q)) {
      return CType.ERROR;
    }
    if (Types.isInteger(p) && Types.isInteger(q)) {
      return Types.common(conversions.promote(a).type(), conversions.promote(b).type());
    }
    if (p instanceof PointerType && Conversions.isNull(b)) {
      return p;
    }
    if (q instanceof PointerType && Conversions.isNull(a)) {
      return q;
    }
    boolean ofThread = p instanceof ThreadNumberType || q instanceof ThreadNumberType;
    if (Types.same(p, q) || (ofThread && (Conversions.isNull(a) || Conversions.isNull(b)))) {
      return p instanceof ThreadNumberType ? p : q;
    }
    if (p instanceof PointerType && q instanceof PointerType) {
      if (Types.isVoidPointer(p) || Types.isVoidPointer(q)) {
        return new PointerType(CType.VOID);
      }
    }
    diagnostics.error(ErrorCode.WRONG_OPERANDS, span, "?:", p, q);
    return CType.ERROR;
  }

  private Expr cast(Tree.Cast tree) {
    CType to = types.type(tree.type());
    Expr e = value(tree.operand());
    CType from = e.type();
    if (Types.isError(to) || Types.isError(from)) {
      return new Bound.ErrorExpr(tree.span());
    }
    if (to instanceof VoidType) {
      return new Bound.Convert(tree.span(), e, to);
    }
    boolean pointers = from instanceof PointerType || to instanceof PointerType;
    if (pointers
        && !Types.same(from, to)
        && !(to instanceof CType.BoolType)
        && !Conversions.isNull(e)
        && !Types.isVoidPointer(to)) {
      diagnostics.error(ErrorCode.POINTER_CAST, tree.span(), from, to);
      return new Bound.ErrorExpr(tree.span());
    }
    if (!Types.isScalar(to)) {
      diagnostics.error(ErrorCode.TYPE_MISMATCH, tree.span(), from, to);
      return new Bound.ErrorExpr(tree.span());
    }
    Expr result = conversions.convert(e, to);
    if (result instanceof Bound.Constant constant) {
      return new Bound.Constant(tree.span(), to, constant.value());
    }
    // A cast is no lvalue and no bit-field any more, even to the same type.
    return Types.isError(result.type())
        ? new Bound.ErrorExpr(tree.span())
        : new Bound.Convert(tree.span(), e, to);
  }

  private Expr containerOf(Tree.ContainerOf tree) {
    Expr pointer = value(tree.pointer());
    CType type = types.completeType(tree.type());
    ImmutableList<Member> path = path(type, tree.path());
    if (Types.isError(pointer.type()) || path == null) {
      return new Bound.ErrorExpr(tree.span());
    }
    PointerType expected = new PointerType(path.get(path.size() - 1).type());
    if (!Types.same(pointer.type(), expected)) {
      diagnostics.error(ErrorCode.TYPE_MISMATCH, tree.pointer().span(), pointer.type(), expected);
      return new Bound.ErrorExpr(tree.span());
    }
    return new Bound.ContainerOf(tree.span(), pointer, path, new PointerType(type));
  }

  private Expr offsetOf(Tree.OffsetOf tree) {
    ImmutableList<Member> path = path(types.completeType(tree.type()), tree.path());
    if (path == null) {
      return new Bound.ErrorExpr(tree.span());
    }
    Tree.Name last = tree.path().get(tree.path().size() - 1);
    if (path.get(path.size() - 1).isBitField()) {
      diagnostics
          .error(ErrorCode.NO_ADDRESS, last.span(), last.text())
          .note("a bit-field has no address");
      return new Bound.ErrorExpr(tree.span());
    }
    long bytes = path.stream().mapToLong(Member::offsetBytes).sum();
    return new Bound.Constant(tree.span(), CType.UNSIGNED_LONG, bytes);
  }

  /** From a type to a member of its members, all that lie on the way; null after an error. */
  private @Nullable ImmutableList<Member> path(CType type, ImmutableList<Tree.Name> tree) {
    ImmutableList.Builder<Member> path = ImmutableList.builder();
    CType part = type;
    for (Tree.Name name : tree) {
      if (Types.isError(part)) {
        return null;
      }
      if (!(part instanceof StructType struct)) {
        diagnostics.error(ErrorCode.NO_STRUCT, name.span(), part, name.text());
        return null;
      }
      ImmutableList<Member> found = TypeBinder.findMember(struct, name.text());
      if (found == null) {
        names.unknown(
            ErrorCode.UNKNOWN_MEMBER,
            name.span(),
            name.text(),
            TypeBinder.memberNames(struct),
            struct,
            name.text());
        return null;
      }
      path.addAll(found);
      part = found.get(found.size() - 1).type();
    }
    return Types.isError(part) ? null : path.build();
  }

  private static Expr sizeof(Span span, CType type) {
    return Types.isError(type)
        ? new Bound.ErrorExpr(span)
        : new Bound.Constant(span, CType.UNSIGNED_LONG, Types.size(type));
  }

  // ---- calls and words -------------------------------------------------------------------------

  private Expr call(Tree.Call tree) {
    if (!(tree.function() instanceof Tree.NameExpr name)) {
      diagnostics
          .error(ErrorCode.UNSUPPORTED, tree.function().span(), "a call through a pointer")
          .hint("call the function by its name, or choose with a switch");
      return arguments(tree);
    }
    Scope.Entry entry = names.resolve(name.span(), name.name());
    if (!(entry instanceof Scope.FunctionEntry functionEntry)) {
      if (entry != null && !(entry instanceof Scope.WrongEntry)) {
        diagnostics
            .error(ErrorCode.NO_FUNCTION, name.span(), name.name())
            .second(entry.declared(), "declared here");
      }
      return arguments(tree);
    }
    Bound.Function function = functionEntry.function();
    FunctionType type = function.type();
    int want = type.parameters().size();
    int got = tree.arguments().size();
    if (want != got) {
      diagnostics
          .error(
              ErrorCode.ARGUMENT_COUNT,
              tree.span(),
              name.name(),
              want == 1 ? "1 argument" : want + " arguments",
              got)
          .second(function.declared(), "declared here");
      return arguments(tree);
    }
    ImmutableList.Builder<Expr> arguments = ImmutableList.builder();
    boolean wrong = false;
    for (int i = 0; i < got; i++) {
      Expr argument = converted(tree.arguments().get(i), type.parameters().get(i));
      wrong |= Types.isError(argument.type());
      arguments.add(argument);
    }
    if (statements == null) {
      diagnostics.error(ErrorCode.NOT_CONSTANT, tree.span());
      wrong = true;
    } else if (evaluated) {
      statements.calls(function, tree.span());
    }
    return wrong || Types.isError(type.result())
        ? new Bound.ErrorExpr(tree.span())
        : new Bound.Call(tree.span(), function, arguments.build());
  }

  /** The arguments of a call that is wrong already: their own errors are said. */
  private Expr arguments(Tree.Call tree) {
    tree.arguments().forEach(this::value);
    return new Bound.ErrorExpr(tree.span());
  }
}
