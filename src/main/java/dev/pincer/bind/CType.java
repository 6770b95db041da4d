// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bind;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.pincer.source.Span;
import org.jspecify.annotations.Nullable;

/**
 * A C type on LP64. Qualifiers are not part of it.
 *
 * <p>{@code toString} is what messages print. Types are compared by {@link Types#same}: the name
 * that a typedef gave is kept for people and does not matter.
 */
public sealed interface CType {
  VoidType VOID = new VoidType();
  BoolType BOOL = new BoolType();
  ErrorType ERROR = new ErrorType();
  IntegerType INT = new IntegerType(IntKind.INT, "int");
  IntegerType UNSIGNED_INT = new IntegerType(IntKind.UNSIGNED_INT, "unsigned int");
  IntegerType LONG = new IntegerType(IntKind.LONG, "long");
  IntegerType UNSIGNED_LONG = new IntegerType(IntKind.UNSIGNED_LONG, "unsigned long");

  /** The integer types other than _Bool, by ascending rank. */
  enum IntKind {
    CHAR("char", 1, true, 1),
    SIGNED_CHAR("signed char", 1, true, 1),
    UNSIGNED_CHAR("unsigned char", 1, false, 1),
    SHORT("short", 2, true, 2),
    UNSIGNED_SHORT("unsigned short", 2, false, 2),
    INT("int", 4, true, 3),
    UNSIGNED_INT("unsigned int", 4, false, 3),
    LONG("long", 8, true, 4),
    UNSIGNED_LONG("unsigned long", 8, false, 4),
    LONG_LONG("long long", 8, true, 5),
    UNSIGNED_LONG_LONG("unsigned long long", 8, false, 5);

    private final String text;
    private final int bytes;
    private final boolean signed;
    private final int rank;

    IntKind(String text, int bytes, boolean signed, int rank) {
      this.text = text;
      this.bytes = bytes;
      this.signed = signed;
      this.rank = rank;
    }

    public int bits() {
      return 8 * bytes;
    }

    public boolean signed() {
      return signed;
    }

    int bytes() {
      return bytes;
    }

    int rank() {
      return rank;
    }

    String text() {
      return text;
    }
  }

  record VoidType() implements CType {
    @Override
    public String toString() {
      return "void";
    }
  }

  /** What is known to be wrong: converts to everything, and nothing more is said of it. */
  record ErrorType() implements CType {
    @Override
    public String toString() {
      return "error";
    }
  }

  /** C's _Bool. */
  record BoolType() implements CType {
    @Override
    public String toString() {
      return "bool";
    }
  }

  /**
   * An integer type.
   *
   * @param name what the author called it
   */
  record IntegerType(IntKind kind, String name) implements CType {
    @Override
    public String toString() {
      return name;
    }
  }

  /** The {@code thread_t} of pincer.h: an int that is only copied and compared for equality. */
  record ThreadNumberType() implements CType {
    @Override
    public String toString() {
      return "thread_t";
    }
  }

  /** An enumeration; one object for each declaration. */
  final class EnumType implements CType {
    private final @Nullable String tag;
    private @Nullable String alias;
    private @Nullable ImmutableMap<Long, String> names;
    private boolean signed;

    EnumType(@Nullable String tag) {
      this.tag = tag;
    }

    /**
     * Its values, the first name of each, in the order of the source; empty if it has no
     * definition.
     */
    public ImmutableMap<Long, String> names() {
      return names == null ? ImmutableMap.of() : names;
    }

    /** As gcc has it: an int if a value is negative, otherwise an unsigned int. */
    public boolean signed() {
      return signed;
    }

    boolean isComplete() {
      return names != null;
    }

    void complete(ImmutableMap<Long, String> names) {
      this.names = names;
      this.signed = names.keySet().stream().anyMatch(value -> value < 0);
    }

    /** Gives a name to an enumeration without a tag. */
    void name(String typedefName) {
      if (alias == null) {
        alias = typedefName;
      }
    }

    @Override
    public String toString() {
      return tag != null ? "enum " + tag : alias != null ? alias : "enum";
    }
  }

  record PointerType(CType target) implements CType {
    @Override
    public String toString() {
      String text = target.toString();
      return target instanceof ArrayType array
          ? array.element() + " (*)[" + array.count() + "]"
          : text.endsWith("*") ? text + "*" : text + " *";
    }
  }

  /**
   * An array.
   *
   * @param count of elements, 1 ..; {@link #UNKNOWN} for {@code []}
   */
  record ArrayType(CType element, int count) implements CType {
    static final int UNKNOWN = -1;

    @Override
    public String toString() {
      return element + "[" + (count == UNKNOWN ? "" : Integer.toString(count)) + "]";
    }
  }

  record FunctionType(CType result, ImmutableList<CType> parameters) implements CType {
    @Override
    public String toString() {
      return "function";
    }
  }

  /** A struct; one object for each declaration. */
  final class StructType implements CType {
    private final @Nullable String tag;
    private @Nullable String alias;
    private @Nullable ImmutableList<Member> members;
    private StructLayout layout = StructLayout.EMPTY;

    StructType(@Nullable String tag) {
      this.tag = tag;
    }

    /**
     * In the order of the source, without unnamed bit-fields; empty if the struct has no
     * definition.
     */
    public ImmutableList<Member> members() {
      return members == null ? ImmutableList.of() : members;
    }

    /**
     * Whether a value of it is read and written in one access: at most eight bytes, ghost members
     * not counted, and no array in it.
     */
    public boolean isWord() {
      return layout.word();
    }

    boolean isComplete() {
      return members != null;
    }

    StructLayout layout() {
      return layout;
    }

    void complete(ImmutableList<Member> members, StructLayout layout) {
      this.members = members;
      this.layout = layout;
    }

    /** Gives a name to a struct without a tag. */
    void name(String typedefName) {
      if (alias == null) {
        alias = typedefName;
      }
    }

    @Override
    public String toString() {
      return tag != null ? "struct " + tag : alias != null ? alias : "struct";
    }
  }

  /**
   * A member of a struct.
   *
   * @param name empty for an anonymous struct, whose members count as those of the outer one
   * @param index its place in {@link StructType#members}
   * @param bits width of a bit-field; 0 for any other member
   * @param offsetBytes where it begins in the struct; of a bit-field, where the bits before it end
   */
  record Member(
      String name,
      CType type,
      int index,
      int bits,
      long offsetBytes,
      boolean ghost,
      Span declared) {
    /** Whether it is a bit-field, which has no address and whose width is not that of its type. */
    public boolean isBitField() {
      return bits != 0;
    }
  }
}
