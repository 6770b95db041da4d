// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

/**
 * Ends reading after an error that leaves nothing sensible to read on. Never leaves the package.
 */
final class Stop extends RuntimeException {
  private static final long serialVersionUID = 1;

  Stop() {
    super(null, null, false, false);
  }
}
