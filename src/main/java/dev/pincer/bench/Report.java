// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bench;

import com.google.common.base.Strings;
import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Measurements as people read them, and as tools do. */
public final class Report {
  private static final Gson LINE =
      new GsonBuilder().disableHtmlEscaping().serializeNulls().create();
  private static final Gson PAGE =
      new GsonBuilder().disableHtmlEscaping().serializeNulls().setPrettyPrinting().create();

  private Report() {}

  /** The table of one case, and what follows from it. */
  public static String table(List<Runs> all) {
    Runs first = all.get(0);
    int width = Math.max(24, all.stream().mapToInt(runs -> runs.tool().length()).max().orElse(0));
    StringBuilder out = new StringBuilder(first.size().title());
    out.append(": ").append(grouped(first.states())).append(" states, ");
    out.append(grouped(first.transitions())).append(" transitions; medians of ");
    out.append(first.measurements().size()).append('\n');
    out.append(
        String.format(
            Locale.ROOT,
            "  %s  %9s  %11s  %14s  %12s%n",
            Strings.repeat(" ", width),
            "seconds",
            "states/s",
            "transitions/s",
            "bytes/state"));
    for (Runs runs : all) {
      out.append(
          String.format(
              Locale.ROOT,
              "  %s  %9.2f  %11s  %14s  %12s%s%n",
              Strings.padEnd(runs.tool(), width, ' '),
              runs.seconds(),
              rounded(runs.statesPerSecond()),
              rounded(runs.transitionsPerSecond()),
              rounded(runs.bytesPerState()),
              runs.reduces() ? "  (" + grouped(runs.states()) + " states)" : ""));
    }
    for (Ratios ratio : Ratios.of(all)) {
      out.append(String.format(Locale.ROOT, "  %6.2f x  %s%n", ratio.value(), ratio.text()));
    }
    return out.append('\n').toString();
  }

  private static String rounded(double value) {
    return Double.isNaN(value) ? "-" : grouped(Math.round(value));
  }

  private static String grouped(long value) {
    return String.format(Locale.ROOT, "%,d", value).replace(',', ' ');
  }

  /** One object, on one line: what is appended to the history. */
  static String historyLine(Runs runs, Machine machine) {
    JsonObject object = new JsonObject();
    object.addProperty("at", machine.at());
    object.addProperty("commit", machine.commit());
    object.addProperty("machine", machine.text());
    object(runs).entrySet().forEach(member -> object.add(member.getKey(), member.getValue()));
    return LINE.toJson(object);
  }

  private static JsonObject object(Runs runs) {
    JsonObject object = new JsonObject();
    object.addProperty("scenario", runs.size().scenario());
    object.addProperty("size", runs.size().size().word());
    JsonObject defines = new JsonObject();
    runs.size().defines().forEach(defines::addProperty);
    object.add("defines", defines);
    object.addProperty("tool", runs.tool());
    object.addProperty("threads", runs.threads());
    object.addProperty("reduces", runs.reduces());
    object.addProperty("runs", runs.measurements().size());
    object.addProperty("states", runs.states());
    object.addProperty("transitions", runs.transitions());
    object.addProperty("seconds", figure(runs.seconds()));
    object.addProperty("exploring", figure(runs.exploring()));
    object.addProperty("statesPerSecond", figure(runs.statesPerSecond()));
    object.addProperty("transitionsPerSecond", figure(runs.transitionsPerSecond()));
    object.addProperty("bytesPerState", figure(runs.bytesPerState()));
    return object;
  }

  /** Three digits behind the point; null for what is not known. */
  private static @Nullable Number figure(double value) {
    return Double.isNaN(value) ? null : Math.round(value * 1000) / 1000.0;
  }

  /**
   * {@code --json}: all runs of all cases, and the ratios of each.
   *
   * @param missing tools that are not there, with how to get them
   */
  public static String json(
      List<? extends List<Runs>> cases, List<String> missing, Machine machine) {
    JsonObject root = new JsonObject();
    root.addProperty("at", machine.at());
    root.addProperty("commit", machine.commit());
    root.addProperty("machine", machine.text());
    JsonArray results = new JsonArray();
    JsonArray ratios = new JsonArray();
    for (List<Runs> all : cases) {
      all.forEach(runs -> results.add(object(runs)));
      for (Ratios ratio : Ratios.of(all)) {
        JsonObject object = new JsonObject();
        object.addProperty("scenario", all.get(0).size().scenario());
        object.addProperty("size", all.get(0).size().size().word());
        object.addProperty("text", ratio.text());
        object.addProperty("value", figure(ratio.value()));
        ratios.add(object);
      }
    }
    root.add("results", results);
    root.add("ratios", ratios);
    root.add("missing", PAGE.toJsonTree(missing));
    return PAGE.toJson(root) + "\n";
  }
}
