// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import com.google.common.xml.XmlEscapers;
import java.time.Duration;
import java.util.Locale;

/**
 * Verdicts as JUnit's XML: a suite for each model, a test for each property. The form is the one
 * that Jenkins and GitLab read; there is no standard, and this is the subset on which they agree.
 *
 * <p>What is broken as expected passes, and says so. What is undecided is an error: it is no
 * failure, but nothing was shown.
 */
public final class JunitXml {
  private JunitXml() {}

  public static String of(Checked checked) {
    StringBuilder out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    ImmutableList<Vacuous> nothings =
        checked.remarks().nothings().stream()
            .filter(Vacuous::isUnstated)
            .collect(ImmutableList.toImmutableList());
    ImmutableList<SavedCase> saved = checked.remarks().saved();
    int wrongSaved = checked.wrongSaved().size();
    out.append("<testsuites name=\"pincer\"");
    out.append(
        counts(checked.cases(), nothings.size() + saved.size(), nothings.size() + wrongSaved));
    out.append(time(checked.elapsed())).append(">\n");
    checked.models().forEach(model -> append(out, checked, model));
    appendSaved(out, checked, wrongSaved);
    appendVacuous(out, nothings);
    return out.append("</testsuites>\n").toString();
  }

  private static void append(StringBuilder out, Checked checked, ImmutableList<Case> cases) {
    Sheet sheet = cases.get(0).sheet();
    out.append("  <testsuite").append(attribute("name", Case.subject(sheet)));
    out.append(counts(cases)).append(time(sheet.result().elapsed())).append(">\n");
    out.append("    <properties>\n");
    appendProperty(out, "memory", sheet.subject().memory());
    appendProperty(out, "states", Long.toString(sheet.result().states()));
    appendProperty(out, "searched", Coverage.of(sheet.result(), sheet.subject()));
    out.append("    </properties>\n");
    cases.forEach(one -> append(out, checked, one));
    out.append("  </testsuite>\n");
  }

  /** A suite of their own, as what each is run on may be judged nowhere else. */
  private static void appendSaved(StringBuilder out, Checked checked, int wrong) {
    ImmutableList<SavedCase> saved = checked.remarks().saved();
    if (saved.isEmpty()) {
      return;
    }
    out.append("  <testsuite name=\"saved schedules\"");
    out.append(counts(ImmutableList.of(), saved.size(), wrong)).append(" time=\"0\">\n");
    for (SavedCase one : saved) {
      Checked.Spot spot = checked.spot(one);
      out.append("    <testcase").append(attribute("name", one.name() + ": " + one.property()));
      out.append(attribute("classname", one.subject().scenario()));
      out.append(attribute("file", spot.path()));
      out.append(attribute("line", Integer.toString(spot.line()))).append(" time=\"0\">\n");
      if (one.asSaved()) {
        out.append("      <system-out>").append(content(one.headline() + ": " + one.why()));
        out.append("</system-out>\n");
      } else {
        out.append("      <failure type=\"saved\"").append(attribute("message", one.headline()));
        out.append('>').append(content(one.text())).append("</failure>\n");
      }
      out.append("    </testcase>\n");
    }
    out.append("  </testsuite>\n");
  }

  /** A suite of its own for what says nothing, as no model alone is to blame. */
  private static void appendVacuous(StringBuilder out, ImmutableList<Vacuous> nothings) {
    if (nothings.isEmpty()) {
      return;
    }
    out.append("  <testsuite name=\"vacuous\"")
        .append(counts(ImmutableList.of(), nothings.size(), nothings.size()));
    out.append(" time=\"0\">\n");
    for (Vacuous nothing : nothings) {
      String text = nothing.text();
      out.append("    <testcase").append(attribute("name", nothing.what()));
      out.append(attribute("classname", nothing.owner())).append(" time=\"0\">\n");
      out.append("      <failure type=\"vacuous\"");
      out.append(attribute("message", text.lines().findFirst().orElse(""))).append('>');
      out.append(content(text)).append("</failure>\n    </testcase>\n");
    }
    out.append("  </testsuite>\n");
  }

  private static void appendProperty(StringBuilder out, String name, String value) {
    out.append("      <property").append(attribute("name", name));
    out.append(attribute("value", value)).append("/>\n");
  }

  private static void append(StringBuilder out, Checked checked, Case one) {
    Checked.Spot spot = checked.spot(one, one.place());
    String label = one.sheet().label();
    out.append("    <testcase");
    out.append(attribute("name", (label.isEmpty() ? "" : label + ": ") + one.property()));
    out.append(attribute("classname", one.sheet().subject().scenario()));
    out.append(attribute("file", spot.path()));
    out.append(attribute("line", Integer.toString(spot.line())));
    out.append(" time=\"0\"");
    switch (one.outcome()) {
      case PASSED -> {
        String said = one.isBad() ? one.found() + ", as expected: " + one.why() : "";
        if (said.isEmpty()) {
          out.append("/>\n");
        } else {
          out.append(">\n      <system-out>").append(content(said)).append("</system-out>\n");
          out.append("    </testcase>\n");
        }
      }
      case FAILED -> appendWrong(out, one, "failure", one.judged().finding().verdict().word());
      case UNDECIDED -> appendWrong(out, one, "error", "undecided");
    }
  }

  private static void appendWrong(StringBuilder out, Case one, String element, String type) {
    out.append(">\n      <").append(element).append(attribute("type", type));
    out.append(attribute("message", one.headline())).append('>');
    out.append(content(one.text())).append("</").append(element).append(">\n    </testcase>\n");
  }

  private static String counts(ImmutableList<Case> cases) {
    return counts(cases, 0, 0);
  }

  /**
   * @param others tests that are no cases
   * @param wrong those of them that fail
   */
  private static String counts(ImmutableList<Case> cases, int others, int wrong) {
    long failed = cases.stream().filter(c -> c.outcome() == Case.Outcome.FAILED).count();
    long undecided = cases.stream().filter(c -> c.outcome() == Case.Outcome.UNDECIDED).count();
    return String.format(
        Locale.ROOT,
        " tests=\"%d\" failures=\"%d\" errors=\"%d\" skipped=\"0\"",
        cases.size() + others,
        failed + wrong,
        undecided);
  }

  private static String time(Duration elapsed) {
    return String.format(Locale.ROOT, " time=\"%.3f\"", elapsed.toMillis() / 1000.0);
  }

  private static String attribute(String name, String value) {
    return " " + name + "=\"" + XmlEscapers.xmlAttributeEscaper().escape(value) + "\"";
  }

  private static String content(String text) {
    return XmlEscapers.xmlContentEscaper().escape(text);
  }
}
