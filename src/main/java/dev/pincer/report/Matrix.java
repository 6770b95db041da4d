// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.Verdict;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The verdicts on one scenario: a row for each stage and proposal, a column for each property.
 *
 * <pre>
 * fork-gup-fast                         pinned page   child is  witnesses
 *                                       stays mapped  isolated
 * v5.8                                  BROKEN 23     holds     3 of 3
 * 70e806e4e645  early COW for ptes      holds         holds     3 of 3
 * f3c64eda3e50  no wrprotect games      BROKEN 17 !   holds     2 of 3
 * </pre>
 *
 * <p>The number behind {@code BROKEN} is the length of the shortest run. A {@code !} marks what is
 * not as expected, a {@code *} what differs from the row above it that has no patch of the user.
 * Built-in properties have a column only if one is broken or unknown; witnesses share one.
 */
public final class Matrix {
  /** Longer titles are cut, between words. */
  private static final int TITLE_WIDTH = 30;

  /** Headings are broken into lines of this, unless a word is longer. */
  private static final int HEADING_WIDTH = 13;

  private static final String GAP = "  ";

  /** How a kernel subject begins: the matrix has no room for it. */
  private static final Pattern SUBSYSTEM = Pattern.compile("^[\\w/.,-]+: ");

  private final ImmutableList<Sheet> sheets;
  private final List<Column> columns = new ArrayList<>();

  /** One property, or all witnesses: its heading, line by line, and a cell for each row. */
  private record Column(List<String> heading, List<String> cells) {
    int width() {
      int width = 0;
      for (String line : heading) {
        width = Math.max(width, line.length());
      }
      for (String cell : cells) {
        width = Math.max(width, cell.length());
      }
      return width;
    }
  }

  private Matrix(ImmutableList<Sheet> sheets) {
    this.sheets = sheets;
    Map<String, Finding.Kind> properties = new LinkedHashMap<>();
    for (Sheet sheet : sheets) {
      for (Judged judged : sheet.verdicts()) {
        properties.putIfAbsent(judged.finding().property(), judged.finding().kind());
      }
    }
    boolean anyWitness = false;
    List<Column> builtIn = new ArrayList<>();
    for (Map.Entry<String, Finding.Kind> property : properties.entrySet()) {
      if (property.getValue() == Finding.Kind.WITNESS) {
        anyWitness = true;
      } else if (!property.getValue().builtIn()) {
        columns.add(column(property.getKey()));
      } else if (isWorthAColumn(property.getKey())) {
        builtIn.add(column(property.getKey()));
      }
    }
    columns.addAll(builtIn);
    if (anyWitness) {
      List<String> cells = new ArrayList<>();
      for (Sheet sheet : sheets) {
        cells.add(witnesses(sheet));
      }
      columns.add(new Column(List.of("witnesses"), cells));
    }
  }

  /** The matrix, each line ended by a newline; below it, which witnesses are not reached. */
  public static String of(String scenario, ImmutableList<Sheet> sheets) {
    return new Matrix(sheets).draw(scenario);
  }

  private String draw(String scenario) {
    int labelWidth = 0;
    boolean anyTitle = false;
    for (Sheet sheet : sheets) {
      labelWidth = Math.max(labelWidth, sheet.label().length());
      anyTitle |= !sheet.title().isEmpty();
    }
    List<String> names = new ArrayList<>();
    for (Sheet sheet : sheets) {
      String title = SUBSYSTEM.matcher(sheet.title()).replaceFirst("");
      if (title.length() > TITLE_WIDTH) {
        int blank = title.lastIndexOf(' ', TITLE_WIDTH - 3);
        title = title.substring(0, blank > 0 ? blank : TITLE_WIDTH - 3) + "...";
      }
      names.add(
          anyTitle
              ? (Strings.padEnd(sheet.label(), labelWidth, ' ') + GAP + title).stripTrailing()
              : sheet.label());
    }
    int nameWidth = scenario.length();
    for (String name : names) {
      nameWidth = Math.max(nameWidth, name.length());
    }
    int height = 1;
    for (Column column : columns) {
      height = Math.max(height, column.heading().size());
    }
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < height; i++) {
      StringBuilder line =
          new StringBuilder(Strings.padEnd(i == 0 ? scenario : "", nameWidth, ' '));
      for (Column column : columns) {
        String text = i < column.heading().size() ? column.heading().get(i) : "";
        line.append(GAP).append(Strings.padEnd(text, column.width(), ' '));
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    for (int i = 0; i < sheets.size(); i++) {
      StringBuilder line = new StringBuilder(Strings.padEnd(names.get(i), nameWidth, ' '));
      for (Column column : columns) {
        line.append(GAP).append(Strings.padEnd(column.cells().get(i), column.width(), ' '));
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    appendUnreached(out);
    return out.toString();
  }

  private void appendUnreached(StringBuilder out) {
    Map<String, List<String>> where = new LinkedHashMap<>();
    for (Sheet sheet : sheets) {
      for (Judged judged : sheet.verdicts()) {
        if (judged.finding().verdict() == Verdict.UNREACHED) {
          where
              .computeIfAbsent(judged.finding().property(), name -> new ArrayList<>())
              .add(sheet.label() + (judged.asExpected() ? "" : " !"));
        }
      }
    }
    where.forEach(
        (witness, labels) -> {
          String text =
              labels.size() == sheets.size() && sheets.size() > 1
                  ? "everywhere"
                  : String.join(", ", labels);
          out.append("unreached: ").append(witness).append(" at ").append(text).append('\n');
        });
  }

  private boolean isWorthAColumn(String property) {
    for (Sheet sheet : sheets) {
      Judged judged = find(sheet, property);
      if (judged != null && (judged.finding().verdict() != Verdict.HOLDS || !judged.asExpected())) {
        return true;
      }
    }
    return false;
  }

  private static @Nullable Judged find(Sheet sheet, String property) {
    for (Judged judged : sheet.verdicts()) {
      if (judged.finding().property().equals(property)) {
        return judged;
      }
    }
    return null;
  }

  private Column column(String property) {
    List<String> cells = new ArrayList<>();
    @Nullable Judged unpatched = null;
    for (Sheet sheet : sheets) {
      Judged judged = find(sheet, property);
      boolean changed =
          sheet.kind() == Sheet.Kind.PATCHED
              && judged != null
              && unpatched != null
              && judged.finding().verdict() != unpatched.finding().verdict();
      cells.add(judged == null ? "-" : cell(judged) + (changed ? " *" : ""));
      if (sheet.kind() != Sheet.Kind.PATCHED) {
        unpatched = judged;
      }
    }
    return new Column(heading(property), cells);
  }

  private static String cell(Judged judged) {
    Finding finding = judged.finding();
    String text =
        switch (finding.verdict()) {
          case HOLDS, REACHED, UNREACHED, UNKNOWN -> finding.verdict().word();
          case BROKEN -> finding.steps() < 0 ? "BROKEN" : "BROKEN " + finding.steps();
        };
    boolean marked = !judged.asExpected() && judged.expected() != null;
    return marked ? text + " !" : text;
  }

  private static String witnesses(Sheet sheet) {
    int all = 0;
    int reached = 0;
    boolean unknown = false;
    boolean unexpected = false;
    for (Judged judged : sheet.verdicts()) {
      if (judged.finding().kind() == Finding.Kind.WITNESS) {
        all++;
        reached += judged.finding().verdict() == Verdict.REACHED ? 1 : 0;
        unknown |= judged.finding().verdict() == Verdict.UNKNOWN;
        unexpected |= !judged.asExpected() && judged.expected() != null;
      }
    }
    return reached + " of " + all + (unknown ? ", unknown" : "") + (unexpected ? " !" : "");
  }

  /** The words of a property's name, in lines. */
  private static List<String> heading(String property) {
    int width = HEADING_WIDTH;
    for (String word : property.split("_", -1)) {
      width = Math.max(width, word.length());
    }
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : property.split("_", -1)) {
      if (line.length() > 0 && line.length() + 1 + word.length() > width) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.length() == 0 ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }
}
