// SPDX-License-Identifier: Apache-2.0
package dev.pincer.junit;

import com.google.common.collect.Lists;
import dev.pincer.Model;
import dev.pincer.ModelException;
import dev.pincer.Search;
import dev.pincer.Sweep;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.platform.engine.ConfigurationParameters;
import org.junit.platform.engine.EngineExecutionListener;
import org.junit.platform.engine.ExecutionRequest;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;

/**
 * Runs the tests that a runner left in the tree. The subjects of a class or folder are one {@link
 * Sweep}: several are searched at a time, and those that read alike are searched once; what is told
 * to the runner comes in the order of the tree.
 */
final class Execution {
  private final TestDescriptor root;
  private final EngineExecutionListener listener;
  private final Search search;

  Execution(ExecutionRequest request) {
    this.root = request.getRootTestDescriptor();
    this.listener = request.getEngineExecutionListener();
    ConfigurationParameters parameters = request.getConfigurationParameters();
    Search all = Search.exhaustive();
    Search some = parameters.get("pincer.workers", Integer::valueOf).map(all::workers).orElse(all);
    this.search =
        parameters.get("pincer.maxStates", Long::valueOf).map(some::maxStates).orElse(some);
  }

  void run() {
    listener.executionStarted(root);
    for (TestDescriptor top : List.copyOf(root.getChildren())) {
      new Branch(top).run();
    }
    listener.executionFinished(root, TestExecutionResult.successful());
  }

  /** One class or folder. */
  private final class Branch {
    private final List<Subject> subjects = new ArrayList<>();

    /**
     * What the runner is told before the tests of each subject end, and behind the last: an element
     * more than there are subjects.
     */
    private final List<List<Runnable>> told = new ArrayList<>();

    /** Subjects done. */
    private int done;

    Branch(TestDescriptor top) {
      told.add(new ArrayList<>());
      plan(top);
    }

    private void plan(TestDescriptor node) {
      if (node instanceof WaitingTest test) {
        tell(() -> listener.executionSkipped(test, test.reason()));
        return;
      }
      tell(() -> listener.executionStarted(node));
      if (node instanceof SavedTest test) {
        tell(() -> listener.executionFinished(test, test.result()));
        return;
      }
      TestExecutionResult result = TestExecutionResult.successful();
      if (node instanceof Mistake mistake) {
        result = mistake.result();
      } else if (node instanceof Subject subject && !tests(subject).isEmpty()) {
        // Begins before the search does, whose time it so takes.
        tell(() -> listener.executionStarted(tests(subject).get(0)));
        subjects.add(subject);
        told.add(new ArrayList<>());
      } else {
        node.getChildren().forEach(this::plan);
      }
      TestExecutionResult end = result;
      tell(() -> listener.executionFinished(node, end));
    }

    private void tell(Runnable what) {
      told.get(told.size() - 1).add(what);
    }

    void run() {
      told.get(0).forEach(Runnable::run);
      while (done < subjects.size()) {
        List<Model> models =
            Lists.transform(subjects.subList(done, subjects.size()), Subject::model);
        try {
          Sweep.run(models, search, entry -> finish(test -> test.result(entry.cases())));
        } catch (ModelException e) {
          // Of the first that is not done; those behind it may be right.
          VerdictError error = new VerdictError(e.getMessage());
          finish(test -> TestExecutionResult.failed(error));
        }
      }
    }

    private void finish(Function<PropertyTest, TestExecutionResult> result) {
      List<PropertyTest> tests = tests(subjects.get(done));
      for (int i = 0; i < tests.size(); i++) {
        if (i > 0) {
          listener.executionStarted(tests.get(i));
        }
        listener.executionFinished(tests.get(i), result.apply(tests.get(i)));
      }
      done++;
      told.get(done).forEach(Runnable::run);
    }
  }

  /** The tests of a subject; none if there is a mistake in their place. */
  private static List<PropertyTest> tests(Subject subject) {
    List<PropertyTest> tests = new ArrayList<>();
    for (TestDescriptor child : subject.getChildren()) {
      if (child instanceof PropertyTest test) {
        tests.add(test);
      }
    }
    return tests;
  }
}
