// SPDX-License-Identifier: Apache-2.0
package dev.pincer.reduce;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.program.Code;
import dev.pincer.program.Program;
import dev.pincer.program.Property;
import dev.pincer.program.ThreadCode;
import dev.pincer.program.ValueType;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * Which threads are interchangeable: the copies of {@code threads(name, N)}. To exchange what two
 * of them have come to, and every number of the one for that of the other, leads from a state to
 * one in which the same can happen, and of which every property says the same. So of all states
 * that differ in nothing else, one is enough.
 *
 * <p>It rests on this: copies run one code; no code names a thread but by {@code this_thread()};
 * and the number that it gives is only copied, and compared with others and with 0. The language
 * sees to that; {@link ThreadNumbers} makes sure of the program at hand.
 *
 * <p>After Ip and Dill, "Better Verification Through Symmetry" (1996), whose scalarsets are our
 * thread numbers.
 *
 * @param groups for each set of interchangeable threads their indices, ascending
 * @param renames whether numbers of threads may stand in memory or registers
 * @param permutations all ways to exchange them, for each thread the one whose place it takes; the
 *     first leaves all as it is. Only that one if {@code renames} is false
 * @param whyNot empty if there is a group; else why there is none
 */
public record ThreadSymmetry(
    ImmutableList<ImmutableIntArray> groups,
    boolean renames,
    ImmutableList<ImmutableIntArray> permutations,
    String whyNot) {
  /** Ways to exchange that are tried for each state where numbers or pointers are renamed. */
  public static final int MAX_PERMUTATIONS = 24;

  public boolean applies() {
    return !groups.isEmpty();
  }

  /** No symmetry is used. */
  public static ThreadSymmetry none(String whyNot) {
    return new ThreadSymmetry(ImmutableList.of(), false, ImmutableList.of(), whyNot);
  }

  public static ThreadSymmetry of(Program program) {
    IdentityHashMap<Code, List<Integer>> copies = new IdentityHashMap<>();
    List<List<Integer>> inOrder = new ArrayList<>();
    for (int thread = 0; thread < program.threads().size(); thread++) {
      Code code = program.threads().get(thread).code();
      List<Integer> of = copies.get(code);
      if (of == null) {
        of = new ArrayList<>();
        copies.put(code, of);
        inOrder.add(of);
      }
      of.add(thread);
    }
    ImmutableList.Builder<ImmutableIntArray> groups = ImmutableList.builder();
    for (List<Integer> of : inOrder) {
      if (of.size() > 1 && areAlike(program, of)) {
        groups.add(ImmutableIntArray.copyOf(of));
      }
    }
    ImmutableList<ImmutableIntArray> found = groups.build();
    if (found.isEmpty()) {
      return none("no thread has copies");
    }
    for (Property property : program.properties()) {
      if (property.kind() == Property.Kind.EVENTUALLY
          || property.kind() == Property.Kind.LEADS_TO) {
        return none("`" + property.name() + "` asks who is put off, which no exchange keeps");
      }
    }
    String misused = ThreadNumbers.misuse(program);
    if (!misused.isEmpty()) {
      return none(misused);
    }
    boolean renames = holdsNumbers(program);
    if (!renames) {
      return new ThreadSymmetry(found, false, ImmutableList.of(identity(program)), "");
    }
    List<ImmutableIntArray> all = List.of(identity(program));
    for (ImmutableIntArray group : found) {
      all = withGroup(all, group);
      if (all.size() > MAX_PERMUTATIONS) {
        return none(
            "more than " + MAX_PERMUTATIONS + " ways to exchange threads whose numbers are kept");
      }
    }
    return new ThreadSymmetry(found, true, ImmutableList.copyOf(all), "");
  }

  private static boolean areAlike(Program program, List<Integer> threads) {
    ThreadCode first = program.threads().get(threads.get(0));
    return threads.stream().allMatch(t -> program.threads().get(t).daemon() == first.daemon());
  }

  private static boolean holdsNumbers(Program program) {
    return program.memory().places().stream()
            .anyMatch(place -> place.type() instanceof ValueType.ThreadNumber)
        || program.threads().stream()
            .flatMap(thread -> thread.code().registers().stream())
            .anyMatch(register -> register.type() instanceof ValueType.ThreadNumber);
  }

  private static ImmutableIntArray identity(Program program) {
    ImmutableIntArray.Builder numbers = ImmutableIntArray.builder();
    for (int thread = 0; thread < program.threads().size(); thread++) {
      numbers.add(thread);
    }
    return numbers.build();
  }

  /** Each of {@code all} followed by each permutation of the group; at most a few too many. */
  private static List<ImmutableIntArray> withGroup(
      List<ImmutableIntArray> all, ImmutableIntArray group) {
    List<ImmutableIntArray> result = new ArrayList<>(all);
    for (int i = 0; i < result.size() && result.size() <= MAX_PERMUTATIONS; i++) {
      for (int k = 1; k < group.length(); k++) {
        int[] next = result.get(i).toArray();
        int first = next[group.get(k - 1)];
        next[group.get(k - 1)] = next[group.get(k)];
        next[group.get(k)] = first;
        ImmutableIntArray permutation = ImmutableIntArray.copyOf(next);
        if (!result.contains(permutation)) {
          result.add(permutation);
        }
      }
    }
    return result;
  }

  /** {@code gup[0] .. gup[1]}: for reports. */
  public String text(Program program) {
    List<String> names = new ArrayList<>();
    for (ImmutableIntArray group : groups) {
      names.add(
          program.threads().get(group.get(0)).name()
              + " .. "
              + program.threads().get(group.get(group.length() - 1)).name());
    }
    return String.join(", ", names);
  }
}
