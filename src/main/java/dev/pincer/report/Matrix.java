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

  /** Columns in which all hold are folded if the lines would be longer than this. */
  private static final int WIDTH = 110;

  private static final String WITNESSES = "witnesses";
  private static final String UNPATCHED = "unpatched";

  /** So many stages that follow one another are named by the first and the last. */
  private static final int MANY = 3;

  /** How a kernel subject begins: the matrix has no room for it. */
  private static final Pattern SUBSYSTEM = Pattern.compile("^[\\w/.,-]+: ");

  private final ImmutableList<Sheet> sheets;
  private final List<Column> columns = new ArrayList<>();

  /** One property, or all witnesses: its heading, line by line, and a cell for each row. */
  private record Column(String property, List<String> heading, List<String> cells) {
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

  private Matrix(ImmutableList<Sheet> all) {
    this.sheets = all;
    Map<String, Finding.Kind> properties = new LinkedHashMap<>();
    for (Sheet sheet : all) {
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
      for (Sheet sheet : all) {
        cells.add(witnesses(sheet));
      }
      columns.add(new Column(WITNESSES, List.of(WITNESSES), cells));
    }
  }

  /**
   * The matrix, each line ended by a newline; below it, what did not get a row or column.
   *
   * @param waiting what is not judged yet
   */
  static String of(String scenario, ImmutableList<Sheet> sheets, ImmutableList<Waiting> waiting) {
    return of(scenario, sheets, waiting, ImmutableList.of());
  }

  /**
   * As above, for a scenario with saved schedules.
   *
   * @param saved the saved schedules of the scenario
   */
  public static String of(
      String scenario,
      ImmutableList<Sheet> sheets,
      ImmutableList<Waiting> waiting,
      ImmutableList<SavedCase> saved) {
    return new Matrix(sheets).draw(scenario, waiting, saved);
  }

  private String draw(
      String scenario, ImmutableList<Waiting> waiting, ImmutableList<SavedCase> saved) {
    List<Integer> rows = new ArrayList<>();
    List<String> unchanged = new ArrayList<>();
    for (int i = 0; i < sheets.size(); i++) {
      if (sheets.get(i).kind() == Sheet.Kind.PROPOSAL && isAsItsBase(i)) {
        unchanged.add(sheets.get(i).label());
      } else {
        rows.add(i);
      }
    }
    List<String> names = names(rows);
    int nameWidth = scenario.length();
    for (String name : names) {
      nameWidth = Math.max(nameWidth, name.length());
    }
    List<String> folded = foldColumns(nameWidth);

    StringBuilder out = new StringBuilder();
    appendHeadings(out, scenario, nameWidth);
    for (int i = 0; i < rows.size(); i++) {
      boolean firstProposal =
          i > 0
              && sheets.get(rows.get(i)).kind() == Sheet.Kind.PROPOSAL
              && sheets.get(rows.get(i - 1)).kind() == Sheet.Kind.STAGE;
      out.append(firstProposal ? "\n" : "");
      StringBuilder line = new StringBuilder(Strings.padEnd(names.get(i), nameWidth, ' '));
      for (Column column : columns) {
        String cell = column.cells().get(rows.get(i));
        line.append(GAP).append(Strings.padEnd(cell, column.width(), ' '));
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
    StringBuilder below = new StringBuilder();
    Details.append(below, "no change", unchanged);
    Details.append(below, "all hold", folded);
    appendUnreached(below);
    Waiting.append(below, waiting, this::ranges);
    below.append(SavedCase.lines(saved));
    return below.length() == 0 ? out.toString() : out.append('\n').append(below).toString();
  }

  /** Whether the proposal has every verdict that its stage has. */
  private boolean isAsItsBase(int row) {
    for (int i = 0; i < row; i++) {
      Sheet base = sheets.get(i);
      if (base.kind() == Sheet.Kind.STAGE && base.label().equals(sheets.get(row).base())) {
        for (Column column : columns) {
          if (!column.cells().get(i).equals(column.cells().get(row))) {
            return false;
          }
        }
        return sheets.get(row).asExpected();
      }
    }
    return false;
  }

  /** What stands before the cells: a stage and its title, a proposal, a patch. */
  private List<String> names(List<Integer> rows) {
    int labelWidth = 0;
    for (int row : rows) {
      Sheet sheet = sheets.get(row);
      if (sheet.kind() == Sheet.Kind.STAGE) {
        labelWidth = Math.max(labelWidth, sheet.label().length());
      }
    }
    boolean patched = sheets.stream().anyMatch(sheet -> sheet.kind() == Sheet.Kind.PATCHED);
    List<String> names = new ArrayList<>();
    for (int row : rows) {
      Sheet sheet = sheets.get(row);
      String title = SUBSYSTEM.matcher(sheet.title()).replaceFirst("");
      if (title.length() > TITLE_WIDTH) {
        int blank = title.lastIndexOf(' ', TITLE_WIDTH - 3);
        title = title.substring(0, blank > 0 ? blank : TITLE_WIDTH - 3) + "...";
      }
      boolean titled = sheet.kind() == Sheet.Kind.STAGE;
      String name =
          titled
              ? (Strings.padEnd(sheet.label(), labelWidth, ' ') + GAP + title).strip()
              : sheet.label();
      // A model without stages has no name for what it is without the patch.
      boolean nameless = titled && patched && sheet.subject().stage().isEmpty();
      names.add(nameless ? (UNPATCHED + " " + name).strip() : name);
    }
    return names;
  }

  /** Takes the columns away in which all hold, if the lines would be too long; their properties. */
  private List<String> foldColumns(int nameWidth) {
    int width = nameWidth;
    for (Column column : columns) {
      width += GAP.length() + column.width();
    }
    List<String> folded = new ArrayList<>();
    if (width > WIDTH) {
      for (Column column : columns) {
        if (column.cells().stream().allMatch(cell -> cell.equals(Verdict.HOLDS.word()))) {
          folded.add(column.property());
        }
      }
      columns.removeIf(column -> folded.contains(column.property()));
    }
    return folded;
  }

  private void appendHeadings(StringBuilder out, String scenario, int nameWidth) {
    int height = 1;
    for (Column column : columns) {
      height = Math.max(height, column.heading().size());
    }
    for (int i = 0; i < height; i++) {
      StringBuilder line =
          new StringBuilder(Strings.padEnd(i == 0 ? scenario : "", nameWidth, ' '));
      for (Column column : columns) {
        String text = i < column.heading().size() ? column.heading().get(i) : "";
        line.append(GAP).append(Strings.padEnd(text, column.width(), ' '));
      }
      out.append(line.toString().stripTrailing()).append('\n');
    }
  }

  /**
   * Stages that follow one another, as the first and the last of them: {@code v5.8 to
   * f3c64eda3e50}. Those under another memory model than the one before stand by themselves.
   */
  private List<String> ranges(List<String> labels) {
    Map<String, List<String>> byMemory = new LinkedHashMap<>();
    for (Sheet sheet : sheets) {
      if (sheet.kind() == Sheet.Kind.STAGE) {
        byMemory
            .computeIfAbsent(sheet.subject().memory(), memory -> new ArrayList<>())
            .add(sheet.label());
      }
    }
    List<String> left = new ArrayList<>(labels);
    List<String> words = new ArrayList<>();
    for (List<String> stages : byMemory.values()) {
      int start = 0;
      while (start < stages.size()) {
        int end = start;
        while (end < stages.size() && left.contains(stages.get(end))) {
          end++;
        }
        List<String> run = stages.subList(start, end);
        if (run.size() >= MANY) {
          words.add(run.get(0) + " to " + run.get(run.size() - 1));
        } else {
          words.addAll(run);
        }
        left.removeAll(run);
        start = end + 1;
      }
    }
    words.addAll(left);
    return words;
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
          boolean everywhere = labels.size() == sheets.size() && sheets.size() > 1;
          List<String> words = new ArrayList<>(everywhere ? List.of("everywhere") : ranges(labels));
          words.set(0, witness + (everywhere ? " " : " at ") + words.get(0));
          Details.append(out, "unreached", words);
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
    return new Column(property, heading(property), cells);
  }

  private static String cell(Judged judged) {
    Finding finding = judged.finding();
    String text =
        switch (finding.verdict()) {
          case HOLDS, REACHED, UNREACHED, UNKNOWN -> finding.verdict().word();
          case BROKEN -> finding.steps() < 0 ? "BROKEN" : "BROKEN " + finding.steps();
        };
    boolean marked = judged.isMarked();
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
        unexpected |= judged.isMarked();
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
