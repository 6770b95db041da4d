// SPDX-License-Identifier: Apache-2.0
package dev.pincer.program;

import com.google.common.collect.ImmutableList;

/**
 * One instruction of a {@link Code}. Control falls through to the next one unless the instruction
 * says otherwise; the last does: it is a {@link Return}, {@link Jump} or {@link Branch}.
 *
 * <p><b>Steps.</b> A step of a thread begins at an access to shared memory that is not ghost
 * ({@link Load}, {@link Store}) or at {@link AtomicBegin}, and goes on through all that follows up
 * to the next such place, or the end. What stands between AtomicBegin and its AtomicEnd is one
 * step. What a thread does before its first access belongs to the initial state. A Load or Store
 * whose address turns out to be a register of the thread, or ghost, is no access.
 */
public sealed interface Instruction {
  /** Which of the records it is, for a switch without default. */
  enum Kind {
    LET,
    UNSET,
    LOAD,
    STORE,
    BRANCH,
    JUMP,
    ATOMIC_BEGIN,
    ATOMIC_END,
    AWAIT,
    CHOOSE,
    ASSERT,
    FENCE,
    RETURN
  }

  Kind kind();

  /** Where control may go from here, if this is the instruction at {@code index} of its code. */
  default int[] after(int index) {
    return switch (kind()) {
      case JUMP -> new int[] {((Jump) this).target()};
      case BRANCH -> new int[] {((Branch) this).ifTrue(), ((Branch) this).ifFalse()};
      case RETURN -> new int[0];
      case LET, UNSET, LOAD, STORE, ATOMIC_BEGIN, ATOMIC_END, AWAIT, CHOOSE, ASSERT, FENCE ->
          new int[] {index + 1};
    };
  }

  /** {@code register = value}. */
  record Let(int register, Expr value) implements Instruction {
    @Override
    public Kind kind() {
      return Kind.LET;
    }
  }

  /**
   * The registers {@code first .. first + count - 1} are not set from here on: a declaration
   * without initialiser.
   */
  record Unset(int first, int count) implements Instruction {
    @Override
    public Kind kind() {
      return Kind.UNSET;
    }
  }

  /**
   * Reads {@code count} consecutive places from {@code address} in one access, into consecutive
   * registers.
   *
   * @param part it reads a struct or a part of one: which of its registers are not set, if it is
   *     one of the thread's own, are not set behind the load
   */
  record Load(int register, int count, Expr address, Order order, boolean part)
      implements Instruction {
    /** Of a value that must be set. */
    public Load(int register, int count, Expr address, Order order) {
      this(register, count, address, order, false);
    }

    @Override
    public Kind kind() {
      return Kind.LOAD;
    }

    /** The same access in another order. */
    public Load with(Order other) {
      return new Load(register, count, address, other, part);
    }
  }

  /**
   * Writes consecutive places from {@code address} in one access. All values are computed first.
   */
  record Store(Expr address, ImmutableList<Expr> values, Order order) implements Instruction {
    @Override
    public Kind kind() {
      return Kind.STORE;
    }

    /** The same access in another order. */
    public Store with(Order other) {
      return new Store(address, values, other);
    }

    public int count() {
      return values.size();
    }
  }

  /**
   * @param watches what to print of the condition: each operand that is worth seeing
   */
  record Branch(Expr condition, int ifTrue, int ifFalse, ImmutableList<Watch> watches)
      implements Instruction {
    @Override
    public Kind kind() {
      return Kind.BRANCH;
    }
  }

  record Jump(int target) implements Instruction {
    @Override
    public Kind kind() {
      return Kind.JUMP;
    }
  }

  /**
   * The step that begins here goes on to the matching {@link AtomicEnd}; blocks nest, the outermost
   * counts.
   *
   * @param order the strength in weak memory models; plain, which no model says, orders nothing
   *     even where every locked instruction of a machine is a fence
   * @param readModifyWrite one read-modify-write of one object, not a block
   * @param valueReturning whether what it loads is known behind it, as of {@code
   *     atomic_fetch_inc()}; not of {@code atomic_inc()}
   */
  record AtomicBegin(Order order, boolean readModifyWrite, boolean valueReturning)
      implements Instruction {
    @Override
    public Kind kind() {
      return Kind.ATOMIC_BEGIN;
    }

    /** One that is no read-modify-write. */
    public static AtomicBegin block(Order order) {
      return new AtomicBegin(order, false, true);
    }

    /** The same in another order. */
    public AtomicBegin with(Order other) {
      return new AtomicBegin(other, readModifyWrite, valueReturning);
    }
  }

  record AtomicEnd() implements Instruction {
    @Override
    public Kind kind() {
      return Kind.ATOMIC_END;
    }
  }

  /**
   * Only between AtomicBegin and AtomicEnd: if the condition is 0, the whole step is not enabled.
   */
  record Await(Expr condition, ImmutableList<Watch> watches) implements Instruction {
    @Override
    public Kind kind() {
      return Kind.AWAIT;
    }
  }

  /**
   * {@code register} becomes each of {@code 0 .. count - 1}, in this order; undefined behaviour if
   * count is below 1.
   */
  record Choose(int register, Expr count) implements Instruction {
    @Override
    public Kind kind() {
      return Kind.CHOOSE;
    }
  }

  /**
   * Ends the run if the condition is 0.
   *
   * @param undefined undefined behaviour rather than a failed assertion
   * @param text what is wrong, for people
   */
  record Assert(Expr condition, boolean undefined, String text, ImmutableList<Watch> watches)
      implements Instruction {
    @Override
    public Kind kind() {
      return Kind.ASSERT;
    }
  }

  /** Orders accesses in weak memory models. No step. */
  record Fence(Order order) implements Instruction {
    @Override
    public Kind kind() {
      return Kind.FENCE;
    }
  }

  /** The thread has returned. For a property: {@code value} is its truth. */
  record Return(Expr value, ImmutableList<Watch> watches) implements Instruction {
    @Override
    public Kind kind() {
      return Kind.RETURN;
    }
  }
}
