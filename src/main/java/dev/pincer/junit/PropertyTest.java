// SPDX-License-Identifier: Apache-2.0
package dev.pincer.junit;

import com.google.common.collect.ImmutableSet;
import dev.pincer.report.Case;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;

/** The verdict on one property of a subject; or on all that no other test of the subject asks. */
final class PropertyTest extends AbstractTestDescriptor {
  private final @Nullable String property;

  /** Those that other tests ask about, if this one has no property of its own. */
  private final ImmutableSet<String> others;

  private PropertyTest(
      UniqueId id,
      String name,
      @Nullable TestSource source,
      @Nullable String property,
      ImmutableSet<String> others) {
    super(id, name, source);
    this.property = property;
    this.others = others;
  }

  static PropertyTest of(UniqueId id, String name, @Nullable TestSource source, String property) {
    return new PropertyTest(id, name, source, property, ImmutableSet.of());
  }

  static PropertyTest ofAllBut(
      UniqueId id, String name, @Nullable TestSource source, ImmutableSet<String> others) {
    return new PropertyTest(id, name, source, null, others);
  }

  /** How it came out. A search that ended too early to tell is a failure: nothing was shown. */
  TestExecutionResult result(List<Case> cases) {
    StringBuilder wrong = new StringBuilder();
    for (Case one : cases) {
      if (asks(one.property()) && one.outcome() != Case.Outcome.PASSED) {
        wrong.append(wrong.length() == 0 ? "" : "\n").append(one.text());
      }
    }
    return wrong.length() == 0
        ? TestExecutionResult.successful()
        : TestExecutionResult.failed(new VerdictError(wrong.toString()));
  }

  private boolean asks(String name) {
    return property == null ? !others.contains(name) : property.equals(name);
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
