// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import dev.pincer.Models;
import dev.pincer.Sweep;
import dev.pincer.corpus.Expectations;
import dev.pincer.diag.Diagnostics;
import dev.pincer.source.Span;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/** {@code check --update}: writes expected.txt anew. */
final class ExpectedFile {
  private ExpectedFile() {}

  /**
   * Renews the counts, and the verdicts that were accepted; the exit code says whether a verdict
   * changed that was not.
   */
  static int update(
      CommandSpec spec,
      Output output,
      Models models,
      List<Sweep.Entry> done,
      List<String> accepted) {
    List<Expectations.Searched> searched = new ArrayList<>();
    for (Sweep.Entry entry : done) {
      if (entry.result().model().isShipped()) {
        searched.add(entry.searched());
      }
    }
    Map<String, Span> places = new LinkedHashMap<>();
    accepted.forEach(name -> places.put(name, Usage.PLACE));
    Diagnostics diagnostics = new Diagnostics();
    Expectations.Update update = models.expectations().update(searched, places, diagnostics);
    if (diagnostics.hasErrors() || !models.corpus().write(update, diagnostics)) {
      throw new Refusal(diagnostics);
    }
    StringBuilder out = new StringBuilder();
    out.append("expected.txt: ").append(update.renewed()).append(" rows renewed, ");
    out.append(update.added()).append(" added, ");
    out.append(update.accepted().size()).append(" verdicts accepted\n");
    if (!update.changed().isEmpty()) {
      out.append("left as they are, though the verdict changed:\n");
      update.changed().forEach(name -> out.append("  --accept ").append(name).append('\n'));
    }
    output.print(spec, out.toString());
    return update.changed().isEmpty() ? 0 : 1;
  }
}
