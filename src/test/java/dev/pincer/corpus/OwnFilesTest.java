// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.google.common.collect.ImmutableMap;
import dev.pincer.source.SourceFile;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnFilesTest {
  private static OwnFiles files(String... paths) {
    ImmutableMap.Builder<SourceFile, Path> places = ImmutableMap.builder();
    for (String path : paths) {
      places.put(new SourceFile(path, ""), Path.of("/home/me/repo/models", path).normalize());
    }
    return OwnFiles.of(places.buildOrThrow());
  }

  /** The user stands in /home/me/repo/models; the file lies there, or in a folder beside it. */
  @ParameterizedTest
  @CsvSource({
    "own.c,                     own.c",
    "./own.c,                   own.c",
    "../models/own.c,           own.c",
    "/home/me/repo/models/own.c, own.c",
    "own.c,                     models/own.c",
    "../models/own.c,           models/own.c",
    "/home/me/repo/models/own.c, models/own.c",
    "own.c,                     repo/models/own.c",
    "own.c,                     /home/me/repo/models/own.c",
    "../lib/own.c,              lib/own.c",
    "own.c,                     ../models/own.c",
    "own.c,                     /mended/own.c",
    "sub/own.c,                 sub/own.c",
  })
  void aPatchMayCallAFileByTheEndOfItsName(String given, String inPatch) {
    assertEquals(given, files(given).named(inPatch));
  }

  @ParameterizedTest
  @CsvSource({
    "own.c,                      own-new.c",
    "own.c,                      my-own.c",
    "own.c,                      own.c/x.c",
    "own.c,                      ''",
    "sub/own.c,                  lib/own.c",
    "../lib/own.c,               models/own.c",
    "/home/me/repo/models/own.c, other/own.c",
  })
  void twoNamesWithUnlikeFoldersAreTwoFiles(String given, String inPatch) {
    assertNull(files(given).named(inPatch));
  }

  @Test
  void theModelGoesBeforeOthersOfItsName() {
    assertEquals("own.h", files("own.h", "lib/own.h").named("own.h"));
    assertEquals("lib/own.h", files("own.h", "lib/own.h").named("lib/own.h"));
    assertEquals("own.h", files("../own.c", "own.h", "lib/own.h").named("models/own.h"));
  }

  @ParameterizedTest
  @CsvSource({
    "own.c,            new.h,           new.h",
    "own.c,            models/new.h,    new.h",
    "../lib/own.c,     lib/new.h,       ../lib/new.h",
    "sub/own.c,        sub/new.h,       sub/new.h",
    "sub/own.c,        x/sub/new.h,     sub/new.h",
  })
  void aNewFileLiesBesideTheModel(String given, String inPatch, String path) {
    assertEquals(path, files(given).beside(inPatch));
  }

  @ParameterizedTest
  @CsvSource({"own.c, mm/new.h", "sub/own.c, lib/new.h", "own.c, ''"})
  void aNewFileOfAnotherFolderIsNotTheModels(String given, String inPatch) {
    assertNull(files(given).beside(inPatch));
  }

  @Test
  void whatIsRemovedIsKnownAndHasNoName() {
    OwnFiles files = files("own.c", "own.h").without("own.h");
    assertEquals("own.h", files.at(Path.of("/home/me/repo/models/own.h")));
    assertNull(files.entry("own.h"));
    assertNull(files.named("own.h"));
    assertEquals("`own.c`", files.names());
    OwnFiles again = files.with("own.h", Objects.requireNonNull(files.entry("own.c")));
    assertEquals("own.h", again.named("own.h"));
  }

  @Test
  void messagesNameThem() {
    assertEquals("`own.c`", files("own.c").names());
    assertEquals("`own.c` and `a.h`", files("own.c", "a.h").names());
    assertEquals("`own.c`, `b.h` and `a.h`", files("own.c", "b.h", "a.h").names());
  }
}
