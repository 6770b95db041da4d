// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import dev.pincer.report.Case.Outcome;
import java.time.Duration;

/**
 * All that one check found, for the formats that CI reads.
 *
 * @param cases in the order of the models, then of their properties
 * @param remarks what is to be said beside them
 * @param folder the models folder as it is named from the top of the repository; empty if it is not
 *     below it
 * @param version of Pincer; empty if nobody knows
 * @param elapsed wall time of everything
 */
public record Checked(
    ImmutableList<Case> cases, Remarks remarks, String folder, String version, Duration elapsed) {

  /** The cases of each model, in their order. */
  ImmutableList<ImmutableList<Case>> models() {
    ImmutableList.Builder<ImmutableList<Case>> models = ImmutableList.builder();
    int start = 0;
    for (int i = 1; i <= cases.size(); i++) {
      Subject subject = cases.get(start).sheet().subject();
      if (i == cases.size() || !cases.get(i).sheet().subject().equals(subject)) {
        models.add(cases.subList(start, i));
        start = i;
      }
    }
    return models.build();
  }

  ImmutableList<Case> with(Outcome outcome) {
    return cases.stream()
        .filter(one -> one.outcome() == outcome)
        .collect(ImmutableList.toImmutableList());
  }

  /** How all of it went, one line. */
  String summary() {
    ImmutableList<Sheet> sheets =
        models().stream()
            .map(model -> model.get(0).sheet())
            .collect(ImmutableList.toImmutableList());
    return sheets.isEmpty() ? "nothing was judged" : Summary.line(sheets, remarks, elapsed);
  }

  /** Where a place of a case is, from the top of the repository. */
  Spot spot(Case of, String place) {
    int colon = place.lastIndexOf(':');
    return spot(of, place.substring(0, colon), Integer.parseInt(place.substring(colon + 1)));
  }

  Spot spot(Case of, String path, int line) {
    boolean own = of.sheet().subject().scenario().equals(of.file());
    return own && path.equals(of.file()) ? new Spot(path, line, false) : spot(path, line);
  }

  /** Where a saved schedule is. */
  Spot spot(SavedCase saved) {
    return saved.own()
        ? new Spot(saved.file(), saved.line(), false)
        : spot(saved.file(), saved.line());
  }

  /** The saved schedules that are not as saved. */
  ImmutableList<SavedCase> wrongSaved() {
    return remarks.saved().stream()
        .filter(one -> !one.asSaved())
        .collect(ImmutableList.toImmutableList());
  }

  /** Where a line of a file of the models folder is. */
  Spot spot(String path, int line) {
    boolean onDisk =
        path.startsWith("scenarios/")
            || path.startsWith("tutorial/")
            || path.startsWith("schedules/")
            || !path.contains("/");
    return onDisk
        ? new Spot(folder.isEmpty() ? path : folder + "/" + path, line, false)
        : new Spot(path, line, true);
  }

  /**
   * A line of a file.
   *
   * @param path with slashes
   * @param ofStage whether it is a file of the small Linux: then its lines are those of the stage,
   *     and no file of the repository has them
   */
  record Spot(String path, int line, boolean ofStage) {}
}
