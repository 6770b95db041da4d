// SPDX-License-Identifier: Apache-2.0
package dev.pincer.jqwik;

import com.google.common.collect.Range;
import dev.pincer.Model;
import dev.pincer.RecordModel;
import dev.pincer.Run;
import dev.pincer.Runs;
import dev.pincer.machine.State;
import dev.pincer.shrink.Passes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Shrinkable;
import net.jqwik.api.ShrinkingDistance;

/**
 * What properties of models quantify over: runs, and settings of knobs.
 *
 * <pre>{@code
 * @Provide
 * Arbitrary<Run<State>> runs() {
 *   return ModelArbitraries.runs(Model.scenario("fork-gup-fast").at("f3c64eda3e50"));
 * }
 *
 * @Property
 * boolean aPinnedPageStaysMapped(@ForAll("runs") Run<State> run) {
 *   return !run.breaks("pinned_page_stays_mapped");
 * }
 * }</pre>
 *
 * <p>A run that falsifies a property shrinks as those of {@code pincer sample} do: fewer steps,
 * then fewer switches, then earlier threads; what jqwik reports is its race diagram.
 */
public final class ModelArbitraries {
  private ModelArbitraries() {}

  /**
   * Runs of a model in C.
   *
   * @throws dev.pincer.ModelException if the model is wrong
   */
  public static Arbitrary<Run<State>> runs(Model model) {
    return runs(Runs.of(model));
  }

  /** Runs of a model in Java. */
  public static <S extends Record> Arbitrary<Run<S>> runs(RecordModel<S> model) {
    return runs(Runs.of(model));
  }

  private static <S> Arbitrary<Run<S>> runs(Runs<S> runs) {
    return Arbitraries.fromGenerator(random -> new Smaller<>(runs, runs.draw(random)));
  }

  /**
   * A model with each of its knobs set to some value of a range; they shrink towards the least.
   *
   * @param knobs by name, each with a closed range of whole numbers
   */
  public static Arbitrary<Model> knobs(Model model, Map<String, Range<Integer>> knobs) {
    List<String> names = new ArrayList<>();
    List<Arbitrary<Integer>> values = new ArrayList<>();
    knobs.forEach(
        (name, range) -> {
          names.add(name);
          values.add(
              Arbitraries.integers()
                  .between(range.lowerEndpoint(), range.upperEndpoint())
                  .shrinkTowards(range.lowerEndpoint()));
        });
    return Combinators.combine(values)
        .as(
            chosen -> {
              Model with = model;
              for (int i = 0; i < names.size(); i++) {
                with = with.define(names.get(i), Integer.toString(chosen.get(i)));
              }
              return with;
            });
  }

  /** A run, and those that shrinking tries next. */
  private record Smaller<S>(Runs<S> runs, Run<S> value) implements Shrinkable<Run<S>> {
    @Override
    public Stream<Shrinkable<Run<S>>> shrink() {
      return runs.smaller(value).map(run -> new Smaller<>(runs, run));
    }

    @Override
    public ShrinkingDistance distance() {
      return ShrinkingDistance.of(
          Passes.size(value.schedule()).stream().mapToLong(Long::longValue).toArray());
    }
  }
}
