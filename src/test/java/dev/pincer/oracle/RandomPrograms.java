// SPDX-License-Identifier: Apache-2.0
package dev.pincer.oracle;

import static dev.pincer.oracle.CodeSketch.add;
import static dev.pincer.oracle.CodeSketch.binary;
import static dev.pincer.oracle.CodeSketch.c;
import static dev.pincer.oracle.CodeSketch.eq;
import static dev.pincer.oracle.CodeSketch.less;
import static dev.pincer.oracle.CodeSketch.not;
import static dev.pincer.oracle.CodeSketch.r;

import dev.pincer.program.Expr;
import dev.pincer.program.Program;
import dev.pincer.program.Property;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;

/**
 * Small random programs: a few threads of a few operations on two places, a ghost and a pointer.
 * Every loop has an access in it.
 */
final class RandomPrograms {
  private RandomPrograms() {}

  /** An operation, with whatever its kind makes of the numbers. */
  record Op(Kind kind, int a, int b, int n) {}

  enum Kind {
    LOAD,
    STORE,
    PLAIN_LOAD,
    PLAIN_STORE,
    COUNT_UP,
    SKIP_IF,
    SPIN,
    AGAIN_IF,
    LOCK,
    WAIT,
    UNLOCK,
    INCREMENT,
    CHOOSE,
    CHOOSE_IN_BLOCK,
    ASSERT,
    GHOST,
    SET_POINTER,
    LOCAL_POINTER,
    NUMBER,
    REQUIRE,
    UNSET,
    THROUGH_POINTER,
    NARROW_LIVE
  }

  record Spec(List<List<Op>> threads, boolean daemon, int copies, int starts, int goal) {}

  static Arbitrary<Spec> specs(int maxThreads, int maxOps) {
    Arbitrary<Integer> small = Arbitraries.integers().between(0, 2);
    Arbitrary<Op> op =
        Combinators.combine(Arbitraries.of(Kind.class), small, small, small).as(Op::new);
    Arbitrary<List<List<Op>>> threads =
        op.list().ofMinSize(2).ofMaxSize(maxOps).list().ofMinSize(1).ofMaxSize(maxThreads);
    return Combinators.combine(
            threads,
            Arbitraries.of(false, false, true),
            Arbitraries.integers().between(1, 2),
            Arbitraries.integers().between(1, 2),
            small)
        .as(Spec::new);
  }

  static Program program(Spec spec) {
    return program(spec, 2);
  }

  /**
   * The same with more places.
   *
   * @param places 2 ..; properties read the first two
   */
  static Program program(Spec spec, int places) {
    Sketch sketch = new Sketch();
    int x = sketch.place("x", 0);
    int y = sketch.place("y", 1);
    int[] all = new int[places];
    all[0] = x;
    all[1] = y;
    for (int i = 2; i < places; i++) {
      all[i] = sketch.place("z" + i, i % 2);
    }
    int g = sketch.ghost("g", 0);
    int p = sketch.pointer("p", 0);
    if (spec.starts > 1) {
      sketch.initial(code -> code.choose(code.reg("v"), spec.starts).store(x, r(0)));
    }
    for (int i = 0; i < spec.threads.size(); i++) {
      List<Op> ops = spec.threads.get(i);
      if (i == 0) {
        sketch.threads("t", spec.copies, code -> body(code, ops, all, g, p));
      } else if (spec.daemon) {
        if (spec.goal == 0) {
          sketch.fairDaemon("d" + i, code -> body(code, ops, all, g, p));
        } else {
          sketch.daemon("d" + i, code -> body(code, ops, all, g, p));
        }
      } else {
        sketch.thread("t" + i, code -> body(code, ops, all, g, p));
      }
    }
    int goal = spec.goal;
    sketch.property(
        Property.Kind.INVARIANT,
        "not_both",
        code ->
            reads(code, x, y)
                .ret(not(binary(Expr.BinaryOp.AND, eq(r(0), c(2)), eq(r(1), c(goal))))));
    sketch.property(
        Property.Kind.INVARIANT,
        "pointed_is_small",
        code -> {
          int v = code.reg("v");
          int out = code.label();
          code.load(v, y)
              .unless(less(c(1), r(v)), out)
              .load(v, p)
              .load(v, r(v))
              .at(out)
              .ret(less(r(v), c(3)));
        });
    sketch.property(Property.Kind.FINALLY, "equal", code -> reads(code, x, y).ret(eq(r(0), r(1))));
    sketch.property(
        Property.Kind.WITNESS, "goal", code -> reads(code, x, g).ret(eq(r(0), c(goal))));
    sketch.property(
        Property.Kind.WITNESS, "ghost", code -> reads(code, x, g).ret(less(r(0), r(1))));
    sketch.property(
        Property.Kind.EVENTUALLY, "at_last", code -> reads(code, x, y).ret(eq(r(0), c(goal))));
    sketch.leadsTo(
        "leads",
        code -> reads(code, x, y).ret(eq(r(1), c(1))),
        code -> reads(code, x, y).ret(eq(r(0), c(goal))));
    return sketch.program();
  }

  private static CodeSketch reads(CodeSketch code, int first, int second) {
    int v = code.reg("v");
    int w = code.reg("w");
    return code.load(v, first).load(w, second);
  }

  private static void body(CodeSketch code, List<Op> ops, int[] places, int g, int p) {
    int first = code.reg("a");
    int second = code.reg("b");
    int third = code.reg("c");
    code.let(first, c(1)).let(second, c(0)).let(third, c(2));
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i <= ops.size(); i++) {
      labels.add(code.label());
    }
    for (int i = 0; i < ops.size(); i++) {
      code.at(labels.get(i));
      op(code, ops.get(i), i, labels, places, g, p);
    }
    code.at(labels.get(ops.size()));
  }

  private static void op(
      CodeSketch code, Op op, int i, List<Integer> labels, int[] places, int g, int p) {
    int a = op.a;
    int place = places[places.length == 2 ? op.b % 2 : (op.b + 2 * op.n + i) % places.length];
    Expr more = binary(Expr.BinaryOp.AND, add(r(a), c(1)), c(3));
    int last = labels.size() - 1;
    switch (op.kind) {
      case LOAD -> code.load(a, place);
      case STORE -> code.store(place, op.n == 2 ? r(a) : c(op.n));
      case PLAIN_LOAD -> code.plainLoad(a, place);
      case PLAIN_STORE -> code.plainStore(place, c(op.n));
      case COUNT_UP -> code.let(a, more);
      case SKIP_IF ->
          code.branch(
              eq(r(a), c(op.n)), labels.get(Math.min(last, i + 2 + op.b)), labels.get(i + 1));
      case SPIN -> code.load(a, place).branch(eq(r(a), c(op.n)), labels.get(i), labels.get(i + 1));
      case AGAIN_IF ->
          code.load(a, place)
              .branch(eq(r(a), c(op.n)), labels.get(Math.max(0, i - 2)), labels.get(i + 1));
      case LOCK -> code.begin().load(a, place).await(eq(r(a), c(op.n))).store(place, c(2)).end();
      case WAIT -> code.begin().load(a, place).await(eq(r(a), c(op.n))).end();
      case UNLOCK -> code.begin().store(place, c(op.n)).end();
      case INCREMENT -> code.begin().load(a, place).let(a, more).store(place, r(a)).end();
      case CHOOSE -> code.choose(a, op.n + 1);
      case CHOOSE_IN_BLOCK ->
          code.begin()
              .choose(a, op.n + 1)
              .load(2, place)
              .await(less(r(2), c(2)))
              .store(place, r(a))
              .end();
      case ASSERT -> code.check(not(eq(r(a), c(op.n))), "wrong");
      case REQUIRE -> code.undefinedUnless(not(eq(r(a), c(op.n))), "undefined");
      case UNSET -> code.add(new dev.pincer.program.Instruction.Unset(a, 1));
      case GHOST -> code.load(a, g).store(g, more);
      case THROUGH_POINTER -> code.load(a, p).load(a, r(a)).store(places[1], r(a));
      case SET_POINTER -> code.store(p, c(place));
      case LOCAL_POINTER -> code.store(code.addressOf(a), c(op.n)).load(2, code.addressOf(a));
      case NARROW_LIVE -> code.live(a, op.b);
      case NUMBER -> code.let(a, new Expr.ThisThread());
    }
  }
}
