// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.program.Memory;
import dev.pincer.program.Place;
import dev.pincer.program.Program;
import dev.pincer.program.ValueType;
import java.util.ArrayList;
import java.util.List;

/**
 * How values read: numbers as numbers, enumerators and places by name, structs as {@code {pfn 0,
 * write}}.
 */
final class Values {
  private final Memory memory;

  Values(Program program) {
    this.memory = program.memory();
  }

  /** One scalar. */
  String text(ValueType type, long value) {
    if (type instanceof ValueType.Int integer) {
      return integer.type().signed() || value >= 0
          ? Long.toString(value)
          : Long.toUnsignedString(value);
    }
    if (type instanceof ValueType.Bool) {
      return value == 0 ? "false" : "true";
    }
    if (type instanceof ValueType.Enumeration enumeration) {
      String name = enumeration.names().get(value);
      return name == null ? Long.toString(value) : name;
    }
    if (type instanceof ValueType.ThreadNumber) {
      return value == 0 ? "nobody" : "CPU " + (value - 1);
    }
    return memory.nameOf(value, (ValueType.Pointer) type);
  }

  /**
   * The name of what the {@code count} places from {@code address} make up: a scalar, or the struct
   * or array that they are the parts of.
   */
  String place(int address, int count) {
    return count == 1 ? scalar(address) : commonPrefix(address, count);
  }

  /**
   * The longest name that the names of {@code count} places from {@code address} begin with, up to
   * a part of it.
   */
  private String commonPrefix(int address, int count) {
    String first = memory.places().get(address).path();
    int length = first.length();
    for (int i = 1; i < count; i++) {
      String path = memory.places().get(address + i).path();
      if (path.isEmpty()) {
        continue; // Behind the last element of an array.
      }
      int same = 0;
      while (same < Math.min(length, path.length()) && path.charAt(same) == first.charAt(same)) {
        same++;
      }
      length = same;
    }
    while (length < first.length()
        && length > 0
        && first.charAt(length) != '.'
        && first.charAt(length) != '[') {
      length--;
    }
    return first.substring(0, length);
  }

  /** The name of a scalar; without that of the only field of a field, as of an {@code atomic_t}. */
  private String scalar(int address) {
    String path = memory.places().get(address).path();
    int dot = path.lastIndexOf('.');
    return path.indexOf('.') < dot && isOnlyField(address, path.substring(0, dot + 1))
        ? path.substring(0, dot)
        : path;
  }

  /** Whether no neighbour is a part of {@code struct}, which ends with a dot. */
  private boolean isOnlyField(int address, String struct) {
    ImmutableList<Place> places = memory.places();
    return !places.get(address - 1).path().startsWith(struct)
        && (address + 1 == places.size() || !places.get(address + 1).path().startsWith(struct));
  }

  /**
   * What stands in the places from {@code address}: a scalar's value, or {@code {pfn 0, write}} for
   * more.
   */
  String contents(int address, ImmutableLongArray values) {
    if (values.length() == 1) {
      return text(memory.places().get(address).type(), values.get(0));
    }
    String whole = place(address, values.length());
    List<Part> parts = new ArrayList<>();
    for (int i = 0; i < values.length(); i++) {
      Place place = memory.places().get(address + i);
      parts.add(new Part(place.path().substring(whole.length()), place.type(), values.get(i)));
    }
    return struct(parts);
  }

  /** {@code mem_map[0].content == {dma 3}}. */
  String equation(int address, ImmutableLongArray values) {
    return place(address, values.length()) + " == " + contents(address, values);
  }

  /** One field of a struct; {@code name} may begin with a dot. */
  record Part(String name, ValueType type, long value) {}

  /**
   * The fields that are set, flags by their bare names. The first field is what tells one such
   * value from another, so it is shown even if it is 0, unless all fields are.
   */
  String struct(List<Part> parts) {
    List<String> texts = new ArrayList<>();
    boolean anySet = parts.stream().anyMatch(part -> part.value != 0);
    for (int i = 0; i < parts.size(); i++) {
      Part part = parts.get(i);
      String name = part.name.startsWith(".") ? part.name.substring(1) : part.name;
      if (part.type instanceof ValueType.Bool) {
        if (part.value != 0) {
          texts.add(name);
        }
      } else if (part.value != 0 || (i == 0 && anySet)) {
        texts.add(name + " " + text(part.type, part.value));
      }
    }
    return "{" + String.join(", ", texts) + "}";
  }

  /**
   * What a store did: {@code parent.pte[0].write: true -> false}, or the whole struct if it is not
   * one field that changed. A store of what stood there before is told as well: it may be the loss
   * of an update.
   *
   * <p>Empty if a thread number comes or goes: who holds a lock is plain from who took it.
   */
  ImmutableList<String> changes(int address, ImmutableLongArray before, ImmutableLongArray after) {
    int changed = before.length() == 1 ? 1 : 0;
    int last = 0;
    boolean lock = false;
    for (int i = 0; i < before.length(); i++) {
      if (before.get(i) != after.get(i)) {
        lock |= memory.places().get(address + i).type() instanceof ValueType.ThreadNumber;
        changed = before.length() == 1 ? 1 : changed + 1;
        last = i;
      }
    }
    if (lock && changed == 1) {
      return ImmutableList.of();
    }
    String name = changed == 1 ? scalar(address + last) : place(address, before.length());
    ImmutableLongArray old = changed == 1 ? before.subArray(last, last + 1) : before;
    ImmutableLongArray now = changed == 1 ? after.subArray(last, last + 1) : after;
    int first = changed == 1 ? address + last : address;
    return ImmutableList.of(name + ": " + contents(first, old) + " -> " + contents(first, now));
  }
}
