// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import dev.pincer.report.Case.Outcome;

/**
 * Verdicts as annotations of GitHub Actions: lines of standard output that its runner reads, and
 * shows at the line of the property in a pull request. An error for what is not as expected, a
 * warning for what is undecided, a notice for the whole.
 *
 * <p>GitHub shows ten errors of a step, and keeps the rest in the log.
 */
public final class Github {
  private Github() {}

  /** Each line ended by a newline. */
  public static String annotations(Checked checked) {
    StringBuilder out = new StringBuilder();
    checked.with(Outcome.FAILED).forEach(one -> append(out, checked, one, "error"));
    checked.with(Outcome.UNDECIDED).forEach(one -> append(out, checked, one, "warning"));
    for (SavedCase saved : checked.wrongSaved()) {
      append(out, checked.spot(saved), saved.headline(), saved.text(), "error");
    }
    for (Vacuous nothing : checked.remarks().nothings()) {
      if (nothing.isUnstated()) {
        out.append("::error title=").append(property(nothing.owner() + " says nothing"));
        out.append("::").append(data(nothing.text())).append('\n');
      }
    }
    for (Untried line : checked.remarks().untried()) {
      out.append("::warning ");
      if (line.isOfFile()) {
        out.append("file=").append(property(line.patch()));
        out.append(",line=").append(line.patchLine()).append(',');
      }
      out.append("title=no run executes this::").append(data(line.message())).append('\n');
    }
    out.append("::notice title=Pincer::").append(data(checked.summary())).append('\n');
    return out.toString();
  }

  private static void append(StringBuilder out, Checked checked, Case one, String command) {
    append(out, checked.spot(one, one.place()), one.headline(), one.text(), command);
  }

  private static void append(
      StringBuilder out, Checked.Spot spot, String title, String text, String command) {
    out.append("::").append(command);
    out.append(" file=").append(property(spot.path()));
    out.append(",line=").append(spot.line());
    out.append(",title=").append(property(title));
    out.append("::").append(data(text)).append('\n');
  }

  /** The runner's own rules: what would end a line, or look like an escape. */
  private static String data(String text) {
    return text.stripTrailing().replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  /** In an attribute also what would end it. */
  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
