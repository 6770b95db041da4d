// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.program.Expr;
import dev.pincer.program.Instruction;
import dev.pincer.program.IntType;
import dev.pincer.program.Origin;
import dev.pincer.program.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * No pointer to a local comes into shared memory, and a property writes none: refused here where it
 * is certain, otherwise left to an Assert when the code runs.
 */
final class StoreCheck {
  private static final String TEXT = "a pointer to a local is stored in shared memory";

  private final Draft draft;
  private final Diagnostics diagnostics;
  private final @Nullable String property;
  private final Privacy privacy;

  private StoreCheck(
      Draft draft, @Nullable String property, Privacy privacy, Diagnostics diagnostics) {
    this.draft = draft;
    this.property = property;
    this.diagnostics = diagnostics;
    this.privacy = privacy;
  }

  /**
   * @param known of {@code draft} as it is
   * @param property the name of the property that the code is; null for a thread or initialiser
   */
  static void run(
      Draft draft, Propagation known, @Nullable String property, Diagnostics diagnostics) {
    StoreCheck check = new StoreCheck(draft, property, known.privacy(), diagnostics);
    @Nullable List<Instruction>[] replacements = draft.replacements();
    known.walk(
        (index, facts) -> {
          if (draft.instruction(index) instanceof Instruction.Store store) {
            replacements[index] = check.check(index, store, facts);
          }
        });
    draft.rewrite(replacements);
  }

  private ImmutableList<Instruction> check(int index, Instruction.Store store, Facts known) {
    ImmutableList.Builder<Instruction> result = ImmutableList.builder();
    boolean certainlyShared = !privacy.mayBePrivate(store.address());
    Origin origin = draft.origin(index);
    if (property != null && certainlyShared) {
      diagnostics.error(ErrorCode.PROPERTY_WRITES, origin.span(), property).note(where(origin));
    }
    for (Expr value : store.values()) {
      Instruction check = check(value, store.address(), known, certainlyShared, origin);
      if (check != null) {
        result.add(check);
      }
    }
    return result.add(store).build();
  }

  private @Nullable Instruction check(
      Expr value, Expr address, Facts known, boolean certainlyShared, Origin origin) {
    if (!(value instanceof Expr.Reg reg)
        || !(draft.register(reg.register()).type() instanceof ValueType.Pointer)
        || !privacy.mayBePrivate(value)) {
      return null;
    }
    boolean certainlyPrivate =
        known.substitute(reg.register()) instanceof Expr.Const constant
            && draft.isPrivate(constant.value());
    if (certainlyShared && certainlyPrivate) {
      diagnostics.error(ErrorCode.POINTER_TO_LOCAL_SHARED, origin.span());
      return null;
    }
    Expr condition = isBelow(value);
    if (!certainlyShared) {
      condition =
          new Expr.Or(condition, new Expr.Unary(Expr.UnaryOp.NOT, IntType.INT, isBelow(address)));
    }
    return new Instruction.Assert(condition, true, TEXT, ImmutableList.of());
  }

  private Expr isBelow(Expr address) {
    return new Expr.Binary(
        Expr.BinaryOp.LESS, IntType.UNSIGNED_LONG, address, new Expr.Const(draft.privateBase()));
  }

  /** Why the property does that, if another function does it. */
  private static String where(Origin origin) {
    Origin.Frame last = Iterables.getLast(origin.frames(), null);
    return last == null
        ? "a property looks at one state and changes nothing"
        : "`" + last.function() + "` is called from here: " + origin.frames().get(0).call();
  }
}
