// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import com.google.common.collect.ImmutableList;
import dev.pincer.diag.Diagnostics;
import dev.pincer.source.SourceFile;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Models share a fingerprint exactly if what they can reach is the same. */
class FingerprintTest {
  private static final String MODEL =
      """
      struct page { int count; };
      struct page page;
      void get(void) { page.count++; }
      void put(void) { page.count--; }
      void get_twice(void) { get(); get(); }
      __pincer_thread void pin(void) { get_twice(); }
      """;

  @Test
  void aFunctionThatNobodyCallsDoesNotCount() {
    assertEquals(of(MODEL), of(MODEL.replace("page.count--", "page.count = 0")));
  }

  @Test
  void aFunctionThatIsCalledFarDownCounts() {
    assertNotEquals(of(MODEL), of(MODEL.replace("page.count++", "page.count += 2")));
  }

  @Test
  void typesAndObjectsCount() {
    assertNotEquals(of(MODEL), of(MODEL.replace("int count", "long count")));
    assertNotEquals(of(MODEL), of(MODEL.replace("page page;", "page page = { 1 };")));
  }

  @Test
  void blanksAndCommentsDoNotCount() {
    assertEquals(of(MODEL), of(MODEL.replace("get(); get();", "get(); /* twice */   get();")));
  }

  @Test
  void theLineOfAThreadOrPropertyCountsAsReportsNameIt() {
    assertNotEquals(of(MODEL), of("\n" + MODEL));
  }

  @Test
  void aFunctionThatBecomesReachableCounts() {
    assertNotEquals(of(MODEL), of(MODEL.replace("get(); get();", "get(); put();")));
  }

  private static String of(String text) {
    Diagnostics diagnostics = new Diagnostics();
    Includes none =
        new Includes() {
          @Override
          public @Nullable SourceFile find(String name, boolean angled, SourceFile from) {
            return null;
          }

          @Override
          public ImmutableList<String> names() {
            return ImmutableList.of();
          }
        };
    String fingerprint =
        Parser.parse(new SourceFile("model.c", text), none, Map.of(), diagnostics).fingerprint();
    assertEquals(0, diagnostics.count());
    return fingerprint;
  }
}
