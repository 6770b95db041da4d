// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

/** Takes the events of a run, in order. A run without a sink makes no events, which is faster. */
@FunctionalInterface
public interface EventSink {
  /**
   * @param thread index of the running thread; -1 in initial code and in properties
   */
  void event(int thread, Event event);
}
