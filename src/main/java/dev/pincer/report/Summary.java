// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import com.google.common.collect.ImmutableSet;
import dev.pincer.verdict.Reduction;
import dev.pincer.verdict.SearchResult;
import dev.pincer.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The end of a check: how much was judged, how far, and whether it is as expected. */
public final class Summary {
  /** Behind the label of what was judged under another memory model as well. */
  private static final Pattern UNDER_MEMORY = Pattern.compile(" \\(.*\\)$");

  private Summary() {}

  /**
   * {@code 9 stages, 3 proposals, 6 properties, sc; 1 283 402 states in 0.9 s; all as expected},
   * and where that is not so, what was wanted and what came out instead; and what is vacuous.
   *
   * @param elapsed wall time of everything
   */
  public static String of(ImmutableList<Sheet> sheets, Remarks remarks, Duration elapsed) {
    StringBuilder out = new StringBuilder(subjects(sheets));
    long states = 0;
    for (Sheet sheet : sheets) {
      states += sheet.searched() ? sheet.result().states() : 0;
    }
    out.append("; ")
        .append(Counts.of(states, "state"))
        .append(" in ")
        .append(Counts.seconds(elapsed));
    appendBytes(out, sheets);
    List<String> claims = new ArrayList<>(claims(sheets));
    long unstated = remarks.nothings().stream().filter(Vacuous::isUnstated).count();
    if (unstated > 0) {
      claims.add(unstated + " vacuous");
    }
    long stated = remarks.nothings().stream().filter(nothing -> !nothing.why().isEmpty()).count();
    if (stated > 0) {
      claims.add(stated + " vacuous for a stated reason");
    }
    if (!remarks.waiting().isEmpty()) {
      claims.add(Waiting.claim(remarks.waiting()));
    }
    claims.addAll(SavedCase.claims(remarks.saved()));
    claims.addAll(Untried.claims(remarks.untried()));
    out.append("; ").append(String.join(", ", claims)).append('\n');
    out.append(SavedElsewhere.line(remarks.elsewhere()));
    for (Sheet sheet : sheets) {
      for (Judged judged : sheet.verdicts()) {
        boolean decided = judged.finding().verdict() != Verdict.UNKNOWN;
        if (!judged.asExpected() && judged.expected() != null && decided) {
          out.append('\n').append(deviation(sheet, judged));
        }
      }
    }
    out.append(SavedCase.wrong(remarks.saved()));
    out.append(Vacuous.unstated(remarks.nothings()));
    out.append(changes(sheets));
    out.append(Untried.lines(remarks.untried()));
    return out.toString();
  }

  /** States from which their size is worth a word; below, other things take more than they do. */
  private static final long MANY_STATES = 1_000_000;

  /** {@code , 41 bytes each}, where there was one search, and a large one. */
  private static void appendBytes(StringBuilder out, ImmutableList<Sheet> sheets) {
    if (sheets.size() == 1 && sheets.get(0).result().states() >= MANY_STATES) {
      SearchResult result = sheets.get(0).result();
      out.append(", ").append(result.bytes() / result.states()).append(" bytes each");
    }
  }

  /** What patches of the user's did, a line for each verdict that changed; empty if none did. */
  private static String changes(ImmutableList<Sheet> sheets) {
    StringBuilder out = new StringBuilder();
    for (Judged.Change change : Judged.Change.values()) {
      for (Sheet sheet : sheets) {
        for (Judged judged : sheet.verdicts()) {
          if (change != Judged.Change.NONE && judged.change() == change) {
            String word = worse(change) ? word(change).toUpperCase(Locale.ROOT) : word(change);
            out.append(Strings.padEnd(word, 9, ' '))
                .append(sheet.subject().scenario())
                .append(": ")
                .append(judged.finding().property())
                .append('\n');
          }
        }
      }
    }
    gone(sheets)
        .forEach(
            (sheet, property) ->
                out.append(Strings.padEnd("gone", 9, ' '))
                    .append(sheet.subject().scenario())
                    .append(": ")
                    .append(property)
                    .append('\n'));
    return out.length() == 0 ? "" : "\n" + out;
  }

  /** The properties that a model has without patches of the user's, and no more with them. */
  private static ImmutableListMultimap<Sheet, String> gone(ImmutableList<Sheet> sheets) {
    ImmutableListMultimap.Builder<Sheet, String> gone = ImmutableListMultimap.builder();
    for (int i = 1; i < sheets.size(); i++) {
      Sheet sheet = sheets.get(i);
      Sheet before = sheets.get(i - 1);
      if (sheet.kind() == Sheet.Kind.PATCHED && before.kind() != Sheet.Kind.PATCHED) {
        Set<String> left =
            sheet.verdicts().stream()
                .map(judged -> judged.finding().property())
                .collect(Collectors.toSet());
        before.verdicts().stream()
            .map(judged -> judged.finding().property())
            .filter(property -> !left.contains(property))
            .forEach(property -> gone.put(sheet, property));
      }
    }
    return gone.build();
  }

  private static boolean worse(Judged.Change change) {
    return switch (change) {
      case BREAKS, LOSES -> true;
      case NONE, MENDS, GAINS -> false;
    };
  }

  private static String word(Judged.Change change) {
    return switch (change) {
      case NONE -> "the same";
      case BREAKS -> "broken";
      case MENDS -> "mended";
      case LOSES -> "lost";
      case GAINS -> "reached";
    };
  }

  /** {@code 2 verdicts changed: 1 broken, 1 mended}; empty if there is no patch of the user's. */
  private static String changed(ImmutableList<Sheet> sheets) {
    Map<Judged.Change, Integer> counts = new EnumMap<>(Judged.Change.class);
    int same = 0;
    boolean compared = false;
    for (Sheet sheet : sheets) {
      for (Judged judged : sheet.verdicts()) {
        compared |= judged.before() != null;
        counts.merge(judged.change(), 1, Integer::sum);
        same +=
            judged.before() == Verdict.BROKEN && judged.finding().verdict() == Verdict.BROKEN
                ? 1
                : 0;
      }
    }
    counts.remove(Judged.Change.NONE);
    if (!compared) {
      return "";
    }
    int all = counts.values().stream().mapToInt(Integer::intValue).sum();
    List<String> parts = new ArrayList<>();
    counts.forEach((change, count) -> parts.add(count + " " + word(change)));
    String claim =
        all == 0
            ? "no verdict changed"
            : Counts.of(all, "verdict") + " changed: " + String.join(", ", parts);
    int gone = gone(sheets).size();
    claim += gone == 0 ? "" : ", " + Counts.of(gone, "property") + " gone";
    return same == 0 ? claim : claim + "; " + same + " broken with and without the patch";
  }

  /** The first line of {@link #of}, without its newline. */
  static String line(ImmutableList<Sheet> sheets, Remarks remarks, Duration elapsed) {
    return of(sheets, remarks, elapsed).lines().findFirst().orElse("");
  }

  private static String subjects(ImmutableList<Sheet> sheets) {
    Set<String> scenarios = new TreeSet<>();
    Set<String> stages = new TreeSet<>();
    Set<String> proposals = new TreeSet<>();
    Set<String> patched = new TreeSet<>();
    Set<String> properties = new TreeSet<>();
    Set<String> memories = new TreeSet<>();
    Set<String> defines = new TreeSet<>();
    for (Sheet sheet : sheets) {
      Subject subject = sheet.subject();
      scenarios.add(subject.scenario());
      (switch (sheet.kind()) {
            case STAGE -> subject.stage().isEmpty() ? new TreeSet<String>() : stages;
            case PROPOSAL -> proposals;
            case PATCHED -> patched;
          })
          .add(UNDER_MEMORY.matcher(sheet.label()).replaceFirst(""));
      memories.add(subject.memory());
      subject.defines().forEach((name, value) -> defines.add("-D" + name + "=" + value));
      for (Judged judged : sheet.verdicts()) {
        properties.add(judged.finding().property());
      }
    }
    List<String> parts = new ArrayList<>();
    if (scenarios.size() > 1) {
      parts.add(Counts.of(scenarios.size(), "scenario"));
    }
    if (!stages.isEmpty()) {
      parts.add(Counts.of(stages.size(), "stage"));
    }
    if (!proposals.isEmpty()) {
      parts.add(Counts.of(proposals.size(), "proposal"));
    }
    if (!patched.isEmpty()) {
      parts.add(patched.size() == 1 ? "1 patch" : patched.size() + " patches");
    }
    parts.add(Counts.of(properties.size(), "property"));
    parts.addAll(memories);
    parts.addAll(defines);
    String reductions =
        sheets.stream()
            .flatMap(sheet -> sheet.result().reductions().stream())
            .filter(Reduction::used)
            .map(reduction -> reduction.kind().word())
            .distinct()
            .collect(Collectors.joining(" and "));
    if (!reductions.isEmpty()) {
      parts.add("reduced by " + reductions);
    }
    double omission = 0;
    for (Sheet sheet : sheets) {
      omission = Math.max(omission, sheet.result().omission());
    }
    if (omission > 0) {
      parts.add(Coverage.compaction(omission));
    }
    return String.join(", ", parts);
  }

  private static List<String> claims(ImmutableList<Sheet> sheets) {
    int unexpected = 0;
    int bad = 0;
    int undecided = 0;
    boolean anyExpected = false;
    Set<String> anyway = new TreeSet<>();
    for (Sheet sheet : sheets) {
      undecided += sheet.undecided() ? 1 : 0;
      for (Judged judged : sheet.verdicts()) {
        if (sheet.isUnreachedAnyway(judged)) {
          anyway.add(sheet.subject().scenario() + " " + judged.finding().property());
        } else {
          anyExpected |= judged.expected() != null;
        }
        if (!judged.asExpected() && judged.finding().verdict() != Verdict.UNKNOWN) {
          unexpected += judged.expected() == null ? 0 : 1;
          bad += judged.expected() == null && judged.before() == null ? 1 : 0;
        }
      }
    }
    List<String> claims = new ArrayList<>();
    if (unexpected > 0) {
      claims.add(Counts.of(unexpected, "verdict") + " not as expected");
    }
    if (bad > 0) {
      claims.add(Counts.of(bad, "property") + " broken or unreached");
    }
    if (undecided > 0) {
      claims.add("undecided: " + limits(sheets));
    }
    String changed = changed(sheets);
    if (!changed.isEmpty()) {
      claims.add(changed);
    }
    if (claims.isEmpty()) {
      claims.add(anyExpected ? "all as expected" : "all hold");
    }
    if (!anyway.isEmpty()) {
      String witnesses = anyway.size() == 1 ? "1 witness" : anyway.size() + " witnesses";
      claims.add(witnesses + " unreached as without -D");
    }
    return claims;
  }

  private static String limits(ImmutableList<Sheet> sheets) {
    Set<SearchResult.Limit> limits = new TreeSet<>();
    for (Sheet sheet : sheets) {
      if (!sheet.result().exhaustive()) {
        limits.add(sheet.result().limit());
      }
    }
    List<String> words = new ArrayList<>();
    for (SearchResult.Limit limit : ImmutableSet.copyOf(limits)) {
      words.add(Coverage.word(limit));
    }
    return String.join(", ", words);
  }

  /**
   *
   *
   * <pre>
   * fork-gup-fast --at v5.8: pinned_page_stays_mapped
   *       want: broken in 17 steps   (why)
   *       got:  holds
   * </pre>
   */
  private static String deviation(Sheet sheet, Judged judged) {
    Judged.Expected expected = judged.expected();
    String why = expected == null ? "" : expected.why();
    StringBuilder out = new StringBuilder(sheet.subject().scenario());
    if (!sheet.label().isEmpty()) {
      out.append(", ").append(sheet.label());
    }
    out.append(": ").append(judged.finding().property()).append('\n');
    out.append("      want: ").append(judged.want());
    out.append(why.isEmpty() ? "" : "   (" + why + ")").append('\n');
    out.append("      got:  ").append(judged.got()).append('\n');
    return out.toString();
  }
}
