// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import dev.pincer.bind.Bound;
import dev.pincer.bind.Constants;

/** What evaluating an expression does beside giving a value; each includes those before it. */
enum Effect {
  /** Registers are read. */
  PURE,
  /**
   * Memory may be read, by accesses: instructions, but none that changes a register which another
   * expression reads.
   */
  READS,
  /** Registers of variables or memory may be written, or control may go elsewhere. */
  WRITES;

  private Effect and(Effect other) {
    return compareTo(other) >= 0 ? this : other;
  }

  static Effect of(Bound.Expr e) {
    if (e instanceof Bound.Constant || e instanceof Bound.ThisThread || e instanceof Bound.Old) {
      return PURE;
    }
    if (e instanceof Bound.Read read) {
      return isRegister(read.object()) ? PURE : READS.and(of(read.object()));
    }
    if (e instanceof Bound.AddressOf address) {
      return of(address.object());
    }
    if (e instanceof Bound.StructValue struct) {
      return of(struct.initializer());
    }
    if (e instanceof Bound.MemberValue member) {
      return of(member.struct());
    }
    if (e instanceof Bound.Negate negate) {
      return of(negate.operand());
    }
    if (e instanceof Bound.Complement complement) {
      return of(complement.operand());
    }
    if (e instanceof Bound.Not not) {
      return of(not.operand());
    }
    if (e instanceof Bound.Convert convert) {
      return of(convert.operand());
    }
    if (e instanceof Bound.Arithmetic arithmetic) {
      return of(arithmetic.left()).and(of(arithmetic.right()));
    }
    if (e instanceof Bound.Compare compare) {
      return of(compare.left()).and(of(compare.right()));
    }
    if (e instanceof Bound.PointerAdd add) {
      return of(add.pointer()).and(of(add.count()));
    }
    if (e instanceof Bound.ContainerOf container) {
      return of(container.member());
    }
    if (e instanceof Bound.PointerDifference difference) {
      return of(difference.left()).and(of(difference.right()));
    }
    if (e instanceof Bound.Logical logical) {
      return of(logical.left()).and(of(logical.right()));
    }
    if (e instanceof Bound.Conditional conditional) {
      return of(conditional.condition())
          .and(of(conditional.ifTrue()))
          .and(of(conditional.ifFalse()));
    }
    return WRITES;
  }

  private static Effect of(Bound.Init init) {
    if (init instanceof Bound.Whole whole) {
      return of(whole.value());
    }
    Effect all = PURE;
    for (Bound.Part part : ((Bound.Listed) init).parts()) {
      all = all.and(of(part.value()));
    }
    return all;
  }

  /** Of finding out where an object is. */
  static Effect of(Bound.Lvalue object) {
    if (object instanceof Bound.Named) {
      return PURE;
    }
    if (object instanceof Bound.Dereference dereference) {
      return of(dereference.pointer());
    }
    if (object instanceof Bound.MemberOf member) {
      return of(member.object());
    }
    if (object instanceof Bound.Element element) {
      return of(element.array()).and(of(element.index()));
    }
    return WRITES;
  }

  /** Whether it is surely a local, at a place that does not depend on values. */
  private static boolean isRegister(Bound.Lvalue object) {
    if (object instanceof Bound.Named named) {
      return !named.variable().shared();
    }
    if (object instanceof Bound.MemberOf member) {
      return isRegister(member.object());
    }
    return object instanceof Bound.Element element
        && isRegister(element.array())
        && Constants.value(element.index()) != null;
  }
}
