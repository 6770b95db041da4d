// SPDX-License-Identifier: Apache-2.0
package dev.pincer.oracle;

import dev.pincer.Model;
import dev.pincer.program.Program;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;

/**
 * Random models around a pool of objects: threads choose elements, take them, and keep pointers to
 * them in memory, in other elements and in registers.
 */
public final class PoolModels {
  private PoolModels() {}

  /**
   * One model.
   *
   * @param first the steps of the first thread, or of its copies, by number
   * @param second those of another thread, if there is one
   */
  public record Spec(
      int elements, int copies, List<Integer> first, List<Integer> second, int start, int asked) {
    public String text() {
      StringBuilder text = new StringBuilder(BEFORE.formatted(elements));
      text.append(STARTS.get(start));
      if (!first.isEmpty()) {
        text.append(thread("threads(t, " + copies + ")", first));
      }
      if (!second.isEmpty()) {
        text.append(thread("thread u(void)", second));
      }
      for (int i = 0; i < PROPERTIES.size(); i++) {
        text.append((asked >>> i & 1) == 0 ? "" : PROPERTIES.get(i));
      }
      return text.toString();
    }

    public Program program() throws IOException {
      Path folder = Files.createTempDirectory("pincer-pools");
      Path file = folder.resolve("pool.c");
      try {
        Files.writeString(file, text());
        return Model.load(file).program();
      } finally {
        Files.deleteIfExists(file);
        Files.deleteIfExists(folder);
      }
    }

    private static String thread(String head, List<Integer> body) {
      StringBuilder text = new StringBuilder(head);
      text.append(" {\n\tint i = choose(N), j = i;\n");
      text.append("\tstruct page *p = &pages[i], *q = NULL;\n");
      body.forEach(step -> text.append('\t').append(STEPS.get(step)).append('\n'));
      return text.append("}\n").toString();
    }

    @Override
    public String toString() {
      return "\n" + text();
    }
  }

  private static final String BEFORE =
      """
      #include <pincer.h>
      #define N %d
      struct page { bool taken; struct page *next; thread_t by; };
      static struct page pages[N];
      static volatile int owner[N];
      static struct page *volatile slot;
      static struct page **volatile head;
      static volatile int flag;
      """;

  private static final List<String> STARTS =
      List.of(
          "",
          "",
          "initial set(void) { slot = &pages[choose(N)]; }\n",
          "initial set(void) { for (int k = 0; k < N; k++) pages[k].taken = 1; }\n",
          "initial set(void) { slot = &pages[0]; pages[1].next = slot; }\n",
          "initial set(void) { pages[0].taken = 1; }\n",
          "initial set(void) { for (int k = 0; k < N; k++) pages[k].next = &pages[(k + 1) % N]; }\n",
          "initial set(void) { int k = choose(N); pages[k].next = slot; slot = &pages[k];"
              + " pages[choose(N)].next = slot; }\n");

  /** Those of the last lines tell elements apart, so that nothing may be left out. */
  private static final List<String> STEPS =
      List.of(
          "atomic { await(!p->taken); p->taken = 1; }",
          "atomic { await(!p->taken); p->taken = 1; p->by = this_thread(); }",
          "if (p->by == this_thread()) p->taken = 0;",
          "p->taken = 0;",
          "p->taken = !p->taken;",
          "slot = p;",
          "slot = NULL;",
          "q = slot;",
          "atomic { q = slot; slot = NULL; }",
          "if (q) q->taken = 1;",
          "q->taken = 0;",
          "if (q == p) flag = 1; else if (q) flag = 2;",
          "p->next = q;",
          "p->next = slot;",
          "p->next = NULL;",
          "q = p->next;",
          "if (q && q->next) q = q->next;",
          "p = &pages[choose(N)];",
          "j = choose(N); p = &pages[j];",
          "if (p != &pages[i]) flag = 1;",
          "if (i == j) flag = !flag;",
          "owner[i] = 1;",
          "owner[i] = !owner[i]; if (pages[i].taken) owner[i] = 0;",
          "head = &p->next;",
          "if (head) *head = p;",
          "if (head == &p->next) head = NULL;",
          "assert(!q || q->taken || flag);",
          "await(flag);",
          "while (!flag) if (p->taken) break;",
          "if (q) *q = *p;",
          "{ struct page copy = *p; copy.taken = !copy.taken; *p = copy; }",
          "{ struct page { int taken; } own = { 1 }, *r = &own; r->taken = flag; flag = own.taken; }",
          "{ bool *at = &p->taken; *at = 1; }",
          "if (slot == &pages[1]) flag = 1;",
          "pages[0].taken = 1;",
          "q = &pages[N - 1];",
          "j = 256; { char c = j; pages[c].taken = 1; }",
          "j = i; { char c = j + 256; pages[c].taken = 1; }",
          "{ int *at = &j; *at = 0; pages[j].taken = 1; }",
          "for (int k = 0; k < N; k++) if (!pages[k].taken) { pages[k].taken = 1; break; }",
          "if (q && p < q) flag = 1;",
          "if (i) flag = 1;",
          "flag = i;",
          "if (q) { struct page *r = q + 1; if (r == p) flag = 1; }");

  /** Those of the last lines. */
  private static final int APART = 11;

  private static final List<String> PROPERTIES =
      List.of(
          "invariant one_is_free(void) { for (int k = 0; k < N; k++) if (!pages[k].taken) return 1;"
              + " return 0; }\n",
          "invariant first_is_free(void) { return !pages[0].taken; }\n",
          "witness second_is_taken(void) { return pages[1].taken && !pages[0].taken; }\n",
          "witness slot_is_taken(void) { return slot && slot->taken; }\n",
          "finally none_is_linked(void) { for (int k = 0; k < N; k++) if (pages[k].next) return 0;"
              + " return 1; }\n",
          "finally first_is_behind(void) { return slot != &pages[0] || owner[0]; }\n",
          "witness chain(void) { return pages[0].next == &pages[1] && pages[1].next; }\n",
          "invariant slot_is_not_second(void) { return slot != &pages[1]; }\n",
          "invariant loop_is_free(void) { struct page *p = slot; return !p->next || p->next != p; }\n");

  /**
   * @param alike of so many steps that treat elements alike there is one of any kind
   */
  public static Arbitrary<Spec> specs(int alike) {
    Arbitrary<Integer> steps =
        Arbitraries.frequencyOf(
            Tuple.of(alike, Arbitraries.integers().between(0, STEPS.size() - APART - 1)),
            Tuple.of(1, Arbitraries.integers().between(0, STEPS.size() - 1)));
    return Combinators.combine(
            Arbitraries.of(2, 3, 3, 3, 4),
            Arbitraries.of(1, 2, 2),
            steps.list().ofMinSize(1).ofMaxSize(4),
            steps.list().ofMinSize(0).ofMaxSize(3),
            Arbitraries.integers().between(0, STARTS.size() - 1),
            Arbitraries.integers().between(0, (1 << PROPERTIES.size()) - 1))
        .as(Spec::new);
  }
}
