// SPDX-License-Identifier: Apache-2.0
package dev.pincer.junit;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;

/** A test that stands where there are none, as something is wrong; it fails, and says what. */
final class Mistake extends AbstractTestDescriptor {
  private final String message;

  Mistake(UniqueId parent, @Nullable TestSource source, String message) {
    super(parent.append("mistake", "models"), "models can be read", source);
    this.message = message;
  }

  TestExecutionResult result() {
    return TestExecutionResult.failed(new VerdictError(message));
  }

  @Override
  public Type getType() {
    return Type.TEST;
  }

  @Override
  public Set<TestTag> getTags() {
    return getParent().map(TestDescriptor::getTags).orElse(Set.of());
  }
}
