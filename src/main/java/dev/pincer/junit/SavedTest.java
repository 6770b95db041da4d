// SPDX-License-Identifier: Apache-2.0
package dev.pincer.junit;

import com.google.common.collect.ImmutableSet;
import dev.pincer.ModelException;
import dev.pincer.Models;
import dev.pincer.SavedSchedules;
import dev.pincer.corpus.SavedSchedule;
import dev.pincer.report.SavedCase;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestSource;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.UniqueId;
import org.junit.platform.engine.support.descriptor.AbstractTestDescriptor;

/** A saved schedule: it is run again, and fails if it does not do what its file says. */
final class SavedTest extends AbstractTestDescriptor {
  private final Models models;
  private final SavedSchedule saved;
  private final ImmutableSet<TestTag> tags;

  SavedTest(
      UniqueId id,
      String name,
      @Nullable TestSource source,
      ImmutableSet<TestTag> tags,
      Models models,
      SavedSchedule saved) {
    super(id, name, source);
    this.models = models;
    this.saved = saved;
    this.tags = tags;
  }

  /** Runs it again. */
  TestExecutionResult result() {
    try {
      SavedCase found = SavedSchedules.replay(models, saved);
      return found.asSaved()
          ? TestExecutionResult.successful()
          : TestExecutionResult.failed(new VerdictError(found.text()));
    } catch (ModelException e) {
      return TestExecutionResult.failed(new VerdictError(e.getMessage()));
    }
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
