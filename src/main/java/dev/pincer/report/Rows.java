// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.machine.Event;
import dev.pincer.program.Code;
import dev.pincer.program.Instruction;
import dev.pincer.program.Origin;
import dev.pincer.program.Register;
import dev.pincer.program.Watch;
import dev.pincer.replay.Trace;
import dev.pincer.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns a trace into the lines of its race diagram.
 *
 * <p>A line is an access to shared memory in the words of the innermost function that stands in a
 * .c file. What functions of headers do is told in terms of the call: {@code pte = ptep_get(ptep)},
 * not how {@code ptep_get} is made; so a topic header reads as the kernel's own word. Calls of
 * functions of .c files nest, and are shown only if something is shared in them.
 *
 * <p>Steps of nothing but local computation, and accesses to ghosts that the property does not
 * read, are left out.
 */
final class Rows {
  private final Trace trace;
  private final Values values;

  /** Ghost places that are worth a line. */
  private final Set<Integer> ghosts;

  private final List<Act> acts = new ArrayList<>();
  private final Lane[] lanes;

  private Rows(Trace trace, Set<Integer> ghosts) {
    this.trace = trace;
    this.values = new Values(trace.program());
    this.ghosts = ghosts;
    this.lanes = new Lane[trace.program().threads().size()];
    for (int i = 0; i < lanes.length; i++) {
      lanes[i] = new Lane(i, trace.program().threads().get(i).code());
    }
  }

  /**
   * @param ghosts addresses of ghosts whose changes are shown: those that the property reads
   */
  static ImmutableList<Row> of(Trace trace, ImmutableSet<Integer> ghosts) {
    Rows rows = new Rows(trace, ghosts);
    for (int thread = 0; thread < trace.prologue().size(); thread++) {
      for (Event event : trace.prologue().get(thread)) {
        rows.lanes[thread].event(event);
      }
    }
    for (int i = 0; i < trace.steps().size(); i++) {
      rows.step(i);
    }
    return rows.print();
  }

  // ---- from events to acts -----------------------------------------------------------------

  /** What one step does in the words of one line of source; most steps are one act. */
  private static final class Act {
    final Lane lane;

    /** Open calls of functions in .c files. */
    final ImmutableList<Origin.Frame> path;

    /** How many calls of {@link #path} have been open ever since the act of this thread before. */
    final int sharedDepth;

    /** The expression that it is, in the function at the end of {@link #path}. */
    final Span span;

    final Span statement;

    /** The call of a header's function that it is a part of; -1 if none. */
    final int instance;

    final List<Event.Accessed> reads = new ArrayList<>();
    final List<Event.Accessed> writes = new ArrayList<>();
    final List<Event.Chose> choices = new ArrayList<>();
    final List<Values.Part> assigned = new ArrayList<>();
    @Nullable String result;
    boolean waited;
    boolean failed;
    boolean shown = true;

    Act(Lane lane, Origin origin, int sharedDepth) {
      this.lane = lane;
      this.path = Calls.told(origin);
      this.sharedDepth = sharedDepth;
      Origin.@Nullable Frame call = Calls.header(origin);
      this.span = call == null ? origin.span() : call.call();
      this.statement = call == null ? origin.statement() : call.statement();
      this.instance = call == null ? -1 : call.instance();
    }

    boolean covers(Origin origin) {
      Origin.@Nullable Frame call = Calls.header(origin);
      return call == null
          ? instance < 0 && span.equals(origin.span()) && path.equals(Calls.told(origin))
          : call.instance() == instance;
    }

    boolean sameLine(Act other) {
      return lane == other.lane
          && instance == other.instance
          && span.equals(other.span)
          && path.equals(other.path)
          && other.sharedDepth == path.size();
    }

    boolean changes() {
      return writes.stream().anyMatch(write -> !write.before().equals(write.after()));
    }

    boolean isNothing() {
      return reads.isEmpty() && writes.isEmpty() && choices.isEmpty() && !failed;
    }
  }

  /** One thread on its way through the trace. */
  private final class Lane {
    final int thread;
    final Code code;

    /** Calls that are open now. */
    ImmutableList<Origin.Frame> open = ImmutableList.of();

    /** How many of {@link #open} have been open ever since the last act. */
    int sharedDepth;

    @Nullable Act last;

    Lane(int thread, Code code) {
      this.thread = thread;
      this.code = code;
    }

    private void moveTo(Origin origin) {
      ImmutableList<Origin.Frame> path = Calls.told(origin);
      int same = 0;
      while (same < Math.min(path.size(), open.size()) && path.get(same).equals(open.get(same))) {
        same++;
      }
      sharedDepth = Math.min(sharedDepth, same);
      open = path;
    }

    /** The act that {@code origin} belongs to; a new one if it is not the last. */
    Act act(Origin origin, boolean newStep) {
      if (last == null || newStep || !last.covers(origin)) {
        last = new Act(this, origin, sharedDepth);
        sharedDepth = open.size();
        acts.add(last);
      }
      return last;
    }

    void beginStep(int pc) {
      moveTo(code.origins().get(pc));
      act(code.origins().get(pc), true);
    }

    void event(Event event) {
      Origin origin = code.origins().get(event.instruction());
      moveTo(origin);
      if (event instanceof Event.Accessed access) {
        if (!access.ghost()) {
          Act act = act(origin, false);
          (access.store() ? act.writes : act.reads).add(access);
        } else if (access.store() && isWatchedGhost(access)) {
          act(origin, false).writes.add(access);
        }
      } else if (event instanceof Event.Chose chose) {
        act(origin, false).choices.add(chose);
      } else if (event instanceof Event.Faulted) {
        act(origin, false).failed = true;
      } else if (event instanceof Event.Assigned assigned) {
        assigned(origin, assigned);
      } else if (event instanceof Event.Decided decided) {
        decided(origin, decided);
      }
    }

    private boolean isWatchedGhost(Event.Accessed access) {
      for (int i = 0; i < access.before().length(); i++) {
        if (ghosts.contains(access.address() + i)
            && access.before().get(i) != access.after().get(i)) {
          return true;
        }
      }
      return false;
    }

    /** A local that the statement of the last act gives a value: {@code pte = ptep_get(ptep)}. */
    private void assigned(Origin origin, Event.Assigned assigned) {
      Register register = code.registers().get(assigned.register());
      if (last == null || !isOfStatement(last, origin) || register.name().isEmpty()) {
        return;
      }
      String target = Wording.target(last.statement, last.span);
      if (target == null || !register.name().startsWith(target)) {
        return;
      }
      String rest = register.name().substring(target.length());
      if (rest.isEmpty() || rest.startsWith(".") || rest.startsWith("[")) {
        last.assigned.add(new Values.Part(rest, register.type(), assigned.value()));
      }
    }

    /** A condition that the last act is a part of: {@code if (page_maybe_dma_pinned(page))}. */
    private void decided(Origin origin, Event.Decided decided) {
      Instruction instruction = code.instructions().get(decided.instruction());
      if (last == null) {
        return;
      }
      if (instruction instanceof Instruction.Await) {
        last.waited = true;
      }
      ImmutableList<Watch> watches = Watches.of(instruction);
      for (int i = 0; i < watches.size(); i++) {
        Watch watch = watches.get(i);
        OptionalLong value = decided.watched().get(i);
        if (value.isPresent()
            && watch.text().equals(last.span)
            && Calls.told(origin).equals(last.path)) {
          last.result = values.text(watch.type(), value.getAsLong());
        }
      }
    }

    private boolean isOfStatement(Act act, Origin origin) {
      return origin.statement().equals(act.statement) && Calls.told(origin).equals(act.path);
    }
  }

  private void step(int index) {
    Trace.Step step = trace.steps().get(index);
    int thread = step.choice().thread();
    Lane lane = lanes[thread];
    var before = index == 0 ? trace.start() : trace.steps().get(index - 1).after();
    int from = acts.size();
    lane.beginStep(before.threads().get(thread).pc());
    for (Event event : step.events()) {
      lane.event(event);
    }
    prune(from);
  }

  /**
   * Of a step with several acts, an atomic block, only what it changed is told, and what it read
   * only if it changed nothing. An act that turned out to be nothing is hidden, unless it is all
   * that the step has: each step is somewhere in the diagram.
   */
  private void prune(int from) {
    List<Act> step = acts.subList(from, acts.size());
    boolean anyChange = step.stream().anyMatch(Act::changes);
    boolean anyShown = false;
    for (Act act : step) {
      boolean readsOnly = act.writes.isEmpty() && act.choices.isEmpty() && !act.failed;
      act.shown = !act.isNothing() && !(step.size() > 1 && anyChange && readsOnly);
      anyShown |= act.shown;
    }
    if (!anyShown) {
      step.get(0).shown = true;
    }
  }

  // ---- from acts to rows -------------------------------------------------------------------

  private ImmutableList<Row> print() {
    ImmutableList.Builder<Row> rows = ImmutableList.builder();
    Act[] before = new Act[lanes.length]; // The act before, of each thread, shown or not.
    int[] named = new int[lanes.length]; // How many open calls have been named.
    for (Act act : acts) {
      int thread = act.lane.thread;
      Act previous = before[thread];
      before[thread] = act;
      if (previous != null) {
        int same = commonDepth(previous.path, act.path, act.sharedDepth);
        named[thread] = Math.min(named[thread], same);
      }
      if (!act.shown) {
        continue;
      }
      for (int depth = named[thread]; depth < act.path.size(); depth++) {
        rows.add(new Row(thread, depth, act.path.get(depth).function() + "()", ImmutableList.of()));
      }
      named[thread] = act.path.size();
      boolean continued =
          act.instance >= 0 && previous != null && previous.shown && previous.sameLine(act);
      String text = continued ? "" : text(act);
      rows.add(new Row(thread, act.path.size(), text, effects(act, text)));
    }
    return rows.build();
  }

  private static int commonDepth(
      ImmutableList<Origin.Frame> a, ImmutableList<Origin.Frame> b, int atMost) {
    int same = 0;
    while (same < Math.min(Math.min(a.size(), b.size()), atMost)
        && a.get(same).equals(b.get(same))) {
      same++;
    }
    return same;
  }

  /** The line in the author's words, with the value that came of it where there is one. */
  private String text(Act act) {
    @Nullable String target = Wording.target(act.statement, act.span);
    String expression = Wording.line(act.span);
    if (!act.assigned.isEmpty()) {
      return target + " = " + expression + " = " + assignedText(act);
    }
    if (act.result != null) {
      return expression + " == " + act.result;
    }
    if (act.instance < 0 && act.writes.isEmpty() && !act.failed && !act.waited) {
      String value = readText(act);
      if (!value.isEmpty()) {
        return target != null
            ? target + " = " + expression + " = " + value
            : expression + " == " + value;
      }
    }
    return Wording.sentence(act.statement, act.span);
  }

  private String assignedText(Act act) {
    return act.assigned.size() == 1 && act.assigned.get(0).name().isEmpty()
        ? values.text(act.assigned.get(0).type(), act.assigned.get(0).value())
        : values.struct(act.assigned);
  }

  /** The value of an act that is one read or one choice; empty if it is more. */
  private String readText(Act act) {
    if (act.choices.size() == 1 && act.reads.isEmpty()) {
      return Integer.toString(act.choices.get(0).value());
    }
    if (act.reads.size() == 1 && act.choices.isEmpty()) {
      return values.contents(act.reads.get(0).address(), act.reads.get(0).after());
    }
    return "";
  }

  private ImmutableList<String> effects(Act act, String text) {
    ImmutableList.Builder<String> effects = ImmutableList.builder();
    for (Event.Chose chose : act.choices) {
      if (act.instance >= 0) {
        Span span = act.lane.code.origins().get(chose.instruction()).span();
        effects.add(Wording.line(span) + " == " + chose.value());
      }
    }
    for (Event.Accessed write : act.writes) {
      if (!evident(write, text)) {
        effects.addAll(values.changes(write.address(), write.before(), write.after()));
      }
    }
    boolean told = !text.isEmpty() && (act.result != null || !act.assigned.isEmpty());
    if (act.writes.isEmpty()
        && !act.waited
        && !told
        && (act.instance >= 0 || act.reads.size() > 1)) {
      for (Event.Accessed read : act.reads) {
        effects.add(
            values.place(read.address(), read.after().length())
                + " == "
                + values.contents(read.address(), read.after()));
      }
    }
    return effects.build();
  }

  /** Whether the text says already what was written: {@code WRITE_ONCE(mm->has_pinned, 1)}. */
  private boolean evident(Event.Accessed write, String text) {
    ImmutableLongArray after = write.after();
    return after.length() == 1
        && !text.isEmpty()
        && Wording.says(text, values.contents(write.address(), after));
  }
}
