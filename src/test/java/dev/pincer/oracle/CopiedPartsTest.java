// SPDX-License-Identifier: Apache-2.0
package dev.pincer.oracle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pincer.Model;
import dev.pincer.Search;
import dev.pincer.machine.Fault;
import dev.pincer.machine.Machine;
import dev.pincer.machine.MemoryModel;
import dev.pincer.machine.State;
import dev.pincer.program.Origin;
import dev.pincer.program.Program;
import dev.pincer.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random programs that copy structs of which not all is set, in all ways that C has, beside a plain
 * account of what each member holds: nothing goes wrong until a member is used that is not set, and
 * then at that line.
 */
class CopiedPartsTest {
  private static final int PROGRAMS = Integer.getInteger("pincer.generated", 100);
  private static final long SEED = Long.getLong("pincer.seed", 1);

  private static final String HEAD =
      """
      #include <pincer.h>
      struct in { short c; int d; };
      struct s { int a; long b; struct in in; struct in row[2]; };
      static int x, zero, one = 1;
      static inline struct s same(struct s v) { return v; }
      static inline struct s either(int n, struct s v, struct s w) { if (n) return v; return w; }
      static inline void copy(struct s *to, const struct s *from) { *to = *from; }
      static inline struct in inner(const struct s *from) { return from->in; }
      static inline int number(int n) { return n; }
      """;

  private static final List<String> MEMBERS =
      List.of("a", "b", "in.c", "in.d", "row[0].c", "row[0].d", "row[1].c", "row[1].d");

  /** A program, and the line at which it goes wrong; 0 if nowhere. */
  private record Generated(String text, int line) {}

  private static final class Generator {
    private final Random random;
    private final StringBuilder text = new StringBuilder(HEAD + "thread t(void)\n{\n");
    private final Map<String, @Nullable Integer> held = new LinkedHashMap<>();
    private final List<String> structs = List.of("s0", "s1", "s2", "s3[0]", "s3[1]");

    Generator(long seed) {
      random = new Random(seed);
    }

    Generated generate() {
      line("int on = one, off = zero;");
      line("struct s s0, s1, s2, s3[2], *p;");
      line("p = &s0;");
      for (String struct : structs) {
        for (String member : MEMBERS) {
          held.put(struct + "." + member, null);
        }
      }
      for (int i = 0; i < 25; i++) {
        statement();
      }
      List<String> unset = new ArrayList<>();
      held.forEach(
          (name, value) -> {
            if (value == null) {
              unset.add(name);
            } else {
              line("assert(" + name + " == " + value + ");");
            }
          });
      if (unset.isEmpty() || random.nextBoolean()) {
        return new Generated(text + "}\n", 0);
      }
      String used = pick(unset);
      int dot = used.indexOf('.');
      String copied = "same(" + used.substring(0, dot) + ")" + used.substring(dot);
      line(
          switch (random.nextInt(used.contains(".row") ? 3 : 4)) {
            case 0 -> "assert(" + used + " == 1);";
            case 1 -> "x = " + used + ";";
            case 2 -> "x = number(" + used + ");";
            default -> "x = " + copied + ";";
          });
      int line = (int) text.chars().filter(c -> c == '\n').count();
      line("x = 1;");
      return new Generated(text + "}\n", line);
    }

    private void statement() {
      String to = pick(structs);
      String from = pick(structs);
      String other = pick(structs);
      switch (random.nextInt(17)) {
        case 0, 1, 2, 3 -> {
          String name = to + "." + pick(MEMBERS);
          int value = random.nextInt(100);
          line(name + " = " + value + ";");
          held.put(name, value);
        }
        case 4 -> copy(to, from, from);
        case 5 -> copy(to, "same(" + from + ")", from);
        case 6 -> copy(to, "either(on, " + from + ", " + other + ")", from);
        case 7 -> copy(to, "off ? " + other + " : " + from, from);
        case 8 -> copy(to, "(" + other + " = " + from + ")", from, other);
        case 9 -> copy(to, "({ struct s v = " + from + "; v; })", from);
        case 10 -> {
          line("copy(&" + to + ", &" + from + ");");
          move(to, from, "");
        }
        case 11 -> {
          line("for (int i = 0; i < 2; i++)");
          line("\tp = i ? &" + from + " : &" + other + ";");
          copy(to, "*p", from);
        }
        case 12 -> {
          line("p = on ? &" + to + " : &" + other + ";");
          line("*p = " + from + ";");
          move(to, from, "");
        }
        case 13 -> {
          line(to + ".in = inner(&" + from + ");");
          move(to, from, "in.");
        }
        case 14 -> {
          line(to + ".row[on] = " + from + ".in;");
          for (String member : List.of("c", "d")) {
            held.put(to + ".row[1]." + member, held.get(from + ".in." + member));
          }
        }
        case 15 -> {
          @Nullable Integer c = held.get(from + ".in.c");
          @Nullable Integer d = held.get(from + ".in.d");
          line(to + " = (struct s){ .b = 7, .in = " + from + ".in, .row[1] = { .d = 8 } };");
          for (String member : MEMBERS) {
            held.put(to + "." + member, 0);
          }
          held.put(to + ".b", 7);
          held.put(to + ".in.c", c);
          held.put(to + ".in.d", d);
          held.put(to + ".row[1].d", 8);
        }
        default -> {
          List<String> set = new ArrayList<>();
          held.forEach(
              (name, value) -> {
                if (value != null) {
                  set.add(name);
                }
              });
          if (!set.isEmpty()) {
            String name = pick(set);
            line("assert(" + name + " == " + held.get(name) + ");");
          }
        }
      }
    }

    /** An assignment whose value is that of {@code from}, and which gives it to others as well. */
    private void copy(String to, String value, String from, String... others) {
      line(to + " = " + value + ";");
      for (String other : others) {
        move(other, from, "");
      }
      move(to, from, "");
    }

    private void move(String to, String from, String prefix) {
      for (String member : MEMBERS) {
        if (member.startsWith(prefix)) {
          held.put(to + "." + member, held.get(from + "." + member));
        }
      }
    }

    private String pick(List<String> of) {
      return of.get(random.nextInt(of.size()));
    }

    private void line(String code) {
      text.append('\t').append(code).append('\n');
    }
  }

  @TempDir Path folder;

  @Test
  void goWrongWhereWhatIsNotSetIsUsed() throws IOException {
    int undefined = 0;
    for (int i = 0; i < PROGRAMS; i++) {
      Generated generated = new Generator(SEED + i).generate();
      Path file = Files.writeString(folder.resolve("parts" + i + ".c"), generated.text());
      Program program = Model.load(file).program();
      Machine machine = new Machine(program);
      State state = machine.starts().get(0).state();
      while (state.fault() == null && !state.threads().get(0).hasReturned()) {
        state = machine.expand(state).successors().get(0).state();
      }
      Fault fault = state.fault();
      if (generated.line() == 0) {
        assertNull(fault, generated.text());
      } else {
        undefined++;
        assertNotNull(fault, generated.text());
        assertEquals(Fault.Kind.UNDEFINED, fault.kind(), generated.text());
        assertEquals(
            generated.line(),
            line(program.threads().get(0).code().origins().get(fault.instruction())),
            fault.text() + "\n" + generated.text());
        assertTrue(fault.text().endsWith("is read before it is set"), fault.text());
      }
      Comparison.of(program, 100);
      Comparison.of(program, MemoryModel.tso(1), 100);
      assertEquals(
          generated.line() == 0 ? Verdict.HOLDS : Verdict.BROKEN,
          Model.load(file)
              .under(MemoryModel.weak(MemoryModel.DEPTH))
              .check(Search.exhaustive().workers(1))
              .verdict("undefined_behaviour"));
    }
    assertTrue(
        undefined > PROGRAMS / 4 && undefined < 3 * PROGRAMS / 4, undefined + " are undefined");
  }

  /** The line of the thread itself that control comes from. */
  private static int line(Origin origin) {
    return (origin.frames().isEmpty() ? origin.statement() : origin.frames().get(0).statement())
        .line();
  }
}
