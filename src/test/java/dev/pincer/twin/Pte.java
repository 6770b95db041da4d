// SPDX-License-Identifier: Apache-2.0
package dev.pincer.twin;

import java.util.Objects;

/**
 * pte_t: a value, read and written in one access. Entries are compared as the kernel compares them.
 */
record Pte(Page page, boolean write) {
  /** pte_same(). */
  boolean same(Pte other) {
    return Objects.equals(this, other);
  }

  /** pte_wrprotect(). */
  Pte protect() {
    return new Pte(page, false);
  }
}
