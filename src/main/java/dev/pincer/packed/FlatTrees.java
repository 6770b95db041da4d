// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packed;

import dev.pincer.reduce.Touched;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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
 * <p>The steps that memory takes for a thread are, here, those of a thread of its own, which stands
 * where that one does.
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

  /** How many steps lead on, above the 32 bits of where the moves are. */
  private static final int COUNT_AT = 32;

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

  /** Of a node that was never linked: the first table, which is empty. */
  private static final long NO_TABLE = 63L << SHIFT_AT;

  // Where a thread stands: the shift, and above it whether there are bits elsewhere, word and mask.
  private static final long MORE = 1 << 6;
  private static final int WORD_AT = 8;
  private static final int MASK_AT = 32;

  /** Standings for which there is room besides those known, at least. */
  private static final int SPARE_ROOTS = 32;

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

  /** Where the number of each thread's standing is. */
  private final Bits[] standings;

  /** The same in a long each. */
  private final long[] standingParts;

  /** For each thread the node of its first standing; those of the others are behind it. */
  private final int[] firstRoots;

  /** For each thread how many standings have a node. */
  private final int[] rootCounts;

  /** The bits of the threads that have to return. */
  private final long[] unfinished;

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

  private final List<Transitions> leaves = new ArrayList<>();

  /** Where the threads stand in that state, if it was asked for. */
  private final int[] numbers;

  /** For each thread the leaf for the state that was expanded last. */
  private final long[] chosen;

  FlatTrees(PackedMachine machine, int wordCount, int threadCount, int conditionCount) {
    if (wordCount > WORD_MASK + 1) {
      throw new IllegalArgumentException("states of " + wordCount + " words");
    }
    this.machine = machine;
    this.wordCount = wordCount;
    this.threadCount = threadCount;
    standings = new Bits[threadCount];
    standingParts = new long[threadCount];
    firstRoots = new int[threadCount];
    rootCounts = new int[threadCount];
    unfinished = new long[wordCount];
    truths = new int[conditionCount];
    chosen = new long[threadCount];
    numbers = new int[threadCount];
  }

  private void update() {
    if (version != machine.layoutVersion()) {
      reset();
    }
  }

  private void reset() {
    version = machine.standingBits(standings, unfinished);
    entriesEnd = 4;
    Arrays.fill(entries, 0);
    nodesEnd = NODE;
    for (int thread = 0; thread < threadCount; thread++) {
      Bits bits = standings[thread];
      standingParts[thread] =
          ((long) bits.mask() << MASK_AT)
              | ((long) bits.word() << WORD_AT)
              | (bits.isWhole() ? 0 : MORE)
              | bits.shift();
      firstRoots[thread] = nodesEnd;
      int known = machine.standingCount(thread);
      rootCounts[thread] = known + Math.max(SPARE_ROOTS, known / 2);
      nodesEnd += NODE * rootCounts[thread];
    }
    nodes = new long[2 * nodesEnd];
    for (int node = 0; node < nodesEnd; node += NODE) {
      nodes[node + WHERE] = NO_TABLE;
    }
    Arrays.fill(truths, 0);
    Arrays.fill(movesOf, 0);
    movesEnd = 0;
    leaves.clear();
  }

  // Steps.

  void expand(long[] words, int at, Successors out) {
    update();
    long all = choose(words, at, out);
    move(words, at, out);
    finish(all, out);
  }

  void expandReduced(long[] words, int at, Successors out) {
    update();
    long all = choose(words, at, out);
    int alone = (all & FAULTS) != 0 || (all & ALONE) == 0 ? -1 : alone(words, at);
    if (alone < 0) {
      move(words, at, out);
    } else {
      moveOne(alone, words, at, out);
    }
    finish(all, out);
  }

  private void finish(long all, Successors out) {
    if ((all & FAULTS) != 0) {
      addFaults(out);
    }
    if ((all & PLAIN) != 0) {
      findRace(out);
    }
  }

  /** Finds the leaves of all threads, and room for their successors; gives what is true of any. */
  private long choose(long[] words, int at, Successors out) {
    if (wordCount <= 2) {
      choose(words[at], wordCount == 1 ? 0 : words[at + 1]);
    } else {
      for (int thread = 0; thread < threadCount; thread++) {
        chosen[thread] = find(root(thread, words, at), words, at);
      }
    }
    long all = 0;
    long count = 0;
    for (int thread = 0; thread < threadCount; thread++) {
      long leaf = chosen[thread];
      if (leaf == 0) {
        leaf = learn(thread, words, at);
        chosen[thread] = leaf;
      }
      all |= leaf;
      count += leaf >>> COUNT_AT & COUNT_MASK;
    }
    out.ensureRoom((int) count + 1);
    return all;
  }

  /** The first thread that may take its step before all others; -1 if there is none. */
  private int alone(long[] words, int at) {
    Orders orders = machine.orders();
    if (orders == null) {
      return -1;
    }
    for (int thread = 0; thread < threadCount; thread++) {
      numbers[thread] = standings[thread].get(words, at);
    }
    for (int thread = 0; thread < threadCount; thread++) {
      if ((chosen[thread] & ALONE) != 0) {
        Touched step = transitions(thread).alone();
        if (step != null && orders.isAlone(thread, step, numbers)) {
          return thread;
        }
      }
    }
    return -1;
  }

  /** Looks up all leaves for a state of at most two words: straight on, most of the time. */
  private void choose(long low, long high) {
    long[] chosen = this.chosen;
    long[] nodes = this.nodes;
    long[] entries = this.entries;
    long[] parts = this.standingParts;
    int[] firstRoots = this.firstRoots;
    int[] rootCounts = this.rootCounts;
    for (int thread = 0; thread < chosen.length; thread++) {
      long part = parts[thread];
      long word = (part & 1L << WORD_AT) == 0 ? low : high;
      int standing = (int) (word >>> part) & (int) (part >>> MASK_AT);
      if ((part & MORE) != 0) {
        standing = standings[thread].get(low, high);
      }
      int node = standing < rootCounts[thread] ? firstRoots[thread] + NODE * standing : 0;
      long leaf;
      do {
        long where = nodes[node + WHERE];
        long key =
            (low & nodes[node])
                | Long.rotateLeft(high & nodes[node + SECOND], (int) (where >>> ROTATION_AT));
        int entry = (int) where + 2 * slot(key, where);
        leaf = entries[entry + 1];
        if (entries[entry] != key) {
          leaf = entries[probe(key, where) + 1];
        }
        node = (int) ~leaf;
      } while (leaf < 0);
      chosen[thread] = leaf;
    }
  }

  private int root(int thread, long[] words, int at) {
    long part = standingParts[thread];
    int standing =
        (int) (words[at + ((int) (part >>> WORD_AT) & WORD_MASK)] >>> part)
            & (int) (part >>> MASK_AT);
    if ((part & MORE) != 0) {
      standing = standings[thread].get(words, at);
    }
    return standing < rootCounts[thread] ? firstRoots[thread] + NODE * standing : 0;
  }

  /** Adds the successors. The first one of each thread is written even if there is none. */
  private void move(long[] words, int at, Successors out) {
    if (wordCount == 2) {
      move(words[at], words[at + 1], out);
      return;
    }
    for (int thread = 0; thread < threadCount; thread++) {
      out.end = move(thread, words, at, out.words, out.end);
      out.ends[thread] = out.end;
    }
  }

  /** As {@link #move}, for states of two words. */
  private void move(long low, long high, Successors out) {
    long[] target = out.words;
    long[] moves = this.moves;
    long[] chosen = this.chosen;
    int[] ends = out.ends;
    int to = out.end;
    for (int thread = 0; thread < chosen.length; thread++) {
      long leaf = chosen[thread];
      int move = (int) leaf;
      int left = (int) (leaf >>> COUNT_AT) & COUNT_MASK;
      target[to] = (low & moves[move]) | moves[move + 2];
      target[to + 1] = (high & moves[move + 1]) | moves[move + 3];
      to += 2 * Math.min(left, 1);
      while (--left > 0) {
        move += 4;
        target[to] = (low & moves[move]) | moves[move + 2];
        target[to + 1] = (high & moves[move + 1]) | moves[move + 3];
        to += 2;
      }
      ends[thread] = to;
    }
    out.end = to;
  }

  /** Adds the successors of one thread only. */
  private void moveOne(int one, long[] words, int at, Successors out) {
    for (int thread = 0; thread < threadCount; thread++) {
      if (thread == one) {
        out.end = move(thread, words, at, out.words, out.end);
      }
      out.ends[thread] = out.end;
    }
  }

  private int move(int thread, long[] words, int at, long[] target, int from) {
    int to = from;
    int move = (int) chosen[thread];
    int left = count(thread);
    do {
      for (int word = 0; word < wordCount; word++) {
        target[to + word] =
            (words[at + word] & moves[move + word]) | moves[move + wordCount + word];
      }
      to += Math.min(left, 1) * wordCount;
      move += 2 * wordCount;
    } while (--left > 0);
    return to;
  }

  /** See {@link Successors#tellSteps}. */
  void tellSteps(Successors out, Successors.Steps to) {
    int position = out.end(0) - count(0);
    for (int thread = 0; thread < threadCount; thread++) {
      for (Transitions.Change change : transitions(thread).changes()) {
        to.step(change.choice(), change.acquires(), change.fault() == null ? position++ : -1);
      }
    }
  }

  private void addFaults(Successors out) {
    int first = out.end(0) - count(0);
    for (int thread = 0; thread < threadCount; thread++) {
      if ((chosen[thread] & FAULTS) != 0) {
        PackedMachine.addFaults(thread, transitions(thread), first, out);
      }
      first = out.end(thread);
    }
  }

  private int count(int thread) {
    return (int) (chosen[thread] >>> COUNT_AT) & COUNT_MASK;
  }

  private Transitions transitions(int thread) {
    return leaves.get((int) moves[(int) chosen[thread] - 1]);
  }

  private void findRace(Successors out) {
    long touched = 0;
    long written = 0;
    long shared = 0;
    for (int thread = 0; thread < threadCount; thread++) {
      long touches = moves[(int) chosen[thread] - 3];
      long writes = moves[(int) chosen[thread] - 2];
      shared |= (touches & written) | (writes & touched);
      touched |= touches;
      written |= writes;
    }
    if (shared == 0) {
      return;
    }
    for (int thread = 0; thread < threadCount; thread++) {
      out.chosen[thread] = transitions(thread);
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
      if (truths[condition] == 0) {
        truths[condition] = newNode();
      }
      link(truths[condition], bits, LEAF | truth, words, at);
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

  private long learn(int thread, long[] words, int at) {
    Transitions transitions = machine.transitions(thread, words, at);
    long leaf = leaf(transitions);
    int root = root(thread, words, at);
    long[] bits = new long[wordCount];
    if (root == 0) {
      version = -1;
    } else if (machine.stepBits(thread, words, at, bits) == version) {
      link(root, bits, leaf, words, at);
    } // Otherwise a field has got bits, and all is made anew before it is used again.
    return leaf;
  }

  private long leaf(Transitions transitions) {
    if (transitions.id >= movesOf.length) {
      movesOf = Arrays.copyOf(movesOf, 2 * transitions.id);
    }
    if (movesOf[transitions.id] == 0) {
      long[] masks = transitions.masks(machine.layout());
      int from = movesEnd + HEADER;
      movesEnd = from + Math.max(masks.length, 2 * wordCount);
      if (movesEnd > moves.length) {
        moves = Arrays.copyOf(moves, 2 * movesEnd);
      }
      moves[from - 3] = transitions.touches;
      moves[from - 2] = transitions.writes;
      moves[from - 1] = leaves.size();
      leaves.add(transitions);
      System.arraycopy(masks, 0, moves, from, masks.length);
      movesOf[transitions.id] = from;
    }
    return LEAF
        | (transitions.plain ? PLAIN : 0)
        | (transitions.hasFaults() ? FAULTS : 0)
        | (transitions.alone() != null ? ALONE : 0)
        | (long) transitions.count() << COUNT_AT
        | movesOf[transitions.id];
  }

  /** Leads the states that agree with one on these bits to a leaf. */
  private void link(int root, long[] bits, long leaf, long[] words, int at) {
    if (entriesEnd > MAX_ENTRIES) {
      version = -1;
      return;
    }
    int node = root;
    if (nodes[node + WHERE] == NO_TABLE) {
      lookAt(node, bits);
    }
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
        return;
      } else {
        int next = newNode();
        lookAt(next, bits);
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

  private int newNode() {
    int node = nodesEnd;
    nodesEnd += NODE;
    if (nodesEnd > nodes.length) {
      nodes = Arrays.copyOf(nodes, 2 * nodesEnd);
    }
    nodes[node + WHERE] = NO_TABLE;
    return node;
  }

  /** Lets a node look at some of these bits. */
  private void lookAt(int node, long[] bits) {
    // Of two words the node looks at both, where they stand.
    int first = wordCount <= 2 ? 0 : next(bits, 0);
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
    nodes[node] = firstMask;
    nodes[node + SECOND] = secondMask;
    nodes[node + WHERE] =
        newTable(1)
            | (long) rotation << ROTATION_AT
            | (long) first << FIRST_WORD_AT
            | (long) second << SECOND_WORD_AT;
    nodes[node + SIZE] = 0;
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
