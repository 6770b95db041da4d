// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.explore.ListedStates;
import dev.pincer.explore.StateStore;
import dev.pincer.explore.TransitionSystem;
import dev.pincer.explore.Truth;
import dev.pincer.machine.Fault;
import dev.pincer.schedule.Choice;
import dev.pincer.verdict.SearchResult;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A {@link RecordModel} as the explorer sees it. A choice names a thread and, where the thread has
 * several steps, picks the step by its position.
 */
final class RecordSystem<S extends Record> implements TransitionSystem<RecordSystem.Stand<S>> {
  /** What a state is assumed to hold: a record of some ten fields. */
  private static final long STATE_BYTES = 120;

  /**
   * A state, and what ended the run in it.
   *
   * @param fault null while the run goes on
   */
  record Stand<S extends Record>(S state, @Nullable Fault fault) {}

  private final RecordModel<S> model;
  private final ImmutableList<Judged> properties;

  RecordSystem(RecordModel<S> model) {
    this.model = model;
    this.properties =
        model.claims().stream()
            .map(claim -> new Judged(claim.kind(), claim.name()))
            .collect(ImmutableList.toImmutableList());
  }

  @Override
  public int threadCount() {
    return model.actors().size();
  }

  @Override
  public ImmutableList<Judged> properties() {
    return properties;
  }

  @Override
  public ImmutableList<Begun<Stand<S>>> starts() {
    ImmutableList.Builder<Begun<Stand<S>>> starts = ImmutableList.builder();
    int count = model.starts().size();
    for (int i = 0; i < count; i++) {
      ImmutableIntArray picks = count == 1 ? ImmutableIntArray.of() : ImmutableIntArray.of(i);
      starts.add(new Begun<>(picks, new Stand<>(model.starts().get(i), null)));
    }
    return starts.build();
  }

  @Override
  public Moves<Stand<S>> moves(Stand<S> stand) {
    ImmutableList.Builder<Move<Stand<S>>> moves = ImmutableList.builder();
    if (stand.fault() == null) {
      for (int thread = 0; thread < threadCount(); thread++) {
        ImmutableList<Step<S>> steps = model.actors().get(thread).steps();
        for (int i = 0; i < steps.size(); i++) {
          Stand<S> next = take(stand.state(), thread, steps.get(i));
          if (next != null) {
            moves.add(new Move<>(choice(thread, i, steps.size()), next, steps.get(i).waits()));
          }
        }
      }
    }
    return new Moves<>(moves.build(), false);
  }

  private static Choice choice(int thread, int step, int stepCount) {
    return stepCount == 1 ? Choice.of(thread) : new Choice(thread, ImmutableIntArray.of(step));
  }

  /** The stand behind a step; null if it is not enabled. */
  private @Nullable Stand<S> take(S state, int thread, Step<S> step) {
    try {
      return step.enabled().test(state) ? new Stand<>(step.next().apply(state), null) : null;
    } catch (RuntimeException e) {
      String text = "`" + step.name() + "` throws " + e;
      return new Stand<>(state, new Fault(Fault.Kind.UNDEFINED, thread, -1, text));
    }
  }

  /** The step that a choice names. */
  Step<S> named(Choice choice) {
    ImmutableList<Step<S>> steps = model.actors().get(choice.thread()).steps();
    return steps.get(choice.picks().isEmpty() ? 0 : choice.picks().get(0));
  }

  @Override
  public @Nullable Stand<S> step(Stand<S> stand, Choice choice) {
    return stand.fault() == null ? take(stand.state(), choice.thread(), named(choice)) : null;
  }

  @Override
  public Truth truth(int property, Stand<S> stand) {
    return RecordModel.truth(model.claims().get(property).truth(), stand.state());
  }

  @Override
  public Truth consequence(int property, Stand<S> stand) {
    Predicate<S> consequence = model.claims().get(property).consequence();
    if (consequence == null) {
      throw new AssertionError("a property without a second condition");
    }
    return RecordModel.truth(consequence, stand.state());
  }

  @Override
  public boolean isGoodEnd(Stand<S> stand) {
    if (stand.fault() != null) {
      return false;
    }
    Predicate<S> end = model.end();
    return end == null
        ? moves(stand).moves().isEmpty()
        : RecordModel.truth(end, stand.state()).value();
  }

  @Override
  public @Nullable Fault fault(Stand<S> stand) {
    return stand.fault();
  }

  @Override
  public String raceText(Stand<S> stand) {
    return "";
  }

  @Override
  public String deadlockText(Stand<S> stand) {
    List<String> names = new ArrayList<>();
    model.actors().forEach(actor -> names.add(actor.name()));
    return "none of " + String.join(", ", names) + " has a step";
  }

  @Override
  public StateStore<Stand<S>> newStore() {
    return new ListedStates<>(STATE_BYTES);
  }

  @Override
  public ImmutableList<SearchResult.Unreached> unreached() {
    return ImmutableList.of();
  }
}
