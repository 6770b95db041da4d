// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.explore.ProgramSystem;
import dev.pincer.explore.TransitionSystem;
import dev.pincer.explore.TransitionSystem.Begun;
import dev.pincer.explore.TransitionSystem.Move;
import dev.pincer.explore.TransitionSystem.Moves;
import dev.pincer.machine.Fault;
import dev.pincer.machine.State;
import dev.pincer.schedule.Choice;
import dev.pincer.schedule.Schedule;
import dev.pincer.shrink.Passes;
import dev.pincer.verdict.Finding;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The runs of a model, in C or in Java: drawn at random, and made smaller. For whoever tests
 * properties over runs; {@link Sample} searches for races, and knows better strategies.
 *
 * <p>Immutable, for any number of threads.
 *
 * @param <S> as of {@link Run}
 */
public final class Runs<S> {
  /** Steps after which a run is given up. */
  private static final int LONGEST = 2_000;

  /** How a system of states tells of its runs. */
  private final Walk<?, S> walk;

  private Runs(Walk<?, S> walk) {
    this.walk = walk;
  }

  /**
   * @throws ModelException if the model is wrong
   */
  public static Runs<State> of(Model model) {
    return new Runs<>(
        new Walk<>(
            new ProgramSystem(model.program(), model.memory()),
            state -> state,
            schedule -> model.replay(schedule.toString()).diagram()));
  }

  public static <S extends Record> Runs<S> of(RecordModel<S> model) {
    RecordSystem<S> system = new RecordSystem<>(model);
    return new Runs<>(
        new Walk<>(system, RecordSystem.Stand::state, schedule -> text(model, system, schedule)));
  }

  /**
   * One run from an initial state until nothing can move, or it is longer than any should be. It
   * stays with a thread for long, or changes at each step, as it is drawn, too.
   */
  public Run<S> draw(RandomGenerator random) {
    return walk.draw(random);
  }

  /**
   * Runs that are smaller in the order of witnesses: fewer steps, then fewer switches, then earlier
   * threads. They are those that shrinking tries in one round, in its order; each is made when it
   * is read.
   */
  public Stream<Run<S>> smaller(Run<S> run) {
    return Passes.of(run.schedule())
        .map(wishes -> walk.run(run.schedule().start(), wishes))
        .filter(one -> Passes.isSmaller(one.schedule(), run.schedule()));
  }

  /**
   * The run of a schedule. What it cannot take there is left out; if that is nothing, the schedule
   * of the run is this one.
   */
  public Run<S> run(Schedule schedule) {
    return walk.run(schedule.start(), schedule.choices());
  }

  private static <S extends Record> String text(
      RecordModel<S> model, RecordSystem<S> system, Schedule schedule) {
    ImmutableIntArray picks = schedule.start();
    S start = model.starts().get(picks.isEmpty() ? 0 : picks.get(0));
    RecordSystem.@Nullable Stand<S> stand = new RecordSystem.Stand<>(start, null);
    StringBuilder text = new StringBuilder(start.toString()).append('\n');
    for (Choice choice : schedule.choices()) {
      stand = stand == null ? null : system.step(stand, choice);
      text.append(model.actors().get(choice.thread()).name()).append(": ");
      text.append(system.named(choice).name()).append(" -> ");
      text.append(stand == null ? "?" : stand.state()).append('\n');
    }
    return text.toString();
  }

  /**
   * Goes through a system.
   *
   * @param shown what callers see of a state
   * @param text of a run
   * @param <T> the states of the system
   */
  private record Walk<T, S>(
      TransitionSystem<T> system, Function<T, S> shown, Function<Schedule, String> text) {

    Run<S> draw(RandomGenerator random) {
      ImmutableList<Begun<T>> starts = system.starts();
      Begun<T> start = starts.get(random.nextInt(starts.size()));
      // Races need few switches at the right places, or many: how willing a run is, is drawn.
      double stay = 1 - Math.pow(2, -random.nextInt(5));
      Track track = new Track(start);
      int thread = -1;
      while (track.canMove() && track.choices.size() < LONGEST) {
        ImmutableList<Move<T>> open = track.moves();
        List<Move<T>> same = new ArrayList<>();
        for (Move<T> move : open) {
          if (move.choice().thread() == thread) {
            same.add(move);
          }
        }
        List<Move<T>> among = !same.isEmpty() && random.nextDouble() < stay ? same : open;
        Move<T> move = among.get(random.nextInt(among.size()));
        thread = move.choice().thread();
        track.take(move);
      }
      return track.done();
    }

    /** The run that takes of {@code wishes} what can be taken. */
    Run<S> run(ImmutableIntArray picks, List<Choice> wishes) {
      ImmutableList<Begun<T>> starts = system.starts();
      Begun<T> start = starts.get(0);
      for (Begun<T> one : starts) {
        start = one.picks().equals(picks) ? one : start;
      }
      Track track = new Track(start);
      for (Choice wish : wishes) {
        @Nullable Move<T> move = track.wished(wish);
        if (move != null) {
          track.take(move);
        }
      }
      return track.done();
    }

    /** A run as it grows. */
    private final class Track {
      private final ImmutableIntArray picks;
      private final List<Choice> choices = new ArrayList<>();
      private final ImmutableList.Builder<S> states = ImmutableList.builder();
      private final Set<String> broken = new LinkedHashSet<>();
      private final Set<String> reached = new LinkedHashSet<>();
      private Moves<T> moves;

      Track(Begun<T> start) {
        this.picks = start.picks();
        this.moves = system.moves(start.state());
        judge(start.state());
      }

      boolean canMove() {
        return !moves.moves().isEmpty();
      }

      ImmutableList<Move<T>> moves() {
        return moves.moves();
      }

      /** The move that a wish names, else the first of its thread; null if there is none. */
      @Nullable Move<T> wished(Choice wish) {
        @Nullable Move<T> first = null;
        for (Move<T> move : moves.moves()) {
          if (move.choice().equals(wish)) {
            return move;
          }
          first = first == null && move.choice().thread() == wish.thread() ? move : first;
        }
        return first;
      }

      void take(Move<T> move) {
        choices.add(move.choice());
        moves = system.moves(move.state());
        judge(move.state());
      }

      /** Notes what this state shows. */
      private void judge(T state) {
        states.add(shown.apply(state));
        Fault fault = system.fault(state);
        if (fault != null) {
          broken.add(
              name(
                  fault.kind() == Fault.Kind.ASSERTION
                      ? Finding.Kind.ASSERT
                      : Finding.Kind.UNDEFINED_BEHAVIOUR));
          return;
        }
        boolean end = system.isGoodEnd(state);
        for (int i = 0; i < system.properties().size(); i++) {
          TransitionSystem.Judged property = system.properties().get(i);
          switch (property.kind()) {
            case INVARIANT -> note(broken, property, !system.truth(i, state).value());
            case FINALLY -> note(broken, property, end && !system.truth(i, state).value());
            case WITNESS -> note(reached, property, system.truth(i, state).value());
            case EVENTUALLY,
                LEADS_TO,
                ASSERT,
                DEADLOCK,
                LIVELOCK,
                UNDEFINED_BEHAVIOUR,
                DATA_RACE -> {}
          }
        }
        if (moves.race()) {
          broken.add(name(Finding.Kind.DATA_RACE));
        }
        if (!canMove() && !end) {
          broken.add(name(Finding.Kind.DEADLOCK));
        }
      }

      private void note(Set<String> names, TransitionSystem.Judged property, boolean so) {
        if (so) {
          names.add(property.name());
        }
      }

      private String name(Finding.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
      }

      Run<S> done() {
        Schedule schedule = new Schedule(picks, ImmutableList.copyOf(choices));
        return new Run<>(
            schedule,
            states.build(),
            ImmutableSet.copyOf(broken),
            ImmutableSet.copyOf(reached),
            !canMove(),
            () -> text.apply(schedule));
      }
    }
  }
}
