// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.Longs;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import dev.pincer.verdict.Verdict;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the rows of expected.txt. */
final class RowParser {
  static final ImmutableList<String> COLUMNS =
      ImmutableList.of(
          "stage-or-proposal",
          "scenario",
          "memory",
          "property",
          "verdict",
          "steps",
          "states",
          "why");
  static final int SUBJECT = 0;
  static final int SCENARIO = 1;
  static final int MEMORY = 2;
  static final int PROPERTY = 3;
  static final int VERDICT = 4;
  static final int STEPS = 5;
  static final int STATES = 6;
  static final int WHY = 7;

  /** The memory models that a row can name. */
  private static final ImmutableSet<String> MEMORIES = ImmutableSet.of("sc", "tso", "weak", "lkmm");

  /** Those that there are not yet, so that a row can only wait for them. */
  private static final ImmutableSet<String> FUTURE = ImmutableSet.of("lkmm");

  /** In place of the states: the row waits for its memory model. */
  private static final String WAITING = "waiting";

  private static final ImmutableMap<String, Verdict> VERDICTS =
      ImmutableMap.of(
          Verdict.HOLDS.word(), Verdict.HOLDS,
          Verdict.BROKEN.word(), Verdict.BROKEN,
          Verdict.REACHED.word(), Verdict.REACHED,
          Verdict.UNREACHED.word(), Verdict.UNREACHED);

  private static final Pattern NAME = Pattern.compile("\\*|[A-Za-z_]\\w*");

  private final SourceFile file;
  private final Corpus corpus;
  private final Diagnostics diagnostics;

  private final Map<String, Scenario> scenarios = new HashMap<>();
  private final Map<String, Proposal> proposals = new HashMap<>();

  /** What rows above have named: few words in thousands of rows. */
  private final Map<String, Stage> stages = new HashMap<>();

  private final Set<String> properties = new HashSet<>();

  RowParser(SourceFile file, Corpus corpus, Diagnostics diagnostics) {
    this.file = file;
    this.corpus = corpus;
    this.diagnostics = diagnostics;
    corpus.scenarios().forEach(scenario -> scenarios.put(scenario.name(), scenario));
    corpus.proposals().forEach(proposal -> proposals.put(proposal.name(), proposal));
  }

  ImmutableMap<Expectations.Key, Expectations.Row> parse() {
    Map<Expectations.Key, Expectations.Row> rows = new LinkedHashMap<>();
    for (int line = 1; line <= file.lineCount(); line++) {
      String text = file.lineText(line);
      if (text.isBlank() || text.stripLeading().startsWith("#")) {
        continue;
      }
      int start = file.lineStart(line);
      Span place = new Span(file, start, start + text.stripTrailing().length());
      Expectations.Row row = row(place);
      if (row != null) {
        Expectations.Row first =
            rows.putIfAbsent(
                new Expectations.Key(row.subject(), row.scenario(), row.memory(), row.property()),
                row);
        if (first != null) {
          diagnostics
              .error(ErrorCode.ROW_TWICE, place, row.name())
              .second(first.place(), "the first");
        }
      }
    }
    return ImmutableMap.copyOf(rows);
  }

  /** The words of a row, but for the why, which is all the rest. */
  private static ImmutableList<Span> cells(Span row) {
    ImmutableList.Builder<Span> cells = ImmutableList.builderWithExpectedSize(COLUMNS.size());
    String text = row.file().text();
    int at = wordStart(text, row.start(), row.end());
    for (int column = SUBJECT; column < WHY && at < row.end(); column++) {
      int end = wordEnd(text, at, row.end());
      cells.add(new Span(row.file(), at, end));
      at = wordStart(text, end, row.end());
    }
    if (at < row.end()) {
      cells.add(new Span(row.file(), at, row.end()));
    }
    return cells.build();
  }

  private static int wordStart(String text, int from, int end) {
    int at = from;
    while (at < end && isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  private static int wordEnd(String text, int from, int end) {
    int at = from;
    while (at < end && !isBlank(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /**
   * As {@code \\s} of a regular expression, which takes longer for a table of thousands of rows.
   */
  private static boolean isBlank(char c) {
    return c == ' ' || (c >= '\t' && c <= '\r');
  }

  /** The word of a row in {@code column}; the whole row where it has none. */
  static Span cell(Span row, int column) {
    ImmutableList<Span> cells = cells(row);
    return column < cells.size() ? cells.get(column) : row;
  }

  private Expectations.@Nullable Row row(Span place) {
    ImmutableList<Span> cells = cells(place);
    if (cells.size() < WHY) {
      diagnostics.error(ErrorCode.ROW_COLUMNS, place, cells.size());
      return null;
    }
    int before = diagnostics.count();
    Scenario scenario = scenario(cells.get(SCENARIO));
    String subject = scenario == null ? null : subject(cells.get(SUBJECT), scenario);
    Span memory = cells.get(MEMORY);
    if (!MEMORIES.contains(memory.text())) {
      diagnostics
          .error(ErrorCode.UNKNOWN_MEMORY, memory, memory.text())
          .hint("take " + String.join(" or ", MEMORIES));
    }
    Span property = cells.get(PROPERTY);
    String propertyName = property.text();
    if (!properties.contains(propertyName) && !isName(propertyName)) {
      diagnostics
          .error(ErrorCode.ROW_WORD, property, property.text(), "the name of a property")
          .hint("`*` stands for all that have no row of their own");
    }
    Verdict verdict = verdict(cells.get(VERDICT), property);
    long steps = verdict == null ? 0 : steps(cells.get(STEPS), verdict);
    boolean waiting = cells.get(STATES).text().equals(WAITING);
    long states =
        waiting
            ? Expectations.Row.UNCOUNTED
            : count(cells.get(STATES), "a number of states, or `?`");
    if (!waiting && FUTURE.contains(memory.text())) {
      diagnostics
          .error(ErrorCode.ROW_WORD, cells.get(STATES), cells.get(STATES).text(), "`waiting`")
          .hint("there is no memory model " + memory.text() + " to judge this row under");
    }
    if (diagnostics.count() > before || scenario == null || subject == null || verdict == null) {
      return null;
    }
    return new Expectations.Row(
        place,
        subject,
        scenario.name(),
        memory.text(),
        propertyName,
        verdict,
        steps,
        states,
        waiting,
        cells.size() > WHY ? cells.get(WHY).text() : "");
  }

  private boolean isName(String word) {
    return NAME.matcher(word).matches() && properties.add(word);
  }

  private @Nullable Scenario scenario(Span cell) {
    String word = cell.text();
    Scenario scenario = scenarios.get(word);
    if (scenario == null) {
      List<String> names = new ArrayList<>();
      corpus.scenarios().forEach(each -> names.add(each.name()));
      diagnostics.error(ErrorCode.UNKNOWN_SCENARIO, cell, word).didYouMean(word, names);
    }
    return scenario;
  }

  private @Nullable String subject(Span cell, Scenario scenario) {
    String word = cell.text();
    if (scenario.kind() == Scenario.Kind.LESSON || word.equals(Expectations.NO_SUBJECT)) {
      if (scenario.kind() == Scenario.Kind.LESSON && word.equals(Expectations.NO_SUBJECT)) {
        return word;
      }
      diagnostics
          .error(ErrorCode.ROW_WORD, cell, word, "a stage of `" + scenario.name() + "`")
          .hint("`-` is for the lessons of tutorial/, and only for them");
      return null;
    }
    Proposal proposal = proposals.get(word);
    if (proposal != null) {
      return covered(cell, scenario, proposal.after()) ? word : null;
    }
    if (word.equals(Stage.TODAY)) {
      diagnostics
          .error(ErrorCode.ROW_WORD, cell, word, "a stage that stays where it is")
          .hint("write `" + corpus.series().today().name() + "`");
      return null;
    }
    Stage stage = stages.get(word);
    if (stage == null) {
      stage = corpus.series().stage(word, cell, new Diagnostics());
    }
    if (stage == null) {
      List<String> names = new ArrayList<>(corpus.series().names());
      corpus.proposals().forEach(each -> names.add(each.name()));
      diagnostics.error(ErrorCode.UNKNOWN_SUBJECT, cell, word).didYouMean(word, names);
      return null;
    }
    stages.put(word, stage);
    return covered(cell, scenario, stage) ? stage.name() : null;
  }

  private boolean covered(Span cell, Scenario scenario, Stage stage) {
    if (scenario.covers(stage)) {
      return true;
    }
    Stage until = scenario.until();
    diagnostics
        .error(ErrorCode.ROW_NEVER_JUDGED, cell, scenario.name(), stage.name())
        .note(
            "it covers `"
                + scenario.since().name()
                + "` to `"
                + (until == null ? Stage.TODAY : until.name())
                + "`");
    return false;
  }

  private @Nullable Verdict verdict(Span cell, Span property) {
    Verdict verdict = VERDICTS.get(cell.text());
    if (verdict == null) {
      diagnostics
          .error(ErrorCode.ROW_WORD, cell, cell.text(), "a verdict")
          .hint("take holds, broken, reached or unreached")
          .didYouMean(cell.text(), VERDICTS.keySet());
    } else if (property.text().equals(Expectations.ALL) && verdict != Verdict.HOLDS) {
      diagnostics
          .error(ErrorCode.VERDICT_DOES_NOT_FIT, cell, cell.text(), Expectations.ALL)
          .hint("give each property that does not hold a row of its own");
    }
    return verdict;
  }

  private long steps(Span cell, Verdict verdict) {
    boolean hasWitness = verdict == Verdict.BROKEN || verdict == Verdict.REACHED;
    if (!hasWitness && !cell.text().equals("-")) {
      diagnostics
          .error(ErrorCode.ROW_WORD, cell, cell.text(), "the steps of `" + verdict.word() + "`")
          .hint("write `-`: there is no witness");
    }
    return hasWitness ? count(cell, "a number of steps, or `?`") : Expectations.Row.NONE;
  }

  private long count(Span cell, String what) {
    if (cell.text().equals("?")) {
      return Expectations.Row.UNCOUNTED;
    }
    Long number = Longs.tryParse(cell.text());
    if (number == null || number < 0) {
      diagnostics.error(ErrorCode.ROW_WORD, cell, cell.text(), what);
      return Expectations.Row.UNCOUNTED;
    }
    return number;
  }
}
