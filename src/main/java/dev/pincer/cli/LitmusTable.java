// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableMap;
import dev.pincer.corpus.Corpus;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.report.LitmusOutcome;
import dev.pincer.report.LitmusScore;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Verdicts of others: columns parted by tabs, of which {@code file} names a test, and one named as
 * the memory model has {@code Never}, {@code Sometimes} or {@code Always}; beside it one with
 * {@code _states} behind its name may count the final states.
 */
final class LitmusTable {
  private final Path path;
  private final ImmutableMap<String, Expected> rows;

  /** A row. {@code states} is -1 where the table does not say. */
  private record Expected(String verdict, int states) {}

  private LitmusTable(Path path, ImmutableMap<String, Expected> rows) {
    this.path = path;
    this.rows = rows;
  }

  static LitmusTable read(Path path, String column) {
    Diagnostics diagnostics = new Diagnostics();
    SourceFile file = Corpus.read(path, diagnostics);
    if (file == null) {
      throw new Refusal(diagnostics);
    }
    Splitter tabs = Splitter.on('\t');
    List<String> heads = tabs.splitToList(file.lineText(1));
    int name = heads.indexOf("file");
    int verdict = heads.indexOf(column);
    int states = heads.indexOf(column + "_states");
    if (name < 0 || verdict < 0) {
      Span head = new Span(file, 0, file.lineText(1).length());
      diagnostics.error(ErrorCode.LITMUS_TABLE, head, name < 0 ? "file" : column);
      throw new Refusal(diagnostics);
    }
    Map<String, Expected> rows = new LinkedHashMap<>();
    for (int line = 2; line <= file.lineCount(); line++) {
      List<String> cells = tabs.splitToList(file.lineText(line));
      if (cells.size() > Math.max(name, verdict)) {
        boolean counted =
            states >= 0 && states < cells.size() && cells.get(states).matches("\\d{1,9}");
        rows.put(
            cells.get(name),
            new Expected(cells.get(verdict), counted ? Integer.parseInt(cells.get(states)) : -1));
      }
    }
    return new LitmusTable(path, ImmutableMap.copyOf(rows));
  }

  /** The tests of the table, which lie beside it. */
  List<Path> files() {
    return rows.keySet().stream().map(path::resolveSibling).toList();
  }

  /**
   * The row of a test.
   *
   * @param outcome null if it was refused
   */
  LitmusScore.Row row(Path file, @Nullable LitmusOutcome outcome) {
    String name = file.toString().replace('\\', '/');
    for (Map.Entry<String, Expected> row : rows.entrySet()) {
      if (name.equals(row.getKey()) || name.endsWith("/" + row.getKey())) {
        return new LitmusScore.Row(
            row.getKey(),
            row.getValue().verdict(),
            row.getValue().states(),
            outcome == null ? "" : outcome.observation().word(),
            outcome == null ? 0 : outcome.states().size());
      }
    }
    Diagnostics diagnostics = new Diagnostics();
    diagnostics.error(
        ErrorCode.LITMUS_NO_ROW, new Span(new SourceFile(path.toString(), ""), 0, 0), name);
    throw new Refusal(diagnostics);
  }
}
