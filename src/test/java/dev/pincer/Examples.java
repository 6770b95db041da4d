// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import java.nio.file.Path;
import java.util.Optional;

/** The public face in use. Not a test by itself, but compiled and run by {@link ExamplesTest}. */
final class Examples {
  private Examples() {}

  /** Loads a model, checks it, and draws what went wrong. */
  static String aFirstCheck(Path file) {
    Model model = Model.load(file);
    Result result = model.check();
    return result.good()
        ? "holds in all " + result.states() + " states"
        : result.witness("visits_are_counted").map(Witness::diagram).orElse("undecided");
  }

  /** A shipped scenario, before and after a commit. */
  static String whatACommitFixed() {
    Model model = Model.scenario("fork-gup-fast");
    Search search = Search.exhaustive().maxStates(1_000_000);
    Result before = model.at("f3c64eda3e50").check(search);
    Result after = model.at("57efa1fe5957").check(search);
    return before.verdict("pinned_page_stays_mapped").word()
        + ", then "
        + after.verdict("pinned_page_stays_mapped").word();
  }

  /** A patch of one's own on the newest stage, with a knob turned. */
  static boolean isMyPatchGood(Path patch) {
    Model patched = Model.scenario("fork-gup-fast").with(patch).define("NR_GUP", "1");
    return patched.check().good();
  }

  /** A run, named by its schedule, and what it shows. */
  static String oneRun(Path file, String schedule) {
    Witness run = Model.load(file).replay(schedule);
    return run.steps() + " steps, " + run.switches() + " switches\n" + run.diagram();
  }

  /** What is wrong with a model is an exception with the message that the command line prints. */
  static Optional<String> whatIsWrong(Path file) {
    try {
      return Optional.of(Model.load(file).program().name()).map(name -> name + " compiles");
    } catch (ModelException e) {
      return Optional.of(e.getMessage());
    }
  }
}
