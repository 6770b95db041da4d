// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import com.google.common.collect.ImmutableList;
import dev.pincer.bind.Bound;
import dev.pincer.bind.Bound.Strength;
import dev.pincer.bind.CType;
import dev.pincer.bind.CType.ArrayType;
import dev.pincer.bind.CType.BoolType;
import dev.pincer.bind.CType.Member;
import dev.pincer.bind.CType.PointerType;
import dev.pincer.bind.CType.StructType;
import dev.pincer.bind.CType.VoidType;
import dev.pincer.bind.Constants;
import dev.pincer.program.Expr;
import dev.pincer.program.Instruction;
import dev.pincer.program.IntType;
import dev.pincer.program.Order;
import dev.pincer.program.ValueType;
import dev.pincer.program.Watch;
import dev.pincer.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Cuts expressions at their accesses: what reads or writes memory becomes an instruction, the rest
 * an {@link Expr} over registers.
 *
 * <p>An Expr that is given out is evaluated only when its instruction runs. So whoever evaluates
 * something else in between, which may write registers, first puts it into a register of its own
 * ({@link #keep}).
 */
final class ExpressionLowering {
  private final CodeBuilder code;
  private final MemoryLayout layout;
  private final BodyLowering body;

  /** What the updates at hand have read. */
  private final Map<Bound.Old, Expr> olds = new HashMap<>();

  ExpressionLowering(CodeBuilder code, MemoryLayout layout, BodyLowering body) {
    this.code = code;
    this.layout = layout;
    this.body = body;
  }

  // ---- values ----------------------------------------------------------------------------------

  /** The value of a scalar. */
  Expr scalar(Bound.Expr e) {
    Long constant = Constants.value(e);
    if (constant != null) {
      return new Expr.Const(constant);
    }
    if (e instanceof Bound.Read read) {
      return read(read).get(0);
    }
    if (e instanceof Bound.AddressOf address) {
      // &array[length] is an address, if of no object.
      return address.object() instanceof Bound.Element element
          ? elementAddress(element, true)
          : address(location(address.object()));
    }
    if (e instanceof Bound.MemberValue member) {
      return memberValue(member).get(0);
    }
    if (e instanceof Bound.Negate negate) {
      return new Expr.Unary(
          Expr.UnaryOp.NEGATE, Slots.intType(negate.type()), scalar(negate.operand()));
    }
    if (e instanceof Bound.Complement complement) {
      return new Expr.Unary(
          Expr.UnaryOp.COMPLEMENT, Slots.intType(complement.type()), scalar(complement.operand()));
    }
    if (e instanceof Bound.Not not) {
      return not(scalar(not.operand()), not.operand().type());
    }
    if (e instanceof Bound.Arithmetic arithmetic) {
      Pair pair = pair(arithmetic.left(), arithmetic.right());
      return new Expr.Binary(
          operation(arithmetic.op()), Slots.intType(arithmetic.type()), pair.left, pair.right);
    }
    if (e instanceof Bound.Compare compare) {
      Pair pair = pair(compare.left(), compare.right());
      return compare(compare, pair.left, pair.right);
    }
    if (e instanceof Bound.PointerAdd add) {
      return pointerAdd(add);
    }
    if (e instanceof Bound.ContainerOf container) {
      return containerOf(container);
    }
    if (e instanceof Bound.PointerDifference difference) {
      Pair pair = pair(difference.left(), difference.right());
      CType element = ((PointerType) difference.left().type()).target();
      return new Expr.PointerDifference(
          pair.left, pair.right, layout.shapes().of(element), Slots.size(element));
    }
    if (e instanceof Bound.Logical logical && Effect.of(logical.right()) == Effect.PURE) {
      Expr left = scalar(logical.left());
      Expr right = scalar(logical.right());
      return logical.and() ? new Expr.And(left, right) : new Expr.Or(left, right);
    }
    if (e instanceof Bound.Convert convert) {
      return Conversions.convert(
          scalar(convert.operand()), convert.operand().type(), convert.type());
    }
    if (e instanceof Bound.ThisThread) {
      body.refuseInProperty(e.span(), "`this_thread()`");
      return new Expr.ThisThread();
    }
    if (e instanceof Bound.Old old) {
      Expr value = olds.get(old);
      if (value == null) {
        throw new AssertionError("read before its update: " + e.span());
      }
      return value;
    }
    return value(e).get(0);
  }

  /** The value, slot by slot; anything at holes. */
  ImmutableList<Expr> value(Bound.Expr e) {
    Long constant = Constants.value(e);
    if (constant != null) {
      return ImmutableList.of(new Expr.Const(constant));
    }
    if (e instanceof Bound.Read read) {
      return read(read);
    }
    if (e instanceof Bound.StructValue struct) {
      return structValue(struct.initializer(), struct.type());
    }
    if (e instanceof Bound.MemberValue member) {
      return memberValue(member);
    }
    if (e instanceof Bound.Comma comma) {
      evaluate(comma.left());
      return value(comma.right());
    }
    if (e instanceof Bound.Assign assign) {
      return assign(assign);
    }
    if (e instanceof Bound.Update update) {
      return ImmutableList.of(update(update, true));
    }
    if (e instanceof Bound.StatementExpr statement && statement.value() != null) {
      Span outer = body.statements(statement.body());
      ImmutableList<Expr> value = value(statement.value());
      body.backTo(outer);
      return value;
    }
    if (e instanceof Bound.Conditional conditional && isSelect(conditional)) {
      return select(conditional);
    }
    if (e instanceof Bound.Call call) {
      return registers(body.call(call, Frame.NO_RESULT), e.type());
    }
    if (e instanceof Bound.Conditional
        || e instanceof Bound.Choose
        || (e instanceof Bound.Logical logical && Effect.of(logical.right()) != Effect.PURE)) {
      int register = code.temporary(e.type(), body.function());
      into(register, e, e.span());
      return registers(register, e.type());
    }
    return ImmutableList.of(scalar(e));
  }

  /**
   * The constant that an argument is which is a pointer; null if it is none, or cannot be told
   * without code.
   */
  @Nullable Expr constantPointer(Bound.Expr argument, CType type) {
    boolean isPointer = type instanceof PointerType;
    Expr value = isPointer && Effect.of(argument) == Effect.PURE ? scalar(argument) : null;
    return value instanceof Expr.Const ? value : null;
  }

  /**
   * The first of the registers that hold an argument already, and will as long as the frame at hand
   * lasts; {@link Frame#NO_RESULT} if there are none.
   */
  int settled(Bound.Expr argument, CType type) {
    Bound.Expr value = argument;
    while (value instanceof Bound.Convert convert
        && (convert.operand().type() instanceof PointerType) == (type instanceof PointerType)
        && !(type instanceof StructType)
        && Conversions.isIdentity(convert.operand().type(), convert.type())) {
      value = convert.operand();
    }
    return value instanceof Bound.Read read && isSettled(read.object())
        ? ((Location.Registers) location(read.object())).first()
        : Frame.NO_RESULT;
  }

  private boolean isSettled(Bound.Lvalue object) {
    return object instanceof Bound.MemberOf member
        ? isSettled(member.object())
        : object instanceof Bound.Named named && body.isSettled(named.variable());
  }

  private @Nullable Expr pointer(Bound.Lvalue object) {
    return object instanceof Bound.Named named ? body.pointer(named.variable()) : null;
  }

  private record Pair(Expr left, Expr right) {}

  private Pair pair(Bound.Expr left, Bound.Expr right) {
    Expr a = scalar(left);
    if (Effect.of(right) == Effect.WRITES) {
      a = keep(a, Slots.valueType(left.type(), 0), left.span());
    }
    return new Pair(a, scalar(right));
  }

  /** The same value, whatever is evaluated before it is used. */
  private Expr keep(Expr value, ValueType type, Span span) {
    return keep(value, type, span, false);
  }

  private Expr keep(Expr value, ValueType type, Span span, boolean constantsToo) {
    if (value instanceof Expr.Const && !constantsToo) {
      return value;
    }
    int register = code.temporary(type, body.function());
    code.let(register, value, body.origin(span));
    return new Expr.Reg(register, value.copiesPart());
  }

  private static Expr not(Expr operand, CType type) {
    return new Expr.Unary(Expr.UnaryOp.NOT, Slots.intType(type), operand);
  }

  private static Expr.BinaryOp operation(Bound.ArithmeticOp op) {
    return switch (op) {
      case MULTIPLY -> Expr.BinaryOp.MULTIPLY;
      case DIVIDE -> Expr.BinaryOp.DIVIDE;
      case REMAINDER -> Expr.BinaryOp.REMAINDER;
      case ADD -> Expr.BinaryOp.ADD;
      case SUBTRACT -> Expr.BinaryOp.SUBTRACT;
      case SHIFT_LEFT -> Expr.BinaryOp.SHIFT_LEFT;
      case SHIFT_RIGHT -> Expr.BinaryOp.SHIFT_RIGHT;
      case AND -> Expr.BinaryOp.AND;
      case XOR -> Expr.BinaryOp.XOR;
      case OR -> Expr.BinaryOp.OR;
    };
  }

  private static Expr compare(Bound.Compare e, Expr left, Expr right) {
    CType type = e.left().type();
    IntType intType = Slots.intType(type);
    boolean pointers = type instanceof PointerType;
    return switch (e.op()) {
      case EQUAL -> new Expr.Binary(Expr.BinaryOp.EQUAL, intType, left, right);
      case NOT_EQUAL -> new Expr.Binary(Expr.BinaryOp.NOT_EQUAL, intType, left, right);
      case LESS ->
          pointers
              ? new Expr.PointerLess(left, right, false)
              : new Expr.Binary(Expr.BinaryOp.LESS, intType, left, right);
      case LESS_EQUAL ->
          pointers
              ? new Expr.PointerLess(left, right, true)
              : new Expr.Binary(Expr.BinaryOp.LESS_EQUAL, intType, left, right);
      case GREATER ->
          pointers
              ? new Expr.PointerLess(right, left, false)
              : new Expr.Binary(Expr.BinaryOp.LESS, intType, right, left);
      case GREATER_EQUAL ->
          pointers
              ? new Expr.PointerLess(right, left, true)
              : new Expr.Binary(Expr.BinaryOp.LESS_EQUAL, intType, right, left);
    };
  }

  private Expr pointerAdd(Bound.PointerAdd e) {
    CType element = e.type().target();
    int stride = Slots.size(element);
    if (e.pointer() instanceof Bound.AddressOf address && address.decay() && !e.subtract()) {
      ArrayType array = (ArrayType) address.object().type();
      Expr base = address(location(address.object()));
      if (Effect.of(e.count()) == Effect.WRITES) {
        base = keep(base, Slots.valueType(e.type(), 0), e.pointer().span());
      }
      return Addresses.element(
          base, scalar(e.count()), Slots.intType(e.count().type()), stride, array.count(), true);
    }
    Pair pair = pair(e.pointer(), e.count());
    Expr count = pair.right;
    if (e.subtract()) {
      count =
          count instanceof Expr.Const constant
              ? new Expr.Const(-constant.value())
              : new Expr.Unary(Expr.UnaryOp.NEGATE, IntType.LONG, count);
    }
    return Addresses.add(
        pair.left, count, layout.shapes().of(element), stride, layout.memory().arrays());
  }

  private Expr containerOf(Bound.ContainerOf e) {
    int offset = 0;
    StringBuilder path = new StringBuilder();
    CType part = e.type().target();
    for (Member member : e.path()) {
      offset += Slots.offset((StructType) part, member);
      path.append(path.length() == 0 || member.name().isEmpty() ? "" : ".").append(member.name());
      part = member.type();
    }
    return new Expr.Container(
        scalar(e.member()), offset, e.type().target().toString(), path.toString());
  }

  private static @Nullable Member bitField(Bound.Lvalue object) {
    return object instanceof Bound.MemberOf m && m.member().isBitField() ? m.member() : null;
  }

  // ---- choices ---------------------------------------------------------------------------------

  private static boolean isSelect(Bound.Conditional e) {
    return Effect.of(e.ifTrue()) == Effect.PURE
        && Effect.of(e.ifFalse()) == Effect.PURE
        && !(e.condition() instanceof Bound.Logical && Effect.of(e.condition()) != Effect.PURE)
        && !(e.type() instanceof VoidType);
  }

  private ImmutableList<Expr> select(Bound.Conditional e) {
    Expr condition = scalar(e.condition());
    if (e.type() instanceof StructType && !(condition instanceof Expr.Reg)) {
      condition = keep(condition, Slots.valueType(CType.INT, 0), e.condition().span());
    }
    ImmutableList<Expr> ifTrue = value(e.ifTrue());
    ImmutableList<Expr> ifFalse = value(e.ifFalse());
    ImmutableList.Builder<Expr> result = ImmutableList.builder();
    for (int i = 0; i < ifTrue.size(); i++) {
      result.add(new Expr.Select(condition, ifTrue.get(i), ifFalse.get(i)));
    }
    return result.build();
  }

  // ---- objects ---------------------------------------------------------------------------------

  Location location(Bound.Lvalue object) {
    if (object instanceof Bound.Named named) {
      return named.variable().shared()
          ? new Location.Memory(new Expr.Const(layout.address(named.variable())))
          : new Location.Registers(body.register(named.variable()));
    }
    if (object instanceof Bound.Dereference dereference) {
      return at(scalar(dereference.pointer()));
    }
    if (object instanceof Bound.MemberOf member) {
      StructType struct = (StructType) member.object().type();
      return part(location(member.object()), Slots.offset(struct, member.member()));
    }
    if (object instanceof Bound.Element element) {
      return at(elementAddress(element, false));
    }
    Bound.Literal literal = (Bound.Literal) object;
    int register = body.register(literal.variable());
    initialize(register, literal.initializer(), literal.span());
    return new Location.Registers(register);
  }

  private Location at(Expr address) {
    int base = layout.memory().privateBase();
    if (address instanceof Expr.Const constant && constant.value() >= base) {
      return new Location.Registers(Math.toIntExact(constant.value() - base));
    }
    return new Location.Memory(address);
  }

  private static Location part(Location whole, int offset) {
    return whole instanceof Location.Registers registers
        ? new Location.Registers(registers.first() + offset)
        : new Location.Memory(Addresses.field(((Location.Memory) whole).address(), offset));
  }

  private Expr elementAddress(Bound.Element e, boolean pastEnd) {
    ArrayType array = (ArrayType) e.array().type();
    int stride = Slots.size(array.element());
    Expr base = address(location(e.array()));
    if (Effect.of(e.index()) == Effect.WRITES) {
      base = keep(base, new ValueType.Pointer(array.toString()), e.array().span());
    }
    Expr index = scalar(e.index());
    return Addresses.element(
        base, index, Slots.intType(e.index().type()), stride, array.count(), pastEnd);
  }

  private Expr address(Location location) {
    return location instanceof Location.Registers registers
        ? new Expr.Const(code.addressOf(registers.first()))
        : ((Location.Memory) location).address();
  }

  /** What registers hold; of a struct that need not be set, as it is no use of its members. */
  private ImmutableList<Expr> registers(int first, CType type) {
    return registers(first, Slots.size(type), type instanceof StructType);
  }

  private ImmutableList<Expr> registers(int first, int count, boolean parts) {
    ImmutableList.Builder<Expr> values = ImmutableList.builder();
    for (int i = first; i < first + count; i++) {
      values.add(code.isHole(i) ? new Expr.Const(0) : new Expr.Reg(i, parts));
    }
    return values.build();
  }

  private ImmutableList<Expr> read(Bound.Read e) {
    Expr pointer = pointer(e.object());
    if (pointer != null) {
      return ImmutableList.of(pointer);
    }
    Location location = location(e.object());
    if (location instanceof Location.Registers registers) {
      return registers(registers.first(), e.type());
    }
    Member member = bitField(e.object());
    int register =
        member != null
            ? code.temporary(Slots.valueType(member.type(), member.bits()), body.function())
            : code.temporary(e.type(), body.function());
    Expr address = ((Location.Memory) location).address();
    load(register, e.type(), address, e.strength(), e.span());
    return registers(register, e.type());
  }

  /** Reads an object, in as many accesses as its type takes. */
  private void load(int register, CType type, Expr address, Strength strength, Span span) {
    ImmutableList<Slots.Piece> pieces = Slots.pieces(type);
    Expr base = pieces.size() == 1 ? address : shareable(address, span);
    if (!(type instanceof StructType)) {
      code.load(register, base, order(strength), body.origin(span));
      return;
    }
    for (Slots.Piece piece : pieces) {
      code.loadPart(
          register + piece.offset(),
          Slots.size(piece.type()),
          pieces.size() == 1 ? base : Addresses.field(base, piece.offset()),
          order(strength),
          body.origin(span));
    }
  }

  private void store(Expr address, CType type, List<Expr> given, Strength strength, Span span) {
    ImmutableList<Slots.Piece> pieces = Slots.pieces(type);
    Expr base = pieces.size() == 1 ? address : shareable(address, span);
    List<Expr> values = new ArrayList<>(given);
    ImmutableList<Slots.Slot> slots = Slots.of(type);
    for (int i = 0; i < values.size(); i++) {
      if (slots.get(i).type() instanceof ValueType.Pointer && mayBePrivate(values.get(i))) {
        values.set(i, keep(values.get(i), slots.get(i).type(), span, true));
      }
    }
    for (Slots.Piece piece : pieces) {
      int end = piece.offset() + Slots.size(piece.type());
      code.emit(
          new Instruction.Store(
              pieces.size() == 1 ? base : Addresses.field(base, piece.offset()),
              ImmutableList.copyOf(values.subList(piece.offset(), end)),
              order(strength)),
          body.origin(span));
    }
  }

  /** An address that may be evaluated several times. */
  private Expr shareable(Expr address, Span span) {
    return isCheap(address) ? address : keep(address, new ValueType.Pointer("void"), span);
  }

  /**
   * Whether a pointer may be one to a local, and is not yet in a register, where {@link Privacy}
   * looks for it.
   */
  private boolean mayBePrivate(Expr pointer) {
    Expr root = Addresses.root(pointer);
    return !(pointer instanceof Expr.Reg)
        && !(root instanceof Expr.Const constant
            && constant.value() < layout.memory().privateBase());
  }

  private static boolean isCheap(Expr address) {
    return address instanceof Expr.Const
        || address instanceof Expr.Reg
        || (address instanceof Expr.Field field && field.base() instanceof Expr.Reg);
  }

  static Order order(Strength strength) {
    return switch (strength) {
      case PLAIN -> Order.PLAIN;
      case RELAXED -> Order.RELAXED;
      case ACQUIRE -> Order.ACQUIRE;
      case RELEASE -> Order.RELEASE;
      case FULL -> Order.FULL;
      case READ -> Order.READ;
      case WRITE -> Order.WRITE;
      case BEFORE_ATOMIC -> Order.BEFORE_ATOMIC;
      case AFTER_ATOMIC -> Order.AFTER_ATOMIC;
    };
  }

  private ImmutableList<Expr> memberValue(Bound.MemberValue e) {
    int offset = Slots.offset((StructType) e.struct().type(), e.member());
    ImmutableList<Expr> values = value(e.struct()).subList(offset, offset + Slots.size(e.type()));
    return e.type() instanceof StructType ? values : ImmutableList.of(Operands.used(values.get(0)));
  }

  // ---- initialisers ----------------------------------------------------------------------------

  private ImmutableList<Expr> structValue(Bound.Init init, CType type) {
    if (init instanceof Bound.Whole whole) {
      return value(whole.value());
    }
    Bound.Listed listed = (Bound.Listed) init;
    List<Expr> slots = new ArrayList<>();
    for (int i = 0; i < Slots.size(type); i++) {
      slots.add(new Expr.Const(0));
    }
    for (int i = 0; i < listed.parts().size(); i++) {
      Bound.Part part = listed.parts().get(i);
      boolean keep =
          listed.parts().subList(i + 1, listed.parts().size()).stream()
              .anyMatch(later -> Effect.of(later.value()) == Effect.WRITES);
      int at = offset(listed.type(), part);
      ImmutableList<Slots.Slot> types = Slots.of(part.type());
      int j = 0;
      for (Expr value : value(part.value())) {
        Expr fitted = Conversions.fit(value, part.member());
        slots.set(at + j, keep ? keep(fitted, types.get(j).type(), part.span()) : fitted);
        j++;
      }
    }
    return ImmutableList.copyOf(slots);
  }

  private static int offset(CType whole, Bound.Part part) {
    int at = 0;
    CType type = whole;
    for (int step : part.path()) {
      at += Slots.offset(type, step);
      type = Slots.partType(type, step);
    }
    return at;
  }

  /** Gives a local its first value: zeros where nothing is said, then the parts in order. */
  void initialize(int register, Bound.Init init, Span span) {
    if (init instanceof Bound.Whole whole) {
      into(register, whole.value(), span);
      return;
    }
    Bound.Listed listed = (Bound.Listed) init;
    int size = Slots.size(listed.type());
    boolean[] said = new boolean[size];
    for (Bound.Part part : listed.parts()) {
      int at = offset(listed.type(), part);
      for (int i = 0; i < Slots.size(part.type()); i++) {
        said[at + i] = true;
      }
    }
    for (int i = 0; i < size; i++) {
      if (!said[i] && !code.isHole(register + i)) {
        code.let(register + i, new Expr.Const(0), body.origin(span));
      }
    }
    for (Bound.Part part : listed.parts()) {
      int at = register + offset(listed.type(), part);
      if (part.member() != null && part.member().isBitField()) {
        code.let(
            at, Conversions.fit(scalar(part.value()), part.member()), body.origin(part.span()));
      } else {
        into(at, part.value(), part.span());
      }
    }
  }

  // ---- writing ---------------------------------------------------------------------------------

  /** Evaluates {@code e} into registers of its type. */
  void into(int register, Bound.Expr e, Span span) {
    if (Constants.value(e) == null) {
      if (e instanceof Bound.Convert convert
          && Slots.isOneAccess(e.type())
          && !(e.type() instanceof StructType)
          && Conversions.isIdentity(convert.operand().type(), convert.type())) {
        into(register, convert.operand(), span);
        return;
      }
      if (e instanceof Bound.Comma comma) {
        evaluate(comma.left());
        into(register, comma.right(), span);
        return;
      }
      if (e instanceof Bound.StatementExpr statement && statement.value() != null) {
        Span outer = body.statements(statement.body());
        into(register, statement.value(), span);
        body.backTo(outer);
        return;
      }
      if (e instanceof Bound.Call call && !body.canFallOff(call.function())) {
        body.call(call, register);
        return;
      }
      if (e instanceof Bound.Choose choose) {
        body.refuseInProperty(e.span(), "`choose()`");
        code.emit(new Instruction.Choose(register, scalar(choose.count())), body.origin(e.span()));
        return;
      }
      if (e instanceof Bound.Conditional conditional && !isSelect(conditional)) {
        choose(register, conditional, span);
        return;
      }
      if (e instanceof Bound.Logical logical && Effect.of(logical.right()) != Effect.PURE) {
        choose(register, logical, span);
        return;
      }
      if (e instanceof Bound.Read read && pointer(read.object()) == null) {
        Location location = location(read.object());
        if (location instanceof Location.Registers source) {
          write(register, registers(source.first(), e.type()), span);
        } else {
          Expr address = ((Location.Memory) location).address();
          load(register, e.type(), address, read.strength(), e.span());
        }
        return;
      }
    }
    write(register, value(e), span);
  }

  private void choose(int register, Bound.Conditional e, Span span) {
    int ifTrue = code.label();
    int ifFalse = code.label();
    int end = code.label();
    condition(e.condition(), ifTrue, ifFalse);
    code.place(ifTrue);
    into(register, e.ifTrue(), span);
    code.jump(end, body.origin(span));
    code.place(ifFalse);
    into(register, e.ifFalse(), span);
    code.place(end);
  }

  private void choose(int register, Bound.Logical e, Span span) {
    int ifTrue = code.label();
    int ifFalse = code.label();
    int end = code.label();
    condition(e, ifTrue, ifFalse);
    code.place(ifTrue);
    code.let(register, new Expr.Const(1), body.origin(span));
    code.jump(end, body.origin(span));
    code.place(ifFalse);
    code.let(register, new Expr.Const(0), body.origin(span));
    code.place(end);
  }

  /** Sets consecutive registers, as if at once. */
  private void write(int first, ImmutableList<Expr> values, Span span) {
    List<Expr> left = new ArrayList<>(values);
    for (int i = 0; i < left.size(); i++) {
      int register = first + i;
      if (code.isHole(register) || isRegister(left.get(i), register)) {
        continue;
      }
      for (int j = i + 1; j < left.size(); j++) {
        if (Operands.reads(left.get(j), register)) {
          left.set(j, keep(left.get(j), code.type(first + j), span));
        }
      }
      code.let(register, left.get(i), body.origin(span));
    }
  }

  private static boolean isRegister(Expr e, int register) {
    return e instanceof Expr.Reg reg && reg.register() == register;
  }

  private ImmutableList<Expr> assign(Bound.Assign e) {
    CType type = e.target().type();
    Member member = bitField(e.target());
    Location target = location(e.target());
    if (target instanceof Location.Registers registers) {
      if (member != null) {
        code.let(
            registers.first(), Conversions.fit(scalar(e.value()), member), body.origin(e.span()));
      } else {
        into(registers.first(), e.value(), e.span());
      }
      return registers(registers.first(), type);
    }
    Expr address = ((Location.Memory) target).address();
    if (Effect.of(e.value()) == Effect.WRITES) {
      address = keep(address, new ValueType.Pointer(type.toString()), e.target().span());
    }
    ImmutableList<Expr> values;
    if (!Slots.isOneAccess(type) && e.value() instanceof Bound.Read read) {
      Location source = location(read.object());
      if (source instanceof Location.Memory memory) {
        return copy(address, memory.address(), read.strength(), e);
      }
      values = registers(((Location.Registers) source).first(), type);
    } else {
      values = value(e.value());
    }
    if (member != null) {
      values = ImmutableList.of(Conversions.fit(values.get(0), member));
    }
    store(address, type, values, e.strength(), e.span());
    return values;
  }

  /** Copies memory to memory, part by part in the order of the source. */
  private ImmutableList<Expr> copy(Expr to, Expr from, Strength reading, Bound.Assign e) {
    CType type = e.type();
    Expr target = shareable(to, e.span());
    Expr source = shareable(from, e.span());
    int register = code.temporary(type, body.function());
    for (Slots.Piece piece : Slots.pieces(type)) {
      int first = register + piece.offset();
      int count = Slots.size(piece.type());
      Expr place = Addresses.field(source, piece.offset());
      code.loadPart(first, count, place, order(reading), body.origin(e.span()));
      store(
          Addresses.field(target, piece.offset()),
          piece.type(),
          registers(first, count, true),
          e.strength(),
          e.span());
    }
    return registers(register, type);
  }

  private Expr update(Bound.Update e, boolean wantsValue) {
    CType type = e.target().type();
    Member member = bitField(e.target());
    ValueType valueType = Slots.valueType(type, member == null ? 0 : member.bits());
    boolean writes = Effect.of(e.result()) == Effect.WRITES;
    Location target = location(e.target());
    if (target instanceof Location.Memory memory) {
      Expr address = memory.address();
      if (writes || !isCheap(address)) {
        address = keep(address, new ValueType.Pointer(type.toString()), e.target().span());
      }
      int old = code.temporary(valueType, body.function());
      code.load(old, address, order(e.strength()), body.origin(e.target().span()));
      olds.put(e.old(), new Expr.Reg(old));
      Expr result = Conversions.fit(scalar(e.result()), member);
      if (wantsValue && !e.givesOld()) {
        result = keep(result, valueType, e.span());
      }
      store(address, type, ImmutableList.of(result), e.strength(), e.span());
      return e.givesOld() ? new Expr.Reg(old) : result;
    }
    int register = ((Location.Registers) target).first();
    Expr old = new Expr.Reg(register);
    if (writes || (wantsValue && e.givesOld())) {
      old = keep(old, valueType, e.target().span());
    }
    olds.put(e.old(), old);
    code.let(register, Conversions.fit(scalar(e.result()), member), body.origin(e.span()));
    return e.givesOld() ? old : new Expr.Reg(register);
  }

  /** Evaluates for what it does. */
  void evaluate(Bound.Expr e) {
    if (e instanceof Bound.Convert convert) {
      evaluate(convert.operand());
    } else if (e instanceof Bound.Assign assign) {
      assign(assign);
    } else if (e instanceof Bound.Update update) {
      update(update, false);
    } else if (e instanceof Bound.Comma comma) {
      evaluate(comma.left());
      evaluate(comma.right());
    } else if (e instanceof Bound.Call call) {
      body.call(call, Frame.NO_RESULT);
    } else if (e instanceof Bound.StatementExpr statement) {
      Span outer = body.statements(statement.body());
      if (statement.value() != null) {
        evaluate(statement.value());
      }
      body.backTo(outer);
    } else if (e instanceof Bound.Fence fence) {
      code.emit(new Instruction.Fence(order(fence.strength())), body.origin(e.span()));
    } else if (e instanceof Bound.Await await) {
      body.await(await);
    } else if (e instanceof Bound.Assert check) {
      body.check(check);
    } else if (e instanceof Bound.Conditional conditional && !isSelect(conditional)) {
      int ifTrue = code.label();
      int ifFalse = code.label();
      int end = code.label();
      condition(conditional.condition(), ifTrue, ifFalse);
      code.place(ifTrue);
      evaluate(conditional.ifTrue());
      code.jump(end, body.origin(e.span()));
      code.place(ifFalse);
      evaluate(conditional.ifFalse());
      code.place(end);
    } else if (e instanceof Bound.Logical logical && Effect.of(e) != Effect.PURE) {
      int next = code.label();
      int end = code.label();
      condition(logical.left(), logical.and() ? next : end, logical.and() ? end : next);
      code.place(next);
      evaluate(logical.right());
      code.place(end);
    } else if (Effect.of(e) != Effect.PURE) {
      value(e);
    }
  }

  // ---- conditions ------------------------------------------------------------------------------

  /**
   * A condition that is decided as a whole.
   *
   * @param watches what is worth printing of it
   */
  record Test(Expr value, ImmutableList<Watch> watches) {}

  /** Branches; control comes to nothing behind it. */
  void condition(Bound.Expr e, int ifTrue, int ifFalse) {
    Long constant = Constants.value(e);
    if (constant != null) {
      code.jump(constant != 0 ? ifTrue : ifFalse, body.origin(e.span()));
    } else if (e instanceof Bound.Not not) {
      condition(not.operand(), ifFalse, ifTrue);
    } else if (e instanceof Bound.Logical logical) {
      int next = code.label();
      condition(logical.left(), logical.and() ? next : ifTrue, logical.and() ? ifFalse : next);
      code.place(next);
      condition(logical.right(), ifTrue, ifFalse);
    } else if (e instanceof Bound.Convert convert && keepsTruth(convert)) {
      condition(convert.operand(), ifTrue, ifFalse);
    } else if (e instanceof Bound.Comma comma) {
      evaluate(comma.left());
      condition(comma.right(), ifTrue, ifFalse);
    } else if (e instanceof Bound.StatementExpr statement && statement.value() != null) {
      Span outer = body.statements(statement.body());
      condition(statement.value(), ifTrue, ifFalse);
      body.backTo(outer);
    } else {
      Test test = test(e);
      code.branch(test.value(), ifTrue, ifFalse, test.watches(), body.origin(e.span()));
    }
  }

  static boolean keepsTruth(Bound.Convert e) {
    return e.type() instanceof BoolType || Conversions.isIdentity(e.operand().type(), e.type());
  }

  Test test(Bound.Expr e) {
    if (!(e instanceof Bound.Compare compare)) {
      Watched watched = watched(e);
      return new Test(watched.value(), watched.watches());
    }
    Watched left = watched(compare.left());
    Expr a = left.value();
    ImmutableList<Watch> first = left.watches();
    if (Effect.of(compare.right()) == Effect.WRITES && !(a instanceof Expr.Const)) {
      Expr kept = keep(a, Slots.valueType(compare.left().type(), 0), compare.left().span());
      first =
          first.stream()
              .map(w -> new Watch(w.text(), kept, w.type()))
              .collect(ImmutableList.toImmutableList());
      a = kept;
    }
    Watched right = watched(compare.right());
    return new Test(
        compare(compare, a, right.value()),
        ImmutableList.<Watch>builder().addAll(first).addAll(right.watches()).build());
  }

  private record Watched(Expr value, ImmutableList<Watch> watches) {}

  /**
   * The value, and what to print of it: the value as the author wrote it, before implied
   * conversions.
   */
  private Watched watched(Bound.Expr e) {
    if (Constants.value(e) != null) {
      return new Watched(scalar(e), ImmutableList.of());
    }
    if (e instanceof Bound.Convert convert && convert.span().equals(convert.operand().span())) {
      Watched inner = watched(convert.operand());
      return new Watched(
          Conversions.convert(inner.value(), convert.operand().type(), convert.type()),
          inner.watches());
    }
    Expr value = scalar(e);
    if (value instanceof Expr.Const && !(e.type() instanceof PointerType)) {
      return new Watched(value, ImmutableList.of());
    }
    return new Watched(
        value, ImmutableList.of(new Watch(e.span(), value, Slots.valueType(e.type(), 0))));
  }
}
