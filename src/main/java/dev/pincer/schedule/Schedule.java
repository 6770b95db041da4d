// SPDX-License-Identifier: Apache-2.0
package dev.pincer.schedule;

import com.google.common.collect.ImmutableList;
import com.google.common.primitives.ImmutableIntArray;
import java.util.ArrayList;
import java.util.List;

/**
 * A run, named by its choices: those of the initial state, then one a step.
 *
 * <p>As text: steps of one thread in a row are {@code THREADxCOUNT}, joined by dots: {@code
 * 0x4.1x3.0x9}. A step with chosen values is {@code THREAD:VALUE,VALUE}. Values chosen before the
 * first step stand in front: {@code i:1,0.0x4}. The empty schedule, the initial state alone, is
 * {@code -}. Steps that then repeat for ever stand behind a tilde: {@code 0x4.1x3~1x2.0x1}.
 *
 * @param start the values of the chooses before the first step
 * @param choices one a step
 * @param loop the steps that a run without end goes on with, again and again; empty for a run that
 *     ends
 */
public record Schedule(
    ImmutableIntArray start, ImmutableList<Choice> choices, ImmutableList<Choice> loop) {
  public static final Schedule EMPTY = new Schedule(ImmutableIntArray.of(), ImmutableList.of());

  /** A run that ends. */
  public Schedule(ImmutableIntArray start, ImmutableList<Choice> choices) {
    this(start, choices, ImmutableList.of());
  }

  /** The same run, which then repeats {@code steps} for ever. */
  public Schedule thenForEver(ImmutableList<Choice> steps) {
    return new Schedule(start, choices, steps);
  }

  /** Steps of the run, before those that repeat. */
  public int stepCount() {
    return choices.size();
  }

  /** The run with its loop once; what it then repeats is no part of the result. */
  public Schedule onceRound() {
    return new Schedule(
        start, ImmutableList.<Choice>builder().addAll(choices).addAll(loop).build());
  }

  /** How often a step is not of the thread that took the step before it. */
  public int switchCount() {
    int switches = 0;
    for (int i = 1; i < choices.size(); i++) {
      if (choices.get(i).thread() != choices.get(i - 1).thread()) {
        switches++;
      }
    }
    return switches;
  }

  /** The inverse of {@link #toString}. */
  public static Schedule parse(String text) throws ScheduleSyntaxException {
    int tilde = text.indexOf('~');
    if (tilde < 0) {
      return parse(text, 0);
    }
    String rest = text.substring(tilde + 1);
    if (rest.indexOf('~') >= 0) {
      throw new ScheduleSyntaxException("`~` stands once at most", text.lastIndexOf('~'));
    }
    Schedule loop = rest.isEmpty() ? EMPTY : parse(rest, tilde + 1);
    if (loop.choices.isEmpty() || !loop.start.isEmpty()) {
      throw new ScheduleSyntaxException("behind `~` stand the steps that repeat", tilde + 1);
    }
    return parse(text.substring(0, tilde), 0).thenForEver(loop.choices);
  }

  /**
   * @param offset of {@code text} in what the user wrote
   */
  private static Schedule parse(String text, int offset) throws ScheduleSyntaxException {
    if (text.isEmpty()) {
      throw new ScheduleSyntaxException("the schedule is empty", offset);
    }
    if (text.equals("-")) {
      return EMPTY;
    }
    ImmutableIntArray start = ImmutableIntArray.of();
    List<Choice> choices = new ArrayList<>();
    int at = offset;
    for (String part : text.split("\\.", -1)) {
      int colon = part.indexOf(':');
      int times = part.indexOf('x');
      if (colon >= 0) {
        ImmutableIntArray picks = numbers(part, colon + 1, at);
        if (part.startsWith("i:")) {
          if (at != offset) {
            throw new ScheduleSyntaxException("`i:` stands at the beginning only", at);
          }
          start = picks;
        } else {
          choices.add(new Choice(number(part.substring(0, colon), at), picks));
        }
      } else if (times >= 0) {
        int thread = number(part.substring(0, times), at);
        int count = number(part.substring(times + 1), at + times + 1);
        if (count == 0 || count > MAX_RUN) {
          throw new ScheduleSyntaxException("a run of 1 to " + MAX_RUN + " steps", at + times + 1);
        }
        for (int i = 0; i < count; i++) {
          choices.add(Choice.of(thread));
        }
      } else {
        choices.add(Choice.of(number(part, at)));
      }
      at += part.length() + 1;
    }
    return new Schedule(start, ImmutableList.copyOf(choices));
  }

  /**
   * Longest run of steps that one part of the text may stand for: a typo must not fill the memory.
   */
  private static final int MAX_RUN = 10_000_000;

  private static ImmutableIntArray numbers(String part, int from, int at)
      throws ScheduleSyntaxException {
    ImmutableIntArray.Builder numbers = ImmutableIntArray.builder();
    int start = from;
    for (String digits : part.substring(from).split(",", -1)) {
      numbers.add(number(digits, at + start));
      start += digits.length() + 1;
    }
    return numbers.build();
  }

  private static int number(String digits, int at) throws ScheduleSyntaxException {
    if (digits.isEmpty()
        || digits.length() > 9
        || !digits.chars().allMatch(c -> c >= '0' && c <= '9')) {
      throw new ScheduleSyntaxException("`" + digits + "` is not a number", at);
    }
    return Integer.parseInt(digits);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    if (start.length() > 0) {
      text.append("i:");
      appendNumbers(text, start);
    }
    appendSteps(text, choices);
    if (text.length() == 0) {
      text.append('-');
    }
    if (!loop.isEmpty()) {
      StringBuilder again = new StringBuilder();
      appendSteps(again, loop);
      text.append('~').append(again);
    }
    return text.toString();
  }

  private static void appendSteps(StringBuilder text, ImmutableList<Choice> choices) {
    for (int i = 0; i < choices.size(); ) {
      Choice choice = choices.get(i);
      if (text.length() > 0) {
        text.append('.');
      }
      text.append(choice.thread());
      if (choice.picks().length() > 0) {
        text.append(':');
        appendNumbers(text, choice.picks());
        i++;
      } else {
        int from = i;
        while (i < choices.size() && choices.get(i).equals(choice)) {
          i++;
        }
        text.append('x').append(i - from);
      }
    }
  }

  private static void appendNumbers(StringBuilder text, ImmutableIntArray numbers) {
    for (int i = 0; i < numbers.length(); i++) {
      if (i > 0) {
        text.append(',');
      }
      text.append(numbers.get(i));
    }
  }
}
