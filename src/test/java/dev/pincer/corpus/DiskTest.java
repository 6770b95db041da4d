// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pincer.diag.Diagnostic;
import dev.pincer.diag.Diagnostics;
import java.nio.file.AccessDeniedException;
import org.junit.jupiter.api.Test;

class DiskTest {
  /** Nothing is forbidden to root, who runs tests in many places; so the answer is given here. */
  @Test
  void whatMayNotBeReadIsNamedWithTheWayOut() {
    Diagnostics diagnostics = new Diagnostics();
    Disk.cannotRead(Disk.reason(new AccessDeniedException("a.c")), "a.c", diagnostics);
    Diagnostic said = diagnostics.sorted().get(0);
    assertEquals("a.c: error[E0601]: cannot be read: permission denied", said.toString());
    assertEquals("`chmod u+rX` lets its owner read it", said.hint());
  }
}
