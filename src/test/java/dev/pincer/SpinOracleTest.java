// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pincer.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Random models make the progress that Spin says they make: each is written in C and in Promela,
 * and both judge {@code eventually} and {@code leads_to}.
 *
 * <p>Spin knows weak fairness. Strong fairness is a part of the claims that it looks for: whoever
 * is at a lock while it is free, again and again, is elsewhere again and again. They are written as
 * automata, as the translation of such formulas takes Spin hours. A daemon that is not fair may
 * choose, before each step, to stop.
 *
 * <p>Asked for by {@code -Dpincer.spin=20}, the number of models; they take a second each. Needs
 * the programs {@code spin} (Debian: {@code apt-get install spin}) and {@code gcc}.
 */
class SpinOracleTest {
  private static final Models MODELS = Models.open(Path.of("models"));
  private static final Pattern ERRORS = Pattern.compile("errors: (\\d+)");

  @TempDir Path folder;

  @Test
  void progressIsWhatSpinSaysItIs() throws Exception {
    int count = Integer.getInteger("pincer.spin", 0);
    assumeTrue(
        count > 0, "not asked for: -Dpincer.spin=20 compares 20 models with Spin's verdicts");
    assumeTrue(
        has("spin", "-V") && has("gcc", "--version"), "no spin, or no gcc: apt-get install spin");
    int broken = 0;
    for (int seed = 0; seed < count; seed++) {
      RandomThreads threads = new RandomThreads(new Random(seed));
      Files.writeString(folder.resolve("model.c"), threads.inC());
      Files.writeString(folder.resolve("model.pml"), threads.inPromela());
      Result ours = MODELS.model(folder.resolve("model.c").toString()).check();
      run("spin", "-a", "-o3", "model.pml");
      run("gcc", "-O0", "-w", "-DNOREDUCE", "-o", "pan", "pan.c");
      for (String property : List.of("comes", "follows")) {
        boolean holds = ours.verdict(property) == Verdict.HOLDS;
        broken += holds ? 0 : 1;
        assertEquals(
            spinSaysHolds(property),
            holds,
            property + " of model " + seed + "\n" + threads.inC() + threads.inPromela());
      }
    }
    assertTrue(broken > 0 && broken < 2 * count, broken + " broken of " + 2 * count);
  }

  private boolean spinSaysHolds(String property) throws IOException, InterruptedException {
    String said = run("./pan", "-a", "-f", "-E", "-N", property);
    Matcher errors = ERRORS.matcher(said);
    assertTrue(errors.find() && !said.contains("max search depth too small"), said);
    return errors.group(1).equals("0");
  }

  private static boolean has(String... command) throws InterruptedException {
    try {
      return new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private String run(String... command) throws IOException, InterruptedException {
    Path out = folder.resolve("out");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(out.toFile())
            .start();
    boolean ended = process.waitFor(1, TimeUnit.MINUTES);
    process.destroy();
    String said = Files.readString(out);
    assertTrue(ended && process.exitValue() == 0, said);
    return said;
  }

  /** Two or three threads of a few operations on two variables, in both languages. */
  private static final class RandomThreads {
    private static final List<String> VARIABLES = List.of("x", "y");

    /** What the last thread is, in C. */
    private final String last;

    private final List<List<Op>> threads = new ArrayList<>();
    private final String goal;
    private final String trigger;

    private enum Kind {
      STORE,
      WAIT,
      LOCK,
      BUMP,
      AGAIN_IF
    }

    /** Where a thread takes one, and when it could. */
    private record Lock(String at, String free) {}

    private record Op(Kind kind, String variable, int value, int other, int target) {}

    RandomThreads(Random random) {
      last = List.of("thread", "daemon", "fair_daemon").get(random.nextInt(3));
      int threadCount = 2 + random.nextInt(2);
      for (int i = 0; i < threadCount; i++) {
        List<Op> ops = new ArrayList<>();
        int count = 2 + random.nextInt(4);
        for (int j = 0; j < count; j++) {
          Kind kind = j + 1 == count ? Kind.AGAIN_IF : Kind.values()[random.nextInt(5)];
          ops.add(
              new Op(
                  kind,
                  VARIABLES.get(random.nextInt(2)),
                  random.nextInt(3),
                  random.nextInt(3),
                  random.nextInt(j + 1)));
        }
        threads.add(ops);
      }
      goal = "x == " + (1 + random.nextInt(2));
      trigger = "y == " + random.nextInt(3);
    }

    private boolean isUnfair(int thread) {
      return thread + 1 == threads.size() && last.equals("daemon");
    }

    String inC() {
      StringBuilder text = new StringBuilder("#include <pincer.h>\nint x, y;\n");
      for (int i = 0; i < threads.size(); i++) {
        String word = i + 1 == threads.size() ? last : "thread";
        text.append(word).append(" t").append(i).append("(void)\n{\n");
        for (int j = 0; j < threads.get(i).size(); j++) {
          text.append('L').append(j).append(": ").append(inC(threads.get(i).get(j))).append('\n');
        }
        text.append("}\n");
      }
      text.append("eventually comes(void) { return ").append(goal).append("; }\n");
      text.append("leads_to(follows, ").append(trigger).append(", ").append(goal).append(");\n");
      return text.toString();
    }

    private static String inC(Op op) {
      String is = op.variable + " == " + op.value;
      return switch (op.kind) {
        case STORE -> "store(&" + op.variable + ", " + op.value + ", relaxed);";
        case WAIT -> "await(" + is + ");";
        case LOCK -> "atomic { await(" + is + "); " + op.variable + " = " + op.other + "; }";
        case BUMP -> "rmw(full) { " + op.variable + " = (" + op.variable + " + 1) % 3; }";
        case AGAIN_IF ->
            "if (load(&" + op.variable + ", relaxed) == " + op.value + ") goto L" + op.target + ";";
      };
    }

    String inPromela() {
      StringBuilder text = new StringBuilder("byte x, y;\n");
      List<Lock> locks = new ArrayList<>();
      for (int i = 0; i < threads.size(); i++) {
        text.append("active proctype t").append(i).append("() {\n");
        for (int j = 0; j < threads.get(i).size(); j++) {
          Op op = threads.get(i).get(j);
          text.append('C').append(j).append(": ");
          text.append(isUnfair(i) ? "if :: skip :: goto STOP fi;\n" : "skip;\n");
          text.append('L').append(j).append(": ").append(inPromela(op)).append(";\n");
          if (op.kind == Kind.LOCK && !isUnfair(i)) {
            locks.add(new Lock("t" + i + "@L" + j, "(" + op.variable + " == " + op.value + ")"));
          }
        }
        text.append("goto END;\nSTOP: (false);\nEND: skip\n}\n");
      }
      String not = "!(" + goal + ")";
      text.append("never comes {\nOWES:\n").append(stays(not, locks));
      text.append("never follows {\nFREE: if :: true -> goto FREE :: (").append(trigger);
      text.append(") && ").append(not).append(" -> goto OWES fi;\nOWES:\n");
      return text.append(stays(not, locks)).toString();
    }

    /** A claim that a strongly fair run stays for ever where {@code not} is true. */
    private static String stays(String not, List<Lock> locks) {
      StringBuilder text = new StringBuilder("if :: ").append(not).append(" -> goto OWES\n");
      StringBuilder commits = new StringBuilder();
      for (int set = 0; set < 1 << locks.size(); set++) {
        text.append(":: ").append(not).append(" -> goto accept_").append(set).append('\n');
        // Those in the set are left again and again, the others never free while one is there.
        StringBuilder never = new StringBuilder(not);
        List<String> left = new ArrayList<>();
        for (int i = 0; i < locks.size(); i++) {
          if ((set >> i & 1) != 0) {
            left.add("!(" + locks.get(i).at + ")");
          } else {
            never.append(" && !(").append(locks.get(i).at).append(" && ");
            never.append(locks.get(i).free).append(')');
          }
        }
        String first = left.isEmpty() ? "accept_" + set : "W" + set + "_0";
        commits.append("accept_").append(set).append(": if :: ").append(never);
        commits.append(" -> goto ").append(first).append(" fi;\n");
        for (int i = 0; i < left.size(); i++) {
          String next = i + 1 == left.size() ? "accept_" + set : "W" + set + "_" + (i + 1);
          commits.append('W').append(set).append('_').append(i).append(": if :: ").append(never);
          commits.append(" -> goto W").append(set).append('_').append(i).append(" :: ");
          commits.append(never).append(" && ").append(left.get(i)).append(" -> goto ");
          commits.append(next).append(" fi;\n");
        }
      }
      return text.append("fi;\n").append(commits).append("}\n").toString();
    }

    private static String inPromela(Op op) {
      String is = "(" + op.variable + " == " + op.value + ")";
      return switch (op.kind) {
        case STORE -> op.variable + " = " + op.value;
        case WAIT -> is;
        case LOCK -> "d_step { " + is + "; " + op.variable + " = " + op.other + " }";
        case BUMP -> op.variable + " = (" + op.variable + " + 1) % 3";
        case AGAIN_IF -> "if :: " + is + " -> goto C" + op.target + " :: else fi";
      };
    }
  }
}
