// SPDX-License-Identifier: Apache-2.0
package dev.pincer.program;

/**
 * A value computed from registers alone. Evaluation changes nothing; it either gives a long or is
 * undefined behaviour (a register that is not set, signed overflow, division by zero, a shift out
 * of range, an index out of bounds, a null or stray pointer).
 *
 * <p>Operands are evaluated left to right; {@link And}, {@link Or} and {@link Select} evaluate only
 * what C evaluates.
 */
public sealed interface Expr {
  record Const(long value) implements Expr {}

  /** The value of a register; undefined behaviour if it is not set. */
  record Reg(int register) implements Expr {}

  /** The number of the running thread, 1 ... */
  record ThisThread() implements Expr {}

  enum UnaryOp {
    NEGATE,
    COMPLEMENT,
    /** 1 if the operand is 0, else 0. */
    NOT
  }

  record Unary(UnaryOp op, IntType type, Expr operand) implements Expr {}

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
  record Binary(BinaryOp op, IntType type, Expr left, Expr right) implements Expr {}

  /** C's {@code &&} on operands without shared accesses. */
  record And(Expr left, Expr right) implements Expr {}

  /** C's {@code ||} on operands without shared accesses. */
  record Or(Expr left, Expr right) implements Expr {}

  /** C's {@code ?:} on operands without shared accesses. */
  record Select(Expr condition, Expr ifTrue, Expr ifFalse) implements Expr {}

  /** Conversion to an integer type by {@link IntType#wrap}. */
  record Convert(IntType to, Expr operand) implements Expr {}

  /** 1 if the operand is not 0: conversion to _Bool. */
  record ToBool(Expr operand) implements Expr {}

  /**
   * {@code &p->field}: {@code base + offset}; undefined behaviour if base is NULL or no address.
   */
  record Field(Expr base, int offset) implements Expr {}

  /**
   * {@code &array[index]} where the array itself is named, so that its length is known: {@code base
   * + index * stride}.
   *
   * @param pastEnd whether {@code index == count} is allowed: only the address is taken
   */
  record Element(Expr base, Expr index, IntType indexType, int stride, int count, boolean pastEnd)
      implements Expr {}

  /**
   * {@code pointer + count} (elements). Undefined behaviour unless both lie in one {@link
   * ArrayExtent} of that shape, or just past its end; an object that is in no array is an array of
   * one without an address past its end.
   */
  record PointerAdd(Expr pointer, Expr count, int shape, int stride) implements Expr {}

  /** {@code left - right} in elements; undefined behaviour unless both lie in one array. */
  record PointerDifference(Expr left, Expr right, int shape, int stride) implements Expr {}

  /**
   * {@code left < right} or, with {@code orEqual}, {@code left <= right}; undefined behaviour
   * unless both lie in one file-scope object.
   */
  record PointerLess(Expr left, Expr right, boolean orEqual) implements Expr {}
}
