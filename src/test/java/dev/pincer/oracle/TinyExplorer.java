// SPDX-License-Identifier: Apache-2.0
package dev.pincer.oracle;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import dev.pincer.program.Code;
import dev.pincer.program.Place;
import dev.pincer.program.Program;
import dev.pincer.schedule.Choice;
import dev.pincer.schedule.Schedule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * A second opinion: a whole model checker, as short and plain as can be. It shares no code with the
 * machine and the explorer, and is right by being boring: boxed states, hash maps, recursion.
 */
final class TinyExplorer {
  record Local(int pc, ImmutableMap<Integer, Long> registers) {}

  record World(List<Long> memory, List<Local> locals, String fault) {}

  record Access(int place, boolean store, boolean plain) {}

  record Edge(int thread, List<Integer> picks, World to, List<Access> accesses, boolean acquires) {}

  final Program program;
  final List<Edge> starts = new ArrayList<>();

  /** A world that was found, after how many steps, and what it offers. */
  record Found(World world, int depth, List<Edge> edges) {}

  /** In the order of their discovery. */
  final Map<World, Found> worlds = new LinkedHashMap<>();

  TinyExplorer(Program program) {
    this.program = program;
    List<Local> entry = new ArrayList<>();
    program.threads().forEach(thread -> entry.add(new Local(0, ImmutableMap.of())));
    World blank = new World(Lists.transform(program.memory().places(), Place::initial), entry, "");
    enumerate(new ArrayList<>(), picks -> starts.add(start(blank, picks)));
    List<Found> queue = new ArrayList<>();
    starts.forEach(start -> discover(start.to, 0, queue));
    for (int i = 0; i < queue.size(); i++) {
      Found found = queue.get(i);
      World world = found.world;
      for (int thread = 0; thread < entry.size() && world.fault.isEmpty(); thread++) {
        if (world.locals.get(thread).pc >= 0) {
          int taker = thread;
          enumerate(new ArrayList<>(), picks -> found.edges.add(step(world, taker, picks)));
        }
      }
      found.edges.forEach(edge -> discover(edge.to, found.depth + 1, queue));
    }
  }

  private void discover(World world, int depth, List<Found> queue) {
    Found found = new Found(world, depth, new ArrayList<>());
    if (worlds.putIfAbsent(world, found) == null) {
      queue.add(found);
    }
  }

  List<Edge> edges(World world) {
    return Objects.requireNonNull(worlds.get(world)).edges;
  }

  interface Attempt {
    void with(List<Integer> picks);
  }

  /** Tries with ever more picks, each value in turn, until no more are asked for. */
  private static void enumerate(List<Integer> picks, Attempt attempt) {
    try {
      attempt.with(List.copyOf(picks));
    } catch (TinyCpu.NeedsPick needed) {
      for (int value = 0; value < needed.count; value++) {
        picks.add(value);
        enumerate(picks, attempt);
        picks.remove(picks.size() - 1);
      }
    } catch (TinyCpu.Blocked blocked) {
      // Not enabled: no edge.
    }
  }

  private Edge start(World blank, List<Integer> picks) {
    World world = blank;
    List<Integer> rest = new ArrayList<>(picks);
    for (Code code : program.initials()) {
      TinyCpu cpu = new TinyCpu(program, code, -1, world, rest, true);
      cpu.run(0);
      if (!cpu.fault.isEmpty()) {
        return edge(-1, picks, new World(world.memory, world.locals, cpu.fault), cpu);
      }
      world = new World(cpu.memory, world.locals, "");
    }
    for (int thread = 0; thread < world.locals.size() && world.fault.isEmpty(); thread++) {
      TinyCpu cpu = cpu(world, thread, rest);
      cpu.accessed = true;
      world = after(world, thread, cpu);
    }
    return new Edge(-1, picks, world, List.of(), false);
  }

  private Edge step(World world, int thread, List<Integer> picks) {
    TinyCpu cpu = cpu(world, thread, new ArrayList<>(picks));
    World after = after(world, thread, cpu);
    return edge(thread, picks, after, cpu);
  }

  private static Edge edge(int thread, List<Integer> picks, World to, TinyCpu cpu) {
    return new Edge(thread, picks, to, cpu.accesses, cpu.acquired);
  }

  private TinyCpu cpu(World world, int thread, List<Integer> picks) {
    Code code = program.threads().get(thread).code();
    return new TinyCpu(program, code, thread, world, picks, false);
  }

  private static World after(World world, int thread, TinyCpu cpu) {
    int pc = cpu.run(world.locals.get(thread).pc);
    if (!cpu.fault.isEmpty()) {
      return new World(world.memory, world.locals, cpu.fault);
    }
    List<Local> locals = new ArrayList<>(world.locals);
    locals.set(thread, new Local(pc, cpu.live(pc)));
    return new World(cpu.memory, locals, "");
  }

  /** The worlds that a schedule leads through, the first one included. */
  List<World> along(Schedule schedule) {
    List<World> way = new ArrayList<>();
    starts.stream()
        .filter(start -> start.picks.equals(schedule.start().asList()))
        .forEach(start -> way.add(start.to));
    for (Choice choice : schedule.choices()) {
      World at = way.get(way.size() - 1);
      edges(at).stream()
          .filter(e -> e.thread == choice.thread() && e.picks.equals(choice.picks().asList()))
          .forEach(edge -> way.add(edge.to));
    }
    return way;
  }
}
