// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.google.common.base.Splitter;
import dev.pincer.source.SourceFile;
import dev.pincer.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The small Linux broken by hand, in places that matter: each time a verdict turns. So the places
 * are there, and the scenarios ask about them.
 */
class BrokenByHandTest {
  @TempDir private Path folder;

  /** In a file of a stage, one text in place of another; and the property that is broken then. */
  private record Edit(
      String stage, String file, String old, String now, String scenario, String property) {}

  static List<Edit> edits() {
    return List.of(
        // GUP-fast does not look at the entry again when it has its reference.
        new Edit(
            "today",
            "mm/gup.c",
            " || !pte_same(pte, ptep_get(ptep))) {",
            ") {",
            "gup-unmap",
            "pinned_page_belongs_to_pinner"),
        // GUP-fast does not ask whether fork() ran meanwhile.
        new Edit(
            "57efa1fe5957",
            "mm/gup.c",
            "&& read_seqcount_retry(&mm->write_protect_seq, seq)) {",
            "&& (seq & 1)) {",
            "fork-gup-fast",
            "pinned_page_stays_mapped"),
        // A fault does not look whether another one was faster.
        new Edit(
            "today",
            "mm/memory.c",
            "\tif (!pte_none(ptep_get(vmf->pte))) {\n\t\tput_page(page);\n\t\tgoto unlock;\n\t}\n",
            "",
            "fork-gup-remote",
            "no_page_is_leaked"));
  }

  @ParameterizedTest
  @MethodSource("edits")
  void aVerdictTurns(Edit edit) throws IOException {
    Model whole = Models.standard().model(edit.scenario()).at(edit.stage());
    Model broken = whole.with(patch(edit));
    assertEquals(Verdict.HOLDS, whole.check().verdict(edit.property()));
    assertEquals(Verdict.BROKEN, broken.check().verdict(edit.property()));
  }

  private Path patch(Edit edit) throws IOException {
    SourceFile file =
        requireNonNull(Models.standard().source(edit.stage()).file(edit.file()), edit.file());
    assertTrue(file.text().contains(edit.old()), edit.toString());
    List<String> before = Splitter.on('\n').splitToList(file.text());
    List<String> after = Splitter.on('\n').splitToList(file.text().replace(edit.old(), edit.now()));
    List<String> diff =
        UnifiedDiffUtils.generateUnifiedDiff(
            "a/" + edit.file(), "b/" + edit.file(), before, DiffUtils.diff(before, after), 3);
    Path patch = folder.resolve("by-hand.patch");
    Files.writeString(patch, String.join("\n", diff) + "\n");
    return patch;
  }
}
