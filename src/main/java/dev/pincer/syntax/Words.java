// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import dev.pincer.diag.ErrorCode;
import dev.pincer.syntax.Tree.Role;
import dev.pincer.syntax.Tree.Storage;
import dev.pincer.syntax.Tree.Word;
import org.jspecify.annotations.Nullable;

/** The words that are no names: C's, GNU's, and those that pincer.h makes. */
final class Words {
  private Words() {}

  static final ImmutableMap<String, Storage> STORAGE =
      ImmutableMap.<String, Storage>builder()
          .put("static", Storage.STATIC)
          .put("extern", Storage.EXTERN)
          .put("typedef", Storage.TYPEDEF)
          .put("inline", Storage.INLINE)
          .put("__inline", Storage.INLINE)
          .put("__inline__", Storage.INLINE)
          .put("__always_inline", Storage.INLINE)
          .put("const", Storage.CONST)
          .put("__const", Storage.CONST)
          .put("__const__", Storage.CONST)
          .put("volatile", Storage.VOLATILE)
          .put("__volatile", Storage.VOLATILE)
          .put("__volatile__", Storage.VOLATILE)
          .put("__pincer_ghost", Storage.GHOST)
          .buildOrThrow();

  static final ImmutableMap<String, Role> ROLES =
      ImmutableMap.<String, Role>builder()
          .put("__pincer_thread", Role.THREAD)
          .put("__pincer_threads", Role.THREADS)
          .put("__pincer_daemon", Role.DAEMON)
          .put("__pincer_fair_daemon", Role.FAIR_DAEMON)
          .put("__pincer_initial", Role.INITIAL)
          .put("__pincer_invariant", Role.INVARIANT)
          .put("__pincer_finally", Role.FINALLY)
          .put("__pincer_witness", Role.WITNESS)
          .put("__pincer_eventually", Role.EVENTUALLY)
          .put("__pincer_leads_from", Role.LEADS_FROM)
          .put("__pincer_leads_to", Role.LEADS_TO)
          .buildOrThrow();

  static final ImmutableMap<String, Word> EXPRESSIONS =
      ImmutableMap.<String, Word>builder()
          .put("__pincer_load", Word.LOAD)
          .put("__pincer_store", Word.STORE)
          .put("__pincer_fence", Word.FENCE)
          .put("__pincer_await", Word.AWAIT)
          .put("__pincer_choose", Word.CHOOSE)
          .put("__pincer_assert", Word.ASSERT)
          .put("__pincer_undefined_unless", Word.UNDEFINED_UNLESS)
          .put("__pincer_this_thread", Word.THIS_THREAD)
          .buildOrThrow();

  static final String CONTAINER_OF = "__pincer_container_of";
  static final String OFFSET_OF = "__builtin_offsetof";
  static final String ATOMIC = "__pincer_atomic";
  static final String RMW = "__pincer_rmw";

  /** Words that make up a basic type; {@code signed} stands for all its spellings. */
  static final ImmutableMap<String, String> BASIC =
      ImmutableMap.<String, String>builder()
          .put("void", "void")
          .put("_Bool", "_Bool")
          .put("char", "char")
          .put("short", "short")
          .put("int", "int")
          .put("long", "long")
          .put("unsigned", "unsigned")
          .put("signed", "signed")
          .put("__signed", "signed")
          .put("__signed__", "signed")
          .buildOrThrow();

  static final ImmutableSet<String> TYPEOF = ImmutableSet.of("typeof", "__typeof", "__typeof__");

  static final ImmutableSet<String> ATTRIBUTE = ImmutableSet.of("__attribute__", "__attribute");

  /** Attributes that change nothing of what a function or an object means. */
  static final ImmutableSet<String> HARMLESS_ATTRIBUTES =
      ImmutableSet.of(
          "unused",
          "used",
          "always_inline",
          "noinline",
          "cold",
          "hot",
          "pure",
          "const",
          "warn_unused_result",
          "fallthrough",
          "nonnull",
          "returns_nonnull",
          "noclone",
          "deprecated");

  /** Words of C and GNU C that Pincer refuses by name. */
  private static final ImmutableMap<String, ErrorCode> REFUSED =
      ImmutableMap.<String, ErrorCode>builder()
          .put("float", ErrorCode.FLOATING_POINT)
          .put("double", ErrorCode.FLOATING_POINT)
          .put("_Complex", ErrorCode.FLOATING_POINT)
          .put("__complex__", ErrorCode.FLOATING_POINT)
          .put("_Float128", ErrorCode.FLOATING_POINT)
          .put("__float128", ErrorCode.FLOATING_POINT)
          .put("union", ErrorCode.UNION)
          .put("asm", ErrorCode.ASSEMBLY)
          .put("__asm", ErrorCode.ASSEMBLY)
          .put("__asm__", ErrorCode.ASSEMBLY)
          .put("_Atomic", ErrorCode.ATOMIC_TYPE)
          .put("_Generic", ErrorCode.GENERIC)
          .put("auto", ErrorCode.UNSUPPORTED_WORD)
          .put("register", ErrorCode.UNSUPPORTED_WORD)
          .put("restrict", ErrorCode.UNSUPPORTED_WORD)
          .put("__restrict", ErrorCode.UNSUPPORTED_WORD)
          .put("__restrict__", ErrorCode.UNSUPPORTED_WORD)
          .put("_Alignas", ErrorCode.UNSUPPORTED_WORD)
          .put("_Alignof", ErrorCode.UNSUPPORTED_WORD)
          .put("__alignof", ErrorCode.UNSUPPORTED_WORD)
          .put("__alignof__", ErrorCode.UNSUPPORTED_WORD)
          .put("_Imaginary", ErrorCode.UNSUPPORTED_WORD)
          .put("_Noreturn", ErrorCode.UNSUPPORTED_WORD)
          .put("_Thread_local", ErrorCode.UNSUPPORTED_WORD)
          .put("__thread", ErrorCode.UNSUPPORTED_WORD)
          .put("__int128", ErrorCode.UNSUPPORTED_WORD)
          .put("__int128_t", ErrorCode.UNSUPPORTED_WORD)
          .put("__uint128_t", ErrorCode.UNSUPPORTED_WORD)
          .put("__auto_type", ErrorCode.UNSUPPORTED_WORD)
          .put("__extension__", ErrorCode.UNSUPPORTED_WORD)
          .put("__label__", ErrorCode.UNSUPPORTED_WORD)
          .put("__func__", ErrorCode.UNSUPPORTED_WORD)
          .put("__FUNCTION__", ErrorCode.UNSUPPORTED_WORD)
          .put("__PRETTY_FUNCTION__", ErrorCode.UNSUPPORTED_WORD)
          .put("__builtin_va_list", ErrorCode.UNSUPPORTED_WORD)
          .put("__builtin_va_arg", ErrorCode.UNSUPPORTED_WORD)
          .put("__builtin_types_compatible_p", ErrorCode.UNSUPPORTED_WORD)
          .put("__builtin_choose_expr", ErrorCode.UNSUPPORTED_WORD)
          .put("__real__", ErrorCode.UNSUPPORTED_WORD)
          .put("__imag__", ErrorCode.UNSUPPORTED_WORD)
          .put("_Pragma", ErrorCode.UNSUPPORTED_WORD)
          .buildOrThrow();

  private static final ImmutableSet<String> OTHERS =
      ImmutableSet.of(
          "break",
          "case",
          "continue",
          "default",
          "do",
          "else",
          "enum",
          "for",
          "goto",
          "if",
          "return",
          "sizeof",
          "struct",
          "switch",
          "while",
          "_Static_assert",
          CONTAINER_OF,
          OFFSET_OF,
          ATOMIC,
          RMW);

  /** The code with which {@code token} is refused wherever it stands; null if it is not. */
  static @Nullable ErrorCode refused(Token token) {
    return token.isIdentifier() ? REFUSED.get(token.text()) : null;
  }

  /** Whether {@code token} can be the name of something. */
  static boolean isName(Token token) {
    String text = token.text();
    return token.isIdentifier()
        && !OTHERS.contains(text)
        && !STORAGE.containsKey(text)
        && !ROLES.containsKey(text)
        && !EXPRESSIONS.containsKey(text)
        && !BASIC.containsKey(text)
        && !TYPEOF.contains(text)
        && !ATTRIBUTE.contains(text)
        && !REFUSED.containsKey(text);
  }
}
