// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import com.google.common.collect.ImmutableSortedMap;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.program.Expr;
import dev.pincer.program.Instruction;
import dev.pincer.program.Order;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A thread's way to memory in the weak model; see {@link Weak}. */
final class ViewPort extends Port {
  private final CodeTable code;
  private final int thread;

  /** Before the run. */
  private final Views before;

  private final Picks picks;
  private final ImmutableLongArray memory;
  private History history;
  private final int[] registers;

  /** By place; 0 where nothing was seen. */
  private final int[] seen;

  /** As in {@link Views#own}, up to {@code ownEnd}. */
  private int[] own;

  private int ownEnd;
  private int readOld;
  private int writeOld;
  private int readNew;
  private int writeNew;
  private int control;
  private int released;

  /** The time that the load at hand reads at; -1 where it reads memory as it is. */
  private int readAt = -1;

  /** The views of the store at hand. */
  private int addressView;

  private int dataView;

  private Instruction.@Nullable AtomicBegin block;

  /** Of the loads of the block: the greatest view, and when each place was read. */
  private int blockView;

  /** Of all accesses before the block. */
  private int blockOld;

  private final TreeMap<Integer, Integer> blockReads = new TreeMap<>();
  private boolean blockStored;

  /** When a block that orders nothing takes place; -1 while that is open. */
  private int blockTime = -1;

  ViewPort(
      Layout layout,
      CodeTable code,
      State state,
      int thread,
      ThreadState from,
      Views views,
      Picks picks) {
    super(layout, state.memory());
    this.code = code;
    this.thread = thread;
    this.before = views;
    this.picks = picks;
    this.memory = state.memory();
    this.history = (History) state.shared();
    this.registers = new int[code.registerCount];
    for (int i = 0; i < views.registers().length(); i++) {
      registers[from.numbers().get(i)] = views.registers().get(i);
    }
    this.seen = new int[layout.placeCount];
    for (int i = 0; i < views.seen().length(); i += 2) {
      seen[views.seen().get(i)] = views.seen().get(i + 1);
    }
    this.own = views.own().toArray();
    this.ownEnd = own.length;
    this.readOld = views.readOld();
    this.writeOld = views.writeOld();
    this.readNew = views.readNew();
    this.writeNew = views.writeNew();
    this.control = views.control();
    this.released = views.released();
  }

  // Views of values.

  private int view(Expr expr) {
    return switch (expr.kind()) {
      case CONST, THIS_THREAD -> 0;
      case REG -> registers[((Expr.Reg) expr).register()];
      case UNARY -> view(((Expr.Unary) expr).operand());
      case BINARY -> max(((Expr.Binary) expr).left(), ((Expr.Binary) expr).right());
      case AND -> max(((Expr.And) expr).left(), ((Expr.And) expr).right());
      case OR -> max(((Expr.Or) expr).left(), ((Expr.Or) expr).right());
      case SELECT -> {
        Expr.Select select = (Expr.Select) expr;
        yield Math.max(view(select.condition()), max(select.ifTrue(), select.ifFalse()));
      }
      case CONVERT -> view(((Expr.Convert) expr).operand());
      case TO_BOOL -> view(((Expr.ToBool) expr).operand());
      case FIELD -> view(((Expr.Field) expr).base());
      case CONTAINER -> view(((Expr.Container) expr).member());
      case ELEMENT -> max(((Expr.Element) expr).base(), ((Expr.Element) expr).index());
      case POINTER_ADD -> max(((Expr.PointerAdd) expr).pointer(), ((Expr.PointerAdd) expr).count());
      case POINTER_DIFFERENCE ->
          max(((Expr.PointerDifference) expr).left(), ((Expr.PointerDifference) expr).right());
      case POINTER_LESS -> max(((Expr.PointerLess) expr).left(), ((Expr.PointerLess) expr).right());
    };
  }

  private int max(Expr left, Expr right) {
    return Math.max(view(left), view(right));
  }

  @Override
  void assigned(int register, @Nullable Expr value) {
    registers[register] = value == null ? 0 : view(value);
  }

  @Override
  void copied(int from, int to) {
    registers[to] = registers[from];
  }

  @Override
  void decided(Expr condition) {
    control = Math.max(control, view(condition));
  }

  // Loads.

  @Override
  boolean beginLoad(Instruction.Load load, int first) {
    int address = view(load.address());
    int count = load.count();
    Order order = load.order();
    if (order == Order.FULL) {
      fence(Order.FULL);
    }
    int least = Math.max(address, readNew);
    if (block != null && block.readModifyWrite() && block.order() == Order.ACQUIRE) {
      least = Math.max(least, released);
    }
    int floor = least;
    for (int place = first; place < first + count; place++) {
      floor = Math.max(floor, seen[place]);
    }
    Instruction.AtomicBegin in = block;
    boolean latest = seesAll(in);
    Integer again = in == null ? null : blockReads.get(first);
    if (isAtOneTime(in)) {
      if (blockTime < 0) {
        int pick = picks.pick(history.now() - floor + 1);
        if (pick < 0) {
          return false;
        }
        blockTime = history.now() - pick;
      }
      if (blockTime < floor) {
        return false;
      }
      readAt = blockTime;
    } else if (latest || (blockStored && !isApart(in))) {
      readAt = history.now();
    } else if (again != null && (again >= floor || !blockStored)) {
      readAt = again;
    } else {
      List<Integer> times = new ArrayList<>();
      for (int time = history.now(); time > floor; time--) {
        if (history.messages().get(time - 1).meets(first, count)) {
          times.add(time);
        }
      }
      times.add(floor);
      int pick = times.size() == 1 ? 0 : picks.pick(times.size());
      if (pick < 0) {
        return false;
      }
      readAt = times.get(pick);
    }
    boolean acquires = order == Order.ACQUIRE || order == Order.FULL;
    int view = least;
    for (int place = first; place < first + count; place++) {
      view = Math.max(view, viewOf(place, readAt, acquires || acquires(in)));
    }
    for (int place = first; place < first + count; place++) {
      seen[place] = Math.max(seen[place], view);
      if (in != null) {
        blockReads.put(place, readAt);
      }
    }
    // Behind one that tells nothing, only the time of its store says when it was: not even the
    // thread's own load of what it stored depends on what it loaded.
    int told = tellsNothing(in) ? 0 : view;
    for (int i = 0; i < count; i++) {
      registers[load.register() + i] = told;
    }
    readOld = Math.max(readOld, told);
    control = Math.max(control, address);
    blockView = Math.max(blockView, view);
    if (acquires) {
      readNew = Math.max(readNew, view);
      writeNew = Math.max(writeNew, view);
    }
    return true;
  }

  /** The view of the value that a place had at a time: less than that time for one's own store. */
  private int viewOf(int place, int time, boolean acquires) {
    int last = history.last(place, time);
    int store = ownAt(place);
    if (store < ownEnd
        && own[store] == place
        && own[store + 1] == (last == 0 ? Views.BASE : last)
        && !(own[store + 3] != 0 && acquires)) {
      return own[store + 2];
    }
    return last == 0 ? history.baseTimes().getOrDefault(place, 0) : last;
  }

  /** Where the entry of a place stands in {@code own}, or would. */
  private int ownAt(int place) {
    int at = 0;
    while (at < ownEnd && own[at] < place) {
      at += Views.OWN;
    }
    return at;
  }

  private void setOwn(int place, int time, int view, boolean readModifyWrite) {
    int at = ownAt(place);
    if (at == ownEnd || own[at] != place) {
      if (ownEnd == own.length) {
        own = Arrays.copyOf(own, 2 * ownEnd + 4 * Views.OWN);
      }
      System.arraycopy(own, at, own, at + Views.OWN, ownEnd - at);
      ownEnd += Views.OWN;
    }
    own[at] = place;
    own[at + 1] = time;
    own[at + 2] = view;
    own[at + 3] = readModifyWrite ? 1 : 0;
  }

  @Override
  long read(int address) {
    if (layout.ghost[address] || readAt < 0 || layout.hole[address] || layout.unshared[address]) {
      return super.read(address);
    }
    return history.value(address, readAt, memory);
  }

  @Override
  Event.@Nullable Stale stale(int instruction, int first, int count) {
    int newest = 0;
    boolean isStale = false;
    for (int place = first; place < first + count; place++) {
      newest = Math.max(newest, history.last(place, history.now()));
      isStale |= read(place) != inMemory(place);
    }
    return isStale
        ? new Event.Stale(
            instruction, first, inMemory(first, count), history.messages().get(newest - 1).thread())
        : null;
  }

  @Override
  void endLoad() {
    readAt = -1;
  }

  // Stores.

  @Override
  void beginStore(Instruction.Store store) {
    addressView = view(store.address());
    dataView = 0;
    for (Expr value : store.values()) {
      dataView = Math.max(dataView, view(value));
    }
  }

  @Override
  Effect store(int first, long[] values, Order order, int instruction, boolean inBlock) {
    Instruction.AtomicBegin in = block;
    boolean whole = seesAll(in) || acquires(in);
    boolean isLate = isAtOneTime(in) && blockTime >= 0 && blockTime < history.now();
    if (isLate && (blockStored || whole)) {
      return Effect.BLOCKED;
    }
    Order strength = in == null ? order : in.order();
    int need = Math.max(Math.max(addressView, dataView), Math.max(writeNew, control));
    boolean releases = strength == Order.RELEASE || strength == Order.FULL;
    if (releases) {
      need = Math.max(need, isApart(in) ? blockOld : Math.max(readOld, writeOld));
    }
    if (in != null) {
      need = Math.max(need, blockView);
    }
    for (int place = first; place < first + values.length; place++) {
      need = Math.max(need, seen[place]);
    }
    if (layout.isUnshared(first, values.length)) {
      storeUnseen(first, values, need, releases);
      super.store(first, values, order, instruction, inBlock);
      if (in == null && order == Order.FULL) {
        fence(Order.FULL);
      }
      return Effect.SEEN;
    }
    ImmutableLongArray stored = ImmutableLongArray.copyOf(values);
    boolean goesOn = isApart(in) && code.goesOn(instruction);
    boolean mayBeEarly = isApart(in) ? !releases || goesOn : !whole && !releases && !blockStored;
    List<Integer> promises = new ArrayList<>();
    if (mayBeEarly) {
      for (int time = need + 1; time <= history.now(); time++) {
        History.Message message = history.messages().get(time - 1);
        if (message.promised()
            && message.thread() == thread
            && message.address() == first
            && message.values().equals(stored)) {
          promises.add(time);
        }
      }
    }
    int pick;
    if (ordersNothing(in) && blockTime >= 0) {
      pick = promises.indexOf(blockTime + 1) + 1;
      if (pick == 0 && blockTime < history.now()) {
        return Effect.BLOCKED;
      }
    } else {
      pick = promises.isEmpty() ? 0 : picks.pick(promises.size() + 1);
    }
    if (pick < 0) {
      return Effect.BLOCKED;
    }
    int time = pick == 0 ? history.now() + 1 : promises.get(pick - 1);
    if (in != null && in.readModifyWrite() && !isUndivided(first, values.length, time)) {
      return Effect.BLOCKED;
    }
    if (pick > 0) {
      history = history.fulfilled(time);
      for (int i = 0; i < values.length; i++) {
        if (layout.ghost[first + i]) {
          setMemory(first + i, values[i]);
        }
      }
    } else {
      int kept = mayBeEarly ? need : History.Message.NEVER;
      history =
          history.with(
              new History.Message(first, stored, thread, false, kept, goesOn), memoryNow());
      super.store(first, values, order, instruction, inBlock);
    }
    boolean readModifyWrite = in != null && in.readModifyWrite();
    for (int place = first; place < first + values.length; place++) {
      seen[place] = time;
      setOwn(place, time, Math.max(addressView, dataView), readModifyWrite);
    }
    writeOld = Math.max(writeOld, time);
    released = releases ? Math.max(released, time) : released;
    control = Math.max(control, addressView);
    blockStored |= in != null;
    blockTime = isAtOneTime(in) ? time : blockTime;
    if (in == null && order == Order.FULL) {
      fence(Order.FULL);
    }
    return pick > 0 ? Effect.EARLY : Effect.SEEN;
  }

  /**
   * A store that nobody else loads comes as early as it can: it is no message, and who comes after
   * it comes after what it needs.
   */
  private void storeUnseen(int first, long[] values, int need, boolean releases) {
    int view = Math.max(addressView, dataView);
    TreeMap<Integer, Integer> times = new TreeMap<>(history.baseTimes());
    for (int place = first; place < first + values.length; place++) {
      if (view > 0) {
        times.put(place, view);
      } else {
        times.remove(place);
      }
    }
    history = new History(history.base(), ImmutableSortedMap.copyOf(times), history.messages());
    writeOld = Math.max(writeOld, need);
    released = releases ? Math.max(released, need) : released;
    control = Math.max(control, addressView);
    blockStored |= block != null;
  }

  /** What memory holds, before any message where there is none. */
  private ImmutableLongArray memoryNow() {
    return memory();
  }

  /** Whether no store to what the block has read and now writes came between. */
  private boolean isUndivided(int first, int count, int time) {
    for (int place = first; place < first + count; place++) {
      Integer read = blockReads.get(place);
      if (read != null && history.last(place, time - 1) != history.last(place, read)) {
        return false;
      }
    }
    return true;
  }

  /**
   * A thread that faults comes to no store that it has promised. And a read-modify-write faults by
   * what it loads only if its store could follow at once.
   */
  @Override
  boolean mayFault() {
    if (history.hasPromiseOf(thread)) {
      return false;
    }
    Instruction.AtomicBegin in = block;
    if (in == null || !in.readModifyWrite() || blockStored) {
      return true;
    }
    for (int place : blockReads.keySet()) {
      if (!isUndivided(place, 1, history.now() + 1)) {
        return false;
      }
    }
    return true;
  }

  /** It has seen the newest of what it looked at, and nothing older will do then. */
  @Override
  @Nullable Hidden inVain() {
    TreeMap<Integer, Integer> times = new TreeMap<>();
    boolean isNews = false;
    for (Map.Entry<Integer, Integer> read : blockReads.entrySet()) {
      int place = read.getKey();
      int newest = history.last(place, history.now());
      if (history.last(place, read.getValue()) != newest) {
        return null;
      }
      isNews |= newest > before.floor(place);
      times.put(place, newest);
    }
    return isNews && !blockStored && !seesAll(block) ? before.seeing(times) : null;
  }

  // Blocks and fences.

  @Override
  void begin(Instruction.AtomicBegin begun) {
    block = begun;
    blockView = 0;
    blockOld = Math.max(readOld, writeOld);
  }

  /** Whether a block loads memory as it is. */
  private static boolean seesAll(Instruction.@Nullable AtomicBegin in) {
    return in != null && !in.readModifyWrite() && in.order() == Order.FULL;
  }

  /**
   * Whether a read-modify-write may be done far from the processor, as {@code STADD}: no barrier
   * between loads orders what it loads. As {@code Noreturn} in linux-kernel.bell, v6.1.
   */
  private static boolean tellsNothing(Instruction.@Nullable AtomicBegin in) {
    return in != null
        && in.readModifyWrite()
        && !in.valueReturning()
        && (in.order() == Order.RELAXED || in.order() == Order.RELEASE);
  }

  /** Whether a block loads memory as it was at one time; as it is, if it stores. */
  private static boolean acquires(Instruction.@Nullable AtomicBegin in) {
    return in != null && !in.readModifyWrite() && in.order() == Order.ACQUIRE;
  }

  private static boolean isAtOneTime(Instruction.@Nullable AtomicBegin in) {
    return acquires(in) || ordersNothing(in);
  }

  /** What a ghost holds is as it is now. */
  @Override
  boolean beginGhostStore() {
    if (!acquires(block)) {
      return true;
    }
    boolean isNow = blockTime < 0 || blockTime == history.now();
    blockTime = history.now();
    return isNow;
  }

  /**
   * Whether the accesses of a block are each for itself: its stores come one after the other, in
   * any order, but behind what it has loaded.
   */
  private static boolean isApart(Instruction.@Nullable AtomicBegin in) {
    return in != null
        && !in.readModifyWrite()
        && (in.order() == Order.RELEASE || in.order() == Order.RELAXED);
  }

  private static boolean ordersNothing(Instruction.@Nullable AtomicBegin in) {
    return in != null && in.order() == Order.PLAIN;
  }

  @Override
  void end() {
    Instruction.AtomicBegin in = block;
    block = null;
    if (in == null) {
      return;
    }
    if (!in.readModifyWrite() && in.order() == Order.FULL) {
      int now = history.now();
      readOld = now;
      writeOld = now;
      readNew = now;
      writeNew = now;
    } else if (in.order() == Order.FULL && blockStored) {
      fence(Order.FULL);
    } else if (in.order() == Order.ACQUIRE && (blockStored || !in.readModifyWrite())) {
      readNew = Math.max(readNew, blockView);
      writeNew = Math.max(writeNew, blockView);
    }
    blockReads.clear();
    blockStored = false;
    blockTime = -1;
  }

  @Override
  void fence(Order order) {
    int both = Math.max(readOld, writeOld);
    switch (order) {
      case FULL, BEFORE_ATOMIC, AFTER_ATOMIC -> {
        readNew = Math.max(readNew, both);
        writeNew = Math.max(writeNew, both);
      }
      case READ, ACQUIRE -> {
        readNew = Math.max(readNew, readOld);
        writeNew = Math.max(writeNew, readOld);
      }
      case WRITE -> writeNew = Math.max(writeNew, writeOld);
      case RELEASE -> writeNew = Math.max(writeNew, both);
      case PLAIN, RELAXED -> {}
    }
  }

  @Override
  Hidden hidden(ImmutableIntArray numbers) {
    ImmutableIntArray.Builder live = ImmutableIntArray.builder(numbers.length());
    numbers.forEach(number -> live.add(registers[number]));
    return new Views(
        readOld,
        writeOld,
        readNew,
        writeNew,
        control,
        released,
        seenSoFar(),
        ImmutableIntArray.copyOf(Arrays.copyOf(own, ownEnd)),
        live.build());
  }

  private ImmutableIntArray seenSoFar() {
    ImmutableIntArray.Builder times = ImmutableIntArray.builder();
    for (int place = 1; place < seen.length; place++) {
      if (seen[place] > 0) {
        times.add(place);
        times.add(seen[place]);
      }
    }
    return times.build();
  }

  @Override
  Hidden shared() {
    return history;
  }
}
