// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import dev.pincer.machine.Fault;
import dev.pincer.program.Code;
import dev.pincer.program.Origin;
import dev.pincer.program.Program;
import dev.pincer.replay.Trace;
import dev.pincer.source.Span;
import org.jspecify.annotations.Nullable;

/** Where a run went wrong. */
final class Faults {
  private Faults() {}

  /** The place in the innermost function of a .c file; null if the run did not end by a fault. */
  static @Nullable Span span(Trace trace) {
    @Nullable Fault fault = trace.end().fault();
    Program program = trace.program();
    if (fault == null) {
      return null;
    }
    Code code =
        fault.thread() < 0
            ? program.initials().get(-1 - fault.thread())
            : program.threads().get(fault.thread()).code();
    Origin origin = code.origins().get(fault.instruction());
    Origin.@Nullable Frame call = new Calls(code).word(origin);
    return call == null ? origin.span() : call.call();
  }

  /** {@code path:line}; empty where there is none. */
  static String place(Trace trace) {
    @Nullable Span span = span(trace);
    return span == null ? "" : span.toString();
  }
}
