// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.Renderer;
import dev.pincer.source.SourceFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncludeSearchTest {
  @TempDir Path folder;

  private Corpus corpus;
  private Scenario scenario;
  private SourceTree linux;
  private IncludeSearch includes;

  @BeforeEach
  void openTheSmallFolder() throws IOException {
    Txtar.parse(Files.readString(Path.of("src/test/golden/corpus/base.folder"))).writeTo(folder);
    Txtar.parse(
            """
            -- models/linux/mm/internal.h --
            int internal;
            -- models/scenarios/shared.h --
            int shared;
            -- mine/mine.c --
            /* Mine. */
            -- mine/mine.h --
            int mine;
            """)
        .writeTo(folder);
    open("pin");
  }

  private void open(String name) {
    Diagnostics diagnostics = new Diagnostics();
    corpus = notNull(Corpus.open(folder.resolve("models"), diagnostics), diagnostics);
    scenario = notNull(corpus.scenario(name, Disk.nowhere(name), diagnostics), diagnostics);
    linux = notNull(corpus.tree(corpus.series().today(), diagnostics), diagnostics);
    includes = corpus.includes(linux, scenario);
  }

  @Test
  void anglesFindTheWordsThenTheHeadersThenTheSources() {
    assertEquals("include/pincer.h", path(find("pincer.h", true, scenario.file())));
    assertSame(linux.file("include/linux/mm.h"), find("linux/mm.h", true, scenario.file()));
    assertSame(linux.file("mm/gup.c"), find("mm/gup.c", true, scenario.file()));
    assertNull(find("linux/mn.h", true, scenario.file()));
    assertNull(find("internal.h", true, linux.file("mm/gup.c")));
  }

  @Test
  void quotesLookBesideTheFileFirst() {
    assertSame(linux.file("mm/internal.h"), find("internal.h", false, linux.file("mm/gup.c")));
    assertSame(
        linux.file("mm/gup.c"), find("../../mm/gup.c", false, linux.file("include/linux/mm.h")));
    assertSame(linux.file("mm/gup.c"), find("mm/gup.c", false, scenario.file()));
    assertEquals("scenarios/shared.h", path(find("shared.h", false, scenario.file())));
    SourceFile words = find("pincer.h", true, scenario.file());
    assertSame(linux.file("include/linux/mm.h"), find("linux/mm.h", false, words));
  }

  @Test
  void oneFileIsOneObject() {
    assertSame(
        find("shared.h", false, scenario.file()),
        find("../scenarios/shared.h", false, find("shared.h", false, scenario.file())));
    assertSame(scenario.file(), find("pin.c", false, find("shared.h", false, scenario.file())));
  }

  @Test
  void theSmallLinuxComesFromTheTreeHoweverItIsNamed() {
    // The disk has the oldest stage.
    assertSame(linux.file("mm/gup.c"), find("../linux/mm/gup.c", false, scenario.file()));
    assertNull(find("../linux/mm/gap.c", false, scenario.file()));
    assertEquals("include/pincer.h", path(find("../include/pincer.h", false, scenario.file())));
  }

  @Test
  void aFileOfTheUsersIncludesItsNeighboursAndTheSmallLinux() {
    open(folder.resolve("mine/mine.c").toString());
    assertEquals(Scenario.Kind.OWN, scenario.kind());
    assertEquals(
        folder.resolve("mine/mine.h").toString(), path(find("mine.h", false, scenario.file())));
    assertSame(linux.file("mm/gup.c"), find("mm/gup.c", true, scenario.file()));
    assertSame(linux.file("mm/gup.c"), find("../models/linux/mm/gup.c", false, scenario.file()));
  }

  @Test
  void theNamesAreThoseThatAnglesFind() {
    assertEquals(
        ImmutableList.of("kernel/fork.c", "linux/mm.h", "mm/gup.c", "mm/internal.h", "pincer.h"),
        includes.names());
    for (String name : includes.names()) {
      notNull(find(name, true, scenario.file()), new Diagnostics());
    }
  }

  @Test
  void allFilesOfATreeCanBeWrittenOut() throws IOException {
    Path out = folder.resolve("out");
    Diagnostics diagnostics = new Diagnostics();
    assertTrue(Corpus.write(linux, out, diagnostics));
    assertFalse(Corpus.write(linux, out, diagnostics));
    assertEquals(
        out
            + ": error[E0606]: cannot be written: there is something already\n"
            + "      = hint: name a folder that does not exist yet, where you may write\n",
        Renderer.render(diagnostics));
    assertEquals(
        List.of("include/linux/mm.h", "kernel/fork.c", "mm/gup.c", "mm/internal.h"),
        List.copyOf(linux.paths()));
    for (String path : linux.paths()) {
      SourceFile file = notNull(linux.file(path), new Diagnostics());
      assertEquals(file.text(), Files.readString(out.resolve(path)));
    }
  }

  private @Nullable SourceFile find(String name, boolean angled, @Nullable SourceFile from) {
    return includes.find(name, angled, notNull(from, new Diagnostics()));
  }

  private static String path(@Nullable SourceFile file) {
    return file == null ? "none" : file.path();
  }

  private static <T> T notNull(@Nullable T value, Diagnostics diagnostics) {
    if (value == null) {
      throw new AssertionError("null: " + Renderer.render(diagnostics));
    }
    return value;
  }
}
