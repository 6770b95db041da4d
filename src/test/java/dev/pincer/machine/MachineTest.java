// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import static dev.pincer.oracle.CodeSketch.add;
import static dev.pincer.oracle.CodeSketch.binary;
import static dev.pincer.oracle.CodeSketch.c;
import static dev.pincer.oracle.CodeSketch.eq;
import static dev.pincer.oracle.CodeSketch.less;
import static dev.pincer.oracle.CodeSketch.r;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.oracle.CodeSketch;
import dev.pincer.oracle.Sketch;
import dev.pincer.program.Expr;
import dev.pincer.program.Instruction;
import dev.pincer.program.IntType;
import dev.pincer.program.Order;
import dev.pincer.program.Program;
import dev.pincer.program.Property;
import dev.pincer.schedule.Choice;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class MachineTest {
  private static State only(Machine machine) {
    ImmutableList<Start> starts = machine.starts();
    assertEquals(1, starts.size());
    return starts.get(0).state();
  }

  /** The state after these threads have taken a step each. */
  private static State after(Machine machine, int... threads) {
    State state = only(machine);
    for (int thread : threads) {
      Outcome outcome = machine.step(state, Choice.of(thread));
      assertEquals(Outcome.Kind.STEPPED, outcome.kind());
      state = Objects.requireNonNull(outcome.state());
    }
    return state;
  }

  private static List<Integer> enabled(Machine machine, State state) {
    return machine.expand(state).successors().stream().map(s -> s.choice().thread()).toList();
  }

  private static String faultOf(State state) {
    return state.fault() == null ? "none" : state.fault().text();
  }

  /** The first fault of a thread with this body, at its start or in its first step. */
  private static String faultIn(BiConsumer<CodeSketch, Integer> body) {
    Sketch sketch = new Sketch();
    int a = sketch.array("a", 7, 10, 11);
    sketch.pointer("p", 0);
    sketch.thread("t", code -> body.accept(code, a));
    Machine machine = new Machine(sketch.program());
    List<State> states = new ArrayList<>();
    for (Start start : machine.starts()) {
      states.add(start.state());
      machine.expand(start.state()).successors().forEach(s -> states.add(s.state()));
    }
    return states.stream()
        .map(MachineTest::faultOf)
        .filter(fault -> !fault.equals("none"))
        .findFirst()
        .orElse("none");
  }

  // Steps.

  @Test
  void aStepIsOneAccessAndTheComputationBehindIt() {
    Sketch sketch = new Sketch();
    int x = sketch.place("x", 5);
    int y = sketch.place("y", 0);
    sketch.thread(
        "t",
        code -> {
          int v = code.reg("v");
          code.load(v, x).let(v, add(r(v), c(1))).store(y, r(v)).let(v, c(9));
        });
    Machine machine = new Machine(sketch.program());
    State loaded = after(machine, 0);
    assertEquals(2, loaded.threads().get(0).pc());
    assertEquals(ImmutableLongArray.of(6), loaded.threads().get(0).registers());
    State stored = after(machine, 0, 0);
    assertEquals(6, stored.memory().get(y));
    assertTrue(stored.threads().get(0).hasReturned());
    assertTrue(machine.isGoodEnd(stored));
    assertFalse(machine.isGoodEnd(loaded));
  }

  @Test
  void aStateIsNeverChanged() {
    Sketch sketch = new Sketch();
    int x = sketch.place("x", 5);
    sketch.thread("t", code -> code.store(x, c(6)));
    Machine machine = new Machine(sketch.program());
    State start = only(machine);
    machine.expand(start);
    assertEquals(ImmutableLongArray.of(0, 5), start.memory());
    assertEquals(machine.starts().get(0).state(), start);
  }

  @Test
  void whatAThreadDoesBeforeItsFirstAccessBelongsToTheStart() {
    Sketch sketch = new Sketch();
    int x = sketch.place("x", 0);
    int g = sketch.ghost("g", 0);
    sketch.thread(
        "t",
        code -> {
          int v = code.reg("v");
          code.let(v, c(3)).store(g, r(v)).store(x, r(v));
        });
    State start = only(new Machine(sketch.program()));
    assertEquals(2, start.threads().get(0).pc());
    assertEquals(3, start.memory().get(g));
  }

  @Test
  void ghostsAndLocalsBehindAPointerAreNoSteps() {
    Sketch sketch = new Sketch();
    int x = sketch.place("x", 5);
    int g = sketch.ghost("g", 0);
    sketch.thread(
        "t",
        code -> {
          int v = code.reg("v");
          int p = code.reg("p");
          code.load(v, x).store(g, r(v)).load(v, g);
          code.let(p, code.addressOf(v)).store(r(p), c(8)).load(p, r(p)).store(x, r(p));
        });
    Machine machine = new Machine(sketch.program());
    State loaded = after(machine, 0);
    assertEquals(5, loaded.memory().get(g));
    assertEquals(ImmutableLongArray.of(8, 8), loaded.threads().get(0).registers());
    assertEquals(8, after(machine, 0, 0).memory().get(x));
  }

  @Test
  void deadRegistersAreDropped() {
    Sketch sketch = new Sketch();
    int x = sketch.place("x", 5);
    sketch.thread(
        "t",
        code -> {
          int dead = code.reg("dead");
          int kept = code.reg("kept");
          code.load(dead, x).let(kept, c(1)).live(kept).store(x, r(kept));
        });
    ThreadState thread = after(new Machine(sketch.program()), 0).threads().get(0);
    assertEquals(ImmutableIntArray.of(1), thread.numbers());
    assertEquals(ImmutableLongArray.of(1), thread.registers());
  }

  // Atomic blocks.

  private static Program lock() {
    Sketch sketch = new Sketch();
    int lock = sketch.place("lock", 0);
    sketch.threads(
        "t",
        2,
        code -> {
          int v = code.reg("v");
          code.begin().load(v, lock).await(eq(r(v), c(0))).store(lock, new Expr.ThisThread()).end();
          code.store(lock, c(0));
        });
    return sketch.program();
  }

  @Test
  void anAwaitThatIsFalseHoldsTheWholeStepBack() {
    Machine machine = new Machine(lock());
    State taken = after(machine, 1);
    assertEquals(2, taken.memory().get(1));
    assertEquals(List.of(1), enabled(machine, taken));
    Outcome waits = machine.step(taken, Choice.of(0));
    assertEquals(Outcome.Kind.WAITS, waits.kind());
    assertEquals(2, waits.instruction());
    assertEquals(List.of(0), enabled(machine, after(machine, 1, 1)));
  }

  @Test
  void nestedAtomicBlocksAreOneStep() {
    Sketch sketch = new Sketch();
    int x = sketch.place("x", 0);
    sketch.thread(
        "t",
        code -> {
          code.begin().store(x, c(1)).begin().store(x, c(2)).end().store(x, c(3)).end();
          code.store(x, c(4));
        });
    Machine machine = new Machine(sketch.program());
    assertEquals(3, after(machine, 0).memory().get(x));
    assertEquals(4, after(machine, 0, 0).memory().get(x));
  }

  // Chooses.

  @Test
  void chooseGivesEachValueInOrder() {
    Sketch sketch = new Sketch();
    int x = sketch.place("x", 0);
    sketch.thread(
        "t",
        code -> {
          int a = code.reg("a");
          int b = code.reg("b");
          int skip = code.label();
          code.load(a, x).choose(a, 2).let(b, c(0)).unless(r(a), skip).choose(b, 3).at(skip);
          code.store(x, add(r(a), r(b)));
        });
    Machine machine = new Machine(sketch.program());
    assertEquals(
        List.of("[0]", "[1, 0]", "[1, 1]", "[1, 2]"),
        machine.expand(only(machine)).successors().stream()
            .map(s -> s.choice().picks().toString())
            .toList());
    Function<int[], Outcome> step =
        picks -> machine.step(only(machine), new Choice(0, ImmutableIntArray.copyOf(picks)));
    assertEquals(Outcome.Kind.STEPPED, step.apply(new int[] {1, 2}).kind());
    assertEquals(new Outcome(Outcome.Kind.MISSING_PICK, null, 4, 3), step.apply(new int[] {1}));
    assertEquals(
        new Outcome(Outcome.Kind.PICK_OUT_OF_RANGE, null, 4, 3), step.apply(new int[] {1, 3}));
    assertEquals(
        new Outcome(Outcome.Kind.SUPERFLUOUS_PICKS, null, -1, 1), step.apply(new int[] {0, 3}));
  }

  @Test
  void initialCodeRunsInOrderAndItsChoosesMakeSeveralStarts() {
    Sketch sketch = new Sketch();
    int x = sketch.place("x", 1);
    sketch.initial(code -> code.store(x, c(10)));
    sketch.initial(
        code -> {
          int v = code.reg("v");
          int w = code.reg("w");
          code.load(v, x).choose(w, 2).store(x, add(r(v), r(w)));
        });
    sketch.thread("t", code -> code.choose(code.reg("c"), 2).store(x, c(0)));
    ImmutableList<Start> starts = new Machine(sketch.program()).starts();
    assertEquals(
        List.of("[0, 0]", "[0, 1]", "[1, 0]", "[1, 1]"),
        starts.stream().map(s -> s.picks().toString()).toList());
    assertEquals(
        List.of(10L, 10L, 11L, 11L), starts.stream().map(s -> s.state().memory().get(x)).toList());
  }

  // Faults.

  @Test
  void undefinedBehaviourIsNamed() {
    Expr.Element third = new Expr.Element(c(1), c(2), IntType.INT, 1, 2, false);
    assertEquals(
        "index 2 is outside of an array of 2",
        faultIn((code, a) -> code.load(code.reg("v"), third)));
    assertEquals("NULL pointer dereference", faultIn((code, a) -> code.load(code.reg("v"), c(0))));
    assertEquals(
        "NULL pointer dereference",
        faultIn((code, a) -> code.load(code.reg("v"), new Expr.Field(c(0), 3))));
    assertEquals(
        "stray pointer 99 is dereferenced", faultIn((code, a) -> code.load(code.reg("v"), c(99))));
    assertEquals(
        "&a[2] is dereferenced: it is past the end of its array",
        faultIn((code, a) -> code.store(a + 2, c(0))));
    assertEquals(
        "`v` is read before it is set", faultIn((code, a) -> code.store(a, r(code.reg("v")))));
    assertEquals(
        "a value is read before it is set", faultIn((code, a) -> code.store(a, r(code.reg("")))));
    assertEquals(
        "a pointer to a local is stored in shared memory",
        faultIn((code, a) -> code.store(a + 3, code.addressOf(code.reg("v")))));
    assertEquals(
        "division by zero",
        faultIn((code, a) -> code.store(a, binary(Expr.BinaryOp.DIVIDE, c(1), c(0)))));
    assertEquals(
        "signed overflow: 2147483647 + 1 does not fit into 32 bits",
        faultIn((code, a) -> code.store(a, add(c(Integer.MAX_VALUE), c(1)))));
    assertEquals(
        "&a[0] + 3 is outside of its array",
        faultIn((code, a) -> code.store(a, new Expr.PointerAdd(c(1), c(3), 7, 1))));
    assertEquals("choose(0) has no value", faultIn((code, a) -> code.choose(code.reg("v"), 0)));
    assertEquals(
        "the lock is not held",
        faultIn((code, a) -> code.undefinedUnless(c(0), "the lock is not held")));
  }

  @Test
  void aLoopWithoutAccessIsAFault() {
    assertEquals(
        "a loop without access to shared memory does not end",
        faultIn((code, a) -> code.jump(code.here())));
    assertEquals(
        "the chooses of one step have more than 1048576 combinations",
        faultIn(
            (code, a) -> {
              int v = code.reg("v");
              int again = code.here();
              int out = code.label();
              code.choose(v, 2).branch(r(v), out, again).at(out);
            }),
        "each path of zeros goes on choosing");
  }

  @Test
  void aStepThatFaultsChangesNothingElse() {
    Sketch sketch = new Sketch();
    int x = sketch.place("x", 5);
    sketch.thread("t", code -> code.begin().store(x, c(6)).check(c(0), "never").end());
    Machine machine = new Machine(sketch.program());
    State start = only(machine);
    State end = after(machine, 0);
    assertEquals(new Fault(Fault.Kind.ASSERTION, 0, 2, "never"), end.fault());
    assertEquals(start.memory(), end.memory());
    assertEquals(start.threads(), end.threads());
    assertTrue(machine.expand(end).successors().isEmpty());
    assertFalse(machine.isGoodEnd(end));
  }

  @Test
  void aFaultOfAnUndefinedAddressIsAStepOfItsOwn() {
    Sketch sketch = new Sketch();
    int x = sketch.place("x", 0);
    sketch.thread("t", code -> code.load(code.reg("p"), x).load(0, r(0)));
    Machine machine = new Machine(sketch.program());
    assertNull(after(machine, 0).fault());
    assertEquals("NULL pointer dereference", faultOf(after(machine, 0, 0)));
  }

  @Test
  void aFaultInInitialCodeEndsTheRunAtTheStart() {
    Sketch sketch = new Sketch();
    int x = sketch.place("x", 5);
    sketch.initial(code -> code.store(x, c(6)).store(0, c(1)));
    sketch.thread("t", code -> code.store(x, c(7)));
    State start = only(new Machine(sketch.program()));
    assertEquals(new Fault(Fault.Kind.UNDEFINED, -1, 1, "NULL pointer dereference"), start.fault());
    assertEquals(5, start.memory().get(x));
  }

  @Test
  void aStructCopyMayHavePartsThatAreNotSet() {
    Sketch sketch = new Sketch();
    int x = sketch.place("x", 5);
    sketch.thread(
        "t",
        code -> {
          int from = code.reg("from.a");
          code.reg("from.b");
          int to = code.reg("to.a");
          code.reg("to.b");
          code.load(from, x)
              .add(new Instruction.Load(to, 2, code.addressOf(from), Order.PLAIN, true));
          code.store(x, r(to));
        });
    ThreadState thread = after(new Machine(sketch.program()), 0).threads().get(0);
    assertEquals(ImmutableIntArray.of(0, 2), thread.numbers());
  }

  // Races.

  private static String race(
      BiConsumer<CodeSketch, Integer> first, BiConsumer<CodeSketch, Integer> second) {
    Sketch sketch = new Sketch();
    int x = sketch.place("x", 0);
    sketch.thread("first", code -> first.accept(code, x));
    sketch.thread("second", code -> second.accept(code, x));
    Machine machine = new Machine(sketch.program());
    Race race = machine.expand(only(machine)).race();
    return race == null ? "none" : race.first() + " " + race.second() + " " + race.address();
  }

  @Test
  void aPlainAccessRacesWithAConflictingOne() {
    BiConsumer<CodeSketch, Integer> plainWrite = (code, x) -> code.plainStore(x, c(1));
    BiConsumer<CodeSketch, Integer> plainRead = (code, x) -> code.plainLoad(code.reg("v"), x);
    BiConsumer<CodeSketch, Integer> markedWrite = (code, x) -> code.store(x, c(1));
    BiConsumer<CodeSketch, Integer> markedRead = (code, x) -> code.load(code.reg("v"), x);
    BiConsumer<CodeSketch, Integer> block = (code, x) -> code.begin().plainStore(x, c(1)).end();
    BiConsumer<CodeSketch, Integer> waits =
        (code, x) -> code.begin().await(c(0)).plainStore(x, c(1)).end();
    assertEquals("0 1 1", race(plainWrite, plainRead));
    assertEquals("0 1 1", race(plainWrite, plainWrite));
    assertEquals("0 1 1", race(markedRead, plainWrite));
    assertEquals("0 1 1", race(plainRead, block));
    assertEquals("none", race(plainRead, plainRead));
    assertEquals("none", race(plainRead, markedRead));
    assertEquals("none", race(markedWrite, markedWrite));
    assertEquals("none", race(block, block));
    assertEquals("none", race(plainRead, waits));
  }

  @Test
  void ghostsDoNotRace() {
    Sketch sketch = new Sketch();
    int x = sketch.place("x", 0);
    int g = sketch.ghost("g", 0);
    sketch.threads("t", 2, code -> code.load(code.reg("v"), x).plainStore(g, c(1)));
    Machine machine = new Machine(sketch.program());
    assertNull(machine.expand(only(machine)).race());
  }

  // Properties and events.

  @Test
  void aPropertyReadsOneState() {
    Sketch sketch = new Sketch();
    int x = sketch.place("x", 5);
    sketch.thread("t", code -> code.store(x, c(0)));
    sketch.property(
        Property.Kind.INVARIANT,
        "positive",
        code -> {
          int v = code.reg("v");
          code.load(v, x).ret(less(c(0), r(v)));
        });
    Program program = sketch.program();
    Machine machine = new Machine(program);
    assertEquals(
        List.of(true, false),
        IntStream.of(0, 1)
            .mapToObj(
                steps ->
                    machine
                        .evaluate(
                            program.properties().get(0).code(), after(machine, new int[steps]))
                        .truth())
            .toList());
  }

  @Test
  void eventsTellWhatHappened() {
    Sketch sketch = new Sketch();
    int x = sketch.place("x", 5);
    sketch.thread("t", code -> code.store(x, c(6)).add(new Instruction.Fence(Order.FULL)));
    Machine machine = new Machine(sketch.program());
    List<Event> events = new ArrayList<>();
    machine.step(only(machine), Choice.of(0), (thread, event) -> events.add(event));
    assertEquals(
        List.of(
            new Event.Accessed(
                0,
                true,
                x,
                ImmutableLongArray.of(5),
                ImmutableLongArray.of(6),
                Order.RELAXED,
                false,
                false),
            new Event.Fenced(1, Order.FULL),
            new Event.Returned(2, 0, ImmutableList.of())),
        events);
  }

  @Test
  void coverageKnowsWhatNoTransitionExecuted() {
    Sketch sketch = new Sketch();
    int x = sketch.place("x", 0);
    sketch.threads(
        "t",
        2,
        code -> {
          int never = code.label();
          code.branch(c(1), never, never).at(never);
          code.begin().await(c(0)).store(x, c(1)).end();
        });
    Machine machine = new Machine(sketch.program());
    Coverage coverage = machine.coverage();
    machine.expand(machine.starts(coverage).get(0).state(), coverage);
    assertEquals(
        List.of(1, 2, 3, 4, 5),
        coverage.missed().stream().map(Coverage.Missed::instruction).toList());
  }
}
