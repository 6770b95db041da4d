// SPDX-License-Identifier: Apache-2.0
package dev.pincer.junit;

/**
 * A verdict is not as it should be. The message is the race, as a person reads it; where in Java it
 * was noticed says nothing, so there is no stack trace.
 */
final class VerdictError extends AssertionError {
  private static final long serialVersionUID = 1L;

  VerdictError(String message) {
    super(message.stripTrailing());
  }

  @Override
  public synchronized Throwable fillInStackTrace() {
    return this;
  }
}
