// SPDX-License-Identifier: Apache-2.0
package dev.pincer.oracle;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Litmus shapes with every order between the two accesses of each thread: threads as lists of
 * accesses, and their text.
 */
final class LitmusShapes {
  private LitmusShapes() {}

  /** What stands between two accesses of a thread. */
  enum Link {
    PO,
    MB,
    WMB,
    RMB,
    RELEASE,
    ACQUIRE,
    DATA,
    ADDRESS,
    CONTROL
  }

  /**
   * An access.
   *
   * @param value what is stored; 0 for a load
   */
  record Access(boolean store, String place, int value) {}

  /** Two accesses, or one. */
  record Pair(Access first, Link link, @Nullable Access second) {}

  private static Access w(String place, int value) {
    return new Access(true, place, value);
  }

  private static Access r(String place) {
    return new Access(false, place, 0);
  }

  private static Access[] two(Access first, Access second) {
    return new Access[] {first, second};
  }

  /** By name, the pairs of accesses of each thread; a single access is a pair with itself. */
  static List<Access[][]> shapes() {
    Access wx = w("x", 1);
    Access wy = w("y", 1);
    return List.of(
        new Access[][] {two(wx, wy), two(r("y"), r("x"))}, // MP
        new Access[][] {two(wx, r("y")), two(wy, r("x"))}, // SB
        new Access[][] {two(r("x"), wy), two(r("y"), wx)}, // LB
        new Access[][] {two(wx, wy), two(w("y", 2), r("x"))}, // R
        new Access[][] {two(w("x", 2), wy), two(r("y"), wx)}, // S
        new Access[][] {two(wx, w("y", 2)), two(wy, w("x", 2))}, // 2+2W
        new Access[][] {{wx}, two(r("x"), wy), two(r("y"), r("x"))}, // WRC
        new Access[][] {two(wx, wy), two(r("y"), w("z", 1)), two(r("z"), r("x"))}, // ISA2
        new Access[][] {two(wx, wy), two(r("y"), w("z", 1)), two(w("z", 2), r("x"))}, // Z6.0
        new Access[][] {{wx}, {wy}, two(r("x"), r("y")), two(r("y"), r("x"))}); // IRIW
  }

  /** The links that may stand between two accesses. */
  static List<Link> links(Access[] pair) {
    List<Link> links = new ArrayList<>(List.of(Link.PO));
    if (pair.length < 2) {
      return links;
    }
    links.add(Link.MB);
    if (pair[0].store() && pair[1].store()) {
      links.add(Link.WMB);
    }
    if (pair[1].store()) {
      links.add(Link.RELEASE);
    }
    if (!pair[0].store()) {
      links.add(Link.ACQUIRE);
      links.add(Link.ADDRESS);
      links.add(pair[1].store() ? Link.CONTROL : Link.RMB);
      if (pair[1].store()) {
        links.add(Link.DATA);
      }
    }
    return links;
  }

  /** The test as text; every register and place is observed. */
  static String text(String name, List<Pair> threads) {
    StringBuilder out = new StringBuilder("C " + name + "\n\n{}\n");
    StringBuilder observed = new StringBuilder("x; y; z");
    for (int i = 0; i < threads.size(); i++) {
      Pair thread = threads.get(i);
      out.append("\nP").append(i).append("(int *x, int *y, int *z)\n{\n");
      access(out, thread.first(), thread.link() == Link.ACQUIRE, false, "r0", "");
      note(observed, thread.first(), i, "r0");
      if (thread.second() != null) {
        out.append(fence(thread.link()));
        String value =
            switch (thread.link()) {
              case DATA -> thread.second().value() + " + (r0 ^ r0)";
              case ADDRESS, PO, MB, WMB, RMB, RELEASE, ACQUIRE, CONTROL ->
                  Integer.toString(thread.second().value());
            };
        if (thread.link() == Link.CONTROL) {
          out.append("\tif (r0 >= 0)\n\t");
        }
        Access second = thread.second();
        String place =
            thread.link() == Link.ADDRESS ? "(" + second.place() + " + (r0 ^ r0))" : second.place();
        Access at = new Access(second.store(), place, second.value());
        access(out, at, false, thread.link() == Link.RELEASE, "r1", value);
        note(observed, second, i, "r1");
      }
      out.append("}\n");
    }
    return out.append("\nlocations [").append(observed).append("]\nexists (true)\n").toString();
  }

  private static void note(StringBuilder observed, Access access, int thread, String register) {
    if (!access.store()) {
      observed.append("; ").append(thread).append(':').append(register);
    }
  }

  private static String fence(Link link) {
    return switch (link) {
      case MB -> "\tsmp_mb();\n";
      case WMB -> "\tsmp_wmb();\n";
      case RMB -> "\tsmp_rmb();\n";
      case PO, RELEASE, ACQUIRE, DATA, ADDRESS, CONTROL -> "";
    };
  }

  private static void access(
      StringBuilder out,
      Access access,
      boolean acquire,
      boolean release,
      String register,
      String value) {
    String place = access.place();
    if (access.store()) {
      String stored = value.isEmpty() ? Integer.toString(access.value()) : value;
      out.append(
          release
              ? "\tsmp_store_release(" + place + ", " + stored + ");\n"
              : "\tWRITE_ONCE(*" + place + ", " + stored + ");\n");
    } else {
      out.append("\tint ").append(register).append(" = ");
      out.append(acquire ? "smp_load_acquire(" + place + ")" : "READ_ONCE(*" + place + ")");
      out.append(";\n");
    }
  }
}
