// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bits;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StateTableTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 8, 13})
  void numbersStatesInTheOrderOfInsertion(int wordCount) {
    Random random = new Random(wordCount);
    StateTable table = new StateTable(wordCount);
    StateTable.Inserter inserter = table.inserter();
    Map<List<Long>, Integer> oracle = new HashMap<>();
    for (int round = 0; round < 200; round++) {
      int count = random.nextInt(300);
      long[] words = new long[count * wordCount];
      for (int i = 0; i < words.length; i++) {
        words[i] = wordCount == 1 ? random.nextInt(40_000) : random.nextInt(4) * (1L << 60);
      }
      int[] numbers = new int[count];
      inserter.insert(words, count, numbers);
      for (int i = 0; i < count; i++) {
        Integer known = oracle.putIfAbsent(state(words, i, wordCount), oracle.size());
        assertEquals(known == null ? oracle.size() - 1 : ~known, numbers[i]);
      }
    }
    assertEquals(oracle.size(), inserter.added());
    oracle.forEach(
        (state, number) -> {
          long[] words = new long[wordCount + 1];
          table.read(number, words, 1);
          assertEquals(state, state(Arrays.copyOfRange(words, 1, wordCount + 1), 0, wordCount));
          assertEquals(number, table.find(words, 1));
        });
    long[] absent = new long[wordCount];
    absent[wordCount - 1] = 7_777_777;
    assertEquals(-1, table.find(absent, 0));
    long[] all = new long[(oracle.size() + 1) * wordCount];
    for (int number = 0; number < oracle.size(); number++) {
      table.read(number, all, number * wordCount);
    }
    System.arraycopy(absent, 0, all, oracle.size() * wordCount, wordCount);
    int[] found = new int[oracle.size() + 1];
    table.findAll(all, found.length, found);
    int[] numbers = IntStream.rangeClosed(0, oracle.size()).toArray();
    numbers[oracle.size()] = -1;
    assertArrayEquals(numbers, found);
  }

  @Test
  void growsFromTheSmallestIndexWithoutLosingAState() {
    StateTable table = new StateTable(2, 2, 3, 2);
    StateTable.Inserter inserter = table.inserter();
    int count = 100_000;
    long[] words = new long[2 * count];
    for (int i = 0; i < count; i++) {
      words[2 * i] = i;
    }
    int[] numbers = new int[count];
    inserter.insert(words, count, numbers);
    int[] again = new int[count];
    inserter.insert(words, count, again);
    for (int i = 0; i < count; i++) {
      assertEquals(i, numbers[i]);
      assertEquals(~i, again[i]);
    }
    assertEquals(1, inserter.rangeCount());
    assertEquals(count, inserter.rangeEnd(0));
    assertTrue(table.bytes() < 60L * count, () -> table.bytes() + " bytes");
  }

  @Test
  void twoThreadsAddEachStateOnce() throws InterruptedException {
    int threads = 4;
    int count = 50_000;
    StateTable table = new StateTable(2, 2, 16, 7);
    Map<Integer, Long> byNumber = new ConcurrentHashMap<>();
    List<StateTable.Inserter> inserters = new ArrayList<>();
    List<Thread> running = new ArrayList<>();
    for (int t = 0; t < threads; t++) {
      StateTable.Inserter inserter = table.inserter();
      inserters.add(inserter);
      int seed = t;
      Thread thread =
          new Thread(
              () -> {
                Random random = new Random(seed);
                long[] words = new long[2 * 100];
                int[] numbers = new int[100];
                for (int round = 0; round < count / 100 * 2; round++) {
                  for (int i = 0; i < 100; i++) {
                    words[2 * i] = random.nextInt(count);
                    words[2 * i + 1] = ~words[2 * i];
                  }
                  inserter.insert(words, 100, numbers);
                  for (int i = 0; i < 100; i++) {
                    int number = numbers[i] < 0 ? ~numbers[i] : numbers[i];
                    Long other = byNumber.putIfAbsent(number, words[2 * i]);
                    if (other != null && other != words[2 * i]) {
                      byNumber.put(-1, words[2 * i]);
                    }
                  }
                }
              });
      running.add(thread);
      thread.start();
    }
    for (Thread thread : running) {
      thread.join();
    }
    assertTrue(!byNumber.containsKey(-1), "one number for two states");
    assertEquals(byNumber.size(), byNumber.values().stream().distinct().count());
    assertEquals(byNumber.size(), inserters.stream().mapToLong(i -> i.added()).sum());
    int inRanges = 0;
    for (StateTable.Inserter inserter : inserters) {
      for (int range = 0; range < inserter.rangeCount(); range++) {
        for (int i = inserter.rangeStart(range); i < inserter.rangeEnd(range); i++) {
          inRanges++;
          assertEquals(byNumber.get(i), table.chunk(i)[table.offset(i)]);
        }
      }
    }
    assertEquals(byNumber.size(), inRanges);
  }

  @Test
  void rangesCoverWhatWasAddedSinceTheyWereCleared() {
    StateTable table = new StateTable(1, 4, 4, 3);
    StateTable.Inserter one = table.inserter();
    StateTable.Inserter other = table.inserter();
    int[] numbers = new int[6];
    one.insert(new long[] {1, 2, 3}, 3, numbers);
    other.insert(new long[] {4, 5}, 2, numbers);
    one.clearRanges();
    one.insert(new long[] {6, 7, 8, 2, 9, 10}, 6, numbers);
    assertArrayEquals(new int[] {3, 8, 9, ~1, 10, 11}, numbers);
    assertEquals(2, one.rangeCount());
    assertEquals(3, one.rangeStart(0));
    assertEquals(4, one.rangeEnd(0));
    assertEquals(8, one.rangeStart(1));
    assertEquals(12, one.rangeEnd(1));
  }

  private static List<Long> state(long[] words, int i, int wordCount) {
    List<Long> state = new ArrayList<>();
    for (int k = 0; k < wordCount; k++) {
      state.add(words[i * wordCount + k]);
    }
    return state;
  }

  @Test
  void statesInFilesAreStillThere(@TempDir Path folder) throws IOException {
    int wordCount = 3;
    int count = 100_000;
    StateTable table = new StateTable(wordCount);
    StateTable.Inserter inserter = table.inserter();
    long[] words = new long[wordCount];
    int[] number = new int[1];
    for (int round = 0; round < 2; round++) {
      for (int i = 0; i < count; i++) {
        words[0] = i;
        words[2] = -i;
        inserter.insert(words, 1, number);
        assertEquals(round == 0 ? i : ~i, number[0]);
        if (i % 40_000 == 39_999) {
          long before = table.bytes();
          table.spill(i - 1_000, () -> unnamed(folder));
          assertTrue(round > 0 || table.bytes() < before);
        }
      }
    }
    assertTrue(table.spilledStates() > count / 2, () -> table.spilledStates() + " states in files");
    for (int i = 0; i < count; i++) {
      words[0] = i;
      words[2] = -i;
      assertEquals(i, table.find(words, 0));
      long[] read = new long[wordCount];
      table.read(i, read, 0);
      assertArrayEquals(words, read);
    }
    words[1] = 1;
    assertEquals(-1, table.find(words, 0));
  }

  /** As users have it: a file that a killed process leaves nothing of. */
  private static FileChannel unnamed(Path folder) throws IOException {
    FileChannel file =
        FileChannel.open(
            folder.resolve("states"),
            StandardOpenOption.CREATE_NEW,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            StandardOpenOption.DELETE_ON_CLOSE);
    assertFalse(Files.exists(folder.resolve("states")));
    return file;
  }

  @Test
  void aCompactOneLosesStatesAsOftenAsItSays() {
    int tables = 2_000;
    int states = 200;
    int lost = 0;
    Random random = new Random(7);
    for (int i = 0; i < tables; i++) {
      StateTable table = new StateTable(2, 16);
      long[] words = random.longs(2L * states).toArray();
      StateTable.Inserter inserter = table.inserter();
      inserter.insert(words, states, new int[states]);
      lost += inserter.added() < states ? 1 : 0;
    }
    double expected = new StateTable(2, 16).omission(states);
    assertEquals(0.26, expected, 0.01);
    assertEquals(expected, (double) lost / tables, 0.03);
  }

  @Test
  void aCompactOneOfAllBitsFindsWhatAnExactOneFinds() {
    StateTable exact = new StateTable(3);
    StateTable compact = new StateTable(3, Long.SIZE);
    StateTable.Inserter oneInserter = exact.inserter();
    StateTable.Inserter otherInserter = compact.inserter();
    Random random = new Random(8);
    for (int round = 0; round < 300; round++) {
      long[] words = random.longs(3L * 200, 0, 60).toArray();
      int[] one = new int[200];
      int[] other = new int[200];
      oneInserter.insert(words, 200, one);
      otherInserter.insert(words, 200, other);
      assertArrayEquals(one, other);
      compact.findAll(words, 200, other);
      exact.findAll(words, 200, one);
      assertArrayEquals(one, other);
    }
    assertTrue(oneInserter.added() > 40_000, "the index has grown");
    assertEquals(0, exact.omission(1L << 40));
  }
}
