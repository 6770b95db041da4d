// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What became of each property of a scenario over the stages of the small Linux.
 *
 * @param sheets one a stage, oldest first
 * @param lines one a property, in the order of the findings
 */
public record Chronicle(ImmutableList<Sheet> sheets, ImmutableList<Line> lines) {

  /**
   * One property.
   *
   * @param place {@code path:line} of its declaration; empty for a built-in one
   * @param points one for each stage that has the property, oldest first
   */
  public record Line(String property, String place, ImmutableList<Point> points) {

    /** Where the verdict is another than at the stage before, oldest first. */
    public ImmutableList<Point> turns() {
      ImmutableList.Builder<Point> turns = ImmutableList.builder();
      for (int i = 1; i < points.size(); i++) {
        if (points.get(i).verdict() != points.get(i - 1).verdict()) {
          turns.add(points.get(i));
        }
      }
      return turns.build();
    }

    public Point first() {
      return points.get(0);
    }

    public Point last() {
      return points.get(points.size() - 1);
    }

    /** The point of the stage before that of {@code turn}. */
    public Point before(Point turn) {
      return points.get(points.indexOf(turn) - 1);
    }

    public boolean undecided() {
      return points.stream().anyMatch(point -> point.verdict() == Verdict.UNKNOWN);
    }
  }

  /** The verdict on a property at one stage. */
  public record Point(Sheet sheet, Finding finding) {
    public Verdict verdict() {
      return finding.verdict();
    }

    /** {@code broken in 17 steps}. */
    public String said() {
      return verdict().word()
          + (verdict() == Verdict.BROKEN ? " in " + Counts.of(finding.steps(), "step") : "");
    }

    /** The same, of a stage at which it has changed: what was broken is mended. */
    String turned() {
      return verdict() == Verdict.HOLDS ? "mended" : said();
    }
  }

  public static Chronicle of(ImmutableList<Sheet> sheets) {
    Map<String, List<Point>> points = new LinkedHashMap<>();
    Map<String, String> places = new LinkedHashMap<>();
    for (Sheet sheet : sheets) {
      for (Judged judged : sheet.verdicts()) {
        String property = judged.finding().property();
        points
            .computeIfAbsent(property, name -> new ArrayList<>())
            .add(new Point(sheet, judged.finding()));
        places.put(property, judged.place());
      }
    }
    ImmutableList.Builder<Line> lines = ImmutableList.builder();
    points.forEach(
        (property, all) ->
            lines.add(
                new Line(
                    property,
                    Strings.nullToEmpty(places.get(property)),
                    ImmutableList.copyOf(all))));
    return new Chronicle(sheets, lines.build());
  }

  /** The line of a property; null if no stage has it. */
  public @Nullable Line line(String property) {
    return lines.stream().filter(line -> line.property().equals(property)).findFirst().orElse(null);
  }

  public boolean undecided() {
    return lines.stream().anyMatch(Line::undecided);
  }

  /**
   * All of it: the properties that changed, stage by stage, then the others by verdict. Empty where
   * nothing was judged.
   *
   * @param elapsed wall time of the searches
   */
  public String text(Duration elapsed) {
    if (sheets.isEmpty()) {
      return "";
    }
    StringBuilder out = new StringBuilder(sheets.get(0).subject().scenario());
    out.append(", ").append(sheets.get(0).label()).append(" to ");
    out.append(sheets.get(sheets.size() - 1).label()).append("\n\n");
    List<Line> constant = new ArrayList<>();
    for (Line line : lines) {
      if (line.turns().isEmpty()) {
        constant.add(line);
      } else {
        out.append(line.property());
        out.append(line.place().isEmpty() ? "" : "   " + line.place()).append('\n');
        out.append(turns(line)).append('\n');
      }
    }
    for (Verdict verdict : Verdict.values()) {
      List<String> names = new ArrayList<>();
      for (Line line : constant) {
        if (line.first().verdict() == verdict) {
          names.add(line.property());
        }
      }
      append(out, "always " + verdict.word(), names);
    }
    if (!constant.isEmpty()) {
      out.append('\n');
    }
    long searches = sheets.stream().filter(Sheet::searched).count();
    long states = 0;
    for (Sheet sheet : sheets) {
      states += sheet.searched() ? sheet.result().states() : 0;
    }
    out.append(Counts.of(sheets.size(), "stage")).append(", ");
    out.append(Counts.of(searches, "different program")).append(", ");
    out.append(sheets.get(0).subject().memory()).append("; ");
    out.append(Counts.of(states, "state")).append(" in ").append(Counts.seconds(elapsed));
    out.append("; ").append(lines.size() - constant.size()).append(" of ");
    out.append(Counts.of(lines.size(), "property"));
    return out.append(lines.size() - constant.size() == 1 ? " changes\n" : " change\n").toString();
  }

  /** The first verdict and each other one, a line each, with what the patch there is. */
  public String turns(Line line) {
    int width = 0;
    for (Sheet sheet : sheets) {
      width = Math.max(width, sheet.label().length());
    }
    StringBuilder out = new StringBuilder();
    appendPoint(out, line.first(), line.first().said(), width);
    for (Point turn : line.turns()) {
      appendPoint(out, turn, turn.turned(), width);
    }
    return out.toString();
  }

  private static void appendPoint(StringBuilder out, Point point, String said, int width) {
    String title = point.sheet().title();
    out.append("  ").append(Strings.padEnd(point.sheet().label(), width + 2, ' ')).append(said);
    out.append(title.isEmpty() ? "" : ": " + title).append('\n');
  }

  private static void append(StringBuilder out, String key, List<String> names) {
    if (names.isEmpty()) {
      return;
    }
    int keyWidth = "always unreached  ".length();
    StringBuilder line = new StringBuilder(Strings.padEnd(key, keyWidth, ' '));
    for (int i = 0; i < names.size(); i++) {
      String word = names.get(i) + (i + 1 < names.size() ? "," : "");
      if (line.length() > keyWidth && line.length() + 1 + word.length() > Details.WIDTH) {
        out.append(line).append('\n');
        line = new StringBuilder(" ".repeat(keyWidth));
      }
      line.append(line.length() > keyWidth ? " " : "").append(word);
    }
    out.append(line).append('\n');
  }
}
