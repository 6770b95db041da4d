// SPDX-License-Identifier: Apache-2.0
package dev.pincer.house;

import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.TimeUnit;

/** Begins a thread for each job: a pool has many more places at which threads can switch. */
public final class ThreadForEach extends AbstractExecutorService {
  @Override
  public void execute(Runnable job) {
    new Thread(job).start();
  }

  @Override
  public void shutdown() {}

  @Override
  public List<Runnable> shutdownNow() {
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return false;
  }

  @Override
  public boolean isTerminated() {
    return false;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return false;
  }
}
