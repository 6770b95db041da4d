// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packed;

import dev.pincer.reduce.Touched;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The decision trees of a machine once more, in flat arrays, for one thread that expands states:
 * what it has asked the machine once, it finds here without a lock, an object, or a branch that
 * depends on the state.
 *
 * <p>A tree looks at one field after the other; here a <em>node</em> looks at all bits at once that
 * a way down the tree looks at: those of at most two words, put together in a long, are the key in
 * a small hash table. The entry is a <em>leaf</em> if the way looks at no other bits, or else
 * another node. That is sound, whatever bits a node looks at: states with equal bits on a way go
 * the same way.
 *
 * <p>Made anew whenever a field gets bits. Whoever has a state with such bits sees the layout's
 * version that came with them.
 */
final class FlatTrees {
  // What an entry says, besides the node (negative: its complement) or nothing (0).
  private static final long LEAF = 1L << 62;
  private static final long FAULTS = 1L << 61;
  private static final long PLAIN = 1L << 60;
  private static final long ALONE = 1L << 59;
  private static final int COUNT_MASK = (1 << 27) - 1;

  // Of a node: two masks, where its words and its table are, and how many entries that has.
  private static final int NODE = 4;
  private static final int SECOND = 1;
  private static final int WHERE = 2;
  private static final int SIZE = 3;

  // Where, above the 32 bits of the first entry.
  private static final int SHIFT_AT = 32;
  private static final int ROTATION_AT = 38;
  private static final int FIRST_WORD_AT = 44;
  private static final int SECOND_WORD_AT = 53;
  private static final int WORD_MASK = (1 << 9) - 1;

  /** Bits that a node looks at, at most; so there is a rotation that keeps two words apart. */
  private static final int KEY_BITS = 12;

  /** Longs in the tables; with more of them, they are made anew. */
  private static final int MAX_ENTRIES = 1 << 22;

  /** Of the moves, before those themselves: places touched and written, and the leaf. */
  private static final int HEADER = 3;

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;

  private final PackedMachine machine;
  private final int wordCount;
  private final int threadCount;

  /** The layout's version that all below is of. */
  private int version = -1;

  // Where threads stand: the low bits, and the others if there are any.
  private final int[] standingWords;
  private final int[] standingShifts;
  private final int[] standingMasks;
  private final @Nullable Bits[] standingsAbove;

  /** The bits of the threads that have to return. */
  private final long[] unfinished;

  /** By thread, then by where it stands: its node, or 0. */
  private final int[][] roots;

  /** By property, then for each its first and its second condition. */
  private final int[] truths;

  /** The first one has an empty table. */
  private long[] nodes = new long[NODE];

  private int nodesEnd;

  /** Keys, and what they lead to. */
  private long[] entries = new long[4];

  private int entriesEnd;

  /** What transitions do, the bits to keep and the bits to set of each, behind a header. */
  private long[] moves = new long[64];

  private int movesEnd;

  /** By number of the transitions: where their moves are. */
  private int[] movesOf = new int[64];

  private final List<Transitions> known = new ArrayList<>();

  /** For each thread the moves that it has in the state that was expanded last. */
  private final int[] chosen;

  /** For each thread its leaf in that state, and where it stands. */
  private final long[] leaves;

  private final int[] standings;

  FlatTrees(PackedMachine machine, int wordCount, int threadCount, int conditionCount) {
    if (wordCount > WORD_MASK + 1) {
      throw new IllegalArgumentException("states of " + wordCount + " words");
    }
    this.machine = machine;
    this.wordCount = wordCount;
    this.threadCount = threadCount;
    standingWords = new int[threadCount];
    standingShifts = new int[threadCount];
    standingMasks = new int[threadCount];
    standingsAbove = new @Nullable Bits[threadCount];
    unfinished = new long[wordCount];
    roots = new int[threadCount][];
    truths = new int[conditionCount];
    chosen = new int[threadCount];
    leaves = new long[threadCount];
    standings = new int[threadCount];
  }

  private void update() {
    if (version != machine.layoutVersion()) {
      reset();
    }
  }

  private void reset() {
    version =
        machine.standingBits(
            standingWords, standingShifts, standingMasks, standingsAbove, unfinished);
    for (int thread = 0; thread < threadCount; thread++) {
      roots[thread] = new int[16];
    }
    Arrays.fill(truths, 0);
    nodes[WHERE] = 63L << SHIFT_AT;
    nodesEnd = NODE;
    Arrays.fill(entries, 0, entriesEnd, 0);
    entriesEnd = 4;
    Arrays.fill(movesOf, 0);
    movesEnd = 0;
    known.clear();
  }

  // Steps.

  void expand(long[] words, int at, Successors out) {
    update();
    long all = 0;
    for (int thread = 0; thread < threadCount; thread++) {
      long leaf = leaf(thread, words, at);
      chosen[thread] = (int) leaf;
      all |= leaf;
      follow(thread, leaf, words, at, out);
      out.endThread(thread);
    }
    if ((all & PLAIN) != 0) {
      findRace(out);
    }
  }

  void expandReduced(long[] words, int at, Successors out) {
    update();
    long all = 0;
    for (int thread = 0; thread < threadCount; thread++) {
      leaves[thread] = leaf(thread, words, at);
      chosen[thread] = (int) leaves[thread];
      all |= leaves[thread];
    }
    int alone = (all & FAULTS) != 0 || (all & ALONE) == 0 ? -1 : alone(words, at);
    for (int thread = 0; thread < threadCount; thread++) {
      if (alone < 0 || alone == thread) {
        follow(thread, leaves[thread], words, at, out);
      }
      out.endThread(thread);
    }
    if ((all & PLAIN) != 0) {
      findRace(out);
    }
  }

  /** The first thread that may take its step before all others; -1 if there is none. */
  private int alone(long[] words, int at) {
    Orders orders = machine.orders();
    if (orders == null) {
      return -1;
    }
    for (int thread = 0; thread < threadCount; thread++) {
      standings[thread] = standing(thread, words, at);
    }
    for (int thread = 0; thread < threadCount; thread++) {
      if ((leaves[thread] & ALONE) != 0) {
        Touched step = transitions(chosen[thread]).alone();
        if (step != null && orders.isAlone(thread, step, standings)) {
          return thread;
        }
      }
    }
    return -1;
  }

  /** What the thread may do. */
  private long leaf(int thread, long[] words, int at) {
    int standing = standing(thread, words, at);
    int[] ofThread = roots[thread];
    long leaf = find(standing < ofThread.length ? ofThread[standing] : 0, words, at);
    return leaf == 0 ? learn(thread, standing, words, at) : leaf;
  }

  private int standing(int thread, long[] words, int at) {
    int standing =
        (int) (words[at + standingWords[thread]] >>> standingShifts[thread])
            & standingMasks[thread];
    Bits above = standingsAbove[thread];
    return above == null
        ? standing
        : standing | above.get(words, at) << Integer.bitCount(standingMasks[thread]);
  }

  private void follow(int thread, long leaf, long[] words, int at, Successors out) {
    int count = (int) (leaf >>> 32) & COUNT_MASK;
    if (count > 0) {
      move((int) leaf, count, words, at, out);
    }
    if ((leaf & FAULTS) != 0) {
      PackedMachine.addFaults(thread, transitions((int) leaf), out);
    }
  }

  private void move(int from, int count, long[] words, int at, Successors out) {
    int to = out.room(count);
    long[] target = out.words;
    long[] moves = this.moves;
    int move = from;
    if (wordCount == 1) {
      long word = words[at];
      for (int i = 0; i < count; i++, move += 2) {
        target[to++] = (word & moves[move]) | moves[move + 1];
      }
    } else if (wordCount == 2) {
      long first = words[at];
      long second = words[at + 1];
      for (int i = 0; i < count; i++, move += 4, to += 2) {
        target[to] = (first & moves[move]) | moves[move + 2];
        target[to + 1] = (second & moves[move + 1]) | moves[move + 3];
      }
    } else {
      for (int i = 0; i < count; i++, move += 2 * wordCount) {
        for (int word = 0; word < wordCount; word++) {
          target[to++] = (words[at + word] & moves[move + word]) | moves[move + wordCount + word];
        }
      }
    }
  }

  private Transitions transitions(int from) {
    return known.get((int) moves[from - 1]);
  }

  private void findRace(Successors out) {
    long touched = 0;
    long written = 0;
    long shared = 0;
    for (int thread = 0; thread < threadCount; thread++) {
      long touches = moves[chosen[thread] - 3];
      long writes = moves[chosen[thread] - 2];
      shared |= (touches & written) | (writes & touched);
      touched |= touches;
      written |= writes;
    }
    if (shared == 0) {
      return;
    }
    for (int thread = 0; thread < threadCount; thread++) {
      out.chosen[thread] = transitions(chosen[thread]);
    }
    machine.findRace(out);
  }

  // Truths.

  int truth(int condition, long[] words, int at) {
    update();
    long leaf = find(truths[condition], words, at);
    if (leaf != 0) {
      return (int) leaf;
    }
    int truth = machine.truth(condition / 2, condition % 2 != 0, words, at);
    long[] bits = new long[wordCount];
    if (machine.truthBits(condition, words, at, bits) == version) {
      truths[condition] = link(truths[condition], bits, LEAF | truth, words, at);
    }
    return truth;
  }

  boolean isGoodEnd(long[] words, int at) {
    update();
    for (int word = 0; word < wordCount; word++) {
      if ((words[at + word] & unfinished[word]) != 0) {
        return false;
      }
    }
    return true;
  }

  // Finding.

  /** What the entry for a state says; 0 if there is none. */
  private long find(int root, long[] words, int at) {
    long[] nodes = this.nodes;
    long[] entries = this.entries;
    int node = root;
    while (true) {
      long where = nodes[node + WHERE];
      long key = key(node, where, words, at);
      int entry = (int) where + 2 * slot(key, where);
      if (entries[entry] != key) {
        entry = probe(key, where);
      }
      long leaf = entries[entry + 1];
      if (leaf >= 0) {
        return leaf;
      }
      node = (int) ~leaf;
    }
  }

  private long key(int node, long where, long[] words, int at) {
    long first = words[at + ((int) (where >>> FIRST_WORD_AT) & WORD_MASK)] & nodes[node];
    long second = words[at + ((int) (where >>> SECOND_WORD_AT) & WORD_MASK)] & nodes[node + SECOND];
    return first | Long.rotateLeft(second, (int) (where >>> ROTATION_AT));
  }

  private static int slot(long key, long where) {
    return (int) ((key * GOLDEN) >>> (where >>> SHIFT_AT));
  }

  /** The entry of a key, or the empty one where it belongs. */
  private int probe(long key, long where) {
    int mask = (1 << -(int) (where >>> SHIFT_AT)) - 1;
    int slot = slot(key, where);
    while (true) {
      int entry = (int) where + 2 * slot;
      if (entries[entry + 1] == 0 || entries[entry] == key) {
        return entry;
      }
      slot = (slot + 1) & mask;
    }
  }

  // Learning.

  private long learn(int thread, int standing, long[] words, int at) {
    Transitions transitions = machine.transitions(thread, words, at);
    long leaf = leaf(transitions);
    long[] bits = new long[wordCount];
    // Otherwise a field has got bits meanwhile, and all is made anew before it is used again.
    if (machine.stepBits(thread, words, at, bits) == version) {
      if (standing >= roots[thread].length) {
        roots[thread] = Arrays.copyOf(roots[thread], 2 * standing);
      }
      roots[thread][standing] = link(roots[thread][standing], bits, leaf, words, at);
    }
    return leaf;
  }

  private long leaf(Transitions transitions) {
    if (transitions.id >= movesOf.length) {
      movesOf = Arrays.copyOf(movesOf, 2 * transitions.id);
    }
    if (movesOf[transitions.id] == 0) {
      long[] masks = transitions.masks(machine.layout());
      int from = movesEnd + HEADER;
      movesEnd = from + masks.length;
      if (movesEnd > moves.length) {
        moves = Arrays.copyOf(moves, 2 * movesEnd);
      }
      moves[from - 3] = transitions.touches;
      moves[from - 2] = transitions.writes;
      moves[from - 1] = known.size();
      known.add(transitions);
      System.arraycopy(masks, 0, moves, from, masks.length);
      movesOf[transitions.id] = from;
    }
    return LEAF
        | (transitions.plain ? PLAIN : 0)
        | (transitions.hasFaults() ? FAULTS : 0)
        | (transitions.alone() != null ? ALONE : 0)
        | (long) transitions.count() << 32
        | movesOf[transitions.id];
  }

  /** Leads states that agree on these bits to a leaf; gives the root, which is new if it was 0. */
  private int link(int root, long[] bits, long leaf, long[] words, int at) {
    if (entriesEnd > MAX_ENTRIES) {
      version = -1;
      return root;
    }
    int first = root == 0 ? newNode(bits) : root;
    int node = first;
    while (true) {
      long where = nodes[node + WHERE];
      bits[(int) (where >>> FIRST_WORD_AT) & WORD_MASK] &= ~nodes[node];
      bits[(int) (where >>> SECOND_WORD_AT) & WORD_MASK] &= ~nodes[node + SECOND];
      long key = key(node, where, words, at);
      long known = entries[probe(key, where) + 1];
      if (known > 0) {
        throw new AssertionError("two leaves for one state");
      }
      if (known < 0) {
        node = (int) ~known;
      } else if (isZero(bits)) {
        add(node, key, leaf);
        return first;
      } else {
        int next = newNode(bits);
        add(node, key, ~(long) next);
        node = next;
      }
    }
  }

  private static boolean isZero(long[] bits) {
    for (long word : bits) {
      if (word != 0) {
        return false;
      }
    }
    return true;
  }

  /** A node that looks at some of these bits. */
  private int newNode(long[] bits) {
    int first = next(bits, 0);
    int second = next(bits, first + 1);
    long firstMask = lowest(bits[first], KEY_BITS);
    long secondMask = lowest(bits[second], KEY_BITS - Long.bitCount(firstMask));
    if (first == second) {
      secondMask = 0;
    }
    int rotation = 0;
    while ((firstMask & Long.rotateLeft(secondMask, rotation)) != 0) {
      rotation++;
    }
    int node = nodesEnd;
    nodesEnd += NODE;
    if (nodesEnd > nodes.length) {
      nodes = Arrays.copyOf(nodes, 2 * nodesEnd);
    }
    nodes[node] = firstMask;
    nodes[node + SECOND] = secondMask;
    nodes[node + WHERE] =
        newTable(1)
            | (long) rotation << ROTATION_AT
            | (long) first << FIRST_WORD_AT
            | (long) second << SECOND_WORD_AT;
    nodes[node + SIZE] = 0;
    return node;
  }

  /** The first word from there on that has bits; the last one if none has. */
  private static int next(long[] bits, int from) {
    int word = from;
    while (word < bits.length - 1 && bits[word] == 0) {
      word++;
    }
    return Math.min(word, bits.length - 1);
  }

  private static long lowest(long bits, int count) {
    long left = bits;
    for (int i = 0; i < count; i++) {
      left &= left - 1;
    }
    return bits & ~left;
  }

  private long newTable(int sizeBits) {
    int first = entriesEnd;
    entriesEnd += 2 << sizeBits;
    if (entriesEnd > entries.length) {
      entries = Arrays.copyOf(entries, 2 * entriesEnd);
    }
    return first | (long) (64 - sizeBits) << SHIFT_AT;
  }

  private void add(int node, long key, long leads) {
    long where = nodes[node + WHERE];
    int sizeBits = -(int) (where >>> SHIFT_AT) & 63;
    if (2 * ++nodes[node + SIZE] > 1L << sizeBits) {
      int from = (int) where;
      where = (where & (-1L << ROTATION_AT)) | newTable(sizeBits + 2);
      nodes[node + WHERE] = where;
      for (int entry = from; entry < from + (2 << sizeBits); entry += 2) {
        if (entries[entry + 1] != 0) {
          put(where, entries[entry], entries[entry + 1]);
        }
      }
    }
    put(where, key, leads);
  }

  private void put(long where, long key, long leads) {
    int entry = probe(key, where);
    entries[entry] = key;
    entries[entry + 1] = leads;
  }
}
