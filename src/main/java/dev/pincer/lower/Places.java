// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import com.google.common.collect.ImmutableList;
import dev.pincer.program.Instruction;
import dev.pincer.program.Watch;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;

/** Takes from instructions the places that the author wrote, and gives them back. */
final class Places {
  private static final Span NOWHERE = new Span(new SourceFile("", ""), 0, 0);

  private Places() {}

  static Instruction without(Instruction instruction) {
    ImmutableList<Watch> watches = watches(instruction);
    if (watches.isEmpty()) {
      return instruction;
    }
    ImmutableList.Builder<Watch> bare = ImmutableList.builder();
    for (Watch watch : watches) {
      bare.add(new Watch(NOWHERE, watch.value(), watch.type()));
    }
    return with(instruction, bare.build());
  }

  /**
   * @param source what {@code bare} was made of, its watches substituted one by one
   */
  static Instruction from(Instruction source, Instruction bare) {
    ImmutableList<Watch> watches = watches(bare);
    if (watches.isEmpty()) {
      return bare;
    }
    ImmutableList<Watch> sources = watches(source);
    if (sources.size() != watches.size()) {
      throw new AssertionError(watches.size() + " watches of " + sources.size());
    }
    ImmutableList.Builder<Watch> placed = ImmutableList.builder();
    for (int i = 0; i < watches.size(); i++) {
      placed.add(new Watch(sources.get(i).text(), watches.get(i).value(), watches.get(i).type()));
    }
    return with(bare, placed.build());
  }

  private static ImmutableList<Watch> watches(Instruction instruction) {
    return switch (instruction.kind()) {
      case BRANCH -> ((Instruction.Branch) instruction).watches();
      case AWAIT -> ((Instruction.Await) instruction).watches();
      case ASSERT -> ((Instruction.Assert) instruction).watches();
      case RETURN -> ((Instruction.Return) instruction).watches();
      case LET, UNSET, LOAD, STORE, JUMP, ATOMIC_BEGIN, ATOMIC_END, CHOOSE, FENCE ->
          ImmutableList.of();
    };
  }

  private static Instruction with(Instruction instruction, ImmutableList<Watch> watches) {
    return switch (instruction.kind()) {
      case BRANCH -> {
        Instruction.Branch x = (Instruction.Branch) instruction;
        yield new Instruction.Branch(x.condition(), x.ifTrue(), x.ifFalse(), watches);
      }
      case AWAIT -> new Instruction.Await(((Instruction.Await) instruction).condition(), watches);
      case ASSERT -> {
        Instruction.Assert x = (Instruction.Assert) instruction;
        yield new Instruction.Assert(x.condition(), x.undefined(), x.text(), watches);
      }
      case RETURN -> new Instruction.Return(((Instruction.Return) instruction).value(), watches);
      case LET, UNSET, LOAD, STORE, JUMP, ATOMIC_BEGIN, ATOMIC_END, CHOOSE, FENCE -> instruction;
    };
  }
}
