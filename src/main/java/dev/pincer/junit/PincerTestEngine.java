// SPDX-License-Identifier: Apache-2.0
package dev.pincer.junit;

import org.junit.platform.engine.EngineDiscoveryRequest;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestEngine;
import org.junit.platform.engine.UniqueId;

/**
 * The engine {@code pincer} of the JUnit Platform: finds classes with {@link ModelTests}, and
 * folders and files of models that a suite selects; runs what it found.
 *
 * <p>Two parameters of the platform's configuration are read: {@code pincer.workers}, the threads
 * of the searches, and {@code pincer.maxStates}, after which a search ends undecided, which is a
 * failure.
 */
public final class PincerTestEngine implements TestEngine {
  static final String ID = "pincer";

  /** Called by the platform. */
  public PincerTestEngine() {}

  @Override
  public String getId() {
    return ID;
  }

  @Override
  public TestDescriptor discover(EngineDiscoveryRequest request, UniqueId id) {
    return new Discovery(request, id).tests();
  }

  @Override
  public void execute(ExecutionRequest request) {
    new Execution(request).run();
  }
}
