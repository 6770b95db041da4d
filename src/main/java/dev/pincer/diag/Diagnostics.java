// SPDX-License-Identifier: Apache-2.0
package dev.pincer.diag;

import com.google.common.collect.ImmutableList;
import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Collects what is wrong with a model, from all phases.
 *
 * <p>A second error of the same code at the same place is dropped: the place is usually a header
 * that is used many times. {@link #sorted} gives them by file, then by position; the files come in
 * the order of {@link #finishedFile}, so that a header's errors stand before those that they cause.
 *
 * <p>Not for use by several threads.
 */
public final class Diagnostics {
  /** No more than this many are shown: what follows the twentieth is mostly a consequence. */
  public static final int SHOWN_MAX = 20;

  private final List<Diagnostic> reported = new ArrayList<>();
  private final Set<Place> places = new HashSet<>();
  private final Map<SourceFile, Integer> fileOrder = new HashMap<>();
  private final Map<Span, Expansion> expansions = new HashMap<>();
  private Function<Span, @Nullable String> authors = span -> null;

  /**
   * Reports an error.
   *
   * @param args fill the format of {@code code}, through {@link String#valueOf}
   * @return the error, to which a second place, a note or a hint can be added
   */
  @CanIgnoreReturnValue
  public Entry error(ErrorCode code, Span span, Object... args) {
    if (!places.add(new Place(code, span.file(), span.start()))) {
      return new Entry(-1);
    }
    ImmutableList.Builder<String> texts = ImmutableList.builder();
    for (Object arg : args) {
      texts.add(String.valueOf(arg));
    }
    reported.add(
        new Diagnostic(code, span, texts.build(), null, code.note(), aside(span), code.hint()));
    return new Entry(reported.size() - 1);
  }

  private @Nullable String aside(Span span) {
    Expansion expansion = expansions.get(span);
    return expansion != null ? expansion.text() : authors.apply(span);
  }

  /** Adds what others found. */
  public void add(Diagnostic error) {
    if (places.add(new Place(error.code(), error.span().file(), error.span().start()))) {
      reported.add(error);
    }
  }

  /** Adds what others found, in their order. */
  public void addAll(Diagnostics others) {
    others.sorted().forEach(this::add);
  }

  /**
   * Gives each error that has only the hint of its code a better one.
   *
   * @param hints gives a hint for an error, or null
   */
  public void improveHints(Function<Diagnostic, @Nullable String> hints) {
    for (int i = 0; i < reported.size(); i++) {
      Diagnostic error = reported.get(i);
      if (Objects.equals(error.hint(), error.code().hint())) {
        String better = hints.apply(error);
        if (better != null) {
          new Entry(i).hint(better);
        }
      }
    }
  }

  public boolean hasErrors() {
    return !reported.isEmpty();
  }

  /** How many errors were reported, shown or not. */
  public int count() {
    return reported.size();
  }

  /**
   * All errors, by file and position; of one position, in the order in which they were reported.
   */
  public ImmutableList<Diagnostic> sorted() {
    Map<SourceFile, Integer> order = new HashMap<>(fileOrder);
    for (Diagnostic diagnostic : reported) {
      order.putIfAbsent(diagnostic.span().file(), order.size());
    }
    return ImmutableList.sortedCopyOf(
        Comparator.comparing((Diagnostic d) -> order.get(d.span().file()))
            .thenComparing(d -> d.span().start()),
        reported);
  }

  /**
   * Says that all of {@code file} has been read: its errors stand before those of files read later.
   */
  public void finishedFile(SourceFile file) {
    fileOrder.putIfAbsent(file, fileOrder.size());
  }

  /**
   * Says that {@code invocation} is text that a macro replaced. Errors at exactly this place are
   * then errors of the expansion, and say so.
   *
   * @param macro the name of the macro
   * @param definition where the macro is defined
   */
  public void expansion(Span invocation, String macro, Span definition) {
    expansions.putIfAbsent(invocation, new Expansion(macro, definition));
  }

  /**
   * Lets the errors from here on say who wrote the line at fault, where it is not the file on the
   * disk.
   *
   * @param authors gives a sentence for a place, or null
   */
  public void authors(Function<Span, @Nullable String> authors) {
    this.authors = authors;
  }

  /** What {@link #authors(Function)} said; gives null for each place if it was not called. */
  public Function<Span, @Nullable String> authors() {
    return authors;
  }

  /** An error just reported. Additions to a dropped duplicate are dropped as well. */
  public final class Entry {
    /** Index in {@link #reported}; -1 for a dropped duplicate. */
    private final int index;

    private Entry(int index) {
      this.index = index;
    }

    /** Marks another place, with two or three words on it. */
    @CanIgnoreReturnValue
    public Entry second(Span span, String words) {
      if (index >= 0 && reported.get(index).expansion() == null) {
        String author = authors.apply(span);
        if (author != null) {
          return replace(null, null, new Diagnostic.Second(span, words + "; " + author));
        }
      }
      return replace(null, null, new Diagnostic.Second(span, words));
    }

    /** Gives the rule, in place of that of the code. */
    @CanIgnoreReturnValue
    public Entry note(String note) {
      return replace(note, null, null);
    }

    /** Gives something to type, in place of that of the code. */
    @CanIgnoreReturnValue
    public Entry hint(String hint) {
      return replace(null, hint, null);
    }

    /**
     * Hints at the candidate that {@code word} was probably meant to be; no hint if none is near.
     */
    @CanIgnoreReturnValue
    public Entry didYouMean(String word, Iterable<String> candidates) {
      String near = Spelling.didYouMean(word, candidates);
      return near == null ? this : hint("did you mean `" + near + "`?");
    }

    /** Hints at the candidate that the file {@code path} was probably meant to be, as above. */
    @CanIgnoreReturnValue
    public Entry didYouMeanFile(String path, Iterable<String> candidates) {
      String meant = Spelling.fileMeant(path, candidates);
      return meant == null ? this : hint("did you mean `" + meant + "`?");
    }

    private Entry replace(
        @Nullable String note, @Nullable String hint, Diagnostic.@Nullable Second second) {
      if (index >= 0) {
        Diagnostic old = reported.get(index);
        reported.set(
            index,
            new Diagnostic(
                old.code(),
                old.span(),
                old.args(),
                second != null ? second : old.second(),
                note != null ? note : old.note(),
                old.expansion(),
                hint != null ? hint : old.hint()));
      }
      return this;
    }
  }

  private record Expansion(String macro, Span definition) {
    String text() {
      return "in the expansion of macro `" + macro + "`, defined at " + definition;
    }
  }

  private record Place(ErrorCode code, SourceFile file, int start) {}
}
