// SPDX-License-Identifier: Apache-2.0
package dev.pincer.reduce;

import dev.pincer.program.Code;
import dev.pincer.program.Memory;
import dev.pincer.program.Place;
import dev.pincer.program.Program;
import java.util.ArrayList;
import java.util.List;

/** For each place of a program all values that it ever holds, and perhaps others. */
final class HeldValues implements AbstractRun.Held {
  /** Rounds after which a place that still gets new values is taken to hold any. */
  private static final int PATIENCE = 4;

  private final Values[] values;
  private boolean changed;
  private boolean hurries;

  private HeldValues(Memory memory) {
    values = new Values[memory.places().size()];
    for (int i = 0; i < values.length; i++) {
      Place place = memory.places().get(i);
      values[i] = place.hole() ? Values.NONE : Values.of(place.initial());
    }
  }

  /**
   * @param runs of the threads, which are used for it
   */
  static HeldValues of(Program program, List<AbstractRun> runs) {
    HeldValues held = new HeldValues(program.memory());
    List<AbstractRun> all = new ArrayList<>();
    for (Code initial : program.initials()) {
      all.add(new AbstractRun(program.memory(), initial, 0));
    }
    all.addAll(runs);
    int round = 0;
    do {
      held.changed = false;
      held.hurries = round++ >= PATIENCE;
      for (AbstractRun run : all) {
        run.begin();
        run.run(0, held, Touched.none(program.memory().places().size()));
      }
    } while (held.changed);
    return held;
  }

  @Override
  public Values at(int place) {
    return values[place];
  }

  @Override
  public void write(int place, Values written) {
    Values before = values[place];
    Values after = before.or(written);
    if (after != before) {
      values[place] = hurries && after.size() > 4 ? Values.ANY : after;
      changed = true;
    }
  }
}
