// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import com.google.common.collect.ImmutableList;
import dev.pincer.ModelException;
import dev.pincer.diag.Diagnostic;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.diag.Renderer;
import dev.pincer.report.Json;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import picocli.CommandLine;

/** Everything that ends a call without an answer: one clear error, exit 2, nothing else. */
final class Failures {
  /** Bad model, patch or usage. */
  static final int EXIT = 2;

  /** A limit ended the call. */
  private static final int UNDECIDED = 3;

  private static final String JSON = "--json";

  private Failures() {}

  /**
   * Prints diagnostics to standard error, and with {@code --json} as an object to standard output.
   */
  static int print(CommandLine commandLine, Diagnostics diagnostics, List<String> args) {
    return print(commandLine, Renderer.render(diagnostics), diagnostics.sorted(), args);
  }

  private static int print(
      CommandLine commandLine,
      String text,
      ImmutableList<Diagnostic> diagnostics,
      List<String> args) {
    commandLine.getErr().print(text);
    commandLine.getErr().flush();
    if (args.contains(JSON) || args.contains("--format=json") || isFormatJson(args)) {
      commandLine.getOut().print(Json.error(diagnostics, EXIT));
      commandLine.getOut().flush();
    }
    return EXIT;
  }

  private static boolean isFormatJson(List<String> args) {
    int format = args.indexOf("--format");
    return format >= 0 && format + 1 < args.size() && args.get(format + 1).equals("json");
  }

  /** What a verb threw. */
  static int of(Exception exception, CommandLine commandLine, List<String> args) {
    if (exception instanceof ModelException bad) {
      return print(commandLine, bad.getMessage(), bad.diagnostics(), args);
    }
    if (exception instanceof Refusal refusal) {
      return print(commandLine, refusal.diagnostics(), args);
    }
    StringWriter trace = new StringWriter();
    exception.printStackTrace(new PrintWriter(trace));
    commandLine
        .getErr()
        .print(
            "pincer: internal error: "
                + exception
                + "\n  this is a bug in pincer; mostly a construct that no test has, a trace that does not replay,"
                + "\n  or a file that changed while it was read\n  to reproduce: ./pincer "
                + String.join(" ", args)
                + "\n"
                + trace.toString().indent(4));
    commandLine.getErr().flush();
    return EXIT;
  }

  /**
   * The Java machine came to one of its limits outside of a search, which keeps to its own budget.
   */
  static int ofLimit(VirtualMachineError error, CommandLine commandLine, List<String> args) {
    Diagnostics diagnostics = new Diagnostics();
    boolean memory = error instanceof OutOfMemoryError;
    diagnostics.error(memory ? ErrorCode.OUT_OF_MEMORY : ErrorCode.OUT_OF_STACK, Usage.PLACE);
    print(commandLine, diagnostics, args);
    return memory ? UNDECIDED : EXIT;
  }
}
