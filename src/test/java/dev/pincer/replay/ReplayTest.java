// SPDX-License-Identifier: Apache-2.0
package dev.pincer.replay;

import static dev.pincer.oracle.CodeSketch.c;
import static dev.pincer.oracle.CodeSketch.eq;
import static dev.pincer.oracle.CodeSketch.r;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pincer.machine.Event;
import dev.pincer.machine.Fault;
import dev.pincer.oracle.Sketch;
import dev.pincer.program.Program;
import dev.pincer.schedule.Schedule;
import dev.pincer.schedule.ScheduleSyntaxException;
import org.junit.jupiter.api.Test;

class ReplayTest {
  /** Two threads that take a lock, of which the first then chooses and fails. */
  private static Program program() {
    Sketch sketch = new Sketch();
    int lock = sketch.place("lock", 0);
    sketch.initial(code -> code.choose(code.reg("v"), 2).store(lock, c(0)));
    sketch.thread(
        "chooser",
        code -> {
          int v = code.reg("v");
          code.enter("spin_lock").begin().load(v, lock).await(eq(r(v), c(0))).store(lock, c(1));
          code.end().leave().choose(v, 3).store(lock, c(0)).check(r(v), "v is 0");
        });
    sketch.thread(
        "waiter",
        code -> {
          int v = code.reg("v");
          code.let(v, c(4)).enter("spin_lock").begin().load(v, lock).await(eq(r(v), c(0))).end();
        });
    return sketch.program();
  }

  private static Trace trace(String schedule) throws Exception {
    return Replay.trace(program(), Schedule.parse(schedule));
  }

  private static String misfit(String schedule) {
    return String.valueOf(
        assertThrows(ScheduleMisfitException.class, () -> trace(schedule)).getMessage());
  }

  @Test
  void aScheduleGivesItsRun() throws Exception {
    Trace trace = trace("i:1.0:2.0x1.1x1");
    assertEquals(3, trace.steps().size());
    assertTrue(trace.end().threads().stream().allMatch(thread -> thread.hasReturned()));
    assertEquals(new Event.Assigned(0, 0, 4), trace.prologue().get(1).get(0));
    assertEquals(new Event.Chose(5, 2), trace.steps().get(0).events().get(4));
  }

  @Test
  void aRunMayEndWithAFault() throws Exception {
    Fault fault = new Fault(Fault.Kind.ASSERTION, 0, 7, "v is 0");
    assertEquals(fault, trace("i:0.0:0.0x1").end().fault());
  }

  @Test
  void aScheduleThatDoesNotFitSaysWhere() {
    assertEquals("the start chooses among 2 values where the schedule has none", misfit("-"));
    assertEquals(
        "the start chooses among 0 to 1, but the schedule has a greater value", misfit("i:2"));
    assertEquals("the start chooses once, but the schedule has 2 values", misfit("i:1,1"));
    assertEquals("step 1 is of thread 2, but the threads are 0 to 1", misfit("i:0.2x1"));
    assertEquals(
        "step 2 is of thread 1, `waiter`, which waits in spin_lock() at `sketch`: `sketch` is 0",
        misfit("i:0.0:2.1x1"));
    assertEquals("step 2 is of thread 1, `waiter`, which has returned", misfit("i:0.1x2"));
    assertEquals("step 3 comes after the end of the run: v is 0", misfit("i:0.0:0.0x2"));
    assertEquals("step 1 chooses among 3 values where the schedule has none", misfit("i:0.0x1"));
    assertEquals("step 1 chooses nothing, but the schedule has 1 value", misfit("i:0.1:0"));
  }

  @Test
  void aLoopIsRunOnceAndLeadsBack() throws Exception {
    Sketch sketch = new Sketch();
    int x = sketch.place("x", 0);
    sketch.thread("once", code -> code.store(x, c(2)));
    sketch.daemon(
        "forever",
        code -> {
          int again = code.here();
          code.store(x, c(1)).store(x, c(0)).jump(again);
        });
    Program program = sketch.program();
    Schedule schedule = Schedule.parse("0x1.1x2~1x2");
    Trace trace = Replay.trace(program, schedule);
    assertEquals(5, trace.steps().size());
    assertEquals(3, trace.stemLength());
    assertEquals(trace.steps().get(2).after(), trace.end());
    assertEquals(
        "the steps behind `~` do not lead back to where they began: `x` has changed",
        assertThrows(
                ScheduleMisfitException.class,
                () -> Replay.trace(program, Schedule.parse("0x1.1x2~1x1")))
            .getMessage());
    assertEquals(
        "step 3 is of thread 0, `once`, which has returned",
        assertThrows(
                ScheduleMisfitException.class,
                () -> Replay.trace(program, Schedule.parse("0x1~1x1.0x1")))
            .getMessage());
  }

  @Test
  void aLoopIsWrittenBehindATilde() throws Exception {
    for (String text : new String[] {"-~0x1", "i:1.0x2~1:1.0x3", "0x2.1x1~0x1"}) {
      assertEquals(text, Schedule.parse(text).toString());
    }
    for (String text : new String[] {"0x1~", "0x1~-", "0x1~1x1~1x1", "0x1~i:1.0x1", "~0x1"}) {
      assertThrows(ScheduleSyntaxException.class, () -> Schedule.parse(text));
    }
  }
}
