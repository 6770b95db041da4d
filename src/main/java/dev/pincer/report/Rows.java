// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.machine.Event;
import dev.pincer.machine.State;
import dev.pincer.program.Code;
import dev.pincer.program.Instruction;
import dev.pincer.program.Origin;
import dev.pincer.program.Watch;
import dev.pincer.replay.Trace;
import dev.pincer.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns a trace into the lines of its race diagram.
 *
 * <p>A line is an access to shared memory in the words of the innermost function that is told, see
 * {@link Calls}. Functions nest, and are named only if something is shared in them. One that does
 * nothing but call another stands on one line with it.
 *
 * <p>What is only local is left out, and so are accesses to ghosts that the property does not read.
 * Each step has a line.
 */
final class Rows {
  private final Trace trace;
  private final Values values;

  /** Ghost places that are worth a line. */
  private final Set<Integer> ghosts;

  private final List<Act> acts = new ArrayList<>();

  /**
   * Places that decide whether a word goes on or waits: who holds a lock is plain from who took it.
   */
  private final Set<Integer> awaited = new HashSet<>();

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
    return CallTree.rows(rows.acts.stream().filter(act -> act.shown).toList());
  }

  private void step(int index) {
    Trace.Step step = trace.steps().get(index);
    int thread = step.choice().thread();
    if (thread >= lanes.length) {
      for (Event event : step.events()) {
        lanes[thread - lanes.length].seen((Event.Seen) event, index >= trace.stemLength());
      }
      return;
    }
    State before = index == 0 ? trace.start() : trace.steps().get(index - 1).after();
    int from = acts.size();
    lanes[thread].beginStep(before.threads().get(thread).pc());
    for (Event event : step.events()) {
      lanes[thread].event(event);
    }
    for (Act act : acts.subList(from, acts.size())) {
      act.again = index >= trace.stemLength();
    }
    prune(acts.subList(from, acts.size()));
  }

  /**
   * Of a step with several acts, an atomic block, only what it changed is told, and what it read
   * only if it changed nothing. An act that turned out to be nothing is hidden, unless it is all
   * that the step has. Changes of ghosts happen beside that, and hide nothing.
   */
  private static void prune(List<Act> step) {
    boolean anyChange = step.stream().anyMatch(Act::changes);
    boolean anyShown = false;
    for (Act act : step) {
      boolean readsOnly =
          act.writes.isEmpty() && act.delayed.isEmpty() && act.choices.isEmpty() && !act.failed;
      act.shown = !act.isNothing() && !(step.size() > 1 && anyChange && readsOnly);
      anyShown |= act.shown && !act.isOfGhosts();
    }
    if (!anyShown) {
      step.get(0).shown = true;
    }
  }

  /** What one step does in the words of one line of source; most steps are one act. */
  final class Act {
    final Lane lane;

    /** The open calls that are told. */
    final ImmutableList<Origin.Frame> path;

    /**
     * Numbers the visits to each of {@link #path}: a call that is entered again is another visit.
     */
    final ImmutableList<Integer> visits;

    private final Origin origin;

    /** The expression that it is, in the function at the end of {@link #path}. */
    private final Span span;

    private final Span statement;

    /** The call of a word that it is a part of; -1 if none. */
    private final int word;

    private final List<Event.Accessed> reads = new ArrayList<>();
    private final List<Event.Accessed> writes = new ArrayList<>();
    private final List<Event.Delayed> delayed = new ArrayList<>();
    private final List<Event.Stale> stale = new ArrayList<>();
    private final List<Event.Early> early = new ArrayList<>();
    private final List<Event.Chose> choices = new ArrayList<>();

    /** What memory itself did for the thread; null for what the thread did. */
    private final Event.@Nullable Seen seen;

    private @Nullable String result;
    private boolean waited;

    /** Whether it is a look that tells the thread to wait on. */
    private boolean inVain;

    private boolean failed;
    private boolean shown = true;

    /** Whether it is one of those that repeat for ever. */
    private boolean again;

    private Act(Lane lane, Event.Seen seen) {
      this.lane = lane;
      this.origin = lane.code.origins().get(0);
      this.path = ImmutableList.of();
      this.visits = ImmutableList.of();
      this.span = origin.span();
      this.statement = origin.statement();
      this.word = -1;
      this.seen = seen;
    }

    private Act(Lane lane, Origin origin) {
      this.lane = lane;
      this.seen = null;
      this.origin = origin;
      this.path = lane.open;
      this.visits = ImmutableList.copyOf(lane.visits);
      Origin.@Nullable Frame call = lane.calls.word(origin);
      this.span = call == null ? origin.span() : call.call();
      this.statement = call == null ? origin.statement() : call.statement();
      this.word = call == null ? -1 : call.instance();
    }

    int thread() {
      return lane.thread;
    }

    Span span() {
      return span;
    }

    private boolean covers(Origin other) {
      Origin.@Nullable Frame call = lane.calls.word(other);
      return call == null
          ? word < 0 && span.equals(other.span()) && visits.equals(lane.visits)
          : call.instance() == word;
    }

    boolean isAgain() {
      return again;
    }

    /** Whether it is a later step of the word that {@code before} is a step of. */
    boolean goesOnFrom(@Nullable Act before) {
      return before != null
          && again == before.again
          && word >= 0
          && word == before.word
          && visits.equals(before.visits);
    }

    private boolean changes() {
      return !delayed.isEmpty()
          || writes.stream()
              .anyMatch(write -> !write.ghost() && !write.before().equals(write.after()));
    }

    private boolean isOfGhosts() {
      return reads.isEmpty()
          && choices.isEmpty()
          && !failed
          && delayed.isEmpty()
          && seen == null
          && writes.stream().allMatch(Event.Accessed::ghost);
    }

    private boolean isNothing() {
      return reads.isEmpty()
          && writes.isEmpty()
          && delayed.isEmpty()
          && choices.isEmpty()
          && !failed
          && seen == null;
    }

    /** The line in the author's words, with the value that came of it where there is one. */
    String text() {
      if (seen != null && seen.before().isEmpty()) {
        return "a store that changes nothing is seen by all";
      }
      if (seen != null) {
        ImmutableList<String> changes = values.changes(seen.address(), seen.before(), seen.after());
        // What changes of a lock is left out elsewhere; here it is all that there is.
        String what =
            changes.isEmpty()
                ? values.equation(seen.address(), seen.after())
                : String.join(", ", changes);
        return what + " is seen by all";
      }
      if (waited) {
        return Wording.sentence(statement, span);
      }
      String expression = Wording.line(span);
      if (result != null) {
        return expression + " == " + result;
      }
      String value = value();
      if (!value.isEmpty()) {
        @Nullable String target = Wording.target(statement, span);
        return target != null
            ? target + " = " + expression + " = " + value
            : expression + " == " + value;
      }
      return Wording.sentence(statement, span);
    }

    /** The value of an act that is one read or one choice, and nothing but that; else empty. */
    private String value() {
      boolean plain = word < 0 || lane.calls.isPlainRead(origin);
      if (!writes.isEmpty()
          || !delayed.isEmpty()
          || failed
          || waited
          || !plain
          || reads.size() + choices.size() != 1) {
        return "";
      }
      return choices.isEmpty()
          ? values.contents(reads.get(0).address(), reads.get(0).after())
          : Integer.toString(choices.get(0).value());
    }

    /** What it saw or changed, where {@code text} does not say so itself. */
    ImmutableList<String> effects(String text) {
      ImmutableList.Builder<String> effects = ImmutableList.builder();
      boolean told = !text.isEmpty() && (result != null || !value().isEmpty());
      // What a word returned says nothing of what it wrote.
      String said = told && result != null ? Wording.line(span) : text;
      boolean anyChange = changes();
      for (Event.Chose chose : choices) {
        if (!told) {
          Span where = lane.code.origins().get(chose.instruction()).span();
          effects.add(Wording.line(where) + " == " + chose.value());
        }
      }
      for (Event.Accessed write : writes) {
        // Beside a change, what stays as it was is not worth a line.
        boolean idle = anyChange && write.before().equals(write.after());
        if (!idle && !isEvident(write, said) && !isOfLock(write)) {
          effects.addAll(values.changes(write.address(), write.before(), write.after()));
        }
      }
      for (Event.Delayed store : delayed) {
        effects.add(stored(store.address(), store.values(), text) + "waits in the store buffer");
      }
      for (Event.Early store : early) {
        effects.add(stored(store.address(), store.values(), text) + "was seen by all before");
      }
      if (inVain) {
        List<String> found = new ArrayList<>();
        reads.forEach(read -> found.add(values.equation(read.address(), read.after())));
        effects.add("waits on, as " + String.join(", ", found));
      }
      if (writes.isEmpty() && delayed.isEmpty() && !waited && !told) {
        for (Event.Accessed read : reads) {
          effects.add(values.equation(read.address(), read.after()));
        }
      }
      for (Event.Stale load : stale) {
        if (reads.stream().anyMatch(read -> read.address() == load.address())) {
          effects.add(overlooked(load));
        }
      }
      ImmutableList<String> all = effects.build();
      return all.isEmpty() && text.isEmpty() ? ImmutableList.of(innermost()) : all;
    }

    /** What a store stores, where the text does not say so itself. */
    private String stored(int address, ImmutableLongArray after, String text) {
      return isEvident(address, after, text) ? "" : values.equation(address, after) + " ";
    }

    /** Which store a load should have given, if threads saw all at once. */
    private String overlooked(Event.Stale load) {
      String what =
          reads.size() == 1
              ? values.contents(load.address(), load.newest())
              : values.equation(load.address(), load.newest());
      return load.thread() == thread()
          ? "before its own store of " + what
          : "stale, CPU " + load.thread() + "'s store of " + what + " is not seen yet";
    }

    /** Whether a word, such as {@code up_read()}, writes what such words wait for. */
    private boolean isOfLock(Event.Accessed write) {
      return word >= 0 && awaited.contains(write.address());
    }

    /** What a step does that nothing else can be said of. */
    private String innermost() {
      return origin.frames().isEmpty()
          ? Wording.line(origin.span())
          : Wording.line(origin.frames().get(origin.frames().size() - 1).call());
    }

    /** Whether the text says already what was written: {@code WRITE_ONCE(mm->has_pinned, 1)}. */
    private boolean isEvident(Event.Accessed write, String text) {
      return isEvident(write.address(), write.after(), text);
    }

    private boolean isEvident(int address, ImmutableLongArray after, String text) {
      return after.length() == 1
          && !text.isEmpty()
          && Wording.says(text, values.contents(address, after));
    }
  }

  /** One thread on its way through the trace. */
  private final class Lane {
    private final int thread;
    private final Code code;
    private final Calls calls;

    /** The calls that are told and open now, and the number of each visit. */
    private ImmutableList<Origin.Frame> open = ImmutableList.of();

    private final List<Integer> visits = new ArrayList<>();
    private int visitCount;
    private @Nullable Act last;

    Lane(int thread, Code code) {
      this.thread = thread;
      this.code = code;
      this.calls = new Calls(code);
    }

    private void moveTo(Origin origin) {
      ImmutableList<Origin.Frame> path = calls.told(origin);
      int same = 0;
      while (same < Math.min(path.size(), open.size()) && path.get(same).equals(open.get(same))) {
        same++;
      }
      while (visits.size() > same) {
        visits.remove(visits.size() - 1);
      }
      while (visits.size() < path.size()) {
        visits.add(visitCount++);
      }
      open = path;
    }

    /** The act that {@code origin} belongs to; a new one if it is not the last. */
    private Act act(Origin origin, boolean newStep) {
      Act act = last;
      if (act == null || newStep || !act.covers(origin)) {
        act = new Act(this, origin);
        last = act;
        acts.add(act);
      }
      return act;
    }

    /** A line of its own, outside of all calls. */
    void seen(Event.Seen event, boolean again) {
      Act act = new Act(this, event);
      act.again = again;
      acts.add(act);
    }

    void beginStep(int pc) {
      moveTo(calls.origin(pc));
      act(calls.origin(pc), true);
    }

    void event(Event event) {
      Origin origin = calls.origin(event.instruction());
      moveTo(origin);
      if (event instanceof Event.Accessed access) {
        if (!access.ghost()) {
          Act act = act(origin, false);
          (access.store() ? act.writes : act.reads).add(access);
        } else if (access.store() && isWatchedGhost(access)) {
          act(origin, false).writes.add(access);
        }
      } else if (event instanceof Event.Delayed store) {
        act(origin, false).delayed.add(store);
      } else if (event instanceof Event.Stale load) {
        act(origin, false).stale.add(load);
      } else if (event instanceof Event.Early store) {
        act(origin, false).early.add(store);
      } else if (event instanceof Event.Chose chose) {
        act(origin, false).choices.add(chose);
      } else if (event instanceof Event.Faulted) {
        act(origin, false).failed = true;
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

    /** A condition that the last act is a part of: {@code if (page_maybe_dma_pinned(page))}. */
    private void decided(Origin origin, Event.Decided decided) {
      Instruction instruction = code.instructions().get(decided.instruction());
      if (last == null) {
        return;
      }
      if (instruction instanceof Instruction.Await) {
        last.waited = true;
        last.inVain |= !decided.truth();
        if (last.word >= 0) {
          last.reads.forEach(read -> awaited.add(read.address()));
        }
      }
      if (instruction instanceof Instruction.Assert && decided.truth() && !last.reads.isEmpty()) {
        last.reads.remove(
            last.reads.size() - 1); // It was read only to check it, and is as it should be.
      }
      ImmutableList<Watch> watches = Watches.of(instruction);
      for (int i = 0; i < watches.size(); i++) {
        Watch watch = watches.get(i);
        OptionalLong value = decided.watched().get(i);
        if (value.isPresent()
            && watch.text().equals(last.span)
            && calls.told(origin).equals(last.path)) {
          last.result = values.text(watch.type(), value.getAsLong());
        }
      }
    }
  }
}
