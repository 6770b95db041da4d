// SPDX-License-Identifier: Apache-2.0
package dev.pincer.junit;

import com.google.common.collect.ImmutableSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;
import org.junit.platform.engine.support.descriptor.ClassSource;

/** Tests that belong together: those of an annotated class, of a folder, of a scenario. */
final class Group extends AbstractTestDescriptor {
  private final ImmutableSet<TestTag> tags;

  Group(UniqueId id, String name, @Nullable TestSource source, ImmutableSet<TestTag> tags) {
    super(id, name, source);
    this.tags = tags;
  }

  /** What runners show that print no tree: of a class, its full name. */
  @Override
  public String getLegacyReportingName() {
    return getSource()
        .filter(ClassSource.class::isInstance)
        .map(source -> ((ClassSource) source).getClassName())
        .orElse(getDisplayName());
  }

  @Override
  public Type getType() {
    return Type.CONTAINER;
  }

  @Override
  public Set<TestTag> getTags() {
    return tags;
  }
}
