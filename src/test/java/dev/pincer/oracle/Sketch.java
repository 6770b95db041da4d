// SPDX-License-Identifier: Apache-2.0
package dev.pincer.oracle;

import com.google.common.collect.ImmutableList;
import dev.pincer.program.ArrayExtent;
import dev.pincer.program.Code;
import dev.pincer.program.Memory;
import dev.pincer.program.Place;
import dev.pincer.program.Program;
import dev.pincer.program.Property;
import dev.pincer.program.ThreadCode;
import dev.pincer.program.ValueType;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Builds programs by hand, without the compiler. Declare all places before any code. */
public final class Sketch {
  static final Span NOWHERE = new Span(new SourceFile("sketch.c", "sketch"), 0, 6);
  static final ValueType INT = new ValueType.Int("int", dev.pincer.program.IntType.INT);

  private final List<Place> places = new ArrayList<>();
  private final List<ArrayExtent> arrays = new ArrayList<>();
  private final List<Code> initials = new ArrayList<>();
  private final List<ThreadCode> threads = new ArrayList<>();
  private final List<Property> properties = new ArrayList<>();

  public Sketch() {
    places.add(new Place("", "", INT, 0, false, true, null));
  }

  private int add(Place place) {
    places.add(place);
    return places.size() - 1;
  }

  /** Gives the address, as do the others. */
  public int place(String name, long initial) {
    return add(new Place(name, name, INT, initial, false, false, NOWHERE));
  }

  public int ghost(String name, long initial) {
    return add(new Place(name, name, INT, initial, true, false, NOWHERE));
  }

  public int pointer(String name, long initial) {
    ValueType type = new ValueType.Pointer("int");
    return add(new Place(name, name, type, initial, false, false, NOWHERE));
  }

  public int array(String name, int shape, long... values) {
    int base = places.size();
    for (int i = 0; i < values.length; i++) {
      add(new Place(name + "[" + i + "]", name, INT, values[i], false, false, NOWHERE));
    }
    add(new Place(name + "[" + values.length + "]", name, INT, 0, false, true, NOWHERE));
    arrays.add(new ArrayExtent(shape, base, 1, values.length));
    return base;
  }

  int privateBase() {
    return places.size();
  }

  public Sketch initial(Consumer<CodeSketch> body) {
    initials.add(code("initial", body));
    return this;
  }

  public Sketch thread(String name, Consumer<CodeSketch> body) {
    threads.add(new ThreadCode(name, code(name, body), false, 0, 1));
    return this;
  }

  public Sketch threads(String name, int copies, Consumer<CodeSketch> body) {
    Code code = code(name, body);
    for (int i = 0; i < copies; i++) {
      threads.add(new ThreadCode(name + "[" + i + "]", code, false, i, copies));
    }
    return this;
  }

  public Sketch daemon(String name, Consumer<CodeSketch> body) {
    threads.add(new ThreadCode(name, code(name, body), true, 0, 1));
    return this;
  }

  public Sketch fairDaemon(String name, Consumer<CodeSketch> body) {
    threads.add(new ThreadCode(name, code(name, body), true, true, 0, 1));
    return this;
  }

  public Sketch property(Property.Kind kind, String name, Consumer<CodeSketch> body) {
    properties.add(new Property(kind, name, code(name, body), null, NOWHERE));
    return this;
  }

  public Sketch leadsTo(String name, Consumer<CodeSketch> from, Consumer<CodeSketch> to) {
    @Nullable Code consequence = code(name, to);
    properties.add(
        new Property(Property.Kind.LEADS_TO, name, code(name, from), consequence, NOWHERE));
    return this;
  }

  private Code code(String name, Consumer<CodeSketch> body) {
    CodeSketch sketch = new CodeSketch(name, privateBase());
    body.accept(sketch);
    return sketch.code();
  }

  public Program program() {
    return new Program(
        "sketch",
        new Memory(ImmutableList.copyOf(places), ImmutableList.copyOf(arrays)),
        ImmutableList.copyOf(initials),
        ImmutableList.copyOf(threads),
        ImmutableList.copyOf(properties));
  }
}
