// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bits;

import java.io.IOException;
import java.nio.channels.FileChannel;

/** Gives files for what does not fit in memory. */
@FunctionalInterface
public interface Scratch {
  /**
   * An empty file, for reading and writing, that has no name any more: it is gone when nothing of
   * it is in use, however the process ends.
   */
  FileChannel open() throws IOException;
}
