// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import java.util.List;

/**
 * Something that a scenario says, and that says nothing; or lines of the small Linux that none
 * runs.
 *
 * @param scenario its name; empty for lines of the small Linux
 * @param what the property, or the lines: {@code scenarios/a.c:12-14}
 * @param path the file in which the reason is to be stated
 * @param line of that file, from 1; the first where no line is to blame
 * @param forms what is to be written there to state one, a line each; empty if the kind says it
 * @param why the reason that is stated there; empty if there is none
 * @param ofPart whether a part of what there is of the scenario was judged, or a model of the
 *     user's: elsewhere it may say something
 */
public record Vacuous(
    String scenario,
    Kind kind,
    String what,
    String path,
    int line,
    ImmutableList<String> forms,
    String why,
    boolean ofPart) {

  /** In which way. */
  public enum Kind {
    /** No stage and no proposal breaks the property, nor one of its name in another scenario. */
    NEVER_BROKEN,
    /** Nothing that the property reads ever changes. */
    CONSTANT,
    /** No stage and no proposal reaches the witness. */
    NEVER_REACHED,
    /** No run at any stage, or with any proposal, executes the lines. */
    NEVER_RUN,
    /** A reason is stated for what needs none. */
    NEEDLESS
  }

  /** Whether it makes a check fail. */
  public boolean isUnstated() {
    return why.isEmpty() && !ofPart;
  }

  /** Whose it is. */
  String owner() {
    return scenario.isEmpty() ? "the small Linux" : scenario;
  }

  /** Those that fail, each with what to do about it. */
  static String unstated(List<Vacuous> all) {
    StringBuilder out = new StringBuilder();
    for (Vacuous vacuous : all) {
      if (vacuous.isUnstated()) {
        out.append('\n').append(vacuous.text());
      }
    }
    return out.toString();
  }

  /** What is wrong, and what to do about it, in lines. */
  String text() {
    StringBuilder out = new StringBuilder();
    out.append(owner()).append(": ").append(word()).append(": ").append(claim()).append('\n');
    for (String line : hint()) {
      out.append(line).append('\n');
    }
    return out.toString();
  }

  /** What is wrong, after {@link #word}. */
  private String claim() {
    return switch (kind) {
      case NEVER_BROKEN -> what + " is broken nowhere, here or in another scenario";
      case CONSTANT -> what + " reads nothing that ever changes";
      case NEVER_REACHED -> what + " is reached at no stage and with no proposal";
      case NEVER_RUN, NEEDLESS -> what;
    };
  }

  private String word() {
    return switch (kind) {
      case NEVER_BROKEN, CONSTANT, NEVER_REACHED -> "vacuous";
      case NEVER_RUN -> "never run";
      case NEEDLESS -> "needless reason";
    };
  }

  private ImmutableList<String> hint() {
    String write = "or write into " + path + " why:";
    String form = "              /* Vacuous: " + what + ": ... */";
    return switch (kind) {
      case NEVER_BROKEN ->
          ImmutableList.of("      = hint: add a proposal that breaks it; " + write, form);
      case CONSTANT ->
          ImmutableList.of(
              "      = hint: look at what threads change, and may break; " + write, form);
      case NEVER_REACHED ->
          ImmutableList.of("      = hint: let threads or knobs lead to it; " + write, form);
      case NEVER_RUN ->
          scenario.isEmpty()
              ? hintOfLinux()
              : ImmutableList.of(
                  "      = hint: let threads or knobs lead there; or write behind each line why:",
                  "              /* Never run: ... */");
      case NEEDLESS ->
          ImmutableList.of(
              "      = hint: take the " + (scenario.isEmpty() ? "entry" : "comment") + " away");
    };
  }

  private ImmutableList<String> hintOfLinux() {
    ImmutableList.Builder<String> hint = ImmutableList.builder();
    hint.add("      = hint: let a scenario lead there; or write into " + path + " why:");
    forms.forEach(form -> hint.add("              " + form));
    return hint.add("                  ...").build();
  }
}
