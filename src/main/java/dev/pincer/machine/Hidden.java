// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

/** What a memory model keeps of one thread beside memory. Immutable, a value. */
public interface Hidden {
  /** Nothing. */
  Hidden NONE = None.NONE;

  /** The one of {@link #NONE}. */
  enum None implements Hidden {
    NONE
  }
}
