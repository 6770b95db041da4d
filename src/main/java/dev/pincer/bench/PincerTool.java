// SPDX-License-Identifier: Apache-2.0
package dev.pincer.bench;

import com.google.common.collect.ImmutableList;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.file.Path;

/** This Pincer, started as users start it. */
public record PincerTool(Path home, int threads, boolean reduces) implements Tool {
  @Override
  public String name() {
    return "pincer, "
        + (threads == 1 ? "1 thread" : threads + " threads")
        + (reduces ? ", reduced" : "");
  }

  @Override
  public Family family() {
    return Family.PINCER;
  }

  @Override
  public boolean covers(Case size) {
    return true;
  }

  @Override
  public Measurement run(Case size, Path scratch)
      throws IOException, InterruptedException, Failure {
    ImmutableList.Builder<String> command = ImmutableList.builder();
    command.add(home.resolve("pincer").toString(), "check", size.model());
    command.add("--json", "--workers", Integer.toString(threads));
    if (!reduces) {
      command.add("--no-reduction");
    }
    if (!size.stage().isEmpty()) {
      command.add("--at", size.stage());
    }
    size.defines().forEach((name, value) -> command.add("-D" + name + "=" + value));
    Execution execution = Execution.of(home, command.build());
    return read(execution);
  }

  /** What {@code check --json} printed. Broken properties are none of our business here. */
  static Measurement read(Execution execution) throws Failure {
    JsonObject verdict;
    try {
      JsonObject root = JsonParser.parseString(execution.text()).getAsJsonObject();
      JsonArray verdicts = root.getAsJsonArray("verdicts");
      if (verdicts == null || verdicts.isEmpty()) {
        throw new Failure(execution.text().strip());
      }
      verdict = verdicts.get(0).getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw new Failure(execution.text().strip());
    }
    if (!verdict.get("limit").isJsonNull()) {
      throw new Failure("not exhaustive, limit: " + verdict.get("limit").getAsString());
    }
    return new Measurement(
        verdict.get("states").getAsLong(),
        verdict.get("transitions").getAsLong(),
        execution.seconds(),
        verdict.get("seconds").getAsDouble(),
        execution.peakBytes());
  }
}
