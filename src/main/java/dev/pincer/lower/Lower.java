// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import com.google.common.collect.ImmutableList;
import dev.pincer.bind.Binder;
import dev.pincer.bind.Bound;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.program.Code;
import dev.pincer.program.Memory;
import dev.pincer.program.Program;
import dev.pincer.program.Property;
import dev.pincer.program.ThreadCode;
import dev.pincer.syntax.Tree;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the syntax of a model to a program: binds it, lays out its memory, and lowers each entry
 * point.
 */
public final class Lower {
  private final Diagnostics diagnostics;
  private final MemoryLayout layout;
  private final Grain grain;
  private final CodeCache cache;
  private final List<Code> initials = new ArrayList<>();
  private final List<ThreadCode> threads = new ArrayList<>();
  private final List<Property> properties = new ArrayList<>();

  private Lower(Bound.Unit unit, Grain grain, CodeCache cache, Diagnostics diagnostics) {
    this.grain = grain;
    this.cache = cache;
    this.diagnostics = diagnostics;
    this.layout = MemoryLayout.of(unit, new Shapes(), diagnostics);
  }

  /**
   * The program, or null if {@code diagnostics} has errors then; if it has some already, no more
   * are looked for.
   *
   * <p>Cost: the instructions of each entry point, all calls inlined, of which there are at most
   * 20,000; their square in the worst case.
   *
   * @param name of the scenario
   */
  public static @Nullable Program program(
      Tree.TranslationUnit unit, String name, Diagnostics diagnostics) {
    return program(unit, name, Grain.ACCESS, new CodeCache(), diagnostics);
  }

  /**
   * As {@link #program(Tree.TranslationUnit, String, Diagnostics)}, with steps of this grain.
   *
   * @param cache of what was compiled before; it changes nothing but the cost
   */
  public static @Nullable Program program(
      Tree.TranslationUnit unit,
      String name,
      Grain grain,
      CodeCache cache,
      Diagnostics diagnostics) {
    if (diagnostics.hasErrors()) {
      return null;
    }
    Bound.Unit bound = Binder.bind(unit, diagnostics);
    if (diagnostics.hasErrors()) {
      return null;
    }
    Lower lower = new Lower(bound, grain, cache, diagnostics);
    if (!diagnostics.hasErrors()) {
      bound.functions().forEach(lower::function);
    }
    if (diagnostics.hasErrors()) {
      return null;
    }
    Memory memory = lower.layout.memory();
    return new Program(
        name,
        memory,
        ImmutableList.copyOf(lower.initials),
        ImmutableList.copyOf(lower.threads),
        ImmutableList.copyOf(lower.properties));
  }

  private void function(Bound.Function function) {
    switch (function.role()) {
      case FUNCTION -> {}
      case THREAD -> threads(function, false, true, false);
      case THREADS -> threads(function, false, true, true);
      case DAEMON -> threads(function, true, false, false);
      case FAIR_DAEMON -> threads(function, true, true, false);
      case INITIAL -> {
        Code code = code(function, false, Grain.ACCESS);
        if (code != null) {
          initials.add(code);
        }
      }
      case INVARIANT -> property(function, Property.Kind.INVARIANT);
      case FINALLY -> property(function, Property.Kind.FINALLY);
      case WITNESS -> property(function, Property.Kind.WITNESS);
      case EVENTUALLY -> property(function, Property.Kind.EVENTUALLY);
      case LEADS_FROM -> property(function, Property.Kind.LEADS_TO);
      case LEADS_TO -> consequence(function);
    }
  }

  private void threads(Bound.Function function, boolean daemon, boolean fair, boolean numbered) {
    Code code = code(function, false, grain);
    if (code == null) {
      return;
    }
    for (int copy = 0; copy < function.copies(); copy++) {
      String name = numbered ? function.name() + "[" + copy + "]" : function.name();
      threads.add(new ThreadCode(name, code, daemon, fair, copy, function.copies()));
    }
  }

  private void property(Bound.Function function, Property.Kind kind) {
    Code code = code(function, true, Grain.ACCESS);
    if (code != null) {
      properties.add(new Property(kind, function.name(), code, null, function.declared()));
    }
  }

  /** The second half of the pair that the last property is. */
  private void consequence(Bound.Function function) {
    Code code = code(function, true, Grain.ACCESS);
    if (code != null && !properties.isEmpty()) {
      Property from = properties.remove(properties.size() - 1);
      properties.add(new Property(from.kind(), from.name(), from.code(), code, from.declared()));
    }
  }

  /** Null after an error. */
  private @Nullable Code code(Bound.Function function, boolean isProperty, Grain steps) {
    Draft draft;
    try {
      draft = BodyLowering.lower(function, layout, isProperty, steps, diagnostics);
    } catch (CodeBuilder.TooManyInstructions e) {
      diagnostics.error(
          ErrorCode.TOO_MANY_INSTRUCTIONS,
          function.declared(),
          function.name(),
          CodeBuilder.INSTRUCTIONS_MAX);
      return null;
    }
    if (steps == Grain.STATEMENT) {
      draft.tidyJumps();
      StoreCheck.run(draft, Propagation.of(draft), null, diagnostics);
      Statements.removeEmpty(draft);
      draft.tidyJumps();
      return draft.code(Statements.live(draft));
    }
    return cache.tidy(draft, isProperty ? function.name() : null, diagnostics);
  }
}
