// SPDX-License-Identifier: Apache-2.0
package dev.pincer.reduce;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.program.Program;
import dev.pincer.program.Property;

/**
 * Which orders of steps need not be told apart. In a state in which nothing that the other threads
 * may do, before some thread takes its next step, touches what this step touches, it does not
 * matter when the thread takes it: it takes it at once, and the other threads wait.
 *
 * <p>Let {@code t} be that thread, and {@code w} any run from the state {@code s}. Either {@code w}
 * has a step of {@code t}: then the first one can be moved to the front, and the same states come
 * behind it. Or it has none: then {@code t} can take its step first, and {@code w} goes on as
 * before, to states that differ by this step alone. This is a persistent set of one thread:
 * Godefroid, "Partial-Order Methods for the Verification of Concurrent Systems" (LNCS 1032, 1996),
 * section 4.2; Valmari, "Stubborn Sets for Reduced State Space Generation" (1991). By induction on
 * the length of runs:
 *
 * <ul>
 *   <li><em>Deadlocks</em>, and all states in which no thread can move: none is lost, as the step
 *       of {@code t} must be in every run to it (Godefroid, theorem 4.3).
 *   <li><em>Cycles</em>: if {@code t} could be put first again and again, the others might wait for
 *       ever. On every cycle there is a state in which all threads go on: {@link LoopCuts} (the
 *       condition C3 of Clarke, Grumberg, Peled, "Model Checking", chapter 10; Holzmann and Peled,
 *       "An Improvement in Formal Verification", 1994).
 *   <li><em>Invariants and witnesses</em>: a step that writes what one of them reads is visible and
 *       is never put first. So behind the step of {@code t} they say what they said before, and
 *       what {@code w} would have shown is shown one step later.
 *   <li><em>finally</em> is asked where all threads but the daemons have returned. Before a thread
 *       that is none has taken its step, it is not asked at all; so only the steps of daemons may
 *       be visible to it.
 *   <li><em>Assertions and undefined behaviour</em> end a run. A step that may be the end of one is
 *       never put first; what another thread does behind the step of {@code t} it does as before,
 *       with the same values, so it fails as before.
 *   <li><em>Data races</em>: two next steps that conflict, in one state. That of {@code t}
 *       conflicts with none that the others may take; two others stand behind it as before it.
 *   <li><em>Lines that never run</em>: each step of {@code w} is taken somewhere, from the same
 *       place with the same values.
 *   <li><em>Livelocks</em>: from a state that is searched, the same ends can be reached with and
 *       without the reduction; and from each state that is left out leads a way to one that is
 *       searched, which has no end either if the first had none.
 *   <li><em>Progress</em> is asked of infinite fair runs, and who is fair to whom is not kept
 *       (Peled, "All from One, One for All", 1993, has the conditions): this does not apply then.
 * </ul>
 *
 * <p>Together with an exchange of threads or objects nothing is lost either: that of a state
 * <em>one</em> of its images is searched, with what may be left out there, changes none of the
 * above, as whatever can happen behind the state can happen behind its image, in as many steps. Nor
 * can a circle of images put a thread off for ever: followed often enough, it leads back to the
 * state itself, and what leads onward does so in an image (Emerson, Jha and Peled, "Combining
 * Partial Order and Symmetry Reductions", 1997).
 *
 * <p>The shortest run to a state is not kept, as the step of {@code t} may not be in it. Who wants
 * one searches again without this.
 */
public final class PartialOrder {
  private final Futures futures;
  private final ImmutableList<LoopCuts> cuts;
  private final Touched visible;
  private final Touched visibleAtEnd;
  private final int placeCount;

  private PartialOrder(
      Futures futures,
      ImmutableList<LoopCuts> cuts,
      Touched visible,
      Touched visibleAtEnd,
      int placeCount) {
    this.futures = futures;
    this.cuts = cuts;
    this.visible = visible;
    this.visibleAtEnd = visibleAtEnd;
    this.placeCount = placeCount;
  }

  /** Why it cannot be used; empty if it can. */
  public static String whyNot(Program program) {
    if (program.threads().size() < 2) {
      return "there is one thread only";
    }
    for (Property property : program.properties()) {
      if (property.kind() == Property.Kind.EVENTUALLY
          || property.kind() == Property.Kind.LEADS_TO) {
        return "`" + property.name() + "` asks who is put off, which depends on the order";
      }
    }
    return "";
  }

  /** Of a program with which nothing speaks against it. */
  public static PartialOrder of(Program program) {
    return of(program, ImmutableList.of());
  }

  /**
   * As above, together with a symmetry.
   *
   * @param exchanges of objects, which are made as well: what a property says of a state is asked
   *     of its images then, so all images of what it reads are visible
   */
  public static PartialOrder of(Program program, ImmutableList<Exchange> exchanges) {
    Futures futures = Futures.of(program);
    ImmutableList<LoopCuts> cuts = futures.cuts(program);
    int placeCount = program.memory().places().size();
    Touched visible = Touched.none(placeCount);
    Touched visibleAtEnd = Touched.none(placeCount);
    for (Property property : program.properties()) {
      boolean atEnd = property.kind() == Property.Kind.FINALLY;
      (atEnd ? visibleAtEnd : visible).addAll(futures.of(property.code()));
    }
    return new PartialOrder(
        futures,
        cuts,
        withImages(visible, exchanges, placeCount),
        withImages(visibleAtEnd, exchanges, placeCount),
        placeCount);
  }

  private static Touched withImages(
      Touched visible, ImmutableList<Exchange> exchanges, int placeCount) {
    Touched all = Touched.none(placeCount);
    all.addAll(visible);
    for (Exchange exchange : exchanges) {
      for (int place = 0; place < placeCount; place++) {
        if (visible.reads(place)) {
          all.read(exchange.address(place));
        }
      }
    }
    return all;
  }

  /** What threads may still touch. */
  public Futures futures() {
    return futures;
  }

  public int placeCount() {
    return placeCount;
  }

  /** Whether a property may say something else when a place is written. */
  public boolean isVisible(int place, boolean byDaemon) {
    return visible.reads(place) || (byDaemon && visibleAtEnd.reads(place));
  }

  /** Whether a step leads onward, so that no thread comes back by such steps alone. */
  public boolean isOnward(
      int thread,
      int pc,
      ImmutableIntArray numbers,
      ImmutableLongArray registers,
      int to,
      ImmutableIntArray numbersThen,
      ImmutableLongArray registersThen) {
    return cuts.get(thread).isOnward(pc, numbers, registers, to, numbersThen, registersThen);
  }
}
