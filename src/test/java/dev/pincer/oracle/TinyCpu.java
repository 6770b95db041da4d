// SPDX-License-Identifier: Apache-2.0
package dev.pincer.oracle;

import com.google.common.collect.ImmutableMap;
import dev.pincer.program.Code;
import dev.pincer.program.Expr;
import dev.pincer.program.Instruction;
import dev.pincer.program.Order;
import dev.pincer.program.Program;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The processor of {@link TinyExplorer}: knows the instructions that {@link RandomPrograms} uses.
 */
final class TinyCpu {
  static final class Blocked extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  static final class NeedsPick extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final long count;

    NeedsPick(long count) {
      this.count = count;
    }
  }

  private static final class Undefined extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final Program program;
  private final Code code;
  private final int thread;
  private final List<Integer> picks;
  final List<Long> memory;
  final Map<Integer, Long> registers;
  final List<TinyExplorer.Access> accesses = new ArrayList<>();
  boolean accessed;
  boolean awaited;
  boolean acquired;
  String fault = "";
  long returned;
  private int depth;

  TinyCpu(
      Program program,
      Code code,
      int thread,
      TinyExplorer.World world,
      List<Integer> picks,
      boolean whole) {
    this.program = program;
    this.code = code;
    this.thread = thread;
    this.picks = picks;
    this.memory = new ArrayList<>(world.memory());
    this.registers = new TreeMap<>(thread < 0 ? Map.of() : world.locals().get(thread).registers());
    this.depth = whole ? 1 : 0;
  }

  ImmutableMap<Integer, Long> live(int pc) {
    Map<Integer, Long> live = new TreeMap<>(registers);
    live.keySet().removeIf(register -> pc < 0 || !code.live().get(pc).contains(register));
    return ImmutableMap.copyOf(live);
  }

  /** Runs to the end of the step; gives the next instruction, -1 behind a return. */
  int run(int from) {
    int pc = from;
    try {
      while (pc >= 0) {
        Instruction next = code.instructions().get(pc);
        if (depth == 0 && isAccess(next)) {
          if (accessed) {
            return pc;
          }
          accessed = true;
        }
        pc = execute(next, pc);
      }
    } catch (Undefined undefined) {
      fault = "undefined " + thread + " " + pc;
    }
    return pc;
  }

  private boolean isAccess(Instruction instruction) {
    if (instruction instanceof Instruction.Load load) {
      return isShared(load.address());
    }
    if (instruction instanceof Instruction.Store store) {
      return isShared(store.address());
    }
    return instruction instanceof Instruction.AtomicBegin;
  }

  private boolean isShared(Expr address) {
    try {
      long place = value(address);
      return place < program.memory().privateBase()
          && !program.memory().places().get((int) place).ghost();
    } catch (Undefined undefined) {
      return true;
    }
  }

  private int execute(Instruction instruction, int pc) {
    if (instruction instanceof Instruction.Let let) {
      registers.put(let.register(), value(let.value()));
    } else if (instruction instanceof Instruction.Unset unset) {
      registers.keySet().removeIf(r -> r >= unset.first() && r < unset.first() + unset.count());
    } else if (instruction instanceof Instruction.Load load) {
      int place = access(value(load.address()), false, load.order());
      registers.put(load.register(), place < 0 ? register(-1 - place) : memory.get(place));
    } else if (instruction instanceof Instruction.Store store) {
      long address = value(store.address());
      long value = value(store.values().get(0));
      int place = access(address, true, store.order());
      if (place < 0) {
        registers.put(-1 - place, value);
      } else {
        memory.set(place, value);
      }
    } else if (instruction instanceof Instruction.Branch branch) {
      return value(branch.condition()) != 0 ? branch.ifTrue() : branch.ifFalse();
    } else if (instruction instanceof Instruction.Jump jump) {
      return jump.target();
    } else if (instruction instanceof Instruction.AtomicBegin) {
      depth++;
    } else if (instruction instanceof Instruction.AtomicEnd) {
      depth--;
    } else if (instruction instanceof Instruction.Await await) {
      if (value(await.condition()) == 0) {
        throw new Blocked();
      }
      awaited = true;
    } else if (instruction instanceof Instruction.Choose choose) {
      if (picks.isEmpty()) {
        throw new NeedsPick(value(choose.count()));
      }
      registers.put(choose.register(), (long) picks.remove(0));
    } else if (instruction instanceof Instruction.Assert check) {
      if (value(check.condition()) == 0) {
        fault = (check.undefined() ? "undefined " : "assert ") + thread + " " + pc;
        return -1;
      }
    } else if (instruction instanceof Instruction.Return finish) {
      returned = value(finish.value());
      return -1;
    }
    return pc + 1;
  }

  /** The place, or -1 - the register, that stands at an address. */
  private int access(long address, boolean store, Order order) {
    int base = program.memory().privateBase();
    if (address >= base) {
      return -1 - (int) (address - base);
    }
    if (address == 0) {
      throw new Undefined();
    }
    if (!program.memory().places().get((int) address).ghost()) {
      acquired |= awaited && store;
      boolean plain = depth == 0 && order == Order.PLAIN;
      accesses.add(new TinyExplorer.Access((int) address, store, plain));
    }
    return (int) address;
  }

  private long register(int register) {
    Long value = registers.get(register);
    if (value == null) {
      throw new Undefined();
    }
    return value;
  }

  private long value(Expr expr) {
    if (expr instanceof Expr.Const constant) {
      return constant.value();
    } else if (expr instanceof Expr.Reg reg) {
      return register(reg.register());
    } else if (expr instanceof Expr.ThisThread) {
      return thread + 1L;
    } else if (expr instanceof Expr.Unary not) {
      return value(not.operand()) == 0 ? 1 : 0;
    }
    Expr.Binary binary = (Expr.Binary) expr;
    long left = value(binary.left());
    long right = value(binary.right());
    return switch (binary.op()) {
      case ADD -> left + right;
      case AND -> left & right;
      case EQUAL -> left == right ? 1 : 0;
      case LESS -> left < right ? 1 : 0;
      default -> throw new IllegalArgumentException(binary.op().name());
    };
  }
}
