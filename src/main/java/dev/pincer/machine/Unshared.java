// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import dev.pincer.program.ArrayExtent;
import dev.pincer.program.Code;
import dev.pincer.program.Expr;
import dev.pincer.program.Instruction;
import dev.pincer.program.Memory;
import dev.pincer.program.Program;
import dev.pincer.program.Property;
import dev.pincer.program.Register;
import dev.pincer.program.ThreadCode;
import dev.pincer.program.ValueType;
import java.util.BitSet;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds the places that one thread alone accesses, and no property reads but at the end: nobody can
 * tell when a store there is seen.
 *
 * <p>By the code alone: a pointer may point to any object of its type.
 */
final class Unshared {
  private final Memory memory;

  private Unshared(Memory memory) {
    this.memory = memory;
  }

  /** By address. */
  static boolean[] of(Program program) {
    Unshared finder = new Unshared(program.memory());
    BitSet once = new BitSet();
    BitSet shared = new BitSet();
    for (ThreadCode thread : program.threads()) {
      BitSet mine = finder.accessed(thread.code());
      BitSet again = (BitSet) mine.clone();
      again.and(once);
      shared.or(again);
      once.or(mine);
    }
    for (Property property : program.properties()) {
      if (property.kind() != Property.Kind.FINALLY) {
        shared.or(finder.accessed(property.code()));
        Code consequence = property.consequence();
        if (consequence != null) {
          shared.or(finder.accessed(consequence));
        }
      }
    }
    boolean[] unshared = new boolean[program.memory().places().size()];
    for (int place = 0; place < unshared.length; place++) {
      unshared[place] = !shared.get(place);
    }
    return unshared;
  }

  private BitSet accessed(Code code) {
    BitSet places = new BitSet();
    for (Instruction instruction : code.instructions()) {
      if (instruction instanceof Instruction.Load load) {
        add(places, at(load.address(), code), load.count());
      } else if (instruction instanceof Instruction.Store store) {
        add(places, at(store.address(), code), store.count());
      }
    }
    return places;
  }

  private void add(BitSet places, @Nullable BitSet first, int count) {
    int all = memory.places().size();
    if (first == null) {
      places.set(0, all);
      return;
    }
    for (int place = first.nextSetBit(0); place >= 0; place = first.nextSetBit(place + 1)) {
      places.set(place, Math.max(place, Math.min(all, place + count)));
    }
  }

  /** What an address may be; null if it may be any. Those of registers are left out. */
  private @Nullable BitSet at(Expr address, Code code) {
    return switch (address.kind()) {
      case CONST -> {
        long place = ((Expr.Const) address).value();
        BitSet one = new BitSet();
        if (place > 0 && place < memory.places().size()) {
          one.set((int) place);
        }
        yield one;
      }
      case REG -> pointed(code.registers().get(((Expr.Reg) address).register()));
      case FIELD -> {
        Expr.Field field = (Expr.Field) address;
        yield moved(at(field.base(), code), field.offset(), 1, 0);
      }
      case ELEMENT -> {
        Expr.Element element = (Expr.Element) address;
        yield moved(at(element.base(), code), 0, element.count(), element.stride());
      }
      case POINTER_ADD -> {
        BitSet elements = new BitSet();
        for (ArrayExtent array : memory.arrays()) {
          for (int i = 0; array.shape() == ((Expr.PointerAdd) address).shape(); i++) {
            if (i >= array.count()) {
              break;
            }
            elements.set(array.base() + i * array.stride());
          }
        }
        yield elements.isEmpty() ? null : elements;
      }
      case CONVERT -> at(((Expr.Convert) address).operand(), code);
      case THIS_THREAD, UNARY, BINARY, AND, OR, SELECT, TO_BOOL, POINTER_DIFFERENCE, POINTER_LESS ->
          null;
    };
  }

  private @Nullable BitSet moved(@Nullable BitSet from, int offset, int count, int stride) {
    if (from == null) {
      return null;
    }
    BitSet to = new BitSet();
    for (int place = from.nextSetBit(0); place >= 0; place = from.nextSetBit(place + 1)) {
      for (int i = 0; i < count; i++) {
        to.set(place + offset + i * stride);
      }
    }
    return to;
  }

  private @Nullable BitSet pointed(Register register) {
    if (!(register.type() instanceof ValueType.Pointer pointer)) {
      return null;
    }
    BitSet objects = new BitSet();
    for (Map.Entry<Integer, Memory.Aggregate> entry : memory.aggregates().entries()) {
      if (entry.getValue().type().equals(pointer.target())) {
        objects.set(entry.getKey());
      }
    }
    return objects.isEmpty() ? null : objects;
  }
}
