// SPDX-License-Identifier: Apache-2.0
package dev.pincer.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.pincer.Result;
import dev.pincer.machine.MemoryModel;
import dev.pincer.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What memory holds on the way under the weak model, and what is loaded, against brute force: all
 * orders in which the accesses of two threads may be done, where a thread's own are ordered by
 * barriers, acquires, releases and places alone. A load gives the last store to its place before
 * it, in that order or in its thread; there are no dependencies, and no thread loads a place twice.
 */
class WeakOnTheWayTest {
  /** How many models are generated. */
  private static final int MODELS = Integer.getInteger("pincer.generated", 30);

  /** With a property that asks for progress, the weak model leaves out other things. */
  private static final String PROGRESS = "\neventually it_goes_on(void) { return 1; }\n";

  @TempDir private Path folder;

  @Test
  void memoryHoldsWhatSomeOrderOfTheAccessesMakesOfIt() throws IOException {
    Random random = new Random(29);
    int apart = 0;
    for (int i = 0; i < MODELS; i++) {
      List<List<Op>> threads = ImmutableList.of(ops(random), ops(random));
      StringBuilder out = new StringBuilder("#include <pincer.h>\n\n");
      out.append("static int x, y, a0, b0, a1, b1;\n");
      TwoThreads.append(out, thread -> text(threads.get(thread)));
      for (int seen = 0; seen < 9; seen++) {
        out.append("witness on_the_way_").append(seen);
        out.append("(void) { return x + 3 * y == ").append(seen).append("; }\n");
      }
      Set<String> possible = new Orders(threads).possible();
      assertEquals(possible, found(out.toString()), texts(threads));
      assertEquals(possible, found(out + PROGRESS), texts(threads));
      apart += text(threads.get(0)).contains("(release) {") ? 1 : 0;
    }
    assertTrue(apart > MODELS / 4, apart + " of " + MODELS + " with a block that releases");
  }

  /** What was found to be reached or broken. */
  private Set<String> found(String text) throws IOException {
    Result result = TwoThreads.check(folder, text, MemoryModel.weak(MemoryModel.DEPTH));
    Set<String> found = new TreeSet<>();
    result
        .verdicts()
        .forEach(
            (name, verdict) -> {
              if (verdict == Verdict.BROKEN || verdict == Verdict.REACHED) {
                found.add(name);
              }
            });
    return found;
  }

  private enum Kind {
    STORE("store(&%s, %d, relaxed);"),
    STORE_RELEASE("store(&%s, %d, release);"),
    LOAD("%s = load(&%s, relaxed);"),
    LOAD_ACQUIRE("%s = load(&%s, acquire);"),
    FULL("fence(full);"),
    READ("fence(read);"),
    WRITE("fence(write);");

    final String text;

    Kind(String text) {
      this.text = text;
    }

    boolean stores() {
      return this == STORE || this == STORE_RELEASE;
    }

    boolean loads() {
      return this == LOAD || this == LOAD_ACQUIRE;
    }

    boolean acquires() {
      return this == LOAD_ACQUIRE;
    }
  }

  private enum Block {
    NONE,
    RELEASE,
    ACQUIRE
  }

  /**
   * @param block which it stands in
   * @param number of that block in its thread
   * @param value stored; of a load the place of its value among the outcomes of its thread: 1 or 3
   */
  private record Op(Kind kind, Block block, int number, int place, int value) {
    boolean acquires() {
      return kind.acquires() || (kind.loads() && block == Block.ACQUIRE);
    }

    boolean releases() {
      return kind == Kind.STORE_RELEASE || (kind.stores() && block == Block.RELEASE);
    }
  }

  private static List<Op> ops(Random random) {
    List<Op> ops = new ArrayList<>();
    List<Integer> unread = new ArrayList<>(List.of(0, 1));
    for (int number = 0, count = 2 + random.nextInt(2); number < count; number++) {
      switch (random.nextInt(7)) {
        case 0, 1 -> {
          int length = 2 + random.nextInt(4) / 3;
          for (int i = 0; i < length; i++) {
            add(random, random.nextInt(4) > 0, Block.RELEASE, number, unread, ops);
          }
        }
        case 2 -> add(random, false, Block.ACQUIRE, number, unread, ops);
        case 3 -> {
          Kind[] fences = {Kind.FULL, Kind.READ, Kind.WRITE};
          ops.add(new Op(fences[random.nextInt(3)], Block.NONE, number, -1, 0));
        }
        default -> add(random, random.nextBoolean(), Block.NONE, number, unread, ops);
      }
    }
    return ops;
  }

  private static void add(
      Random random, boolean stores, Block block, int number, List<Integer> unread, List<Op> ops) {
    boolean isStrong = block == Block.NONE && random.nextInt(3) == 0;
    if (stores) {
      Kind kind = isStrong ? Kind.STORE_RELEASE : Kind.STORE;
      ops.add(new Op(kind, block, number, random.nextInt(2), 1 + random.nextInt(2)));
    } else if (!unread.isEmpty()) {
      Kind kind = isStrong ? Kind.LOAD_ACQUIRE : Kind.LOAD;
      int place = unread.remove(random.nextInt(unread.size()));
      ops.add(new Op(kind, block, number, place, unread.size() == 1 ? 1 : 3));
    }
  }

  private static String texts(List<List<Op>> threads) {
    return text(threads.get(0)) + "beside\n" + text(threads.get(1));
  }

  private static String text(List<Op> ops) {
    StringBuilder out = new StringBuilder();
    int open = -1;
    for (Op op : ops) {
      if (open >= 0 && open != op.number) {
        out.append("\t}\n");
        open = -1;
      }
      if (op.block != Block.NONE && open < 0) {
        String order = op.block == Block.RELEASE ? "release" : "acquire";
        out.append("\tatomic_of(").append(order).append(") {\n");
        open = op.number;
      }
      String place = op.place == 0 ? "x" : "y";
      out.append('\t');
      if (op.kind.loads()) {
        out.append(String.format(op.kind.text, op.value == 1 ? "a" : "b", place));
      } else {
        out.append(String.format(op.kind.text, place, op.value));
      }
      out.append('\n');
    }
    return out.append(open >= 0 ? "\t}\n" : "").toString();
  }

  /** Every order in which accesses may be done. */
  private static final class Orders {
    private final List<List<Op>> threads;

    /** Thread and position. */
    private final List<int[]> accesses = new ArrayList<>();

    private final List<int[]> order = new ArrayList<>();
    private final Set<String> possible = new TreeSet<>();

    Orders(List<List<Op>> threads) {
      this.threads = threads;
      for (int thread = 0; thread < 2; thread++) {
        for (int at = 0; at < threads.get(thread).size(); at++) {
          if (threads.get(thread).get(at).place >= 0) {
            accesses.add(new int[] {thread, at});
          }
        }
      }
    }

    Set<String> possible() {
      go(0, 0);
      return possible;
    }

    private Op op(int[] access) {
      return threads.get(access[0]).get(access[1]);
    }

    private void go(int memory, int loaded) {
      possible.add("on_the_way_" + memory);
      if (order.size() == accesses.size()) {
        possible.add("not_" + loaded);
        return;
      }
      for (int[] access : accesses) {
        if (!order.contains(access) && isNext(access)) {
          Op op = op(access);
          int unit = op.place == 0 ? 1 : 3;
          int value = op.kind.loads() ? value(access, memory) : op.value;
          order.add(access);
          if (op.kind.loads()) {
            go(memory, loaded + value * op.value * (access[0] == 0 ? 1 : 9));
          } else {
            go(memory + (value - memory / unit % 3) * unit, loaded);
          }
          order.remove(order.size() - 1);
        }
      }
    }

    private int value(int[] load, int memory) {
      int value = memory / (op(load).place == 0 ? 1 : 3) % 3;
      for (int[] own : accesses) {
        boolean isBefore = own[0] == load[0] && own[1] < load[1] && !order.contains(own);
        if (isBefore && op(own).kind.stores() && op(own).place == op(load).place) {
          value = op(own).value;
        }
      }
      return value;
    }

    private boolean isNext(int[] access) {
      for (int[] other : accesses) {
        boolean isBefore = other[0] == access[0] && other[1] < access[1];
        if (isBefore && !order.contains(other) && isOrdered(other, access)) {
          return false;
        }
      }
      return true;
    }

    private boolean isOrdered(int[] first, int[] second) {
      Op a = op(first);
      Op b = op(second);
      boolean samePlace = a.place == b.place && b.kind.stores();
      boolean isOneBlock = a.block != Block.NONE && a.number == b.number;
      boolean released = b.releases() && !(isOneBlock && a.kind.stores());
      for (int at = first[1] + 1; at < second[1]; at++) {
        Kind fence = threads.get(first[0]).get(at).kind;
        if (fence == Kind.FULL
            || (fence == Kind.READ && a.kind.loads())
            || (fence == Kind.WRITE && a.kind.stores() && b.kind.stores())) {
          return true;
        }
      }
      return samePlace || released || a.acquires();
    }
  }
}
