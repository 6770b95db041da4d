// SPDX-License-Identifier: Apache-2.0
package dev.pincer.program;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What a program does, without where it is written: two programs of equal shape have the same
 * states, steps, verdicts and schedules, instruction by instruction.
 *
 * <p>Spans, watches and names of registers are not in it; names of places, threads and properties
 * are, as reports print them. So a patch that moves lines, or changes what a scenario does not use,
 * leaves the shape as it is.
 *
 * <p>Cost: proportional to the program; equality compares it all.
 */
public record Shape(
    String name,
    ImmutableList<PlaceShape> places,
    ImmutableList<ArrayExtent> arrays,
    ImmutableList<CodeShape> initials,
    ImmutableList<ThreadShape> threads,
    ImmutableList<PropertyShape> properties) {

  record PlaceShape(String path, ValueType type, long initial, boolean ghost, boolean hole) {}

  record CodeShape(
      ImmutableList<Instruction> instructions,
      ImmutableList<ValueType> registers,
      ImmutableList<ArrayExtent> arrays,
      ImmutableList<Code.RegisterSet> live) {}

  record ThreadShape(
      String name, CodeShape code, boolean daemon, boolean fair, int copy, int copies) {}

  record PropertyShape(
      Property.Kind kind, String name, CodeShape code, @Nullable CodeShape consequence) {}

  public static Shape of(Program program) {
    ImmutableList.Builder<ThreadShape> threads = ImmutableList.builder();
    for (ThreadCode thread : program.threads()) {
      threads.add(
          new ThreadShape(
              thread.name(),
              code(thread.code()),
              thread.daemon(),
              thread.fair(),
              thread.copy(),
              thread.copies()));
    }
    return new Shape(
        program.name(),
        program.memory().places().stream()
            .map(p -> new PlaceShape(p.path(), p.type(), p.initial(), p.ghost(), p.hole()))
            .collect(ImmutableList.toImmutableList()),
        program.memory().arrays(),
        program.initials().stream().map(Shape::code).collect(ImmutableList.toImmutableList()),
        threads.build(),
        program.properties().stream()
            .map(
                p ->
                    new PropertyShape(
                        p.kind(),
                        p.name(),
                        code(p.code()),
                        p.consequence() == null ? null : code(p.consequence())))
            .collect(ImmutableList.toImmutableList()));
  }

  private static CodeShape code(Code code) {
    return new CodeShape(
        code.instructions().stream()
            .map(Shape::withoutWatches)
            .collect(ImmutableList.toImmutableList()),
        code.registers().stream().map(Register::type).collect(ImmutableList.toImmutableList()),
        code.arrays(),
        code.live());
  }

  private static Instruction withoutWatches(Instruction instruction) {
    if (instruction instanceof Instruction.Branch b) {
      return new Instruction.Branch(b.condition(), b.ifTrue(), b.ifFalse(), ImmutableList.of());
    }
    if (instruction instanceof Instruction.Await a) {
      return new Instruction.Await(a.condition(), ImmutableList.of());
    }
    if (instruction instanceof Instruction.Assert a) {
      return new Instruction.Assert(a.condition(), a.undefined(), a.text(), ImmutableList.of());
    }
    if (instruction instanceof Instruction.Return r) {
      return new Instruction.Return(r.value(), ImmutableList.of());
    }
    return instruction;
  }

  /**
   * A hash of 256 bits, the same in every Java machine; two shapes that differ have different ones.
   */
  public String fingerprint() {
    return Hashing.sha256().hashString(toString(), StandardCharsets.UTF_8).toString();
  }
}
