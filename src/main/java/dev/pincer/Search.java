// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import com.google.common.collect.ImmutableSet;
import com.google.common.primitives.ImmutableIntArray;
import com.google.common.primitives.ImmutableLongArray;
import dev.pincer.explore.Audit;
import dev.pincer.explore.Explorer;
import dev.pincer.explore.FinalStates;
import dev.pincer.explore.SearchMonitor;
import dev.pincer.explore.SearchOptions;
import dev.pincer.machine.MemoryModel;
import dev.pincer.program.Program;
import dev.pincer.report.Audited;
import dev.pincer.report.Subject;
import dev.pincer.verdict.Reduction;
import dev.pincer.verdict.SearchResult;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.UUID;
import java.util.function.Predicate;

/**
 * How models are explored, and within what budget. Immutable; each call returns a new one.
 *
 * <p>The verdicts, witnesses and counts of an exhaustive search do not depend on the number of
 * workers.
 */
public final class Search {
  private final SearchOptions options;
  private final Watcher watcher;

  private Search(SearchOptions options, Watcher watcher) {
    this.options = options;
    this.watcher = watcher;
  }

  /**
   * Every interleaving, as far as three quarters of the heap reach, with a worker for each
   * processor. States that add nothing to what others show are left out, unless counts are
   * expected; verdicts and witnesses are the same.
   */
  public static Search exhaustive() {
    return new Search(
        SearchOptions.DEFAULT
            .withWorkers(Runtime.getRuntime().availableProcessors())
            .withScratch(Search::scratch)
            .withReductions(ImmutableSet.copyOf(Reduction.Kind.values())),
        Watcher.NONE);
  }

  /** A file in the folder for temporary ones, which loses its name at once. */
  static FileChannel scratch() throws IOException {
    return FileChannel.open(
        Path.of(System.getProperty("java.io.tmpdir"), "pincer-" + UUID.randomUUID()),
        StandardOpenOption.CREATE_NEW,
        StandardOpenOption.READ,
        StandardOpenOption.WRITE,
        StandardOpenOption.DELETE_ON_CLOSE);
  }

  /** Ends undecided before it has more states than this, 1 ... */
  public Search maxStates(long states) {
    return new Search(options.withMaxStates(states), watcher);
  }

  /** Ends undecided soon after the search holds more than this, by its own estimate, 1 ... */
  public Search maxBytes(long bytes) {
    return new Search(options.withMaxBytes(bytes), watcher);
  }

  /** Threads that work at a time, 1 ... */
  public Search workers(int count) {
    return new Search(options.withWorkers(count), watcher);
  }

  /**
   * Tells states apart by 64 bits of their hash alone, so that those that were expanded can be in
   * files. It <b>may lose</b> states, with a probability that stands in {@link
   * dev.pincer.verdict.SearchResult#omission}; and where it has lost one, it <b>may invent</b> a
   * livelock. Not where counts are expected.
   */
  public Search hashCompaction() {
    return new Search(options.withHashBits(Long.SIZE), watcher);
  }

  /** Leaves no state out and tells all apart by all that they are, as where counts are expected. */
  Search counted() {
    return new Search(options.withHashBits(0).withReductions(ImmutableSet.of()), watcher);
  }

  /** Leaves no state out. */
  public Search withoutReductions() {
    return new Search(options.withReductions(ImmutableSet.of()), watcher);
  }

  public Search watchedBy(Watcher who) {
    return new Search(options, who);
  }

  /** Ends undecided before it has more states than this, too. */
  Search atMost(long states) {
    return maxStates(Math.min(states, options.maxStates()));
  }

  int workers() {
    return options.workers();
  }

  boolean isInterrupted() {
    return watcher.isInterrupted();
  }

  /** One of several searches begins. */
  void begun(Subject subject) {
    watcher.progress(new Watcher.Progress(subject, 0, 0, 0, Duration.ZERO));
  }

  /** One of several searches has ended. */
  void ended(Subject subject) {
    watcher.ended(subject);
  }

  /** The part of the budget for each of {@code count} searches at a time. */
  Search share(int count) {
    long bytes = options.maxBytes() == Long.MAX_VALUE ? heapBytes() : options.maxBytes();
    return new Search(options.withMaxBytes(Math.max(1, bytes / count)).withWorkers(1), watcher);
  }

  /** What searches may hold if nobody has said: three quarters of the heap. */
  private static long heapBytes() {
    return Runtime.getRuntime().maxMemory() / 4 * 3;
  }

  SearchResult explore(Program program, MemoryModel memory, Subject subject) {
    return Explorer.search(program, memory, options, monitor(subject));
  }

  /** The final states of a program; see {@link FinalStates}. */
  FinalStates finals(
      Program program,
      MemoryModel memory,
      ImmutableIntArray addresses,
      Predicate<ImmutableLongArray> wanted,
      Subject subject) {
    return FinalStates.search(program, memory, addresses, wanted, options, monitor(subject));
  }

  /** What differs with a reduction; nothing must. */
  Audited audit(Program program, MemoryModel memory, Subject subject, Reduction.Kind kind) {
    Audit.Outcome outcome = Audit.of(program, memory, options, kind, monitor(subject));
    return new Audited(
        subject,
        outcome.reduction(),
        outcome.states(),
        outcome.reducedStates(),
        outcome.ends(),
        outcome.differences());
  }

  private SearchMonitor monitor(Subject subject) {
    return new SearchMonitor() {
      @Override
      public boolean isInterrupted() {
        return watcher.isInterrupted();
      }

      @Override
      public void progress(SearchMonitor.Progress progress) {
        watcher.progress(
            new Watcher.Progress(
                subject,
                progress.states(),
                progress.frontier(),
                progress.bytes(),
                progress.elapsed()));
      }
    };
  }
}
