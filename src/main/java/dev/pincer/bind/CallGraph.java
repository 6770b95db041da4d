// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bind;

import com.google.common.collect.ImmutableList;
import dev.pincer.bind.Bound.Function;
import dev.pincer.bind.StatementBinder.CallSite;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Who calls whom: every call is inlined, so there must be a body and no way back. */
final class CallGraph {
  private final Map<Function, List<CallSite>> calls = new LinkedHashMap<>();

  void add(Function caller, List<CallSite> sites) {
    calls.put(caller, sites);
  }

  /** Reports calls of functions without a body, once for each function, and each cycle. */
  void check(Diagnostics diagnostics) {
    Set<Function> undefined = new HashSet<>();
    for (List<CallSite> sites : calls.values()) {
      for (CallSite site : sites) {
        if (site.callee().body() == null && undefined.add(site.callee())) {
          diagnostics
              .error(ErrorCode.NEVER_DEFINED, site.span(), site.callee().name())
              .second(site.callee().declared(), "only declared here");
        }
      }
    }
    Set<Function> done = new HashSet<>();
    for (Function function : calls.keySet()) {
      visit(function, new ArrayList<>(), new ArrayList<>(), done, diagnostics);
    }
  }

  /**
   * @param callers the functions that are being visited, outermost first
   * @param path the call that each of them makes
   */
  private void visit(
      Function function,
      List<Function> callers,
      List<CallSite> path,
      Set<Function> done,
      Diagnostics diagnostics) {
    if (done.contains(function)) {
      return;
    }
    callers.add(function);
    for (CallSite site : calls.getOrDefault(function, ImmutableList.of())) {
      path.add(site);
      int open = callers.indexOf(site.callee());
      if (open >= 0) {
        report(site.callee(), path.subList(open, path.size()), diagnostics);
      } else {
        visit(site.callee(), callers, path, done, diagnostics);
      }
      path.remove(path.size() - 1);
    }
    callers.remove(callers.size() - 1);
    done.add(function);
  }

  private static void report(Function function, List<CallSite> cycle, Diagnostics diagnostics) {
    Diagnostics.Entry error =
        diagnostics.error(ErrorCode.RECURSION, cycle.get(cycle.size() - 1).span(), function.name());
    if (cycle.size() > 1) {
      error.note(
          "`"
              + function.name()
              + "` calls "
              + cycle.stream()
                  .map(site -> "`" + site.callee().name() + "` (" + site.span() + ")")
                  .collect(Collectors.joining(", which calls ")));
    }
  }
}
