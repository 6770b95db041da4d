// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.util.concurrent.UncheckedExecutionException;
import dev.pincer.diag.Diagnostics;
import dev.pincer.program.ArrayExtent;
import dev.pincer.program.Code;
import dev.pincer.program.Code.RegisterSet;
import dev.pincer.program.Instruction;
import dev.pincer.program.Register;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * Tidies drafts, and remembers those of late: a patch of one function leaves most threads and
 * properties of a model as they are, so that from stage to stage most drafts differ in nothing but
 * the places of their lines.
 *
 * <p>What the passes make of a draft depends on what is compared here and on nothing else, so a
 * model compiles to the same program with and without. Safe for use by several threads.
 */
public final class CodeCache {
  /** Enough for some scenarios at a time; an instruction weighs some hundred bytes. */
  private static final int INSTRUCTIONS_MAX = 300_000;

  private final Cache<Key, Tidied> tidied =
      CacheBuilder.newBuilder()
          .concurrencyLevel(1)
          .maximumWeight(INSTRUCTIONS_MAX)
          .weigher((Key key, Tidied code) -> key.instructions.size() + code.instructions.size())
          .build();

  /** All that the passes look at. */
  record Key(
      ImmutableList<Instruction> instructions,
      ImmutableList<Register> registers,
      ImmutableList<Draft.Block> blocks,
      ImmutableList<ArrayExtent> arrays,
      int privateBase,
      boolean isProperty) {}

  /**
   * Tidied code, without where it comes from.
   *
   * @param sources for each instruction, that of the draft which it was made of
   * @param live as in {@link Code}
   */
  record Tidied(
      ImmutableList<Instruction> instructions,
      ImmutableIntArray sources,
      ImmutableList<RegisterSet> live) {}

  /** Says that a draft is wrong; what is wrong depends on its places. */
  private static final class Wrong extends RuntimeException {
    private static final long serialVersionUID = 1;
  }

  /**
   * The code that {@code draft} is, or null after reporting what is wrong.
   *
   * @param draft as {@link BodyLowering} made it; changed
   * @param property the name of the property that the code is; null for a thread or initialiser
   */
  @Nullable Code tidy(Draft draft, @Nullable String property, Diagnostics diagnostics) {
    Draft bare = draft.withoutPlaces();
    Tidied code;
    try {
      code =
          tidied.get(
              bare.key(property != null),
              () -> {
                Diagnostics found = new Diagnostics();
                Tidied made = made(bare, property, found);
                if (found.hasErrors()) {
                  throw new Wrong();
                }
                return made;
              });
    } catch (UncheckedExecutionException e) {
      if (!(e.getCause() instanceof Wrong)) {
        throw e;
      }
      made(draft, property, diagnostics);
      return null;
    } catch (ExecutionException e) {
      throw new AssertionError(e);
    }
    return draft.code(code);
  }

  private static Tidied made(Draft draft, @Nullable String property, Diagnostics diagnostics) {
    draft.tidyJumps();
    Propagation known = Propagation.run(draft);
    StoreCheck.run(draft, known, property, diagnostics);
    SetParts.run(draft);
    Liveness.removeDead(draft);
    draft.tidyJumps();
    return draft.tidied(Liveness.of(draft));
  }
}
