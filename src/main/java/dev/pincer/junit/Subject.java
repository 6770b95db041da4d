// SPDX-License-Identifier: Apache-2.0
package dev.pincer.junit;

import com.google.common.collect.ImmutableSet;
import dev.pincer.Model;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;

/** A model on one stage, under one memory model: its tests share one search. */
final class Subject extends AbstractTestDescriptor {
  private final Model model;
  private final ImmutableSet<TestTag> tags;

  Subject(
      UniqueId id,
      String name,
      @Nullable TestSource source,
      ImmutableSet<TestTag> tags,
      Model model) {
    super(id, name, source);
    this.tags = tags;
    this.model = model;
  }

  Model model() {
    return model;
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
