// SPDX-License-Identifier: Apache-2.0
package dev.pincer.reduce;

import com.google.common.collect.Collections2;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableIntArray;
import dev.pincer.program.ArrayExtent;
import dev.pincer.program.Code;
import dev.pincer.program.Memory;
import dev.pincer.program.Place;
import dev.pincer.program.Program;
import dev.pincer.program.Property;
import dev.pincer.program.ThreadCode;
import dev.pincer.program.ValueType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Which objects of a pool are interchangeable: elements of a file-scope array that begin alike, and
 * that no thread tells apart. To exchange what two of them hold, and every pointer to the one for
 * one to the other, leads from a state to one in which the same can happen.
 *
 * <p>It rests on this:
 *
 * <ul>
 *   <li><em>Steps.</em> The code of threads names none of the elements, and does nothing with them
 *       that it could not do with any: {@link PoolCode}. So each step has an image from the image
 *       of its state, by the same thread, at the same line. This is what code reads like; a search
 *       does not trust it, and tries it with each step that it comes to know.
 *   <li><em>Starts.</em> Each exchange of two of them leads from the states in which a run may
 *       begin to these same states; whoever asks for the symmetry tries that. So with a state each
 *       of its images is reached, in as many steps.
 *   <li><em>Properties</em> mostly count through an array, and could tell elements apart. What such
 *       a one says of a state is asked of all its images: {@link #judgedEach}. As all of them are
 *       reached, none is judged that would not be otherwise.
 * </ul>
 *
 * <p>That threads are exchanged as well makes no difference: who exchanges threads, and then
 * objects, comes to the same as the other way round.
 *
 * <p>After Ip and Dill, "Better Verification Through Symmetry" (1996), whose scalarsets are the
 * numbers of elements here; and, for pointers, Iosif, "Symmetry Reductions for Model Checking of
 * Concurrent Dynamic Software" (2004).
 *
 * @param texts what is interchangeable, for reports: {@code pages[1] .. pages[3]}
 * @param exchanges all ways to exchange them; the first leaves all as it is. Empty if nothing is
 *     interchangeable
 * @param judgedEach the properties that may say something else of some image of a state
 * @param whyNot why no other objects are; empty if there is nothing to be said
 */
public record PoolSymmetry(
    ImmutableList<String> texts,
    ImmutableList<Exchange> exchanges,
    ImmutableSet<Integer> judgedEach,
    String whyNot) {
  /** Elements of a pool of which more are not looked at. */
  private static final int MAX_ELEMENTS = 64;

  public boolean applies() {
    return !exchanges.isEmpty();
  }

  /** No symmetry is used. */
  public static PoolSymmetry none(String whyNot) {
    return new PoolSymmetry(ImmutableList.of(), ImmutableList.of(), ImmutableSet.of(), whyNot);
  }

  /**
   * @param ways that may be tried for each state
   * @param keepsStarts whether an exchange leads from the initial states to the initial states
   */
  public static PoolSymmetry of(Program program, int ways, Predicate<Exchange> keepsStarts) {
    ImmutableList<ArrayExtent> arrays = arrays(program.memory());
    return arrays.isEmpty() ? none("") : new Finder(program, arrays).find(ways, keepsStarts);
  }

  /**
   * Arrays that are whole objects at file scope. One that is a member of a struct may be copied
   * with all of it, element by element, through a pointer that says nothing of arrays.
   */
  private static ImmutableList<ArrayExtent> arrays(Memory memory) {
    ImmutableList.Builder<ArrayExtent> arrays = ImmutableList.builder();
    for (ArrayExtent array : memory.arrays()) {
      String object = memory.places().get(array.base()).object();
      boolean whole = memory.places().get(array.base()).path().startsWith(object + "[");
      boolean first = !memory.places().get(array.base() - 1).object().equals(object);
      int behind = (int) array.end() + 1;
      boolean last =
          behind >= memory.places().size() || !memory.places().get(behind).object().equals(object);
      boolean few = array.count() > 1 && array.count() <= MAX_ELEMENTS;
      if (whole && first && last && few) {
        arrays.add(array);
      }
    }
    return arrays.build();
  }

  /** Arrays whose elements are exchanged together: those of one number in all of them. */
  private record Pool(int id, ImmutableIntArray arrays, ImmutableIntArray unnamed) {}

  /** Elements of a pool that can be exchanged with one another. */
  private record Alike(Pool pool, ImmutableIntArray elements, String text) {}

  private static final class Finder {
    private final Program program;
    private final Memory memory;
    private final ImmutableList<ArrayExtent> arrays;
    private final ImmutableList<String> names;

    /** By thread. */
    private final List<PoolCode> threads = new ArrayList<>();

    private final List<PoolCode> initials = new ArrayList<>();

    /** By array the first of those that are exchanged with it. */
    private final int[] poolOf;

    /** By thread, then by register, the pool of which it holds the number of an element. */
    private final ImmutableList<ImmutableMap<Integer, Integer>> indices;

    private final Set<String> whyNot = new LinkedHashSet<>();

    Finder(Program program, ImmutableList<ArrayExtent> arrays) {
      this.program = program;
      this.memory = program.memory();
      this.arrays = arrays;
      ImmutableList.Builder<String> allNames = ImmutableList.builder();
      for (ArrayExtent array : arrays) {
        String path = memory.places().get(array.base()).path();
        allNames.add(path.substring(0, path.indexOf('[')));
      }
      this.names = allNames.build();
      IdentityHashMap<Code, PoolCode> known = new IdentityHashMap<>();
      for (ThreadCode thread : program.threads()) {
        threads.add(known.computeIfAbsent(thread.code(), this::look));
      }
      program.initials().forEach(initial -> initials.add(look(initial)));
      this.poolOf = IntStream.range(0, arrays.size()).toArray();
      for (PoolCode code : known.values()) {
        for (int array = 0; array < poolOf.length; array++) {
          for (int other = 0; other < array; other++) {
            if (code.joins(array, other)) {
              join(array, other);
            }
          }
        }
      }
      this.indices = findIndices();
    }

    private PoolCode look(Code code) {
      return new PoolCode(memory, arrays, names, code);
    }

    private void join(int array, int other) {
      int from = Math.max(poolOf[array], poolOf[other]);
      int to = Math.min(poolOf[array], poolOf[other]);
      for (int i = 0; i < poolOf.length; i++) {
        poolOf[i] = poolOf[i] == from ? to : poolOf[i];
      }
    }

    PoolSymmetry find(int ways, Predicate<Exchange> keepsStarts) {
      List<Pool> pools = pools();
      if (pools.isEmpty()) {
        return none(String.join("; ", whyNot));
      }
      for (Property property : program.properties()) {
        if (property.kind() == Property.Kind.EVENTUALLY
            || property.kind() == Property.Kind.LEADS_TO) {
          return none("`" + property.name() + "` asks who is put off, which no exchange keeps");
        }
      }
      List<Alike> all = new ArrayList<>();
      int left = ways;
      for (Pool pool : pools) {
        List<List<Integer>> classes = alikeAtStart(pool, keepsStarts);
        if (classes.isEmpty()) {
          whyNot.add("no two elements of " + text(pool) + " begin alike");
        }
        for (List<Integer> alike : classes) {
          int count = 1;
          int used = 1;
          while (count < alike.size() && used * (count + 1) <= left) {
            used *= ++count;
          }
          left /= used;
          if (count < alike.size()) {
            String many = ways == 1 ? "no way is left" : "there are more than " + ways + " ways";
            whyNot.add(many + " to exchange what of " + text(pool) + " is alike");
          }
          if (count > 1) {
            ImmutableIntArray elements = ImmutableIntArray.copyOf(alike.subList(0, count));
            all.add(new Alike(pool, elements, text(pool, elements)));
          }
        }
      }
      if (all.isEmpty()) {
        return none(String.join("; ", whyNot));
      }
      return new PoolSymmetry(
          all.stream().map(Alike::text).collect(ImmutableList.toImmutableList()),
          exchanges(all),
          judgedEach(all),
          String.join("; ", whyNot));
    }

    private List<Pool> pools() {
      List<Pool> pools = new ArrayList<>();
      for (int id = 0; id < arrays.size(); id++) {
        int pool = id;
        int[] together =
            IntStream.range(0, arrays.size()).filter(array -> poolOf[array] == pool).toArray();
        if (together.length == 0 || IntStream.of(together).noneMatch(this::isReached)) {
          continue;
        }
        String misuse = misuse(together);
        int count = arrays.get(together[0]).count();
        int[] unnamed =
            IntStream.range(0, count).filter(element -> !isNamed(together, element)).toArray();
        Pool found =
            new Pool(id, ImmutableIntArray.copyOf(together), ImmutableIntArray.copyOf(unnamed));
        if (!misuse.isEmpty()) {
          whyNot.add(misuse);
        } else if (unnamed.length < 2) {
          whyNot.add("threads name all elements of " + text(found) + " but at most one");
        } else {
          pools.add(found);
        }
      }
      return pools;
    }

    /** Whether a thread may come to an element, by its number or by a pointer. */
    private boolean isReached(int array) {
      ArrayExtent extent = arrays.get(array);
      for (PoolCode code : threads) {
        if (code.uses(array)) {
          return true;
        }
      }
      for (PoolCode code : initials) {
        if (code.uses(array)) {
          return true;
        }
      }
      for (Place place : memory.places()) {
        if (place.type() instanceof ValueType.Pointer
            && place.initial() >= extent.base()
            && place.initial() < extent.end()) {
          return true;
        }
      }
      return false;
    }

    private String misuse(int[] together) {
      for (PoolCode code : threads) {
        for (int array : together) {
          if (!code.misuse(array).isEmpty()) {
            return code.misuse(array);
          }
        }
      }
      for (int array : together) {
        if (arrays.get(array).count() != arrays.get(together[0]).count()) {
          return "threads index `" + names.get(array) + "` as they do a larger or smaller array";
        }
      }
      return "";
    }

    private boolean isNamed(int[] together, int element) {
      for (PoolCode code : threads) {
        for (int array : together) {
          if (code.named(array).get(element)) {
            return true;
          }
        }
      }
      return false;
    }

    // At the start.

    /** The elements of a pool that can be exchanged at the start, where there are at least two. */
    private List<List<Integer>> alikeAtStart(Pool pool, Predicate<Exchange> keepsStarts) {
      // Whoever can be exchanged with one of them can be with all of them.
      List<List<Integer>> classes = new ArrayList<>();
      for (int element : pool.unnamed().asList()) {
        List<Integer> joined = null;
        for (List<Integer> alike : classes) {
          int[] to = identity(pool);
          to[element] = alike.get(0);
          to[alike.get(0)] = element;
          if (keepsStarts.test(exchange(Map.of(pool, to)))) {
            joined = alike;
            break;
          }
        }
        if (joined == null) {
          joined = new ArrayList<>();
          classes.add(joined);
        }
        joined.add(element);
      }
      classes.removeIf(alike -> alike.size() < 2);
      return classes;
    }

    private int[] identity(Pool pool) {
      return IntStream.range(0, arrays.get(pool.id()).count()).toArray();
    }

    // Exchanges.

    private ImmutableList<Exchange> exchanges(List<Alike> all) {
      List<Map<Pool, int[]>> ways = new ArrayList<>();
      ways.add(new HashMap<>());
      all.forEach(alike -> ways.get(0).put(alike.pool(), identity(alike.pool())));
      for (Alike alike : all) {
        List<Map<Pool, int[]>> before = List.copyOf(ways);
        ways.clear();
        for (Map<Pool, int[]> way : before) {
          for (List<Integer> order : Collections2.permutations(alike.elements().asList())) {
            int[] to = Arrays.copyOf(way.getOrDefault(alike.pool(), new int[0]), size(alike));
            for (int i = 0; i < order.size(); i++) {
              to[alike.elements().get(i)] = order.get(i);
            }
            Map<Pool, int[]> next = new HashMap<>(way);
            next.put(alike.pool(), to);
            ways.add(next);
          }
        }
      }
      return ways.stream().map(this::exchange).collect(ImmutableList.toImmutableList());
    }

    private int size(Alike alike) {
      return arrays.get(alike.pool().id()).count();
    }

    private Exchange exchange(Map<Pool, int[]> way) {
      int[] addresses = IntStream.range(0, memory.places().size()).toArray();
      ImmutableMap.Builder<Integer, ImmutableIntArray> elements = ImmutableMap.builder();
      way.forEach(
          (pool, to) -> {
            elements.put(pool.id(), ImmutableIntArray.copyOf(to));
            for (int array : pool.arrays().asList()) {
              ArrayExtent extent = arrays.get(array);
              for (int i = 0; i < extent.count() * extent.stride(); i++) {
                int element = to[i / extent.stride()];
                addresses[extent.base() + i] =
                    extent.base() + element * extent.stride() + i % extent.stride();
              }
            }
          });
      return new Exchange(ImmutableIntArray.copyOf(addresses), elements.buildOrThrow(), indices);
    }

    private ImmutableList<ImmutableMap<Integer, Integer>> findIndices() {
      IdentityHashMap<PoolCode, ImmutableMap<Integer, Integer>> known = new IdentityHashMap<>();
      for (PoolCode thread : threads) {
        known.computeIfAbsent(
            thread,
            code -> {
              ImmutableMap.Builder<Integer, Integer> ofCode = ImmutableMap.builder();
              code.indices().forEach((register, array) -> ofCode.put(register, poolOf[array]));
              return ofCode.buildOrThrow();
            });
      }
      return threads.stream().map(known::get).collect(ImmutableList.toImmutableList());
    }

    // Properties.

    private ImmutableSet<Integer> judgedEach(List<Alike> all) {
      ImmutableSet.Builder<Integer> judged = ImmutableSet.builder();
      for (int property = 0; property < program.properties().size(); property++) {
        PoolCode code = look(program.properties().get(property).code());
        if (all.stream().anyMatch(alike -> tellsApart(code, alike))) {
          judged.add(property);
        }
      }
      return judged.build();
    }

    private boolean tellsApart(PoolCode code, Alike alike) {
      for (int array : alike.pool().arrays().asList()) {
        boolean names = alike.elements().stream().anyMatch(code.named(array)::get);
        if (names || !code.misuse(array).isEmpty()) {
          return true;
        }
        for (int other = 0; other < poolOf.length; other++) {
          // What indexes this and something else alike knows them by number.
          if (poolOf[other] != poolOf[array] && code.joins(array, other)) {
            return true;
          }
        }
      }
      return false;
    }

    // Texts.

    private String text(Pool pool) {
      List<String> all = new ArrayList<>();
      pool.arrays().forEach(array -> all.add("`" + names.get(array) + "`"));
      return String.join(" and ", all);
    }

    private String text(Pool pool, ImmutableIntArray elements) {
      BitSet set = new BitSet();
      elements.forEach(set::set);
      int first = elements.get(0);
      int last = elements.get(elements.length() - 1);
      List<String> all = new ArrayList<>();
      for (int array : pool.arrays().asList()) {
        String name = names.get(array);
        if (set.nextClearBit(first) > last && elements.length() > 1) {
          all.add(name + "[" + first + "] .. " + name + "[" + last + "]");
        } else {
          elements.forEach(element -> all.add(name + "[" + element + "]"));
        }
      }
      return String.join(", ", all);
    }
  }
}
