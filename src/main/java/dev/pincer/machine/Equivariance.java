// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import com.google.common.collect.HashMultiset;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import com.google.common.collect.Multiset;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.program.Code;
import dev.pincer.program.Program;
import dev.pincer.program.ValueType;
import dev.pincer.reduce.Exchange;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Whether exchanges of objects commute with what threads do, and with what properties say, asked of
 * one state after another: it runs them from each image of a state, and compares that with the
 * images of what they did.
 *
 * <p>It settles more than the state that it is asked of. Runs from states that agree on what was
 * read do the same ({@link Footprint}); and where the runs from the images read images of what was
 * read, the same holds of the images of all these states. So if it is asked once for each way in
 * which a thread went on, it is settled for every state in which it goes on so.
 *
 * <p>Of memory models that hide nothing. Cost: so many steps as there are exchanges, each with a
 * copy of the state.
 */
public final class Equivariance {
  private final Machine machine;
  private final Program program;
  private final Coverage coverage;
  private final ImmutableList<Way> ways;

  /** One way to exchange objects. */
  private record Way(Exchange exchange, Renaming renaming) {}

  /**
   * @param coverage is told what images execute, which are states like others
   */
  public Equivariance(Machine machine, Coverage coverage, ImmutableList<Exchange> exchanges) {
    this.machine = machine;
    this.program = machine.program();
    this.coverage = coverage;
    ImmutableIntArray inPlace =
        ImmutableIntArray.copyOf(IntStream.range(0, program.threads().size()).toArray());
    ImmutableList.Builder<Way> all = ImmutableList.builder();
    for (Exchange exchange : exchanges) {
      if (!exchange.movesNothing()) {
        all.add(new Way(exchange, new Renaming(program, inPlace, exchange)));
      }
    }
    this.ways = all.build();
  }

  /**
   * @param steps all those of the thread in the state, and what they have read
   * @return an exchange behind which the thread does something else; null if there is none
   */
  public @Nullable Exchange ofSteps(
      State state, int thread, ImmutableList<LocalStep> steps, ImmutableIntArray read) {
    for (Way way : ways) {
      Multiset<Effect> expected = HashMultiset.create();
      for (LocalStep step : steps) {
        expected.add(effect(way, thread, step));
      }
      Footprint footprint = new Footprint();
      Multiset<Effect> found = HashMultiset.create();
      for (LocalStep step :
          machine.steps(way.renaming().state(state), thread, footprint, coverage)) {
        found.add(effect(null, thread, step));
      }
      if (!expected.equals(found) || !readsImages(way, read, footprint)) {
        return way.exchange();
      }
    }
    return null;
  }

  /**
   * @param evaluation what the property says of the state, and what it has read
   * @return an exchange behind which it says something else; null if there is none
   */
  public @Nullable Exchange ofTruth(
      Code property, State state, Evaluation evaluation, ImmutableIntArray read) {
    for (Way way : ways) {
      Footprint footprint = new Footprint();
      Evaluation found = machine.evaluate(property, way.renaming().state(state), footprint);
      boolean same =
          found.truth() == evaluation.truth()
              && (found.fault() == null) == (evaluation.fault() == null);
      if (!same || !readsImages(way, read, footprint)) {
        return way.exchange();
      }
    }
    return null;
  }

  /** Whether an image of a run depends on nothing but images of what the run depends on. */
  private static boolean readsImages(Way way, ImmutableIntArray read, Footprint ofImage) {
    Set<Integer> images = new HashSet<>();
    read.forEach(place -> images.add(way.exchange().address(place)));
    return images.containsAll(ofImage.read().asList());
  }

  /**
   * What a step does, wherever it starts from. Where a fault ends it, nothing is left of the rest.
   *
   * @param faultAt the instruction; -1 if there is no fault
   */
  private record Effect(
      ImmutableSet<Stored> written,
      ThreadState to,
      boolean acquires,
      int faultAt,
      ImmutableSet<AccessLog.Access> accesses) {}

  private record Stored(int place, long value) {}

  /** That of a step, or of its image. */
  private Effect effect(@Nullable Way way, int thread, LocalStep step) {
    State after = step.successor().state();
    Fault fault = after.fault();
    ImmutableSet<AccessLog.Access> accesses =
        step.accesses().log().each(way == null ? Exchange.NONE : way.exchange());
    if (fault != null) {
      return new Effect(ImmutableSet.of(), ThreadState.DONE, false, fault.instruction(), accesses);
    }
    ImmutableSet.Builder<Stored> written = ImmutableSet.builder();
    ImmutableLongArray memory = after.memory();
    for (int i = 0; i < step.written().length(); i++) {
      int place = step.written().get(i);
      ValueType type = program.memory().places().get(place).type();
      long value = memory.get(place);
      written.add(
          way == null
              ? new Stored(place, value)
              : new Stored(way.exchange().address(place), way.renaming().value(type, value)));
    }
    ThreadState to = after.threads().get(thread);
    return new Effect(
        written.build(),
        way == null ? to : way.renaming().standing(thread, to),
        step.successor().acquires(),
        -1,
        accesses);
  }
}
