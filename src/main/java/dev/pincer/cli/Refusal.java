// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import dev.pincer.Model;
import dev.pincer.corpus.Scenario;
import dev.pincer.corpus.Stage;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.CommandSpec;

/** A command line that is well formed, and asks for what cannot be. */
final class Refusal extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Diagnostics diagnostics;

  Refusal(Diagnostics diagnostics) {
    super("refused");
    this.diagnostics = diagnostics;
  }

  Diagnostics diagnostics() {
    return diagnostics;
  }

  static Refusal noStages(Model model) {
    Diagnostics diagnostics = new Diagnostics();
    diagnostics.error(ErrorCode.NO_STAGES, Usage.PLACE, model.scenario().name());
    return new Refusal(diagnostics);
  }

  static Refusal noHistory(Model model) {
    Diagnostics diagnostics = new Diagnostics();
    diagnostics
        .error(ErrorCode.NO_STAGES, Usage.PLACE, model.scenario().name())
        .hint("`pincer check " + model.scenario().name() + "` judges it");
    return new Refusal(diagnostics);
  }

  static Refusal untilBeforeSince(Stage since, Stage until) {
    Diagnostics diagnostics = new Diagnostics();
    diagnostics
        .error(ErrorCode.UNTIL_BEFORE_SINCE, Usage.PLACE, until.name(), since.name())
        .hint("`pincer stages` lists them, oldest first");
    return new Refusal(diagnostics);
  }

  static Refusal notCovered(Scenario scenario, Stage stage) {
    Diagnostics diagnostics = new Diagnostics();
    Stage until = scenario.until();
    diagnostics
        .error(ErrorCode.NOT_AT_STAGE, Usage.PLACE, scenario.name(), stage.name())
        .hint(
            "it is judged from `"
                + scenario.since().name()
                + "` to `"
                + (until == null ? Stage.TODAY : until.name())
                + "`");
    return new Refusal(diagnostics);
  }

  static Refusal unknownProperty(String name, Collection<String> known) {
    Diagnostics diagnostics = new Diagnostics();
    diagnostics
        .error(ErrorCode.UNKNOWN_PROPERTY, Usage.PLACE, name)
        .hint("the properties are " + String.join(", ", known))
        .didYouMean(name, known);
    return new Refusal(diagnostics);
  }

  static Refusal unknownError(String code, List<String> known) {
    Diagnostics diagnostics = new Diagnostics();
    diagnostics
        .error(ErrorCode.UNKNOWN_ERROR_CODE, Usage.PLACE, code)
        .hint("the code stands in brackets behind `error`, as in `" + known.get(0) + "`")
        .didYouMean(code.toUpperCase(Locale.ROOT), known);
    return new Refusal(diagnostics);
  }

  /**
   * @param what that lacks, as {@code a FILE}
   */
  static Refusal missing(CommandSpec spec, String what) {
    Diagnostics diagnostics = new Diagnostics();
    diagnostics
        .error(ErrorCode.MISSING_ARGUMENT, Usage.PLACE, spec.qualifiedName(), what)
        .hint("`" + spec.qualifiedName() + " --help`");
    return new Refusal(diagnostics);
  }

  static Refusal notMeasured(String name, Collection<String> known) {
    Diagnostics diagnostics = new Diagnostics();
    diagnostics
        .error(ErrorCode.BAD_VALUE, Usage.PLACE, name, "SCENARIO", String.join(", ", known))
        .didYouMean(name, known);
    return new Refusal(diagnostics);
  }

  static Refusal toolFailed(String what) {
    Diagnostics diagnostics = new Diagnostics();
    diagnostics.error(ErrorCode.TOOL_FAILED, Usage.PLACE, what);
    return new Refusal(diagnostics);
  }

  static Refusal superfluous(String argument, String verb, String why) {
    Diagnostics diagnostics = new Diagnostics();
    diagnostics.error(ErrorCode.SUPERFLUOUS_ARGUMENT, Usage.PLACE, argument, verb).hint(why);
    return new Refusal(diagnostics);
  }

  /** Nothing can be weakened where memory orders everything. */
  static Refusal allOrdered(String memory) {
    Diagnostics diagnostics = new Diagnostics();
    diagnostics.error(ErrorCode.ALL_ORDERED, Usage.PLACE, memory);
    return new Refusal(diagnostics);
  }

  static Refusal oneStage(List<String> stages) {
    return superfluous("--at " + stages.get(1), "--at", "one stage at a time");
  }

  /** An option of which there can be one is given again. */
  static Refusal twice(String option) {
    return superfluous(option, option.replaceFirst("=.*", ""), "give it once");
  }

  /** A {@code -D} with a range of values that cannot be drawn from. */
  static Refusal range(String definition, String why, String hint) {
    Diagnostics diagnostics = new Diagnostics();
    diagnostics.error(ErrorCode.KNOB_RANGE, Usage.PLACE, definition, why).hint(hint);
    return new Refusal(diagnostics);
  }

  /** An option that does nothing without another one. */
  static Refusal pointless(String option, String without) {
    Diagnostics diagnostics = new Diagnostics();
    diagnostics
        .error(ErrorCode.MISSING_ARGUMENT, Usage.PLACE, option, without)
        .hint("leave `" + option + "` out, or add the other");
    return new Refusal(diagnostics);
  }
}
