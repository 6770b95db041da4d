// SPDX-License-Identifier: Apache-2.0
package dev.pincer.oracle;

import dev.pincer.program.Code;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiPredicate;

/** What is true of the worlds of a {@link TinyExplorer}. */
record TinyTruth(TinyExplorer tiny) {
  boolean holds(Code property, TinyExplorer.World world) {
    return value(property, world) == 1;
  }

  /** 0 or 1; -1 if it is undefined. */
  int value(Code property, TinyExplorer.World world) {
    TinyCpu cpu = new TinyCpu(tiny.program, property, -1, world, new ArrayList<>(), true);
    cpu.run(0);
    return cpu.fault.isEmpty() ? (cpu.returned != 0 ? 1 : 0) : -1;
  }

  boolean goodEnd(TinyExplorer.World world) {
    boolean good = world.fault().isEmpty();
    for (int i = 0; i < world.locals().size(); i++) {
      good &= tiny.program.threads().get(i).daemon() || world.locals().get(i).pc() < 0;
    }
    return good;
  }

  boolean deadlock(TinyExplorer.World world) {
    return tiny.edges(world).isEmpty() && world.fault().isEmpty() && !goodEnd(world);
  }

  boolean race(TinyExplorer.World world) {
    BiPredicate<TinyExplorer.Access, TinyExplorer.Access> race =
        (a, b) -> a.place() == b.place() && (a.store() || b.store()) && (a.plain() || b.plain());
    for (TinyExplorer.Edge one : tiny.edges(world)) {
      for (TinyExplorer.Edge two : tiny.edges(world)) {
        if (one.thread() < two.thread()
            && one.accesses().stream()
                .anyMatch(a -> two.accesses().stream().anyMatch(b -> race.test(a, b)))) {
          return true;
        }
      }
    }
    return false;
  }

  /** The worlds from which no end can be reached. */
  Set<TinyExplorer.World> livelocks() {
    Set<TinyExplorer.World> stuck = new HashSet<>(tiny.worlds.keySet());
    stuck.removeIf(world -> tiny.edges(world).isEmpty() || goodEnd(world));
    while (stuck.removeIf(w -> tiny.edges(w).stream().anyMatch(e -> !stuck.contains(e.to())))) {}
    return stuck;
  }
}
