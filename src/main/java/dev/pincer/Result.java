// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import com.google.common.collect.ImmutableMap;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.report.Judged;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.SearchResult;
import dev.pincer.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What a search found. */
public final class Result {
  private final Model model;
  private final SearchResult search;

  Result(Model model, SearchResult search) {
    this.model = model;
    this.search = search;
  }

  public Model model() {
    return model;
  }

  /** All that was found, and how far the search went. */
  public SearchResult search() {
    return search;
  }

  /** Distinct states found. */
  public long states() {
    return search.states();
  }

  /** Whether all was seen: only then is anything said to hold. */
  public boolean exhaustive() {
    return search.exhaustive();
  }

  /** Whether every property holds, and every witness is reached. */
  public boolean good() {
    return search.findings().stream().allMatch(finding -> Judged.good(finding.verdict()));
  }

  /**
   * The verdict on each property: declared ones in the order of the source, then the built-in ones.
   */
  public ImmutableMap<String, Verdict> verdicts() {
    ImmutableMap.Builder<String, Verdict> verdicts = ImmutableMap.builder();
    search.findings().forEach(finding -> verdicts.put(finding.property(), finding.verdict()));
    return verdicts.buildOrThrow();
  }

  /**
   * @throws ModelException if there is no such property
   */
  public Verdict verdict(String property) {
    return finding(property).verdict();
  }

  /**
   * The shortest run that breaks the property, or reaches the witness; empty if there is none.
   *
   * @throws ModelException if there is no such property
   */
  public Optional<Witness> witness(String property) {
    Finding finding = finding(property);
    return finding.witness() == null
        ? Optional.empty()
        : Optional.of(Witness.of(model.program(), model.memory(), finding));
  }

  private Finding finding(String property) {
    List<String> names = new ArrayList<>();
    for (Finding finding : search.findings()) {
      if (finding.property().equals(property)) {
        return finding;
      }
      names.add(finding.property());
    }
    Diagnostics diagnostics = new Diagnostics();
    diagnostics
        .error(ErrorCode.UNKNOWN_PROPERTY, Models.place(), property)
        .hint("the properties are " + String.join(", ", names))
        .didYouMean(property, names);
    throw ModelException.of(diagnostics);
  }
}
