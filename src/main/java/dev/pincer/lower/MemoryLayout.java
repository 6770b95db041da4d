// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableListMultimap;
import dev.pincer.bind.Bound;
import dev.pincer.bind.CType;
import dev.pincer.bind.CType.ArrayType;
import dev.pincer.bind.CType.StructType;
import dev.pincer.bind.Constants;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.program.ArrayExtent;
import dev.pincer.program.Memory;
import dev.pincer.program.Place;
import dev.pincer.program.ValueType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Gives each file-scope object its addresses, and each place its first value. */
final class MemoryLayout {
  private static final int PLACES_MAX = 1 << 16;

  private final Diagnostics diagnostics;
  private final Shapes shapes;
  private final Map<Bound.Variable, Integer> addresses = new HashMap<>();
  private Memory memory = new Memory(ImmutableList.of(), ImmutableList.of());

  private MemoryLayout(Diagnostics diagnostics, Shapes shapes) {
    this.diagnostics = diagnostics;
    this.shapes = shapes;
  }

  static MemoryLayout of(Bound.Unit unit, Shapes shapes, Diagnostics diagnostics) {
    MemoryLayout layout = new MemoryLayout(diagnostics, shapes);
    layout.place(unit);
    return layout;
  }

  Memory memory() {
    return memory;
  }

  Shapes shapes() {
    return shapes;
  }

  int address(Bound.Variable object) {
    Integer address = addresses.get(object);
    if (address == null) {
      throw new AssertionError("no file-scope object: " + object);
    }
    return address;
  }

  private void place(Bound.Unit unit) {
    long next = 1;
    for (Bound.Variable object : unit.objects()) {
      addresses.put(object, Math.toIntExact(next));
      next += Slots.count(object.type());
      if (next > PLACES_MAX) {
        diagnostics.error(ErrorCode.TOO_MUCH_MEMORY, object.declared(), object.name(), PLACES_MAX);
        return;
      }
    }
    ImmutableList.Builder<Place> places = ImmutableList.builder();
    ImmutableList.Builder<ArrayExtent> arrays = ImmutableList.builder();
    ImmutableListMultimap.Builder<Integer, Memory.Aggregate> aggregates =
        ImmutableListMultimap.builder();
    places.add(new Place("NULL", "", new ValueType.Pointer("void"), 0, false, true, null));
    for (Bound.Variable object : unit.objects()) {
      int base = address(object);
      long[] initial = new long[Slots.size(object.type())];
      Bound.Init init = object.initializer();
      if (init != null) {
        initialize(init, 0, initial);
      }
      int i = 0;
      for (Slots.Slot slot : Slots.of(object.type())) {
        places.add(
            new Place(
                object.name() + slot.path(),
                object.name(),
                slot.type(),
                initial[i++],
                object.ghost() || slot.ghost(),
                slot.hole(),
                object.declared()));
      }
      for (Slots.Aggregate part : Slots.aggregates(object.type())) {
        aggregates.put(
            base + part.offset(),
            new Memory.Aggregate(object.name() + part.path(), part.type().toString()));
      }
      for (Slots.Array array : Slots.arrays(object.type())) {
        arrays.add(
            new ArrayExtent(
                shapes.of(array.element()), base + array.offset(), array.stride(), array.count()));
      }
    }
    memory = new Memory(places.build(), arrays.build(), aggregates.build());
  }

  private void initialize(Bound.Init init, int offset, long[] values) {
    if (init instanceof Bound.Whole whole) {
      initialize(whole.value(), null, offset, values);
      return;
    }
    Bound.Listed listed = (Bound.Listed) init;
    Arrays.fill(values, offset, offset + Slots.size(listed.type()), 0);
    for (Bound.Part part : listed.parts()) {
      int at = offset;
      CType type = listed.type();
      for (int step : part.path()) {
        at += Slots.offset(type, step);
        type = Slots.partType(type, step);
      }
      initialize(part.value(), part.member(), at, values);
    }
  }

  private void initialize(
      Bound.Expr value, CType.@Nullable Member member, int offset, long[] values) {
    if (value instanceof Bound.StructValue struct) {
      initialize(struct.initializer(), offset, values);
      return;
    }
    long constant = constant(value);
    values[offset] =
        member != null && member.isBitField() && !(member.type() instanceof CType.BoolType)
            ? Slots.intType(member.type()).signed()
                ? constant << (64 - member.bits()) >> (64 - member.bits())
                : constant << (64 - member.bits()) >>> (64 - member.bits())
            : constant;
  }

  /** The value of an initialiser, which the binder has found to be constant. */
  private long constant(Bound.Expr e) {
    Long number = Constants.value(e);
    if (number != null) {
      return number;
    }
    if (e instanceof Bound.Convert convert) {
      return constant(convert.operand());
    }
    if (e instanceof Bound.AddressOf address) {
      return address(address.object());
    }
    if (e instanceof Bound.PointerAdd add) {
      Long count = Constants.value(add.count());
      if (count != null) {
        int stride = Slots.size(add.type().target());
        return constant(add.pointer()) + (add.subtract() ? -count : count) * stride;
      }
    }
    throw new AssertionError("not constant: " + e);
  }

  private long address(Bound.Lvalue object) {
    if (object instanceof Bound.Named named) {
      return address(named.variable());
    }
    if (object instanceof Bound.MemberOf member) {
      StructType struct = (StructType) member.object().type();
      return address(member.object()) + Slots.offset(struct, member.member());
    }
    if (object instanceof Bound.Element element) {
      Long index = Constants.value(element.index());
      ArrayType array = (ArrayType) element.array().type();
      if (index != null) {
        if (index < 0 || index > array.count()) {
          diagnostics.error(
              ErrorCode.INITIALIZER,
              element.span(),
              "index " + index + " is outside of `" + array + "`");
        }
        return address(element.array()) + index * Slots.size(element.type());
      }
    }
    if (object instanceof Bound.Dereference dereference) {
      return constant(dereference.pointer());
    }
    throw new AssertionError("not constant: " + object);
  }
}
