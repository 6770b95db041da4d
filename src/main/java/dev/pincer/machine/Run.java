// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.program.Expr;
import dev.pincer.program.Instruction;
import dev.pincer.program.Order;
import dev.pincer.program.Watch;
import java.util.Arrays;
import java.util.BitSet;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * One thread on its way through one step, or through a whole initial code or property.
 *
 * <p>With {@link Registers} the only mutable part of the machine: it lives for one call; what it
 * hands out is immutable.
 */
final class Run {
  /** Instructions that one step may execute: far more than a model needs, and soon over. */
  static final int MAX_INSTRUCTIONS = 100_000;

  /** How a run ended. */
  enum End {
    /** Before the next access, which belongs to the next step. */
    BOUNDARY,
    RETURNED,
    /** An await is false: the step did not happen. */
    WAITS,
    FAULT,
    MISSING_PICK,
    PICK_OUT_OF_RANGE
  }

  /** How far a run goes. */
  enum Extent {
    /** Up to the first access. */
    PROLOGUE,
    /** One access or atomic block, and on to the next. */
    STEP,
    /** Through all accesses to the end, as if in one atomic block. */
    WHOLE
  }

  private final Layout layout;
  private final CodeTable code;
  private final Pointers pointers;
  private final int thread;
  private final Extent extent;
  private final Picks picks;
  private final @Nullable EventSink sink;

  private final Port port;

  private final Registers registers;
  private int pc;

  /** Open atomic blocks. */
  private int depth;

  /** Whether this step may still begin its access or atomic block. */
  private boolean mayAccess;

  /** Whether what nobody can tell of is no step, but part of one. */
  private boolean merges;

  private boolean merged;

  private @Nullable End end;
  private @Nullable Fault fault;
  private long returned;
  private @Nullable Hidden inVain;
  private boolean awaited;
  private boolean acquired;
  private int choiceCount;

  private int executed;

  /** The instructions executed, in order, where they are wanted. */
  private int @Nullable [] path;

  private final AccessLog accesses = new AccessLog();

  /** Told of what is read and written, where somebody wants to know. */
  Run(
      Layout layout,
      CodeTable code,
      int thread,
      Extent extent,
      Port port,
      ThreadState from,
      Registers registers,
      Picks picks,
      @Nullable EventSink sink) {
    this.layout = layout;
    this.code = code;
    this.pointers = code.pointers;
    this.thread = thread;
    this.extent = extent;
    this.port = port;
    this.picks = picks;
    this.sink = sink;
    this.pc = from.pc();
    this.mayAccess = extent == Extent.STEP;
    this.depth = extent == Extent.WHOLE ? 1 : 0;
    this.registers = registers;
    registers.clear(code.registerCount);
    for (int i = 0; i < from.numbers().length(); i++) {
      registers.set(from.numbers().get(i), from.registers().get(i));
    }
  }

  /** Has the run tell what part of the memory it depends on. */
  void tell(@Nullable Footprint footprint) {
    port.tell(footprint);
    if (footprint != null) {
      footprint.beginRun();
    }
  }

  /** Has what nobody can tell of be part of the step before or behind it. */
  void merge() {
    merges = true;
  }

  /**
   * Whether the run was stopped, or needs to be told more, but might have come to the end of a step
   * if it had not merged steps.
   */
  boolean wentTooFar() {
    return merged && end != End.BOUNDARY && end != End.RETURNED;
  }

  /** Has the run note what it executes, for {@link #markPath}. */
  void notePath() {
    path = new int[64];
  }

  /** Runs to the end of the extent, once. */
  End run() {
    End result = end;
    if (result != null) {
      return result;
    }
    try {
      result = runToEnd();
    } catch (Undefined undefined) {
      result = fail(Fault.Kind.UNDEFINED, String.valueOf(undefined.getMessage()));
    }
    end = result;
    return result;
  }

  private End runToEnd() {
    while (end == null) {
      if (depth == 0) {
        boolean begins = beginsStep();
        boolean isHeld = (begins || code.kinds[pc] == Instruction.Kind.FENCE) && isHeld();
        if (mayAccess && isHeld) {
          return End.WAITS;
        }
        if (isHeld || (!mayAccess && (begins || pauses()))) {
          return End.BOUNDARY;
        }
        mayAccess &= !begins;
      }
      if (executed == MAX_INSTRUCTIONS) {
        throw new Undefined(
            depth == 0
                ? "a loop without access to shared memory does not end"
                : "a loop within one step does not end");
      }
      if (path != null) {
        if (executed == path.length) {
          path = Arrays.copyOf(path, 2 * executed);
        }
        path[executed] = pc;
      }
      executed++;
      pc = execute();
    }
    return end;
  }

  /** Whether the instruction at hand is an access or an atomic block, outside of any such block. */
  private boolean beginsStep() {
    return switch (code.kinds[pc]) {
      case ATOMIC_BEGIN -> !isMerged(code.isUnshared(pc));
      case LOAD -> {
        Instruction.Load load = (Instruction.Load) code.instructions[pc];
        yield isAccess(load.address(), load.count());
      }
      case STORE -> {
        Instruction.Store store = (Instruction.Store) code.instructions[pc];
        yield isAccess(store.address(), store.count());
      }
      case LET, UNSET, BRANCH, JUMP, ATOMIC_END, AWAIT, CHOOSE, ASSERT, FENCE, RETURN -> false;
    };
  }

  private boolean isMerged(boolean unshared) {
    merged |= unshared && merges;
    return unshared && merges;
  }

  /** Whether the memory model does not let the instruction at hand be done now. */
  private boolean isHeld() {
    return extent != Extent.WHOLE && !port.admits(code.instructions[pc]);
  }

  /** Whether others come between what stands before the instruction at hand and behind it. */
  private boolean pauses() {
    return extent != Extent.WHOLE
        && code.kinds[pc] == Instruction.Kind.FENCE
        && port.pauses(code.instructions[pc]);
  }

  /** An address that is undefined is an access as well: one that faults. */
  private boolean isAccess(Expr address, int count) {
    try {
      long value = value(address);
      return !pointers.isPrivate(value)
          && !layout.isGhost(value, count)
          && !isMerged(layout.isUnshared(value, count));
    } catch (Undefined undefined) {
      return true;
    }
  }

  /** Executes the instruction at {@code pc}; gives the next one, or sets {@code end}. */
  private int execute() {
    Instruction instruction = code.instructions[pc];
    return switch (code.kinds[pc]) {
      case LET -> let((Instruction.Let) instruction);
      case UNSET -> unset((Instruction.Unset) instruction);
      case LOAD -> load((Instruction.Load) instruction);
      case STORE -> store((Instruction.Store) instruction);
      case BRANCH -> branch((Instruction.Branch) instruction);
      case JUMP -> ((Instruction.Jump) instruction).target();
      case ATOMIC_BEGIN -> {
        if (depth++ == 0) {
          port.begin((Instruction.AtomicBegin) instruction);
        }
        yield pc + 1;
      }
      case ATOMIC_END -> {
        if (--depth == 0) {
          port.end();
          awaited = false;
        }
        yield pc + 1;
      }
      case AWAIT -> await((Instruction.Await) instruction);
      case CHOOSE -> choose((Instruction.Choose) instruction);
      case ASSERT -> check((Instruction.Assert) instruction);
      case FENCE -> {
        port.fence(((Instruction.Fence) instruction).order());
        if (sink != null) {
          sink.event(thread, new Event.Fenced(pc, ((Instruction.Fence) instruction).order()));
        }
        yield pc + 1;
      }
      case RETURN -> finish((Instruction.Return) instruction);
    };
  }

  private int let(Instruction.Let let) {
    if (isUnset(let.value())) {
      registers.unset(let.register());
      return pc + 1;
    }
    assign(let.register(), value(let.value()));
    port.assigned(let.register(), let.value());
    return pc + 1;
  }

  /** Whether a value is that of a part of a struct that is not set. */
  private boolean isUnset(Expr e) {
    if (!e.copiesPart()) {
      return false;
    }
    return e instanceof Expr.Select select
        ? isUnset(value(select.condition()) != 0 ? select.ifTrue() : select.ifFalse())
        : !registers.isSet(((Expr.Reg) e).register());
  }

  private int unset(Instruction.Unset unset) {
    for (int i = 0; i < unset.count(); i++) {
      registers.unset(unset.first() + i);
    }
    return pc + 1;
  }

  private int load(Instruction.Load load) {
    long address = value(load.address());
    int count = load.count();
    pointers.checkAccess(address, count);
    if (pointers.isPrivate(address)) {
      copyRegisters((int) address - layout.placeCount, load);
      return pc + 1;
    }
    int first = (int) address;
    note(first, count, 0, load.order());
    boolean ghost = layout.isGhost(first, count);
    if (!ghost && !port.beginLoad(load, first)) {
      end = End.WAITS;
      return pc;
    }
    if (sink != null) {
      ImmutableLongArray values = places(first, count);
      sink.event(thread, accessed(false, first, values, values, load.order()));
      Event.Stale stale = ghost ? null : port.stale(pc, first, count);
      if (stale != null) {
        sink.event(thread, stale);
      }
    }
    for (int i = 0; i < count; i++) {
      assign(load.register() + i, port.read(first + i));
      if (ghost) {
        port.assigned(load.register() + i, null);
      }
    }
    port.endLoad();
    return pc + 1;
  }

  /** Parts of a struct may be unset and are so behind it; any other value must be set. */
  private void copyRegisters(int from, Instruction.Load load) {
    int to = load.register();
    int count = load.count();
    // From the far end, where the two may overlap and the near end would be overwritten.
    for (int k = 0; k < count; k++) {
      int i = from < to ? count - 1 - k : k;
      if (load.part() && !registers.isSet(from + i)) {
        registers.unset(to + i);
      } else {
        assign(to + i, register(from + i));
        port.copied(from + i, to + i);
      }
    }
  }

  private int store(Instruction.Store store) {
    long address = value(store.address());
    int count = store.count();
    long[] values = new long[count];
    BitSet unset = null;
    for (int i = 0; i < count; i++) {
      Expr value = store.values().get(i);
      if (isUnset(value)) {
        unset = unset == null ? new BitSet() : unset;
        unset.set(i);
      } else {
        values[i] = value(value);
      }
    }
    pointers.checkAccess(address, count);
    if (pointers.isPrivate(address)) {
      int first = (int) address - layout.placeCount;
      for (int i = 0; i < count; i++) {
        if (unset != null && unset.get(i)) {
          registers.unset(first + i);
        } else {
          assign(first + i, values[i]);
          port.assigned(first + i, store.values().get(i));
        }
      }
      return pc + 1;
    }
    if (unset != null) {
      value(store.values().get(unset.nextSetBit(0))); // Shared memory holds values only.
      throw new AssertionError("unset, but has a value");
    }
    int first = (int) address;
    for (int i = 0; i < count; i++) {
      if (layout.pointer[first + i] && values[i] >= layout.placeCount) {
        throw new Undefined("a pointer to a local is stored in shared memory");
      }
    }
    note(first, count, AccessLog.STORES, store.order());
    acquired |= awaited && !layout.isGhost(first, count) && !layout.isUnshared(first, count);
    ImmutableLongArray before = sink == null ? ImmutableLongArray.of() : places(first, count);
    boolean ghost = layout.isGhost(first, count);
    Port.Effect effect = Port.Effect.SEEN;
    if (ghost && !port.beginGhostStore()) {
      effect = Port.Effect.BLOCKED;
    } else if (ghost) {
      for (int i = 0; i < count; i++) {
        port.setMemory(first + i, values[i]);
      }
    } else {
      port.beginStore(store);
      effect = port.store(first, values, store.order(), pc, depth > 0);
    }
    if (effect == Port.Effect.BLOCKED) {
      end = End.WAITS;
      return pc;
    }
    if (sink != null) {
      sink.event(
          thread,
          effect == Port.Effect.DELAYED
              ? new Event.Delayed(pc, first, ImmutableLongArray.copyOf(values), store.order())
              : accessed(true, first, before, places(first, count), store.order()));
      if (effect == Port.Effect.EARLY) {
        sink.event(thread, new Event.Early(pc, first, ImmutableLongArray.copyOf(values)));
      }
    }
    return pc + 1;
  }

  private int branch(Instruction.Branch branch) {
    boolean truth = value(branch.condition()) != 0;
    port.decided(branch.condition());
    decided(truth, branch.watches());
    return truth ? branch.ifTrue() : branch.ifFalse();
  }

  private int await(Instruction.Await await) {
    boolean truth = value(await.condition()) != 0;
    port.decided(await.condition());
    decided(truth, await.watches());
    if (truth) {
      awaited = true;
      return pc + 1;
    }
    if (extent == Extent.WHOLE) {
      throw new Undefined("an await that nothing can make true");
    }
    inVain = port.inVain();
    end = End.WAITS;
    return pc;
  }

  private int choose(Instruction.Choose choose) {
    long count = value(choose.count());
    int pick = picks.pick(count);
    if (pick < 0) {
      choiceCount = (int) count;
      end = pick == Picks.MISSING ? End.MISSING_PICK : End.PICK_OUT_OF_RANGE;
      return pc;
    }
    if (sink != null) {
      sink.event(thread, new Event.Chose(pc, pick));
    }
    assign(choose.register(), pick);
    port.assigned(choose.register(), null);
    return pc + 1;
  }

  private int check(Instruction.Assert check) {
    boolean truth = value(check.condition()) != 0;
    decided(truth, check.watches());
    if (!truth) {
      end = fail(check.undefined() ? Fault.Kind.UNDEFINED : Fault.Kind.ASSERTION, check.text());
      return pc;
    }
    return pc + 1;
  }

  private int finish(Instruction.Return finish) {
    returned = value(finish.value());
    if (sink != null) {
      sink.event(thread, new Event.Returned(pc, returned, watched(finish.watches())));
    }
    end = End.RETURNED;
    return ThreadState.RETURNED;
  }

  private End fail(Fault.Kind kind, String text) {
    if (!port.mayFault()) {
      return End.WAITS;
    }
    fault = new Fault(kind, thread, pc, text);
    if (sink != null) {
      sink.event(thread, new Event.Faulted(pc, fault));
    }
    return End.FAULT;
  }

  // Memory and registers.

  private ImmutableLongArray places(int first, int count) {
    ImmutableLongArray.Builder values = ImmutableLongArray.builder(count);
    for (int i = 0; i < count; i++) {
      values.add(port.read(first + i));
    }
    return values.build();
  }

  private void note(int address, int count, int stores, Order order) {
    if (extent == Extent.STEP) {
      int plain = depth == 0 && order == Order.PLAIN ? AccessLog.PLAIN : 0;
      accesses.add(address, count, stores | plain, pc);
    }
  }

  private Event accessed(
      boolean store,
      int address,
      ImmutableLongArray before,
      ImmutableLongArray after,
      Order order) {
    boolean ghost = layout.isGhost(address, before.length());
    return new Event.Accessed(pc, store, address, before, after, order, ghost, depth > 0);
  }

  private void assign(int register, long value) {
    registers.set(register, value);
    if (sink != null) {
      sink.event(thread, new Event.Assigned(pc, register, value));
    }
  }

  private long register(int register) {
    if (!registers.isSet(register)) {
      String name = code.code.registers().get(register).name();
      throw new Undefined(
          (name.isEmpty() ? "a value" : "`" + name + "`") + " is read before it is set");
    }
    return registers.get(register);
  }

  private void decided(boolean truth, ImmutableList<Watch> watches) {
    if (sink != null) {
      sink.event(thread, new Event.Decided(pc, truth, watched(watches)));
    }
  }

  private ImmutableList<OptionalLong> watched(ImmutableList<Watch> watches) {
    ImmutableList.Builder<OptionalLong> values = ImmutableList.builder();
    for (Watch watch : watches) {
      try {
        values.add(OptionalLong.of(value(watch.value())));
      } catch (Undefined undefined) {
        values.add(OptionalLong.empty());
      }
    }
    return values.build();
  }

  // Expressions.

  private long value(Expr expr) {
    return switch (expr.kind()) {
      case CONST -> ((Expr.Const) expr).value();
      case REG -> register(((Expr.Reg) expr).register());
      case THIS_THREAD -> thread + 1;
      case UNARY -> {
        Expr.Unary unary = (Expr.Unary) expr;
        yield Arithmetic.unary(unary.op(), unary.type(), value(unary.operand()));
      }
      case BINARY -> {
        Expr.Binary binary = (Expr.Binary) expr;
        long left = value(binary.left());
        yield Arithmetic.binary(binary.op(), binary.type(), left, value(binary.right()));
      }
      case AND -> {
        Expr.And and = (Expr.And) expr;
        yield value(and.left()) != 0 && value(and.right()) != 0 ? 1 : 0;
      }
      case OR -> {
        Expr.Or or = (Expr.Or) expr;
        yield value(or.left()) != 0 || value(or.right()) != 0 ? 1 : 0;
      }
      case SELECT -> {
        Expr.Select select = (Expr.Select) expr;
        yield value(value(select.condition()) != 0 ? select.ifTrue() : select.ifFalse());
      }
      case CONVERT -> {
        Expr.Convert convert = (Expr.Convert) expr;
        yield convert.to().wrap(value(convert.operand()));
      }
      case TO_BOOL -> value(((Expr.ToBool) expr).operand()) != 0 ? 1 : 0;
      case FIELD -> {
        Expr.Field field = (Expr.Field) expr;
        yield pointers.field(value(field.base()), field.offset());
      }
      case ELEMENT -> {
        Expr.Element element = (Expr.Element) expr;
        long base = value(element.base());
        long index = value(element.index());
        yield pointers.element(
            base,
            index,
            element.indexType().signed(),
            element.stride(),
            element.count(),
            element.pastEnd());
      }
      case CONTAINER -> {
        Expr.Container container = (Expr.Container) expr;
        yield pointers.container(
            value(container.member()), container.offset(), container.struct(), container.path());
      }
      case POINTER_ADD -> {
        Expr.PointerAdd add = (Expr.PointerAdd) expr;
        long pointer = value(add.pointer());
        yield pointers.add(pointer, value(add.count()), add.shape(), add.stride());
      }
      case POINTER_DIFFERENCE -> {
        Expr.PointerDifference difference = (Expr.PointerDifference) expr;
        long left = value(difference.left());
        long right = value(difference.right());
        yield pointers.difference(left, right, difference.shape(), difference.stride());
      }
      case POINTER_LESS -> {
        Expr.PointerLess less = (Expr.PointerLess) expr;
        long left = value(less.left());
        yield pointers.less(left, value(less.right()), less.orEqual()) ? 1 : 0;
      }
    };
  }

  // What came of it.

  /** What the memory model keeps of no thread; null if it is as before. */
  @Nullable Hidden shared() {
    return port.shared();
  }

  /** The memory behind the run; the same object as before if nothing in it has changed. */
  ImmutableLongArray memory() {
    return port.memory();
  }

  /** The thread behind the run: its live registers alone. */
  ThreadState thread() {
    if (end == End.RETURNED) {
      return ThreadState.DONE.with(port.hidden(ImmutableIntArray.of()));
    }
    ImmutableIntArray live = code.live[pc];
    ImmutableLongArray.Builder values = ImmutableLongArray.builder(live.length());
    int known = 0;
    for (int i = 0; i < live.length(); i++) {
      int register = live.get(i);
      if (registers.isSet(register)) {
        values.add(registers.get(register));
        known++;
      }
    }
    ImmutableIntArray numbers = known == live.length() ? live : onlySet(live);
    return new ThreadState(pc, numbers, values.build(), port.hidden(numbers));
  }

  private ImmutableIntArray onlySet(ImmutableIntArray live) {
    ImmutableIntArray.Builder numbers = ImmutableIntArray.builder(live.length());
    for (int i = 0; i < live.length(); i++) {
      if (registers.isSet(live.get(i))) {
        numbers.add(live.get(i));
      }
    }
    return numbers.build();
  }

  /**
   * What the thread hides behind a run that ended with {@link End#WAITS}, if it has looked and goes
   * on to wait; null if that is nothing else than before.
   */
  @Nullable Hidden inVain() {
    return inVain;
  }

  /** Not null exactly if the run ended with a fault. */
  @Nullable Fault fault() {
    return fault;
  }

  /** The value of the return. */
  long returned() {
    return returned;
  }

  /**
   * The instruction that the run stopped at: the await that is false, the choose without a pick.
   */
  int stoppedAt() {
    return pc;
  }

  /** How many values the choose has for which a pick was missing or out of range. */
  int choiceCount() {
    return choiceCount;
  }

  /** Whether the run has passed an await and then stored to shared memory: took a lock, or so. */
  boolean hasAcquired() {
    return acquired;
  }

  /** The accesses that may race. */
  AccessLog accesses() {
    return accesses;
  }

  /** Marks what was executed. */
  void markPath(Coverage coverage) {
    if (path != null) {
      coverage.mark(code.number, path, executed);
    }
  }
}
