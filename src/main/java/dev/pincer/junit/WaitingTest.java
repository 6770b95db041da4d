// SPDX-License-Identifier: Apache-2.0
package dev.pincer.junit;

import com.google.common.collect.ImmutableSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;

/** A row that waits for its memory model: it is skipped, and says why. */
final class WaitingTest extends AbstractTestDescriptor {
  private final ImmutableSet<TestTag> tags;
  private final String memory;

  WaitingTest(
      UniqueId id,
      String name,
      @Nullable TestSource source,
      ImmutableSet<TestTag> tags,
      String memory) {
    super(id, name, source);
    this.tags = tags;
    this.memory = memory;
  }

  String reason() {
    return "the row waits for the memory model " + memory;
  }

  @Override
  public Type getType() {
    return Type.TEST;
  }

  @Override
  public Set<TestTag> getTags() {
    return tags;
  }
}
