// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import static java.util.stream.Collectors.toSet;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.machine.Fault;
import dev.pincer.machine.Renaming;
import dev.pincer.machine.Start;
import dev.pincer.machine.State;
import dev.pincer.packed.PackedMachine;
import dev.pincer.packed.Successors;
import dev.pincer.program.Program;
import dev.pincer.reduce.PartialOrder;
import dev.pincer.reduce.PoolSymmetry;
import dev.pincer.reduce.ThreadSymmetry;
import dev.pincer.verdict.SearchResult;
import java.util.Set;
import java.util.stream.IntStream;

/** The states of a program, packed by the machine that keeps steps in decision trees. */
final class PackedSpace implements StateSpace<State> {
  private final ProgramSystem system;
  private final PackedMachine machine;

  PackedSpace(ProgramSystem system) {
    this.system = system;
    this.machine = new PackedMachine(system.machine());
  }

  /** Has expansions leave out orders of steps, where that is asked for. */
  void leaveOut(PartialOrder order) {
    machine.leaveOut(order);
  }

  /** Which objects are interchangeable, where threads are. */
  PoolSymmetry pools(ThreadSymmetry threads) {
    Program program = machine.program();
    int ways = ThreadSymmetry.MAX_PERMUTATIONS / Math.max(1, threads.permutations().size());
    Set<State> starts =
        machine.starts().stream()
            .map(Start::state)
            .filter(state -> state.fault() == null)
            .collect(toSet());
    ImmutableIntArray inPlace =
        ImmutableIntArray.copyOf(IntStream.range(0, program.threads().size()).toArray());
    return PoolSymmetry.of(
        program,
        ways,
        exchange -> {
          Renaming renaming = new Renaming(program, inPlace, exchange);
          return starts.stream().map(renaming::state).allMatch(starts::contains);
        });
  }

  PackedMachine machine() {
    return machine;
  }

  @Override
  public TransitionSystem<State> system() {
    return system;
  }

  @Override
  public int wordCount() {
    return machine.wordCount();
  }

  @Override
  public Expander expander() {
    return new PackedExpander(machine);
  }

  @Override
  public void pack(State state, long[] words, int at) {
    machine.pack(state, words, at);
  }

  @Override
  public State unpack(long[] words, int at) {
    return machine.unpack(words, at);
  }

  @Override
  public long[] visibleMask() {
    return machine.memoryMask();
  }

  @Override
  public boolean narrow() {
    return machine.narrow();
  }

  @Override
  public void widen() {
    machine.widen();
  }

  @Override
  public ImmutableList<SearchResult.Unreached> unreached() {
    return machine.missed().stream()
        .map(missed -> new SearchResult.Unreached(missed.thread(), missed.instruction()))
        .collect(ImmutableList.toImmutableList());
  }

  @Override
  public boolean isCut() {
    return machine.isCut();
  }

  @Override
  public long bytes() {
    return machine.bytes();
  }

  private static final class PackedExpander implements Expander {
    private final Successors successors;
    private boolean leavesOut;

    PackedExpander(PackedMachine machine) {
      this.successors = machine.successors();
    }

    @Override
    public void clear() {
      successors.clear();
    }

    @Override
    public void leaveOut(boolean orders) {
      leavesOut = orders;
    }

    @Override
    public void expand(long[] words, int at) {
      if (leavesOut) {
        successors.expandReduced(words, at);
      } else {
        successors.expand(words, at);
      }
    }

    @Override
    public void tellSteps(Successors.Steps to) {
      successors.tellSteps(to);
    }

    @Override
    public int count() {
      return successors.count();
    }

    @Override
    public long[] words() {
      return successors.words();
    }

    @Override
    public int end(int thread) {
      return successors.end(thread);
    }

    @Override
    public int faultCount() {
      return successors.faultCount();
    }

    @Override
    public int faultThread(int index) {
      return successors.faultThread(index);
    }

    @Override
    public Fault fault(int index) {
      return successors.fault(index);
    }

    @Override
    public int faultPosition(int index) {
      return successors.faultPosition(index);
    }

    @Override
    public int distinctFaults() {
      return successors.distinctFaults();
    }

    @Override
    public boolean raced() {
      return successors.raced();
    }

    @Override
    public boolean isGoodEnd(long[] words, int at) {
      return successors.isGoodEnd(words, at);
    }

    @Override
    public int truth(int property, long[] words, int at) {
      return successors.truth(property, words, at);
    }

    @Override
    public int consequence(int property, long[] words, int at) {
      return successors.consequence(property, words, at);
    }
  }
}
