// SPDX-License-Identifier: Apache-2.0
package dev.pincer.sample;

import static dev.pincer.oracle.CodeSketch.c;

import com.google.common.util.concurrent.MoreExecutors;
import dev.pincer.house.ThreadForEach;
import dev.pincer.machine.Machine;
import dev.pincer.oracle.Sketch;
import dev.pincer.program.Program;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Two runs are drawn at the same time, when there is one walk that nobody walks with: what they
 * come to is what they come to one after the other.
 */
final class SamplerRun implements Supplier<String> {
  private final Program program;
  private final SampleResult.Part expected;

  /** Here all threads can see it, as Lincheck knows: see {@code TickerRun}. */
  private volatile @Nullable Sampler shared;

  SamplerRun() {
    Sketch sketch = new Sketch();
    int x = sketch.place("x", 0);
    sketch.threads("t", 2, code -> code.store(x, c(1)).store(x, c(2)));
    program = sketch.program();
    Sampler sampler = begun();
    sampler.batch(1, 2, 0, MoreExecutors.newDirectExecutorService());
    expected = sampler.part();
  }

  private Sampler begun() {
    Sampler sampler =
        new Sampler(new Machine(program), Strategies.named("random", 3), 1, Sampler.Pace.REFERENCE);
    sampler.batch(0, 1, 0, MoreExecutors.newDirectExecutorService());
    return sampler;
  }

  @Override
  public String get() {
    Sampler sampler = begun();
    shared = sampler;
    sampler.batch(1, 2, 0, new ThreadForEach());
    boolean right = shared == sampler && sampler.part().equals(expected);
    return right ? "" : sampler.part().toString();
  }
}
