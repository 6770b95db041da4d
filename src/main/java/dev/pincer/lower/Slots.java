// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import com.google.common.collect.ImmutableList;
import dev.pincer.bind.CType;
import dev.pincer.bind.CType.ArrayType;
import dev.pincer.bind.CType.BoolType;
import dev.pincer.bind.CType.EnumType;
import dev.pincer.bind.CType.Member;
import dev.pincer.bind.CType.PointerType;
import dev.pincer.bind.CType.StructType;
import dev.pincer.bind.CType.ThreadNumberType;
import dev.pincer.bind.Types;
import dev.pincer.program.IntType;
import dev.pincer.program.ValueType;

/**
 * How an object of a C type lies in places or registers: one slot for each scalar, in the order of
 * the source, and one that holds nothing behind each array.
 */
final class Slots {
  private Slots() {}

  /**
   * One slot.
   *
   * @param path from the object: {@code .pmd[0].write}; empty for a scalar object
   * @param hole behind an array; {@code type} is that of an element's first scalar, and means
   *     nothing
   */
  record Slot(String path, ValueType type, boolean ghost, boolean hole) {}

  /**
   * An array in an object.
   *
   * @param offset of its first slot in the object
   */
  record Array(CType element, int offset, int stride, int count) {}

  /** How many slots an object takes. */
  static long count(CType type) {
    if (type instanceof ArrayType array) {
      return array.count() * count(array.element()) + 1;
    }
    if (type instanceof StructType struct) {
      long sum = 0;
      for (Member member : struct.members()) {
        sum += count(member.type());
      }
      return sum;
    }
    return 1;
  }

  /** The same where an object is known to fit. */
  static int size(CType type) {
    return Math.toIntExact(count(type));
  }

  /** Where a member begins. */
  static int offset(StructType struct, Member member) {
    int sum = 0;
    for (Member before : struct.members().subList(0, member.index())) {
      sum += size(before.type());
    }
    return sum;
  }

  static int offset(CType type, int part) {
    return type instanceof ArrayType array
        ? part * size(array.element())
        : offset((StructType) type, ((StructType) type).members().get(part));
  }

  static CType partType(CType type, int part) {
    return type instanceof ArrayType array
        ? array.element()
        : ((StructType) type).members().get(part).type();
  }

  static ImmutableList<Slot> of(CType type) {
    ImmutableList.Builder<Slot> slots = ImmutableList.builder();
    add(type, 0, "", false, slots);
    return slots.build();
  }

  private static void add(
      CType type, int bits, String path, boolean ghost, ImmutableList.Builder<Slot> slots) {
    if (type instanceof ArrayType array) {
      for (int i = 0; i < array.count(); i++) {
        add(array.element(), 0, path + "[" + i + "]", ghost, slots);
      }
      slots.add(
          new Slot(path + "[" + array.count() + "]", new ValueType.Pointer("void"), ghost, true));
    } else if (type instanceof StructType struct) {
      for (Member member : struct.members()) {
        String name = member.name().isEmpty() ? path : path + "." + member.name();
        add(member.type(), member.bits(), name, ghost || member.ghost(), slots);
      }
    } else {
      slots.add(new Slot(path, valueType(type, bits), ghost, false));
    }
  }

  /**
   * A struct or array in an object, or the object itself.
   *
   * @param path from the object; empty for the object itself
   */
  record Aggregate(int offset, String path, CType type) {}

  /** All structs and arrays in an object, outer ones first. */
  static ImmutableList<Aggregate> aggregates(CType type) {
    ImmutableList.Builder<Aggregate> aggregates = ImmutableList.builder();
    addAggregates(type, 0, "", aggregates);
    return aggregates.build();
  }

  private static void addAggregates(
      CType type, int offset, String path, ImmutableList.Builder<Aggregate> aggregates) {
    if (type instanceof ArrayType array) {
      aggregates.add(new Aggregate(offset, path, type));
      int stride = size(array.element());
      for (int i = 0; i < array.count(); i++) {
        addAggregates(array.element(), offset + i * stride, path + "[" + i + "]", aggregates);
      }
    } else if (type instanceof StructType struct) {
      aggregates.add(new Aggregate(offset, path, type));
      int at = offset;
      for (Member member : struct.members()) {
        String name = member.name().isEmpty() ? path : path + "." + member.name();
        addAggregates(member.type(), at, name, aggregates);
        at += size(member.type());
      }
    }
  }

  /** All arrays in an object, outer ones first. */
  static ImmutableList<Array> arrays(CType type) {
    ImmutableList.Builder<Array> arrays = ImmutableList.builder();
    addArrays(type, 0, arrays);
    return arrays.build();
  }

  private static void addArrays(CType type, int offset, ImmutableList.Builder<Array> arrays) {
    if (type instanceof ArrayType array) {
      int stride = size(array.element());
      arrays.add(new Array(array.element(), offset, stride, array.count()));
      for (int i = 0; i < array.count(); i++) {
        addArrays(array.element(), offset + i * stride, arrays);
      }
    } else if (type instanceof StructType struct) {
      int at = offset;
      for (Member member : struct.members()) {
        addArrays(member.type(), at, arrays);
        at += size(member.type());
      }
    }
  }

  /**
   * How a value reads.
   *
   * @param bits width of a bit-field; 0 for anything else
   */
  static ValueType valueType(CType type, int bits) {
    if (type instanceof BoolType) {
      return new ValueType.Bool();
    }
    if (type instanceof EnumType enumeration) {
      return new ValueType.Enumeration(enumeration.toString(), enumeration.names());
    }
    if (type instanceof PointerType pointer) {
      return new ValueType.Pointer(pointer.target().toString());
    }
    if (type instanceof ThreadNumberType) {
      return new ValueType.ThreadNumber();
    }
    IntType width = bits == 0 ? intType(type) : new IntType(bits, Types.isSigned(type));
    return new ValueType.Int(type.toString(), width);
  }

  /** The arithmetic of a scalar type; of a pointer that of addresses. */
  static IntType intType(CType type) {
    if (type instanceof PointerType) {
      return IntType.UNSIGNED_LONG;
    }
    return new IntType(Types.bits(type), Types.isSigned(type));
  }

  /** Whether one access reads or writes a value of the type. */
  static boolean isOneAccess(CType type) {
    return !(type instanceof ArrayType) && (!(type instanceof StructType s) || s.isWord());
  }

  /**
   * A part of an object that one access reads or writes.
   *
   * @param offset of its first slot in the object
   */
  record Piece(int offset, CType type) {}

  /** The accesses that a copy of an object takes, in order. */
  static ImmutableList<Piece> pieces(CType type) {
    ImmutableList.Builder<Piece> pieces = ImmutableList.builder();
    addPieces(type, 0, pieces);
    return pieces.build();
  }

  private static void addPieces(CType type, int offset, ImmutableList.Builder<Piece> pieces) {
    if (isOneAccess(type)) {
      pieces.add(new Piece(offset, type));
    } else if (type instanceof ArrayType array) {
      for (int i = 0; i < array.count(); i++) {
        addPieces(array.element(), offset + i * size(array.element()), pieces);
      }
    } else {
      int at = offset;
      for (Member member : ((StructType) type).members()) {
        addPieces(member.type(), at, pieces);
        at += size(member.type());
      }
    }
  }
}
