// SPDX-License-Identifier: Apache-2.0
package dev.pincer.program;

import com.google.common.base.Strings;
import com.google.common.collect.ImmutableList;
import java.util.BitSet;

/**
 * A program as text: its memory, then each code, one line an instruction. Golden tests and {@code
 * pincer list} show it.
 *
 * <pre>
 * thread pin
 *      0 *  pte.pfn.. = load.relaxed parent.pte[0]            pin.c:21   pte = ptep_get(ptep);
 *      1    unless pte.present goto 7                         pin.c:22   if (!pte_present(pte))
 *           try_get(page)                                     pin.c:24
 *      2 *    rmw.full {                                      page.h:12  rmw(full)
 * </pre>
 *
 * <p>{@code *} marks where a step begins, as far as the code alone tells: an access through a
 * pointer that turns out to point to a local, or to ghost memory, is none. The lines of an inlined
 * call are indented under the call. Same program, same text.
 */
public final class Listing {
  private static final int CODE_WIDTH = 58;
  private static final int PLACE_WIDTH = 24;
  private static final int WORDS_MAX = 60;

  private final Memory memory;
  private final StringBuilder out = new StringBuilder();

  private Listing(Memory memory) {
    this.memory = memory;
  }

  /** The text; each line ends in a newline. */
  public static String of(Program program) {
    Listing listing = new Listing(program.memory());
    listing.memory();
    for (Code code : program.initials()) {
      listing.head("initial " + code.name());
      listing.code(code, false);
    }
    for (ThreadCode thread : program.threads()) {
      if (thread.copy() == 0) {
        listing.thread(thread);
      }
    }
    for (Property property : program.properties()) {
      listing.property(property);
    }
    return listing.out.toString();
  }

  /** The instructions that {@code *} marks: where a step may begin. Cost: as the code is long. */
  public static BitSet steps(Code code, Memory memory) {
    AtomicBlocks blocks = new AtomicBlocks(code);
    Words words = new Words(code, memory);
    BitSet steps = new BitSet();
    for (int i = 0; i < code.instructions().size(); i++) {
      steps.set(i, blocks.depth(i) == 0 && beginsStep(code.instructions().get(i), words));
    }
    return steps;
  }

  /** The text of one code, as {@link #of} has it, without the line that names it. */
  public static String of(Code code, Memory memory) {
    Listing listing = new Listing(memory);
    listing.code(code, true);
    return listing.out.toString();
  }

  private void memory() {
    out.append("memory\n");
    String object = "";
    for (int address = 1; address < memory.places().size(); address++) {
      Place place = memory.places().get(address);
      if (place.hole()) {
        continue;
      }
      String where = place.declared() == null ? "" : place.declared().toString();
      StringBuilder line = new StringBuilder();
      line.append(Strings.padStart(Integer.toString(address), 6, ' ')).append("  ");
      line.append(place.ghost() ? "ghost " : "").append(place.path()).append(": ");
      line.append(typeName(place.type()));
      if (place.initial() != 0) {
        line.append(" = ").append(value(place.initial(), place.type()));
      }
      boolean first = !place.object().equals(object);
      object = place.object();
      append(line.toString(), first ? where : "", "");
    }
  }

  private void thread(ThreadCode thread) {
    String name = thread.code().name();
    String copies = thread.copies() > 1 ? ", " + thread.copies() + " copies" : "";
    String word = !thread.daemon() ? "thread " : thread.fair() ? "fair daemon " : "daemon ";
    head(word + name + copies);
    code(thread.code(), true);
  }

  private void property(Property property) {
    String kind =
        switch (property.kind()) {
          case INVARIANT -> "invariant";
          case FINALLY -> "finally";
          case WITNESS -> "witness";
          case EVENTUALLY -> "eventually";
          case LEADS_TO -> "leads_to";
        };
    head(kind + " " + property.name());
    code(property.code(), false);
    Code consequence = property.consequence();
    if (consequence != null) {
      head(kind + " " + property.name() + ", then");
      code(consequence, false);
    }
  }

  private void head(String text) {
    out.append('\n').append(text).append('\n');
  }

  /**
   * @param steps whether it runs in steps: not so properties and what comes before the threads
   */
  private void code(Code code, boolean steps) {
    Words words = new Words(code, memory);
    AtomicBlocks blocks = new AtomicBlocks(code);
    ImmutableList<Origin.Frame> open = ImmutableList.of();
    for (int i = 0; i < code.instructions().size(); i++) {
      Instruction instruction = code.instructions().get(i);
      Origin origin = code.origins().get(i);
      int common = 0;
      while (common < open.size()
          && common < origin.frames().size()
          && open.get(common).equals(origin.frames().get(common))) {
        common++;
      }
      for (Origin.Frame frame : origin.frames().subList(common, origin.frames().size())) {
        String call = cut(Origin.onOneLine(frame.call()), WORDS_MAX);
        String shown = call.startsWith(frame.function()) ? call : frame.function() + "()";
        append(indent(10 + 2 * common) + shown, frame.call().toString(), "");
        common++;
      }
      open = origin.frames();
      boolean end = instruction instanceof Instruction.AtomicEnd;
      int depth = open.size() + blocks.depth(i) - (end ? 1 : 0);
      boolean begins = steps && blocks.depth(i) == 0 && beginsStep(instruction, words);
      String number = Strings.padStart(Integer.toString(i), 6, ' ');
      append(
          number + (begins ? " *  " : "    ") + indent(2 * depth) + words.of(instruction, i + 1),
          origin.span().toString(),
          cut(origin.words(), WORDS_MAX));
    }
  }

  private void append(String code, String place, String words) {
    StringBuilder line = new StringBuilder(Strings.padEnd(code, CODE_WIDTH, ' '));
    line.append("  ").append(Strings.padEnd(place, PLACE_WIDTH, ' ')).append("  ").append(words);
    out.append(line.toString().stripTrailing()).append('\n');
  }

  private static String indent(int columns) {
    return " ".repeat(columns);
  }

  private static String cut(String text, int max) {
    return text.length() <= max ? text : text.substring(0, max - 3) + "...";
  }

  private static boolean beginsStep(Instruction instruction, Words words) {
    if (instruction instanceof Instruction.Load load) {
      return words.mayBeAccess(load.address());
    }
    if (instruction instanceof Instruction.Store store) {
      return words.mayBeAccess(store.address());
    }
    return instruction instanceof Instruction.AtomicBegin;
  }

  static String typeName(ValueType type) {
    if (type instanceof ValueType.Int integer) {
      boolean usual = integer.type().bits() % 8 == 0;
      return usual ? integer.name() : integer.name() + ":" + integer.type().bits();
    }
    if (type instanceof ValueType.Enumeration enumeration) {
      return enumeration.name();
    }
    if (type instanceof ValueType.Pointer pointer) {
      return pointer.target() + (pointer.target().endsWith("*") ? "*" : " *");
    }
    return type instanceof ValueType.Bool ? "bool" : "thread_t";
  }

  private String value(long value, ValueType type) {
    return Words.constant(value, type, memory);
  }
}
