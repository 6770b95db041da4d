// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

/**
 * Ends the declaration or statement at hand after an error that was reported. Never leaves the
 * package.
 */
final class SyntaxError extends RuntimeException {
  private static final long serialVersionUID = 1;

  SyntaxError() {
    super(null, null, false, false);
  }
}
