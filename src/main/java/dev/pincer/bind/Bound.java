// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bind;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.pincer.bind.CType.Member;
import dev.pincer.bind.CType.PointerType;
import dev.pincer.source.Span;
import dev.pincer.syntax.Tree.Role;
import dev.pincer.syntax.Tree.Storage;
import org.jspecify.annotations.Nullable;

/**
 * A model whose names are resolved and whose types are known: what C leaves implied - conversions,
 * promotions, decay, the reading of an object - is a node.
 *
 * <p>Every node has the span that the author wrote; an implied node that of its operand.
 */
public sealed interface Bound {
  Span span();

  // ---- the model -------------------------------------------------------------------------------

  /**
   * A model without errors.
   *
   * @param objects of file scope, in the order of the source
   * @param functions that have a body, in the order of the source; those with another role than
   *     FUNCTION are never called unless the model calls them by name
   */
  record Unit(Span span, ImmutableList<Variable> objects, ImmutableList<Function> functions)
      implements Bound {}

  /** An object with a name. One object for each declaration. */
  final class Variable {
    private final Span declared;
    private final String name;
    private CType type;
    private final boolean shared;
    private final boolean ghost;
    private final boolean constant;
    private final boolean isVolatile;
    private @Nullable Init initializer;
    private boolean changes;

    Variable(
        Span declared, String name, CType type, boolean shared, ImmutableSet<Storage> storage) {
      this.declared = declared;
      this.name = name;
      this.type = type;
      this.shared = shared;
      this.ghost = storage.contains(Storage.GHOST);
      this.constant = storage.contains(Storage.CONST);
      this.isVolatile = storage.contains(Storage.VOLATILE);
    }

    /** A local without a declaration of its own, or a parameter. */
    Variable(Span declared, String name, CType type) {
      this(declared, name, type, false, ImmutableSet.of());
    }

    /** The name in its declaration. */
    public Span declared() {
      return declared;
    }

    /** As in C; empty for a compound literal. */
    public String name() {
      return name;
    }

    public CType type() {
      return type;
    }

    /** Whether it is of file scope: shared memory, not registers. */
    public boolean shared() {
      return shared;
    }

    public boolean ghost() {
      return ghost;
    }

    boolean constant() {
      return constant;
    }

    /** Whether accesses by its name are marked. */
    boolean isVolatile() {
      return isVolatile;
    }

    /**
     * What a file-scope object starts with; null for zeros. Locals are initialised by {@link
     * Declare}.
     */
    public @Nullable Init initializer() {
      return initializer;
    }

    /**
     * Whether an expression assigns to it or to a part of it, or takes its address: else it is what
     * it was initialised with, wherever it is named. Known once the bodies are bound.
     */
    public boolean changes() {
      return changes;
    }

    /** Tells the variable that an object lies in; every expression that may change one does. */
    private static void tell(Lvalue changed) {
      if (changed instanceof Named named) {
        named.variable.changes = true;
      } else if (changed instanceof MemberOf member) {
        tell(member.object);
      } else if (changed instanceof Element element) {
        tell(element.array);
      }
    }

    /** Says what the object starts with, and with that how long an array is. */
    void define(CType completeType, @Nullable Init value) {
      type = completeType;
      initializer = value;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** A function. One object for all its declarations. */
  final class Function {
    private Span declared;
    private final String name;
    private final Role role;
    private final CType.FunctionType type;
    private int copies = 1;
    private ImmutableList<Variable> parameters = ImmutableList.of();
    private @Nullable Block body;
    private boolean hasLabels;

    Function(Span declared, String name, Role role, CType.FunctionType type) {
      this.declared = declared;
      this.name = name;
      this.role = role;
      this.type = type;
    }

    /** The name in its definition, or in its first declaration if it has none. */
    public Span declared() {
      return declared;
    }

    public String name() {
      return name;
    }

    public Role role() {
      return role;
    }

    public CType result() {
      return type.result();
    }

    CType.FunctionType type() {
      return type;
    }

    /** How many threads run it. */
    public int copies() {
      return copies;
    }

    public ImmutableList<Variable> parameters() {
      return parameters;
    }

    /** Null only for a prototype. */
    public @Nullable Block body() {
      return body;
    }

    /** Whether control may come into the middle of its statements: to a label, case or default. */
    public boolean hasLabels() {
      return hasLabels;
    }

    void copies(int count) {
      copies = count;
    }

    void define(
        Span definition,
        ImmutableList<Variable> parameterVariables,
        Block code,
        boolean codeHasLabels) {
      declared = definition;
      parameters = parameterVariables;
      body = code;
      hasLabels = codeHasLabels;
    }

    @Override
    public String toString() {
      return name;
    }
  }

  // ---- initialisers ----------------------------------------------------------------------------

  sealed interface Init extends Bound {}

  /** One value for the whole object, a scalar or a struct. */
  record Whole(Span span, Expr value) implements Init {}

  /** Zeros, then these values in this order. */
  record Listed(Span span, CType type, ImmutableList<Part> parts) implements Init {}

  /**
   * The value of a part of an object.
   *
   * @param path from the whole to the part: indices of members and elements
   * @param member the last member on the path; null if the part is an element or the whole
   */
  record Part(
      Span span, ImmutableList<Integer> path, CType type, @Nullable Member member, Expr value)
      implements Bound {}

  // ---- objects ---------------------------------------------------------------------------------

  /** What an expression can name: an object or a value. */
  sealed interface Operand extends Bound {
    CType type();
  }

  /** An expression that names an object. */
  sealed interface Lvalue extends Operand {}

  record Named(Span span, Variable variable) implements Lvalue {
    @Override
    public CType type() {
      return variable.type();
    }
  }

  record Dereference(Span span, Expr pointer, CType type) implements Lvalue {}

  record MemberOf(Span span, Lvalue object, Member member) implements Lvalue {
    @Override
    public CType type() {
      return member.type();
    }
  }

  /** An element of an array that is named, so that its length is known. */
  record Element(Span span, Lvalue array, Expr index, CType type) implements Lvalue {}

  /** A compound literal whose address is taken, or a part of which is used. */
  record Literal(Span span, Variable variable, Init initializer) implements Lvalue {
    @Override
    public CType type() {
      return variable.type();
    }
  }

  // ---- expressions -----------------------------------------------------------------------------

  sealed interface Expr extends Operand {}

  /** What was reported already. */
  record ErrorExpr(Span span) implements Expr {
    @Override
    public CType type() {
      return CType.ERROR;
    }
  }

  record Constant(Span span, CType type, long value) implements Expr {}

  /** How strong an access or fence is, as pincer.h names it. */
  enum Strength {
    PLAIN,
    RELAXED,
    ACQUIRE,
    RELEASE,
    FULL,
    READ,
    WRITE,
    BEFORE_ATOMIC,
    AFTER_ATOMIC
  }

  /** The value of an object that is no array. */
  record Read(Span span, Lvalue object, Strength strength) implements Expr {
    @Override
    public CType type() {
      return object.type();
    }
  }

  /** A pointer to an object; to the first element of one if {@code decay}. */
  record AddressOf(Span span, Lvalue object, boolean decay, PointerType type) implements Expr {
    public AddressOf {
      Variable.tell(object);
    }
  }

  /** A struct made of parts. */
  record StructValue(Span span, Init initializer, CType type) implements Expr {}

  /** A member of a struct that is no object. */
  record MemberValue(Span span, Expr struct, Member member) implements Expr {
    @Override
    public CType type() {
      return member.type();
    }
  }

  enum ArithmeticOp {
    MULTIPLY,
    DIVIDE,
    REMAINDER,
    ADD,
    SUBTRACT,
    SHIFT_LEFT,
    SHIFT_RIGHT,
    AND,
    XOR,
    OR
  }

  record Negate(Span span, Expr operand, CType type) implements Expr {}

  record Complement(Span span, Expr operand, CType type) implements Expr {}

  /** {@code !operand}: an int. */
  record Not(Span span, Expr operand) implements Expr {
    @Override
    public CType type() {
      return CType.INT;
    }
  }

  /** On operands of {@code type}; the right one of a shift has a type of its own. */
  record Arithmetic(Span span, ArithmeticOp op, Expr left, Expr right, CType type)
      implements Expr {}

  enum CompareOp {
    EQUAL,
    NOT_EQUAL,
    LESS,
    LESS_EQUAL,
    GREATER,
    GREATER_EQUAL
  }

  /** On operands of one type, which may be pointers: an int. */
  record Compare(Span span, CompareOp op, Expr left, Expr right) implements Expr {
    @Override
    public CType type() {
      return CType.INT;
    }
  }

  /** {@code pointer + count}, or {@code pointer - count}. */
  record PointerAdd(Span span, Expr pointer, Expr count, boolean subtract, PointerType type)
      implements Expr {}

  /**
   * {@code container_of()}: a pointer to the struct of which {@code member} points to a member.
   *
   * @param path from the struct to the member
   */
  record ContainerOf(Span span, Expr member, ImmutableList<Member> path, PointerType type)
      implements Expr {}

  /** {@code left - right} in elements: a long. */
  record PointerDifference(Span span, Expr left, Expr right) implements Expr {
    @Override
    public CType type() {
      return CType.LONG;
    }
  }

  /** {@code left && right}, or {@code left || right}: an int. */
  record Logical(Span span, boolean and, Expr left, Expr right) implements Expr {
    @Override
    public CType type() {
      return CType.INT;
    }
  }

  record Conditional(Span span, Expr condition, Expr ifTrue, Expr ifFalse, CType type)
      implements Expr {}

  record Comma(Span span, Expr left, Expr right) implements Expr {
    @Override
    public CType type() {
      return right.type();
    }
  }

  /** {@code target = value}; the value is that of the target afterwards. */
  record Assign(Span span, Lvalue target, Expr value, Strength strength) implements Expr {
    public Assign {
      Variable.tell(target);
    }

    @Override
    public CType type() {
      return target.type();
    }
  }

  /**
   * {@code target op= value}, or an increment: reads the target, computes {@code result} from it,
   * writes the target.
   *
   * @param old the value read, a part of {@code result}
   * @param givesOld whether the value is the old one: {@code x++}
   */
  record Update(Span span, Lvalue target, Old old, Expr result, boolean givesOld, Strength strength)
      implements Expr {
    public Update {
      Variable.tell(target);
    }

    @Override
    public CType type() {
      return target.type();
    }
  }

  /** The value that an {@link Update} has read. One object for each. */
  final class Old implements Expr {
    private final Span span;
    private final CType type;

    Old(Span span, CType type) {
      this.span = span;
      this.type = type;
    }

    @Override
    public Span span() {
      return span;
    }

    @Override
    public CType type() {
      return type;
    }
  }

  /** A conversion, implied or by a cast, of a scalar to a scalar type or of anything to void. */
  record Convert(Span span, Expr operand, CType type) implements Expr {}

  record Call(Span span, Function function, ImmutableList<Expr> arguments) implements Expr {
    @Override
    public CType type() {
      return function.result();
    }
  }

  /** {@code ({ body; value; })}; a void expression without {@code value}. */
  record StatementExpr(Span span, ImmutableList<Stmt> body, @Nullable Expr value) implements Expr {
    @Override
    public CType type() {
      return value == null ? CType.VOID : value.type();
    }
  }

  record Fence(Span span, Strength strength) implements Expr {
    @Override
    public CType type() {
      return CType.VOID;
    }
  }

  record Await(Span span, Expr condition) implements Expr {
    @Override
    public CType type() {
      return CType.VOID;
    }
  }

  record Choose(Span span, Expr count) implements Expr {
    @Override
    public CType type() {
      return CType.INT;
    }
  }

  /**
   * {@code assert} and {@code undefined_unless}.
   *
   * @param undefined undefined behaviour rather than a failed assertion
   * @param text what is wrong
   */
  record Assert(Span span, Expr condition, boolean undefined, String text) implements Expr {
    @Override
    public CType type() {
      return CType.VOID;
    }
  }

  record ThisThread(Span span) implements Expr {
    @Override
    public CType type() {
      return Types.THREAD_NUMBER;
    }
  }

  // ---- statements ------------------------------------------------------------------------------

  /** The span of a statement that contains others is its head: {@code while (condition)}. */
  sealed interface Stmt extends Bound {}

  record Block(Span span, ImmutableList<Stmt> statements) implements Stmt {}

  /** A local; without initialiser its value is undefined from here on. */
  record Declare(Span span, Variable variable, @Nullable Init initializer) implements Stmt {}

  record Eval(Span span, Expr expression) implements Stmt {}

  record If(Span span, Expr condition, Stmt ifTrue, @Nullable Stmt ifFalse) implements Stmt {}

  record While(Span span, Expr condition, Stmt body) implements Stmt {}

  record DoWhile(Span span, Stmt body, Expr condition) implements Stmt {}

  record For(
      Span span,
      ImmutableList<Stmt> start,
      @Nullable Expr condition,
      @Nullable Expr next,
      Stmt body)
      implements Stmt {}

  /**
   * @param cases in the order of the source
   * @param otherwise where {@code default:} stands, or null
   */
  record Switch(
      Span span, Expr value, ImmutableList<Case> cases, @Nullable Label otherwise, Stmt body)
      implements Stmt {}

  /** {@code low == high} but for GNU's ranges; both in the type of the value. */
  record Case(Span span, long low, long high, Label label) implements Bound {}

  /** A place to jump to: a label of the author's, a case or a default. */
  final class Label {
    private final Span declared;
    private int atomicDepth;

    Label(Span declared) {
      this.declared = declared;
    }

    public Span declared() {
      return declared;
    }

    /** How many atomic blocks of its function it stands in. */
    int atomicDepth() {
      return atomicDepth;
    }

    void atomicDepth(int depth) {
      atomicDepth = depth;
    }
  }

  record Labeled(Span span, Label label, Stmt body) implements Stmt {}

  /**
   * A jump.
   *
   * @param leaves how many atomic blocks it leaves
   */
  record Goto(Span span, Label label, int leaves) implements Stmt {}

  /** Out of the innermost loop or switch. */
  record Break(Span span, int leaves) implements Stmt {}

  /** To the end of the body of the innermost loop. */
  record Continue(Span span, int leaves) implements Stmt {}

  record Return(Span span, @Nullable Expr value, int leaves) implements Stmt {}

  record Atomic(Span span, Strength strength, boolean readModifyWrite, Stmt body) implements Stmt {}
}
