// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import dev.pincer.verdict.Finding;
import java.util.Arrays;
import java.util.List;

/**
 * What the declared properties say of each visible part of a state, and which states decide them.
 * Each condition is evaluated once for each part, by any worker. FINALLY is evaluated where it is
 * asked for, as it means nothing elsewhere.
 */
final class Labels<S> {
  private static final byte FALSE = 0;
  private static final byte TRUE = 1;
  private static final byte UNDEFINED = 2;

  private final TransitionSystem<S> system;
  private final Workers workers;
  private final int propertyCount;

  /** By property. */
  private final Targets[] targets;

  /** Label of property p of part v at {@code v * width + p}; consequences behind all of these. */
  private byte[] labels = new byte[1 << 10];

  private final int width;
  private int partCount;

  Labels(TransitionSystem<S> system, Workers workers) {
    this.system = system;
    this.workers = workers;
    this.propertyCount = system.properties().size();
    this.width = 2 * propertyCount;
    this.targets = new Targets[propertyCount];
    for (int i = 0; i < propertyCount; i++) {
      targets[i] = new Targets();
    }
  }

  /**
   * Judges the states {@code firstNew .. store.size() - 1}, which are {@code fresh}, at {@code
   * depth} steps.
   */
  void judge(StateStore<S> store, int firstNew, List<S> fresh, int depth) {
    if (propertyCount == 0) {
      return;
    }
    evaluate(store, firstNew, fresh, depth);
    for (int i = 0; i < fresh.size(); i++) {
      S state = fresh.get(i);
      if (system.fault(state) == null) {
        flag(store.visiblePart(firstNew + i), firstNew + i, state, depth);
      }
    }
  }

  /** Evaluates all conditions of the parts that are new with these states. */
  private void evaluate(StateStore<S> store, int firstNew, List<S> fresh, int depth) {
    int first = partCount;
    int[] stateOfPart = new int[store.visiblePartCount() - first];
    for (int i = 0; i < fresh.size(); i++) {
      int part = store.visiblePart(firstNew + i);
      if (part == partCount) {
        stateOfPart[partCount++ - first] = i;
      }
    }
    if (partCount * (long) width > labels.length) {
      labels = Arrays.copyOf(labels, Math.max(2 * labels.length, partCount * width));
    }
    workers.forEach(
        stateOfPart.length,
        i -> {
          S state = fresh.get(stateOfPart[i]);
          int start = (first + i) * width;
          for (int property = 0; property < propertyCount; property++) {
            if (isLabelled(property, depth)) {
              labels[start + property] = label(system.truth(property, state));
              if (kind(property) == Finding.Kind.LEADS_TO) {
                labels[start + propertyCount + property] =
                    label(system.consequence(property, state));
              }
            }
          }
        });
  }

  private boolean isLabelled(int property, int depth) {
    return kind(property) != Finding.Kind.FINALLY && !targets[property].isClosedAt(depth);
  }

  private static byte label(Truth truth) {
    if (truth.isUndefined()) {
      return UNDEFINED;
    }
    return truth.value() ? TRUE : FALSE;
  }

  private void flag(int part, int number, S state, int depth) {
    for (int property = 0; property < propertyCount; property++) {
      if (!targets[property].isClosedAt(depth) && decides(property, part, state)) {
        targets[property].add(number, depth);
      }
    }
  }

  /** Whether this state settles the property for itself. */
  private boolean decides(int property, int part, S state) {
    byte label = labels[part * width + property];
    return switch (kind(property)) {
      case INVARIANT -> label != TRUE;
      case FINALLY -> system.isGoodEnd(state) && !system.truth(property, state).value();
      case WITNESS -> label != FALSE;
      case EVENTUALLY -> label == UNDEFINED;
      case LEADS_TO ->
          label == UNDEFINED || labels[part * width + propertyCount + property] == UNDEFINED;
      case ASSERT, DEADLOCK, LIVELOCK, UNDEFINED_BEHAVIOUR, DATA_RACE ->
          throw new AssertionError("declared as built-in: " + kind(property));
    };
  }

  private Finding.Kind kind(int property) {
    return system.properties().get(property).kind();
  }

  /** The states that settle the property, each for itself. */
  Targets targets(int property) {
    return targets[property];
  }

  /** Whether the condition of a progress property is true of a part. */
  boolean isTrue(int property, int part) {
    return labels[part * width + property] == TRUE;
  }

  /** Whether the consequence of a LEADS_TO is true of a part. */
  boolean isConsequenceTrue(int property, int part) {
    return labels[part * width + propertyCount + property] == TRUE;
  }

  long bytes() {
    return labels.length;
  }
}
