// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

import dev.pincer.program.ArrayExtent;
import dev.pincer.program.Code;
import dev.pincer.program.Memory;
import dev.pincer.program.Place;
import dev.pincer.program.Register;
import org.jspecify.annotations.Nullable;

/**
 * Addresses as one code sees them: shared places below {@link Memory#privateBase}, its own
 * registers from there on. Throws {@link Undefined} where C leaves a pointer operation undefined.
 */
final class Pointers {
  private final Memory memory;
  private final Code code;
  private final int privateBase;
  private final int end;

  Pointers(Memory memory, Code code) {
    this.memory = memory;
    this.code = code;
    this.privateBase = memory.privateBase();
    this.end = privateBase + code.registers().size();
  }

  /** Whether {@code address} is that of a register. */
  boolean isPrivate(long address) {
    return address >= privateBase && address < end;
  }

  /**
   * Fails unless the {@code count} addresses from {@code address} on may be accessed at once: all
   * shared or all registers, and the first no hole. What lies between the parts of a struct may be
   * a hole.
   */
  void checkAccess(long address, int count) {
    checkObject(address);
    long last = address + count - 1;
    if (last >= (address < privateBase ? privateBase : end)) {
      throw new Undefined("an access of " + count + " values at " + nameOf(address));
    }
  }

  /** Fails unless an object may begin at {@code address}. */
  void checkObject(long address) {
    if (address == 0) {
      throw new Undefined("NULL pointer dereference");
    }
    if (address < 0 || address >= end) {
      throw new Undefined(nameOf(address) + " is dereferenced");
    }
    if (isHole((int) address)) {
      throw new Undefined(nameOf(address) + " is dereferenced: it is past the end of its array");
    }
  }

  long field(long base, int offset) {
    checkObject(base);
    return base + offset;
  }

  /** {@code container_of()} of a member of a file-scope object: a local has no such place. */
  long container(long member, int offset, String struct, String path) {
    checkObject(member);
    if (isPrivate(member)) {
      throw new Undefined("container_of(" + nameOf(member) + "): the struct is a local");
    }
    long base = member - offset;
    if (base > 0) {
      for (Memory.Aggregate aggregate : memory.aggregates().get((int) base)) {
        if (aggregate.type().equals(struct)) {
          return base;
        }
      }
    }
    throw new Undefined(nameOf(member) + " is no `" + path + "` of a " + struct);
  }

  long element(long base, long index, boolean indexSigned, int stride, int count, boolean pastEnd) {
    checkObject(base);
    // A huge unsigned index is negative here.
    if (index < 0 || index > count || (index == count && !pastEnd)) {
      String shown = indexSigned ? Long.toString(index) : Long.toUnsignedString(index);
      throw new Undefined("index " + shown + " is outside of an array of " + count);
    }
    return base + index * stride;
  }

  long add(long pointer, long count, int shape, int stride) {
    ArrayExtent array = arrayOf(pointer, shape);
    if (array == null) {
      checkObject(pointer);
      if (count == 0) {
        return pointer;
      }
    } else {
      long index = (pointer - array.base()) / stride;
      if (count >= -index && count <= array.count() - index) {
        return pointer + count * stride;
      }
    }
    throw new Undefined(
        nameOf(pointer)
            + (count < 0 ? " - " : " + ")
            + Math.abs(count)
            + " is outside of its array");
  }

  long difference(long left, long right, int shape, int stride) {
    if (!inOneArray(left, right, shape)) {
      throw new Undefined(
          nameOf(left) + " - " + nameOf(right) + ": the pointers are not into one array");
    }
    return (left - right) / stride;
  }

  boolean less(long left, long right, boolean orEqual) {
    boolean bothShared = left > 0 && right > 0 && left < privateBase && right < privateBase;
    boolean comparable =
        bothShared
            ? place(left).object().equals(place(right).object())
            : isPrivate(left) && isPrivate(right) && inOneLocalArray(left, right);
    if (!comparable) {
      throw new Undefined(
          nameOf(left) + " < " + nameOf(right) + ": the pointers are not into one object");
    }
    return orEqual ? left <= right : left < right;
  }

  private boolean inOneArray(long left, long right, int shape) {
    ArrayExtent array = arrayOf(left, shape);
    if (array != null) {
      return array.contains(right);
    }
    checkObject(left);
    return left == right;
  }

  private boolean inOneLocalArray(long left, long right) {
    for (ArrayExtent array : code.arrays()) {
      if (left >= array.base()
          && left <= array.end()
          && right >= array.base()
          && right <= array.end()) {
        return true;
      }
    }
    return left == right;
  }

  private @Nullable ArrayExtent arrayOf(long pointer, int shape) {
    for (ArrayExtent array : pointer < privateBase ? memory.arrays() : code.arrays()) {
      if (array.shape() == shape && array.contains(pointer)) {
        return array;
      }
    }
    return null;
  }

  private boolean isHole(int address) {
    return address < privateBase
        ? memory.places().get(address).hole()
        : code.registers().get(address - privateBase).hole();
  }

  private Place place(long address) {
    return memory.places().get((int) address);
  }

  private String nameOf(long address) {
    if (!isPrivate(address)) {
      return memory.nameOf(address);
    }
    Register register = code.registers().get((int) address - privateBase);
    return register.name().isEmpty() ? "a pointer to a local" : "&" + register.name();
  }
}
