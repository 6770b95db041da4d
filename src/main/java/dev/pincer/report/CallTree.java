// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import dev.pincer.program.Origin;
import dev.pincer.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The calls that a run goes through, thread by thread; decides which of them share a line.
 *
 * <p>A call that does nothing but one other call stands on one line with it, and so does a call
 * with its only act: {@code handle_mm_fault() > handle_pte_fault()}.
 */
final class CallTree {
  private final Map<String, Visit> visits = new HashMap<>();
  private final Map<Integer, Visit> bodies = new HashMap<>();

  private CallTree() {}

  /** One execution of one inlined function, or the body of a thread. */
  private static final class Visit {
    private final @Nullable Visit caller;
    private final String name;

    /** Where the caller calls it; null for the body of a thread. */
    private final @Nullable Span call;

    private int calls;
    private int acts;
    private boolean named;

    Visit(@Nullable Visit caller, String name, @Nullable Span call) {
      this.caller = caller;
      this.name = name;
      this.call = call;
    }

    /** Whether it stands on the line of its caller. */
    boolean joinsCaller() {
      return caller != null && caller.caller != null && caller.calls == 1 && caller.acts == 0;
    }

    /** How far its own acts are indented. */
    int depth() {
      return caller == null ? 0 : caller.depth() + (joinsCaller() ? 0 : 1);
    }

    boolean isOneAct() {
      return caller != null && acts == 1 && calls == 0;
    }
  }

  /** The rows of {@code acts}, in their order. */
  static ImmutableList<Row> rows(List<Rows.Act> acts) {
    CallTree tree = new CallTree();
    List<Visit> innermost = new ArrayList<>();
    for (Rows.Act act : acts) {
      Visit visit = tree.visit(act);
      visit.acts++;
      innermost.add(visit);
    }
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    Map<Integer, Rows.Act> before = new HashMap<>();
    boolean again = false;
    for (int i = 0; i < acts.size(); i++) {
      Rows.Act act = acts.get(i);
      if (act.isAgain() && !again) {
        again = true;
        rows.add(Row.rule("again and again"));
      }
      boolean goesOn = act.goesOnFrom(before.put(act.thread(), act));
      String text = goesOn ? "" : act.text();
      Visit visit = innermost.get(i);
      ImmutableList<String> calls = tree.enter(visit, act.thread(), rows);
      int depth = calls.isEmpty() ? visit.depth() : visit.depth() - 1;
      rows.add(new Row(act.thread(), depth, calls, text, act.effects(text), act.span()));
    }
    if (again) {
      rows.add(Row.rule(""));
    }
    return rows.build();
  }

  private Visit visit(Rows.Act act) {
    Visit visit = bodies.computeIfAbsent(act.thread(), thread -> new Visit(null, "", null));
    for (int i = 0; i < act.path.size(); i++) {
      Visit caller = visit;
      Origin.Frame frame = act.path.get(i);
      visit =
          visits.computeIfAbsent(
              act.thread() + "/" + act.visits.get(i),
              key -> {
                caller.calls++;
                return new Visit(caller, frame.function() + "()", frame.call());
              });
    }
    return visit;
  }

  /**
   * Adds rows for the calls that lead to {@code visit} and have none yet.
   *
   * @return the names of the last such row if the only act of the visit is to stand on it; else
   *     none
   */
  private ImmutableList<String> enter(Visit visit, int thread, ImmutableList.Builder<Row> rows) {
    List<List<Visit>> lines = new ArrayList<>();
    for (Visit open : path(visit)) {
      if (!open.named) {
        open.named = true;
        if (open.joinsCaller() && !lines.isEmpty()) {
          lines.get(lines.size() - 1).add(open);
        } else {
          lines.add(new ArrayList<>(List.of(open)));
        }
      }
    }
    for (int i = 0; i < lines.size(); i++) {
      ImmutableList<String> names =
          lines.get(i).stream().map(open -> open.name).collect(ImmutableList.toImmutableList());
      if (i == lines.size() - 1 && visit.isOneAct()) {
        return names;
      }
      int depth = lines.get(i).get(0).depth() - 1;
      Span call = lines.get(i).get(0).call;
      rows.add(new Row(thread, depth, names, "", ImmutableList.of(), call));
    }
    return ImmutableList.of();
  }

  /** The visits from the body of the thread, without it, to {@code visit}. */
  private static List<Visit> path(Visit visit) {
    List<Visit> path = new ArrayList<>();
    for (Visit at = visit; at != null && at.caller != null; at = at.caller) {
      path.add(0, at);
    }
    return path;
  }
}
