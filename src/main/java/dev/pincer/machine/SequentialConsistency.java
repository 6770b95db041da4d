// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import com.google.common.collect.ImmutableList;
import dev.pincer.program.Instruction;
import org.jspecify.annotations.Nullable;

/**
 * One order of all steps; a load gives what was stored last.
 *
 * <p>Lamport, "How to Make a Multiprocessor Computer That Correctly Executes Multiprocess Programs"
 * (1979).
 */
final class SequentialConsistency extends MemoryModel {
  static final MemoryModel ONLY = new SequentialConsistency();

  private SequentialConsistency() {}

  @Override
  public String name() {
    return "sc";
  }

  @Override
  public int depth() {
    return 0;
  }

  @Override
  public ImmutableList<Instruction> weaker(Instruction instruction) {
    return ImmutableList.of();
  }

  @Override
  public boolean hasSteps() {
    return false;
  }

  @Override
  public boolean isLocal() {
    return true;
  }

  @Override
  Hidden initial() {
    return Hidden.NONE;
  }

  @Override
  Port port(Layout layout, CodeTable code, State state, int thread, ThreadState from, Picks picks) {
    return new Port(layout, state.memory());
  }

  @Override
  ImmutableList<State> steps(
      Machine machine, State state, int thread, @Nullable Footprint footprint) {
    return ImmutableList.of();
  }

  @Override
  boolean lacksRoom(Hidden hidden, Instruction next) {
    return false;
  }

  @Override
  boolean isQuiet(Hidden hidden) {
    return true;
  }
}
