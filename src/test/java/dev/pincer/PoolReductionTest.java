// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.explore.FinalStates;
import dev.pincer.explore.SearchMonitor;
import dev.pincer.explore.SearchOptions;
import dev.pincer.machine.MemoryModel;
import dev.pincer.program.Program;
import dev.pincer.report.Audited;
import dev.pincer.verdict.Reduction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which objects of a pool are exchanged, and why others are not. */
class PoolReductionTest {
  @TempDir static Path folder;

  private static final Search TWO_WORKERS = Search.exhaustive().workers(2);

  private static final String MODEL =
      """
      #include <pincer.h>
      struct page { int x, y[2]; struct page *next; thread_t by; };
      static struct page pages[3], many[5];
      static int flags[3], more[4];
      static struct page *volatile slot;
      static volatile int x;
      static thread_t lock;

      static struct page *any(void) { return &pages[choose(3)]; }
      static void set(int *at, int value) { *at = value; }
      """;

  private static Model model(String threads) throws IOException {
    Path file = folder.resolve("pool.c");
    Files.writeString(file, MODEL + threads);
    return Model.load(file);
  }

  private static Audited audit(Model model) {
    Audited audited = model.audit(TWO_WORKERS, Reduction.Kind.SYMMETRY);
    assertEquals(List.of(), audited.differences());
    return audited;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "any()->x = 1; | pages[0] .. pages[2]",
        "int i = choose(3); pages[i].x = 1; | pages[0] .. pages[2]",
        "unsigned long i = choose(3); pages[i].x = 1; | pages[0] .. pages[2]",
        "pages[0].x = 1; any()->x = 2; | pages[1] .. pages[2]",
        "pages[1].x = 1; any()->x = 2; | pages[0], pages[2]",
        "struct page *p = any(); p->x = 1; if (p == &pages[2]) x = 1; | pages[0] .. pages[1]",
        "int i = choose(3); if (x) i = 2; pages[i].x = 1; | pages[0] .. pages[1]",
        // What is done with a part of an element is done with that of any.
        "struct page *p = any(); p->y[x] = 1; int *q = &p->y[0]; q++; *q = 2; | pages[0] .. pages[2]",
        "struct page *p = any(); set(&p->x, 1); x = p->next ? 1 : 2; | pages[0] .. pages[2]",
        "struct page *p = any(); p->x = 2; p->next = p; slot = p; | pages[0] .. pages[2]",
        "any()->x = 1; for (int i = 0; i < 4; i++) more[i] = 1; | pages[0] .. pages[2]",
        // The same numbers stand for the same elements everywhere.
        "int i = choose(3); flags[i] = 1; pages[i].x = 1;"
            + " | pages[0] .. pages[2], flags[0] .. flags[2]",
        "int i = choose(3), j = choose(3); if (i != j) pages[i].next = &pages[j];"
            + " | pages[0] .. pages[2]",
        // 24 ways are enough for four.
        "many[choose(5)].x = 1; | many[0] .. many[3]",
        "more[choose(4)] = 1; | more[0] .. more[3]",
        "any()->x = 1; more[choose(4)] = 1; | pages[0] .. pages[2], more[0] .. more[1]",
      })
  void whatIsAlikeIsExchanged(String code, String what) throws IOException {
    Audited audited = audit(model("thread t(void) { " + code + " x = 3; }\n"));
    assertEquals(what, audited.reduction().text());
    assertTrue(audited.reduction().used());
    assertTrue(audited.reducedStates() < audited.states(), audited.lines());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // A loop over all elements does the same with each; but in an order.
        "for (int i = 0; i < 3; i++) pages[i].x = 1; | `t` counts through `pages`",
        "int i = choose(3); pages[i].x = 1; i = (i + 1) % 3; pages[i].x = 2;"
            + " | `t` counts through `pages`",
        "pages[choose(2) + 1].x = 1; | `t` counts through `pages`",
        "pages[choose(2)].x = 1; | `t` chooses among 2 where `pages` has 3",
        "int i = x; pages[i].x = 1;"
            + " | `t` finds elements of `pages` by numbers that it has not chosen",
        "int i = choose(3); x = i; pages[i].x = 1;"
            + " | `t` uses the number of an element of `pages`",
        "int i = choose(3); if (i) pages[i].x = 1;"
            + " | `t` uses the number of an element of `pages`",
        "int i = choose(3); if (i == 2) pages[i].x = 1;"
            + " | `t` uses the number of an element of `pages`",
        "int i = choose(3); if (i == x) pages[i].x = 1;"
            + " | `t` uses the number of an element of `pages`",
        "int i = choose(3), n = 1; if (i == n) pages[i].x = 1;"
            + " | `t` uses the number of an element of `pages`",
        "bool i = choose(3); pages[i].x = 1; | `t` counts through `pages`",
        "int i = choose(3); int *at = &i; if (x) *at = 0; pages[i].x = 1;"
            + " | `t` keeps the address of the number of an element of `pages`",
        "int i = choose(3); more[i] = 1; pages[i].x = 1;"
            + " | `t` indexes `pages` as it does `more`, which has more or fewer",
        "struct page *p = any(); p += x; p->x = 1;"
            + " | `t` calculates with addresses of what may be in `pages`",
        "struct page *p = x ? pages : any(); p++; p->x = 1;"
            + " | `t` calculates with addresses of what may be in `pages`",
        "struct page *p = any(); x = p - slot;"
            + " | `t` calculates with addresses of what may be in `pages`",
        "struct page *p = any(), *q = any(); if (p < q) x = 1; | `t` asks which address is smaller",
        "pages[0].x = 1; pages[1].x = 1; slot = &pages[2];"
            + " | threads name all elements of `pages` but at most one",
        "pages[0].x = 1; if (slot == &pages[1]) x = 1;"
            + " | threads name all elements of `pages` but at most one",
        "int i = choose(3); if (x) i = 2; if (x == 2) i = 1; pages[i].x = 1;"
            + " | threads name all elements of `pages` but at most one",
        // 257 is 1 in a char: a number that is none of an element may become that of one.
        "int i = choose(3); pages[i].x = 1; i = 257; char c = i; assert(!pages[c].x);"
            + " | `t` has 257 for the number of an element of `pages`",
        "int i = choose(3); pages[i].x = 1; i = -255; unsigned char c = i; pages[c].x = 2;"
            + " | `t` has -255 for the number of an element of `pages`",
        "int i = choose(3), n = 257; pages[i].x = 1; if ((char)n == i) x = 1;"
            + " if (x) { if (pages[2].x) n = i; }"
            + " | `t` has 257 for the number of an element of `pages`",
      })
  void whatIsNotSaysWhy(String code, String why) throws IOException {
    Audited audited = audit(model("thread t(void) { " + code + " x = 3; }\n"));
    assertFalse(audited.reduction().used());
    assertTrue(
        List.of(audited.reduction().besides().split("; ")).contains(why),
        audited.reduction().besides());
    assertEquals("no thread has copies", audited.reduction().text());
    assertTrue(audited.lines().contains("not used: no thread has copies; "), audited.lines());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "slot = &pages[1]; | pages[0], pages[2]",
        "slot = any(); | pages[0] .. pages[2]",
        "pages[0].x = 1; | pages[1] .. pages[2]",
        "for (int i = 0; i < 3; i++) pages[i].x = 7; | pages[0] .. pages[2]",
        "pages[0].next = &pages[0]; pages[1].next = &pages[1]; | pages[0] .. pages[1]",
        "pages[choose(2)].x = 1; | pages[0] .. pages[1]",
      })
  void whatBeginsAlikeIsExchanged(String initial, String what) throws IOException {
    String initials = "initial begin(void) { " + initial + " }\n";
    Audited audited = audit(model(initials + "thread t(void) { x = any()->x; }\n"));
    assertEquals(what, audited.reduction().text());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "for (int i = 0; i < 3; i++) pages[i].x = i;",
        "for (int i = 0; i < 3; i++) pages[i].next = &pages[(i + 1) % 3];",
        "pages[0].next = &pages[1]; pages[1].next = &pages[2];",
      })
  void whatBeginsOtherwiseIsNot(String initial) throws IOException {
    String initials = "initial begin(void) { " + initial + " }\n";
    Audited audited = audit(model(initials + "thread t(void) { x = any()->x; }\n"));
    assertFalse(audited.reduction().used());
    assertEquals("no two elements of `pages` begin alike", audited.reduction().besides());
  }

  /** Copies come first, and leave so many ways. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2 | t[0] .. t[1], pages[0] .. pages[2] | ''",
        "3 | t[0] .. t[2], pages[0] .. pages[1]"
            + " | there are more than 4 ways to exchange what of `pages` is alike",
        "4 | t[0] .. t[3] | no way is left to exchange what of `pages` is alike",
      })
  void threadsAndObjectsShareTheWays(int copies, String what, String besides) throws IOException {
    String threads = "threads(t, %d) { struct page *p = any(); p->by = this_thread(); }\n";
    Audited audited = audit(model(threads.formatted(copies)));
    assertEquals(what, audited.reduction().text());
    assertEquals(besides, audited.reduction().besides());
  }

  /** Where no number of a thread is kept, copies are sorted, however many they are. */
  @Test
  void sortedCopiesLeaveAllWays() throws IOException {
    Path file = folder.resolve("sorted.c");
    Files.writeString(
        file,
        """
        #include <pincer.h>
        static volatile int x[4];
        threads(t, 5) { int i = choose(4); x[i] = 1; }
        """);
    Audited audited = audit(Model.load(file));
    assertEquals("t[0] .. t[4], x[0] .. x[3]", audited.reduction().text());
    assertEquals("", audited.reduction().besides());
  }

  @Test
  void objectsAreExchangedWhereThreadsAreTooMany() throws IOException {
    Audited audited = audit(model("threads(t, 5) { any()->x = 1; }\n"));
    assertEquals("pages[0] .. pages[2]", audited.reduction().text());
    assertEquals(
        "more than 24 ways to exchange threads whose numbers are kept",
        audited.reduction().besides());
  }

  @Test
  void noneIsUsedWhereSomebodyAsksForProgress() throws IOException {
    Audited audited =
        audit(model("thread t(void) { any()->x = 1; } eventually done(void) { return x; }\n"));
    assertFalse(audited.reduction().used());
    assertEquals(
        "`done` asks who is put off, which no exchange keeps", audited.reduction().besides());
  }

  @ParameterizedTest
  @ValueSource(strings = {"tso", "weak"})
  void noneIsUsedWhereMemoryTakesSteps(String memory) throws IOException {
    Model model = model("thread t(void) { any()->x = 1; x = 1; }\n");
    Audited audited = audit(model.under(MemoryModel.named(memory, MemoryModel.DEPTH)));
    assertFalse(audited.reduction().used());
    assertEquals("the memory model has steps of its own", audited.reduction().text());
    assertEquals(audited.states(), audited.reducedStates());
  }

  /** A property is asked of every image where it names an element in a way that is not seen. */
  @Test
  void aPropertyMayNameAnElementByANumberThatIsConverted() throws IOException {
    Model model =
        model(
            """
            thread t(void) { int i = choose(3); flags[i] = 1; }
            invariant first(void) { int i = 256; char c = i; return !flags[c]; }
            invariant second(void) { int i = 257; char c = i; return !flags[c]; }
            """);
    assertEquals(
        "flags[0] .. flags[2]",
        audit(model).reduction().text(),
        "what a property does is no matter");
    assertEquals(
        model.check(TWO_WORKERS.withoutReductions()).verdicts(),
        model.check(TWO_WORKERS).verdicts());
  }

  /** Types are known by name, and a block may have one of a name that is taken outside. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "struct s { int *p; } l[2]; struct s *q = &l[x];",
        "struct { int *p; } l[2]; typeof(l[0]) *q = &l[x];"
      })
  void aNameOfATypeIsNotTrustedWhereALocalMayHaveAnother(String local) throws IOException {
    Model model =
        model(
            """
            struct s { int n; } g;
            struct { int n; } unnamed;
            thread t(void) {
            	%s
            	g.n = 1;
            	unnamed.n = 1;
            	int *p = &flags[choose(3)];
            	x = 0;
            	q->p = &flags[1];
            	assert(p != l[0].p);
            }
            """
                .formatted(local));
    assertEquals("flags[0], flags[2]", audit(model).reduction().text());
    assertEquals(
        model.check(TWO_WORKERS.withoutReductions()).verdicts(),
        model.check(TWO_WORKERS).verdicts());
  }

  /** As a struct is copied member by member, which tells the elements of its arrays apart. */
  @Test
  void whatIsInAStructIsNotExchanged() throws IOException {
    Path file = folder.resolve("member.c");
    Files.writeString(
        file,
        """
        #include <pincer.h>
        struct wrap { int y[3]; };
        static struct wrap g, *volatile slot = &g;
        thread t(void) {
        	int i = choose(3);
        	store(&g.y[i], 1, relaxed);
        	struct wrap v = *slot;
        	assert(!v.y[1]);
        }
        invariant unset(void) { struct wrap v = *slot; return !v.y[2]; }
        """);
    Model model = Model.load(file);
    assertFalse(audit(model).reduction().used());
    assertEquals(
        model.check(TWO_WORKERS.withoutReductions()).verdicts(),
        model.check(TWO_WORKERS).verdicts());
  }

  /** Of orders of steps, those in which a property sees a difference in any element count. */
  @Test
  void whatIsVisibleOfOneElementIsOfAll() throws IOException {
    Model model =
        model(
            """
            static int begun;
            thread a(void) {
            	int i = choose(3);
            	atomic { flags[i] = 1; begun = 1; }
            	flags[i] = 2;
            	flags[i] = 3;
            }
            thread b(void) { atomic { await(begun); x = 1; } x = 0; more[0] = 1; more[0] = 2; }
            invariant not_both(void) { return flags[0] != 2 || !x; }
            """);
    Result plain = model.check(TWO_WORKERS.withoutReductions());
    Result reduced = model.check(TWO_WORKERS);
    assertEquals(plain.verdicts(), reduced.verdicts());
    assertTrue(plain.states() > reduced.states());
    assertTrue(reduced.search().reductions().stream().allMatch(Reduction::used));
  }

  /** What one line does to two arrays is one reason. */
  @Test
  void aReasonStandsOnce() throws IOException {
    Model model =
        model(
            """
            thread t(void) {
            	struct page *p = any(), *q = &many[choose(5)];

            	p->x = 1;
            	q->x = 1;
            	x = p < &pages[1];
            }
            """);
    Reduction reduction = audit(model).reduction();
    String why = reduction.text() + "; " + reduction.besides();
    assertEquals(1, why.split("asks which address is smaller", -1).length - 1, why);
  }

  /** Who asks what certain elements hold at the end is told of each. */
  @Test
  void finalStatesNameTheirElements() throws IOException {
    Program program = model("thread t(void) { flags[choose(3)] = 1; x = 1; }\n").program();
    int first =
        IntStream.range(0, program.memory().places().size())
            .filter(place -> program.memory().places().get(place).path().equals("flags[0]"))
            .findFirst()
            .orElseThrow();
    FinalStates finals =
        FinalStates.search(
            program,
            MemoryModel.sc(),
            ImmutableIntArray.of(first, first + 1, first + 2),
            values -> values.get(0) == 1,
            SearchOptions.DEFAULT.withReductions(ImmutableSet.copyOf(Reduction.Kind.values())),
            SearchMonitor.NONE);
    assertEquals(
        ImmutableSet.of(
            ImmutableLongArray.of(1, 0, 0),
            ImmutableLongArray.of(0, 1, 0),
            ImmutableLongArray.of(0, 0, 1)),
        finals.values());
    assertTrue(finals.witness() != null);
  }
}
