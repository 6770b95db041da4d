// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.collect.ImmutableList;
import dev.pincer.machine.Fault;
import dev.pincer.machine.State;
import dev.pincer.packed.Canonical;
import dev.pincer.packed.Successors;
import dev.pincer.reduce.ThreadSymmetry;
import dev.pincer.verdict.SearchResult;

/**
 * The states of a program, one for all that differ by an exchange of interchangeable threads. Its
 * steps lead from such a state to those that stand for its successors: threads may have changed
 * places, so runs are sought in the {@link #whole} space.
 */
final class SymmetricSpace implements StateSpace<State> {
  private final PackedSpace whole;
  private final ThreadSymmetry symmetry;

  SymmetricSpace(PackedSpace whole, ThreadSymmetry symmetry) {
    this.whole = whole;
    this.symmetry = symmetry;
  }

  @Override
  public StateSpace<State> whole() {
    return whole;
  }

  @Override
  public TransitionSystem<State> system() {
    return whole.system();
  }

  @Override
  public int wordCount() {
    return whole.wordCount();
  }

  @Override
  public Expander expander() {
    return new SymmetricExpander(whole.expander(), canonical(), wordCount());
  }

  private Canonical canonical() {
    return whole.machine().canonical(symmetry);
  }

  @Override
  public void pack(State state, long[] words, int at) {
    whole.pack(state, words, at);
    canonical().reduce(words, at, 1);
  }

  @Override
  public State unpack(long[] words, int at) {
    return whole.unpack(words, at);
  }

  @Override
  public long[] visibleMask() {
    return whole.visibleMask();
  }

  @Override
  public boolean narrow() {
    return whole.narrow();
  }

  @Override
  public void widen() {
    whole.widen();
  }

  @Override
  public ImmutableList<SearchResult.Unreached> unreached() {
    return whole.unreached();
  }

  @Override
  public long bytes() {
    return whole.bytes();
  }

  private static final class SymmetricExpander implements Expander {
    private final Expander all;
    private final Canonical canonical;
    private final int wordCount;

    SymmetricExpander(Expander all, Canonical canonical, int wordCount) {
      this.all = all;
      this.canonical = canonical;
      this.wordCount = wordCount;
    }

    @Override
    public void leaveOut(boolean orders) {
      all.leaveOut(orders);
    }

    @Override
    public void represent(long[] words, int at) {
      canonical.reduce(words, at, 1);
    }

    @Override
    public void expand(long[] words, int at) {
      int before = all.count();
      all.expand(words, at);
      canonical.reduce(all.words(), before * wordCount, all.count() - before);
    }

    @Override
    public void tellSteps(Successors.Steps to) {
      all.tellSteps(to);
    }

    @Override
    public void clear() {
      all.clear();
    }

    @Override
    public int count() {
      return all.count();
    }

    @Override
    public long[] words() {
      return all.words();
    }

    @Override
    public int end(int thread) {
      return all.end(thread);
    }

    @Override
    public int faultCount() {
      return all.faultCount();
    }

    @Override
    public int faultThread(int index) {
      return all.faultThread(index);
    }

    @Override
    public Fault fault(int index) {
      return all.fault(index);
    }

    @Override
    public int faultPosition(int index) {
      return all.faultPosition(index);
    }

    @Override
    public int distinctFaults() {
      return all.distinctFaults();
    }

    @Override
    public boolean raced() {
      return all.raced();
    }

    @Override
    public boolean isGoodEnd(long[] words, int at) {
      return all.isGoodEnd(words, at);
    }

    @Override
    public int truth(int property, long[] words, int at) {
      return all.truth(property, words, at);
    }

    @Override
    public int consequence(int property, long[] words, int at) {
      return all.consequence(property, words, at);
    }
  }
}
