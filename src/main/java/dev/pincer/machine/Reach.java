// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.program.Code;
import dev.pincer.program.Instruction;
import dev.pincer.program.Order;
import dev.pincer.program.Program;
import dev.pincer.program.Property;
import dev.pincer.reduce.Futures;
import dev.pincer.reduce.Touched;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What the threads of a program may still touch from where they stand, until they return. Found out
 * once for each standing.
 */
final class Reach {
  private final Program program;

  /** For one thread at a time. */
  private final Futures futures;

  private final Touched nothing;
  private final Map<Standing, Touched> known = new ConcurrentHashMap<>();
  private final Map<Standing, Touched> knownOrdered = new ConcurrentHashMap<>();

  /** What a property reads that is not asked at the end only. */
  private final boolean[] visible;

  private record Standing(
      int thread, int pc, ImmutableIntArray numbers, ImmutableLongArray registers) {}

  Reach(Program program) {
    this.program = program;
    this.futures = Futures.of(program);
    this.nothing = Touched.none(program.memory().places().size());
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
    return program.properties().stream()
        .noneMatch(
            property ->
                property.kind() == Property.Kind.EVENTUALLY
                    || property.kind() == Property.Kind.LEADS_TO);
  }

  /** Whether a property may say something else at once when a place is written. */
  boolean isVisible(int place) {
    return visible[place];
  }

  Touched future(int thread, ThreadState stand) {
    if (stand.hasReturned()) {
      return nothing;
    }
    if (!reduces()) {
      return everything();
    }
    Standing standing = new Standing(thread, stand.pc(), stand.numbers(), stand.registers());
    Touched future = known.get(standing);
    if (future == null) {
      future = from(thread, stand.pc(), stand.numbers(), stand.registers());
      known.put(standing, future);
    }
    return future;
  }

  private Touched everything() {
    Touched all = Touched.none(visible.length);
    for (int place = 1; place < visible.length; place++) {
      all.read(place);
    }
    return all;
  }

  /**
   * As {@link #future}, without what the thread touches in blocks of full order only: those see
   * memory as it is, and come after all that is in it, in whatever order that came.
   */
  Touched orderedFuture(int thread, ThreadState stand) {
    if (stand.hasReturned()) {
      return nothing;
    }
    if (!reduces()) {
      return everything();
    }
    Standing standing = new Standing(thread, stand.pc(), stand.numbers(), stand.registers());
    Touched future = knownOrdered.get(standing);
    if (future == null) {
      future = ordered(thread, stand);
      knownOrdered.put(standing, future);
    }
    return future;
  }

  private synchronized Touched ordered(int thread, ThreadState stand) {
    return futures.fromWithout(
        fullBlocks(program.threads().get(thread).code()),
        thread,
        stand.pc(),
        stand.numbers(),
        stand.registers());
  }

  /** What stands in blocks of full order. */
  private static BitSet fullBlocks(Code code) {
    BitSet blocks = new BitSet();
    int depth = 0;
    boolean isFull = false;
    for (int pc = 0; pc < code.instructions().size(); pc++) {
      Instruction instruction = code.instructions().get(pc);
      if (instruction instanceof Instruction.AtomicBegin begin && depth++ == 0) {
        isFull = begin.order() == Order.FULL && !begin.readModifyWrite();
      }
      blocks.set(pc, depth > 0 && isFull);
      if (instruction.kind() == Instruction.Kind.ATOMIC_END) {
        depth--;
      }
    }
    return blocks;
  }

  private synchronized Touched from(
      int thread, int pc, ImmutableIntArray numbers, ImmutableLongArray registers) {
    return futures.from(thread, pc, numbers, registers);
  }

  /**
   * The places that one thread alone accesses, and no property reads but at the end: nobody can
   * tell when a store there is seen.
   */
  boolean[] unshared() {
    int places = program.memory().places().size();
    int[] users = new int[places];
    for (int thread = 0; thread < program.threads().size(); thread++) {
      count(from(thread, 0, ImmutableIntArray.of(), ImmutableLongArray.of()), users);
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
    boolean[] blocks = new boolean[length];
    int depth = 0;
    int begin = 0;
    for (int pc = 0; pc < length; pc++) {
      Instruction.Kind kind = code.instructions().get(pc).kind();
      if (kind == Instruction.Kind.ATOMIC_BEGIN && depth++ == 0) {
        begin = pc;
        blocks[begin] = !looksAtTime((Instruction.AtomicBegin) code.instructions().get(pc));
      }
      if (depth > 0 && touchesMore[pc]) {
        blocks[begin] = false;
      }
      if (kind == Instruction.Kind.ATOMIC_END) {
        depth--;
      }
    }
    return blocks;
  }

  /** Whether it matters when a block is done, whatever it touches. */
  private static boolean looksAtTime(Instruction.AtomicBegin block) {
    return block.order() == Order.PLAIN
        || (block.order() == Order.FULL && !block.readModifyWrite());
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
