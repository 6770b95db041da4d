// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableList;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.Renderer;
import dev.pincer.schedule.Choice;
import dev.pincer.schedule.Schedule;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.SearchResult;
import dev.pincer.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExpectationsTest {
  private static final String TABLE =
      """
      # What the folder must say.
      #
      # stage   scenario  memory  property     verdict  steps  states  why

      v1.0      pin       sc      *            holds        -      40  the lock covers the rest
      v1.0      pin       sc      no_lost_pin  broken       7      40  two loads before a store
      # After the fix.
      v1.1      pin       sc      *            holds        -       ?  the pin is one step
      """;

  @TempDir Path folder;

  private Corpus corpus;
  private final Diagnostics diagnostics = new Diagnostics();

  @BeforeEach
  void openTheSmallFolder() throws IOException {
    Txtar.parse(Files.readString(Path.of("src/test/golden/corpus/base.folder"))).writeTo(folder);
    Corpus opened = Corpus.open(folder.resolve("models"), diagnostics);
    corpus = assertNotNullNow(opened);
  }

  // ---- Comparing -----------------------------------------------------------------------------

  @Test
  void aPropertyWithoutARowOfItsOwnIsJudgedByTheStar() {
    Expectations table = parse(TABLE);
    assertEquals("*", assertNotNullNow(table.row("v1.0", "pin", "sc", "deadlock")).property());
    assertEquals(
        "no_lost_pin", assertNotNullNow(table.row("v1.0", "pin", "sc", "no_lost_pin")).property());
    assertNull(table.row("v1.0", "late", "sc", "deadlock"));
  }

  @Test
  void aRowMayWaitForItsMemoryModel() {
    String waits = "v1.0  pin  weak  no_lost_pin  holds  -  waiting  there is a barrier\n";
    Expectations table = parse(TABLE + waits);
    assertEquals(
        List.of("v1.0/pin/no_lost_pin"),
        table.waiting().stream().map(Expectations.Row::name).toList());
    List<Judgement> judged =
        table.compare("v1.0", "pin", "weak", result(99, holds("no_lost_pin")), diagnostics);
    assertEquals(Judgement.Outcome.AS_EXPECTED, judged.get(0).outcome());
    Expectations.Searched searched =
        new Expectations.Searched(
            "v1.0", "pin", "weak", result(99, broken("no_lost_pin", 7), holds("deadlock")));
    assertEquals(TABLE + waits, update(TABLE + waits, searched).text());
  }

  @Test
  void aRowCanOnlyWaitForAMemoryModelThatThereIsNot() {
    SourceFile file =
        new SourceFile("expected.txt", "v1.0  pin  lkmm  no_lost_pin  holds  -  ?  why\n");
    Expectations.parse(file, corpus, diagnostics);
    assertTrue(
        Renderer.render(diagnostics).contains("there is no memory model lkmm to judge this row"),
        Renderer.render(diagnostics));
  }

  @Test
  void aTagAndItsCommitAreOneSubject() {
    assertNotNull(parse(TABLE).row("aaaaaaaaaaaa", "pin", "sc", "deadlock"));
  }

  @Test
  void whatTheTableSaysIsAsExpected() {
    assertEquals(
        List.of("no_lost_pin AS_EXPECTED", "pinned AS_EXPECTED", "deadlock AS_EXPECTED"),
        outcomes(
            "v1.0", result(40, broken("no_lost_pin", 7), reached("pinned"), holds("deadlock"))));
  }

  @Test
  void aVerdictAndACountCanChange() {
    assertEquals(
        List.of("no_lost_pin VERDICT_CHANGED", "pinned VERDICT_CHANGED", "deadlock COUNT_CHANGED"),
        outcomes("v1.0", result(41, holds("no_lost_pin"), unreached("pinned"), holds("deadlock"))));
    assertEquals(
        List.of("no_lost_pin COUNT_CHANGED"),
        outcomes("v1.0", result(40, broken("no_lost_pin", 8))));
  }

  @Test
  void whatNobodyCountedCannotChangeItsCount() {
    assertEquals(List.of("deadlock AS_EXPECTED"), outcomes("v1.1", result(9, holds("deadlock"))));
  }

  @Test
  void whereTheTableIsSilentAllHolds() {
    assertEquals(
        List.of("no_lost_pin VERDICT_CHANGED", "pinned AS_EXPECTED", "deadlock AS_EXPECTED"),
        outcomes(
            "none", result(40, broken("no_lost_pin", 7), reached("pinned"), holds("deadlock"))));
  }

  @Test
  void aSearchThatEndedEarlyCountsNoStates() {
    SearchResult result =
        new SearchResult(
            ImmutableList.of(broken("no_lost_pin", 7), unknown("deadlock")),
            12,
            12,
            3,
            SearchResult.Limit.STATES,
            ImmutableList.of(),
            0,
            Duration.ZERO);
    assertEquals(
        List.of("no_lost_pin AS_EXPECTED", "deadlock UNDECIDED"), outcomes("v1.0", result));
  }

  @Test
  void changesAreReportedWithWhatWasWanted() {
    Expectations table = parse(TABLE);
    for (Judgement judgement :
        table.compare(
            "v1.0",
            "pin",
            "sc",
            result(41, holds("no_lost_pin"), holds("deadlock")),
            diagnostics)) {
      judgement.report(diagnostics);
    }
    table
        .compare("none", "pin", "sc", result(41, broken("deadlock", 3)), diagnostics)
        .forEach(judgement -> judgement.report(diagnostics));
    assertEquals(
        """
        expected.txt:5:1: error[E0651]: the counts of `v1.0/pin/deadlock` are not the expected ones
            5 | v1.0      pin       sc      *            holds        -      40  the lock covers the rest
              | ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
              = note: want holds, 40 states
                      got  holds, 41 states
              = hint: if this is meant: `--update`
        expected.txt:6:1: error[E0650]: the verdict of `v1.0/pin/no_lost_pin` is not the expected one
            6 | v1.0      pin       sc      no_lost_pin  broken       7      40  two loads before a store
              | ^~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~~
              = note: want broken in 7 steps, 40 states  (two loads before a store)
                      got  holds, 41 states
              = hint: if this is meant: `--update --accept v1.0/pin/no_lost_pin`, and write why
        expected.txt: error[E0650]: the verdict of `none/pin/deadlock` is not the expected one
              = note: want holds, as nothing else is written
                      got  broken in 3 steps, 41 states
              = hint: if this is meant: `--update --accept none/pin/deadlock`, and write why
        """,
        Renderer.render(diagnostics));
  }

  @Test
  void aRowForAPropertyThatIsNotThereIsAnError() {
    parse(TABLE)
        .compare("v1.0", "pin", "sc", result(40, holds("no_lost_pim"), holds("x")), diagnostics);
    assertEquals(
        """
        expected.txt:6:29: error[E0644]: scenario `pin` has no property `no_lost_pin`
            6 | v1.0      pin       sc      no_lost_pin  broken       7      40  two loads before a store
              |                             ^~~~~~~~~~~
              = hint: did you mean `no_lost_pim`?
        """,
        Renderer.render(diagnostics));
  }

  @Test
  void aWordOfWitnessesIsNotForInvariants() {
    parse("v1.0 pin sc no_lost_pin reached 7 40 it is a witness\n")
        .compare("v1.0", "pin", "sc", result(40, holds("no_lost_pin")), diagnostics);
    assertEquals(
        """
        expected.txt:1:25: error[E0646]: `reached` cannot be said of `no_lost_pin`
            1 | v1.0 pin sc no_lost_pin reached 7 40 it is a witness
              |                         ^~~~~~~
              = hint: `reached` and `unreached` are for witnesses
        """,
        Renderer.render(diagnostics));
  }

  // ---- Updating ------------------------------------------------------------------------------

  @Test
  void anUpdateRenewsCountsInPlace() {
    Expectations.Update update =
        update(
            TABLE,
            searched("v1.0", result(123456, broken("no_lost_pin", 11), holds("deadlock"))),
            searched("aaaaaaaaaaaa", result(20, holds("no_lost_pin"), holds("deadlock"))));
    assertEquals(
        """
        # What the folder must say.
        #
        # stage   scenario  memory  property     verdict  steps  states  why

        v1.0      pin       sc      *            holds        -  123456  the lock covers the rest
        v1.0      pin       sc      no_lost_pin  broken      11  123456  two loads before a store
        # After the fix.
        v1.1      pin       sc      *            holds        -      20  the pin is one step
        """,
        update.text());
    assertEquals(3, update.renewed());
    assertEquals(0, update.added());
    assertEquals(List.of(), update.changed());
  }

  @Test
  void aCountThatIsTooWideMovesTheColumnsBehindIt() {
    Expectations.Update update =
        update(TABLE, searched("v1.0", result(1234567890, broken("no_lost_pin", 11))));
    assertEquals(
        """
        # What the folder must say.
        #
        # stage   scenario  memory  property     verdict  steps      states  why

        v1.0      pin       sc      *            holds        -  1234567890  the lock covers the rest
        v1.0      pin       sc      no_lost_pin  broken      11  1234567890  two loads before a store
        # After the fix.
        v1.1      pin       sc      *            holds        -           ?  the pin is one step
        """,
        update.text());
  }

  @Test
  void aTableThatIsNotAlignedKeepsItsRows() {
    Expectations.Update update =
        update(
            "v1.0 pin sc * holds - 4 a\n  v1.1  pin sc * holds  - ? b  c\n",
            searched("v1.0", result(4, holds("deadlock"))),
            searched("aaaaaaaaaaaa", result(123, holds("deadlock"))));
    assertEquals("v1.0 pin sc * holds - 4 a\n  v1.1  pin sc * holds  - 123 b  c\n", update.text());
  }

  @Test
  void partsThatAreAlignedApartStaySo() {
    Expectations.Update update =
        update(
            """
            # stage  scenario  memory  property     verdict  steps  states  why

            v1.0  pin  sc  *            holds   -  ?  a
            v1.0  pin  sc  no_lost_pin  broken  ?  ?  b

            # v1.1
            v1.1      pin      sc   *   holds    -   ?   c
            v1.1      pin      sc   x   holds    -   ?   d
            """,
            searched("v1.0", result(47, broken("no_lost_pin", 12), holds("deadlock"))),
            searched("aaaaaaaaaaaa", result(123, holds("x"))));
    assertEquals(
        """
        # stage  scenario  memory  property     verdict  steps  states  why

        v1.0  pin  sc  *            holds    -  47  a
        v1.0  pin  sc  no_lost_pin  broken  12  47  b

        # v1.1
        v1.1      pin      sc   *   holds    -  123  c
        v1.1      pin      sc   x   holds    -  123  d
        """,
        update.text());
  }

  @Test
  void aChangedVerdictIsListedAndLeft() {
    Expectations.Update update =
        update(TABLE, searched("v1.0", result(40, holds("no_lost_pin"), broken("deadlock", 3))));
    assertEquals(TABLE, update.text());
    assertEquals(List.of("v1.0/pin/no_lost_pin", "v1.0/pin/deadlock"), update.changed());
    assertEquals(0, update.renewed());
  }

  @Test
  void anAcceptedVerdictIsRewrittenAndAsksForAReason() {
    Expectations.Update update =
        update(
            TABLE,
            List.of("v1.0/pin/no_lost_pin", "v1.0/pin/deadlock"),
            searched("v1.0", result(41, holds("no_lost_pin"), broken("deadlock", 3))));
    assertEquals(
        """
        # What the folder must say.
        #
        # stage   scenario  memory  property     verdict  steps  states  why

        v1.0      pin       sc      *            holds        -      41  the lock covers the rest
        v1.0      pin       sc      no_lost_pin  holds        -      41  ? was broken: two loads before a store
        v1.0      pin       sc      deadlock     broken       3      41  ?
        # After the fix.
        v1.1      pin       sc      *            holds        -       ?  the pin is one step
        """,
        update.text());
    assertEquals(List.of("v1.0/pin/no_lost_pin", "v1.0/pin/deadlock"), update.accepted());
    assertEquals(List.of(), update.changed());
    parse(update.text()).demandReasons(diagnostics);
    assertEquals(2, diagnostics.count());
  }

  @Test
  void whatIsNotChangedCannotBeAccepted() {
    update(
        TABLE,
        List.of("v1.0/pin/no_lost_pim"),
        searched("v1.0", result(40, holds("no_lost_pin"), holds("deadlock"))));
    assertEquals(
        """
        --accept v1.0/pin/no_lost_pim: error[E0652]: no changed verdict `v1.0/pin/no_lost_pim` to accept
              = hint: did you mean `v1.0/pin/no_lost_pin`?
        """,
        Renderer.render(diagnostics));
  }

  @Test
  void whatHasNoRowGetsOneWithoutAReason() {
    Expectations.Update update =
        update(
            TABLE,
            searched("bbbbbbbbbbbb", result(50, broken("no_lost_pin", 4), reached("pinned"))),
            searched("aaaaaaaaaaaa", result(7, holds("deadlock"))));
    assertEquals(
        """
        # What the folder must say.
        #
        # stage       scenario  memory  property     verdict  steps  states  why

        v1.0          pin       sc      *            holds        -      40  the lock covers the rest
        v1.0          pin       sc      no_lost_pin  broken       7      40  two loads before a store
        # After the fix.
        v1.1          pin       sc      *            holds        -       7  the pin is one step
        bbbbbbbbbbbb  pin       sc      *            holds        -      50  ?
        bbbbbbbbbbbb  pin       sc      no_lost_pin  broken       4      50  ?
        """,
        update.text());
    assertEquals(2, update.added());
  }

  @Test
  void anEmptyTableBecomesAnAlignedOne() {
    Expectations.Update update =
        update("", searched("v1.0", result(40, broken("no_lost_pin", 7), holds("deadlock"))));
    assertEquals(
        """
        v1.0  pin  sc  *            holds   -  40  ?
        v1.0  pin  sc  no_lost_pin  broken  7  40  ?
        """,
        update.text());
  }

  @Test
  void aSearchThatEndedEarlyChangesNothing() {
    SearchResult early =
        new SearchResult(
            ImmutableList.of(broken("deadlock", 7)),
            12,
            12,
            3,
            SearchResult.Limit.MEMORY,
            ImmutableList.of(),
            0,
            Duration.ZERO);
    assertEquals(TABLE, update(TABLE, searched("v1.0", early)).text());
  }

  @Test
  void aSecondUpdateChangesNothing() {
    Expectations.Searched searched =
        searched("bbbbbbbbbbbb", result(50, broken("no_lost_pin", 4), reached("pinned")));
    String once = update(TABLE, searched).text();
    assertEquals(once, update(once, searched).text());
  }

  @Test
  void carriageReturnsStay() {
    String table = TABLE.replace("\n", "\r\n");
    assertEquals(table, update(table).text());
    assertEquals(
        table.replace("40", "41"),
        update(table, searched("v1.0", result(41, broken("no_lost_pin", 7)))).text());
  }

  @Test
  void theFileIsReplacedAsAWhole() throws IOException {
    assertTrue(corpus.write(update(TABLE), diagnostics));
    Path models = folder.resolve("models");
    assertEquals(TABLE, Files.readString(models.resolve("expected.txt")));
    assertFalse(Files.exists(models.resolve("expected.txt.new")));
  }

  @Test
  void aFileThatCannotBeWrittenIsReported() throws IOException {
    Path file = folder.resolve("models/expected.txt");
    Files.delete(file);
    Files.createDirectories(file.resolve("in-the-way"));
    assertFalse(corpus.write(update(TABLE), diagnostics));
    assertTrue(Renderer.render(diagnostics).contains("E0606"), Renderer.render(diagnostics));
  }

  // ---- Words ---------------------------------------------------------------------------------

  private Expectations parse(String table) {
    Expectations expectations =
        Expectations.parse(new SourceFile("expected.txt", table), corpus, diagnostics);
    assertFalse(diagnostics.hasErrors(), Renderer.render(diagnostics));
    return expectations;
  }

  private List<String> outcomes(String subject, SearchResult result) {
    return parse(TABLE).compare(subject, "pin", "sc", result, diagnostics).stream()
        .map(judgement -> judgement.finding().property() + " " + judgement.outcome())
        .toList();
  }

  private Expectations.Update update(String table, Expectations.Searched... searched) {
    return update(table, List.of(), searched);
  }

  private Expectations.Update update(
      String table, List<String> accepted, Expectations.Searched... searched) {
    Map<String, Span> places = new TreeMap<>();
    accepted.forEach(name -> places.put(name, Disk.nowhere("--accept " + name)));
    return parse(table).update(List.of(searched), places, diagnostics);
  }

  private static Expectations.Searched searched(String subject, SearchResult result) {
    return new Expectations.Searched(subject, "pin", "sc", result);
  }

  private static SearchResult result(long states, Finding... findings) {
    return new SearchResult(
        ImmutableList.copyOf(findings),
        states,
        2 * states,
        20,
        SearchResult.Limit.NONE,
        ImmutableList.of(),
        0,
        Duration.ZERO);
  }

  private static Finding holds(String property) {
    return new Finding(property, Finding.Kind.INVARIANT, Verdict.HOLDS, null, "");
  }

  private static Finding unknown(String property) {
    return new Finding(property, Finding.Kind.INVARIANT, Verdict.UNKNOWN, null, "");
  }

  private static Finding broken(String property, int steps) {
    return new Finding(property, Finding.Kind.INVARIANT, Verdict.BROKEN, witness(steps), "");
  }

  private static Finding reached(String property) {
    return new Finding(property, Finding.Kind.WITNESS, Verdict.REACHED, witness(2), "");
  }

  private static Finding unreached(String property) {
    return new Finding(property, Finding.Kind.WITNESS, Verdict.UNREACHED, null, "");
  }

  private static Schedule witness(int steps) {
    ImmutableList.Builder<Choice> choices = ImmutableList.builder();
    for (int i = 0; i < steps; i++) {
      choices.add(Choice.of(0));
    }
    return new Schedule(Schedule.EMPTY.start(), choices.build());
  }

  private static <T> T assertNotNullNow(@Nullable T value) {
    if (value == null) {
      throw new AssertionError("null");
    }
    return value;
  }
}
