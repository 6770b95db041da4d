// SPDX-License-Identifier: Apache-2.0
package dev.pincer.cli;

import dev.pincer.diag.ErrorCode;
import dev.pincer.report.Json;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code pincer explain}: the page of an error. */
@Command(
    name = "explain",
    description = "Prints what an error means, why it is one, and the way out.",
    mixinStandardHelpOptions = true,
    footer = {"", "Example:", "  pincer explain E0201"})
final class Explain implements Callable<Integer> {
  @Spec
  @SuppressWarnings("NullAway.Init") // picocli sets it before it calls anything here.
  private CommandSpec spec;

  @Parameters(paramLabel = "CODE", description = "the number behind `error`, as in E0201")
  @SuppressWarnings("NullAway.Init")
  private String code;

  @Mixin private final Output output = new Output();

  @Override
  public Integer call() throws IOException {
    String id = code.toUpperCase(Locale.ROOT);
    @Nullable String page = page(id);
    if (page == null) {
      List<String> ids = new ArrayList<>();
      for (ErrorCode known : ErrorCode.values()) {
        ids.add(known.id());
      }
      throw Refusal.unknownError(code, ids);
    }
    if (output.json()) {
      Map<String, String> members = new LinkedHashMap<>();
      members.put("code", id);
      members.put("title", page.lines().findFirst().orElse("").replaceFirst("^# E\\d+: ", ""));
      members.put("page", page);
      output.print(spec, Json.object(members));
    } else {
      output.print(spec, page);
    }
    return 0;
  }

  private static @Nullable String page(String id) throws IOException {
    if (!id.matches("E\\d{4}")) {
      return null;
    }
    try (InputStream in = Explain.class.getResourceAsStream("/errors/" + id + ".md")) {
      return in == null ? null : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
