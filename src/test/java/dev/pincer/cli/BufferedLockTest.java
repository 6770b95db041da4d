// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who holds a lock is left out of diagrams, but not where it is all that becomes visible. */
class BufferedLockTest {
  private static final String MODEL =
      """
      #include <linux/spinlock.h>
      #include <linux/compiler.h>
      static spinlock_t lock;
      static int x, y;
      thread a(void)
      {
        spin_lock(&lock);
        x = 1;
        spin_unlock(&lock);
        WRITE_ONCE(y, 1);
      }
      invariant never_done(void) { return !y; }
      """;

  @TempDir private Path folder;

  @Test
  void aReleaseThatWaitedInTheStoreBufferIsToldWhenItIsSeen() throws IOException {
    Path file = Files.writeString(folder.resolve("model.c"), MODEL);
    Call call = Call.of("pincer replay " + file + " --memory tso --schedule 0x3.1x2.0x1");
    String waits = "spin_unlock(&lock): lock.owner == nobody waits in the store buffer\n";
    assertTrue(
        call.out()
            .matches(
                "(?s).*\\Q"
                    + waits
                    + "\\E\\s+x: 0 -> 1 is seen by all\n\\s+lock.owner == nobody is seen by all\n.*"),
        call.out() + call.err());
  }
}
