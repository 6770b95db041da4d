// SPDX-License-Identifier: Apache-2.0
package dev.pincer.junit;

import dev.pincer.Model;
import dev.pincer.ModelException;
import dev.pincer.Result;
import dev.pincer.Search;
import dev.pincer.Sweep;
import dev.pincer.Witness;
import dev.pincer.report.Case;
import dev.pincer.verdict.Verdict;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a test says of a model. It is searched once, when the first question is asked.
 *
 * <pre>{@code
 * Model model = Model.scenario("fork-gup-fast");
 * assertThat(model.at("57efa1fe5957")).holds();
 * assertThat(model.at("f3c64eda3e50")).breaks("pinned_page_stays_mapped").inSteps(38);
 * }</pre>
 *
 * <p>What is not so is an {@link AssertionError} with the race as its message; a wrong model, patch
 * or name is a {@link ModelException}, as everywhere. What a search that ended too early does not
 * show is not so.
 */
public final class ModelAssert {
  private final Model model;
  private final Search search;
  private Sweep.@Nullable Entry entry;

  private ModelAssert(Model model, Search search) {
    this.model = model;
    this.search = search;
  }

  /** Begins a sentence about a model. */
  public static ModelAssert assertThat(Model model) {
    return new ModelAssert(model, Search.exhaustive());
  }

  /** The same, searched in another way. */
  public ModelAssert searchedBy(Search other) {
    return new ModelAssert(model, other);
  }

  /**
   * Every property holds, and every witness is reached.
   *
   * <p>Of a shipped model, a witness that expected.txt says is unreached at its stage may be so.
   */
  public ModelAssert holds() {
    StringBuilder wrong = new StringBuilder();
    for (Case one : entry().cases()) {
      boolean absent =
          one.judged().finding().verdict() == Verdict.UNREACHED && one.judged().asExpected();
      if (one.outcome() == Case.Outcome.UNDECIDED || (one.isBad() && !absent)) {
        wrong.append(wrong.length() == 0 ? "" : "\n").append(one.textOf("want all to hold"));
      }
    }
    if (wrong.length() > 0) {
      throw new VerdictError(wrong.toString());
    }
    return this;
  }

  /** A property holds. */
  public ModelAssert holds(String property) {
    demand(property, Verdict.HOLDS);
    return this;
  }

  /** A property is broken. */
  public Run breaks(String property) {
    return run(demand(property, Verdict.BROKEN));
  }

  /** A witness is reached. */
  public Run reaches(String witness) {
    return run(demand(witness, Verdict.REACHED));
  }

  /** A witness is reached by no run. */
  public ModelAssert neverReaches(String witness) {
    demand(witness, Verdict.UNREACHED);
    return this;
  }

  /** There are so many states. */
  public ModelAssert hasStates(long count) {
    Result result = entry().result();
    if (!result.exhaustive() || result.states() != count) {
      throw new VerdictError(
          subject()
              + ": "
              + result.states()
              + " states"
              + (result.exhaustive() ? "" : " so far, and undecided")
              + "; want "
              + count);
    }
    return this;
  }

  /** A sentence about the shortest run that breaks a property or reaches a witness. */
  public final class Run {
    private final Case of;
    private final Witness witness;

    private Run(Case of, Witness witness) {
      this.of = of;
      this.witness = witness;
    }

    /** It has so many steps. */
    public Run inSteps(int count) {
      return demand(witness.steps() == count, "want " + count + " steps");
    }

    /** It has so many context switches. */
    public Run inSwitches(int count) {
      return demand(
          witness.switches() == count,
          "in " + witness.switches() + " context switches; want " + count);
    }

    /** Its diagram says this somewhere. */
    public Run showing(String text) {
      return demand(witness.diagram().contains(text), "want `" + text + "` in the diagram");
    }

    private Run demand(boolean so, String want) {
      if (!so) {
        throw new VerdictError(of.textOf(want));
      }
      return this;
    }

    /** Goes on about the model. */
    public ModelAssert and() {
      return ModelAssert.this;
    }

    /** The run itself. */
    public Witness witness() {
      return witness;
    }
  }

  private Run run(Case of) {
    return new Run(of, entry().result().witness(of.property()).orElseThrow());
  }

  private Case demand(String property, Verdict verdict) {
    Verdict found = entry().result().verdict(property); // Refuses an unknown name.
    Case of =
        entry().cases().stream()
            .filter(one -> one.property().equals(property))
            .findFirst()
            .orElseThrow();
    if (found != verdict) {
      throw new VerdictError(of.textOf("want " + verdict.word()));
    }
    return of;
  }

  private String subject() {
    return entry().cases().get(0).subject();
  }

  private Sweep.Entry entry() {
    Sweep.Entry known = entry;
    if (known == null) {
      List<Sweep.Entry> entries = new ArrayList<>();
      Sweep.run(List.of(model), search, entries::add);
      known = entries.get(0);
      entry = known;
    }
    return known;
  }
}
