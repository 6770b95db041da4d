// SPDX-License-Identifier: Apache-2.0
package dev.pincer.program;

import com.google.common.collect.ImmutableList;

/**
 * A value computed from registers alone. Evaluation changes nothing; it either gives a long or is
 * undefined behaviour (a register that is not set, signed overflow, division by zero, a shift out
 * of range, an index out of bounds, a null or stray pointer).
 *
 * <p>Operands are evaluated left to right; {@link And}, {@link Or} and {@link Select} evaluate only
 * what C evaluates.
 */
public sealed interface Expr {
  /** Which of the records it is, for a switch without default. */
  enum Kind {
    CONST,
    REG,
    THIS_THREAD,
    UNARY,
    BINARY,
    AND,
    OR,
    SELECT,
    CONVERT,
    TO_BOOL,
    FIELD,
    ELEMENT,
    CONTAINER,
    POINTER_ADD,
    POINTER_DIFFERENCE,
    POINTER_LESS
  }

  Kind kind();

  /** The expressions that stand directly below this one, in the order of their evaluation. */
  default ImmutableList<Expr> operands() {
    Expr e = this;
    return switch (e.kind()) {
      case CONST, REG, THIS_THREAD -> ImmutableList.of();
      case UNARY -> ImmutableList.of(((Expr.Unary) e).operand());
      case BINARY -> ImmutableList.of(((Expr.Binary) e).left(), ((Expr.Binary) e).right());
      case AND -> ImmutableList.of(((Expr.And) e).left(), ((Expr.And) e).right());
      case OR -> ImmutableList.of(((Expr.Or) e).left(), ((Expr.Or) e).right());
      case SELECT -> {
        Expr.Select select = (Expr.Select) e;
        yield ImmutableList.of(select.condition(), select.ifTrue(), select.ifFalse());
      }
      case CONVERT -> ImmutableList.of(((Expr.Convert) e).operand());
      case TO_BOOL -> ImmutableList.of(((Expr.ToBool) e).operand());
      case FIELD -> ImmutableList.of(((Expr.Field) e).base());
      case ELEMENT -> ImmutableList.of(((Expr.Element) e).base(), ((Expr.Element) e).index());
      case CONTAINER -> ImmutableList.of(((Expr.Container) e).member());
      case POINTER_ADD ->
          ImmutableList.of(((Expr.PointerAdd) e).pointer(), ((Expr.PointerAdd) e).count());
      case POINTER_DIFFERENCE ->
          ImmutableList.of(
              ((Expr.PointerDifference) e).left(), ((Expr.PointerDifference) e).right());
      case POINTER_LESS ->
          ImmutableList.of(((Expr.PointerLess) e).left(), ((Expr.PointerLess) e).right());
    };
  }

  record Const(long value) implements Expr {
    @Override
    public Kind kind() {
      return Kind.CONST;
    }
  }

  /**
   * Whether this copies a part of a struct, which need not be set: where it is not, what a {@link
   * Instruction.Let} or a {@link Instruction.Store} to a register would set is not set either. Only
   * the whole value of such an instruction does.
   */
  default boolean copiesPart() {
    return switch (kind()) {
      case REG -> ((Reg) this).part();
      case SELECT ->
          ((Select) this).ifTrue().copiesPart() || ((Select) this).ifFalse().copiesPart();
      case CONST,
          THIS_THREAD,
          UNARY,
          BINARY,
          AND,
          OR,
          CONVERT,
          TO_BOOL,
          FIELD,
          ELEMENT,
          CONTAINER,
          POINTER_ADD,
          POINTER_DIFFERENCE,
          POINTER_LESS ->
          false;
    };
  }

  /**
   * The value of a register; undefined behaviour if it is not set.
   *
   * @param part it is copied as a part of a struct, as {@link #copiesPart} says
   */
  record Reg(int register, boolean part) implements Expr {
    public Reg(int register) {
      this(register, false);
    }

    @Override
    public Kind kind() {
      return Kind.REG;
    }
  }

  /** The number of the running thread, 1 ... */
  record ThisThread() implements Expr {
    @Override
    public Kind kind() {
      return Kind.THIS_THREAD;
    }
  }

  enum UnaryOp {
    NEGATE,
    COMPLEMENT,
    /** 1 if the operand is 0, else 0. */
    NOT
  }

  record Unary(UnaryOp op, IntType type, Expr operand) implements Expr {
    @Override
    public Kind kind() {
      return Kind.UNARY;
    }
  }

  enum BinaryOp {
    ADD,
    SUBTRACT,
    MULTIPLY,
    DIVIDE,
    REMAINDER,
    AND,
    OR,
    XOR,
    SHIFT_LEFT,
    SHIFT_RIGHT,
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_EQUAL
  }

  /**
   * @param type of the operands, which are converted already; comparisons give 0 or 1. Shifts: the
   *     type of the left operand.
   */
  record Binary(BinaryOp op, IntType type, Expr left, Expr right) implements Expr {
    @Override
    public Kind kind() {
      return Kind.BINARY;
    }
  }

  /** C's {@code &&} on operands without shared accesses. */
  record And(Expr left, Expr right) implements Expr {
    @Override
    public Kind kind() {
      return Kind.AND;
    }
  }

  /** C's {@code ||} on operands without shared accesses. */
  record Or(Expr left, Expr right) implements Expr {
    @Override
    public Kind kind() {
      return Kind.OR;
    }
  }

  /** C's {@code ?:} on operands without shared accesses. */
  record Select(Expr condition, Expr ifTrue, Expr ifFalse) implements Expr {
    @Override
    public Kind kind() {
      return Kind.SELECT;
    }
  }

  /** Conversion to an integer type by {@link IntType#wrap}. */
  record Convert(IntType to, Expr operand) implements Expr {
    @Override
    public Kind kind() {
      return Kind.CONVERT;
    }
  }

  /** 1 if the operand is not 0: conversion to _Bool. */
  record ToBool(Expr operand) implements Expr {
    @Override
    public Kind kind() {
      return Kind.TO_BOOL;
    }
  }

  /**
   * {@code &p->field}: {@code base + offset}; undefined behaviour if base is NULL or no address.
   */
  record Field(Expr base, int offset) implements Expr {
    @Override
    public Kind kind() {
      return Kind.FIELD;
    }
  }

  /**
   * {@code &array[index]} where the array itself is named, so that its length is known: {@code base
   * + index * stride}.
   *
   * @param pastEnd whether {@code index == count} is allowed: only the address is taken
   */
  record Element(Expr base, Expr index, IntType indexType, int stride, int count, boolean pastEnd)
      implements Expr {
    @Override
    public Kind kind() {
      return Kind.ELEMENT;
    }
  }

  /**
   * {@code container_of()}: {@code member - offset}; undefined behaviour unless a struct of that
   * type begins there, in shared memory.
   *
   * @param struct the type, as {@link Memory.Aggregate#type} has it
   * @param path the member, for people
   */
  record Container(Expr member, int offset, String struct, String path) implements Expr {
    @Override
    public Kind kind() {
      return Kind.CONTAINER;
    }
  }

  /**
   * {@code pointer + count} (elements). Undefined behaviour unless both lie in one {@link
   * ArrayExtent} of that shape, or just past its end; an object that is in no array is an array of
   * one without an address past its end.
   */
  record PointerAdd(Expr pointer, Expr count, int shape, int stride) implements Expr {
    @Override
    public Kind kind() {
      return Kind.POINTER_ADD;
    }
  }

  /** {@code left - right} in elements; undefined behaviour unless both lie in one array. */
  record PointerDifference(Expr left, Expr right, int shape, int stride) implements Expr {
    @Override
    public Kind kind() {
      return Kind.POINTER_DIFFERENCE;
    }
  }

  /**
   * {@code left < right} or, with {@code orEqual}, {@code left <= right}; undefined behaviour
   * unless both lie in one file-scope object.
   */
  record PointerLess(Expr left, Expr right, boolean orEqual) implements Expr {
    @Override
    public Kind kind() {
      return Kind.POINTER_LESS;
    }
  }
}
