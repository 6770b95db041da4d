// SPDX-License-Identifier: Apache-2.0
package dev.pincer.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pincer.diag.ErrorCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each error code has its page, each page its code, and the codes stand in order. */
class ErrorPagesTest {
  private static final Path PAGES = Path.of("docs/errors");

  @Test
  void eachCodeHasItsPage() throws IOException {
    List<String> missing = new ArrayList<>();
    for (ErrorCode code : ErrorCode.values()) {
      Path page = PAGES.resolve(code.id() + ".md");
      if (!Files.exists(page) || !Files.readString(page).startsWith("# " + code.id() + ": ")) {
        missing.add(page + ", which begins with `# " + code.id() + ": `");
      }
    }
    assertTrue(missing.isEmpty(), () -> "missing pages:\n" + String.join("\n", missing));
  }

  @Test
  void eachPageHasItsCode() throws IOException {
    Set<String> known = new HashSet<>();
    for (ErrorCode code : ErrorCode.values()) {
      known.add(code.id() + ".md");
    }
    try (Stream<Path> pages = Files.list(PAGES)) {
      List<String> extra =
          pages
              .map(page -> page.getFileName().toString())
              .filter(name -> name.startsWith("E") && !known.contains(name))
              .sorted()
              .toList();
      assertEquals(List.of(), extra, "pages without a code");
    }
  }

  @Test
  void theCodesAreUniqueAndInOrder() {
    List<String> ids = Stream.of(ErrorCode.values()).map(ErrorCode::id).toList();
    assertEquals(new HashSet<>(ids).size(), ids.size(), "two codes share an id");
    List<String> ordered = new ArrayList<>(ids);
    Collections.sort(ordered);
    assertEquals(ordered, ids);
  }

  /** Each error says what to do; these say it where they are reported, in words of the place. */
  private static final Set<ErrorCode> HINTED_WHERE_REPORTED =
      EnumSet.of(
          ErrorCode.EXPECTED,
          ErrorCode.NO_MODELS,
          ErrorCode.BAD_EXCUSE,
          ErrorCode.UNKNOWN_SCENARIO,
          ErrorCode.NOT_AT_STAGE,
          ErrorCode.UNKNOWN_STAGE,
          ErrorCode.AMBIGUOUS_STAGE,
          ErrorCode.SERIES_SYNTAX,
          ErrorCode.NO_FIRST_TAG,
          ErrorCode.HEADER_MISSING,
          ErrorCode.ORIGIN_DIFFERS,
          ErrorCode.NOT_IN_SERIES,
          ErrorCode.PATCH_NAME,
          ErrorCode.NO_DIFF,
          ErrorCode.FILE_EXISTS,
          ErrorCode.HUNK_COUNTS,
          ErrorCode.PATCH_SYNTAX,
          ErrorCode.PATH_OUTSIDE,
          ErrorCode.PATCH_UNSUPPORTED,
          ErrorCode.REMOVES_PART,
          ErrorCode.MODEL_GOES,
          ErrorCode.VERDICT_DOES_NOT_FIT,
          ErrorCode.SAVED_LINE,
          ErrorCode.SAVED_LACKS,
          ErrorCode.KNOB_RANGE,
          ErrorCode.UNKNOWN_VERB,
          ErrorCode.UNKNOWN_OPTION,
          ErrorCode.MISSING_ARGUMENT,
          ErrorCode.BAD_VALUE,
          ErrorCode.SUPERFLUOUS_ARGUMENT,
          ErrorCode.UNKNOWN_PROPERTY,
          ErrorCode.BAD_SCHEDULE,
          ErrorCode.SCHEDULE_DOES_NOT_FIT,
          ErrorCode.UNKNOWN_ERROR_CODE);

  @Test
  void eachErrorHasAHint() {
    for (ErrorCode code : ErrorCode.values()) {
      assertEquals(HINTED_WHERE_REPORTED.contains(code), code.hint() == null, code.toString());
    }
  }

  @Test
  void textsAreLowerCaseAndHaveNoFullStop() {
    for (ErrorCode code : ErrorCode.values()) {
      String text = code.text();
      assertTrue(!text.endsWith(".") && !Character.isUpperCase(text.charAt(0)), code + ": " + text);
      assertEquals(0, text.chars().filter(c -> c == '`').count() % 2, code + ": " + text);
    }
  }
}
