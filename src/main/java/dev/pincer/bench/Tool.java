// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bench;

import java.io.IOException;
import java.nio.file.Path;

/** What is measured: an explorer in one of its modes. */
public interface Tool {
  /** {@code pincer, 1 thread}. */
  String name();

  Family family();

  /** Whose tool it is; figures of a family are compared with those of another. */
  enum Family {
    PINCER,
    SPIN,
    TLC
  }

  /** Threads that explore. */
  int threads();

  /** Whether it may leave states out, so that its counts are its own. */
  boolean reduces();

  /** Whether it can be asked for this case. */
  boolean covers(Case size);

  /**
   * Runs it once.
   *
   * @param scratch an empty folder
   * @throws Failure if it fails, or explores something else
   */
  Measurement run(Case size, Path scratch) throws IOException, InterruptedException, Failure;

  /** The tool did not do what was asked. */
  final class Failure extends Exception {
    private static final long serialVersionUID = 1L;

    Failure(String message) {
      super(message);
    }
  }
}
