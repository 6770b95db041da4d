// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Sets;
import com.google.common.collect.Streams;
import dev.pincer.corpus.Excuses;
import dev.pincer.corpus.NeverRun;
import dev.pincer.corpus.Scenario;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.program.Program;
import dev.pincer.program.Property;
import dev.pincer.report.Judged;
import dev.pincer.report.Sheet;
import dev.pincer.report.Unreached;
import dev.pincer.report.Vacuous;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What in scenarios says nothing: looked for among all that was judged of them, at every stage and
 * with every proposal. A property may also be broken in another scenario that has it, by its name.
 *
 * <p>A lesson is judged once, with nothing that could break it, so its properties may hold; all
 * else is asked of it as well.
 */
public final class Vacuity {
  /**
   * What was seen of a line of the small Linux. Lines move from stage to stage, so one is known by
   * its function and its text.
   */
  private record Line(String path, String function, String text) {}

  private static final class Seen {
    private boolean executed;
    private int number;
  }

  private final Map<Line, Seen> linux = new LinkedHashMap<>();
  private final List<Vacuous> found = new ArrayList<>();

  /**
   * Refuses scenarios that state reasons in a way that means nothing.
   *
   * @throws ModelException if one does
   */
  public static void demandForm(Iterable<Model> models) {
    Diagnostics diagnostics = new Diagnostics();
    for (Model model : models) {
      ImmutableList<String> known = model.propertyNames();
      for (Excuses.OfProperty excuse :
          Excuses.of(model.scenario().file(), diagnostics).properties()) {
        String name = excuse.name().text();
        if (!known.contains(name)) {
          diagnostics
              .error(ErrorCode.UNKNOWN_PROPERTY_OF_EXCUSE, excuse.name(), name)
              .didYouMean(name, known);
        }
      }
    }
    ModelException.throwIfAny(diagnostics);
  }

  /**
   * Looks at one scenario.
   *
   * @param entries all that is judged of it, each by an exhaustive search
   */
  public void add(List<Sweep.Entry> entries) {
    Scenario scenario = entries.get(0).result().model().scenario();
    Excuses excuses = Excuses.of(scenario.file(), new Diagnostics());
    properties(scenario, entries, excuses);
    lines(scenario, entries, excuses);
  }

  /** Those of the scenarios, in the order of their addition. */
  public ImmutableList<Vacuous> found() {
    return ImmutableList.copyOf(found);
  }

  /**
   * Lines of the small Linux that no scenario has run at any stage, by the newest of these, and
   * reasons that are stated for others. It says something only if all scenarios were added.
   *
   * @param stated the reasons of the models folder
   */
  public ImmutableList<Vacuous> linux(NeverRun stated) {
    Map<Line, String> reasons = new HashMap<>();
    List<Vacuous> needless = new ArrayList<>();
    for (NeverRun.Entry entry : stated.entries()) {
      Line line = new Line(entry.path(), entry.function(), entry.text());
      Seen seen = linux.get(line);
      if (seen == null || seen.executed) {
        String what = entry.place() + ": " + entry.path() + " " + entry.function() + "(): ";
        String did = seen == null ? " is code of no thread" : " is run";
        String claim = what + "`" + entry.text() + "`" + did;
        int number = entry.place().line();
        needless.add(ofLinux(Vacuous.Kind.NEEDLESS, claim, number, ImmutableList.of(), ""));
      } else {
        reasons.put(line, entry.why());
      }
    }
    Map<String, Map<String, TreeMap<Integer, List<Line>>>> lines = new TreeMap<>();
    linux.forEach(
        (line, seen) -> {
          if (!seen.executed) {
            lines
                .computeIfAbsent(line.path, path -> new TreeMap<>())
                .computeIfAbsent(reasons.getOrDefault(line, ""), why -> new TreeMap<>())
                .computeIfAbsent(seen.number, number -> new ArrayList<>())
                .add(line);
          }
        });
    ImmutableList.Builder<Vacuous> all = ImmutableList.builder();
    lines.forEach(
        (path, byReason) ->
            byReason.forEach(
                (why, numbered) -> {
                  ImmutableList<Integer> numbers = ImmutableList.copyOf(numbered.keySet());
                  ImmutableList<String> forms =
                      numbered.values().stream()
                          .flatMap(List::stream)
                          .map(line -> path + " " + line.function + " " + line.text)
                          .collect(ImmutableList.toImmutableList());
                  String what = path + ":" + new Unreached.Lines(numbers);
                  all.add(ofLinux(Vacuous.Kind.NEVER_RUN, what, 1, forms, why));
                }));
    return all.addAll(needless).build();
  }

  private static Vacuous ofLinux(
      Vacuous.Kind kind, String what, int line, ImmutableList<String> forms, String why) {
    return new Vacuous("", kind, what, NeverRun.FILE, line, forms, why, false);
  }

  // ---- properties ------------------------------------------------------------------------------

  private void properties(Scenario scenario, List<Sweep.Entry> entries, Excuses excuses) {
    Map<String, String> reasons = new LinkedHashMap<>();
    excuses.properties().forEach(excuse -> reasons.put(excuse.name().text(), excuse.why()));
    Model model = entries.get(0).result().model();
    Set<String> constant = constant(entries, mayBeConstant(entries, model.program()));
    for (Property property : model.program().properties()) {
      String why = reasons.getOrDefault(property.name(), "");
      boolean witness = property.kind() == Property.Kind.WITNESS;
      boolean shown = shows(entries, property.name(), witness ? Verdict.REACHED : Verdict.BROKEN);
      boolean exempt =
          scenario.kind() == Scenario.Kind.LESSON || isBrokenAnywhere(model.models(), property);
      if (witness && constant.contains(property.name())) {
        found.add(vacuous(scenario, Vacuous.Kind.CONSTANT, property.name(), why));
      } else if (shown && !why.isEmpty()) {
        String what = property.name() + (witness ? " is reached" : " is broken somewhere");
        found.add(vacuous(scenario, Vacuous.Kind.NEEDLESS, what, ""));
      } else if (witness && !shown) {
        found.add(vacuous(scenario, Vacuous.Kind.NEVER_REACHED, property.name(), why));
      } else if (!shown && constant.contains(property.name())) {
        found.add(vacuous(scenario, Vacuous.Kind.CONSTANT, property.name(), why));
      } else if (!shown && !exempt) {
        found.add(vacuous(scenario, Vacuous.Kind.NEVER_BROKEN, property.name(), why));
      }
    }
  }

  /**
   * Whether expected.txt says of a property of this name, in any scenario, that something breaks
   * it: scenarios share what they demand, and one that shows that it can fail shows it for all.
   */
  private static boolean isBrokenAnywhere(Models models, Property property) {
    return models.expectations().rows().stream()
        .anyMatch(
            row ->
                row.property().equals(property.name())
                    && row.verdict() == Verdict.BROKEN
                    && !row.waiting());
  }

  private static Vacuous vacuous(Scenario scenario, Vacuous.Kind kind, String what, String why) {
    return new Vacuous(
        scenario.name(), kind, what, scenario.file().path(), 1, ImmutableList.of(), why, false);
  }

  private static boolean shows(List<Sweep.Entry> entries, String property, Verdict verdict) {
    for (Sweep.Entry entry : entries) {
      for (Finding finding : entry.result().search().findings()) {
        if (finding.property().equals(property) && finding.verdict() == verdict) {
          return true;
        }
      }
    }
    return false;
  }

  /**
   * The properties of one model that hold, or are reached, and read nothing that changes in it; at
   * another stage they may.
   */
  public static ImmutableList<Vacuous> constant(Sweep.Entry entry) {
    ImmutableList.Builder<Vacuous> constant = ImmutableList.builder();
    Result result = entry.result();
    Scenario scenario = result.model().scenario();
    Set<String> asked = new HashSet<>();
    for (Judged judged : entry.sheet().verdicts()) {
      String name = judged.finding().property();
      if (shows(List.of(entry), name, Verdict.HOLDS) || isAtOnce(List.of(entry), name)) {
        asked.add(name);
      }
    }
    for (String name : Constancy.of(result.model().program(), asked)) {
      String path = scenario.file().path();
      constant.add(
          new Vacuous(
              scenario.name(), Vacuous.Kind.CONSTANT, name, path, 1, ImmutableList.of(), "", true));
    }
    return constant.build();
  }

  /** Whether a witness is there before anything happens, wherever it is reached. */
  private static boolean isAtOnce(List<Sweep.Entry> entries, String property) {
    for (Sweep.Entry entry : entries) {
      for (Finding finding : entry.result().search().findings()) {
        if (finding.property().equals(property)
            && (finding.verdict() != Verdict.REACHED || finding.steps() != 0)) {
          return false;
        }
      }
    }
    return true;
  }

  /** The properties that have one verdict everywhere, and it says nothing if they are constant. */
  private static Set<String> mayBeConstant(List<Sweep.Entry> entries, Program program) {
    return program.properties().stream()
        .filter(
            property ->
                property.kind() == Property.Kind.WITNESS
                    ? isAtOnce(entries, property.name())
                    : !shows(entries, property.name(), Verdict.BROKEN))
        .map(Property::name)
        .collect(ImmutableSet.toImmutableSet());
  }

  /**
   * Those of the named properties of which nothing that they read changes anywhere. The first
   * model, which is compiled already, is asked first, then the newest stage, for which what an
   * older one lacks may be there, and then small ones.
   */
  private static Set<String> constant(List<Sweep.Entry> entries, Set<String> names) {
    Sweep.Entry first = entries.get(0);
    Sweep.Entry newest = Streams.findLast(entries.stream().filter(Vacuity::isStage)).orElse(first);
    Set<String> left = constantIn(newest, constantIn(first, names));
    return left.isEmpty()
        ? left
        : entries.stream()
            .filter(entry -> entry.sheet().searched())
            .sorted(Comparator.comparing(entry -> entry.result().states()))
            .parallel()
            .map(entry -> constantIn(entry, left))
            .reduce(left, (a, b) -> ImmutableSet.copyOf(Sets.intersection(a, b)));
  }

  private static Set<String> constantIn(Sweep.Entry entry, Set<String> names) {
    return names.isEmpty() ? names : Constancy.of(entry.result().model().program(), names);
  }

  private static boolean isStage(Sweep.Entry entry) {
    return entry.sheet().kind() == Sheet.Kind.STAGE;
  }

  // ---- lines -----------------------------------------------------------------------------------

  private void lines(Scenario scenario, List<Sweep.Entry> entries, Excuses excuses) {
    TreeMap<Integer, Boolean> own = new TreeMap<>();
    // The last are those of the newest stage, whose numbers are shown.
    for (Sweep.Entry entry : entries) {
      for (Unreached.Line line : entry.lines()) {
        if (line.path().equals(scenario.file().path())) {
          own.merge(line.number(), line.executed(), Boolean::logicalOr);
        } else {
          Seen seen =
              linux.computeIfAbsent(
                  new Line(line.path(), line.function(), NeverRun.normal(line.text())),
                  key -> new Seen());
          seen.executed |= line.executed();
          seen.number = isStage(entry) || seen.number == 0 ? line.number() : seen.number;
        }
      }
    }
    appendNeverRun(scenario, own, excuses);
  }

  private void appendNeverRun(Scenario scenario, Map<Integer, Boolean> own, Excuses excuses) {
    Map<Integer, String> reasons = new TreeMap<>();
    for (Excuses.OfLine excuse : excuses.lines()) {
      reasons.put(excuse.line(), excuse.why());
      if (own.getOrDefault(excuse.line(), true)) {
        String did = own.containsKey(excuse.line()) ? " is run" : " has no code of a thread";
        String what = scenario.file().path() + ":" + excuse.line() + did;
        found.add(vacuous(scenario, Vacuous.Kind.NEEDLESS, what, ""));
      }
    }
    Map<String, List<Integer>> byReason = new LinkedHashMap<>();
    own.forEach(
        (line, executed) -> {
          if (!executed) {
            String why = reasons.getOrDefault(line, "");
            byReason.computeIfAbsent(why, key -> new ArrayList<>()).add(line);
          }
        });
    byReason.forEach(
        (why, numbers) -> {
          Unreached.Lines lines = new Unreached.Lines(ImmutableList.copyOf(numbers));
          String what = scenario.file().path() + ":" + lines;
          found.add(vacuous(scenario, Vacuous.Kind.NEVER_RUN, what, why));
        });
  }
}
