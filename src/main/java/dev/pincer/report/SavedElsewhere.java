// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import java.util.ArrayList;
import java.util.List;

/**
 * A saved schedule of a scenario that was judged, which is of something else than what was judged:
 * it was not run.
 *
 * @param subject what it is a run of
 * @param file its path, from the models folder if it is there
 */
public record SavedElsewhere(Subject subject, String file) {
  private String text() {
    String name = file.substring(file.lastIndexOf('/') + 1).replaceFirst("\\.schedule$", "");
    String label = SavedCase.label(subject);
    return name + " (" + (label.isEmpty() ? "without options" : label) + ")";
  }

  /** One line that names them, and of what each was saved; empty if there are none. */
  static String line(ImmutableList<SavedElsewhere> all) {
    if (all.isEmpty()) {
      return "";
    }
    List<String> words = new ArrayList<>();
    all.forEach(one -> words.add(one.text()));
    return "saved schedules that were not run, as they are of something else: "
        + String.join(", ", words)
        + "\n";
  }
}
