// SPDX-License-Identifier: Apache-2.0
package dev.pincer.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.pincer.Litmus;
import dev.pincer.Models;
import dev.pincer.Search;
import dev.pincer.machine.MemoryModel;
import dev.pincer.oracle.LitmusPrograms.Kind;
import dev.pincer.oracle.LitmusPrograms.Link;
import dev.pincer.oracle.LitmusPrograms.Op;
import dev.pincer.report.LitmusOutcome;
import dev.pincer.source.SourceFile;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiPredicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The weak model against the axioms of ARMv8, on generated programs of two and three threads and up
 * to six accesses: every candidate execution, kept if the three axioms allow it.
 *
 * <p>Pulte, Flur, Deacon, French, Sarkar, Sewell, "Simplifying ARM Concurrency: Multicopy-atomic
 * Axiomatic and Operational Models for ARMv8" (2018). An acquire is LDAPR but in a
 * read-modify-write, where it is LDAXR, as in the kernel.
 */
class WeakAgainstAxiomsTest {
  private static final Models MODELS = Models.standard();

  /** How many programs are run. */
  private static final int PROGRAMS = Integer.getInteger("pincer.generated", 50);

  private static final ImmutableList<Kind> KINDS =
      ImmutableList.of(
          Kind.WRITE,
          Kind.WRITE,
          Kind.WRITE,
          Kind.WRITE,
          Kind.RELEASE,
          Kind.READ,
          Kind.READ,
          Kind.READ,
          Kind.READ,
          Kind.ACQUIRE,
          Kind.XCHG,
          Kind.XCHG_RELAXED,
          Kind.XCHG_VOID,
          Kind.XCHG_ACQUIRE,
          Kind.XCHG_RELEASE,
          Kind.MB,
          Kind.RMB,
          Kind.WMB);

  @Test
  void weakIsWhatTheAxiomsOfArmv8Say() {
    Random random = new Random(8);
    for (int i = 0; i < PROGRAMS; i++) {
      int threads = 2 + random.nextInt(2);
      int places = 2 + random.nextInt(threads - 1);
      List<List<Op>> program =
          LitmusPrograms.random(random, KINDS, threads, threads == 2 ? 3 : 2, places);
      compare(program);
    }
  }

  /**
   * A load buffers against what its value leads to, in each of three ways: the address of an access
   * before the last store, of a store that is loaded again, or of the last store.
   */
  @ParameterizedTest
  @EnumSource(names = {"NONE", "ADDRESS", "DATA", "CONTROL"})
  void anAddressOrdersWhatTheAxiomsSay(Link back) {
    Op first = new Op(Kind.READ, 0, 1, Link.NONE, 0);
    Op second = new Op(Kind.READ, 2, 2, Link.NONE, 0);
    List<Op> other = List.of(second, new Op(Kind.WRITE, 0, 3, back, 0));
    for (Link link : List.of(Link.NONE, Link.ADDRESS)) {
      for (Kind kind : List.of(Kind.READ, Kind.WRITE, Kind.XCHG_RELAXED, Kind.XCHG_VOID)) {
        Op between = new Op(kind, 1, 4, link, 0);
        compare(List.of(List.of(first, between, new Op(Kind.WRITE, 2, 5, Link.NONE, 0)), other));
      }
      compare(List.of(List.of(first, new Op(Kind.WRITE, 2, 5, link, 0)), other));
      Op stored = new Op(Kind.WRITE, 1, 4, link, 0);
      Op loaded = new Op(Kind.READ, 1, 5, Link.NONE, 0);
      Op last = new Op(Kind.WRITE, 2, 6, Link.DATA, 2);
      compare(List.of(List.of(first, stored, loaded, last), other));
    }
  }

  /**
   * What a read-modify-write loads that tells nothing of it comes before later accesses, or not, as
   * each barrier between them says.
   */
  @ParameterizedTest
  @EnumSource(names = {"MB", "RMB", "WMB"})
  void anAtomicThatReturnsNothingIsOrderedAsTheAxiomsSay(Kind fence) {
    Op data = new Op(Kind.WRITE, 0, 1, Link.NONE, 0);
    Op flag = new Op(Kind.XCHG_RELEASE, 1, 2, Link.NONE, 0);
    for (Kind kind : List.of(Kind.XCHG_VOID, Kind.XCHG_RELAXED, Kind.READ)) {
      for (Kind last : List.of(Kind.READ, Kind.WRITE, Kind.RELEASE, Kind.XCHG_VOID)) {
        Op first = new Op(kind, 1, 3, Link.NONE, 0);
        Op between = new Op(fence, 0, 4, Link.NONE, 0);
        Op second = new Op(last, 0, 5, Link.NONE, 0);
        compare(List.of(List.of(data, flag), List.of(first, between, second)));
        compare(List.of(List.of(flag, between, data), List.of(second, between, first)));
      }
    }
  }

  private static void compare(List<List<Op>> program) {
    String text = LitmusPrograms.text(program);
    LitmusOutcome outcome =
        Litmus.of(MODELS, new SourceFile("generated.litmus", text))
            .check(MemoryModel.weak(MemoryModel.DEPTH), Search.exhaustive().workers(1));
    assertTrue(outcome.result().exhaustive(), text);
    assertEquals(new Armv8(program).finals(), LitmusPrograms.names(outcome.states()), text);
  }

  /**
   * A memory access; an exchange is two.
   *
   * @param at its place in its thread; the store of an exchange is half a place behind its load
   */
  private record Access(
      int thread, int at, boolean store, int place, int value, Op op, boolean partner) {}

  /** Candidate executions, judged. */
  private static final class Armv8 {
    private final List<List<Op>> program;
    private final List<Access> accesses = new ArrayList<>();
    private final Set<String> finals = new HashSet<>();

    /** For each load the store that it reads; -1 for the initial value. */
    private final int[] from;

    /** For each store its position in the order of its place. */
    private final int[] order;

    Armv8(List<List<Op>> program) {
      this.program = program;
      for (int i = 0; i < program.size(); i++) {
        for (int k = 0; k < program.get(i).size(); k++) {
          Op op = program.get(i).get(k);
          if (op.kind().reads() || op.kind().isExchange()) {
            accesses.add(new Access(i, 2 * k, false, op.place(), 0, op, op.kind().isExchange()));
          }
          if (op.kind().writes()) {
            int at = 2 * k + (op.kind().isExchange() ? 1 : 0);
            accesses.add(
                new Access(i, at, true, op.place(), op.value(), op, op.kind().isExchange()));
          }
        }
      }
      this.from = new int[accesses.size()];
      this.order = new int[accesses.size()];
    }

    Set<String> finals() {
      readFrom(0);
      return finals;
    }

    private Access access(int i) {
      return accesses.get(i);
    }

    private void readFrom(int i) {
      if (i == accesses.size()) {
        orderStores(0);
        return;
      }
      if (access(i).store) {
        readFrom(i + 1);
        return;
      }
      from[i] = -1;
      readFrom(i + 1);
      for (int k = 0; k < accesses.size(); k++) {
        if (access(k).store && access(k).place == access(i).place) {
          from[i] = k;
          readFrom(i + 1);
        }
      }
    }

    /** Gives each store from {@code i} on a position among those of its place. */
    private void orderStores(int i) {
      if (i == accesses.size()) {
        judge();
        return;
      }
      if (!access(i).store) {
        orderStores(i + 1);
        return;
      }
      for (int position = 1; position <= accesses.size(); position++) {
        boolean taken = false;
        int stores = 0;
        for (int k = 0; k < accesses.size(); k++) {
          boolean same = access(k).store && access(k).place == access(i).place;
          stores += same ? 1 : 0;
          taken |= same && k < i && order[k] == position;
        }
        if (!taken && position <= stores) {
          order[i] = position;
          orderStores(i + 1);
        }
      }
    }

    private boolean rf(int a, int b) {
      return access(a).store && !access(b).store && from[b] == a;
    }

    private boolean co(int a, int b) {
      return samePlace(a, b) && access(a).store && access(b).store && order[a] < order[b];
    }

    private boolean fr(int a, int b) {
      return samePlace(a, b)
          && !access(a).store
          && access(b).store
          && (from[a] < 0 || order[from[a]] < order[b]);
    }

    private boolean samePlace(int a, int b) {
      return access(a).place == access(b).place;
    }

    private boolean po(int a, int b) {
      return access(a).thread == access(b).thread && access(a).at < access(b).at;
    }

    private boolean external(int a, int b) {
      return access(a).thread != access(b).thread;
    }

    private boolean rmw(int a, int b) {
      return access(a).partner && !access(a).store && po(a, b) && access(b).at == access(a).at + 1;
    }

    private boolean isAcquire(int a) {
      Kind kind = access(a).op.kind();
      return !access(a).store && (kind == Kind.ACQUIRE || kind == Kind.XCHG_ACQUIRE);
    }

    private boolean isRelease(int a) {
      Kind kind = access(a).op.kind();
      return access(a).store && (kind == Kind.RELEASE || kind == Kind.XCHG_RELEASE);
    }

    /** Whether a fence stands between; the full exchange has one on each side. */
    private boolean fenced(int a, int b, Kind fence) {
      if (!po(a, b)) {
        return false;
      }
      List<Op> ops = program.get(access(a).thread);
      int first = access(a).at / 2;
      int last = access(b).at / 2;
      for (int k = first; k <= last; k++) {
        Kind kind = ops.get(k).kind();
        if (k > first && k < last && kind == fence) {
          return true;
        }
        if (fence == Kind.MB && kind == Kind.XCHG && first != last) {
          return true;
        }
      }
      return false;
    }

    private boolean depends(int a, int b, Link link) {
      Op op = access(b).op;
      return po(a, b) && !access(a).store && op.link() == link && 2 * op.on() == access(a).at;
    }

    private boolean control(int a, int b) {
      if (!po(a, b) || access(a).store) {
        return false;
      }
      List<Op> ops = program.get(access(a).thread);
      for (int k = access(a).at / 2; k <= access(b).at / 2; k++) {
        if (ops.get(k).link() == Link.CONTROL && 2 * ops.get(k).on() == access(a).at) {
          return true;
        }
      }
      return false;
    }

    private boolean ordered(int a, int b) {
      boolean observed = external(a, b) && (rf(a, b) || fr(a, b) || co(a, b));
      // [R \ NoRet]; po; [DMB.LD]; po: one that tells nothing may be done far away.
      boolean load = !access(a).store && access(a).op.kind() != Kind.XCHG_VOID;
      boolean barrier =
          po(a, b)
              && (fenced(a, b, Kind.MB)
                  || (load && fenced(a, b, Kind.RMB))
                  || (access(a).store && access(b).store && fenced(a, b, Kind.WMB))
                  || isAcquire(a)
                  || isRelease(b)
                  || (isRelease(a) && isAcquire(b) && access(b).op.kind() == Kind.XCHG_ACQUIRE));
      boolean dependency =
          depends(a, b, Link.ADDRESS)
              || depends(a, b, Link.DATA)
              || (access(b).store && control(a, b));
      for (int m = 0; m < accesses.size(); m++) {
        // What depends on a load is known to it before any later access to its place.
        boolean stored = depends(a, m, Link.ADDRESS) || depends(a, m, Link.DATA);
        dependency |= stored && po(m, b) && rf(m, b);
        dependency |= (depends(a, m, Link.DATA) || control(a, m)) && po(m, b) && co(m, b);
        // Until its address is known, an access may be of the place of any later store.
        dependency |= depends(a, m, Link.ADDRESS) && po(m, b) && access(b).store;
        barrier |= po(a, m) && isRelease(m) && po(m, b) && co(m, b);
        barrier |= rmw(a, m) && rf(m, b) && po(m, b) && isAcquire(b);
      }
      boolean atomic =
          rmw(a, b)
              || (access(a).store && access(a).partner && po(a, b) && rf(a, b) && isAcquire(b));
      return observed || barrier || dependency || atomic;
    }

    private void judge() {
      BiPredicate<Integer, Integer> internal =
          (a, b) -> (po(a, b) && samePlace(a, b)) || rf(a, b) || fr(a, b) || co(a, b);
      if (isAcyclic(internal) && isAcyclic(this::ordered) && exchangesAreWhole()) {
        finals.add(end());
      }
    }

    private boolean exchangesAreWhole() {
      for (int a = 0; a < accesses.size(); a++) {
        for (int b = 0; b < accesses.size(); b++) {
          for (int m = 0; rmw(a, b) && m < accesses.size(); m++) {
            if (external(a, m) && fr(a, m) && co(m, b)) {
              return false;
            }
          }
        }
      }
      return true;
    }

    private boolean isAcyclic(BiPredicate<Integer, Integer> relation) {
      int size = accesses.size();
      boolean[][] closure = new boolean[size][size];
      for (int a = 0; a < size; a++) {
        for (int b = 0; b < size; b++) {
          closure[a][b] = relation.test(a, b);
        }
      }
      for (int m = 0; m < size; m++) {
        for (int a = 0; a < size; a++) {
          for (int b = 0; closure[a][m] && b < size; b++) {
            closure[a][b] |= closure[m][b];
          }
        }
      }
      for (int a = 0; a < size; a++) {
        if (closure[a][a]) {
          return false;
        }
      }
      return true;
    }

    private String end() {
      Map<String, String> state = new TreeMap<>(Map.of("x", "0", "y", "0", "z", "0"));
      int[] last = new int[3];
      for (int a = 0; a < accesses.size(); a++) {
        Access access = access(a);
        if (access.store && order[a] > last[access.place]) {
          last[access.place] = order[a];
          state.put("xyz".substring(access.place, access.place + 1), "" + access.value);
        } else if (!access.store && access.op.kind().reads()) {
          int value = from[a] < 0 ? 0 : access(from[a]).value;
          state.put(access.thread + ":r" + access.at / 2, "" + value);
        }
      }
      return state.toString();
    }
  }
}
