// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExamplesTest {
  private static final Path LOST_UPDATE = Path.of("src/test/golden/report/lost-update.c");

  @TempDir Path temp;

  @Test
  void aFirstCheck() {
    String diagram = Examples.aFirstCheck(LOST_UPDATE);
    assertTrue(diagram.endsWith("// visits_are_counted is false at the end: hits is 1\n"), diagram);
  }

  @Test
  void whatACommitFixed() {
    assertEquals("broken, then holds", Examples.whatACommitFixed());
  }

  @Test
  void isMyPatchGood() throws IOException {
    Path patch = temp.resolve("my.patch");
    Files.writeString(
        patch,
        """
        --- a/mm/new.c
        +++ b/mm/new.c
        @@ -0,0 +1 @@
        +/* Nothing includes this. */
        """);
    assertTrue(Examples.isMyPatchGood(patch));
  }

  @Test
  void oneRun() {
    String run = Examples.oneRun(LOST_UPDATE, "0x2");
    assertTrue(run.startsWith("2 steps, 0 switches\nCPU 0  visit[0]\n"), run);
    assertTrue(run.endsWith("// nothing is broken or reached here\n"), run);
  }

  @Test
  void whatIsWrong() throws IOException {
    Path file = temp.resolve("wrong.c");
    Files.writeString(file, "#include <pincer.h>\nthread t(void) { nr++; }\n");
    String message = Examples.whatIsWrong(file).orElseThrow();
    assertTrue(message.contains("wrong.c:2:18: error[E0201]: unknown name `nr`"), message);
    assertTrue(message.contains("   2 | thread t(void) { nr++; }\n"), message);
  }
}
