// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import dev.pincer.verdict.SearchResult;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How many schedules each strategy drew of one broken model until some showed it, beside the
 * exhaustive search of it.
 *
 * @param also stages and proposals that read alike
 * @param nanos CPU time of the exhaustive search, and of what it compiles as it goes
 */
public record StrategyRow(
    Subject subject,
    ImmutableList<String> also,
    SearchResult exhaustive,
    long nanos,
    ImmutableList<Trial> trials) {
  private static final Gson GSON =
      new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().serializeNulls().create();

  /** In place of a number of schedules: none of those that were drawn showed it. */
  public static final long NOT_FOUND = Long.MAX_VALUE;

  /**
   * One strategy.
   *
   * @param schedules until something was broken, for each seed; or {@link #NOT_FOUND}
   * @param nanos CPU time of the first of these seeds, which began with nothing learnt
   * @param cap schedules after which a seed is given up
   */
  public record Trial(
      String strategy, ImmutableList<Long> schedules, ImmutableList<Long> nanos, long cap) {

    long found() {
      return schedules.stream().filter(number -> number != NOT_FOUND).count();
    }

    Interval interval() {
      return Interval.of(schedules);
    }
  }

  /**
   * A median and an interval that holds it with a probability of at least 95 %, as far as the
   * sample is large enough: between two order statistics, whose ranks the binomial distribution
   * gives. It assumes nothing of how schedules are distributed, and numbers of which is known only
   * that they are large do no harm.
   *
   * <p>Source: David and Nagaraja, "Order Statistics" (3rd edition, 2003), section 7.1.
   */
  public record Interval(long low, long median, long high) {
    public static Interval of(List<Long> values) {
      List<Long> sorted = values.stream().sorted().toList();
      int n = sorted.size();
      int rank = rank(n);
      return new Interval(sorted.get(rank - 1), sorted.get((n - 1) / 2), sorted.get(n - rank));
    }

    /** The largest rank r so that the r-th of n from either end leave out 5 % at most; 1 .. */
    static int rank(int n) {
      double term = Math.pow(0.5, n);
      double tail = 0;
      int rank = 0;
      while (tail + term <= 0.025 && rank < n / 2) {
        tail += term;
        term = term * (n - rank) / (rank + 1);
        rank++;
      }
      return Math.max(1, rank);
    }
  }

  private static final int NAME = 58;
  private static final int CELL = 36;

  /** What stands above the rows; each line ended by a newline. */
  public static String head(List<String> strategies) {
    StringBuilder out = new StringBuilder(Strings.padEnd("model", NAME, ' '));
    out.append(Strings.padStart("states", 12, ' ')).append("  ");
    strategies.forEach(name -> out.append(Strings.padEnd(name, CELL, ' ')));
    return out.toString().stripTrailing() + "\n";
  }

  /** {@code fork-gup-fast v5.8}: what a row begins with. */
  public static String name(Subject subject) {
    return (subject.scenario() + " " + subject.stage()).strip();
  }

  /** One line. */
  public String line() {
    String also = this.also.isEmpty() ? "" : " +" + this.also.size();
    StringBuilder out = new StringBuilder();
    out.append(Strings.padEnd(name(subject) + also, NAME, ' '));
    String states = Counts.grouped(exhaustive.states());
    out.append(Strings.padStart(exhaustive.exhaustive() ? states : "> " + states, 12, ' '));
    out.append("  ");
    for (Trial trial : trials) {
      out.append(Strings.padEnd(cell(trial), CELL, ' '));
    }
    return out.toString().stripTrailing() + "\n";
  }

  /** {@code 310 [120, 800] 0.2}; {@code > 2000 (4 of 30)}. */
  private String cell(Trial trial) {
    Interval interval = trial.interval();
    StringBuilder cell = new StringBuilder();
    cell.append(number(interval.median(), trial.cap())).append(" [");
    cell.append(number(interval.low(), trial.cap())).append(", ");
    cell.append(number(interval.high(), trial.cap())).append(']');
    if (trial.found() < trial.schedules().size()) {
      cell.append(' ').append(trial.found()).append('/').append(trial.schedules().size());
    }
    String sign = interval.median() == NOT_FOUND ? " >" : " ";
    cell.append(sign).append(String.format(Locale.ROOT, "%.2f", ratio(trial)));
    return cell.toString();
  }

  /** The median of its times, in times of the exhaustive search. */
  private double ratio(Trial trial) {
    return (double) Interval.of(trial.nanos()).median() / Math.max(1, nanos);
  }

  private static String number(long schedules, long cap) {
    return schedules == NOT_FOUND ? ">" + cap : Long.toString(schedules);
  }

  /** What the numbers mean; each line ended by a newline. */
  public static String legend(int seeds, long cap) {
    return "\nmodel: scenario and stage or proposal; +N: so many more of them read alike\n"
        + "states: of the exhaustive search; > where it was cut off\n"
        + "of each strategy: median of the schedules until something was broken, [its 95 %"
        + " interval], CPU time in times of the exhaustive search\n"
        + seeds
        + " seeds; a seed is given up after "
        + cap
        + " schedules (>"
        + cap
        + ", and N/"
        + seeds
        + " seeds that found it)\n";
  }

  /** The whole table. */
  public static String json(List<StrategyRow> rows, int seeds, long cap, int exit) {
    JsonArray all = new JsonArray();
    for (StrategyRow row : rows) {
      JsonObject object = new JsonObject();
      object.addProperty("scenario", row.subject.scenario());
      object.addProperty("stage", row.subject.stage().isEmpty() ? null : row.subject.stage());
      object.add("also", GSON.toJsonTree(row.also));
      object.addProperty("states", row.exhaustive.states());
      object.addProperty("exhaustive", row.exhaustive.exhaustive());
      object.addProperty("seconds", row.nanos / 1e9);
      JsonArray trials = new JsonArray();
      for (Trial trial : row.trials) {
        JsonObject one = new JsonObject();
        Interval interval = trial.interval();
        one.addProperty("strategy", trial.strategy());
        one.addProperty("found", trial.found());
        one.addProperty("median", orNull(interval.median()));
        one.addProperty("low", orNull(interval.low()));
        one.addProperty("high", orNull(interval.high()));
        one.addProperty("timeRatio", row.ratio(trial));
        trials.add(one);
      }
      object.add("strategies", trials);
      all.add(object);
    }
    JsonObject root = new JsonObject();
    root.addProperty("seeds", seeds);
    root.addProperty("cap", cap);
    root.add("rows", all);
    root.addProperty("exit", exit);
    return GSON.toJson(root) + "\n";
  }

  private static @Nullable Long orNull(long schedules) {
    return schedules == NOT_FOUND ? null : schedules;
  }
}
