// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import dev.pincer.program.Expr;
import dev.pincer.program.Instruction;
import dev.pincer.program.ValueType;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Which registers may hold a pointer to a register, and which registers such pointers may name: a
 * safe estimate that does not look at the order of instructions.
 *
 * <p>Shared memory holds no such pointers ({@link StoreCheck}), so a Load from shared memory brings
 * none.
 */
final class Privacy {
  private static final BitSet NONE = new BitSet();

  private final Draft draft;

  /** Registers that may hold a pointer to a register. */
  private final BitSet pointers = new BitSet();

  /** Registers of objects whose address is a value somewhere. */
  private final BitSet exposed = new BitSet();

  private Privacy(Draft draft) {
    this.draft = draft;
  }

  static Privacy of(Draft draft) {
    Privacy privacy = new Privacy(draft);
    for (int i = 0; i < draft.size(); i++) {
      privacy.expose(draft.instruction(i));
    }
    if (!privacy.exposed.isEmpty()) {
      privacy.flow();
    }
    return privacy;
  }

  /** What may hold an address that is a value somewhere. */
  private void flow() {
    List<Instruction> carriers = new ArrayList<>();
    for (int i = 0; i < draft.size(); i++) {
      Instruction instruction = draft.instruction(i);
      boolean carries =
          instruction instanceof Instruction.Let let
              ? isPointer(let.register())
              : instruction instanceof Instruction.Load || instruction instanceof Instruction.Store;
      if (carries) {
        carriers.add(instruction);
      }
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Instruction instruction : carriers) {
        changed |= flow(instruction);
      }
    }
  }

  /** Whether {@code pointer} may point to a register. */
  boolean mayBePrivate(Expr pointer) {
    return switch (pointer.kind()) {
      case CONST -> draft.isPrivate(((Expr.Const) pointer).value());
      case REG -> pointers.get(((Expr.Reg) pointer).register());
      case FIELD -> mayBePrivate(((Expr.Field) pointer).base());
      case CONTAINER -> mayBePrivate(((Expr.Container) pointer).member());
      case ELEMENT -> mayBePrivate(((Expr.Element) pointer).base());
      case POINTER_ADD -> mayBePrivate(((Expr.PointerAdd) pointer).pointer());
      case SELECT ->
          mayBePrivate(((Expr.Select) pointer).ifTrue())
              || mayBePrivate(((Expr.Select) pointer).ifFalse());
      case THIS_THREAD,
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

  /** The registers that an access through {@code address} may read or write. Not to be changed. */
  BitSet reachable(Expr address) {
    Expr root = Addresses.root(address);
    if (root instanceof Expr.Const constant) {
      if (draft.isPrivate(constant.value())) {
        BitSet result = new BitSet(draft.registerCount());
        add(constant.value(), result);
        return result;
      }
      return NONE;
    }
    return mayBePrivate(address) ? exposed : NONE;
  }

  private void add(long address, BitSet registers) {
    Draft.Block block = draft.block((int) (address - draft.privateBase()));
    registers.set(block.first(), block.first() + block.count());
  }

  /** Finds the addresses of registers that are values. */
  private void expose(Instruction instruction) {
    if (instruction instanceof Instruction.Let let) {
      expose(let.value(), draft.register(let.register()).type() instanceof ValueType.Pointer);
    } else if (instruction instanceof Instruction.Load load) {
      exposeInside(load.address());
    } else if (instruction instanceof Instruction.Store store) {
      exposeInside(store.address());
      store.values().forEach(value -> expose(value, false));
    } else {
      Operands.expressions(instruction, e -> expose(e, false));
    }
  }

  /** The root of an access is no value of its own. */
  private void exposeInside(Expr address) {
    if (!(Addresses.root(address) instanceof Expr.Const)) {
      expose(address, true);
    }
  }

  private void expose(Expr e, boolean isPointer) {
    switch (e.kind()) {
      case CONST -> {
        long value = ((Expr.Const) e).value();
        if (isPointer && draft.isPrivate(value)) {
          add(value, exposed);
        }
      }
      case FIELD -> expose(((Expr.Field) e).base(), true);
      case CONTAINER -> expose(((Expr.Container) e).member(), true);
      case ELEMENT -> {
        expose(((Expr.Element) e).base(), true);
        expose(((Expr.Element) e).index(), false);
      }
      case POINTER_ADD -> {
        expose(((Expr.PointerAdd) e).pointer(), true);
        expose(((Expr.PointerAdd) e).count(), false);
      }
      case SELECT -> {
        expose(((Expr.Select) e).condition(), false);
        expose(((Expr.Select) e).ifTrue(), isPointer);
        expose(((Expr.Select) e).ifFalse(), isPointer);
      }
      case REG, THIS_THREAD -> {}
      case UNARY, BINARY, AND, OR, CONVERT, TO_BOOL, POINTER_DIFFERENCE, POINTER_LESS ->
          e.operands().forEach(operand -> expose(operand, false));
    }
  }

  /** One round of the estimate; whether it grew. */
  private boolean flow(Instruction instruction) {
    if (instruction instanceof Instruction.Let let) {
      return isPointer(let.register()) && mayBePrivate(let.value()) && mark(let.register());
    }
    boolean grew = false;
    if (instruction instanceof Instruction.Load load) {
      if (reachable(load.address()).intersects(pointers)) {
        for (int i = 0; i < load.count(); i++) {
          int register = load.register() + i;
          grew |= isPointer(register) && mark(register);
        }
      }
    } else if (instruction instanceof Instruction.Store store) {
      boolean any =
          store.values().stream()
              .anyMatch(v -> v instanceof Expr.Reg reg && pointers.get(reg.register()));
      if (any) {
        BitSet targets = reachable(store.address());
        for (int r = targets.nextSetBit(0); r >= 0; r = targets.nextSetBit(r + 1)) {
          grew |= isPointer(r) && mark(r);
        }
      }
    }
    return grew;
  }

  private boolean isPointer(int register) {
    return draft.register(register).type() instanceof ValueType.Pointer;
  }

  private boolean mark(int register) {
    if (pointers.get(register)) {
      return false;
    }
    pointers.set(register);
    return true;
  }
}
