// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.pincer.bind.Bound;
import dev.pincer.bind.CType.VoidType;
import dev.pincer.bind.Constants;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.program.Expr;
import dev.pincer.program.Instruction;
import dev.pincer.program.IntType;
import dev.pincer.program.Order;
import dev.pincer.program.Origin;
import dev.pincer.program.Watch;
import dev.pincer.source.Span;
import org.jspecify.annotations.Nullable;

/**
 * Statements and calls of one thread, initialiser or property, from the entry to the last return.
 */
final class BodyLowering {
  private final CodeBuilder code;
  private final Diagnostics diagnostics;
  private final ExpressionLowering expressions;

  /** The name of the property that the code is; null for a thread or an initialiser. */
  private final @Nullable String property;

  private final Grain grain;

  private Frame frame;
  private Span statement;
  private int instances;

  /** Atomic blocks around the code at hand, those of callers included. */
  private int atomicDepth;

  /** Whether the code at hand is a statement that is made one step. */
  private boolean inStep;

  private BodyLowering(
      Bound.Function entry,
      MemoryLayout layout,
      boolean isProperty,
      Grain grain,
      Diagnostics diagnostics) {
    this.grain = grain;
    this.code = new CodeBuilder(layout);
    this.diagnostics = diagnostics;
    this.expressions = new ExpressionLowering(code, layout, this);
    this.property = isProperty ? entry.name() : null;
    this.statement = entry.declared();
    int result =
        entry.result() instanceof VoidType
            ? Frame.NO_RESULT
            : code.result(entry.result(), entry.name());
    this.frame = new Frame(entry, ImmutableList.of(), result, code.label());
  }

  /** The code of an entry point, with all calls inlined. */
  static Draft lower(
      Bound.Function entry,
      MemoryLayout layout,
      boolean isProperty,
      Grain grain,
      Diagnostics diagnostics) {
    BodyLowering lowering = new BodyLowering(entry, layout, isProperty, grain, diagnostics);
    lowering.entry(entry);
    return lowering.code.draft(entry.name());
  }

  private void entry(Bound.Function entry) {
    Bound.Block block = block(entry);
    statement(block);
    place(frame.exit());
    Span span = block.span();
    boolean braces = span.text().endsWith("}");
    statement = braces ? new Span(span.file(), span.end() - 1, span.end()) : entry.declared();
    Expr value =
        frame.result() == Frame.NO_RESULT ? new Expr.Const(0) : new Expr.Reg(frame.result());
    code.end(value, ImmutableList.of(), origin(statement));
  }

  private static Bound.Block block(Bound.Function function) {
    Bound.Block block = function.body();
    if (block == null) {
      throw new AssertionError("no body: " + function);
    }
    return block;
  }

  private void place(int label) {
    if (frame.function().hasLabels()) {
      code.placeOpen(label);
    } else {
      code.place(label);
    }
  }

  // ---- for expressions -------------------------------------------------------------------------

  Origin origin(Span span) {
    return new Origin(span, statement, frame.calls());
  }

  /** The name of the inlined function at hand. */
  String function() {
    return frame.function().name();
  }

  int register(Bound.Variable local) {
    return frame.register(local, code);
  }

  /** What a parameter stands for that has no register; null for any other local. */
  @Nullable Expr pointer(Bound.Variable local) {
    return frame.pointer(local);
  }

  /** Whether a local has one value, from before the place at hand until the frame is left. */
  boolean isSettled(Bound.Variable local) {
    return frame.isSettled(local);
  }

  /**
   * The statements of a statement expression, inside of another statement.
   *
   * @return the statement around, for {@link #backTo}
   */
  Span statements(ImmutableList<Bound.Stmt> statements) {
    Span outer = statement;
    boolean split = inStep;
    if (split) {
      endStep();
    }
    statements.forEach(this::statement);
    statement = outer;
    if (split) {
      beginStep();
    }
    return outer;
  }

  void backTo(Span outer) {
    statement = outer;
  }

  /** Reports what a property cannot do; nothing in other code. */
  void refuseInProperty(Span span, String what) {
    if (property != null) {
      diagnostics.error(ErrorCode.PROPERTY_ACTS, span, what, property);
    }
  }

  /** Whether control may come to the end of the body, as far as its last statement shows. */
  boolean canFallOff(Bound.Function function) {
    return !(Iterables.getLast(block(function).statements(), null) instanceof Bound.Return);
  }

  /**
   * Inlines a call.
   *
   * @param target where to put what is returned, or {@link Frame#NO_RESULT} for new registers
   * @return the first register of what is returned; {@link Frame#NO_RESULT} for void
   */
  int call(Bound.Call e, int target) {
    Bound.Function callee = e.function();
    ImmutableList<Bound.Variable> parameters = callee.parameters();
    int[] registers = new int[parameters.size()];
    @Nullable Expr[] pointers = new Expr[registers.length];
    for (int i = 0; i < registers.length; i++) {
      Bound.Variable parameter = parameters.get(i);
      Bound.Expr argument = e.arguments().get(i);
      boolean names = grain == Grain.ACCESS && !parameter.changes();
      pointers[i] = names ? expressions.constantPointer(argument, parameter.type()) : null;
      registers[i] = names ? expressions.settled(argument, parameter.type()) : Frame.NO_RESULT;
      if (pointers[i] == null && registers[i] == Frame.NO_RESULT) {
        registers[i] = code.parameter(parameter.type(), parameter.name(), callee.name());
        expressions.into(registers[i], argument, argument.span());
      }
    }
    int result = target;
    boolean isVoid = callee.result() instanceof VoidType;
    if (!isVoid && target == Frame.NO_RESULT) {
      result = code.result(callee.result(), callee.name());
      if (canFallOff(callee)) {
        code.emit(new Instruction.Unset(result, Slots.size(callee.result())), origin(e.span()));
      }
    }
    if (!code.isOpen()) {
      return isVoid ? Frame.NO_RESULT : result;
    }
    Origin.Frame call =
        new Origin.Frame(callee.name(), e.span(), statement, callee.declared(), ++instances);
    Frame caller = frame;
    Span outer = statement;
    frame =
        new Frame(
            callee,
            ImmutableList.<Origin.Frame>builder().addAll(caller.calls()).add(call).build(),
            isVoid ? Frame.NO_RESULT : result,
            code.label());
    for (int i = 0; i < registers.length; i++) {
      frame.bind(parameters.get(i), registers[i], pointers[i]);
    }
    boolean split = inStep;
    if (split) {
      endStep();
    }
    statement(block(callee));
    place(frame.exit());
    frame = caller;
    statement = outer;
    if (split) {
      beginStep();
    }
    return isVoid ? Frame.NO_RESULT : result;
  }

  void await(Bound.Await e) {
    refuseInProperty(e.span(), "`await()`");
    if (atomicDepth == 0) {
      code.emit(Instruction.AtomicBegin.block(Order.RELAXED), origin(e.span()));
    }
    require(
        e.condition(),
        false,
        (condition, watches) ->
            code.emit(new Instruction.Await(condition, watches), origin(e.span())));
    if (atomicDepth == 0) {
      code.emit(new Instruction.AtomicEnd(), origin(e.span()));
    }
  }

  void check(Bound.Assert e) {
    require(
        e.condition(),
        false,
        (condition, watches) ->
            code.emit(
                new Instruction.Assert(condition, e.undefined(), e.text(), watches),
                origin(e.span())));
  }

  private interface Requirement {
    void emit(Expr condition, ImmutableList<Watch> watches);
  }

  /**
   * Lets {@code requirement} demand a condition, conjunct by conjunct, so that each stands for
   * itself.
   *
   * @param negated whether it must be false
   */
  private void require(Bound.Expr e, boolean negated, Requirement requirement) {
    if (e instanceof Bound.Not not) {
      require(not.operand(), !negated, requirement);
    } else if (e instanceof Bound.Convert convert && ExpressionLowering.keepsTruth(convert)) {
      require(convert.operand(), negated, requirement);
    } else if (e instanceof Bound.Logical logical && logical.and() != negated) {
      require(logical.left(), negated, requirement);
      require(logical.right(), negated, requirement);
    } else if (e instanceof Bound.Logical logical) {
      int other = code.label();
      int done = code.label();
      expressions.condition(logical.left(), negated ? other : done, negated ? done : other);
      place(other);
      require(logical.right(), negated, requirement);
      place(done);
    } else {
      ExpressionLowering.Test test = expressions.test(e);
      requirement.emit(negated ? negate(test.value()) : test.value(), test.watches());
    }
  }

  private static Expr negate(Expr value) {
    return value instanceof Expr.Const constant
        ? new Expr.Const(constant.value() == 0 ? 1 : 0)
        : new Expr.Unary(Expr.UnaryOp.NOT, IntType.UNSIGNED_LONG, value);
  }

  // ---- steps as large as statements
  // --------------------------------------------------------------

  /** Makes {@code part} of a statement one step, if steps are that large. */
  private void step(Runnable part) {
    boolean whole = grain == Grain.STATEMENT && atomicDepth == 0;
    if (whole) {
      beginStep();
    }
    part.run();
    if (whole) {
      endStep();
    }
  }

  private void beginStep() {
    code.emit(Instruction.AtomicBegin.block(Order.RELAXED), origin(statement));
    atomicDepth++;
    inStep = true;
  }

  private void endStep() {
    atomicDepth--;
    inStep = false;
    if (code.isOpen()) {
      code.emit(new Instruction.AtomicEnd(), origin(statement));
    }
  }

  /** As {@link ExpressionLowering#condition}, in one step. */
  private void condition(Bound.Expr e, int ifTrue, int ifFalse) {
    if (grain == Grain.ACCESS || atomicDepth > 0 || Constants.value(e) != null) {
      expressions.condition(e, ifTrue, ifFalse);
      return;
    }
    int stepTrue = code.label();
    int stepFalse = code.label();
    beginStep();
    expressions.condition(e, stepTrue, stepFalse);
    for (int side = 0; side < 2; side++) {
      place(side == 0 ? stepTrue : stepFalse);
      code.emit(new Instruction.AtomicEnd(), origin(statement));
      code.jump(side == 0 ? ifTrue : ifFalse, origin(statement));
    }
    atomicDepth--;
    inStep = false;
  }

  private static boolean isConstant(Bound.Init init) {
    if (init instanceof Bound.Whole whole) {
      return Constants.value(whole.value()) != null;
    }
    return ((Bound.Listed) init)
        .parts().stream().allMatch(part -> Constants.value(part.value()) != null);
  }

  // ---- statements ------------------------------------------------------------------------------

  private void statement(Bound.Stmt s) {
    if (!code.isOpen() && !frame.function().hasLabels()) {
      return;
    }
    statement = s.span();
    if (s instanceof Bound.Block block) {
      block.statements().forEach(this::statement);
    } else if (s instanceof Bound.Declare declare) {
      declare(declare);
    } else if (s instanceof Bound.Eval eval) {
      step(() -> expressions.evaluate(eval.expression()));
    } else if (s instanceof Bound.If choice) {
      choice(choice);
    } else if (s instanceof Bound.While loop) {
      loop(loop);
    } else if (s instanceof Bound.DoWhile loop) {
      loop(loop);
    } else if (s instanceof Bound.For loop) {
      loop(loop);
    } else if (s instanceof Bound.Switch choice) {
      choice(choice);
    } else if (s instanceof Bound.Labeled labeled) {
      code.placeOpen(frame.label(labeled.label(), code));
      statement(labeled.body());
    } else if (s instanceof Bound.Goto jump) {
      leave(jump.leaves());
      code.jump(frame.label(jump.label(), code), origin(s.span()));
    } else if (s instanceof Bound.Break jump) {
      leave(jump.leaves());
      code.jump(frame.breakLabel(), origin(s.span()));
    } else if (s instanceof Bound.Continue jump) {
      leave(jump.leaves());
      code.jump(frame.continueLabel(), origin(s.span()));
    } else if (s instanceof Bound.Return end) {
      end(end);
    } else {
      atomic((Bound.Atomic) s);
    }
  }

  private void leave(int atomics) {
    for (int i = 0; i < atomics; i++) {
      code.emit(new Instruction.AtomicEnd(), origin(statement));
    }
  }

  private void declare(Bound.Declare s) {
    int register = register(s.variable());
    Bound.Init init = s.initializer();
    if (init == null) {
      code.emit(new Instruction.Unset(register, Slots.size(s.variable().type())), origin(s.span()));
    } else if (isConstant(init)) {
      expressions.initialize(register, init, s.span());
    } else {
      step(() -> expressions.initialize(register, init, s.span()));
    }
    if (init != null) {
      frame.declared(s.variable());
    }
  }

  private void choice(Bound.If s) {
    int ifTrue = code.label();
    int ifFalse = code.label();
    condition(s.condition(), ifTrue, ifFalse);
    place(ifTrue);
    statement(s.ifTrue());
    Bound.Stmt other = s.ifFalse();
    if (other == null) {
      place(ifFalse);
      return;
    }
    int end = code.label();
    statement = s.span();
    code.jump(end, origin(s.span()));
    place(ifFalse);
    statement(other);
    place(end);
  }

  private void loop(Bound.While s) {
    int top = code.label();
    int inside = code.label();
    int end = code.label();
    place(top);
    condition(s.condition(), inside, end);
    place(inside);
    frame.enterLoop(end, top);
    statement(s.body());
    frame.leaveLoop();
    statement = s.span();
    code.jump(top, origin(s.span()));
    place(end);
  }

  private void loop(Bound.DoWhile s) {
    int top = code.label();
    int next = code.label();
    int end = code.label();
    place(top);
    frame.enterLoop(end, next);
    statement(s.body());
    frame.leaveLoop();
    place(next);
    statement = s.span();
    condition(s.condition(), top, end);
    place(end);
  }

  private void loop(Bound.For s) {
    int top = code.label();
    int inside = code.label();
    int next = code.label();
    int end = code.label();
    s.start().forEach(this::statement);
    place(top);
    statement = s.span();
    if (s.condition() != null) {
      condition(s.condition(), inside, end);
    }
    place(inside);
    frame.enterLoop(end, next);
    statement(s.body());
    frame.leaveLoop();
    place(next);
    statement = s.span();
    Bound.Expr after = s.next();
    if (after != null) {
      step(() -> expressions.evaluate(after));
    }
    code.jump(top, origin(s.span()));
    place(end);
  }

  private void choice(Bound.Switch s) {
    boolean whole = grain == Grain.STATEMENT && atomicDepth == 0;
    if (whole) {
      beginStep();
    }
    Expr value = expressions.scalar(s.value());
    IntType type = Slots.intType(s.value().type());
    if (!(value instanceof Expr.Const) && (whole || !(value instanceof Expr.Reg))) {
      int register = code.temporary(s.value().type(), function());
      code.let(register, value, origin(s.value().span()));
      value = new Expr.Reg(register);
    }
    if (whole) {
      endStep();
    }
    int end = code.label();
    ImmutableList<Watch> watches =
        value instanceof Expr.Const
            ? ImmutableList.of()
            : ImmutableList.of(
                new Watch(s.value().span(), value, Slots.valueType(s.value().type(), 0)));
    for (Bound.Case c : s.cases()) {
      int next = code.label();
      code.branch(
          matches(value, c, type), frame.label(c.label(), code), next, watches, origin(c.span()));
      place(next);
    }
    Bound.Label otherwise = s.otherwise();
    code.jump(otherwise == null ? end : frame.label(otherwise, code), origin(s.value().span()));
    frame.enterSwitch(end);
    statement(s.body());
    frame.leaveSwitch();
    place(end);
  }

  private static Expr matches(Expr value, Bound.Case c, IntType type) {
    Expr low = new Expr.Const(c.low());
    if (c.low() == c.high()) {
      return new Expr.Binary(Expr.BinaryOp.EQUAL, type, value, low);
    }
    return new Expr.And(
        new Expr.Binary(Expr.BinaryOp.LESS_EQUAL, type, low, value),
        new Expr.Binary(Expr.BinaryOp.LESS_EQUAL, type, value, new Expr.Const(c.high())));
  }

  private void end(Bound.Return s) {
    Bound.Expr value = s.value();
    if (value != null && property != null && frame.calls().isEmpty()) {
      truth(value, false, s.leaves());
      return;
    }
    if (value != null && Constants.value(value) != null) {
      expressions.into(frame.result(), value, s.span());
    } else if (value != null) {
      step(() -> expressions.into(frame.result(), value, s.span()));
    }
    leave(s.leaves());
    code.jump(frame.exit(), origin(s.span()));
  }

  /** Returns the truth of a property, each conjunct and disjunct by itself. */
  private void truth(Bound.Expr e, boolean negated, int leaves) {
    if (e instanceof Bound.Not not) {
      truth(not.operand(), !negated, leaves);
    } else if (e instanceof Bound.Convert convert && ExpressionLowering.keepsTruth(convert)) {
      truth(convert.operand(), negated, leaves);
    } else if (e instanceof Bound.Logical logical) {
      int next = code.label();
      int decided = code.label();
      expressions.condition(
          logical.left(), logical.and() ? next : decided, logical.and() ? decided : next);
      place(next);
      truth(logical.right(), negated, leaves);
      place(decided);
      leave(leaves);
      Expr left = new Expr.Const(logical.and() == negated ? 1 : 0);
      code.end(left, ImmutableList.of(), origin(logical.left().span()));
    } else if (e instanceof Bound.Conditional conditional && Constants.value(conditional) == null) {
      int ifTrue = code.label();
      int ifFalse = code.label();
      expressions.condition(conditional.condition(), ifTrue, ifFalse);
      place(ifTrue);
      truth(conditional.ifTrue(), negated, leaves);
      place(ifFalse);
      truth(conditional.ifFalse(), negated, leaves);
    } else {
      ExpressionLowering.Test test = expressions.test(e);
      Expr value =
          negated
              ? negate(test.value())
              : Conversions.convert(test.value(), e.type(), dev.pincer.bind.CType.BOOL);
      leave(leaves);
      code.end(value, test.watches(), origin(e.span()));
    }
  }

  private void atomic(Bound.Atomic s) {
    Order order = ExpressionLowering.order(s.strength());
    if (s.readModifyWrite()) {
      code.readModifyWrite(order, origin(s.span()), () -> atomicBody(s));
    } else {
      code.emit(Instruction.AtomicBegin.block(order), origin(s.span()));
      atomicBody(s);
    }
    if (code.isOpen()) {
      statement = s.span();
      code.emit(new Instruction.AtomicEnd(), origin(s.span()));
    }
  }

  private void atomicBody(Bound.Atomic s) {
    atomicDepth++;
    statement(s.body());
    atomicDepth--;
  }
}
