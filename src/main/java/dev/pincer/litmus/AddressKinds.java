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

  /** A representative of those that hold the same things; a location by its name, {@code 1:r0}. */
  private final Map<String, String> parents = new HashMap<>();

  private final Set<String> addresses = new HashSet<>();

  AddressKinds(Cursor cursor, Map<String, Location> locations, List<ThreadText> threads) {
    this.cursor = cursor;
    this.locations = locations;
    this.threads = threads;
  }

  /** What a value says: of what it is, or that it is an address. */
  private record Source(@Nullable String holder, boolean address) {
    static final Source UNKNOWN = new Source(null, false);
    static final Source ADDRESS = new Source(null, true);
  }

  /** Changes the types of locations, parameters and registers. */
  void declare() {
    for (Location location : locations.values()) {
      Initial initial = location.initial();
      if (initial != null && !initial.value().location().isEmpty()) {
        addresses.add(location.name());
      }
    }
    threads.forEach(this::read);
    Set<String> found = new HashSet<>();
    addresses.forEach(holder -> found.add(root(holder)));
    boolean any = false;
    for (Location location : List.copyOf(locations.values())) {
      String type = location.type();
      if (!type.isEmpty() && CTypes.depth(type) == 0 && found.contains(root(location.name()))) {
        locations.put(
            location.name(),
            new Location(
                location.name(), CTypes.pointerTo(type), location.initial(), location.span()));
        any = true;
      }
    }
    for (ThreadText thread : threads) {
      any |= thread.point(local -> isPointer(thread, local, found));
    }
    if (any) {
      threads.forEach(this::dropCasts);
    }
  }

  private boolean isPointer(ThreadText thread, Local local, Set<String> found) {
    if (local.parameter()) {
      Location location = locations.get(local.name());
      return location != null && CTypes.depth(location.type()) == CTypes.depth(local.type());
    }
    return CTypes.depth(local.type()) == 0
        && found.contains(root(thread.number + ":" + local.name()));
  }

  // What the bodies say.

  private void read(ThreadText thread) {
    for (int i = thread.open + 1; i < thread.close; i++) {
      Token token = cursor.get(i);
      if (STORES.contains(token.text()) && cursor.get(i + 1).is("(")) {
        List<int[]> arguments = arguments(i + 1);
        int[] last = arguments.get(arguments.size() - 1);
        assign(pointee(thread, arguments.get(0)), value(thread, last[0], last[1]));
      } else if (LOADS.contains(token.text()) && cursor.get(i + 1).is("(")) {
        pointee(thread, arguments(i + 1).get(0));
      } else if (token.is("=") && isRegister(thread, cursor.get(i - 1))) {
        assign(thread.number + ":" + cursor.get(i - 1).text(), value(thread, i + 1, end(i + 1)));
      } else if (token.is("*") && isRegister(thread, cursor.get(i + 1)) && isUnary(i)) {
        addresses.add(thread.number + ":" + cursor.get(i + 1).text());
      }
    }
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

  private void assign(@Nullable String holder, Source value) {
    if (holder == null) {
      return;
    }
    if (value.address()) {
      addresses.add(holder);
    } else if (value.holder() != null) {
      parents.put(root(holder), root(value.holder()));
    }
  }

  private String root(String holder) {
    String at = holder;
    for (String up = parents.get(at); up != null && !up.equals(at); up = parents.get(at)) {
      at = up;
    }
    return at;
  }

  /** What {@code *x} or {@code x} as the first argument of a call stands for. */
  private @Nullable String pointee(ThreadText thread, int[] range) {
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
    Token name = cursor.get(from);
    Local local = thread.locals.get(name.text());
    if (local == null) {
      return null;
    }
    if (local.parameter()) {
      if (ofAddress) {
        addresses.add(name.text());
      }
      return name.text();
    }
    addresses.add(thread.number + ":" + name.text());
    return null;
  }

  private Source value(ThreadText thread, int first, int end) {
    int from = behindCasts(first, end);
    Token token = cursor.get(from);
    Local local = thread.locals.get(token.text());
    if (end - from == 1 && local != null) {
      return local.parameter()
          ? Source.ADDRESS
          : new Source(thread.number + ":" + token.text(), false);
    }
    boolean call = LOADS.contains(token.text()) || STORES.contains(token.text());
    if (call && cursor.get(from + 1).is("(") && behind(from + 1) == end) {
      return new Source(pointee(thread, arguments(from + 1).get(0)), false);
    }
    return Source.UNKNOWN;
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
