// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import com.google.common.collect.ImmutableList;
import dev.pincer.explore.Explorer;
import dev.pincer.explore.SearchMonitor;
import dev.pincer.explore.SearchOptions;
import dev.pincer.explore.Truth;
import dev.pincer.verdict.Finding;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A model in Java: a record for the state, and pure functions for what threads do to it. It is
 * searched by the same explorer as a scenario in C, with the same witness order.
 *
 * <pre>{@code
 * record Counter(int x, int seenByA, int seenByB) {}
 *
 * RecordResult<Counter> result =
 *     RecordModel.startingAt(new Counter(0, -1, -1))
 *         .thread("a", Step.of("read x", ..., ...), Step.of("write x", ..., ...))
 *         .thread("b", ...)
 *         .endsWhen(s -> ...)
 *         .atEnd("nothing_lost", s -> s.x() == 2)
 *         .check();
 * System.out.print(result);
 * }</pre>
 *
 * <p>A state must be immutable all the way down, and equal states must have equal futures: what a
 * thread still has to do is part of the state. A function that throws is undefined behaviour, and
 * reported as such.
 *
 * <p>Immutable: each method returns a new model.
 *
 * @param <S> the states
 */
public final class RecordModel<S extends Record> {
  /**
   * A thread.
   *
   * @param steps what it may do; where several are enabled, each is tried
   */
  record Actor<S extends Record>(String name, ImmutableList<Step<S>> steps) {}

  /**
   * A property.
   *
   * @param consequence the second condition of a leads-to; null for the others
   */
  record Claim<S extends Record>(
      Finding.Kind kind, String name, Predicate<S> truth, @Nullable Predicate<S> consequence) {}

  private final ImmutableList<S> starts;
  private final ImmutableList<Actor<S>> actors;
  private final ImmutableList<Claim<S>> claims;
  private final @Nullable Predicate<S> end;

  private RecordModel(
      ImmutableList<S> starts,
      ImmutableList<Actor<S>> actors,
      ImmutableList<Claim<S>> claims,
      @Nullable Predicate<S> end) {
    this.starts = starts;
    this.actors = actors;
    this.claims = claims;
    this.end = end;
  }

  /** A model without threads and properties. */
  public static <S extends Record> RecordModel<S> startingAt(S start) {
    return startingAt(List.of(start));
  }

  /**
   * A model with several initial states.
   *
   * @param starts at least one
   */
  public static <S extends Record> RecordModel<S> startingAt(List<S> starts) {
    if (starts.isEmpty()) {
      throw new IllegalArgumentException("a model without an initial state");
    }
    return new RecordModel<>(
        ImmutableList.copyOf(starts), ImmutableList.of(), ImmutableList.of(), null);
  }

  /** With one more thread. The order of threads and steps decides among equally short witnesses. */
  @SafeVarargs
  @SuppressWarnings("varargs") // It is copied, not kept.
  public final RecordModel<S> thread(String name, Step<S>... steps) {
    return with(new Actor<>(name, ImmutableList.copyOf(steps)));
  }

  /** As {@link #thread(String, Step[])}. */
  public RecordModel<S> thread(String name, List<Step<S>> steps) {
    return with(new Actor<>(name, ImmutableList.copyOf(steps)));
  }

  private RecordModel<S> with(Actor<S> actor) {
    return new RecordModel<>(starts, plus(actors, actor), claims, end);
  }

  /**
   * Runs may end in these states. Any other state in which nothing can move is a deadlock then, and
   * one from which none of these can be reached a livelock. Without this, a run may end wherever
   * nothing can move, and neither is judged.
   */
  public RecordModel<S> endsWhen(Predicate<S> isEnd) {
    return new RecordModel<>(starts, actors, claims, isEnd);
  }

  /** True in every state. */
  public RecordModel<S> invariant(String name, Predicate<S> truth) {
    return with(Finding.Kind.INVARIANT, name, truth, null);
  }

  /** True in every state in which a run may end. */
  public RecordModel<S> atEnd(String name, Predicate<S> truth) {
    return with(Finding.Kind.FINALLY, name, truth, null);
  }

  /** True in some state, or the model means nothing. */
  public RecordModel<S> witness(String name, Predicate<S> truth) {
    return with(Finding.Kind.WITNESS, name, truth, null);
  }

  /** True at some time on every run that puts no thread off for ever. */
  public RecordModel<S> eventually(String name, Predicate<S> truth) {
    return with(Finding.Kind.EVENTUALLY, name, truth, null);
  }

  /** Whenever {@code from} is true, {@code to} is true then or later on every such run. */
  public RecordModel<S> leadsTo(String name, Predicate<S> from, Predicate<S> to) {
    return with(Finding.Kind.LEADS_TO, name, from, to);
  }

  private RecordModel<S> with(
      Finding.Kind kind, String name, Predicate<S> truth, @Nullable Predicate<S> consequence) {
    if (claims.stream().anyMatch(claim -> claim.name().equals(name))) {
      throw new IllegalArgumentException("two properties are called `" + name + "`");
    }
    return new RecordModel<>(
        starts, actors, plus(claims, new Claim<>(kind, name, truth, consequence)), end);
  }

  private static <T> ImmutableList<T> plus(ImmutableList<T> list, T last) {
    return ImmutableList.<T>builder().addAll(list).add(last).build();
  }

  /** Searches all states. */
  public RecordResult<S> check() {
    return check(SearchOptions.DEFAULT, SearchMonitor.NONE);
  }

  /** Searches as far as the options allow. */
  public RecordResult<S> check(SearchOptions options, SearchMonitor monitor) {
    if (actors.isEmpty() || actors.size() > Explorer.MAX_THREADS) {
      throw new IllegalArgumentException(
          "a model has 1 to " + Explorer.MAX_THREADS + " threads, not " + actors.size());
    }
    RecordSystem<S> system = new RecordSystem<>(this);
    return new RecordResult<>(this, system, Explorer.search(system, options, monitor));
  }

  ImmutableList<S> starts() {
    return starts;
  }

  ImmutableList<Actor<S>> actors() {
    return actors;
  }

  ImmutableList<Claim<S>> claims() {
    return claims;
  }

  @Nullable Predicate<S> end() {
    return end;
  }

  /** What a condition says; what it throws is its fault. */
  static <S extends Record> Truth truth(Predicate<S> condition, S state) {
    try {
      return Truth.of(condition.test(state));
    } catch (RuntimeException e) {
      return Truth.undefined("throws " + e);
    }
  }
}
