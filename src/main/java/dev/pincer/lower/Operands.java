// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import com.google.common.collect.ImmutableList;
import dev.pincer.program.ArrayExtent;
import dev.pincer.program.Expr;
import dev.pincer.program.Instruction;
import dev.pincer.program.Watch;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The registers that expressions and instructions read and set. */
final class Operands {
  private Operands() {}

  static boolean reads(Expr e, int register) {
    boolean[] found = {false};
    registers(e, r -> found[0] |= r == register);
    return found[0];
  }

  /** The same value where it is used, not copied as a part of a struct: so it must be set. */
  static Expr used(Expr e) {
    if (!e.copiesPart()) {
      return e;
    }
    return e instanceof Expr.Select select
        ? new Expr.Select(select.condition(), used(select.ifTrue()), used(select.ifFalse()))
        : new Expr.Reg(((Expr.Reg) e).register());
  }

  /** Gives {@code sink} every register that {@code e} reads. */
  static void registers(Expr e, IntConsumer sink) {
    switch (e.kind()) {
      case CONST, THIS_THREAD -> {}
      case REG -> sink.accept(((Expr.Reg) e).register());
      case UNARY -> registers(((Expr.Unary) e).operand(), sink);
      case BINARY -> {
        registers(((Expr.Binary) e).left(), sink);
        registers(((Expr.Binary) e).right(), sink);
      }
      case FIELD -> registers(((Expr.Field) e).base(), sink);
      case CONTAINER -> registers(((Expr.Container) e).member(), sink);
      case AND,
          OR,
          SELECT,
          CONVERT,
          TO_BOOL,
          ELEMENT,
          POINTER_ADD,
          POINTER_DIFFERENCE,
          POINTER_LESS ->
          e.operands().forEach(operand -> registers(operand, sink));
    }
  }

  /** Gives {@code sink} the expressions of an instruction, those that it prints included. */
  static void expressions(Instruction instruction, Consumer<Expr> sink) {
    switch (instruction.kind()) {
      case LET -> sink.accept(((Instruction.Let) instruction).value());
      case LOAD -> sink.accept(((Instruction.Load) instruction).address());
      case STORE -> {
        Instruction.Store store = (Instruction.Store) instruction;
        sink.accept(store.address());
        store.values().forEach(sink);
      }
      case BRANCH -> {
        Instruction.Branch branch = (Instruction.Branch) instruction;
        sink.accept(branch.condition());
        watched(branch.watches(), sink);
      }
      case AWAIT -> {
        Instruction.Await await = (Instruction.Await) instruction;
        sink.accept(await.condition());
        watched(await.watches(), sink);
      }
      case ASSERT -> {
        Instruction.Assert check = (Instruction.Assert) instruction;
        sink.accept(check.condition());
        watched(check.watches(), sink);
      }
      case CHOOSE -> sink.accept(((Instruction.Choose) instruction).count());
      case RETURN -> {
        Instruction.Return end = (Instruction.Return) instruction;
        sink.accept(end.value());
        watched(end.watches(), sink);
      }
      case UNSET, JUMP, ATOMIC_BEGIN, ATOMIC_END, FENCE -> {}
    }
  }

  private static void watched(ImmutableList<Watch> watches, Consumer<Expr> sink) {
    for (Watch watch : watches) {
      sink.accept(watch.value());
    }
  }

  /** Gives {@code sink} the registers that {@code instruction} reads, some of them twice. */
  static void uses(Instruction instruction, IntConsumer sink) {
    expressions(instruction, e -> registers(e, sink));
  }

  /** The first of the registers that {@code instruction} sets or unsets; they are in a row. */
  static int firstSet(Instruction instruction) {
    return switch (instruction.kind()) {
      case LET -> ((Instruction.Let) instruction).register();
      case CHOOSE -> ((Instruction.Choose) instruction).register();
      case LOAD -> ((Instruction.Load) instruction).register();
      case UNSET -> ((Instruction.Unset) instruction).first();
      case STORE, BRANCH, JUMP, ATOMIC_BEGIN, ATOMIC_END, AWAIT, ASSERT, FENCE, RETURN -> 0;
    };
  }

  /** Past the last of them. */
  static int endSet(Instruction instruction) {
    return switch (instruction.kind()) {
      case LET -> ((Instruction.Let) instruction).register() + 1;
      case CHOOSE -> ((Instruction.Choose) instruction).register() + 1;
      case LOAD ->
          ((Instruction.Load) instruction).register() + ((Instruction.Load) instruction).count();
      case UNSET ->
          ((Instruction.Unset) instruction).first() + ((Instruction.Unset) instruction).count();
      case STORE, BRANCH, JUMP, ATOMIC_BEGIN, ATOMIC_END, AWAIT, ASSERT, FENCE, RETURN -> 0;
    };
  }

  /** A substitution of registers; constant addresses are computed on the way. */
  static final class Substitution {
    private final IntFunction<@Nullable Expr> values;
    private final Iterable<ArrayExtent> arrays;

    /**
     * @param values what stands for a register; null if nothing does
     * @param arrays in which pointers may be moved
     */
    Substitution(IntFunction<@Nullable Expr> values, Iterable<ArrayExtent> arrays) {
      this.values = values;
      this.arrays = arrays;
    }

    /** The expression itself if nothing in it is substituted. */
    @SuppressWarnings("ReferenceEquality")
    Expr in(Expr e) {
      return switch (e.kind()) {
        case CONST, THIS_THREAD -> e;
        case REG -> {
          Expr.Reg read = (Expr.Reg) e;
          Expr value = values.apply(read.register());
          if (value instanceof Expr.Reg other && read.part()) {
            value = new Expr.Reg(other.register(), true);
          }
          yield value == null ? e : value;
        }
        case UNARY -> {
          Expr.Unary x = (Expr.Unary) e;
          Expr operand = in(x.operand());
          yield operand == x.operand() ? x : new Expr.Unary(x.op(), x.type(), operand);
        }
        case BINARY -> {
          Expr.Binary x = (Expr.Binary) e;
          Expr left = in(x.left());
          Expr right = in(x.right());
          yield left == x.left() && right == x.right()
              ? x
              : new Expr.Binary(x.op(), x.type(), left, right);
        }
        case AND -> {
          Expr.And x = (Expr.And) e;
          Expr left = in(x.left());
          Expr right = in(x.right());
          yield left == x.left() && right == x.right() ? x : new Expr.And(left, right);
        }
        case OR -> {
          Expr.Or x = (Expr.Or) e;
          Expr left = in(x.left());
          Expr right = in(x.right());
          yield left == x.left() && right == x.right() ? x : new Expr.Or(left, right);
        }
        case SELECT -> {
          Expr.Select x = (Expr.Select) e;
          yield new Expr.Select(in(x.condition()), in(x.ifTrue()), in(x.ifFalse()));
        }
        case CONVERT -> {
          Expr.Convert x = (Expr.Convert) e;
          Expr operand = in(x.operand());
          yield operand == x.operand() ? x : new Expr.Convert(x.to(), operand);
        }
        case TO_BOOL -> {
          Expr.ToBool x = (Expr.ToBool) e;
          Expr operand = in(x.operand());
          yield operand == x.operand() ? x : new Expr.ToBool(operand);
        }
        case FIELD -> Addresses.field(in(((Expr.Field) e).base()), ((Expr.Field) e).offset());
        case CONTAINER -> {
          Expr.Container x = (Expr.Container) e;
          yield new Expr.Container(in(x.member()), x.offset(), x.struct(), x.path());
        }
        case ELEMENT -> {
          Expr.Element x = (Expr.Element) e;
          yield Addresses.element(
              in(x.base()), in(x.index()), x.indexType(), x.stride(), x.count(), x.pastEnd());
        }
        case POINTER_ADD -> {
          Expr.PointerAdd x = (Expr.PointerAdd) e;
          yield Addresses.add(in(x.pointer()), in(x.count()), x.shape(), x.stride(), arrays);
        }
        case POINTER_DIFFERENCE -> {
          Expr.PointerDifference x = (Expr.PointerDifference) e;
          yield new Expr.PointerDifference(in(x.left()), in(x.right()), x.shape(), x.stride());
        }
        case POINTER_LESS -> {
          Expr.PointerLess x = (Expr.PointerLess) e;
          yield new Expr.PointerLess(in(x.left()), in(x.right()), x.orEqual());
        }
      };
    }

    /** The list itself if nothing in it is substituted. */
    private ImmutableList<Watch> in(ImmutableList<Watch> watches) {
      for (Watch watch : watches) {
        if (!in(watch.value()).equals(watch.value())) {
          return watches.stream()
              .map(each -> new Watch(each.text(), in(each.value()), each.type()))
              .collect(ImmutableList.toImmutableList());
        }
      }
      return watches;
    }

    /** The same instruction on other operands; the values of a Store are left to the caller. */
    @SuppressWarnings("ReferenceEquality")
    Instruction in(Instruction instruction) {
      return switch (instruction.kind()) {
        case LET -> {
          Instruction.Let x = (Instruction.Let) instruction;
          Expr value = in(x.value());
          yield value.equals(x.value()) ? x : new Instruction.Let(x.register(), value);
        }
        case LOAD -> {
          Instruction.Load x = (Instruction.Load) instruction;
          Expr address = in(x.address());
          yield address.equals(x.address())
              ? x
              : new Instruction.Load(x.register(), x.count(), address, x.order(), x.part());
        }
        case STORE -> {
          Instruction.Store x = (Instruction.Store) instruction;
          Expr address = in(x.address());
          yield address.equals(x.address())
              ? x
              : new Instruction.Store(address, x.values(), x.order());
        }
        case BRANCH -> {
          Instruction.Branch x = (Instruction.Branch) instruction;
          Expr condition = in(x.condition());
          ImmutableList<Watch> watches = in(x.watches());
          yield condition.equals(x.condition()) && watches == x.watches()
              ? x
              : new Instruction.Branch(condition, x.ifTrue(), x.ifFalse(), watches);
        }
        case AWAIT -> {
          Instruction.Await x = (Instruction.Await) instruction;
          Expr condition = in(x.condition());
          ImmutableList<Watch> watches = in(x.watches());
          yield condition.equals(x.condition()) && watches == x.watches()
              ? x
              : new Instruction.Await(condition, watches);
        }
        case ASSERT -> {
          Instruction.Assert x = (Instruction.Assert) instruction;
          yield new Instruction.Assert(in(x.condition()), x.undefined(), x.text(), in(x.watches()));
        }
        case CHOOSE -> {
          Instruction.Choose x = (Instruction.Choose) instruction;
          yield new Instruction.Choose(x.register(), in(x.count()));
        }
        case RETURN -> {
          Instruction.Return x = (Instruction.Return) instruction;
          yield new Instruction.Return(in(x.value()), in(x.watches()));
        }
        case UNSET, JUMP, ATOMIC_BEGIN, ATOMIC_END, FENCE -> instruction;
      };
    }
  }
}
