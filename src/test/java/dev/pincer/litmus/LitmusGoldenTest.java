// SPDX-License-Identifier: Apache-2.0
package dev.pincer.litmus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pincer.Litmus;
import dev.pincer.ModelException;
import dev.pincer.Models;
import dev.pincer.Search;
import dev.pincer.golden.Goldens;
import dev.pincer.machine.MemoryModel;
import dev.pincer.report.LitmusOutcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Litmus tests of our own writing: what is printed of each, and verdicts that every textbook has.
 */
class LitmusGoldenTest {
  private static final Path FOLDER = Path.of("src/test/golden/litmus");

  static List<Path> tests() throws IOException {
    return Goldens.inputs("litmus", ".litmus");
  }

  @ParameterizedTest
  @MethodSource("tests")
  void printsWhatIsExpected(Path file) throws IOException {
    String text;
    try {
      text = check(file).text().replaceAll("(?m)^(Time .*) \\d+\\.\\d+$", "$1 0.00");
    } catch (ModelException e) {
      text = e.getMessage();
    }
    Goldens.check(file, ".out", text);
  }

  /** The races are of stores that are seen late, and of some that are seen early. */
  @ParameterizedTest
  @ValueSource(strings = {"MP", "LB", "LB+own"})
  void saysWhatIsStaleAndWhatWasSeenBefore(String name) throws IOException {
    Path file = FOLDER.resolve(name + ".litmus");
    String text = check(file, MemoryModel.weak(MemoryModel.DEPTH)).text();
    Goldens.check(file, ".weak.out", text.substring(text.indexOf("  CPU 0")));
  }

  @ParameterizedTest
  @CsvSource({
    "SB, Never",
    "SB+mbs, Never",
    "SB+rel-acq, Never",
    "SB+xchgs, Never",
    "SB+rfis, Never",
    "MP, Never",
    "MP+rel+acq, Never",
    "LB, Never",
    "LB+datas, Always",
    "2+2W, Never",
    "R, Never",
    "CoRR, Never",
    "IRIW+rmbs, Never",
    "locks, Always",
    "plain, Sometimes",
    "rcu, Never",
    "rcu-nested, Never",
    "srcu, Never",
    "srcu-other, Sometimes",
    "srcu-overlapping, Sometimes",
    "srcu-handed-on, Never",
    "atomics, Always",
    "wait, Always",
  })
  void theVerdictUnderSequentialConsistencyIsThatOfTheTextbooks(String name, String verdict) {
    assertEquals(verdict, check(FOLDER.resolve(name + ".litmus")).observation().word());
  }

  @ParameterizedTest
  @CsvSource({
    "SB, Sometimes, Sometimes",
    "SB+mbs, Never, Never",
    "SB+rel-acq, Sometimes, Sometimes",
    "SB+xchgs, Never, Never",
    "SB+rfis, Sometimes, Sometimes",
    "MP, Never, Sometimes",
    "MP+rel+acq, Never, Never",
    "MP+wmb+rmb, Never, Never",
    "MP+void+rmb, Never, Sometimes",
    "MP+fetch+rmb, Never, Never",
    "LB, Never, Sometimes",
    "LB+datas, Always, Always",
    "LB+own, Never, Sometimes",
    "2+2W, Never, Sometimes",
    "R, Sometimes, Sometimes",
    "CoRR, Never, Never",
    "IRIW+rmbs, Never, Never",
    "locks, Always, Always",
    "rcu, Never, Never",
    "rcu-nested, Never, Never",
    "srcu, Never, Never",
    "srcu-other, Sometimes, Sometimes",
    "srcu-overlapping, Sometimes, Sometimes",
    "srcu-handed-on, Never, Never",
    "atomics, Always, Always",
    "wait, Always, Always",
  })
  void theVerdictsOfWeakerMemoryAreThoseOfTheTextbooks(String name, String tso, String weak) {
    Path file = FOLDER.resolve(name + ".litmus");
    assertEquals(tso, check(file, MemoryModel.tso()).observation().word());
    MemoryModel arm = MemoryModel.weak(MemoryModel.DEPTH);
    assertEquals(weak, check(file, arm).observation().word());
  }

  private static LitmusOutcome check(Path file) {
    return check(file, MemoryModel.sc());
  }

  private static LitmusOutcome check(Path file, MemoryModel memory) {
    return Litmus.load(Models.standard(), file).check(memory, Search.exhaustive().workers(1));
  }
}
