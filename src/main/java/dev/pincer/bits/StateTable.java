// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bits;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.StampedLock;
import org.jspecify.annotations.Nullable;

/**
 * A set of states of a fixed number of words, to which states are only ever added. A state gets a
 * number, 0 .., when it is added.
 *
 * <p>Two parts. The <b>log</b> holds the words of state {@code i} at index {@code i}, in chunks, so
 * that growing copies nothing; it is at once the frontier of a breadth-first search. The
 * <b>index</b> finds a state by its hash: open addressing with linear probing over ints. A slot is
 * 0 if empty; else its low bits, as many as the index has address bits, are the number of a state
 * plus 1, and the rest is a tag, bits of that state's hash. Only a state with an equal tag is
 * compared word by word, so that a probe costs two cache misses at most: the slot, and the state
 * that is mostly the same one.
 *
 * <p>States are inserted in batches: first all slots are read, then the first words of the states
 * that equal tags name, and only then one insertion after the other is carried out. The reads of a
 * batch are independent of each other, so the processor has many misses in flight at a time; at
 * 10^7 states that is worth more than anything else here.
 *
 * <p>Of the states that a breadth-first search finds, most were found before, and most of those
 * just before. An inserter looks first among the few thousand that it met last, which no other
 * thread touches and which stay in the processor's cache: three of four that were there are found
 * so.
 *
 * <p><b>Threads.</b> Any number, each with its own {@link Inserter}. A slot is written once, by
 * compare-and-set, after the words of its state have been written; who reads the slot reads the
 * words (release and acquire). When the index grows, which it does between batches, all others
 * help. Numbers are handed out to inserters in blocks, so with more than one inserter they are not
 * dense: {@link Inserter#rangeCount}.
 *
 * <p>What memory has no room for goes to a file, oldest states first: {@link #spill}. A
 * breadth-first search seldom meets them again.
 *
 * <p>Such a set is exact. One that is <b>compact</b> tells states apart by 64 bits of their hash
 * alone, which it keeps beside the log: it never looks at the words of a state that it has met, so
 * all but the last of them may be in files. It <b>may lose</b> states: of two with one hash it
 * takes the second for the first. The probability that it has lost any: {@link #omission}.
 *
 * <p>Cost: {@code 8 * wordCount} bytes a state for the log, 8 more if it is compact, 4.9 to 9.8 for
 * the index, and half of the latter again while it grows.
 */
public final class StateTable {
  /** States of one chunk of the log. */
  private static final int CHUNK_BITS = 12;

  private static final int CHUNK = 1 << CHUNK_BITS;
  private static final int CHUNK_MASK = CHUNK - 1;
  private static final int FIRST_CHUNKS = 16;

  /** Numbers handed out to an inserter at a time: few enough not to waste the log. */
  private static final int BLOCK = 1 << 10;

  /** States whose misses overlap. */
  private static final int BATCH = 64;

  /** States that an inserter remembers: few enough for a cache of the processor. */
  private static final int RECENT = 1 << 12;

  /** The same before it has added as many: most tables stay small, and are made by the thousand. */
  private static final int FIRST_RECENT = 1 << 8;

  private static final int FIRST_INDEX_BITS = 12;
  private static final int MAX_INDEX_BITS = 30;

  /** Numbers whose states one thread puts into a larger index at a time. */
  private static final int GROWN = 1 << 14;

  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(int[].class);

  private final int wordCount;
  private final int block;

  /** Bits of a hash that tell states apart; 0 if their words do. */
  private final int hashBits;

  /** The hashes of the states of each chunk of the log, where they tell states apart. */
  private volatile long[] @Nullable [] keys;

  /**
   * The chunks of the log: the first one, and others as numbers of theirs come into use. Replaced
   * by a longer array, and written to, under {@link #making}; who has read a slot finds the chunk
   * of its state here without.
   */
  private volatile long[] @Nullable [] chunks = new long[FIRST_CHUNKS][];

  private final Object making = new Object();

  /** Those that are in a file, up to the first one that is not. */
  private final List<LongBuffer> spilled = new ArrayList<>();

  /** The chunk that was last read back, and its number. */
  private volatile @Nullable ReadBack readBack;

  private static final class ReadBack {
    private final int number;
    private final long[] chunk;

    ReadBack(int number, long[] chunk) {
      this.number = number;
      this.chunk = chunk;
    }
  }

  /** The first number that has not been handed out. */
  private final AtomicInteger handedOut = new AtomicInteger();

  /** Read by an inserting thread, written by one that grows the index. */
  private final StampedLock growing = new StampedLock();

  /** What a thread does, or is about to do, that grows the index. */
  private final AtomicReference<@Nullable JointWork> growth = new AtomicReference<>();

  private final int grown;

  /** All there are: each knows which of its numbers are not in use. */
  private final List<Inserter> inserters = new ArrayList<>(); // guarded by growing

  /** Keeps the reads of a batch from being optimised away. */
  @SuppressWarnings("UnusedVariable")
  private int touched; // guarded by growing

  private int[] slots; // guarded by growing
  private int indexBits; // guarded by growing

  /** An exact one. */
  public StateTable(int wordCount) {
    this(wordCount, 0, FIRST_INDEX_BITS, BLOCK, GROWN);
  }

  /**
   * @param hashBits bits of a hash that tell states apart, 1 .. 64; 0 for an exact table
   */
  public StateTable(int wordCount, int hashBits) {
    this(wordCount, hashBits, FIRST_INDEX_BITS, BLOCK, GROWN);
  }

  /**
   * @param indexBits the index begins with two to this power slots, 2 .. 30
   * @param block numbers handed out to an inserter at a time
   * @param grown numbers whose states one thread puts into a larger index at a time
   */
  StateTable(int wordCount, int indexBits, int block, int grown) {
    this(wordCount, 0, indexBits, block, grown);
  }

  private StateTable(int wordCount, int hashBits, int indexBits, int block, int grown) {
    if (wordCount < 1 || indexBits < 2 || indexBits > MAX_INDEX_BITS) {
      throw new IllegalArgumentException(wordCount + " words, " + indexBits + " index bits");
    }
    this.wordCount = wordCount;
    this.block = block;
    this.grown = grown;
    this.indexBits = indexBits;
    this.slots = new int[1 << indexBits];
    this.chunks[0] = new long[CHUNK * wordCount];
    this.hashBits = hashBits;
    this.keys = hashBits == 0 ? new long[0][] : new long[FIRST_CHUNKS][];
    if (hashBits != 0) {
      keys[0] = new long[CHUNK];
    }
  }

  private boolean isCompact() {
    return hashBits != 0;
  }

  /**
   * The probability that any of {@code count} states was lost, at most; 0 if the table is exact. It
   * is that of two equal hashes among as many: {@code 1 - exp(-n (n - 1) / 2^(b + 1))} with b bits,
   * as far as hashes are as good as random.
   *
   * <p>Wolper, Leroy, "Reliable Hashing without Collision Detection" (CAV 1993). It is the bound
   * for the whole search; Stern, Dill, "Improved Probabilistic Verification by Hash Compaction"
   * (CHARME 1995) show that a given state is lost far more seldom.
   */
  public double omission(long count) {
    return isCompact() ? -Math.expm1(-(double) count * (count - 1) / Math.scalb(2.0, hashBits)) : 0;
  }

  /** The hash of a state: where it goes, and if the table is compact, all that is known of it. */
  private long hash(long[] words, int at) {
    long hash = Mix.hash(words, at, wordCount);
    return hashBits == 0 || hashBits == Long.SIZE ? hash : Mix.narrow(hash, hashBits);
  }

  private long key(int state) {
    return keys[state >>> CHUNK_BITS][state & CHUNK_MASK];
  }

  public int wordCount() {
    return wordCount;
  }

  /** An upper bound of all numbers in use. */
  public int end() {
    return handedOut.get();
  }

  /** Bytes that the log and the index occupy. */
  public long bytes() {
    return bytes(end(), slotCount());
  }

  /**
   * As {@link #bytes}, at the time when the index next grows; what a budget has to allow for.
   *
   * @param spills whether states that are added until then go to files
   */
  public long bytesWhenGrown(boolean spills) {
    int slotCount = slotCount();
    return bytes(spills ? end() : capacity(slotCount), slotCount) + 8L * slotCount;
  }

  private long bytes(int states, int slotCount) {
    long inMemory = ((states - 1) >> CHUNK_BITS) + 1L - spilled.size();
    long keyBytes = isCompact() ? (long) states * Long.BYTES : 0;
    return inMemory * CHUNK * wordCount * Long.BYTES + keyBytes + (long) slotCount * Integer.BYTES;
  }

  private int slotCount() {
    long stamp = growing.readLock();
    try {
      return slots.length;
    } finally {
      growing.unlockRead(stamp);
    }
  }

  /** The array that holds {@code state}, which begins there at {@link #offset}. */
  public long[] chunk(int state) {
    long[] chunk = chunks[state >>> CHUNK_BITS];
    return chunk == null ? readBack(state >>> CHUNK_BITS) : chunk;
  }

  /** Where {@code state} begins in its {@link #chunk}. */
  public int offset(int state) {
    return (state & CHUNK_MASK) * wordCount;
  }

  // What is in files.

  /** States that are in files. */
  public int spilledStates() {
    return spilled.size() << CHUNK_BITS;
  }

  /**
   * Moves states to a file, whole chunks of those below {@code below}. Not while an inserter works,
   * or anyone else reads the table.
   *
   * @throws IOException if they cannot be written; they are where they were then
   */
  public void spill(int below, Scratch scratch) throws IOException {
    int end = Math.min(below, firstUnwritten());
    int from = spilled.size();
    // A mapping holds less than two to the 31 bytes.
    long chunkBytes = (long) CHUNK * wordCount * Long.BYTES;
    int to = (int) Math.min(end >>> CHUNK_BITS, from + Integer.MAX_VALUE / chunkBytes);
    if (to <= from) {
      return;
    }
    try (FileChannel file = scratch.open()) {
      ByteBuffer bytes = ByteBuffer.allocateDirect((int) chunkBytes).order(ByteOrder.nativeOrder());
      for (int i = from; i < to; i++) {
        bytes.clear();
        bytes.asLongBuffer().put(chunks[i]);
        while (bytes.hasRemaining()) {
          file.write(bytes);
        }
      }
      // Longer than the channel lives the mapping does, and the file with it.
      LongBuffer all =
          file.map(FileChannel.MapMode.READ_ONLY, 0, (to - from) * chunkBytes)
              .order(ByteOrder.nativeOrder())
              .asLongBuffer();
      for (int i = from; i < to; i++) {
        spilled.add(all.slice((i - from) * CHUNK * wordCount, CHUNK * wordCount));
        chunks[i] = null;
      }
    }
  }

  /** The first number that was handed out and is not in use. */
  private int firstUnwritten() {
    long stamp = growing.readLock();
    try {
      int first = end();
      for (Inserter inserter : inserters) {
        if (inserter.next < inserter.blockEnd) {
          first = Math.min(first, inserter.next);
        }
      }
      return first;
    } finally {
      growing.unlockRead(stamp);
    }
  }

  private long[] readBack(int number) {
    ReadBack last = readBack;
    if (last != null && last.number == number) {
      return last.chunk;
    }
    long[] chunk = new long[CHUNK * wordCount];
    spilled.get(number).get(0, chunk);
    readBack = new ReadBack(number, chunk);
    return chunk;
  }

  private boolean spilledHolds(int state, long[] words, int at) {
    LongBuffer chunk = spilled.get(state >>> CHUNK_BITS);
    int offset = offset(state);
    for (int i = 0; i < wordCount; i++) {
      if (chunk.get(offset + i) != words[at + i]) {
        return false;
      }
    }
    return true;
  }

  /** Copies the words of {@code state} to {@code into[at] ..}. */
  public void read(int state, long[] into, int at) {
    System.arraycopy(chunk(state), offset(state), into, at, wordCount);
  }

  /** The number of the state at {@code words[at] ..}; -1 if it is not in the table. */
  public int find(long[] words, int at) {
    long hash = hash(words, at);
    long stamp = growing.readLock();
    try {
      return find(slots, hash, words, at);
    } finally {
      growing.unlockRead(stamp);
    }
  }

  private int find(int[] slots, long hash, long[] words, int at) {
    int mask = slots.length - 1;
    int tag = tag(hash);
    for (int slot = home(hash); ; slot = (slot + 1) & mask) {
      int seen = slotAcquire(slots, slot);
      if (seen == 0) {
        return -1;
      }
      int state = (seen & mask) - 1;
      if ((seen & ~mask) == tag && holds(state, hash, words, at)) {
        return state;
      }
    }
  }

  /** What {@link #holds} looks at, chunk by chunk. */
  private long[] @Nullable [] compared() {
    return isCompact() ? keys : chunks;
  }

  /** Longs that a state has there. */
  private int comparedWords() {
    return isCompact() ? 1 : wordCount;
  }

  /** Reads something of what {@link #holds} will look at, if it is there yet. */
  private long touch(long[] @Nullable [] compared, int words, int state) {
    long[] chunk = at(compared, state >>> CHUNK_BITS);
    return chunk == null ? touchSpilled(state) : chunk[(state & CHUNK_MASK) * words];
  }

  /** Apart from the way that is taken millions of times a second, which is compiled into one. */
  private long touchSpilled(int state) {
    int number = state >>> CHUNK_BITS;
    return number < spilled.size() ? spilled.get(number).get(offset(state)) : 0;
  }

  /**
   * As {@link #find}, of {@code count} states that stand one behind the other: the misses of many
   * overlap.
   *
   * @param numbers takes those of the states, -1 for each that is not in the table
   */
  public void findAll(long[] words, int count, int[] numbers) {
    long[] hashes = new long[BATCH];
    int[] found = new int[BATCH];
    long stamp = growing.readLock();
    try {
      int[] slots = this.slots;
      int mask = slots.length - 1;
      long[] @Nullable [] compared = compared();
      int comparedWords = comparedWords();
      long sum = 0;
      for (int first = 0; first < count; first += BATCH) {
        int size = Math.min(count - first, BATCH);
        for (int i = 0; i < size; i++) {
          hashes[i] = hash(words, (first + i) * wordCount);
          found[i] = slots[home(hashes[i])]; // Read again, in order, where it is acted on.
        }
        for (int i = 0; i < size; i++) {
          // Mostly the state itself.
          sum += touch(compared, comparedWords, Math.max((found[i] & mask) - 1, 0));
        }
        for (int i = 0; i < size; i++) {
          numbers[first + i] = find(slots, hashes[i], words, (first + i) * wordCount);
        }
      }
      if (sum == count) {
        touched = 1; // Keeps the reads from being optimised away.
      }
    } finally {
      growing.unlockRead(stamp);
    }
  }

  /** For one thread at a time. */
  public Inserter inserter() {
    Inserter inserter = new Inserter(this);
    long stamp = growing.writeLock();
    try {
      inserters.add(inserter);
    } finally {
      growing.unlockWrite(stamp);
    }
    return inserter;
  }

  private int home(long hash) {
    return (int) (hash >>> (64 - indexBits));
  }

  private int tag(long hash) {
    return (int) hash << indexBits;
  }

  private boolean holds(int state, long hash, long[] words, int at) {
    if (isCompact()) {
      return key(state) == hash;
    }
    long[] chunk = chunks[state >>> CHUNK_BITS];
    if (chunk == null) {
      return spilledHolds(state, words, at);
    }
    int offset = offset(state);
    long difference = chunk[offset] ^ words[at];
    for (int i = 1; i < wordCount; i++) {
      difference |= chunk[offset + i] ^ words[at + i];
    }
    return difference == 0;
  }

  /** How many states an index of this size takes: 13 of 16 slots. */
  private static int capacity(int slotCount) {
    return slotCount - (slotCount >> 2) + (slotCount >> 4);
  }

  /** Pairs with {@link #casSlot}: the words of the state named by the slot can be read. */
  private static int slotAcquire(int[] slots, int slot) {
    return (int) SLOT.getAcquire(slots, slot);
  }

  /** Publishes a state whose words have been written. */
  private static boolean casSlot(int[] slots, int slot, int value) {
    return SLOT.compareAndSet(slots, slot, 0, value);
  }

  /** The chunk that {@code state} will be written to. */
  private long[] chunkToWrite(int state) {
    int chunk = state >>> CHUNK_BITS;
    long[] made = at(chunks, chunk);
    if (made == null) {
      synchronized (making) {
        made = at(chunks, chunk);
        if (made == null) {
          made = new long[CHUNK * wordCount];
          chunks = with(chunks, chunk, made);
        }
      }
    }
    return made;
  }

  /** As {@link #chunkToWrite}, of the hashes. */
  private long[] keysToWrite(int state) {
    int chunk = state >>> CHUNK_BITS;
    long[] made = at(keys, chunk);
    if (made == null) {
      synchronized (making) {
        made = at(keys, chunk);
        if (made == null) {
          made = new long[CHUNK];
          keys = with(keys, chunk, made);
        }
      }
    }
    return made;
  }

  private static long @Nullable [] at(long[] @Nullable [] all, int chunk) {
    return chunk < all.length ? all[chunk] : null;
  }

  /** {@code all} with one more, or a longer copy of it. */
  private static long[] @Nullable [] with(long[] @Nullable [] all, int chunk, long[] made) {
    long[] @Nullable [] longer =
        chunk < all.length ? all : Arrays.copyOf(all, Math.max(chunk + 1, 2 * all.length));
    longer[chunk] = made;
    return longer;
  }

  /**
   * Doubles the index until it takes all numbers that have been handed out, or helps who does.
   *
   * @param alone whether no other thread inserts
   */
  private void grow(boolean alone) {
    JointWork work = new JointWork();
    if (!growth.compareAndSet(null, work)) {
      return; // Whoever enters helps.
    }
    long stamp = growing.writeLock();
    try {
      long needed = handedOut.get();
      int bits = indexBits;
      while (capacity(1 << bits) < needed) {
        if (bits == MAX_INDEX_BITS) {
          throw new IllegalStateException("more than " + capacity(1 << bits) + " states");
        }
        bits++;
      }
      if (bits != indexBits) {
        rebuild(bits, work, alone);
      }
    } finally {
      growth.set(null);
      work.cancel();
      growing.unlockWrite(stamp);
    }
  }

  /**
   * Waits until nobody grows the index, and helps who does.
   *
   * @return the stamp of {@link #growing}, for reading
   */
  private long enter() {
    JointWork work = growth.get();
    if (work != null) {
      work.help();
    }
    return growing.readLock();
  }

  /**
   * Puts every state into a new index. In the order of the log, which is read from front to back;
   * so only the slots are far from each other, and of those many are on their way at a time.
   */
  private void rebuild(int bits, JointWork work, boolean alone) {
    int[] fresh = new int[1 << bits];
    indexBits = bits;
    List<Inserter> unused = new ArrayList<>(inserters);
    unused.removeIf(inserter -> inserter.next == inserter.blockEnd);
    unused.sort(Comparator.comparingInt(inserter -> inserter.next));
    work.lead(
        end(),
        grown,
        (from, to) -> {
          int first = from;
          for (Inserter inserter : unused) {
            place(first, Math.min(inserter.next, to), fresh, alone);
            first = Math.max(first, inserter.blockEnd);
          }
          place(first, to, fresh, alone);
        });
    slots = fresh;
  }

  /**
   * Puts the states {@code from .. to - 1} into a new index, if there are any.
   *
   * @param alone whether nobody else does so with others
   */
  void place(int from, int to, int[] fresh, boolean alone) {
    int[] homes = new int[BATCH];
    int[] entries = new int[BATCH];
    int mask = fresh.length - 1;
    for (int first = from; first < to; first += BATCH) {
      int count = Math.min(to - first, BATCH);
      int sum = 0;
      for (int i = 0; i < count; i++) {
        int state = first + i;
        long hash = isCompact() ? key(state) : hash(chunk(state), offset(state));
        homes[i] = home(hash);
        entries[i] = tag(hash) | (state + 1);
      }
      for (int i = 0; i < count; i++) {
        sum += fresh[homes[i]];
      }
      touched = sum;
      for (int i = 0; i < count; i++) {
        int slot = homes[i];
        while (fresh[slot] != 0 || !put(fresh, slot, entries[i], alone)) {
          slot = (slot + 1) & mask;
        }
      }
    }
  }

  /** Puts a state into a slot that was empty; false if another thread was faster. */
  private static boolean put(int[] slots, int slot, int value, boolean alone) {
    if (alone) {
      slots[slot] = value;
      return true;
    }
    return casSlot(slots, slot, value);
  }

  /** Adds states. Belongs to one thread at a time. */
  public static final class Inserter {
    private final StateTable table;
    private final long[] hashes = new long[BATCH];

    /** Where to look for each: first its home, then the first slot with its tag, or empty. */
    private final int[] homes = new int[BATCH];

    private final int[] seen = new int[BATCH];

    /** Where the states of a batch stand among those that are to be added. */
    private final int[] pending = new int[BATCH];

    /** Words and numbers of states that were met lately, by their hash; -1 where there is none. */
    private long[] recentWords;

    private int[] recentNumbers;

    /** Keeps the reads of a batch from being optimised away. */
    @SuppressWarnings("UnusedVariable")
    private long touched;

    private boolean alone;
    private int next;
    private int blockEnd;
    private long added;

    /** The numbers of the states added since {@link #clearRanges}: first and end of each run. */
    private int[] ranges = {0, 0};

    private int rangeCount = 1;

    private Inserter(StateTable table) {
      this.table = table;
      this.recentWords = new long[FIRST_RECENT * table.wordCount];
      this.recentNumbers = new int[FIRST_RECENT];
      Arrays.fill(recentNumbers, -1);
    }

    /**
     * Says whether no other thread inserts from now on, until somebody says something else in an
     * order that all of them see: then nobody is waited for.
     */
    public void setAlone(boolean isAlone) {
      alone = isAlone;
    }

    /** States added by this inserter. */
    public long added() {
      return added;
    }

    /**
     * How many runs of numbers there are among those of the states added since {@link
     * #clearRanges}; some may be empty.
     */
    public int rangeCount() {
      return rangeCount;
    }

    public int rangeStart(int range) {
      return ranges[2 * range];
    }

    public int rangeEnd(int range) {
      return range == rangeCount - 1 ? next : ranges[2 * range + 1];
    }

    /** Begins anew with the state that is added next. */
    public void clearRanges() {
      ranges[0] = next;
      rangeCount = 1;
    }

    /**
     * Adds the {@code count} states that stand one behind the other in {@code words}.
     *
     * @param numbers takes for each its number if it is new, or the complement ({@code ~}) of its
     *     number if it was there
     */
    public void insert(long[] words, int count, int[] numbers) {
      int wordCount = table.wordCount;
      int pendingCount = 0;
      long[] recentWords = this.recentWords;
      int[] recentNumbers = this.recentNumbers;
      int mask = recentNumbers.length - 1;
      for (int i = 0, at = 0; i < count; i++, at += wordCount) {
        long hash = table.hash(words, at);
        int slot = (int) hash & mask;
        int recent = slot * wordCount;
        long difference = recentWords[recent] ^ words[at];
        for (int word = 1; word < wordCount; word++) {
          difference |= recentWords[recent + word] ^ words[at + word];
        }
        // No branch: it would depend on the state.
        int number = recentNumbers[slot];
        numbers[i] = ~number;
        hashes[pendingCount] = hash;
        pending[pendingCount] = i;
        pendingCount += (int) ((difference | -difference) >>> 63) | (number >>> 31);
        if (pendingCount == BATCH) {
          insertPending(words, pendingCount, numbers);
          pendingCount = 0;
        }
      }
      insertPending(words, pendingCount, numbers);
      if (mask < RECENT - 1 && added > mask) {
        this.recentWords = new long[RECENT * wordCount];
        this.recentNumbers = new int[RECENT];
        Arrays.fill(this.recentNumbers, -1);
      }
    }

    private void remember(long hash, long[] words, int at, int number) {
      int wordCount = table.wordCount;
      int slot = (int) hash & (recentNumbers.length - 1);
      recentNumbers[slot] = number;
      for (int i = 0; i < wordCount; i++) {
        recentWords[slot * wordCount + i] = words[at + i];
      }
    }

    private void insertPending(long[] words, int count, int[] numbers) {
      StateTable table = this.table;
      int done = 0;
      while (done < count) {
        long stamp = table.enter();
        try {
          if (table.handedOut.get() <= capacity(table.slots.length)) {
            done = insertBatch(table, words, done, count, numbers);
          }
        } finally {
          table.growing.unlockRead(stamp);
        }
        if (done < count) {
          table.grow(alone);
        }
      }
    }

    /**
     * Deals with the pending states {@code from .. to - 1}; gives the first that is left, where new
     * numbers were needed.
     */
    private int insertBatch(StateTable table, long[] words, int from, int to, int[] numbers) {
      int wordCount = table.wordCount;
      int[] slots = table.slots;
      int mask = slots.length - 1;
      int indexBits = table.indexBits;
      int shift = 64 - indexBits;
      long[] @Nullable [] compared = table.compared();
      int comparedWords = table.comparedWords();
      long[] hashes = this.hashes;
      int[] homes = this.homes;
      int[] seen = this.seen;
      // Loops of nothing but plain loads: as many of them as can be are under way at a time. What
      // they see of a slot is what it says, or that it was empty; it is read again, in order, by
      // whoever acts on it.
      for (int i = from; i < to; i++) {
        int home = (int) (hashes[i] >>> shift);
        homes[i] = home;
        seen[i] = slots[home];
      }
      long sum = 0;
      for (int i = from; i < to; i++) {
        int slot = homes[i];
        int there = seen[i];
        int tag = (int) hashes[i] << indexBits;
        while (there != 0 && (there & ~mask) != tag) {
          slot = (slot + 1) & mask;
          there = slots[slot];
        }
        homes[i] = slot;
        // Where there is none, any state does.
        sum += table.touch(compared, comparedWords, Math.max((there & mask) - 1, 0));
      }
      touched += sum;
      for (int i = from; i < to; i++) {
        if (next == blockEnd && nextBlock()) {
          return i;
        }
        int at = pending[i] * wordCount;
        int number = insertOne(table, slots, words, at, hashes[i], homes[i]);
        numbers[pending[i]] = number;
        remember(hashes[i], words, at, number < 0 ? ~number : number);
      }
      return to;
    }

    /**
     * @param from the first slot at which the state may be, or may go to
     */
    private int insertOne(
        StateTable table, int[] slots, long[] words, int at, long hash, int from) {
      int mask = slots.length - 1;
      int tag = table.tag(hash);
      boolean written = false;
      for (int slot = from; ; slot = (slot + 1) & mask) {
        int there = slotAcquire(slots, slot);
        if (there == 0) {
          if (!written) {
            write(table, hash, words, at);
            written = true;
          }
          if (put(slots, slot, tag | (next + 1), alone)) {
            added++;
            return next++;
          }
          there = slotAcquire(slots, slot);
        }
        if ((there & ~mask) == tag) {
          int state = (there & mask) - 1;
          if (table.holds(state, hash, words, at)) {
            return ~state;
          }
        }
      }
    }

    /** Writes a state to the number that it will have if it turns out to be new. */
    private void write(StateTable table, long hash, long[] words, int at) {
      long[] chunk = table.chunkToWrite(next);
      int offset = table.offset(next);
      int wordCount = table.wordCount;
      for (int i = 0; i < wordCount; i++) {
        chunk[offset + i] = words[at + i];
      }
      if (table.isCompact()) {
        table.keysToWrite(next)[next & CHUNK_MASK] = hash;
      }
    }

    /** Takes further numbers; says whether the index now has to grow before they are used. */
    private boolean nextBlock() {
      int block = table.handedOut.getAndAdd(table.block);
      if (block < 0 || block > Integer.MAX_VALUE - 2 * table.block) {
        throw new IllegalStateException("more than 2^31 states");
      }
      if (block != blockEnd) {
        ranges[2 * rangeCount - 1] = next;
        if (2 * rangeCount == ranges.length) {
          ranges = Arrays.copyOf(ranges, 2 * ranges.length);
        }
        ranges[2 * rangeCount] = block;
        rangeCount++;
        next = block;
      }
      blockEnd = block + table.block;
      return blockEnd > capacity(table.slots.length);
    }
  }
}
