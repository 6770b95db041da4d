// SPDX-License-Identifier: Apache-2.0
package dev.pincer.sample;

import com.google.common.collect.ImmutableList;
import dev.pincer.machine.Expansion;
import dev.pincer.machine.Machine;
import dev.pincer.machine.Start;
import dev.pincer.machine.State;
import dev.pincer.machine.Successor;
import dev.pincer.machine.ThreadState;

/** A run on the reference machine, under any memory model. */
final class ReferenceWalk implements Walk {
  private final Machine machine;
  private final Judge judge;
  private final ImmutableList<Start> starts;
  private State state;
  private Expansion expansion;

  ReferenceWalk(Machine machine, ImmutableList<Start> starts) {
    this.machine = machine;
    this.judge = new Judge(machine);
    this.starts = starts;
    this.state = starts.get(0).state();
    this.expansion = machine.expand(state);
  }

  @Override
  public void begin(int start) {
    stand(starts.get(start).state());
  }

  @Override
  public void take(int move) {
    stand(expansion.successors().get(move).state());
  }

  private void stand(State in) {
    state = in;
    expansion = machine.expand(in);
  }

  @Override
  public int count() {
    return expansion.successors().size();
  }

  @Override
  public int thread(int move) {
    Successor successor = expansion.successors().get(move);
    return successor.choice().thread();
  }

  @Override
  public boolean shows() {
    return !judge.broken(state, expansion).isEmpty();
  }

  @Override
  public long hash() {
    long hash = state.fault() == null ? 0 : 1;
    for (int place = 0; place < state.memory().length(); place++) {
      hash = mixed(hash ^ state.memory().get(place));
    }
    for (ThreadState thread : state.threads()) {
      hash = mixed(hash ^ thread.pc());
      for (int i = 0; i < thread.numbers().length(); i++) {
        hash = mixed(mixed(hash ^ thread.numbers().get(i)) ^ thread.registers().get(i));
      }
      hash = mixed(hash ^ thread.hidden().hashCode());
    }
    return mixed(hash ^ state.shared().hashCode());
  }

  private static long mixed(long number) {
    long mixed = (number + 0x9E3779B97F4A7C15L) * 0xBF58476D1CE4E5B9L;
    return mixed ^ (mixed >>> 29);
  }
}
