// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.diag.Spelling;
import dev.pincer.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The stages of the small Linux, oldest first.
 *
 * <p>A stage has the commit of its last patch for a name, and any tags that follow that patch; the
 * oldest has only tags. {@code today} is the newest.
 */
public final class Series {
  /** Stages that a message names; more than these are not read. */
  private static final int NAMED_MAX = 12;

  private static final Pattern HEX = Pattern.compile("[0-9a-f]{1,40}");

  private final ImmutableList<Stage> stages;

  Series(ImmutableList<Stage> stages) {
    this.stages = stages;
  }

  /** All stages; never empty. */
  public ImmutableList<Stage> stages() {
    return stages;
  }

  public Stage base() {
    return stages.get(0);
  }

  public Stage today() {
    return stages.get(stages.size() - 1);
  }

  /**
   * The stage of this name: a tag, {@code today}, a commit id, or a prefix of one commit id only.
   *
   * @param place where the user names it
   * @return null after reporting that there is none, or more than one
   */
  public @Nullable Stage stage(String name, Span place, Diagnostics diagnostics) {
    return stage(name, place, ImmutableList.of(), diagnostics);
  }

  /**
   * As above.
   *
   * @param others names that may have been meant, besides those of stages
   */
  public @Nullable Stage stage(
      String name, Span place, Iterable<String> others, Diagnostics diagnostics) {
    List<Stage> found = find(name);
    if (found.size() == 1) {
      return found.get(0);
    }
    if (found.isEmpty()) {
      List<String> names = names();
      String near = Spelling.didYouMean(name, Iterables.concat(names, others));
      boolean few = names.size() <= NAMED_MAX;
      Diagnostics.Entry error =
          diagnostics
              .error(ErrorCode.UNKNOWN_STAGE, place, name)
              .hint(
                  near != null
                      ? "did you mean `" + near + "`?"
                      : few ? "take one of them" : "`pincer stages` lists them");
      if (few) {
        error.note("the stages are " + Joiner.on(", ").join(names));
      }
    } else {
      diagnostics
          .error(ErrorCode.AMBIGUOUS_STAGE, place, name)
          .hint("write more of it: " + Joiner.on(" or ").join(found));
    }
    return null;
  }

  private ImmutableList<Stage> find(String name) {
    if (name.equals(Stage.TODAY)) {
      return ImmutableList.of(today());
    }
    ImmutableList.Builder<Stage> found = ImmutableList.builder();
    for (Stage stage : stages) {
      if (stage.name().equals(name) || stage.tags().contains(name)) {
        return ImmutableList.of(stage);
      }
      boolean isCommit = stage.patch() != null && HEX.matcher(name).matches();
      if (isCommit && (stage.name().startsWith(name) || name.startsWith(stage.name()))) {
        found.add(stage);
      }
    }
    return found.build();
  }

  /** Every name of every stage, oldest first, then {@code today}. */
  public ImmutableList<String> names() {
    Set<String> names = new LinkedHashSet<>();
    for (Stage stage : stages) {
      names.add(stage.name());
      names.addAll(stage.tags());
    }
    names.add(Stage.TODAY);
    return ImmutableList.copyOf(names);
  }

  /** Collects the lines of a series file. */
  static final class Builder {
    private final Diagnostics diagnostics;
    private final List<Stage> stages = new ArrayList<>();
    private final Map<String, Span> named = new HashMap<>();

    Builder(Diagnostics diagnostics) {
      this.diagnostics = diagnostics;
    }

    void tag(Span name) {
      if (!isNew(name.text(), name)) {
        return;
      }
      if (stages.isEmpty()) {
        stages.add(new Stage(0, name.text(), ImmutableList.of(), null, ""));
        return;
      }
      Stage last = stages.remove(stages.size() - 1);
      stages.add(
          new Stage(
              last.index(),
              last.name(),
              ImmutableList.<String>builder().addAll(last.tags()).add(name.text()).build(),
              last.patch(),
              last.label()));
    }

    void patch(String commit, Patch patch, Span line) {
      if (stages.isEmpty()) {
        diagnostics
            .error(ErrorCode.NO_FIRST_TAG, line)
            .hint("put `tag v5.8`, or what the base is, before it");
        stages.add(new Stage(0, "base", ImmutableList.of(), null, ""));
      }
      if (isNew(commit, line)) {
        stages.add(new Stage(stages.size(), commit, ImmutableList.of(), patch, patch.label()));
      }
    }

    boolean isNew(String name, Span place) {
      Span first = named.putIfAbsent(name, place);
      if (first != null) {
        diagnostics.error(ErrorCode.NAMED_TWICE, place, name).second(first, "first named here");
      } else if (name.equals(Stage.TODAY)) {
        diagnostics
            .error(ErrorCode.NAMED_TWICE, place, name)
            .note("`today` is always the end of the series");
      }
      return first == null;
    }

    /** The series; null if it names nothing. */
    @Nullable Series build() {
      return stages.isEmpty() ? null : new Series(ImmutableList.copyOf(stages));
    }
  }
}
