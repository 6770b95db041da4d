// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.SearchResult;
import dev.pincer.verdict.Verdict;
import dev.pincer.weaken.Ordering;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which orderings of a model are needed, as text and as JSON.
 *
 * @param base the search with all of them
 * @param lines all of them, in the order of the source
 * @param together what breaks without all those that are not needed alone
 * @param togetherUndecided whether that search ended early; it is one that may be far larger
 * @param enough some that suffice: without any other, and of these none can go
 * @param pairs those that were asked for: what breaks without both, and not without either
 * @param searches how many it took
 */
public record NeededOrderings(
    Subject subject,
    SearchResult base,
    ImmutableList<Line> lines,
    ImmutableList<Finding> together,
    boolean togetherUndecided,
    ImmutableList<Ordering> enough,
    boolean asksForPairs,
    ImmutableList<Pair> pairs,
    int searches) {
  /** Whether an ordering can go alone. */
  public enum Need {
    NEEDED,
    NOT_NEEDED,
    UNDECIDED
  }

  /**
   * @param breaks what breaks without it
   * @param halves what would do in its place, in words of pincer.h
   */
  public record Line(
      Ordering ordering, Need need, ImmutableList<Break> breaks, ImmutableList<String> halves) {}

  /**
   * @param story the run; null unless races are told
   */
  public record Break(Finding finding, SearchResult result, @Nullable Story story) {}

  /** Two of which one is needed. */
  public record Pair(Ordering one, Ordering other, ImmutableList<Finding> breaks) {}

  /** Whether a question was left open. */
  public boolean undecided() {
    return !base.exhaustive() || lines.stream().anyMatch(line -> line.need == Need.UNDECIDED);
  }

  private ImmutableList<Line> with(Need need) {
    return lines.stream()
        .filter(line -> line.need == need)
        .collect(ImmutableList.toImmutableList());
  }

  // Text.

  /** Each line ended by a newline. */
  public String text() {
    StringBuilder out = new StringBuilder(subject.arguments()).append(": ");
    if (lines.isEmpty()) {
      return out.append("nothing here orders anything\n").toString();
    }
    if (!base.exhaustive()) {
      return out.append("undecided, ").append(Coverage.word(base.limit())).append('\n').toString();
    }
    out.append(with(Need.NEEDED).size()).append(" of ");
    out.append(Counts.of(lines.size(), "ordering")).append(" are needed\n");
    base.findings().stream()
        .filter(finding -> finding.verdict() == Verdict.BROKEN)
        .forEach(f -> out.append("broken with all of them: ").append(said(f)).append('\n'));
    group(out, "needed", with(Need.NEEDED));
    group(out, "undecided", with(Need.UNDECIDED));
    group(out, "not needed alone", with(Need.NOT_NEEDED));
    appendTogether(out);
    appendPairs(out);
    return out.append('\n')
        .append(Counts.of(searches, "search").replace("searchs", "searches"))
        .append('\n')
        .toString();
  }

  private void group(StringBuilder out, String head, ImmutableList<Line> group) {
    if (group.isEmpty()) {
      return;
    }
    out.append('\n').append(head).append(":\n");
    for (Line line : group) {
      out.append("  ").append(row(line.ordering)).append('\n');
      for (Break broken : line.breaks) {
        out.append("      without it: ").append(said(broken.finding)).append('\n');
      }
      if (!line.halves.isEmpty()) {
        out.append("      enough: ").append(String.join(", or ", line.halves)).append('\n');
      }
      for (Break broken : line.breaks) {
        if (broken.story != null) {
          out.append('\n').append(BrokenReport.ofWeakened(broken.story)).append('\n');
        }
      }
    }
  }

  private String row(Ordering ordering) {
    int place = 0;
    int text = 0;
    int strength = 0;
    for (Line line : lines) {
      place = Math.max(place, line.ordering.place().toString().length());
      text = Math.max(text, line.ordering.text().length());
      strength = Math.max(strength, line.ordering.strength().length());
    }
    List<String> functions = new ArrayList<>();
    for (String function : ordering.functions()) {
      functions.add(function + "()");
    }
    return (Strings.padEnd(ordering.place().toString(), place + 2, ' ')
            + Strings.padEnd(ordering.text(), text + 2, ' ')
            + Strings.padEnd(ordering.strength(), strength + 2, ' ')
            + String.join(", ", functions))
        .stripTrailing();
  }

  private void appendTogether(StringBuilder out) {
    int spare = with(Need.NOT_NEEDED).size();
    if (spare < 2) {
      return;
    }
    out.append('\n');
    if (together.isEmpty()) {
      String all = "all " + spare + " of them";
      out.append(
          togetherUndecided
              ? "whether anything breaks without " + all + " is undecided: too many states\n"
              : "nothing breaks without " + all + "\n");
      return;
    }
    for (Finding finding : together) {
      out.append("without all ").append(spare).append(" of them: ").append(said(finding));
      out.append('\n');
    }
    out.append(togetherUndecided ? "these suffice, of which some may go:\n" : "these suffice:\n");
    for (Ordering ordering : enough) {
      out.append("  ").append(row(ordering)).append('\n');
    }
  }

  private void appendPairs(StringBuilder out) {
    if (!asksForPairs) {
      return;
    }
    out.append('\n').append(pairs.isEmpty() ? "no pair is needed\n" : "one of two needed:\n");
    for (Pair pair : pairs) {
      out.append("  ").append(row(pair.one)).append('\n');
      out.append("  ").append(row(pair.other)).append('\n');
      for (Finding finding : pair.breaks) {
        out.append("      without both: ").append(said(finding)).append('\n');
      }
    }
  }

  private static String said(Finding finding) {
    return finding.property()
        + " is broken"
        + (finding.steps() < 0 ? "" : " in " + Counts.of(finding.steps(), "step"));
  }

  // JSON.

  /** One object; {@code docs/schema/barriers.json}. */
  public String json(int exit) {
    Map<String, @Nullable Object> root = new LinkedHashMap<>();
    root.put("scenario", subject.scenario());
    root.put("stage", subject.stage().isEmpty() ? null : subject.stage());
    root.put("patches", subject.patches());
    root.put("memory", subject.memory());
    root.put("defines", subject.defines());
    root.put(
        "broken",
        findings(base.findings().stream().filter(f -> f.verdict() == Verdict.BROKEN).toList()));
    List<Map<String, ?>> orderings = new ArrayList<>();
    for (Line line : lines) {
      Map<String, Object> item = new LinkedHashMap<>(name(line.ordering));
      item.put("functions", line.ordering.functions());
      item.put("threads", line.ordering.threads());
      item.put("need", line.need.name().toLowerCase(java.util.Locale.ROOT));
      item.put("breaks", findings(line.breaks.stream().map(Break::finding).toList()));
      item.put("enough", line.halves);
      orderings.add(item);
    }
    root.put("orderings", orderings);
    root.put("together", togetherUndecided && together.isEmpty() ? null : findings(together));
    root.put("suffice", enough.stream().map(NeededOrderings::name).toList());
    List<Map<String, ?>> both = new ArrayList<>();
    for (Pair pair : pairs) {
      both.add(
          ImmutableMap.of(
              "orderings",
              List.of(name(pair.one), name(pair.other)),
              "breaks",
              findings(pair.breaks)));
    }
    root.put("pairs", asksForPairs ? both : null);
    root.put("searches", searches);
    root.put("limit", Coverage.limit(base.limit()));
    root.put("exit", exit);
    return Json.object(root);
  }

  private static ImmutableMap<String, String> name(Ordering ordering) {
    return ImmutableMap.of(
        "place", ordering.place().toString(),
        "text", ordering.text(),
        "strength", ordering.strength());
  }

  private static List<Map<String, ?>> findings(List<Finding> findings) {
    List<Map<String, ?>> all = new ArrayList<>();
    for (Finding finding : findings) {
      Map<String, @Nullable Object> item = new LinkedHashMap<>();
      item.put("property", finding.property());
      item.put("steps", finding.steps() < 0 ? null : finding.steps());
      item.put("schedule", finding.witness() == null ? null : finding.witness().toString());
      all.add(item);
    }
    return all;
  }
}
