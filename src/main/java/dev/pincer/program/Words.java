// SPDX-License-Identifier: Apache-2.0
package dev.pincer.program;

import com.google.common.base.Ascii;
import com.google.common.collect.ImmutableList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Instructions in words, C where there is C for it.
 *
 * <p>A register has the name of its variable; the second variable of a name is {@code name:2}, and
 * so on. A value on its way is {@code %number}.
 */
final class Words {
  /** Binds weaker than any operator: no parentheses around. */
  private static final int WEAKEST = 0;

  private static final int SELECT = 1;

  /** A pointer of which nothing more is known. */
  private static final ValueType.Pointer ANY = new ValueType.Pointer("");

  private static final int UNARY = 12;

  /** Behind what is copied as a part of a struct. */
  private static final String IF_SET = " if set";

  private final Code code;
  private final Memory memory;
  private final String[] names;

  Words(Code code, Memory memory) {
    this.code = code;
    this.memory = memory;
    this.names = new String[code.registers().size()];
    Map<String, Integer> seen = new HashMap<>();
    Set<String> inVariable = new HashSet<>();
    String variable = "";
    String suffix = "";
    for (int i = 0; i < names.length; i++) {
      Register register = code.registers().get(i);
      String base = register.name().split("[.\\[]", 2)[0];
      // A variable's registers are neighbours, and no two of them have one name.
      String key = register.function() + " " + base;
      if (!key.equals(variable) || !inVariable.add(register.name())) {
        inVariable.clear();
        inVariable.add(register.name());
        int count = seen.merge(base, 1, Integer::sum);
        suffix = count == 1 ? "" : ":" + count;
        variable = key;
      }
      names[i] =
          base.isEmpty() ? "%" + i : base + suffix + register.name().substring(base.length());
    }
  }

  /**
   * @param next index of the instruction behind it
   */
  String of(Instruction instruction, int next) {
    return switch (instruction.kind()) {
      case LET -> {
        Instruction.Let let = (Instruction.Let) instruction;
        yield names[let.register()] + " = " + text(let.value(), type(let.register()), WEAKEST);
      }
      case UNSET -> {
        Instruction.Unset unset = (Instruction.Unset) instruction;
        yield "unset " + registers(unset.first(), unset.count());
      }
      case LOAD -> {
        Instruction.Load load = (Instruction.Load) instruction;
        yield registers(load.register(), load.count())
            + " = load"
            + order(load.order())
            + " "
            + object(load.address(), load.count())
            + (load.part() ? IF_SET : "");
      }
      case STORE -> store((Instruction.Store) instruction);
      case BRANCH -> branch((Instruction.Branch) instruction, next);
      case JUMP -> "goto " + ((Instruction.Jump) instruction).target();
      case ATOMIC_BEGIN -> {
        Instruction.AtomicBegin begin = (Instruction.AtomicBegin) instruction;
        yield (begin.readModifyWrite() ? "rmw" : "atomic") + order(begin.order()) + " {";
      }
      case ATOMIC_END -> "}";
      case AWAIT -> "await " + condition(((Instruction.Await) instruction).condition());
      case CHOOSE -> {
        Instruction.Choose choose = (Instruction.Choose) instruction;
        yield names[choose.register()] + " = choose(" + condition(choose.count()) + ")";
      }
      case ASSERT -> {
        Instruction.Assert check = (Instruction.Assert) instruction;
        yield (check.undefined() ? "undefined unless " : "assert ") + condition(check.condition());
      }
      case FENCE -> "fence" + order(((Instruction.Fence) instruction).order());
      case RETURN -> {
        Expr value = ((Instruction.Return) instruction).value();
        yield value.equals(new Expr.Const(0)) ? "return" : "return " + condition(value);
      }
    };
  }

  /** Whether an access at this address may be one of shared memory that is not ghost. */
  boolean mayBeAccess(Expr address) {
    int offset = 0;
    Expr object = address;
    while (object instanceof Expr.Field field) {
      offset += field.offset();
      object = field.base();
    }
    if (object instanceof Expr.Const || object instanceof Expr.Element) {
      Part part = part(address);
      return part == null || isShared(part.address() + part.offset());
    }
    Expr pointer = object instanceof Expr.PointerAdd add ? add.pointer() : object;
    boolean known = false;
    if (pointer instanceof Expr.Reg reg
        && type(reg.register()) instanceof ValueType.Pointer pointerType) {
      for (Map.Entry<Integer, Memory.Aggregate> entry : memory.aggregates().entries()) {
        if (entry.getValue().type().equals(pointerType.target())) {
          known = true;
          if (isShared(entry.getKey() + offset)) {
            return true;
          }
        }
      }
    }
    return !known;
  }

  private boolean isShared(int address) {
    return address < memory.places().size() && !memory.places().get(address).ghost();
  }

  private String store(Instruction.Store store) {
    String target = object(store.address(), store.count());
    StringBuilder values = new StringBuilder();
    Expr first = store.values().get(0);
    if (store.count() == 1) {
      values.append(text(first, placeType(store.address(), 0), WEAKEST));
    } else if (areNeighbours(store.values())) {
      values.append(registers(((Expr.Reg) first).register(), store.count()));
    } else {
      values.append("{");
      for (int i = 0; i < store.count(); i++) {
        values.append(i == 0 ? "" : ", ");
        values.append(text(store.values().get(i), placeType(store.address(), i), WEAKEST));
      }
      values.append("}");
    }
    return "store" + order(store.order()) + " " + target + " = " + values;
  }

  private static boolean areNeighbours(ImmutableList<Expr> values) {
    for (int i = 0; i < values.size(); i++) {
      if (!(values.get(i) instanceof Expr.Reg reg)
          || reg.part()
          || !(values.get(0) instanceof Expr.Reg first)
          || reg.register() != first.register() + i) {
        return false;
      }
    }
    return true;
  }

  private String branch(Instruction.Branch branch, int next) {
    String condition = condition(branch.condition());
    if (branch.ifTrue() == next) {
      return "unless " + condition + " goto " + branch.ifFalse();
    }
    String ifTrue = "if " + condition + " goto " + branch.ifTrue();
    return branch.ifFalse() == next ? ifTrue : ifTrue + " else " + branch.ifFalse();
  }

  private static String order(Order order) {
    return order == Order.PLAIN ? "" : "." + Ascii.toLowerCase(order.name());
  }

  private ValueType type(int register) {
    return code.registers().get(register).type();
  }

  private @Nullable ValueType placeType(Expr address, int offset) {
    if (address instanceof Expr.Const constant) {
      long at = constant.value() + offset;
      if (at > 0 && at < memory.places().size()) {
        return memory.places().get((int) at).type();
      }
    }
    return null;
  }

  /** Consecutive registers: the part of a variable that they are, or the first and the last. */
  private String registers(int first, int count) {
    if (count == 1) {
      return names[first];
    }
    String last = names[first + count - 1];
    return names[first].startsWith("%") ? names[first] + ".." + last : prefix(names[first], last);
  }

  /** The object whose first and last scalars have these paths. */
  private static String prefix(String first, String last) {
    int same = 0;
    int end = 0;
    while (same < first.length() && same < last.length()) {
      char c = first.charAt(same);
      if (c == '.' || c == '[') {
        end = same;
      }
      if (c != last.charAt(same)) {
        break;
      }
      same++;
    }
    return end == 0 ? first + ".." + last : first.substring(0, end);
  }

  /** The places at an address, as an object of C. */
  private String object(Expr address, int count) {
    Part part = part(address);
    return part == null ? "*(" + pointer(address) + ")" : part.text(count, null);
  }

  /**
   * Something with parts, at a place that need not be known.
   *
   * @param text as in C: {@code mem_map[i]}, or {@code page->} for what {@code page} points to
   * @param address where one like it lies
   * @param path what the paths of its parts begin with there
   * @param offset of the part that is meant
   */
  private record Part(String text, int address, String path, int offset, Words words) {
    /**
     * The part as an object.
     *
     * @param target the type of a pointer to it; null for {@code count} scalars
     */
    String text(int count, ValueType.@Nullable Pointer target) {
      String full = words.full(address + offset, count, target);
      String rest = full.startsWith(path) ? full.substring(path.length()) : "+" + offset;
      if (!text.endsWith("->")) {
        return text + rest;
      }
      String pointer = text.substring(0, text.length() - 2);
      if (rest.isEmpty()) {
        return "*" + pointer;
      }
      return rest.startsWith(".") ? text + rest.substring(1) : "(*" + pointer + ")" + rest;
    }

    Part at(int more) {
      return new Part(text, address, path, offset + more, words);
    }
  }

  /** Null if nothing like what lies at {@code address} is known. */
  private @Nullable Part part(Expr address) {
    if (address instanceof Expr.Const constant) {
      long at = constant.value();
      boolean known = (at > 0 && at < memory.places().size()) || isRegister(at);
      return known ? new Part("", Math.toIntExact(at), "", 0, this) : null;
    }
    if (address instanceof Expr.Field field) {
      Part whole = part(field.base());
      return whole == null ? null : whole.at(field.offset());
    }
    if (address instanceof Expr.Element element && element.base() instanceof Expr.Const base) {
      int first = Math.toIntExact(base.value());
      int end = first + element.count() * element.stride();
      String path = path(end);
      String bound = "[" + element.count() + "]";
      if (!path.endsWith(bound)) {
        return null;
      }
      String array = path.substring(0, path.length() - bound.length());
      String index = "[" + text(element.index(), null, WEAKEST) + "]";
      return new Part(array + index, first, array + "[0]", 0, this);
    }
    if (address instanceof Expr.PointerAdd add && add.pointer() instanceof Expr.Reg reg) {
      String index = "[" + text(add.count(), null, WEAKEST) + "]";
      return like(type(reg.register()), names[reg.register()] + index);
    }
    if (address instanceof Expr.Reg reg) {
      return like(type(reg.register()), names[reg.register()] + "->");
    }
    return null;
  }

  /** What a pointer of this type points to, with the first such object of the file as a pattern. */
  private @Nullable Part like(ValueType type, String text) {
    if (!(type instanceof ValueType.Pointer pointer)) {
      return null;
    }
    for (Map.Entry<Integer, Memory.Aggregate> entry : memory.aggregates().entries()) {
      if (entry.getValue().type().equals(pointer.target())) {
        return new Part(text, entry.getKey(), entry.getValue().path(), 0, this);
      }
    }
    return text.endsWith("->") ? new Part(text, 0, path(0), 0, this) : null;
  }

  /** The path of the object that lies at an address, in memory or in registers. */
  private String full(int address, int count, ValueType.@Nullable Pointer target) {
    if (target != null) {
      for (Memory.Aggregate aggregate : memory.aggregates().get(address)) {
        if (aggregate.type().equals(target.target())) {
          return aggregate.path();
        }
      }
    }
    return count == 1 ? path(address) : prefix(path(address), path(address + count - 1));
  }

  private String path(int address) {
    if (isRegister(address)) {
      return names[address - memory.privateBase()];
    }
    return address < memory.places().size() ? memory.places().get(address).path() : "";
  }

  private boolean isRegister(long address) {
    return address >= memory.privateBase() && address < memory.privateBase() + names.length;
  }

  private String pointer(Expr e) {
    return text(e, ANY, WEAKEST);
  }

  private String condition(Expr e) {
    return text(e, null, WEAKEST);
  }

  static String constant(long value, @Nullable ValueType type, Memory memory) {
    if (type instanceof ValueType.Pointer pointer) {
      return memory.nameOf(value, pointer);
    }
    if (type instanceof ValueType.Enumeration enumeration) {
      String name = enumeration.names().get(value);
      return name == null ? Long.toString(value) : name;
    }
    if (type instanceof ValueType.Bool) {
      return value == 0 ? "false" : value == 1 ? "true" : Long.toString(value);
    }
    if (type instanceof ValueType.Int integer && !integer.type().signed()) {
      return Long.toUnsignedString(value);
    }
    return Long.toString(value);
  }

  /**
   * @param type how a constant reads; null for a plain number
   * @param around how strong the operator around binds
   */
  private String text(Expr e, @Nullable ValueType type, int around) {
    return switch (e.kind()) {
      case CONST -> {
        long value = ((Expr.Const) e).value();
        yield type instanceof ValueType.Pointer && isRegister(value)
            ? "&" + names[(int) (value - memory.privateBase())]
            : constant(value, type, memory);
      }
      case REG -> names[((Expr.Reg) e).register()] + (((Expr.Reg) e).part() ? IF_SET : "");
      case THIS_THREAD -> "this_thread()";
      case UNARY -> {
        Expr.Unary unary = (Expr.Unary) e;
        String op =
            switch (unary.op()) {
              case NEGATE -> "-";
              case COMPLEMENT -> "~";
              case NOT -> "!";
            };
        yield op + text(unary.operand(), null, UNARY);
      }
      case BINARY -> binary((Expr.Binary) e, around);
      case AND -> {
        Expr.And and = (Expr.And) e;
        yield infix(and.left(), "&&", and.right(), null, 3, around);
      }
      case OR -> {
        Expr.Or or = (Expr.Or) e;
        yield infix(or.left(), "||", or.right(), null, 2, around);
      }
      case SELECT -> {
        Expr.Select select = (Expr.Select) e;
        yield parenthesize(
            text(select.condition(), null, SELECT + 1)
                + " ? "
                + text(select.ifTrue(), type, SELECT + 1)
                + " : "
                + text(select.ifFalse(), type, SELECT),
            SELECT,
            around);
      }
      case CONVERT -> {
        Expr.Convert convert = (Expr.Convert) e;
        yield "(" + convert.to() + ")" + text(convert.operand(), null, UNARY);
      }
      case TO_BOOL -> "(bool)" + text(((Expr.ToBool) e).operand(), null, UNARY);
      case FIELD, ELEMENT -> {
        Part part = part(e);
        ValueType.Pointer target = type instanceof ValueType.Pointer pointer ? pointer : ANY;
        yield part == null ? sum(e) : "&" + part.text(1, target);
      }
      case CONTAINER -> {
        Expr.Container container = (Expr.Container) e;
        yield "container_of("
            + text(container.member(), ANY, WEAKEST)
            + ", "
            + container.struct()
            + ", "
            + container.path()
            + ")";
      }
      case POINTER_ADD -> {
        Expr.PointerAdd add = (Expr.PointerAdd) e;
        yield infix(add.pointer(), "+", add.count(), null, 10, around);
      }
      case POINTER_DIFFERENCE -> {
        Expr.PointerDifference difference = (Expr.PointerDifference) e;
        yield infix(difference.left(), "-", difference.right(), ANY, 10, around);
      }
      case POINTER_LESS -> {
        Expr.PointerLess less = (Expr.PointerLess) e;
        String op = less.orEqual() ? "<=" : "<";
        yield infix(less.left(), op, less.right(), ANY, 8, around);
      }
    };
  }

  /** An address within something of which nothing is known, counted in scalars. */
  private String sum(Expr e) {
    if (e instanceof Expr.Field field) {
      return pointer(field.base()) + " + " + field.offset();
    }
    Expr.Element element = (Expr.Element) e;
    String index = text(element.index(), null, 11);
    return pointer(element.base()) + " + " + index + " * " + element.stride();
  }

  private String binary(Expr.Binary e, int around) {
    ValueType known = typeOf(e.left());
    ValueType type = known != null ? known : typeOf(e.right());
    boolean isArithmetic = type instanceof ValueType.Int || type == null;
    return switch (e.op()) {
      case MULTIPLY -> infix(e.left(), "*", e.right(), null, 11, around);
      case DIVIDE -> infix(e.left(), "/", e.right(), null, 11, around);
      case REMAINDER -> infix(e.left(), "%", e.right(), null, 11, around);
      case ADD -> infix(e.left(), "+", e.right(), null, 10, around);
      case SUBTRACT -> infix(e.left(), "-", e.right(), null, 10, around);
      case SHIFT_LEFT -> infix(e.left(), "<<", e.right(), null, 9, around);
      case SHIFT_RIGHT -> infix(e.left(), ">>", e.right(), null, 9, around);
      case LESS -> infix(e.left(), "<", e.right(), null, 8, around);
      case LESS_EQUAL -> infix(e.left(), "<=", e.right(), null, 8, around);
      case EQUAL -> infix(e.left(), "==", e.right(), isArithmetic ? null : type, 7, around);
      case NOT_EQUAL -> infix(e.left(), "!=", e.right(), isArithmetic ? null : type, 7, around);
      case AND -> infix(e.left(), "&", e.right(), null, 6, around);
      case XOR -> infix(e.left(), "^", e.right(), null, 5, around);
      case OR -> infix(e.left(), "|", e.right(), null, 4, around);
    };
  }

  private @Nullable ValueType typeOf(Expr e) {
    if (e instanceof Expr.Reg reg) {
      return type(reg.register());
    }
    return e instanceof Expr.Field
            || e instanceof Expr.Element
            || e instanceof Expr.Container
            || e instanceof Expr.PointerAdd
        ? ANY
        : null;
  }

  private String infix(
      Expr left, String op, Expr right, @Nullable ValueType type, int strength, int around) {
    String text = text(left, type, strength) + " " + op + " " + text(right, type, strength + 1);
    return parenthesize(text, strength, around);
  }

  private static String parenthesize(String text, int strength, int around) {
    return strength < around ? "(" + text + ")" : text;
  }
}
