// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bind;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.pincer.bind.CType.ArrayType;
import dev.pincer.bind.CType.EnumType;
import dev.pincer.bind.CType.FunctionType;
import dev.pincer.bind.CType.IntKind;
import dev.pincer.bind.CType.IntegerType;
import dev.pincer.bind.CType.Member;
import dev.pincer.bind.CType.PointerType;
import dev.pincer.bind.CType.StructType;
import dev.pincer.bind.CType.VoidType;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.source.Span;
import dev.pincer.syntax.Tree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes types of what is written for types, and declares the structs, enumerations and enumerators
 * in it.
 */
final class TypeBinder {
  private static final long ELEMENTS_MAX = 1 << 16;

  private final Names names;
  private final Diagnostics diagnostics;
  private final ExpressionBinder expressions;

  /** By what defines them: all declarators behind one definition have one type. */
  private final IdentityHashMap<Tree.Type, CType> untagged = new IdentityHashMap<>();

  TypeBinder(Names names, Diagnostics diagnostics, ExpressionBinder expressions) {
    this.names = names;
    this.diagnostics = diagnostics;
    this.expressions = expressions;
  }

  /** The type; the error type, after an error, if it is none. It may be incomplete. */
  CType type(Tree.Type tree) {
    if (tree instanceof Tree.BasicType basic) {
      return basic(basic.kind());
    }
    if (tree instanceof Tree.NamedType named) {
      return named(named);
    }
    if (tree instanceof Tree.StructType struct) {
      return struct(struct);
    }
    if (tree instanceof Tree.EnumType enumeration) {
      return enumeration(enumeration);
    }
    if (tree instanceof Tree.PointerType pointer) {
      return pointer(pointer);
    }
    if (tree instanceof Tree.ArrayType array) {
      return array(array);
    }
    if (tree instanceof Tree.FunctionType function) {
      return function(function.result(), function.parameters());
    }
    if (tree instanceof Tree.TypeOf typeOf) {
      return expressions.operand(typeOf.expression()).type();
    }
    throw new AssertionError(tree);
  }

  /** The type of an object or value that needs a size. */
  CType completeType(Tree.Type tree) {
    return complete(type(tree), tree.span());
  }

  /** {@code type}, or after an error the error type if it has no size. */
  CType complete(CType type, Span span) {
    if (Types.isError(type) || Types.isComplete(type)) {
      return type;
    }
    if (type instanceof FunctionType) {
      diagnostics
          .error(ErrorCode.UNSUPPORTED, span, "a function type here")
          .hint("call the function by its name");
    } else if (type instanceof VoidType) {
      diagnostics.error(ErrorCode.VOID_OBJECT, span);
    } else {
      diagnostics.error(ErrorCode.INCOMPLETE_TYPE, span, type);
    }
    return CType.ERROR;
  }

  FunctionType function(Tree.Type result, ImmutableList<Tree.Parameter> parameters) {
    CType resultType = type(result);
    if (resultType instanceof ArrayType || resultType instanceof FunctionType) {
      diagnostics.error(ErrorCode.UNSUPPORTED, result.span(), "a function that returns an array");
      resultType = CType.ERROR;
    } else if (!(resultType instanceof VoidType)) {
      resultType = complete(resultType, result.span());
    }
    ImmutableList.Builder<CType> types = ImmutableList.builder();
    for (Tree.Parameter parameter : parameters) {
      types.add(parameter(parameter));
    }
    return new FunctionType(resultType, types.build());
  }

  /** As C adjusts it: an array is a pointer to its first element. */
  private CType parameter(Tree.Parameter parameter) {
    CType type = type(parameter.type());
    return type instanceof ArrayType array
        ? new PointerType(array.element())
        : complete(type, parameter.type().span());
  }

  static CType basic(Tree.Basic kind) {
    return switch (kind) {
      case VOID -> CType.VOID;
      case BOOL -> CType.BOOL;
      case CHAR -> Types.plain(IntKind.CHAR);
      case SIGNED_CHAR -> Types.plain(IntKind.SIGNED_CHAR);
      case UNSIGNED_CHAR -> Types.plain(IntKind.UNSIGNED_CHAR);
      case SHORT -> Types.plain(IntKind.SHORT);
      case UNSIGNED_SHORT -> Types.plain(IntKind.UNSIGNED_SHORT);
      case INT -> CType.INT;
      case UNSIGNED_INT -> CType.UNSIGNED_INT;
      case LONG -> CType.LONG;
      case UNSIGNED_LONG -> CType.UNSIGNED_LONG;
      case LONG_LONG -> Types.plain(IntKind.LONG_LONG);
      case UNSIGNED_LONG_LONG -> Types.plain(IntKind.UNSIGNED_LONG_LONG);
    };
  }

  private CType named(Tree.NamedType tree) {
    Scope.Entry entry = names.scope().find(tree.name());
    if (entry instanceof Scope.TypedefEntry typedef) {
      return typedef.type();
    }
    if (entry == null) {
      names.unknown(
          ErrorCode.UNKNOWN_TYPE, tree.span(), tree.name(), names.scope().visible(), tree.name());
    }
    return CType.ERROR;
  }

  /** Declares {@code name} for {@code type}. */
  void typedef(Tree.TypedefDeclaration tree) {
    CType type = type(tree.type());
    String name = tree.name().text();
    if (type instanceof IntegerType integer) {
      type =
          name.equals("thread_t") && integer.kind() == IntKind.INT
              ? Types.THREAD_NUMBER
              : new IntegerType(integer.kind(), name);
    } else if (type instanceof StructType struct) {
      struct.name(name);
    } else if (type instanceof EnumType enumeration) {
      enumeration.name(name);
    }
    Scope.Entry old = names.scope().findHere(name);
    if (old instanceof Scope.TypedefEntry same && Types.same(same.type(), type)) {
      return;
    }
    names.declare(tree.name().span(), name, new Scope.TypedefEntry(tree.name().span(), type));
  }

  private CType pointer(Tree.PointerType tree) {
    CType target = type(tree.target());
    if (Types.isError(target)) {
      return CType.ERROR;
    }
    if (target instanceof FunctionType) {
      diagnostics
          .error(ErrorCode.UNSUPPORTED, tree.span(), "a function pointer")
          .hint("call the function by its name, or choose with a switch");
      return CType.ERROR;
    }
    return new PointerType(target);
  }

  private CType array(Tree.ArrayType tree) {
    CType element = completeType(tree.element());
    int count = ArrayType.UNKNOWN;
    if (tree.size() != null) {
      Long size = expressions.constant(tree.size());
      if (size == null) {
        return CType.ERROR;
      }
      if (size < 1 || size > ELEMENTS_MAX) {
        diagnostics.error(ErrorCode.ARRAY_SIZE, tree.size().span(), size, ELEMENTS_MAX);
        return CType.ERROR;
      }
      count = Math.toIntExact(size);
    }
    return Types.isError(element) ? CType.ERROR : new ArrayType(element, count);
  }

  // ---- structs ---------------------------------------------------------------------------------

  private CType struct(Tree.StructType tree) {
    CType defined = untagged.get(tree);
    if (defined != null) {
      return defined;
    }
    StructType type;
    Tree.Name tag = tree.tag();
    if (tag == null) {
      type = new StructType(null);
      untagged.put(tree, type);
    } else {
      CType known = tag(tag, tree.members() != null, "struct");
      if (known == null) {
        type = new StructType(tag.text());
        names.scope().putTag(tag.text(), new Scope.Tag(tag.span(), type));
      } else if (known instanceof StructType struct) {
        type = struct;
      } else {
        return CType.ERROR;
      }
    }
    if (tree.members() != null) {
      if (type.isComplete() && tag != null) {
        Scope.Tag first = names.scope().findTagHere(tag.text());
        names.twice(
            tag.span(), "struct " + tag.text(), first == null ? tag.span() : first.declared());
        return type;
      }
      define(type, tree, tree.members());
      if (tag != null) {
        names.scope().putTag(tag.text(), new Scope.Tag(tag.span(), type));
      }
    }
    return type;
  }

  /**
   * The type that a tag names: of this scope only where it is defined. Error if it is of another
   * kind.
   */
  private @Nullable CType tag(Tree.Name tag, boolean defines, String word) {
    Scope.Tag found =
        defines ? names.scope().findTagHere(tag.text()) : names.scope().findTag(tag.text());
    if (found == null) {
      return null;
    }
    boolean isEnum = found.type() instanceof EnumType;
    if (isEnum != word.equals("enum")) {
      diagnostics
          .error(ErrorCode.WRONG_TAG, tag.span(), tag.text(), isEnum ? "an enum" : "a struct", word)
          .second(found.declared(), "declared here");
      return CType.ERROR;
    }
    return found.type();
  }

  private void define(StructType type, Tree.StructType tree, ImmutableList<Tree.Field> fields) {
    List<Member> members = new ArrayList<>();
    Map<String, Span> seen = new HashMap<>();
    StructLayout.Sum sum = new StructLayout.Sum();
    for (Tree.Field field : fields) {
      CType memberType = completeType(field.type());
      int bits = 0;
      if (field.bits() != null) {
        Integer width = width(field, field.bits(), memberType);
        if (width == null) {
          memberType = CType.ERROR;
        } else {
          sum.addBits(memberType, width, field.name() != null, field.ghost());
          bits = width;
          if (field.name() == null) {
            continue;
          }
        }
      } else {
        sum.add(memberType, field.ghost());
      }
      String name = "";
      if (field.name() != null) {
        name = field.name().text();
        member(seen, name, field.name().span());
      } else if (memberType instanceof StructType inner) {
        for (String innerName : memberNames(inner).keySet()) {
          member(seen, innerName, field.span());
        }
      } else {
        continue;
      }
      Span declared = field.name() != null ? field.name().span() : field.span();
      members.add(
          new Member(
              name, memberType, members.size(), bits, sum.lastBytes(), field.ghost(), declared));
    }
    if (members.isEmpty()) {
      diagnostics.error(ErrorCode.EMPTY_STRUCT, tree.span());
    }
    type.complete(ImmutableList.copyOf(members), sum.layout());
  }

  private void member(Map<String, Span> seen, String name, Span span) {
    Span first = seen.putIfAbsent(name, span);
    if (first != null) {
      names.twice(span, name, first);
    }
  }

  private @Nullable Integer width(Tree.Field field, Tree.Expr bits, CType type) {
    Long width = expressions.constant(bits);
    if (width == null || Types.isError(type)) {
      return null;
    }
    if (!Types.isInteger(type)) {
      diagnostics.error(ErrorCode.BIT_FIELD_TYPE, field.type().span(), type);
      return null;
    }
    int max = Math.min(Types.bits(type), 32);
    if (width < (field.name() == null ? 0 : 1) || width > max) {
      diagnostics.error(ErrorCode.BIT_FIELD_WIDTH, bits.span(), width, type, max);
      return null;
    }
    return Math.toIntExact(width);
  }

  /** The names that can follow {@code .}, those of anonymous structs included. */
  static Map<String, Span> memberNames(StructType struct) {
    Map<String, Span> result = new LinkedHashMap<>();
    for (Member member : struct.members()) {
      if (!member.name().isEmpty()) {
        result.put(member.name(), member.declared());
      } else if (member.type() instanceof StructType inner) {
        result.putAll(memberNames(inner));
      }
    }
    return result;
  }

  /**
   * The members to follow from {@code struct} to the one named, through anonymous structs; null if
   * there is none.
   */
  static @Nullable ImmutableList<Member> findMember(StructType struct, String name) {
    for (Member member : struct.members()) {
      if (member.name().equals(name)) {
        return ImmutableList.of(member);
      }
      if (member.name().isEmpty() && member.type() instanceof StructType inner) {
        ImmutableList<Member> rest = findMember(inner, name);
        if (rest != null) {
          return ImmutableList.<Member>builder().add(member).addAll(rest).build();
        }
      }
    }
    return null;
  }

  // ---- enumerations ----------------------------------------------------------------------------

  private CType enumeration(Tree.EnumType tree) {
    CType defined = untagged.get(tree);
    if (defined != null) {
      return defined;
    }
    Tree.Name tag = tree.tag();
    EnumType type;
    if (tag == null) {
      type = new EnumType(null);
      untagged.put(tree, type);
    } else {
      CType known = tag(tag, tree.enumerators() != null, "enum");
      if (known == null) {
        type = new EnumType(tag.text());
        names.scope().putTag(tag.text(), new Scope.Tag(tag.span(), type));
      } else if (known instanceof EnumType enumeration) {
        type = enumeration;
      } else {
        return CType.ERROR;
      }
    }
    if (tree.enumerators() == null) {
      return type;
    }
    if (type.isComplete() && tag != null) {
      Scope.Tag first = names.scope().findTagHere(tag.text());
      names.twice(tag.span(), "enum " + tag.text(), first == null ? tag.span() : first.declared());
      return type;
    }
    Map<Long, String> values = new LinkedHashMap<>();
    long next = 0;
    for (Tree.Enumerator enumerator : tree.enumerators()) {
      if (enumerator.value() != null) {
        Long value = expressions.constant(enumerator.value());
        next = value == null ? next : value;
      }
      if (next != (int) next) {
        diagnostics.error(ErrorCode.ENUM_RANGE, enumerator.span(), enumerator.name().text(), next);
        next = 0;
      }
      Tree.Name name = enumerator.name();
      names.declare(name.span(), name.text(), new Scope.EnumeratorEntry(name.span(), next));
      values.putIfAbsent(next, name.text());
      next++;
    }
    type.complete(ImmutableMap.copyOf(values));
    if (tag != null) {
      names.scope().putTag(tag.text(), new Scope.Tag(tag.span(), type));
    }
    return type;
  }
}
