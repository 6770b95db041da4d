// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import dev.pincer.schedule.Choice;
import dev.pincer.schedule.Schedule;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.SearchResult;
import dev.pincer.verdict.Verdict;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * What the search of a {@link RecordModel} found. As text: the verdict on each property, with its
 * shortest run where there is one.
 *
 * @param <S> the states
 */
public final class RecordResult<S extends Record> {
  /**
   * One step of a run.
   *
   * @param thread the name of the thread
   * @param step the name of the step
   * @param after the state behind it
   */
  public record Taken<S extends Record>(String thread, String step, S after) {}

  private final RecordModel<S> model;
  private final RecordSystem<S> system;
  private final SearchResult search;

  RecordResult(RecordModel<S> model, RecordSystem<S> system, SearchResult search) {
    this.model = model;
    this.system = system;
    this.search = search;
  }

  /** The counts, and how far the search went. */
  public SearchResult search() {
    return search;
  }

  /** Distinct states found. */
  public long states() {
    return search.states();
  }

  /**
   * One for each property, in the order of the model, and for undefined behaviour; and for deadlock
   * and livelock if the model says where runs end.
   */
  public ImmutableList<Finding> findings() {
    return search.findings().stream().filter(this::means).collect(ImmutableList.toImmutableList());
  }

  private boolean means(Finding finding) {
    return switch (finding.kind()) {
      case INVARIANT, FINALLY, WITNESS, EVENTUALLY, LEADS_TO, UNDEFINED_BEHAVIOUR -> true;
      case DEADLOCK, LIVELOCK -> model.end() != null;
      case ASSERT, DATA_RACE -> false;
    };
  }

  /** The finding on a property of the model, or on one of the built-in ones by name. */
  public Finding finding(String property) {
    for (Finding finding : findings()) {
      if (finding.property().equals(property)) {
        return finding;
      }
    }
    throw new IllegalArgumentException("no property `" + property + "`");
  }

  public Verdict verdict(String property) {
    return finding(property).verdict();
  }

  /** Whether every property holds and every witness is reached. */
  public boolean isGood() {
    return findings().stream()
        .allMatch(f -> f.verdict() == Verdict.HOLDS || f.verdict() == Verdict.REACHED);
  }

  /**
   * The initial state of a run of this model.
   *
   * @param schedule a witness of this result
   */
  public S start(Schedule schedule) {
    return model.starts().get(schedule.start().isEmpty() ? 0 : schedule.start().get(0));
  }

  /**
   * The steps of a run of this model.
   *
   * @param schedule a witness of this result
   */
  public ImmutableList<Taken<S>> run(Schedule schedule) {
    ImmutableList.Builder<Taken<S>> run = ImmutableList.builder();
    RecordSystem.Stand<S> stand = new RecordSystem.Stand<>(start(schedule), null);
    for (Choice choice : schedule.choices()) {
      RecordSystem.Stand<S> next = system.step(stand, choice);
      if (next == null) {
        throw new IllegalArgumentException("no run of this model: " + schedule);
      }
      String thread = model.actors().get(choice.thread()).name();
      run.add(new Taken<>(thread, system.named(choice).name(), next.state()));
      stand = next;
    }
    return run.build();
  }

  // Text.

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Finding finding : findings()) {
      text.append(title(finding));
      Schedule witness = finding.witness();
      if (witness != null) {
        appendRun(text.append('\n'), witness);
        text.append('\n');
      }
    }
    text.append(search.states()).append(" states, ");
    text.append(
        search.exhaustive()
            ? "exhaustive"
            : "stopped at the limit: " + search.limit().name().toLowerCase(Locale.ROOT));
    return text.append('\n').toString();
  }

  private static String title(Finding finding) {
    boolean calm = finding.verdict() == Verdict.HOLDS || finding.verdict() == Verdict.REACHED;
    String word = finding.verdict().word();
    String detail = finding.detail().isEmpty() ? "" : ": " + finding.detail();
    return Strings.padEnd(calm ? word : word.toUpperCase(Locale.ROOT), 9, ' ')
        + " "
        + finding.property()
        + detail
        + "\n";
  }

  private void appendRun(StringBuilder text, Schedule schedule) {
    List<List<String>> rows = new ArrayList<>();
    rows.add(List.of("step", "thread", "does", "what changed"));
    S state = start(schedule);
    rows.add(List.of("", "", "", state.toString()));
    int number = 0;
    for (Taken<S> taken : run(schedule.onceRound())) {
      if (number == schedule.stepCount()) {
        rows.add(List.of("", "", "again and again:", ""));
      }
      number++;
      String changes = changes(state, taken.after());
      rows.add(List.of(Integer.toString(number), taken.thread(), taken.step(), changes));
      state = taken.after();
    }
    int[] widths = new int[4];
    for (List<String> row : rows) {
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], row.get(i).length());
      }
    }
    for (List<String> row : rows) {
      StringBuilder line = new StringBuilder("  ");
      for (int i = 0; i < widths.length - 1; i++) {
        String cell = row.get(i);
        line.append(
            i == 0 ? Strings.padStart(cell, widths[i], ' ') : Strings.padEnd(cell, widths[i], ' '));
        line.append("  ");
      }
      text.append(line.append(row.get(widths.length - 1)).toString().stripTrailing()).append('\n');
    }
    text.append("  shortest: ")
        .append(count(schedule.stepCount(), "step"))
        .append(", ")
        .append(count(schedule.switchCount(), "context switch"))
        .append(schedule.loop().isEmpty() ? "" : ", then a loop of ")
        .append(schedule.loop().isEmpty() ? "" : count(schedule.loop().size(), "step"))
        .append("; schedule ")
        .append(schedule)
        .append('\n');
  }

  private static String count(int count, String what) {
    return count + " " + what + (count == 1 ? "" : what.endsWith("h") ? "es" : "s");
  }

  /** The components of the record that differ: {@code x: 0 -> 1}. */
  private static String changes(Record before, Record after) {
    List<String> changes = new ArrayList<>();
    for (RecordComponent component : before.getClass().getRecordComponents()) {
      Object old = value(component, before);
      Object now = value(component, after);
      if (!Objects.equals(old, now)) {
        changes.add(component.getName() + ": " + old + " -> " + now);
      }
    }
    return String.join(", ", changes);
  }

  private static Object value(RecordComponent component, Record record) {
    try {
      component.getAccessor().setAccessible(true);
      return String.valueOf(component.getAccessor().invoke(record));
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }
}
