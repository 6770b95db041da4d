// SPDX-License-Identifier: Apache-2.0
package dev.pincer.reduce;

import com.google.common.collect.ImmutableList;
import dev.pincer.program.ArrayExtent;
import dev.pincer.program.Code;
import dev.pincer.program.Expr;
import dev.pincer.program.Instruction;
import dev.pincer.program.Memory;
import dev.pincer.program.Place;
import dev.pincer.program.Register;
import dev.pincer.program.ValueType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * What one code does with the elements of some arrays: which of them it names, and what it does
 * that it could not do with any of them alike.
 *
 * <p>Alike are: to copy the address of an element, or of a part of one, to where addresses stand;
 * to move on to its parts; to load and store there; to compare it with others for equality, and
 * with NULL; to choose among all elements; and with the number that was chosen, which is only
 * copied, to index such arrays, and compare it with others for equality.
 *
 * <p>It goes by the types of places and registers, which the language has compared: what may be an
 * address and has no such type, or the other way round, is a misuse of all arrays.
 */
final class PoolCode {
  /** What stands somewhere, as far as its type is known. */
  private enum Held {
    ADDRESS,
    NUMBER,
    UNKNOWN
  }

  private final Memory memory;
  private final ImmutableList<ArrayExtent> arrays;
  private final ImmutableList<String> names;
  private final Code code;

  /** By array: what is done with it that must not be; empty if nothing is. */
  private final String[] misuse;

  /** By array: the elements that it names. */
  private final BitSet[] named;

  /** Whether it indexes or names an array. */
  private final BitSet used = new BitSet();

  /** Registers that hold numbers of elements, and by these the arrays, joined where they meet. */
  private final int[] parent;

  // By register.
  private final BitSet calculated = new BitSet();
  private final BitSet foreign = new BitSet();
  private final BitSet loaded = new BitSet();
  private final BitSet exposed = new BitSet();
  private final Map<Integer, List<Long>> constants = new HashMap<>();
  private final Map<Integer, List<Long>> chosenAmong = new HashMap<>();
  private final List<int[]> compared = new ArrayList<>();

  /** What is stored behind a pointer, as a number by the name of the pointer's type. */
  private final List<Expr> storedByName = new ArrayList<>();

  /** Of the instruction at hand. */
  private String function = "";

  /**
   * @param names of the arrays
   */
  PoolCode(
      Memory memory, ImmutableList<ArrayExtent> arrays, ImmutableList<String> names, Code code) {
    this.memory = memory;
    this.arrays = arrays;
    this.names = names;
    this.code = code;
    this.misuse = new String[arrays.size()];
    this.named = new BitSet[arrays.size()];
    for (int i = 0; i < misuse.length; i++) {
      misuse[i] = "";
      named[i] = new BitSet();
    }
    this.parent = IntStream.range(0, arrays.size() + code.registers().size()).toArray();
    for (int pc = 0; pc < code.instructions().size(); pc++) {
      function = code.origins().get(pc).function(code.name());
      read(code.instructions().get(pc));
    }
    // A local may be of another type with that name, which its block has, or which has none.
    if (!exposed.isEmpty()) {
      storedByName.forEach(this::nameAll);
    }
    joinCompared();
    judgeIndices();
  }

  /** Why the elements of an array are not treated alike; empty if they are, but for the named. */
  String misuse(int array) {
    return misuse[array];
  }

  /** The elements that it names. */
  BitSet named(int array) {
    return named[array];
  }

  boolean uses(int array) {
    return used.get(array);
  }

  /** Whether what indexes one array indexes the other as well. */
  boolean joins(int array, int other) {
    return root(array) == root(other);
  }

  /** By register the first array of which it holds the number of an element; the others not. */
  Map<Integer, Integer> indices() {
    Map<Integer, Integer> result = new HashMap<>();
    for (int register = 0; register < code.registers().size(); register++) {
      int root = root(node(register));
      for (int array = arrays.size() - 1; array >= 0; array--) {
        if (root(array) == root) {
          result.put(register, array);
        }
      }
    }
    return result;
  }

  private void misuse(int array, String how) {
    if (misuse[array].isEmpty()) {
      misuse[array] = "`" + function + "` " + how;
    }
  }

  private void misuseAll(String how) {
    for (int array = 0; array < misuse.length; array++) {
      misuse(array, how);
    }
  }

  private String name(int array) {
    return "`" + names.get(array) + "`";
  }

  // Joining.

  private int node(int register) {
    return arrays.size() + register;
  }

  private int root(int node) {
    int root = node;
    while (parent[root] != root) {
      root = parent[root];
    }
    return root;
  }

  private void join(int node, int other) {
    // The smaller is the root: an array, if there is one.
    int root = root(node);
    int otherRoot = root(other);
    parent[Math.max(root, otherRoot)] = Math.min(root, otherRoot);
  }

  // Instructions.

  private void read(Instruction instruction) {
    switch (instruction.kind()) {
      case LET -> {
        Instruction.Let let = (Instruction.Let) instruction;
        let(let.register(), let.value());
      }
      case LOAD -> {
        Instruction.Load load = (Instruction.Load) instruction;
        address(load.address());
        for (int i = 0; i < load.count(); i++) {
          int register = load.register() + i;
          loaded.set(register);
          Held held = heldAt(load.address(), i);
          if (held != Held.UNKNOWN && (held == Held.ADDRESS) != isPointer(register)) {
            misuseAll("makes a number of an address");
          }
        }
      }
      case STORE -> {
        Instruction.Store store = (Instruction.Store) instruction;
        address(store.address());
        for (int i = 0; i < store.count(); i++) {
          store(heldAt(store.address(), i), store.values().get(i));
          if (!(store.address() instanceof Expr.Const)) {
            storedByName.add(store.values().get(i));
          }
        }
      }
      case BRANCH -> truth(((Instruction.Branch) instruction).condition());
      case AWAIT -> truth(((Instruction.Await) instruction).condition());
      case ASSERT -> truth(((Instruction.Assert) instruction).condition());
      case RETURN -> truth(((Instruction.Return) instruction).value());
      case CHOOSE -> {
        Instruction.Choose choose = (Instruction.Choose) instruction;
        if (choose.count() instanceof Expr.Const count) {
          chosenAmong
              .computeIfAbsent(choose.register(), key -> new ArrayList<>())
              .add(count.value());
        } else {
          number(choose.count());
          loaded.set(choose.register());
        }
        if (isPointer(choose.register())) {
          misuseAll("makes an address of a number");
        }
      }
      case UNSET, JUMP, ATOMIC_BEGIN, ATOMIC_END, FENCE -> {}
    }
  }

  private void let(int register, Expr value) {
    if (isPointer(register)) {
      address(value);
      return;
    }
    Expr kept = withoutConversions(value);
    if (kept instanceof Expr.Reg from && !isPointer(from.register())) {
      join(node(register), node(from.register()));
    } else if (kept instanceof Expr.Const constant) {
      constants.computeIfAbsent(register, key -> new ArrayList<>()).add(constant.value());
    } else {
      number(value);
      foreign.set(register);
    }
  }

  private void store(Held held, Expr value) {
    if (held == Held.ADDRESS || (held == Held.UNKNOWN && isAddress(value))) {
      address(value);
    } else {
      number(value);
      if (held == Held.UNKNOWN) {
        nameAll(value);
      }
    }
  }

  /** What may be an address here, is one. */
  private void nameAll(Expr e) {
    if (e instanceof Expr.Const constant) {
      name(constant.value());
    }
    e.operands().forEach(this::nameAll);
  }

  // Expressions.

  private boolean isPointer(int register) {
    return code.registers().get(register).type() instanceof ValueType.Pointer;
  }

  /** Whether a value is an address; of a constant it says no. */
  private boolean isAddress(Expr e) {
    return switch (e.kind()) {
      case REG -> isPointer(((Expr.Reg) e).register());
      case FIELD, ELEMENT, CONTAINER, POINTER_ADD -> true;
      case SELECT ->
          isAddress(((Expr.Select) e).ifTrue()) || isAddress(((Expr.Select) e).ifFalse());
      case CONST,
          THIS_THREAD,
          UNARY,
          BINARY,
          AND,
          OR,
          CONVERT,
          TO_BOOL,
          POINTER_DIFFERENCE,
          POINTER_LESS ->
          false;
    };
  }

  /** The value, which is that of an address. */
  private void address(Expr e) {
    switch (e.kind()) {
      case CONST -> name(((Expr.Const) e).value());
      case REG -> {
        if (!isPointer(((Expr.Reg) e).register())) {
          misuseAll("makes an address of a number");
        }
      }
      case FIELD -> {
        address(((Expr.Field) e).base());
        if (((Expr.Field) e).base() instanceof Expr.Const base) {
          name(base.value() + ((Expr.Field) e).offset());
        }
      }
      case CONTAINER -> {
        Expr.Container container = (Expr.Container) e;
        address(container.member());
        if (container.member() instanceof Expr.Const member) {
          name(member.value() - container.offset());
        }
      }
      case ELEMENT -> element((Expr.Element) e);
      case POINTER_ADD -> {
        Expr.PointerAdd add = (Expr.PointerAdd) e;
        address(add.pointer());
        number(add.count());
        misuseShape(add.shape());
      }
      case SELECT -> {
        Expr.Select select = (Expr.Select) e;
        truth(select.condition());
        address(select.ifTrue());
        address(select.ifFalse());
      }
      case THIS_THREAD,
          UNARY,
          BINARY,
          AND,
          OR,
          CONVERT,
          TO_BOOL,
          POINTER_DIFFERENCE,
          POINTER_LESS ->
          misuseAll("makes an address of a number");
    }
  }

  private void element(Expr.Element e) {
    if (e.base() instanceof Expr.Const base) {
      for (int array = 0; array < arrays.size(); array++) {
        ArrayExtent extent = arrays.get(array);
        if (extent.base() == base.value()
            && extent.stride() == e.stride()
            && extent.count() == e.count()) {
          index(array, e.index());
          return;
        }
      }
    } else {
      for (int array = 0; array < arrays.size(); array++) {
        ArrayExtent extent = arrays.get(array);
        if (extent.stride() == e.stride() && extent.count() == e.count()) {
          misuse(array, "indexes what may be " + name(array) + " by its address");
        }
      }
    }
    address(e.base());
    number(e.index());
  }

  private void index(int array, Expr index) {
    used.set(array);
    Expr kept = withoutConversions(index);
    if (kept instanceof Expr.Reg reg && !isPointer(reg.register())) {
      join(array, node(reg.register()));
    } else if (kept instanceof Expr.Const constant) {
      nameByNumber(array, constant.value());
    } else {
      number(index);
      misuse(array, "counts through " + name(array));
    }
  }

  /**
   * An element by a constant number. One that there is stays the same where it is converted; of
   * another one may become the number of any.
   */
  private void nameByNumber(int array, long number) {
    if (number < 0 || number >= arrays.get(array).count()) {
      misuse(array, "has " + number + " for the number of an element of " + name(array));
    }
    nameElement(array, number);
  }

  private void nameElement(int array, long element) {
    used.set(array);
    if (element >= 0 && element < arrays.get(array).count()) {
      named[array].set((int) element);
    }
  }

  private void name(long address) {
    for (int array = 0; array < arrays.size(); array++) {
      ArrayExtent extent = arrays.get(array);
      if (address >= extent.base() && address < extent.end()) {
        nameElement(array, (address - extent.base()) / extent.stride());
      }
    }
    long register = address - memory.privateBase();
    if (register >= 0 && register < code.registers().size()) {
      exposed.set((int) register);
    }
  }

  private void misuseShape(int shape) {
    for (int array = 0; array < arrays.size(); array++) {
      if (arrays.get(array).shape() == shape) {
        misuse(array, "calculates with addresses of what may be in " + name(array));
      }
    }
  }

  /** The value, in a calculation with numbers. */
  private void number(Expr e) {
    switch (e.kind()) {
      case CONST, THIS_THREAD -> {}
      case REG -> {
        int register = ((Expr.Reg) e).register();
        calculated.set(register);
        if (isPointer(register)) {
          misuseAll("makes a number of an address");
        }
      }
      case UNARY -> {
        Expr.Unary unary = (Expr.Unary) e;
        if (unary.op() == Expr.UnaryOp.NOT) {
          truth(unary.operand());
        } else {
          number(unary.operand());
        }
      }
      case BINARY -> binary((Expr.Binary) e);
      case AND -> {
        truth(((Expr.And) e).left());
        truth(((Expr.And) e).right());
      }
      case OR -> {
        truth(((Expr.Or) e).left());
        truth(((Expr.Or) e).right());
      }
      case SELECT -> {
        Expr.Select select = (Expr.Select) e;
        truth(select.condition());
        number(select.ifTrue());
        number(select.ifFalse());
      }
      case CONVERT -> number(((Expr.Convert) e).operand());
      case TO_BOOL -> truth(((Expr.ToBool) e).operand());
      case FIELD, ELEMENT, CONTAINER, POINTER_ADD -> {
        address(e);
        misuseAll("makes a number of an address");
      }
      case POINTER_DIFFERENCE -> {
        Expr.PointerDifference difference = (Expr.PointerDifference) e;
        address(difference.left());
        address(difference.right());
        misuseShape(difference.shape());
      }
      case POINTER_LESS -> {
        address(((Expr.PointerLess) e).left());
        address(((Expr.PointerLess) e).right());
        misuseAll("asks which address is smaller");
      }
    }
  }

  private void binary(Expr.Binary e) {
    boolean equality = e.op() == Expr.BinaryOp.EQUAL || e.op() == Expr.BinaryOp.NOT_EQUAL;
    if (equality && (isAddress(e.left()) || isAddress(e.right()))) {
      address(e.left());
      address(e.right());
      return;
    }
    if (equality
        && withoutConversions(e.left()) instanceof Expr.Reg left
        && withoutConversions(e.right()) instanceof Expr.Reg right) {
      compared.add(new int[] {left.register(), right.register()});
      return;
    }
    number(e.left());
    number(e.right());
  }

  /** The value, of which it only matters whether it is 0. */
  private void truth(Expr e) {
    if (isAddress(e)) {
      address(e);
    } else {
      number(e);
    }
  }

  /** The value before conversions that leave the number of an element as it is. */
  private static Expr withoutConversions(Expr e) {
    Expr kept = e;
    while (kept instanceof Expr.Convert convert && convert.to().bits() >= Byte.SIZE) {
      kept = convert.operand();
    }
    return kept;
  }

  // What an address points to.

  private Held heldAt(Expr address, int offset) {
    return switch (address.kind()) {
      case CONST -> heldAt(((Expr.Const) address).value() + offset);
      case REG -> {
        ValueType type = code.registers().get(((Expr.Reg) address).register()).type();
        yield type instanceof ValueType.Pointer pointer
            ? heldBehind(pointer.target(), offset)
            : Held.UNKNOWN;
      }
      case FIELD -> heldAt(((Expr.Field) address).base(), ((Expr.Field) address).offset() + offset);
      case CONTAINER -> heldBehind(((Expr.Container) address).struct(), offset);
      case ELEMENT -> heldAt(((Expr.Element) address).base(), offset);
      case POINTER_ADD -> heldAt(((Expr.PointerAdd) address).pointer(), offset);
      case SELECT -> {
        Held one = heldAt(((Expr.Select) address).ifTrue(), offset);
        yield one == heldAt(((Expr.Select) address).ifFalse(), offset) ? one : Held.UNKNOWN;
      }
      case THIS_THREAD,
          UNARY,
          BINARY,
          AND,
          OR,
          CONVERT,
          TO_BOOL,
          POINTER_DIFFERENCE,
          POINTER_LESS ->
          Held.UNKNOWN;
    };
  }

  private Held heldAt(long address) {
    if (address > 0 && address < memory.privateBase()) {
      Place place = memory.places().get((int) address);
      return place.hole() ? Held.UNKNOWN : held(place.type());
    }
    long register = address - memory.privateBase();
    if (register >= 0 && register < code.registers().size()) {
      Register behind = code.registers().get((int) register);
      return behind.hole() ? Held.UNKNOWN : held(behind.type());
    }
    return Held.UNKNOWN;
  }

  private static Held held(ValueType type) {
    return type instanceof ValueType.Pointer ? Held.ADDRESS : Held.NUMBER;
  }

  /** What stands in an object of a type, if all objects that are called so agree. */
  private Held heldBehind(String target, int offset) {
    Held found = null;
    for (Map.Entry<Integer, Memory.Aggregate> entry : memory.aggregates().entries()) {
      if (entry.getValue().type().equals(target)) {
        Held held = heldAt((long) entry.getKey() + offset);
        if (found != null && found != held) {
          return Held.UNKNOWN;
        }
        found = held;
      }
    }
    if (found != null) {
      return found;
    }
    if (offset != 0) {
      return Held.UNKNOWN;
    }
    boolean number =
        memory.places().stream()
            .anyMatch(
                place -> place.type() instanceof ValueType.Int type && type.name().equals(target));
    return target.endsWith("*") ? Held.ADDRESS : number ? Held.NUMBER : Held.UNKNOWN;
  }

  // Numbers of elements.

  /** Numbers that are compared are of one array; others are none of any. */
  private void joinCompared() {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int[] pair : compared) {
        int left = root(node(pair[0]));
        int right = root(node(pair[1]));
        if (left != right && left < arrays.size() && right < arrays.size()) {
          join(left, right);
          changed = true;
        }
      }
    }
    for (int[] pair : compared) {
      if (root(node(pair[0])) != root(node(pair[1]))) {
        calculated.set(pair[0]);
        calculated.set(pair[1]);
      }
    }
  }

  private void judgeIndices() {
    for (int register = 0; register < code.registers().size(); register++) {
      int root = root(node(register));
      if (root >= arrays.size()) {
        continue;
      }
      String name = code.registers().get(register).name();
      function = code.registers().get(register).function();
      boolean part = name.contains(".") || name.contains("[");
      for (int array = 0; array < arrays.size(); array++) {
        if (root(array) != root) {
          continue;
        }
        if (foreign.get(register)) {
          misuse(array, "counts through " + name(array));
        } else if (loaded.get(register)) {
          misuse(array, "finds elements of " + name(array) + " by numbers that it has not chosen");
        } else if (calculated.get(register)) {
          misuse(array, "uses the number of an element of " + name(array));
        } else if (exposed.get(register) || (part && !exposed.isEmpty())) {
          misuse(array, "keeps the address of the number of an element of " + name(array));
        }
        for (long constant : constants.getOrDefault(register, List.of())) {
          nameByNumber(array, constant);
        }
        for (long count : chosenAmong.getOrDefault(register, List.of())) {
          if (count != arrays.get(array).count()) {
            misuse(
                array,
                "chooses among "
                    + count
                    + " where "
                    + name(array)
                    + " has "
                    + arrays.get(array).count());
          }
        }
      }
    }
    for (int array = 0; array < arrays.size(); array++) {
      if (arrays.get(array).count() != arrays.get(root(array)).count()) {
        function = code.name();
        String how =
            "indexes "
                + name(root(array))
                + " as it does "
                + name(array)
                + ", which has more or fewer";
        misuse(root(array), how);
        misuse(array, how);
      }
    }
  }
}
