// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

/**
 * Undefined behaviour met on the way through an instruction. {@link Run} turns it into a {@link
 * Fault}; it never leaves this package. The message is the fault's text.
 */
final class Undefined extends RuntimeException {
  private static final long serialVersionUID = 1L;

  Undefined(String text) {
    super(text, null, false, false);
  }
}
