// SPDX-License-Identifier: Apache-2.0
package dev.pincer.litmus;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableRangeMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.Range;
import dev.pincer.diag.ErrorCode;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Writes a test as a model.
 *
 * <p>The model is the file with all that is not C blanked, so that each line is that of the file.
 * In the first line it includes the prelude, which declares the locations, and where the last value
 * of each register that is asked for goes to. {@code P0} is a macro for the head of a thread: it
 * throws the parameters away; {@code P0_BEGIN}, behind the first brace, declares them as locals,
 * and {@code P0_END}, before the last, keeps the values. As in herd, a register is 0 at first.
 */
final class Translation {
  private final SourceFile file;
  private final Cursor cursor;
  private final Token language;
  private final Map<String, Location> locations;
  private final List<ThreadText> threads;
  private final ImmutableList<Observed> all;

  private final StringBuilder prelude = new StringBuilder();

  /** What is put into the text, by offset. */
  private final TreeMap<Integer, String> additions = new TreeMap<>();

  private final ImmutableRangeMap.Builder<Integer, Span> declared = ImmutableRangeMap.builder();
  private SourceFile model;
  private SourceFile preludeFile;

  Translation(
      SourceFile file,
      Cursor cursor,
      Token language,
      Map<String, Location> locations,
      List<ThreadText> threads,
      ImmutableList<Observed> all) {
    this.file = file;
    this.cursor = cursor;
    this.language = language;
    this.locations = locations;
    this.threads = threads;
    this.all = all;
    this.model = file;
    this.preludeFile = file;
  }

  Translation run() {
    declareLocations();
    for (ThreadText thread : threads) {
      declareThread(thread);
    }
    model = new SourceFile(file.path(), modelText());
    preludeFile = new SourceFile(LitmusTest.PRELUDE, prelude.toString());
    return this;
  }

  SourceFile model() {
    return model;
  }

  SourceFile prelude() {
    return preludeFile;
  }

  Origins origins() {
    return new Origins(
        file, model, ImmutableSortedMap.copyOf(additions), preludeFile, declared.build());
  }

  private void declareLocations() {
    prelude.append("#define LITMUS_THREADS ").append(threads.size()).append('\n');
    int sections = threads.stream().mapToInt(thread -> thread.sections).max().orElse(0);
    prelude.append("#define LITMUS_SECTIONS ").append(Math.max(1, sections)).append('\n');
    prelude.append("#include <litmus.h>\n");
    StringBuilder addresses = new StringBuilder();
    for (Location location : locations.values()) {
      int start = prelude.length();
      prelude.append(CTypes.declare(type(location), location.name()));
      declared.put(Range.closed(start, prelude.length()), location.span());
      Initial initial = location.initial();
      if (initial == null) {
        prelude.append(";\n");
        continue;
      }
      checkType(location, initial);
      if (initial.value().location().isEmpty()) {
        prelude.append(" = ").append(initial.value().number()).append(";\n");
      } else {
        prelude.append(";\n");
        addresses.append(location.name()).append(" = &").append(initial.value()).append("; ");
      }
    }
    for (Location location : locations.values()) {
      String pointer = CTypes.pointerTo(type(location));
      prelude
          .append("static inline ")
          .append(CTypes.declare(pointer, "__at_" + location.name()))
          .append("(void) { return &")
          .append(location.name())
          .append("; }\n");
    }
    if (addresses.length() > 0) {
      prelude
          .append("__pincer_initial void __litmus_initial(void) { ")
          .append(addresses)
          .append("}\n");
    }
  }

  private static String type(Location location) {
    return location.type().isEmpty() ? "int" : location.type();
  }

  /** A location holds numbers, or addresses of locations of one kind. */
  private void checkType(Location location, Initial initial) {
    String name = initial.value().location();
    if (name.isEmpty()) {
      if (CTypes.depth(type(location)) > 0 && initial.value().number() != 0) {
        throw cursor.error(
            ErrorCode.LITMUS_TYPES, initial.span(), location.name(), "a number", type(location));
      }
      return;
    }
    Location target = locations.get(name);
    if (target == null) {
      throw cursor.error(ErrorCode.LITMUS_NO_LOCATION, initial.span(), name);
    }
    String value = CTypes.pointerTo(type(target));
    if (CTypes.depth(value) != CTypes.depth(type(location))) {
      throw cursor.error(
          ErrorCode.LITMUS_TYPES, initial.span(), location.name(), value, type(location));
    }
  }

  private void declareThread(ThreadText thread) {
    String head = "P" + thread.number;
    StringBuilder begin = new StringBuilder();
    begin.append("int __litmus_thread = ").append(thread.number).append("; ");
    begin.append("int __litmus_nesting = 0; int __litmus_ended = 0; ");
    StringBuilder end = new StringBuilder();
    for (Local local : thread.locals.values()) {
      if (local.parameter()) {
        begin
            .append(CTypes.declare(local.type(), local.name()))
            .append(" = __at_")
            .append(local.name())
            .append("(); ");
      } else if (thread.isUndeclared(local.name())) {
        begin
            .append(CTypes.declare(local.type(), local.name()))
            .append(" = ")
            .append(thread.first(local.name()))
            .append("; ");
      }
      String place = thread.place(local.name());
      if (all.stream().anyMatch(item -> item.place().equals(place))) {
        prelude.append("__pincer_ghost ").append(CTypes.declare(local.type(), place)).append(";\n");
        end.append(place).append(" = ").append(local.name()).append("; ");
      }
    }
    prelude
        .append("#define ")
        .append(head)
        .append("(...) __pincer_thread void ")
        .append(head)
        .append("(void)\n");
    prelude.append("#define ").append(head).append("_BEGIN ").append(begin).append('\n');
    prelude.append("#define ").append(head).append("_END ").append(end).append('\n');
  }

  private String modelText() {
    StringBuilder text = new StringBuilder(file.text());
    int from = 0;
    add(language.start(), "#include <" + LitmusTest.PRELUDE + ">");
    for (ThreadText thread : threads) {
      Token head = cursor.get(thread.open);
      for (int i = thread.open; !head.isThread(); i--) {
        head = cursor.get(i);
      }
      blank(text, from, head.start());
      add(cursor.get(thread.open).end(), " P" + thread.number + "_BEGIN ");
      add(cursor.get(thread.close).start(), " P" + thread.number + "_END ");
      thread.unset.forEach(
          (end, register) -> {
            if (!thread.isHoisted(register)) {
              add(end, " = " + thread.first(register));
            }
          });
      thread.dropped.forEach(word -> blank(text, word.start(), word.end()));
      thread.starred.forEach(
          (register, stars) -> {
            if (!thread.isHoisted(register)) {
              thread.names.get(register).forEach(start -> add(start, "*".repeat(stars)));
            }
          });
      for (ThreadText.Declaration declaration : thread.hoisted) {
        declaration.types().forEach(word -> blank(text, word.start(), word.end()));
      }
      from = cursor.get(thread.close).end();
    }
    blank(text, from, text.length());
    // From the end, so that what is added moves nothing that is still to be found.
    additions.descendingMap().forEach(text::insert);
    return text.toString();
  }

  /** An empty body has two at one place. */
  private void add(int offset, String addition) {
    additions.merge(offset, addition, String::concat);
  }

  /** Puts blanks in the place of all but the ends of lines. */
  private static void blank(StringBuilder text, int start, int end) {
    for (int i = start; i < end; i++) {
      char c = text.charAt(i);
      if (c != '\n' && c != '\r') {
        text.setCharAt(i, ' ');
      }
    }
  }
}
