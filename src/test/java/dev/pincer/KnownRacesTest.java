// SPDX-License-Identifier: Apache-2.0
package dev.pincer;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.google.common.base.Splitter;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.pincer.machine.MemoryModel;
import dev.pincer.report.Json;
import dev.pincer.report.Story;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The runs of known bugs are those that kernel people reported: src/test/golden/races/known.txt has
 * the steps that decide, in order, and who takes them.
 */
class KnownRacesTest {
  private static final Path TABLE = Path.of("src/test/golden/races/known.txt");
  private static final Pattern HEAD =
      Pattern.compile(
          "(?<scenario>[\\w-]+) at (?<at>[\\w.-]+): (?<property>\\w+)(?: \\((?<memory>\\w+)\\))?");
  private static final Pattern STEP = Pattern.compile(" {4}(?<thread>\\S+) +(?<says>.*)");
  private static final String AGAIN = "~";

  private static final Models MODELS = Models.open(Path.of("models"));

  /**
   * A line of the table.
   *
   * @param thread its name; {@code ~} where all behind it repeats for ever
   * @param says what the line of the diagram has, in this order
   */
  private record Step(String thread, String says) {
    boolean isIn(Step line) {
      if (!line.thread.equals(thread)) {
        return false;
      }
      int from = 0;
      for (String part : Splitter.on(" .. ").split(says)) {
        int at = line.says.indexOf(part, from);
        if (at < 0) {
          return false;
        }
        from = at + part.length();
      }
      return true;
    }

    @Override
    public String toString() {
      return thread + "  " + says;
    }
  }

  private record Race(
      String why, String scenario, String at, String property, String memory, List<Step> steps) {
    @Override
    public String toString() {
      return why;
    }
  }

  static List<Race> races() throws IOException {
    List<Race> races = new ArrayList<>();
    String why = "";
    for (String line : Files.readAllLines(TABLE)) {
      Matcher head = HEAD.matcher(line);
      Matcher step = STEP.matcher(line);
      if (line.startsWith("#") || line.isBlank()) {
        continue;
      }
      if (step.matches()) {
        races.get(races.size() - 1).steps.add(new Step(step.group("thread"), step.group("says")));
      } else if (head.matches()) {
        String memory = head.group("memory") == null ? "sc" : head.group("memory");
        races.add(
            new Race(
                why,
                head.group("scenario"),
                head.group("at"),
                head.group("property"),
                memory,
                new ArrayList<>()));
      } else {
        why = line;
      }
    }
    return races;
  }

  @ParameterizedTest
  @MethodSource("races")
  void theShortestRunIsTheKnownOne(Race race) {
    Model model =
        MODELS
            .model(race.scenario)
            .at(race.at)
            .under(MemoryModel.named(race.memory, MemoryModel.DEPTH));
    Story story = model.check().witness(race.property).orElseThrow().story();
    List<Step> run = lines(story, model);
    int next = 0;
    for (Step step : race.steps) {
      int found = next;
      while (found < run.size() && !step.isIn(run.get(found))) {
        found++;
      }
      if (found == run.size()) {
        StringBuilder all = new StringBuilder("not in the run, or not in this order: ");
        all.append(step).append("\nbehind line ").append(next).append(" of\n");
        run.forEach(line -> all.append(line).append('\n'));
        throw new AssertionError(all.toString());
      }
      next = found + 1;
    }
  }

  private static List<Step> lines(Story story, Model model) {
    JsonObject replay =
        JsonParser.parseString(Json.replay(story, model.subject(), null)).getAsJsonObject();
    List<String> threads = new ArrayList<>();
    replay.getAsJsonArray("threads").forEach(thread -> threads.add(thread.getAsString()));
    // One that is alone stands without a number in the diagram.
    threads.replaceAll(
        name -> threads.contains(name.replace("[0]", "[1]")) ? name : name.replace("[0]", ""));
    List<Step> lines = new ArrayList<>();
    boolean again = false;
    for (JsonElement element : replay.getAsJsonArray("lines")) {
      JsonObject line = element.getAsJsonObject();
      if (line.get("again").getAsBoolean() && !again) {
        again = true;
        lines.add(new Step(AGAIN, "again and again"));
      }
      List<String> words = new ArrayList<>();
      line.getAsJsonArray("calls").forEach(call -> words.add(call.getAsString()));
      words.add(line.get("text").getAsString());
      line.getAsJsonArray("effects").forEach(effect -> words.add(effect.getAsString()));
      lines.add(new Step(threads.get(line.get("thread").getAsInt()), String.join(" ", words)));
    }
    return lines;
  }

  @Test
  void aStepOfAnotherThreadOrInAnotherOrderIsNotTaken() {
    Step line = new Step("drop", "put_page(page) mem_map[0].allocated: true -> false");
    assertTrue(new Step("drop", "put_page( .. mem_map[0].allocated: true").isIn(line));
    assertFalse(new Step("pin", "put_page(").isIn(line));
    assertFalse(new Step("drop", "mem_map[0].allocated: true .. put_page(").isIn(line));
  }
}
