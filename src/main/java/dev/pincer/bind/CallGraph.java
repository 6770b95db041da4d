// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bind;

import com.google.common.collect.ImmutableList;
import dev.pincer.bind.Bound.Function;
import dev.pincer.bind.StatementBinder.CallSite;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Who calls whom: every call is inlined, so there must be a body and no way back. */
final class CallGraph {
  /** Calls within calls; deeper ones would need more of Java's stack than there is. */
  private static final int DEPTH_MAX = 200;

  private boolean saidTooDeep;
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
    Map<Function, Integer> done = new HashMap<>();
    for (Function function : calls.keySet()) {
      visit(function, new ArrayList<>(), new ArrayList<>(), done, diagnostics);
    }
  }

  /**
   * @param callers the functions that are being visited, outermost first
   * @param path the call that each of them makes
   * @param done how deep calls go from each function that has been visited, 0 ..
   */
  private void visit(
      Function function,
      List<Function> callers,
      List<CallSite> path,
      Map<Function, Integer> done,
      Diagnostics diagnostics) {
    if (done.containsKey(function)) {
      return;
    }
    callers.add(function);
    int depth = 0;
    for (CallSite site : calls.getOrDefault(function, ImmutableList.of())) {
      path.add(site);
      int open = callers.indexOf(site.callee());
      if (open >= 0) {
        report(site.callee(), path.subList(open, path.size()), diagnostics);
      } else {
        if (path.size() <= DEPTH_MAX) {
          visit(site.callee(), callers, path, done, diagnostics);
        }
        int deeper = 1 + done.getOrDefault(site.callee(), DEPTH_MAX);
        if (deeper > DEPTH_MAX && depth <= DEPTH_MAX) {
          tooDeep(site, diagnostics);
        }
        depth = Math.max(depth, deeper);
      }
      path.remove(path.size() - 1);
    }
    callers.remove(callers.size() - 1);
    done.put(function, depth);
  }

  /** Once: all that call it are too deep as well. */
  private void tooDeep(CallSite site, Diagnostics diagnostics) {
    if (!saidTooDeep) {
      diagnostics.error(ErrorCode.CALLS_TOO_DEEP, site.span(), DEPTH_MAX);
      saidTooDeep = true;
    }
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
