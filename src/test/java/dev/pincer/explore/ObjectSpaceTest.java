// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pincer.Models;
import dev.pincer.machine.MemoryModel;
import dev.pincer.machine.State;
import dev.pincer.packed.Successors;
import dev.pincer.program.Program;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What states lead to, where it is kept and where it is found out again. */
class ObjectSpaceTest {
  /** States that are expanded. */
  private static final int STATES = 300;

  @ParameterizedTest
  @ValueSource(strings = {"03-data-race", "gup-share-order", "07-livelock"})
  void whatIsKeptIsWhatIsFoundAgain(String scenario) {
    Program program = Models.standard().model(scenario).program();
    assertEquals(expanded(program, 0), expanded(program, STATES / 2));
  }

  @Test
  void faultsAreAmongIt() {
    String text = expanded(Models.standard().model("03-data-race").program(), STATES);
    assertTrue(text.contains(" fault of "), text);
  }

  /** Each state twice, the second time behind the first. */
  private static String expanded(Program program, int kept) {
    ProgramSystem system = new ProgramSystem(program, MemoryModel.weak(MemoryModel.DEPTH));
    ObjectSpace<State> space = new ObjectSpace<>(system, kept);
    int states = 0;
    long[] words = new long[2];
    for (TransitionSystem.Begun<State> start : system.starts()) {
      space.pack(start.state(), words, 0);
      states++;
    }
    Expander expander = space.expander();
    StringBuilder text = new StringBuilder();
    for (int number = 0; number < Math.min(states, STATES); number++) {
      expander.clear();
      for (int time = 0; time < 2; time++) {
        words[0] = number;
        expander.expand(words, 0);
        tell(expander, system.threadCount(), text);
      }
      for (int i = 0; i < expander.count(); i++) {
        states = Math.max(states, (int) expander.words()[2 * i] + 1);
      }
    }
    return text.toString();
  }

  private static void tell(Expander expander, int threads, StringBuilder text) {
    int end = 2 * expander.count();
    text.append(Arrays.toString(Arrays.copyOf(expander.words(), end))).append(expander.raced());
    for (int thread = 0; thread < threads; thread++) {
      text.append(' ').append(expander.end(thread));
    }
    for (int i = 0; i < expander.faultCount(); i++) {
      text.append(" fault of ").append(expander.faultThread(i)).append(' ');
      text.append(expander.fault(i)).append(" at ").append(expander.faultPosition(i));
    }
    Successors.Steps steps =
        (choice, acquires, position) ->
            text.append(", ").append(choice).append(acquires).append(position);
    expander.tellSteps(steps);
    text.append(expander.distinctFaults()).append('\n');
  }
}
