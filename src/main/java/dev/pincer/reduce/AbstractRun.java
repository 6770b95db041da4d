// SPDX-License-Identifier: Apache-2.0
package dev.pincer.reduce;

import com.google.common.collect.ImmutableList;
import dev.pincer.program.Code;
import dev.pincer.program.Expr;
import dev.pincer.program.Instruction;
import dev.pincer.program.Memory;
import java.util.Arrays;
import java.util.BitSet;
import org.jspecify.annotations.Nullable;

/**
 * All runs of one code at once: what it may touch of shared memory, and write there, from some
 * instruction on, while the others write whatever they may.
 *
 * <p>What the registers may hold is joined where ways meet. After Cousot and Cousot, "Abstract
 * Interpretation" (1977); that of a place each read takes all values that anybody may write there,
 * after Miné, "Static Analysis of Run-Time Errors in Embedded Critical Parallel C Programs" (2011).
 *
 * <p>For one thread at a time.
 */
final class AbstractRun {
  /** What places may hold. */
  interface Held {
    /** What a place may hold. */
    Values at(int place);

    /** A place may be written. */
    void write(int place, Values values);
  }

  private final Memory memory;
  private final ImmutableList<Instruction> code;
  private final Calculation now;
  private final BitSet leaders = new BitSet();

  /** By instruction; the registers that are live where ways meet. */
  private final int[] @Nullable [] live;

  /** By branch: the registers in its condition. */
  private final int[] @Nullable [] decided;

  private final Code whole;

  /** By instruction: what the live registers may hold there; null if no way leads there yet. */
  private final Values[] @Nullable [] found;

  private final BitSet open = new BitSet();

  /** By instruction: what it may touch, where that is wanted. */
  private Touched @Nullable [] touchedAt;

  /** Instructions that it does not come to, where that is wanted. */
  private @Nullable BitSet ends;

  /** Loads and stores that may be of registers, or ghost, and so no steps. */
  private final BitSet quiet = new BitSet();

  /** Registers that are stored to by address. */
  private final BitSet storedTo = new BitSet();

  AbstractRun(Memory memory, Code code, int thisThread) {
    this.memory = memory;
    this.whole = code;
    this.code = code.instructions();
    this.now = new Calculation(memory, code, thisThread);
    this.found = new Values[this.code.size()] @Nullable [];
    this.live = new int[this.code.size()] @Nullable [];
    this.decided = new int[this.code.size()] @Nullable [];
    for (int pc = 0; pc < this.code.size(); pc++) {
      Instruction instruction = this.code.get(pc);
      if (instruction instanceof Instruction.Branch branch) {
        leaders.set(branch.ifTrue());
        leaders.set(branch.ifFalse());
      } else if (instruction instanceof Instruction.Jump jump) {
        leaders.set(jump.target());
      }
    }
  }

  /** As {@link #run} from the start, but tells for each instruction apart what it may touch. */
  Touched[] runApart(Held held) {
    Touched[] apart = new Touched[code.size()];
    Arrays.setAll(apart, pc -> Touched.none(memory.places().size()));
    touchedAt = apart;
    run(0, held, Touched.none(memory.places().size()));
    touchedAt = null;
    return apart;
  }

  /** As {@link #run}, but without what some instructions touch. */
  void runWithout(BitSet instructions, int pc, Held held, Touched touched) {
    Touched[] apart = new Touched[code.size()];
    Touched without = Touched.none(memory.places().size());
    Arrays.setAll(apart, at -> instructions.get(at) ? without : touched);
    touchedAt = apart;
    run(pc, held, touched);
    touchedAt = null;
  }

  /** As {@link #run}, but only up to some instructions. */
  void runUpTo(BitSet instructions, int pc, Held held, Touched touched) {
    ends = instructions;
    run(pc, held, touched);
    ends = null;
  }

  /** What {@code register} is known to hold at the start; nothing, if it is never told. */
  void begin() {
    now.begin();
  }

  void set(int register, long value) {
    now.set(register, Values.of(value));
  }

  /** Runs from {@code pc} on, and adds what it touches. */
  void run(int pc, Held held, Touched touched) {
    Arrays.fill(found, null);
    open.clear();
    straight(pc, held, touched);
    for (int next = open.nextSetBit(0); next >= 0; next = open.nextSetBit(0)) {
      open.clear(next);
      Values[] values = found[next];
      int[] registers = liveAt(next);
      now.forget(); // What is not live is not used; but if it were ...
      for (int i = 0; i < registers.length; i++) {
        now.set(registers[i], values[i]);
      }
      straight(next, held, touched);
    }
  }

  private int[] liveAt(int pc) {
    int[] known = live[pc];
    if (known == null) {
      known = whole.live().get(pc).ascending().toArray();
      live[pc] = known;
    }
    return known;
  }

  /** Control arrives at {@code pc}. */
  private void arrive(int pc) {
    int[] registers = liveAt(pc);
    Values[] before = found[pc];
    if (before == null) {
      Values[] first = new Values[registers.length];
      for (int i = 0; i < first.length; i++) {
        first[i] = now.register(registers[i]);
      }
      found[pc] = first;
      open.set(pc);
      return;
    }
    for (int i = 0; i < before.length; i++) {
      Values joined = before[i].or(now.register(registers[i]));
      if (joined != before[i]) {
        before[i] = joined;
        open.set(pc);
      }
    }
  }

  /** Runs on to where ways meet or part. */
  private void straight(int from, Held held, Touched touched) {
    int pc = from;
    BitSet before = ends;
    while (before == null || !before.get(pc)) {
      Instruction instruction = code.get(pc);
      switch (instruction.kind()) {
        case LET -> {
          Instruction.Let let = (Instruction.Let) instruction;
          Values values = now.of(let.value());
          if (values.isNone() && !let.value().copiesPart()) {
            return;
          }
          now.set(let.register(), values);
        }
        case UNSET -> {
          Instruction.Unset unset = (Instruction.Unset) instruction;
          for (int i = 0; i < unset.count(); i++) {
            now.set(unset.first() + i, null);
          }
        }
        case LOAD -> load((Instruction.Load) instruction, pc, held, at(pc, touched));
        case STORE -> store((Instruction.Store) instruction, pc, held, at(pc, touched));
        case BRANCH -> {
          branch((Instruction.Branch) instruction, pc);
          return;
        }
        case JUMP -> {
          arrive(((Instruction.Jump) instruction).target());
          return;
        }
        case AWAIT -> {
          if (!now.assume(((Instruction.Await) instruction).condition(), true)) {
            return;
          }
        }
        case ASSERT -> {
          if (!now.assume(((Instruction.Assert) instruction).condition(), true)) {
            return;
          }
        }
        case CHOOSE -> {
          Instruction.Choose choose = (Instruction.Choose) instruction;
          now.set(choose.register(), below(now.of(choose.count())));
        }
        case ATOMIC_BEGIN, ATOMIC_END, FENCE -> {}
        case RETURN -> {
          return;
        }
      }
      pc++;
      if (leaders.get(pc)) {
        arrive(pc);
        return;
      }
    }
  }

  private Touched at(int pc, Touched all) {
    Touched[] apart = touchedAt;
    return apart == null ? all : apart[pc];
  }

  private void branch(Instruction.Branch branch, int pc) {
    Values condition = now.of(branch.condition());
    if (!condition.mayBeZero() || !condition.mayBeOther()) {
      if (!condition.isNone()) {
        arrive(condition.mayBeZero() ? branch.ifFalse() : branch.ifTrue());
      }
      return;
    }
    // Each way knows more; both begin with what is known here.
    int[] registers = decidedBy(branch, pc);
    @Nullable Values[] before = new @Nullable Values[registers.length];
    for (int i = 0; i < registers.length; i++) {
      before[i] = now.known(registers[i]);
    }
    if (now.assume(branch.condition(), true)) {
      arrive(branch.ifTrue());
    }
    for (int i = 0; i < registers.length; i++) {
      now.set(registers[i], before[i]);
    }
    if (now.assume(branch.condition(), false)) {
      arrive(branch.ifFalse());
    }
  }

  private int[] decidedBy(Instruction.Branch branch, int pc) {
    int[] known = decided[pc];
    if (known == null) {
      BitSet registers = new BitSet();
      addRegisters(branch.condition(), registers);
      known = registers.stream().toArray();
      decided[pc] = known;
    }
    return known;
  }

  private static void addRegisters(Expr e, BitSet into) {
    if (e instanceof Expr.Reg reg) {
      into.set(reg.register());
    }
    e.operands().forEach(operand -> addRegisters(operand, into));
  }

  private static Values below(Values counts) {
    if (counts.isAny()) {
      return Values.ANY;
    }
    Values result = Values.NONE;
    for (int i = 0; i < counts.size(); i++) {
      if (counts.get(i) > Values.LIMIT) {
        return Values.ANY;
      }
      for (long value = 0; value < counts.get(i); value++) {
        result = result.or(Values.of(value));
      }
    }
    return result;
  }

  /** The loads and stores that, in some run so far, may have been of registers, or ghost. */
  BitSet quiet() {
    return quiet;
  }

  /** The registers that, in some run so far, may have been stored to by address. */
  BitSet storedTo() {
    return storedTo;
  }

  private void noteQuiet(int pc, Values addresses) {
    if (quiet.get(pc)) {
      return;
    }
    boolean mayBe = addresses.isAny();
    for (int i = 0; !mayBe && i < addresses.size(); i++) {
      long address = addresses.get(i);
      mayBe =
          address >= memory.privateBase()
              || (address > 0 && memory.places().get((int) address).ghost());
    }
    quiet.set(pc, mayBe);
  }

  private int privateEnd() {
    return memory.privateBase() + now.registerCount();
  }

  private void load(Instruction.Load load, int pc, Held held, Touched touched) {
    Values addresses = now.of(load.address());
    noteQuiet(pc, addresses);
    int count = load.count();
    if (addresses.isAny()) {
      for (int place = 1; place < memory.places().size(); place++) {
        touched.read(place);
      }
      for (int i = 0; i < count; i++) {
        now.set(load.register() + i, Values.ANY);
      }
      return;
    }
    Values[] loaded = new Values[count];
    Arrays.fill(loaded, Values.NONE);
    for (int k = 0; k < addresses.size(); k++) {
      long address = addresses.get(k);
      boolean isPrivate = address >= memory.privateBase();
      if (address <= 0 || address + count > (isPrivate ? privateEnd() : memory.privateBase())) {
        continue;
      }
      for (int i = 0; i < count; i++) {
        int at = (int) address + i;
        if (isPrivate) {
          loaded[i] = loaded[i].or(now.register(at - memory.privateBase()));
        } else {
          touched.read(at);
          loaded[i] = loaded[i].or(held.at(at));
        }
      }
    }
    for (int i = 0; i < count; i++) {
      now.set(load.register() + i, loaded[i]);
    }
  }

  private void store(Instruction.Store store, int pc, Held held, Touched touched) {
    Values addresses = now.of(store.address());
    noteQuiet(pc, addresses);
    int count = store.count();
    Values[] values = new Values[count];
    for (int i = 0; i < count; i++) {
      values[i] = now.of(store.values().get(i));
    }
    if (addresses.isAny()) {
      for (int place = 1; place < memory.places().size(); place++) {
        touched.write(place);
        held.write(place, Values.ANY);
      }
      now.forget();
      storedTo.set(0, now.registerCount());
      return;
    }
    for (int k = 0; k < addresses.size(); k++) {
      long address = addresses.get(k);
      boolean isPrivate = address >= memory.privateBase();
      if (address <= 0 || address + count > (isPrivate ? privateEnd() : memory.privateBase())) {
        continue;
      }
      for (int i = 0; i < count; i++) {
        int at = (int) address + i;
        if (isPrivate) {
          int register = at - memory.privateBase();
          storedTo.set(register);
          now.set(
              register, addresses.size() == 1 ? values[i] : now.register(register).or(values[i]));
        } else {
          touched.write(at);
          held.write(at, values[i]);
        }
      }
    }
  }
}
