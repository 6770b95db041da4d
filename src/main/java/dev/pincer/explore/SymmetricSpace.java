// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.pincer.machine.Fault;
import dev.pincer.machine.State;
import dev.pincer.packed.CanonicalObjects;
import dev.pincer.packed.Successors;
import dev.pincer.reduce.PoolSymmetry;
import dev.pincer.reduce.ThreadSymmetry;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.SearchResult;

/**
 * The states of a program, one for all that differ by an exchange of interchangeable threads, or
 * objects. Its steps lead from such a state to those that stand for its successors: threads may
 * have changed places, so runs are sought in the {@link #whole} space.
 *
 * <p>A property that may tell objects apart decides a state if it decides any for which that one
 * stands.
 */
final class SymmetricSpace implements StateSpace<State> {
  private final PackedSpace whole;
  private final ThreadSymmetry threads;
  private final PoolSymmetry objects;

  SymmetricSpace(PackedSpace whole, ThreadSymmetry threads, PoolSymmetry objects) {
    this.whole = whole;
    this.threads = threads;
    this.objects = objects;
  }

  @Override
  public StateSpace<State> whole() {
    return whole;
  }

  @Override
  public boolean tellsApart(int property) {
    return objects.applies() && objects.judgedEach().contains(property);
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
    if (!objects.applies()) {
      return new SymmetricExpander(whole.expander(), representatives(), wordCount());
    }
    CanonicalObjects images = whole.machine().canonical(threads, objects);
    return new ObjectsExpander(
        whole.expander(), images, wordCount(), system().properties(), objects.judgedEach());
  }

  /** Puts in the place of states, one behind the other, those that stand for them. */
  private interface Representatives {
    void reduce(long[] words, int at, int count);
  }

  private Representatives representatives() {
    return objects.applies()
        ? whole.machine().canonical(threads, objects)::reduce
        : whole.machine().canonical(threads)::reduce;
  }

  @Override
  public void pack(State state, long[] words, int at) {
    whole.pack(state, words, at);
    representatives().reduce(words, at, 1);
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

  private static class SymmetricExpander implements Expander {
    private final Expander all;
    private final Representatives canonical;
    private final int wordCount;

    SymmetricExpander(Expander all, Representatives canonical, int wordCount) {
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

  /** Where objects are exchanged as well. */
  private static final class ObjectsExpander extends SymmetricExpander {
    private final CanonicalObjects images;
    private final long[] image;

    /** By property: the truth that decides it, if it may differ between images. */
    private final int[] deciding;

    private static final int SAME_OF_ALL = -1;

    ObjectsExpander(
        Expander all,
        CanonicalObjects images,
        int wordCount,
        ImmutableList<TransitionSystem.Judged> properties,
        ImmutableSet<Integer> judgedEach) {
      super(all, images::reduce, wordCount);
      this.images = images;
      this.image = new long[wordCount];
      this.deciding = new int[properties.size()];
      for (int property = 0; property < deciding.length; property++) {
        boolean witness = properties.get(property).kind() == Finding.Kind.WITNESS;
        deciding[property] =
            !judgedEach.contains(property) ? SAME_OF_ALL : witness ? Expander.TRUE : FALSE;
      }
    }

    @Override
    public int truth(int property, long[] words, int at) {
      int truth = super.truth(property, words, at);
      int sought = deciding[property];
      if (sought == SAME_OF_ALL) {
        return truth;
      }
      for (int i = 1; i < images.images() && truth != sought && truth != FAULT; i++) {
        images.image(i, words, at, image);
        truth = super.truth(property, image, 0);
      }
      return truth;
    }
  }
}
