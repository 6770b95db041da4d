// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.program.ArrayExtent;
import dev.pincer.program.Expr;
import dev.pincer.program.Instruction;
import dev.pincer.program.Watch;
import java.util.function.IntConsumer;
import java.util.function.IntFunction;

/** The registers that expressions and instructions read and set. */
final class Operands {
  private Operands() {}

  static boolean reads(Expr e, int register) {
    boolean[] found = {false};
    registers(e, r -> found[0] |= r == register);
    return found[0];
  }

  /** Gives {@code sink} every register that {@code e} reads. */
  static void registers(Expr e, IntConsumer sink) {
    if (e instanceof Expr.Reg reg) {
      sink.accept(reg.register());
    } else {
      for (Expr operand : e.operands()) {
        registers(operand, sink);
      }
    }
  }

  /** The expressions of an instruction, those that it prints included. */
  static ImmutableList<Expr> expressions(Instruction instruction) {
    ImmutableList.Builder<Expr> all = ImmutableList.builder();
    switch (instruction.kind()) {
      case LET -> all.add(((Instruction.Let) instruction).value());
      case LOAD -> all.add(((Instruction.Load) instruction).address());
      case STORE -> {
        Instruction.Store store = (Instruction.Store) instruction;
        all.add(store.address()).addAll(store.values());
      }
      case BRANCH -> {
        Instruction.Branch branch = (Instruction.Branch) instruction;
        all.add(branch.condition());
        branch.watches().forEach(w -> all.add(w.value()));
      }
      case AWAIT -> {
        Instruction.Await await = (Instruction.Await) instruction;
        all.add(await.condition());
        await.watches().forEach(w -> all.add(w.value()));
      }
      case ASSERT -> {
        Instruction.Assert check = (Instruction.Assert) instruction;
        all.add(check.condition());
        check.watches().forEach(w -> all.add(w.value()));
      }
      case CHOOSE -> all.add(((Instruction.Choose) instruction).count());
      case RETURN -> {
        Instruction.Return end = (Instruction.Return) instruction;
        all.add(end.value());
        end.watches().forEach(w -> all.add(w.value()));
      }
      case UNSET, JUMP, ATOMIC_BEGIN, ATOMIC_END, FENCE -> {}
    }
    return all.build();
  }

  /** The registers that {@code instruction} reads by their numbers, some of them twice. */
  static ImmutableIntArray uses(Instruction instruction) {
    ImmutableIntArray.Builder all = ImmutableIntArray.builder(4);
    for (Expr e : expressions(instruction)) {
      registers(e, all::add);
    }
    return all.build();
  }

  /** Gives {@code sink} every register that {@code instruction} sets or unsets by its number. */
  static void sets(Instruction instruction, IntConsumer sink) {
    if (instruction instanceof Instruction.Let let) {
      sink.accept(let.register());
    } else if (instruction instanceof Instruction.Choose choose) {
      sink.accept(choose.register());
    } else if (instruction instanceof Instruction.Load load) {
      for (int i = 0; i < load.count(); i++) {
        sink.accept(load.register() + i);
      }
    } else if (instruction instanceof Instruction.Unset unset) {
      for (int i = 0; i < unset.count(); i++) {
        sink.accept(unset.first() + i);
      }
    }
  }

  /** A substitution of registers; constant addresses are computed on the way. */
  static final class Substitution {
    private final IntFunction<Expr> values;
    private final Iterable<ArrayExtent> arrays;

    /**
     * @param values what stands for a register; the register itself if nothing does
     * @param arrays in which pointers may be moved
     */
    Substitution(IntFunction<Expr> values, Iterable<ArrayExtent> arrays) {
      this.values = values;
      this.arrays = arrays;
    }

    /** The expression itself if nothing in it is substituted. */
    @SuppressWarnings("ReferenceEquality")
    Expr in(Expr e) {
      return switch (e.kind()) {
        case CONST, THIS_THREAD -> e;
        case REG -> {
          Expr.Reg x = (Expr.Reg) e;
          Expr value = values.apply(x.register());
          yield value.equals(x) ? x : value;
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
      boolean changed = false;
      ImmutableList.Builder<Watch> all = ImmutableList.builder();
      for (Watch watch : watches) {
        Expr value = in(watch.value());
        changed |= !value.equals(watch.value());
        all.add(new Watch(watch.text(), value, watch.type()));
      }
      return changed ? all.build() : watches;
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
              : new Instruction.Load(x.register(), x.count(), address, x.order());
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
