// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import com.google.common.base.Splitter;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;

/** One call of the tool, in this Java machine: its exit code, and all that it prints. */
record Call(int exit, String out, String err) {
  /** {@code pincer check fork-gup-fast}, with blanks between the words. */
  static Call of(String line) {
    return of(Splitter.on(' ').omitEmptyStrings().splitToList(line));
  }

  /** The words of a command line, {@code pincer} the first. */
  static Call of(List<String> words) {
    return of(words, Map.of());
  }

  /** The same in an environment. */
  static Call of(List<String> words, Map<String, String> environment) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    String[] args = words.subList(1, words.size()).toArray(new String[0]);
    int exit =
        Main.execute(
            Main.commandLine(new PrintWriter(out), new PrintWriter(err), environment, args), args);
    return new Call(exit, out.toString(), err.toString());
  }
}
