// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import dev.pincer.machine.MemoryModel;
import dev.pincer.report.LitmusOutcome;
import dev.pincer.report.Subject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs many litmus tests, several at a time. Results come in the order in which the tests were
 * given, and do not depend on the number of workers.
 */
public final class LitmusSweep {
  private final Models models;
  private final MemoryModel memory;

  /** Of all tests; who waits for them is asked whether to go on. */
  private final Search search;

  /** Of one test. */
  private final Search share;

  private LitmusSweep(Models models, MemoryModel memory, Search search, Search share) {
    this.models = models;
    this.memory = memory;
    this.search = search;
    this.share = share;
  }

  /**
   * One test, and what became of it.
   *
   * @param outcome null if it was refused
   * @param refusal why; null if it ran
   */
  public record Entry(
      Path file, @Nullable LitmusOutcome outcome, @Nullable ModelException refusal) {}

  /**
   * Runs all {@code files}; hands each result to {@code done}, on the calling thread and in order,
   * as soon as it and those before it are there. Tests that were not begun when the search was
   * interrupted are left out.
   */
  public static void run(
      Models models, List<Path> files, MemoryModel memory, Search search, Consumer<Entry> done) {
    int atOnce = Math.max(1, Math.min(search.workers(), files.size()));
    Search share = atOnce == 1 ? search : search.share(atOnce);
    LitmusSweep sweep = new LitmusSweep(models, memory, search, share);
    try (InOrder<Optional<Entry>> results = new InOrder<>(files, atOnce, sweep::entry)) {
      for (int i = 0; i < files.size(); i++) {
        results.next().ifPresent(done);
      }
    }
  }

  /** Runs a test; empty if the search was interrupted before. */
  private Optional<Entry> entry(Path file) {
    if (search.isInterrupted()) {
      return Optional.empty();
    }
    Subject subject = null;
    try {
      Litmus test = Litmus.load(models, file);
      subject = test.subject(memory);
      search.begun(subject);
      return Optional.of(new Entry(file, test.check(memory, share), null));
    } catch (ModelException e) {
      return Optional.of(new Entry(file, null, e));
    } finally {
      search.ended(subject == null ? Litmus.subject(file.toString(), memory) : subject);
    }
  }
}
