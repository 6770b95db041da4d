// SPDX-License-Identifier: Apache-2.0
package dev.pincer.diag;

import com.google.common.base.Strings;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Prints diagnostics:
 *
 * <pre>
 * model.c:24:7: error[E0201]: unknown name `folio_tryget`
 *    24 |	if (!folio_tryget(f))
 *       |	     ^~~~~~~~~~~~
 *       = hint: did you mean `folio_try_get`?
 * </pre>
 *
 * <p>The line of marks repeats the tabs of the line above it; a tab under a mark is drawn as marks
 * up to the next multiple of eight columns. Same diagnostics, same bytes.
 */
public final class Renderer {
  private static final int TAB = 8;

  /** Columns that notes and hints keep to, and that are shown of a long line. */
  private static final int WIDTH = 100;

  /** A line of more characters is not shown whole. */
  private static final int LONG = 200;

  private static final String CUT = "...";
  private static final Pattern CONTROL = Pattern.compile("[\\p{Cntrl}&&[^\t]]");
  private static final String GUTTER = "      |";
  private static final String EXTRA = "      = ";

  private Renderer() {}

  /**
   * All of {@code diagnostics}, sorted, no more than {@link Diagnostics#SHOWN_MAX}; each line ends
   * in a newline.
   */
  public static String render(Diagnostics diagnostics) {
    StringBuilder out = new StringBuilder();
    List<Diagnostic> sorted = diagnostics.sorted();
    int shown = Math.min(sorted.size(), Diagnostics.SHOWN_MAX);
    for (Diagnostic diagnostic : sorted.subList(0, shown)) {
      out.append(render(diagnostic));
    }
    if (sorted.size() > shown) {
      int more = sorted.size() - shown;
      out.append(more).append(more == 1 ? " more error\n" : " more errors\n");
    }
    return out.toString();
  }

  /** One diagnostic; each line ends in a newline. */
  public static String render(Diagnostic diagnostic) {
    StringBuilder out = new StringBuilder(diagnostic.toString()).append('\n');
    Diagnostic.@Nullable Second second = diagnostic.second();
    if (!diagnostic.span().file().text().isEmpty()) {
      picture(out, diagnostic.span(), second);
    } else if (second != null) {
      second(out, second);
    }
    extra(out, "note", diagnostic.note());
    extra(out, "note", diagnostic.expansion());
    extra(out, "hint", diagnostic.hint());
    return out.toString();
  }

  /** The line of {@code span} with marks below, and the second place. */
  private static void picture(StringBuilder out, Span span, Diagnostic.@Nullable Second second) {
    SourceFile file = span.file();
    int line = span.line();
    Excerpt excerpt = Excerpt.of(file.lineText(line), file.lineStart(line), span);
    String text = excerpt.text();
    int start = excerpt.start();
    // The first tab of a line takes the place of the blank after the gutter, so that code stands
    // where it always does.
    String blank = text.startsWith("\t") ? "" : " ";
    out.append(Strings.padStart(Integer.toString(line), 5, ' ')).append(" |");
    out.append(text.isEmpty() ? "" : blank).append(text).append('\n');

    Marks marks = new Marks(text, start, GUTTER + blank);
    marks.mark(span, '^');
    if (second == null) {
      out.append(marks).append('\n');
    } else if (second.span().file() != file
        || second.span().line() != line
        || !excerpt.shows(second.span())) {
      out.append(marks).append('\n');
      second(out, second);
    } else if (second.span().start() >= span.end()) {
      marks.mark(second.span(), '~');
      out.append(marks).append(' ').append(second.words()).append('\n');
    } else {
      // The second place comes first: a line of its own keeps its words beside it.
      out.append(marks).append('\n');
      Marks below = new Marks(text, start, GUTTER + blank);
      below.mark(second.span(), '~');
      out.append(below).append(' ').append(second.words()).append('\n');
    }
  }

  private static void second(StringBuilder out, Diagnostic.Second second) {
    out.append(second.span()).append(": note: ").append(second.words()).append('\n');
  }

  /** A note or a hint; what is longer than a line goes on below its first word. */
  private static void extra(StringBuilder out, String kind, @Nullable String text) {
    if (text == null) {
      return;
    }
    String start = EXTRA + kind + ": ";
    String rest = text;
    boolean isTable = text.indexOf('\n') >= 0;
    while (!isTable && start.length() + rest.length() > WIDTH) {
      int blank = rest.lastIndexOf(' ', WIDTH - start.length());
      if (blank <= 0) {
        blank = rest.indexOf(' ');
      }
      if (blank <= 0) {
        break;
      }
      out.append(start).append(rest, 0, blank).append('\n');
      rest = rest.substring(blank + 1);
      start = " ".repeat(EXTRA.length() + kind.length() + 2);
    }
    out.append(start).append(rest).append('\n');
  }

  /** A line of source as it is drawn: the part of a long one that is about a place. */
  private record Excerpt(String text, int start) {
    /**
     * @param start where the line starts in its file
     * @param place what is to be seen of it
     */
    static Excerpt of(String line, int start, Span place) {
      String text = CONTROL.matcher(line).replaceAll("?");
      if (text.length() <= LONG) {
        return new Excerpt(text, start);
      }
      int from = Math.max(0, Math.min(place.start() - start, text.length()) - WIDTH / 2);
      int to = Math.min(text.length(), from + WIDTH);
      String before = from == 0 ? "" : CUT;
      String after = to == text.length() ? "" : CUT;
      return new Excerpt(before + text.substring(from, to) + after, start + from - before.length());
    }

    boolean shows(Span span) {
      return span.start() >= start && span.start() <= start + text.length();
    }
  }

  /** A line of marks under a line of text, drawn from left to right. */
  private static final class Marks {
    private final StringBuilder marks;
    private final String text;
    private final int lineStart;

    /** Index in {@link #text} up to which marks are drawn. */
    private int index;

    /** Column of the terminal, from 0, at which the next mark is drawn. */
    private int column;

    Marks(String text, int lineStart, String gutter) {
      this.text = text;
      this.lineStart = lineStart;
      this.marks = new StringBuilder(gutter);
      this.column = gutter.length();
    }

    /** Marks what of {@code span} lies in this line, at least one character. */
    void mark(Span span, char first) {
      int from = Math.min(span.start() - lineStart, text.length());
      while (index < from) {
        char c = text.charAt(index++);
        marks.append(c == '\t' ? '\t' : ' ');
        column = after(c);
      }
      char mark = first;
      int to = Math.min(span.end() - lineStart, text.length());
      do {
        char c = index < text.length() ? text.charAt(index) : ' ';
        index++;
        for (int end = after(c); column < end; column++) {
          marks.append(mark);
          mark = '~';
        }
      } while (index < to);
    }

    /** The column after {@code c} printed at the current one. */
    private int after(char c) {
      return c == '\t' ? (column / TAB + 1) * TAB : column + 1;
    }

    @Override
    public String toString() {
      return marks.toString();
    }
  }
}
