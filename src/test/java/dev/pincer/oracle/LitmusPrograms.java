// SPDX-License-Identifier: Apache-2.0
package dev.pincer.oracle;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.pincer.litmus.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;

/** Random programs of few threads and accesses, and their text as litmus tests. */
final class LitmusPrograms {
  /** The names of the places. */
  static final String PLACES = "xyz";

  private static final ImmutableList<Link> OF_LOADS = ImmutableList.of(Link.NONE, Link.ADDRESS);
  private static final ImmutableList<Link> OF_STORES =
      ImmutableList.of(Link.NONE, Link.ADDRESS, Link.DATA, Link.CONTROL);

  private LitmusPrograms() {}

  /** An instruction of a program. */
  enum Kind {
    WRITE,
    RELEASE,
    READ,
    ACQUIRE,
    XCHG,
    XCHG_RELAXED,

    /** As {@code atomic_inc()}: what was there is not told. */
    XCHG_VOID,
    XCHG_ACQUIRE,
    XCHG_RELEASE,
    MB,
    RMB,
    WMB;

    boolean isFence() {
      return compareTo(MB) >= 0;
    }

    boolean isExchange() {
      return compareTo(XCHG) >= 0 && compareTo(XCHG_RELEASE) <= 0;
    }

    /** Whether it sets a register. */
    boolean reads() {
      return this == READ || this == ACQUIRE || (isExchange() && this != XCHG_VOID);
    }

    boolean writes() {
      return this == WRITE || this == RELEASE || isExchange();
    }
  }

  /**
   * How an access depends on an earlier load. Only what does nothing but store has the last two.
   */
  enum Link {
    NONE,
    ADDRESS,
    DATA,
    CONTROL
  }

  /**
   * An instruction.
   *
   * @param value what is stored; no two are the same
   * @param on the index of the load that it depends on, in its thread
   */
  record Op(Kind kind, int place, int value, Link link, int on) {
    private String text(int index) {
      String name = PLACES.substring(place, place + 1);
      String nothing = "(r" + on + " ^ r" + on + ")";
      String at = link == Link.ADDRESS ? "(" + name + " + " + nothing + ")" : name;
      String stored = link == Link.DATA ? value + " + " + nothing : Integer.toString(value);
      String before = link == Link.CONTROL ? "\tif (r" + on + " >= 0)\n\t\t" : "\t";
      String into = "int r" + index + " = ";
      return before
          + switch (kind) {
            case WRITE -> "WRITE_ONCE(*" + at + ", " + stored + ");\n";
            case RELEASE -> "smp_store_release(" + at + ", " + stored + ");\n";
            case READ -> into + "READ_ONCE(*" + at + ");\n";
            case ACQUIRE -> into + "smp_load_acquire(" + at + ");\n";
            case XCHG -> into + "xchg(" + at + ", " + stored + ");\n";
            case XCHG_RELAXED -> into + "xchg_relaxed(" + at + ", " + stored + ");\n";
            case XCHG_VOID -> "rmw(relaxed) { *" + at + " = *" + at + " * 0 + " + value + "; }\n";
            case XCHG_ACQUIRE -> into + "xchg_acquire(" + at + ", " + stored + ");\n";
            case XCHG_RELEASE -> into + "xchg_release(" + at + ", " + stored + ");\n";
            case MB -> "smp_mb();\n";
            case RMB -> "smp_rmb();\n";
            case WMB -> "smp_wmb();\n";
          };
    }
  }

  /**
   * A program of so many threads, of as many accesses each, with no two fences beside each other.
   *
   * @param kinds what to draw from; one that is in it twice comes twice as often
   */
  static List<List<Op>> random(
      Random random, ImmutableList<Kind> kinds, int threads, int accesses, int places) {
    List<List<Op>> program = new ArrayList<>();
    int value = 1;
    for (int i = 0; i < threads; i++) {
      List<Op> ops = new ArrayList<>();
      List<Integer> loads = new ArrayList<>();
      for (int left = accesses; left > 0; ) {
        Kind kind = kinds.get(random.nextInt(kinds.size()));
        if (kind.isFence() && (ops.isEmpty() || ops.get(ops.size() - 1).kind.isFence())) {
          continue;
        }
        boolean mayDepend = !kind.isFence() && !loads.isEmpty();
        ImmutableList<Link> links = kind.reads() || kind.isExchange() ? OF_LOADS : OF_STORES;
        Link link = mayDepend ? links.get(random.nextInt(links.size())) : Link.NONE;
        int on = mayDepend ? loads.get(random.nextInt(loads.size())) : 0;
        if (kind.reads()) {
          loads.add(ops.size());
        }
        ops.add(new Op(kind, random.nextInt(places), value++, link, on));
        left -= kind.isFence() ? 0 : 1;
      }
      program.add(ops);
    }
    return program;
  }

  /** The program as a litmus test that observes each place and each load. */
  static String text(List<List<Op>> program) {
    StringBuilder out = new StringBuilder("C generated\n\n{}\n");
    StringBuilder observed = new StringBuilder("x; y; z");
    for (int i = 0; i < program.size(); i++) {
      out.append("\nP").append(i).append("(int *x, int *y, int *z)\n{\n");
      for (int k = 0; k < program.get(i).size(); k++) {
        out.append(program.get(i).get(k).text(k));
        if (program.get(i).get(k).kind.reads()) {
          observed.append("; ").append(i).append(":r").append(k);
        }
      }
      out.append("}\n");
    }
    return out.append("\nlocations [").append(observed).append("]\nexists (true)\n").toString();
  }

  /** States of a test as texts, each by the names of what is observed. */
  static Set<String> names(Iterable<ImmutableMap<String, Value>> states) {
    Set<String> names = new HashSet<>();
    for (ImmutableMap<String, Value> state : states) {
      Map<String, String> sorted = new TreeMap<>();
      state.forEach((label, value) -> sorted.put(label, value.toString()));
      names.add(sorted.toString());
    }
    return names;
  }
}
