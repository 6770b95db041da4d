// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.pincer.source.Span;
import org.jspecify.annotations.Nullable;

/**
 * The syntax of a model after preprocessing: C, and the words of pincer.h.
 *
 * <p>Every node has the span that the author wrote: for what a macro made, that of the outermost
 * macro invocation.
 */
public sealed interface Tree {
  Span span();

  // ---- names
  // -----------------------------------------------------------------------------------------------------------------------

  /** A name where it is declared or used. */
  record Name(Span span, String text) implements Tree {}

  // ---- types
  // -----------------------------------------------------------------------------------------------------------------------

  /** A type as written. */
  sealed interface Type extends Tree {}

  /**
   * {@code int}, {@code unsigned long}, {@code void}, {@code _Bool} ...: the words, sorted into C's
   * canonical meaning.
   *
   * @param kind one of the basic types
   */
  record BasicType(Span span, Basic kind) implements Type {}

  /** C's basic types on LP64. */
  enum Basic {
    VOID,
    BOOL,
    CHAR,
    SIGNED_CHAR,
    UNSIGNED_CHAR,
    SHORT,
    UNSIGNED_SHORT,
    INT,
    UNSIGNED_INT,
    LONG,
    UNSIGNED_LONG,
    LONG_LONG,
    UNSIGNED_LONG_LONG
  }

  /** A typedef name. */
  record NamedType(Span span, String name) implements Type {}

  /**
   * {@code struct tag}, {@code struct tag { ... }} or {@code struct { ... }}.
   *
   * <p>A declaration that defines a tag and then uses it, {@code struct page { ... } a, *b;}, is
   * given as a {@link TagDeclaration} followed by declarations with {@code struct page}. Where
   * there is no tag, all its declarators have this same object as their type. The same holds of
   * {@link EnumType}.
   *
   * @param members null if only the tag is named
   */
  record StructType(Span span, @Nullable Name tag, @Nullable ImmutableList<Field> members)
      implements Type {}

  /**
   * A member of a struct.
   *
   * @param name null for an anonymous inner struct, or for padding (an unnamed bit-field)
   * @param bits width of a bit-field; null for any other member
   */
  record Field(Span span, Type type, @Nullable Name name, @Nullable Expr bits, boolean ghost)
      implements Tree {}

  /** {@code enum tag}, {@code enum tag { A, B = 2 }}; enumerators null if only the tag is named. */
  record EnumType(Span span, @Nullable Name tag, @Nullable ImmutableList<Enumerator> enumerators)
      implements Type {}

  record Enumerator(Span span, Name name, @Nullable Expr value) implements Tree {}

  record PointerType(Span span, Type target) implements Type {}

  /** {@code size} null for {@code []}. */
  record ArrayType(Span span, Type element, @Nullable Expr size) implements Type {}

  /** Only as the type of a function declaration; a pointer to it is refused later, by name. */
  record FunctionType(Span span, Type result, ImmutableList<Parameter> parameters)
      implements Type {}

  /** {@code name} null in a prototype without names. */
  record Parameter(Span span, Type type, @Nullable Name name) implements Tree {}

  /** {@code __typeof__(expression)}; of a type, the parser gives that type itself. */
  record TypeOf(Span span, Expr expression) implements Type {}

  // ---- declarations
  // ----------------------------------------------------------------------------------------------------------------

  /** Everything between the first and the last line, includes and macros expanded, in order. */
  record TranslationUnit(Span span, ImmutableList<Declaration> declarations) implements Tree {}

  sealed interface Declaration extends Tree {}

  /**
   * What stands before a type. CONST and VOLATILE are given only where they are the object's own
   * ({@code int *const p}, but not {@code const int *p}), and only of variables: behind a pointer
   * the parser refuses {@code volatile}, and passes over {@code const}, which means nothing in a
   * program that a C compiler accepts.
   */
  enum Storage {
    STATIC,
    EXTERN,
    TYPEDEF,
    INLINE,
    CONST,
    VOLATILE,
    GHOST
  }

  /** {@code struct page { ... };} or {@code enum x { ... };} alone. */
  record TagDeclaration(Span span, Type type) implements Declaration {}

  record TypedefDeclaration(Span span, Name name, Type type) implements Declaration {}

  /** One declarator; {@code int a, b = 1;} makes two. */
  record VariableDeclaration(
      Span span,
      Name name,
      Type type,
      ImmutableSet<Storage> storage,
      @Nullable Initializer initializer)
      implements Declaration {}

  /** What a function is for: an ordinary one, or one of the words of pincer.h. */
  enum Role {
    FUNCTION,
    THREAD,
    THREADS,
    DAEMON,
    FAIR_DAEMON,
    INITIAL,
    INVARIANT,
    FINALLY,
    WITNESS,
    EVENTUALLY,
    LEADS_FROM,
    LEADS_TO
  }

  /**
   * @param copies how many, for THREADS; null otherwise
   * @param body null for a prototype
   */
  record FunctionDeclaration(
      Span span,
      Role role,
      @Nullable Expr copies,
      Name name,
      Type result,
      ImmutableList<Parameter> parameters,
      ImmutableSet<Storage> storage,
      @Nullable Block body)
      implements Declaration {}

  /** {@code _Static_assert(condition, "text");}. */
  record StaticAssert(Span span, Expr condition, @Nullable String text) implements Declaration {}

  sealed interface Initializer extends Tree {}

  record ExprInitializer(Span span, Expr value) implements Initializer {}

  /** {@code { 1, .field = 2, [3] = { 4 } }}. */
  record ListInitializer(Span span, ImmutableList<InitItem> items) implements Initializer {}

  /** One item of a list; designators may be empty. */
  record InitItem(Span span, ImmutableList<Designator> designators, Initializer value)
      implements Tree {}

  sealed interface Designator extends Tree {}

  record FieldDesignator(Span span, Name field) implements Designator {}

  /** {@code [3]}, or of GNU C {@code [3 ... 5]}. */
  record IndexDesignator(Span span, Expr index, @Nullable Expr last) implements Designator {}

  // ---- statements
  // ------------------------------------------------------------------------------------------------------------------

  sealed interface Stmt extends Tree {}

  record Block(Span span, ImmutableList<Stmt> statements) implements Stmt {}

  record DeclarationStmt(Span span, ImmutableList<Declaration> declarations) implements Stmt {}

  record ExprStmt(Span span, Expr expression) implements Stmt {}

  record Empty(Span span) implements Stmt {}

  record If(Span span, Expr condition, Stmt ifTrue, @Nullable Stmt ifFalse) implements Stmt {}

  record While(Span span, Expr condition, Stmt body) implements Stmt {}

  record DoWhile(Span span, Stmt body, Expr condition) implements Stmt {}

  /** {@code start} is a DeclarationStmt, an ExprStmt or null. */
  record For(
      Span span, @Nullable Stmt start, @Nullable Expr condition, @Nullable Expr next, Stmt body)
      implements Stmt {}

  record Switch(Span span, Expr value, Stmt body) implements Stmt {}

  /**
   * {@code case value:} or, with {@code to}, GNU's {@code case value ... to:}; its statement
   * follows.
   */
  record Case(Span span, Expr value, @Nullable Expr to, Stmt body) implements Stmt {}

  record Default(Span span, Stmt body) implements Stmt {}

  /**
   * Before a declaration or the end of a block, the body of a label is {@link Empty}; so with
   * {@code case}.
   */
  record Labeled(Span span, Name label, Stmt body) implements Stmt {}

  record Goto(Span span, Name label) implements Stmt {}

  record Break(Span span) implements Stmt {}

  record Continue(Span span) implements Stmt {}

  record Return(Span span, @Nullable Expr value) implements Stmt {}

  /** {@code atomic { }} and {@code rmw(order) { }}; the order as the author wrote it. */
  record Atomic(Span span, Name order, boolean readModifyWrite, Stmt body) implements Stmt {}

  // ---- expressions
  // -----------------------------------------------------------------------------------------------------------------

  sealed interface Expr extends Tree {}

  /** An integer or character constant; {@code type} by C's rules for its form. */
  record IntLiteral(Span span, long value, Basic type) implements Expr {}

  /**
   * Only as an argument of a word that takes a text; the value without quotes, escapes resolved.
   */
  record StringLiteral(Span span, String value) implements Expr {}

  record NameExpr(Span span, String name) implements Expr {}

  enum UnaryOp {
    PLUS,
    MINUS,
    COMPLEMENT,
    NOT,
    ADDRESS,
    DEREFERENCE,
    PRE_INCREMENT,
    PRE_DECREMENT,
    POST_INCREMENT,
    POST_DECREMENT
  }

  record Unary(Span span, UnaryOp op, Expr operand) implements Expr {}

  enum BinaryOp {
    MULTIPLY,
    DIVIDE,
    REMAINDER,
    ADD,
    SUBTRACT,
    SHIFT_LEFT,
    SHIFT_RIGHT,
    LESS,
    GREATER,
    LESS_EQUAL,
    GREATER_EQUAL,
    EQUAL,
    NOT_EQUAL,
    AND,
    XOR,
    OR,
    LOGICAL_AND,
    LOGICAL_OR
  }

  record Binary(Span span, BinaryOp op, Expr left, Expr right) implements Expr {}

  /** {@code left = right}, or with {@code op} the compound {@code left op= right}. */
  record Assign(Span span, @Nullable BinaryOp op, Expr target, Expr value) implements Expr {}

  /** {@code ifTrue} null for GNU's {@code a ?: b}. */
  record Conditional(Span span, Expr condition, @Nullable Expr ifTrue, Expr ifFalse)
      implements Expr {}

  record Comma(Span span, Expr left, Expr right) implements Expr {}

  record Call(Span span, Expr function, ImmutableList<Expr> arguments) implements Expr {}

  /** {@code base.field}, or {@code base->field} with {@code arrow}. */
  record Member(Span span, Expr base, Name field, boolean arrow) implements Expr {}

  record Index(Span span, Expr base, Expr index) implements Expr {}

  record Cast(Span span, Type type, Expr operand) implements Expr {}

  record CompoundLiteral(Span span, Type type, ListInitializer initializer) implements Expr {}

  record SizeofExpr(Span span, Expr operand) implements Expr {}

  record SizeofType(Span span, Type type) implements Expr {}

  /** {@code container_of(pointer, type, member)}: the struct of which a member is pointed to. */
  record ContainerOf(Span span, Expr pointer, Type type, ImmutableList<Name> path)
      implements Expr {}

  /** GNU's {@code __builtin_offsetof(type, member)}. */
  record OffsetOf(Span span, Type type, ImmutableList<Name> path) implements Expr {}

  /** GNU's {@code ({ ...; value; })}. */
  record StatementExpr(Span span, Block body) implements Expr {}

  /** The words of pincer.h that are expressions. */
  enum Word {
    /** (pointer, order) */
    LOAD,
    /** (pointer, value, order) */
    STORE,
    /** (order) */
    FENCE,
    /** (condition) */
    AWAIT,
    /** (count) */
    CHOOSE,
    /** (condition) */
    ASSERT,
    /** (condition, text) */
    UNDEFINED_UNLESS,
    /** () */
    THIS_THREAD
  }

  /**
   * @param arguments without the order
   * @param order as the author wrote it, for LOAD, STORE and FENCE; null for the others
   */
  record WordExpr(Span span, Word word, ImmutableList<Expr> arguments, @Nullable Name order)
      implements Expr {}
}
