// SPDX-License-Identifier: Apache-2.0
package dev.pincer.report;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.Lists;
import dev.pincer.machine.Event;
import dev.pincer.program.Code;
import dev.pincer.program.Origin;
import dev.pincer.program.ValueType;
import dev.pincer.program.Watch;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/**
 * Why a condition came out as it did: which parts of it decided, with their values.
 *
 * <p>{@code a && b} is false for the last part that was looked at, and true for all of them; {@code
 * a || b} the other way round. In both cases those parts decide that came out last and alike. A
 * part that is the call of a function which itself decides is told in terms of what decided there.
 */
final class Reasons {
  private final Code code;
  private final Values values;
  private final ImmutableList<Event> events;

  Reasons(Code code, Values values, ImmutableList<Event> events) {
    this.code = code;
    this.values = values;
    this.events = events;
  }

  /** {@code follow(parent, 0) is &mem_map[1], dma is &mem_map[0]}; empty where nothing is known. */
  String text() {
    Map<String, String> parts = new LinkedHashMap<>();
    explain(events, 0, parts);
    return join(parts);
  }

  /** The values of the last decision, wherever it fell. */
  String ofLast() {
    if (events.isEmpty()) {
      return "";
    }
    Map<String, String> parts = new LinkedHashMap<>();
    watched(events.get(events.size() - 1)).forEach((watch, value) -> put(parts, watch, value));
    return join(parts);
  }

  private static String join(Map<String, String> parts) {
    List<String> texts = new ArrayList<>();
    parts.forEach((text, value) -> texts.add(text + " is " + value));
    return String.join(", ", texts);
  }

  /**
   * The call of the property's body, or of functions that it calls, in which the last decision
   * fell.
   */
  ImmutableList<Origin.Frame> decidingCall() {
    Map<String, String> parts = new LinkedHashMap<>();
    return explain(events, 0, parts);
  }

  /**
   * Explains the last decision among those of {@code events} that stand {@code depth} calls deep.
   *
   * @return the calls around the innermost decision that was told
   */
  private ImmutableList<Origin.Frame> explain(
      List<Event> part, int depth, Map<String, String> parts) {
    ImmutableList<Origin.Frame> where = ImmutableList.of();
    List<Integer> deciding = new ArrayList<>();
    for (int i = part.size() - 1; i >= 0; i--) {
      Event event = part.get(i);
      if (!isDecision(event) || depthOf(event) != depth) {
        continue;
      }
      Event last = part.get(deciding.isEmpty() ? i : deciding.get(0));
      if (truth(event) != truth(last) || !sameStatement(event, last)) {
        break;
      }
      deciding.add(i);
    }
    for (int i : Lists.reverse(deciding)) {
      where = origin(part.get(i)).frames();
      for (Map.Entry<Watch, Long> watched : watched(part.get(i)).entrySet()) {
        Watch watch = watched.getKey();
        Map<String, String> inner = new LinkedHashMap<>();
        if (watch.type() instanceof ValueType.Bool) {
          List<Event> call = call(part, i, depth, watch);
          ImmutableList<Origin.Frame> there = explain(call, depth + 1, inner);
          where = inner.isEmpty() ? where : there;
        }
        if (inner.isEmpty()) {
          put(inner, watch, watched.getValue());
        }
        parts.putAll(inner);
      }
    }
    return where;
  }

  /**
   * The events of the call that {@code watch} is the value of, before the decision at {@code
   * index}.
   */
  private List<Event> call(List<Event> part, int index, int depth, Watch watch) {
    int from = index;
    while (from > 0 && !(isDecision(part.get(from - 1)) && depthOf(part.get(from - 1)) == depth)) {
      from--;
    }
    return part.subList(from, index).stream()
        .filter(
            event -> {
              List<Origin.Frame> frames = origin(event).frames();
              return frames.size() > depth && frames.get(depth).call().equals(watch.text());
            })
        .toList();
  }

  private void put(Map<String, String> parts, Watch watch, long value) {
    String text = Wording.line(watch.text());
    String shown = values.text(watch.type(), value);
    if (!text.equals(shown)) {
      parts.put(text, shown);
    }
  }

  private Origin origin(Event event) {
    return code.origins().get(event.instruction());
  }

  private int depthOf(Event event) {
    return origin(event).frames().size();
  }

  private boolean sameStatement(Event a, Event b) {
    return origin(a).statement().equals(origin(b).statement());
  }

  private static boolean isDecision(Event event) {
    return event instanceof Event.Decided || event instanceof Event.Returned;
  }

  private static boolean truth(Event event) {
    return event instanceof Event.Decided decided
        ? decided.truth()
        : ((Event.Returned) event).value() != 0;
  }

  /** The watches that have a value. */
  private ImmutableMap<Watch, Long> watched(Event event) {
    ImmutableList<Watch> watches = Watches.of(code.instructions().get(event.instruction()));
    ImmutableList<OptionalLong> seen =
        event instanceof Event.Decided decided
            ? decided.watched()
            : ((Event.Returned) event).watched();
    Map<Watch, Long> watched = new LinkedHashMap<>();
    for (int i = 0; i < watches.size(); i++) {
      if (seen.get(i).isPresent()) {
        watched.put(watches.get(i), seen.get(i).getAsLong());
      }
    }
    return ImmutableMap.copyOf(watched);
  }
}
