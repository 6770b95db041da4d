// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.Reduction;
import dev.pincer.verdict.SearchResult;
import dev.pincer.verdict.Verdict;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** How far a search went, in words. */
final class Coverage {
  private Coverage() {}

  /** As in JSON; null for a search that was exhaustive. */
  static @Nullable String limit(SearchResult.Limit limit) {
    return limit == SearchResult.Limit.NONE ? null : limit.name().toLowerCase(Locale.ROOT);
  }

  static String word(SearchResult.Limit limit) {
    return switch (limit) {
      case NONE -> "exhaustive";
      case STATES -> "stopped at --max-states";
      case MEMORY -> "stopped at --max-memory";
      case INTERRUPTED -> "interrupted";
      case BUFFERS -> "a store buffer was full at --buffer-depth";
    };
  }

  /** {@code 84 210 states, sc, exhaustive}, or how far it went. */
  static String of(SearchResult result, Subject subject) {
    StringBuilder text = new StringBuilder(Counts.of(result.states(), "state"));
    text.append(", ").append(subject.memory());
    subject
        .defines()
        .forEach((name, value) -> text.append(", -D").append(name).append('=').append(value));
    for (Reduction reduction : result.reductions()) {
      if (reduction.used()) {
        text.append(", ").append(words(reduction));
      }
    }
    if (result.omission() > 0) {
      text.append(", ").append(compaction(result.omission()));
    }
    text.append(", ").append(word(result.limit()));
    if (!result.exhaustive() && result.completeDepth() >= 0) {
      text.append("; all states up to ")
          .append(Counts.of(result.completeDepth(), "step"))
          .append(" from the start were seen");
    }
    return text.toString();
  }

  /** What the probability behind a verdict is that of. */
  static final ImmutableList<String> COMPACTED =
      ImmutableList.of(
          "to 64 bits of each state's hash: one may be lost with probability p",
          "and with it what it breaks");

  /** {@code (p < 2.8e-06)} behind what holds only if no state was lost; empty for all else. */
  static String butFor(Finding finding, SearchResult result) {
    boolean needsAll = finding.verdict() == Verdict.HOLDS || finding.verdict() == Verdict.UNREACHED;
    return needsAll && result.omission() > 0
        ? " (" + Counts.probability(result.omission()) + ")"
        : "";
  }

  /** {@code by symmetry of gup[0] .. gup[1]}, or why not. */
  static ImmutableList<String> reductions(SearchResult result) {
    return result.reductions().stream()
        .map(reduction -> (reduction.used() ? "by " : "not by ") + words(reduction))
        .collect(ImmutableList.toImmutableList());
  }

  /** {@code hash compaction (p < 2.8e-06)}. */
  static String compaction(double omission) {
    return "hash compaction (" + Counts.probability(omission) + ")";
  }

  private static String words(Reduction reduction) {
    return reduction.kind().word() + (reduction.used() ? " of " : ": ") + reduction.text();
  }
}
