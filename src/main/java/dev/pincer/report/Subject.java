// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;

/**
 * What was judged: a scenario, on a stage of the small Linux, with patches and {@code -D} values.
 *
 * @param scenario its name, or the path of a file that is no scenario of the small Linux
 * @param stage as {@code series} names it; empty for a file that needs no small Linux
 * @param patches in the order in which they were applied, as the user names them
 * @param memory the memory model
 * @param defines the {@code -D} values
 * @param fuzz lines of context of the patches that may differ, 0 ..
 */
public record Subject(
    String scenario,
    String stage,
    ImmutableList<String> patches,
    String memory,
    ImmutableMap<String, String> defines,
    int fuzz) {

  /**
   * The words that name it on a command line: {@code fork-gup-fast --at v5.8 --patch a.patch
   * -DNR_GUP=2}.
   */
  public String arguments() {
    StringBuilder text = new StringBuilder(quoted(scenario));
    if (!stage.isEmpty()) {
      text.append(" --at ").append(quoted(stage));
    }
    if (fuzz > 0) {
      text.append(" --fuzz ").append(fuzz);
    }
    for (String patch : patches) {
      text.append(" --patch ").append(quoted(patch));
    }
    if (!memory.equals("sc")) {
      text.append(" --memory ").append(memory.replace(",", ""));
    }
    defines.forEach((name, value) -> text.append(' ').append(quoted("-D" + name + "=" + value)));
    return text.toString();
  }

  /** For a POSIX shell. */
  private static String quoted(String word) {
    return word.matches("[\\w@%+=:,./-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
