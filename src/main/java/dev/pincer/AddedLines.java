// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import com.google.common.collect.ImmutableList;
import dev.pincer.corpus.Patch;
import dev.pincer.corpus.SourceTree;
import dev.pincer.program.Code;
import dev.pincer.program.Origin;
import dev.pincer.program.Property;
import dev.pincer.report.Unreached;
import dev.pincer.report.Untried;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import dev.pincer.syntax.Tree;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Lines that patches of the user's add, and which of them no run executes. A line is known by its
 * place in the patch, as it has another number at each stage.
 */
public final class AddedLines {
  /** What is more than braces. */
  private static final Pattern WORD = Pattern.compile("\\w");

  private static final Pattern COMMENT = Pattern.compile("\\s*(//.*|/?\\*.*)");

  /** What was seen of a line with code. */
  private static final class Seen {
    private boolean executed;
    private @Nullable Untried line;
  }

  private record Function(String path, String name) {}

  private final Map<String, TreeMap<Integer, Seen>> seen = new LinkedHashMap<>();
  private final Set<Function> called = new HashSet<>();

  /** The functions that patches add to, each with the first such line. */
  private final Map<Function, Untried> declared = new LinkedHashMap<>();

  /**
   * Looks at one model; those without patches say nothing.
   *
   * @param entry of an exhaustive search
   */
  public void add(Sweep.Entry entry) {
    Model model = entry.result().model();
    if (model.patches().isEmpty()) {
      return;
    }
    Model.Reading reading = model.read();
    SourceTree tree = reading.tree();
    declare(model, reading);
    model.program().initials().forEach(this::addCalls);
    for (Property property : model.program().properties()) {
      addCalls(property.code());
      addCalls(property.judged());
    }
    for (Unreached.Line line : entry.lines()) {
      called.add(new Function(line.path(), line.function()));
      Span added = added(model, tree, line.path(), line.number());
      if (added != null) {
        Seen of = at(added.file().path(), added.line());
        of.executed |= line.executed();
        of.line = untried(added, line.path(), line.number(), line.function(), line.text(), true);
      }
    }
  }

  /** What properties call is not run by threads, and every verdict speaks of it. */
  private void addCalls(Code code) {
    for (Origin origin : code.origins()) {
      for (Origin.Frame frame : origin.frames()) {
        called.add(new Function(frame.definition().file().path(), frame.function()));
      }
    }
  }

  /** The lines that no run executes, by their places in the patches. */
  public ImmutableList<Untried> neverRun() {
    declared.forEach(
        (function, line) -> {
          if (!called.contains(function)) {
            at(line.patch(), line.patchLine()).line = line;
          }
        });
    return seen.values().stream()
        .flatMap(ofPatch -> ofPatch.values().stream())
        .filter(of -> !of.executed)
        .map(of -> of.line)
        .filter(Objects::nonNull)
        .collect(ImmutableList.toImmutableList());
  }

  private Seen at(String patch, int patchLine) {
    return seen.computeIfAbsent(patch, path -> new TreeMap<>())
        .computeIfAbsent(patchLine, line -> new Seen());
  }

  /** The line of a patch of the user's that wrote a line; null if it is another's. */
  private static @Nullable Span added(Model model, SourceTree tree, String path, int line) {
    SourceFile file = tree.called(path);
    Span written = file == null ? null : tree.writtenBy(file, line);
    return written != null
            && model.patches().stream().map(Patch::file).anyMatch(written.file()::equals)
        ? written
        : null;
  }

  private static Untried untried(
      Span added, String path, int line, String function, String text, boolean called) {
    return new Untried(added.file().path(), added.line(), path, line, function, text, called);
  }

  private static boolean isCalledByThreads(Tree.Role role) {
    return switch (role) {
      case FUNCTION, THREAD, THREADS, DAEMON, FAIR_DAEMON -> true;
      case INITIAL, INVARIANT, FINALLY, WITNESS, EVENTUALLY, LEADS_FROM, LEADS_TO -> false;
    };
  }

  /** The first line that is added to each function. */
  private void declare(Model model, Model.Reading reading) {
    for (Tree.Declaration declaration : reading.declarations()) {
      if (!(declaration instanceof Tree.FunctionDeclaration function)
          || function.body() == null
          || !isCalledByThreads(function.role())) {
        continue;
      }
      Span body = function.body().span();
      Function known = new Function(body.file().path(), function.name().text());
      if (declared.containsKey(known)) {
        continue;
      }
      int end = body.file().line(body.end());
      for (int line = body.line() + 1; line < end; line++) {
        String text = body.file().lineText(line).strip();
        Span added = added(model, reading.tree(), known.path, line);
        if (added != null && WORD.matcher(text).find() && !COMMENT.matcher(text).matches()) {
          declared.put(known, untried(added, known.path, line, known.name, text, false));
          break;
        }
      }
    }
  }
}
