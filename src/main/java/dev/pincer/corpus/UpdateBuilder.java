// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Puts the results of searches into the table. */
final class UpdateBuilder {
  private static final String NO_WHY = "?";

  private final Expectations expectations;
  private final Set<String> accept;
  private final AlignedTable table;

  /** New rows by the line of the old file, from 0, before which they stand. */
  private final Map<Integer, List<ImmutableList<String>>> inserted = new LinkedHashMap<>();

  private final Set<Integer> renewed = new LinkedHashSet<>();
  private final Set<String> changed = new LinkedHashSet<>();
  private final Set<String> accepted = new LinkedHashSet<>();
  private int added;

  UpdateBuilder(Expectations expectations, Set<String> accept) {
    this.expectations = expectations;
    this.accept = accept;
    this.table =
        new AlignedTable(
            expectations.file().text(),
            RowParser.COLUMNS,
            ImmutableSet.of(RowParser.STEPS, RowParser.STATES));
  }

  void add(Expectations.Searched searched) {
    if (!searched.result().exhaustive()) {
      return;
    }
    Expectations.Row all =
        expectations.ownRow(
            searched.subject(), searched.scenario(), searched.memory(), Expectations.ALL);
    String states = Long.toString(searched.result().states());
    List<ImmutableList<String>> missing = new ArrayList<>();
    if (all != null && all.waiting()) {
      return;
    }
    if (all != null) {
      renew(all, RowParser.STATES, states);
    } else if (searched.result().findings().stream().anyMatch(f -> isSilent(searched, f))) {
      missing.add(row(searched, Expectations.ALL, Verdict.HOLDS, "-", states));
    }
    for (Finding finding : searched.result().findings()) {
      if (finding.verdict() == Verdict.UNKNOWN) {
        continue;
      }
      Expectations.Row own =
          expectations.ownRow(
              searched.subject(), searched.scenario(), searched.memory(), finding.property());
      if (own != null && !own.waiting()) {
        rewrite(own, finding, states);
      } else if (own == null
          && finding.verdict() != Judgement.usual(finding.kind())
          && !isSaidOfAnother(searched, finding)) {
        String name = Judgement.name(searched.subject(), searched.scenario(), finding.property());
        if (all == null) {
          missing.add(row(searched, finding.property(), finding.verdict(), steps(finding), states));
        } else if (accept.contains(name)) {
          accepted.add(name);
          missing.add(row(searched, finding.property(), finding.verdict(), steps(finding), states));
        } else {
          changed.add(name);
        }
      }
    }
    if (!missing.isEmpty()) {
      inserted.computeIfAbsent(lineFor(searched), line -> new ArrayList<>()).addAll(missing);
      added += missing.size();
    }
  }

  /** Whether a property is as usual, and no row says so. */
  private boolean isSilent(Expectations.Searched searched, Finding finding) {
    return finding.verdict() == Judgement.usual(finding.kind())
        && expectations.row(
                searched.subject(), searched.scenario(), searched.memory(), finding.property())
            == null;
  }

  /** Whether it is as under sequential consistency, where a row says so. */
  private boolean isSaidOfAnother(Expectations.Searched searched, Finding finding) {
    Expectations.Row row =
        expectations.row(
            searched.subject(), searched.scenario(), searched.memory(), finding.property());
    return row != null
        && !row.property().equals(Expectations.ALL)
        && row.verdict() == finding.verdict();
  }

  private void rewrite(Expectations.Row row, Finding finding, String states) {
    if (row.verdict() != finding.verdict()) {
      if (!accept.contains(row.name())) {
        changed.add(row.name());
        return;
      }
      accepted.add(row.name());
      set(row, RowParser.VERDICT, finding.verdict().word());
      set(row, RowParser.WHY, NO_WHY + " was " + row.verdict().word() + ": " + row.why());
    }
    renew(row, RowParser.STEPS, steps(finding));
    renew(row, RowParser.STATES, states);
  }

  private void renew(Expectations.Row row, int column, String text) {
    if (!RowParser.cell(row.place(), column).text().equals(text)) {
      set(row, column, text);
      renewed.add(line(row));
    }
  }

  private void set(Expectations.Row row, int column, String text) {
    table.set(line(row), column, text);
  }

  private static int line(Expectations.Row row) {
    return row.place().line() - 1;
  }

  private static String steps(Finding finding) {
    return finding.steps() < 0 ? "-" : Integer.toString(finding.steps());
  }

  private static ImmutableList<String> row(
      Expectations.Searched searched,
      String property,
      Verdict verdict,
      String steps,
      String states) {
    return ImmutableList.of(
        searched.subject(),
        searched.scenario(),
        searched.memory(),
        property,
        verdict.word(),
        steps,
        states,
        NO_WHY);
  }

  /**
   * The line after the last row of the same subject and scenario, or of the scenario, or of all.
   */
  private int lineFor(Expectations.Searched searched) {
    int ofBoth = 0;
    int ofScenario = 0;
    int ofAll = 0;
    for (Expectations.Row row : expectations.rows()) {
      int after = line(row) + 1;
      ofAll = Math.max(ofAll, after);
      if (row.scenario().equals(searched.scenario())) {
        ofScenario = Math.max(ofScenario, after);
        if (row.subject().equals(searched.subject())) {
          ofBoth = Math.max(ofBoth, after);
        }
      }
    }
    if (ofBoth > 0) {
      return ofBoth;
    }
    return ofScenario > 0 ? ofScenario : ofAll > 0 ? ofAll : table.lineCount();
  }

  Expectations.Update build() {
    List<Integer> lines = new ArrayList<>(inserted.keySet());
    lines.sort((a, b) -> Integer.compare(b, a)); // From below, so that lines above stay.
    for (int line : lines) {
      int at = line;
      for (ImmutableList<String> row : inserted.getOrDefault(line, List.of())) {
        table.insert(at++, row);
      }
    }
    return new Expectations.Update(
        table.toString(),
        renewed.size(),
        added,
        ImmutableList.copyOf(changed),
        ImmutableList.copyOf(accepted));
  }
}
