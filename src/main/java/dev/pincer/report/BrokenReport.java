// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import dev.pincer.program.Origin;
import dev.pincer.program.Property;
import dev.pincer.schedule.Schedule;
import dev.pincer.source.Span;
import dev.pincer.verdict.Finding;
import dev.pincer.verdict.SearchResult;
import dev.pincer.verdict.Verdict;
import org.jspecify.annotations.Nullable;

/** One finding in full: the verdict, the story, the race diagram, and how to see it again. */
public final class BrokenReport {
  private static final String MARGIN = "        ";

  private BrokenReport() {}

  /** Each line ended by a newline. */
  public static String of(Story story, Subject subject, SearchResult result) {
    StringBuilder out = new StringBuilder(head(story));
    out.append(MARGIN).append("shortest: ").append(length(story.trace().schedule()));
    out.append("; ").append(Coverage.of(result, subject)).append('\n');
    out.append(MARGIN).append("replay:   ").append(replay(story, subject)).append('\n');
    return out.toString();
  }

  /** The same of a run that was asked for, of which nobody knows whether there is a shorter one. */
  public static String ofReplay(Story story, Subject subject) {
    Schedule schedule = story.trace().schedule();
    return head(story) + MARGIN + "run:      " + length(schedule) + "; " + subject.memory() + "\n";
  }

  /**
   * The same of a run that was drawn and shrunk.
   *
   * @param found how it was found, in lines
   */
  public static String ofSample(Story story, Subject subject, ImmutableList<String> found) {
    StringBuilder out = new StringBuilder(head(story));
    out.append(MARGIN).append("run:      ").append(length(story.trace().schedule())).append('\n');
    found.forEach(line -> out.append(MARGIN).append(line).append('\n'));
    out.append(MARGIN).append("replay:   ").append(replay(story, subject)).append('\n');
    return out.toString();
  }

  /** The same of a run of a model that was weakened, which no command line can name. */
  static String ofWeakened(Story story) {
    return head(story) + MARGIN + "run:      " + length(story.trace().schedule()) + "\n";
  }

  private static String head(Story story) {
    Finding finding = story.finding();
    StringBuilder out = new StringBuilder();
    if (!finding.property().isEmpty()) {
      out.append(finding.verdict() == Verdict.REACHED ? "REACHED  " : "BROKEN  ");
      out.append(finding.property());
      String place = place(story);
      out.append(place.isEmpty() ? "" : "   " + place).append('\n');
      for (String line : RaceDiagram.wrap(told(story), Lanes.WIDTH)) {
        out.append(line.isBlank() ? "" : MARGIN + line + "\n");
      }
      out.append('\n');
    }
    RaceDiagram.of(story)
        .lines()
        .forEach(line -> out.append((MARGIN + line).stripTrailing()).append('\n'));
    return out.append('\n').toString();
  }

  private static String length(Schedule schedule) {
    int loop = schedule.loop().size();
    return Counts.of(schedule.stepCount(), "step")
        + ", "
        + switches(schedule.switchCount())
        + (loop == 0 ? "" : ", then a loop of " + Counts.of(loop, "step"));
  }

  private static String switches(int count) {
    return count == 1 ? "1 context switch" : Counts.grouped(count) + " context switches";
  }

  /** The command that shows the run again. */
  static String replay(Story story, Subject subject) {
    return "./pincer replay " + subject.arguments() + " --schedule " + story.trace().schedule();
  }

  private static String place(Story story) {
    @Nullable Property property = story.property();
    return property == null ? Faults.place(story.trace()) : property.declared().toString();
  }

  /** The story in the model's own words: the comment above the property, else what decided. */
  static String told(Story story) {
    @Nullable Property property = story.property();
    if (property != null) {
      String comment = firstSentence(commentAbove(property.declared()));
      if (isSentence(comment)) {
        return comment;
      }
      // A property that leaves the question to a function has its sentence there.
      for (Origin.Frame call : new Conclusion(story).decidingCall()) {
        comment = firstSentence(commentAbove(call.definition()));
        if (isSentence(comment)) {
          return comment;
        }
      }
      return new Conclusion(story).deciding();
    }
    return story.finding().detail();
  }

  private static String firstSentence(String text) {
    int end = text.indexOf(". ");
    return end < 0 ? text : text.substring(0, end + 1);
  }

  /** More than a name or number. */
  private static boolean isSentence(String text) {
    return text.split(" ", -1).length >= 4;
  }

  /**
   * The comment that ends on the line above the declaration, on one line; empty if there is none.
   */
  static String commentAbove(Span declared) {
    String text = declared.file().text();
    int line = declared.line();
    String before = text.substring(0, declared.file().lineStart(line)).stripTrailing();
    if (!before.endsWith("*/")) {
      return "";
    }
    int start = before.lastIndexOf("/*");
    String comment = before.substring(start + 2, before.length() - 2);
    return comment.replaceAll("\\n\\s*\\*", " ").replaceAll("\\s+", " ").strip();
  }
}
