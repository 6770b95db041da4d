// SPDX-License-Identifier: Apache-2.0
package dev.pincer.weaken;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSet;
import dev.pincer.machine.MemoryModel;
import dev.pincer.program.Code;
import dev.pincer.program.Instruction;
import dev.pincer.program.Listing;
import dev.pincer.program.Memory;
import dev.pincer.program.Origin;
import dev.pincer.program.Program;
import dev.pincer.program.ThreadCode;
import dev.pincer.source.Span;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds the orderings of a program, and takes them away. */
public final class Orderings {
  /** The order of the report: by file, then by line. */
  private static final Comparator<Ordering> IN_SOURCE =
      Comparator.comparing((Ordering o) -> o.place().file().path())
          .thenComparing(o -> o.place().start())
          .thenComparing(Ordering::strength);

  private Orderings() {}

  /** Those of all threads that order anything under a memory model, in the order of the source. */
  public static ImmutableList<Ordering> of(Program program, MemoryModel memory) {
    Map<Key, Found> found = new LinkedHashMap<>();
    Map<Code, Acts> known = new HashMap<>();
    for (int i = 0; i < program.threads().size(); i++) {
      ThreadCode thread = program.threads().get(i);
      Code code = thread.code();
      Acts acts = known.computeIfAbsent(code, c -> new Acts(c, program.memory()));
      for (int pc = 0; pc < code.instructions().size(); pc++) {
        Instruction instruction = code.instructions().get(pc);
        ImmutableList<Instruction> weaker =
            acts.acts.get(pc) ? memory.weaker(instruction) : ImmutableList.of();
        if (!weaker.isEmpty()) {
          Place place = acts.place(code.origins().get(pc), code.name());
          Found at =
              found.computeIfAbsent(
                  new Key(place.span, shape(instruction)), key -> new Found(instruction, weaker));
          at.functions.add(place.function);
          at.threads.add(code.name());
          at.sites.add(new Ordering.Site(i, pc));
        }
      }
    }
    List<Ordering> orderings = new ArrayList<>();
    found.forEach((key, at) -> orderings.add(at.ordering(key.place)));
    return ImmutableList.sortedCopyOf(IN_SOURCE, orderings);
  }

  /**
   * The program with less order.
   *
   * @param weakened for each ordering which of its {@link Ordering#weaker} takes its place
   */
  public static Program without(Program program, Map<Ordering, Integer> weakened) {
    Map<Ordering.Site, Instruction> changed = new HashMap<>();
    weakened.forEach(
        (ordering, which) -> {
          for (Ordering.Site site : ordering.sites()) {
            Instruction as = instruction(program, site);
            changed.put(site, like(as, ordering.weaker().get(which)));
          }
        });
    ImmutableList.Builder<ThreadCode> threads = ImmutableList.builder();
    Map<Code, Code> made = new HashMap<>();
    for (int i = 0; i < program.threads().size(); i++) {
      int number = i;
      ThreadCode thread = program.threads().get(i);
      Code code = made.computeIfAbsent(thread.code(), c -> changed(c, number, changed));
      threads.add(
          new ThreadCode(
              thread.name(), code, thread.daemon(), thread.fair(), thread.copy(), thread.copies()));
    }
    return new Program(
        program.name(),
        program.memory(),
        program.initials(),
        threads.build(),
        program.properties());
  }

  private static Instruction instruction(Program program, Ordering.Site site) {
    return program.threads().get(site.thread()).code().instructions().get(site.instruction());
  }

  private static Code changed(Code code, int thread, Map<Ordering.Site, Instruction> changed) {
    ImmutableList.Builder<Instruction> instructions = ImmutableList.builder();
    for (int pc = 0; pc < code.instructions().size(); pc++) {
      instructions.add(
          changed.getOrDefault(new Ordering.Site(thread, pc), code.instructions().get(pc)));
    }
    return new Code(
        code.name(),
        instructions.build(),
        code.origins(),
        code.registers(),
        code.arrays(),
        code.live());
  }

  /** {@code instruction} with the strength of {@code other}, which is of its kind. */
  private static Instruction like(Instruction instruction, Instruction other) {
    if (instruction instanceof Instruction.Load load) {
      return load.with(((Instruction.Load) other).order());
    }
    if (instruction instanceof Instruction.Store store) {
      return store.with(((Instruction.Store) other).order());
    }
    return other;
  }

  /** What tells instructions apart that come from one place. */
  private record Key(Span place, String shape) {}

  private static String shape(Instruction instruction) {
    if (instruction instanceof Instruction.Load load) {
      return "load " + load.order();
    }
    if (instruction instanceof Instruction.Store store) {
      return "store " + store.order();
    }
    return instruction.toString();
  }

  /** An ordering that is being put together. */
  private static final class Found {
    private final Instruction strongest;
    private final ImmutableList<Instruction> weaker;
    private final Set<String> functions = new LinkedHashSet<>();
    private final Set<String> threads = new LinkedHashSet<>();
    private final ImmutableList.Builder<Ordering.Site> sites = ImmutableList.builder();

    Found(Instruction strongest, ImmutableList<Instruction> weaker) {
      this.strongest = strongest;
      this.weaker = weaker;
    }

    Ordering ordering(Span place) {
      return new Ordering(
          place,
          ImmutableSet.copyOf(functions),
          ImmutableSet.copyOf(threads),
          strongest,
          weaker,
          sites.build());
    }
  }

  private record Place(Span span, String function) {}

  /** Which instructions of a code act: access shared memory, or are fences. */
  private static final class Acts {
    private final BitSet acts;

    /** How many of them each inlined call has. */
    private final Map<Integer, Integer> count = new HashMap<>();

    Acts(Code code, Memory memory) {
      acts = Listing.steps(code, memory);
      for (int pc = 0; pc < code.instructions().size(); pc++) {
        if (code.instructions().get(pc).kind() == Instruction.Kind.FENCE) {
          acts.set(pc);
        }
        if (acts.get(pc)) {
          for (Origin.Frame frame : code.origins().get(pc).frames()) {
            count.merge(frame.instance(), 1, Integer::sum);
          }
        }
      }
    }

    /** The outermost call that does nothing but this, or what is written itself. */
    Place place(Origin origin, String thread) {
      List<Origin.Frame> frames = origin.frames();
      Span span = origin.span();
      int depth = frames.size();
      while (depth > 0 && count.getOrDefault(frames.get(depth - 1).instance(), 0) == 1) {
        depth--;
        span = frames.get(depth).call();
      }
      return new Place(span, depth == 0 ? thread : frames.get(depth - 1).function());
    }
  }
}
