// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.program.AtomicBlocks;
import dev.pincer.program.Code;
import dev.pincer.program.Expr;
import dev.pincer.program.Instruction;
import dev.pincer.program.Order;
import dev.pincer.program.Program;
import dev.pincer.program.Property;
import dev.pincer.reduce.Futures;
import dev.pincer.reduce.Touched;
import java.util.BitSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/**
 * What the threads of a program may still touch from where they stand, until they return. Found out
 * once for each standing.
 */
final class Reach {
  private final Program program;

  /** For one thread at a time. */
  private final Futures futures;

  private final Future nothing;
  private final Map<Standing, Future> known = new ConcurrentHashMap<>();
  private final Map<Standing, Touched> knownOrdered = new ConcurrentHashMap<>();
  private final Map<Standing, Touched> knownEarly = new ConcurrentHashMap<>();

  private final AtomicInteger numbers = new AtomicInteger();

  /** By thread: where it comes to have seen all that was stored. */
  private final List<BitSet> catchUps;

  /** What a property reads that is not asked at the end only. */
  private final boolean[] visible;

  private final boolean reduces;
  private final Touched everything;

  /** The places where it matters when a store comes to memory. */
  private final Touched shared;

  private record Standing(
      int thread, int pc, ImmutableIntArray numbers, ImmutableLongArray registers) {}

  /** What a thread may still touch from where it stands. */
  static final class Future {
    /** Another one for each thread, place in its code, and content of its registers. */
    final int number;

    final Touched touched;

    /** Ascending. */
    final int[] places;

    /**
     * Whether it may store to a place where it matters when that comes to memory: else there is
     * nothing to promise, and no promise to keep.
     */
    final boolean storesShared;

    private Future(int number, Touched touched, int[] places, boolean storesShared) {
      this.number = number;
      this.touched = touched;
      this.places = places;
      this.storesShared = storesShared;
    }
  }

  Reach(Program program) {
    this.program = program;
    this.futures = Futures.of(program);
    Touched none = Touched.none(program.memory().places().size());
    this.nothing = new Future(0, none, new int[0], false);
    this.visible = new boolean[program.memory().places().size()];
    for (Property property : program.properties()) {
      if (property.kind() != Property.Kind.FINALLY) {
        see(property.code());
        Code consequence = property.consequence();
        if (consequence != null) {
          see(consequence);
        }
      }
    }
    this.reduces =
        program.properties().stream()
            .noneMatch(
                property ->
                    property.kind() == Property.Kind.EVENTUALLY
                        || property.kind() == Property.Kind.LEADS_TO);
    this.everything = Touched.none(visible.length);
    for (int place = 1; place < visible.length; place++) {
      everything.read(place);
    }
    boolean[] unshared = unshared();
    BitSet isSeen = new BitSet();
    this.shared = Touched.none(visible.length);
    for (int place = 1; place < unshared.length; place++) {
      if (!unshared[place] && !program.memory().places().get(place).ghost()) {
        isSeen.set(place);
        shared.read(place);
      }
    }
    this.catchUps =
        program.threads().stream().map(thread -> catchUps(thread.code(), isSeen)).toList();
  }

  private void see(Code property) {
    Touched touched = futures.of(property);
    for (int place = 1; place < visible.length; place++) {
      visible[place] |= touched.touches(place);
    }
  }

  /**
   * Whether steps may be merged, promises put off and what was seen forgotten: not where a property
   * asks who is put off for ever, which depends on the order of steps.
   */
  boolean reduces() {
    return reduces;
  }

  /** Whether a property may say something else at once when a place is written. */
  boolean isVisible(int place) {
    return visible[place];
  }

  /** What a thread may still touch; all there is where nothing may be forgotten. */
  Touched future(int thread, ThreadState stand) {
    return reduces || stand.hasReturned() ? alone(thread, stand).touched : everything;
  }

  /** What a thread may still touch, whatever may be forgotten. */
  Future alone(int thread, ThreadState stand) {
    if (stand.hasReturned()) {
      return nothing;
    }
    Standing standing = standing(thread, stand);
    Future future = known.get(standing);
    if (future == null) {
      Touched touched = from(standing, new BitSet());
      int[] places = IntStream.range(1, visible.length).filter(touched::touches).toArray();
      Future found =
          new Future(numbers.incrementAndGet(), touched, places, touched.changesFor(shared));
      Future other = known.putIfAbsent(standing, found);
      future = other == null ? found : other;
    }
    return future;
  }

  private static Standing standing(int thread, ThreadState stand) {
    return new Standing(thread, stand.pc(), stand.numbers(), stand.registers());
  }

  /**
   * As {@link #future}, without what the thread touches in blocks of full order only: those see
   * memory as it is, and come after all that is in it, in whatever order that came.
   */
  Touched orderedFuture(int thread, ThreadState stand) {
    if (stand.hasReturned()) {
      return nothing.touched;
    }
    Standing standing = standing(thread, stand);
    Touched ordered = knownOrdered.get(standing);
    if (ordered == null) {
      ordered = from(standing, fullBlocks(program.threads().get(thread).code()));
      knownOrdered.put(standing, ordered);
    }
    return ordered;
  }

  /**
   * What a thread touches before it next comes to have seen all that was stored so far: there a
   * block of full order begins, or a read-modify-write of full order that surely stores to what it
   * has loaded. Up to there, and nowhere behind, it can load what all others have seen overwritten.
   */
  Touched early(int thread, ThreadState stand) {
    if (stand.hasReturned()) {
      return nothing.touched;
    }
    Standing standing = standing(thread, stand);
    Touched early = knownEarly.get(standing);
    if (early == null) {
      early = upTo(standing);
      knownEarly.put(standing, early);
    }
    return early;
  }

  private synchronized Touched upTo(Standing at) {
    return futures.fromUpTo(
        catchUps.get(at.thread()), at.thread(), at.pc(), at.numbers(), at.registers());
  }

  private static BitSet catchUps(Code code, BitSet isSeen) {
    AtomicBlocks blocks = new AtomicBlocks(code);
    BitSet found = new BitSet();
    for (int pc = 0; pc < code.instructions().size(); pc++) {
      found.set(
          pc,
          blocks.begins(pc)
              && (isFull(begin(code, pc)) || isFullAndStores(code, blocks, pc, isSeen)));
    }
    return found;
  }

  /**
   * Whether a read-modify-write is one way, and stores to one place, the only one it loads.
   *
   * @param isSeen the places where a store comes to memory at a time of its own
   */
  private static boolean isFullAndStores(Code code, AtomicBlocks blocks, int begin, BitSet isSeen) {
    Instruction.AtomicBegin block = begin(code, begin);
    if (!block.readModifyWrite() || block.order() != Order.FULL) {
      return false;
    }
    Set<Expr> places = new HashSet<>();
    boolean stores = false;
    for (int pc = begin + 1; blocks.contains(pc) && blocks.begin(pc) == begin; pc++) {
      Instruction instruction = code.instructions().get(pc);
      if (instruction instanceof Instruction.Load load && load.count() == 1) {
        places.add(load.address());
      } else if (instruction instanceof Instruction.Store store && store.count() == 1) {
        places.add(store.address());
        stores = true;
      } else if (instruction.kind() == Instruction.Kind.ATOMIC_END) {
        return stores
            && places.size() == 1
            && places.iterator().next() instanceof Expr.Const place
            && isSeen.get((int) place.value());
      } else if (instruction.kind() != Instruction.Kind.LET) {
        return false;
      }
    }
    return false;
  }

  /** What stands in blocks of full order. */
  private static BitSet fullBlocks(Code code) {
    AtomicBlocks blocks = new AtomicBlocks(code);
    BitSet full = new BitSet();
    for (int pc = 0; pc < code.instructions().size(); pc++) {
      full.set(pc, blocks.contains(pc) && isFull(begin(code, blocks.begin(pc))));
    }
    return full;
  }

  private static Instruction.AtomicBegin begin(Code code, int pc) {
    return (Instruction.AtomicBegin) code.instructions().get(pc);
  }

  private static boolean isFull(Instruction.AtomicBegin block) {
    return block.order() == Order.FULL && !block.readModifyWrite();
  }

  private synchronized Touched from(Standing at, BitSet left) {
    return futures.fromWithout(left, at.thread(), at.pc(), at.numbers(), at.registers());
  }

  /**
   * The places that one thread alone accesses, and no property reads but at the end: nobody can
   * tell when a store there is seen.
   */
  boolean[] unshared() {
    int places = program.memory().places().size();
    int[] users = new int[places];
    for (int thread = 0; thread < program.threads().size(); thread++) {
      Standing start = new Standing(thread, 0, ImmutableIntArray.of(), ImmutableLongArray.of());
      count(from(start, new BitSet()), users);
    }
    boolean[] unshared = new boolean[places];
    for (int place = 0; place < places; place++) {
      unshared[place] = users[place] < 2 && !visible[place];
    }
    return unshared;
  }

  /** Where outermost blocks of a code begin that touch such places alone. */
  boolean[] unsharedBlocks(Code code, boolean[] unshared) {
    int length = code.instructions().size();
    boolean[] touchesMore = new boolean[length];
    for (int thread = 0; thread < program.threads().size(); thread++) {
      if (program.threads().get(thread).code().equals(code)) {
        List<Touched> apart = ofInstructions(thread);
        for (int pc = 0; pc < length; pc++) {
          touchesMore[pc] |= touchesMore(apart.get(pc), unshared);
        }
      }
    }
    AtomicBlocks blocks = new AtomicBlocks(code);
    boolean[] begins = new boolean[length];
    for (int pc = 0; pc < length; pc++) {
      begins[pc] = blocks.begins(pc) && !looksAtTime(begin(code, pc));
    }
    for (int pc = 0; pc < length; pc++) {
      if (blocks.contains(pc) && touchesMore[pc]) {
        begins[blocks.begin(pc)] = false;
      }
    }
    return begins;
  }

  /** Whether it matters when a block is done, whatever it touches. */
  private static boolean looksAtTime(Instruction.AtomicBegin block) {
    return block.order() == Order.PLAIN || isFull(block);
  }

  private synchronized List<Touched> ofInstructions(int thread) {
    return futures.ofInstructions(thread);
  }

  private static boolean touchesMore(Touched touched, boolean[] unshared) {
    for (int place = 1; place < unshared.length; place++) {
      if (touched.touches(place) && !unshared[place]) {
        return true;
      }
    }
    return false;
  }

  private static void count(Touched touched, int[] users) {
    for (int place = 1; place < users.length; place++) {
      if (touched.touches(place)) {
        users[place]++;
      }
    }
  }
}
