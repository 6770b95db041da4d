// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bind;

import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.syntax.Tree;

/** {@code _Static_assert}. */
final class StaticAsserts {
  private StaticAsserts() {}

  static void check(Tree.StaticAssert tree, ExpressionBinder expressions, Diagnostics diagnostics) {
    Long value = expressions.constant(tree.condition());
    if (value != null && value == 0) {
      String text = tree.text();
      diagnostics.error(
          ErrorCode.STATIC_ASSERT,
          tree.condition().span(),
          text == null ? Texts.of(tree.condition().span()) : text);
    }
  }
}
