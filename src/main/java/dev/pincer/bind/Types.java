// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bind;

import dev.pincer.bind.CType.ArrayType;
import dev.pincer.bind.CType.BoolType;
import dev.pincer.bind.CType.EnumType;
import dev.pincer.bind.CType.ErrorType;
import dev.pincer.bind.CType.FunctionType;
import dev.pincer.bind.CType.IntKind;
import dev.pincer.bind.CType.IntegerType;
import dev.pincer.bind.CType.PointerType;
import dev.pincer.bind.CType.StructType;
import dev.pincer.bind.CType.ThreadNumberType;
import dev.pincer.bind.CType.VoidType;

/** What C says of types: equality, sizes, promotions and the usual arithmetic conversions. */
public final class Types {
  static final ThreadNumberType THREAD_NUMBER = new ThreadNumberType();

  private Types() {}

  /** Whether the types are one type, whatever typedefs call them. */
  public static boolean same(CType a, CType b) {
    if (a instanceof IntegerType x && b instanceof IntegerType y) {
      return x.kind() == y.kind();
    }
    if (a instanceof PointerType x && b instanceof PointerType y) {
      return same(x.target(), y.target());
    }
    if (a instanceof ArrayType x && b instanceof ArrayType y) {
      return same(x.element(), y.element())
          && (x.count() == y.count()
              || x.count() == ArrayType.UNKNOWN
              || y.count() == ArrayType.UNKNOWN);
    }
    if (a instanceof FunctionType x && b instanceof FunctionType y) {
      if (!same(x.result(), y.result()) || x.parameters().size() != y.parameters().size()) {
        return false;
      }
      for (int i = 0; i < x.parameters().size(); i++) {
        if (!same(x.parameters().get(i), y.parameters().get(i))) {
          return false;
        }
      }
      return true;
    }
    return a.equals(b) || isError(a) || isError(b);
  }

  public static boolean isError(CType type) {
    return type instanceof ErrorType;
  }

  /** An integer type in C's sense: also _Bool and enumerations, but not {@code thread_t}. */
  static boolean isInteger(CType type) {
    return type instanceof IntegerType || type instanceof BoolType || type instanceof EnumType;
  }

  /** Whether a value of it can be a condition. */
  static boolean isScalar(CType type) {
    return isInteger(type) || type instanceof PointerType || type instanceof ThreadNumberType;
  }

  static boolean isVoidPointer(CType type) {
    return type instanceof PointerType pointer && pointer.target() instanceof VoidType;
  }

  /** Whether an object of it can be declared. */
  static boolean isComplete(CType type) {
    if (type instanceof ArrayType array) {
      return array.count() != ArrayType.UNKNOWN && isComplete(array.element());
    }
    if (type instanceof StructType struct) {
      return struct.isComplete();
    }
    if (type instanceof EnumType enumeration) {
      return enumeration.isComplete();
    }
    return !(type instanceof VoidType) && !(type instanceof FunctionType);
  }

  /** Bytes; 1 for what has no size, as gcc has it. */
  static long size(CType type) {
    if (type instanceof IntegerType integer) {
      return integer.kind().bytes();
    }
    if (type instanceof PointerType) {
      return 8;
    }
    if (type instanceof ArrayType array) {
      return size(array.element()) * Math.max(array.count(), 0);
    }
    if (type instanceof StructType struct) {
      return struct.layout().bytes();
    }
    return type instanceof EnumType || type instanceof ThreadNumberType ? 4 : 1;
  }

  static int align(CType type) {
    if (type instanceof ArrayType array) {
      return align(array.element());
    }
    if (type instanceof StructType struct) {
      return struct.layout().align();
    }
    return (int) size(type);
  }

  /** Bits of a value of an integer type; 1 for _Bool. */
  public static int bits(CType type) {
    return type instanceof BoolType ? 1 : (int) (8 * size(type));
  }

  public static boolean isSigned(CType type) {
    return type instanceof IntegerType integer
        ? integer.kind().signed()
        : type instanceof EnumType enumeration
            ? enumeration.signed()
            : type instanceof ThreadNumberType;
  }

  /**
   * C's integer promotion of a value of {@code type}, or of a bit-field of {@code bits} of that
   * type if not 0.
   */
  static CType promote(CType type, int bits) {
    if (bits != 0) {
      return bits < 32 || isSigned(type) ? CType.INT : CType.UNSIGNED_INT;
    }
    if (type instanceof IntegerType integer) {
      return integer.kind().rank() < IntKind.INT.rank() ? CType.INT : type;
    }
    if (type instanceof BoolType) {
      return CType.INT;
    }
    if (type instanceof EnumType enumeration) {
      return enumeration.signed() ? CType.INT : CType.UNSIGNED_INT;
    }
    return type;
  }

  /** C's usual arithmetic conversions of two promoted types. */
  static CType common(CType a, CType b) {
    if (!(a instanceof IntegerType x) || !(b instanceof IntegerType y)) {
      return CType.ERROR;
    }
    IntKind p = x.kind();
    IntKind q = y.kind();
    if (p == q) {
      return plain(p);
    }
    if (p.signed() == q.signed()) {
      return plain(p.rank() > q.rank() ? p : q);
    }
    IntKind signed = p.signed() ? p : q;
    IntKind unsigned = p.signed() ? q : p;
    if (unsigned.rank() >= signed.rank()) {
      return plain(unsigned);
    }
    if (signed.bytes() > unsigned.bytes()) {
      return plain(signed);
    }
    // Only long long and unsigned long, of one size, come here.
    return plain(IntKind.UNSIGNED_LONG_LONG);
  }

  /** The type by its own name. */
  static IntegerType plain(IntKind kind) {
    return new IntegerType(kind, kind.text());
  }

  /**
   * The low bits of {@code value}, sign- or zero-extended as {@code type} says; for _Bool whether
   * it is not 0.
   */
  static long wrap(CType type, long value) {
    if (type instanceof BoolType) {
      return value != 0 ? 1 : 0;
    }
    return wrap(bits(type), isSigned(type), value);
  }

  static long wrap(int bits, boolean signed, long value) {
    int unused = 64 - bits;
    return signed ? value << unused >> unused : value << unused >>> unused;
  }
}
