// SPDX-License-Identifier: Apache-2.0
package dev.pincer.litmus;

import com.google.common.collect.ImmutableSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds what is declared as a number and holds addresses, and declares it as a pointer.
 *
 * <p>herd has no types: {@code int r1 = READ_ONCE(*y); int r2 = READ_ONCE(*r1);} is a test for it,
 * whatever {@code y} is. What is assigned to what, and what is pointed with, tells. A test that is
 * C without this stays as it is; what this leaves wrong, the compiler refuses.
 */
final class AddressKinds {
  /** Calls that give what their first argument says, with a star before it or without. */
  private static final ImmutableSet<String> LOADS =
      ImmutableSet.of("READ_ONCE", "rcu_dereference", "smp_load_acquire");

  /** Calls that store their last argument to what the first says. */
  private static final ImmutableSet<String> STORES =
      ImmutableSet.of(
          "WRITE_ONCE",
          "rcu_assign_pointer",
          "smp_store_release",
          "smp_store_mb",
          "xchg",
          "xchg_relaxed",
          "xchg_acquire",
          "xchg_release",
          "cmpxchg",
          "cmpxchg_relaxed",
          "cmpxchg_acquire",
          "cmpxchg_release");

  private static final ImmutableSet<String> WIDE =
      ImmutableSet.of("*", "intptr_t", "uintptr_t", "long");

  private final Cursor cursor;
  private final Map<String, Location> locations;
  private final List<ThreadText> threads;

  /** What each location and register holds, by its name: {@code x}, {@code 1:r0}. */
  private final Map<String, Kind> kinds = new HashMap<>();

  /** Whether a cast says of a location that it holds addresses, which others have to confirm. */
  private boolean casts;

  AddressKinds(Cursor cursor, Map<String, Location> locations, List<ThreadText> threads) {
    this.cursor = cursor;
    this.locations = locations;
    this.threads = threads;
  }

  /** What some locations and registers hold: numbers, or addresses of what holds one kind. */
  private static final class Kind {
    /** The kind that this has turned out to be; null if it stands for itself. */
    private @Nullable Kind same;

    /** What is at the addresses; null while nothing says that they are any. */
    private @Nullable Kind target;

    static Kind addressOf(Kind target) {
      Kind kind = new Kind();
      kind.target = target;
      return kind;
    }

    Kind root() {
      Kind at = this;
      for (Kind next = same; next != null; next = next.same) {
        at = next;
      }
      return at;
    }

    Kind target() {
      Kind root = root();
      Kind known = root.target;
      if (known == null) {
        known = new Kind();
        root.target = known;
      }
      return known;
    }

    /** Both hold the same things. */
    void unite(Kind other) {
      Kind mine = root();
      Kind root = other.root();
      if (mine != root) {
        Kind theirs = root.target;
        root.same = mine;
        if (mine.target == null) {
          mine.target = theirs;
        } else if (theirs != null) {
          mine.target.unite(theirs);
        }
      }
    }

    /** The stars of its type; 0 also where it would hold the address of what holds it. */
    int depth() {
      Set<Kind> seen = new HashSet<>();
      int depth = 0;
      Kind at = root();
      while (seen.add(at)) {
        if (at.target == null) {
          return depth;
        }
        at = at.target.root();
        depth++;
      }
      return 0;
    }
  }

  private Kind location(String name) {
    return kinds.computeIfAbsent(name, key -> new Kind());
  }

  private Kind register(ThreadText thread, String name) {
    return kinds.computeIfAbsent(thread.number + ":" + name, key -> new Kind());
  }

  /** Changes the types of locations, parameters and registers. */
  void declare() {
    for (Location location : locations.values()) {
      Initial initial = location.initial();
      if (initial != null && !initial.value().location().isEmpty()) {
        location(location.name()).target().unite(location(initial.value().location()));
      }
      point(location(location.name()), CTypes.depth(location.type()));
    }
    threads.forEach(this::read);
    boolean any = false;
    for (Location location : List.copyOf(locations.values())) {
      String type = location.type();
      int more = type.isEmpty() ? 0 : location(location.name()).depth() - CTypes.depth(type);
      if (more > 0) {
        locations.put(
            location.name(),
            new Location(
                location.name(),
                CTypes.pointerTo(type, more),
                location.initial(),
                location.span()));
        any = true;
      }
    }
    for (ThreadText thread : threads) {
      any |= thread.point(local -> missingStars(thread, local));
    }
    if (any || casts) {
      threads.forEach(this::dropCasts);
    }
  }

  private int missingStars(ThreadText thread, Local local) {
    int depth = register(thread, local.name()).depth();
    if (local.parameter()) {
      Location location = locations.get(local.name());
      depth = location == null ? 0 : CTypes.depth(location.type()) + 1;
    }
    return Math.max(0, depth - CTypes.depth(local.type()));
  }

  /** What is declared with stars holds addresses. */
  private static void point(Kind kind, int stars) {
    Kind at = kind;
    for (int i = 0; i < stars; i++) {
      at = at.target();
    }
  }

  // What the bodies say.

  private void read(ThreadText thread) {
    for (Local local : thread.locals.values()) {
      if (!local.parameter()) {
        point(register(thread, local.name()), CTypes.depth(local.type()));
      }
    }
    thread.pointed.forEach(
        (register, target) -> register(thread, register).target().unite(location(target)));
    for (int i = thread.open + 1; i < thread.close; i++) {
      Token token = cursor.get(i);
      if (STORES.contains(token.text()) && cursor.get(i + 1).is("(")) {
        List<int[]> arguments = arguments(i + 1);
        int[] last = arguments.get(arguments.size() - 1);
        assign(pointee(thread, arguments.get(0)), value(thread, last[0], last[1]));
      } else if (LOADS.contains(token.text()) && cursor.get(i + 1).is("(")) {
        pointee(thread, arguments(i + 1).get(0));
      } else if (token.is("=") && thread.locals.containsKey(cursor.get(i - 1).text())) {
        assign(assigned(thread, i - 1), value(thread, i + 1, end(i + 1)));
      } else if (token.is("*") && isRegister(thread, cursor.get(i + 1)) && isUnary(i)) {
        register(thread, cursor.get(i + 1).text()).target();
      }
    }
  }

  /** What {@code r0 = }, {@code int *r0 = }, {@code *r0 = } and {@code *x = } set. */
  private @Nullable Kind assigned(ThreadText thread, int at) {
    Token name = cursor.get(at);
    boolean declared = thread.names.get(name.text()).contains(name.start());
    boolean star = cursor.get(at - 1).is("*") && isUnary(at - 1) && !declared;
    if (isRegister(thread, name)) {
      Kind register = register(thread, name.text());
      return star ? register.target() : register;
    }
    return star ? location(name.text()) : null;
  }

  /** Whether the star here stands before a value, and not between two, or in a declaration. */
  private boolean isUnary(int at) {
    Token before = cursor.get(at - 1);
    return before.kind() == Token.Kind.SIGN && !before.is(")") && !before.is("*");
  }

  private static boolean isRegister(ThreadText thread, Token token) {
    Local local = thread.locals.get(token.text());
    return local != null && !local.parameter();
  }

  private static void assign(@Nullable Kind holder, @Nullable Kind value) {
    if (holder != null && value != null) {
      holder.unite(value);
    }
  }

  /** What {@code *x} or {@code x} as the first argument of a call stands for; null if unknown. */
  private @Nullable Kind pointee(ThreadText thread, int[] range) {
    int from = range[0];
    while (cursor.get(from).is("*")) {
      from++;
    }
    int cast = from;
    from = behindCasts(from, range[1]);
    if (range[1] - from != 1) {
      return null;
    }
    boolean ofAddress = cast < from && cursor.get(from - 2).is("*") && cursor.get(from - 3).is("*");
    casts |= ofAddress;
    return at(thread, cursor.get(from));
  }

  /** What is where a parameter or a register points to. */
  private @Nullable Kind at(ThreadText thread, Token name) {
    Local local = thread.locals.get(name.text());
    if (local == null) {
      return null;
    }
    return local.parameter() ? location(name.text()) : register(thread, name.text()).target();
  }

  /** Of what kind a value is; null if nothing says it. */
  private @Nullable Kind value(ThreadText thread, int first, int end) {
    int from = behindCasts(first, end);
    Token token = cursor.get(from);
    Local local = thread.locals.get(token.text());
    if (end - from == 1 && local != null) {
      return local.parameter()
          ? Kind.addressOf(location(token.text()))
          : register(thread, token.text());
    }
    if (token.is("*")) {
      int pointer = behindCasts(from + 1, end);
      return end - pointer == 1 ? at(thread, cursor.get(pointer)) : null;
    }
    boolean call = LOADS.contains(token.text()) || STORES.contains(token.text());
    if (call && cursor.get(from + 1).is("(") && behind(from + 1) == end) {
      return pointee(thread, arguments(from + 1).get(0));
    }
    return null;
  }

  // Tokens.

  /** The first and the end of each argument of the call whose parenthesis opens at {@code open}. */
  private List<int[]> arguments(int open) {
    List<int[]> ranges = new ArrayList<>();
    int close = behind(open) - 1;
    int depth = 0;
    int from = open + 1;
    for (int i = open + 1; i < close; i++) {
      Token token = cursor.get(i);
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      if (depth == 0 && token.is(",")) {
        ranges.add(new int[] {from, i});
        from = i + 1;
      }
    }
    ranges.add(new int[] {from, close});
    return ranges;
  }

  /** Behind the parenthesis that closes the one at {@code open}. */
  private int behind(int open) {
    int depth = 0;
    for (int i = open; ; i++) {
      Token token = cursor.get(i);
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      if (depth == 0 || token.kind() == Token.Kind.END) {
        return i + 1;
      }
    }
  }

  /** Where the value that begins at {@code from} ends. */
  private int end(int from) {
    int depth = 0;
    for (int i = from; ; i++) {
      Token token = cursor.get(i);
      depth += token.is("(") ? 1 : token.is(")") ? -1 : 0;
      boolean over = token.is(";") || (depth == 0 && token.is(",")) || depth < 0;
      if (over || token.kind() == Token.Kind.END) {
        return i;
      }
    }
  }

  private int behindCasts(int first, int end) {
    int from = first;
    for (int behind = behindCast(from); behind > from && behind < end; ) {
      from = behind;
      behind = behindCast(from);
    }
    return from;
  }

  /** Behind {@code (int *)} at {@code open}; {@code open} if there is none. */
  private int behindCast(int open) {
    int at = open + 1;
    while (CTypes.isInteger(cursor.get(at).text())) {
      at++;
    }
    if (!cursor.get(open).is("(") || at == open + 1) {
      return open;
    }
    while (cursor.get(at).is("*")) {
      at++;
    }
    return cursor.get(at).is(")") ? at + 1 : open;
  }

  /** Where types are found, casts to pointers and to numbers as wide say nothing. */
  private void dropCasts(ThreadText thread) {
    for (int i = thread.open + 1; i < thread.close; i++) {
      List<Token> cast = new ArrayList<>();
      for (int k = i; k < behindCast(i); k++) {
        cast.add(cursor.get(k));
      }
      if (cast.stream().anyMatch(token -> WIDE.contains(token.text()))) {
        cast.forEach(token -> thread.dropped.add(token.span()));
      }
    }
  }
}
