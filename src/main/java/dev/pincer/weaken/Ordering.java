// SPDX-License-Identifier: Apache-2.0
package dev.pincer.weaken;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.pincer.program.Instruction;
import dev.pincer.program.Order;
import dev.pincer.source.Span;

/**
 * A place of the source that orders accesses under a memory model: a barrier, an acquire, a
 * release, an atomic operation.
 *
 * <p>The place is where an author would change it: the call of a function that does nothing else,
 * as {@code spin_lock(ptl)} or {@code atomic_dec_and_test(v)}, or what is written there itself. It
 * is one place in however many threads and calls it is inlined.
 *
 * @param place what is written there
 * @param functions those in which it stands, by the threads that come there: the name of the thread
 *     if it stands in its body
 * @param threads the names of the threads, without the numbers of copies
 * @param strongest as it is
 * @param weaker what it may become so that it orders less, weakest first; not empty
 * @param sites its instructions
 */
public record Ordering(
    Span place,
    ImmutableSet<String> functions,
    ImmutableSet<String> threads,
    Instruction strongest,
    ImmutableList<Instruction> weaker,
    ImmutableList<Site> sites) {
  /** An instruction of a thread. */
  public record Site(int thread, int instruction) {}

  /** Characters of the source that are shown. */
  private static final int SHOWN = 48;

  /** What is written there, on one line, without the body of a block: {@code smp_mb()}. */
  public String text() {
    String line = place.text().strip().replaceAll("\\s+", " ");
    if (strongest.kind() == Instruction.Kind.ATOMIC_BEGIN && !line.endsWith(")")) {
      return strength() + " { }";
    }
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN - 3) + "...";
  }

  /** As it is, in words of pincer.h: {@code rmw(full)}. */
  public String strength() {
    return words(strongest);
  }

  /** Each of {@link #weaker} but the weakest, in words of pincer.h. */
  public ImmutableList<String> halves() {
    return weaker.stream().skip(1).map(Ordering::words).collect(ImmutableList.toImmutableList());
  }

  private static String words(Instruction instruction) {
    return switch (instruction.kind()) {
      case FENCE -> "fence(" + word(((Instruction.Fence) instruction).order()) + ")";
      case LOAD -> "load(" + word(((Instruction.Load) instruction).order()) + ")";
      case STORE -> "store(" + word(((Instruction.Store) instruction).order()) + ")";
      case ATOMIC_BEGIN -> {
        Instruction.AtomicBegin begin = (Instruction.AtomicBegin) instruction;
        if (!begin.readModifyWrite() && begin.order() == Order.FULL) {
          yield "atomic";
        }
        yield (begin.readModifyWrite() ? "rmw(" : "atomic_of(") + word(begin.order()) + ")";
      }
      case LET, UNSET, BRANCH, JUMP, ATOMIC_END, AWAIT, CHOOSE, ASSERT, RETURN ->
          throw new AssertionError(instruction + " orders nothing");
    };
  }

  private static String word(Order order) {
    return order.name().toLowerCase(java.util.Locale.ROOT);
  }
}
