// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Several files in one text: {@code -- path --} before each, as in Go's txtar. {@code -- !path --}
 * takes a file away.
 */
record Txtar(Map<String, String> files) {
  private static final Pattern NAME = Pattern.compile("-- (\\S+) --");

  static Txtar parse(String text) {
    Map<String, StringBuilder> files = new LinkedHashMap<>();
    StringBuilder file = new StringBuilder();
    for (String line : Lines.of(text)) {
      Matcher name = NAME.matcher(Lines.bare(line));
      if (name.matches()) {
        file = files.computeIfAbsent(name.group(1), n -> new StringBuilder());
      } else {
        file.append(line);
      }
    }
    Map<String, String> texts = new LinkedHashMap<>();
    files.forEach((name, content) -> texts.put(name, content.toString()));
    return new Txtar(texts);
  }

  void writeTo(Path folder) throws IOException {
    for (Map.Entry<String, String> file : files.entrySet()) {
      if (file.getKey().startsWith("!")) {
        Files.delete(folder.resolve(file.getKey().substring(1)));
      } else {
        Path path = folder.resolve(file.getKey());
        Files.createDirectories(path.getParent());
        Files.writeString(path, file.getValue());
      }
    }
  }
}
