// SPDX-License-Identifier: Apache-2.0
package dev.pincer.house;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSetMultimap;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Holds the packages to the floor table of {@code docs/ARCHITECTURE.md}, so that the document
 * cannot lie: the table is read from there, the imports from the compiled classes by the JDK's own
 * jdeps.
 */
class FloorsTest {

  private static final String ROOT = "dev.pincer";

  /** What a row of the table says. {@code mayImport} holds full package names. */
  private record Floor(int number, String name, ImmutableList<String> mayImport) {

    String complaint(String imported) {
      String allowed =
          mayImport.isEmpty()
              ? "nothing of ours"
              : mayImport.stream().map(FloorsTest::shortName).collect(Collectors.joining(", "));
      return "`" + name + "` imports `" + imported + "`: it may import " + allowed;
    }
  }

  @Test
  void everyPackageImportsOnlyWhatItsRowAllows() throws IOException {
    ImmutableMap<String, Floor> floors = table(Files.readString(Path.of("docs/ARCHITECTURE.md")));
    assertEquals(List.of(), complaints(floors, imports(Path.of("target/classes"))));
  }

  @Test
  void everyRowImportsOnlyFromLowerFloors() throws IOException {
    ImmutableMap<String, Floor> floors = table(Files.readString(Path.of("docs/ARCHITECTURE.md")));
    assertFalse(floors.isEmpty(), "docs/ARCHITECTURE.md has no floor table");
    List<String> wrong = new ArrayList<>();
    for (Floor floor : floors.values()) {
      for (String below : floor.mayImport()) {
        Floor other = floors.get(below);
        if (other == null) {
          wrong.add("`" + floor.name() + "` may import `" + below + "`, which has no row");
        } else if (other.number() >= floor.number()) {
          wrong.add("`" + floor.name() + "` may import `" + below + "`, which is not below it");
        }
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void complainsOfAnImportThatIsNotInTheRow() {
    ImmutableMap<String, Floor> floors =
        table(
            """
            | floor | package | purpose | may import |
            |-------|---------|---------|------------|
            | 0 | `dev.pincer.schedule` | choices | - |
            | 1 | `dev.pincer.syntax` | trees | - |
            | 1 | `dev.pincer.machine` | steps | schedule |
            | 2 | `dev.pincer.explore` | search | machine, schedule |
            | 3 | `dev.pincer` | the face | all below |
            """);
    assertEquals(
        List.of(
            "`dev.pincer.explore` imports `dev.pincer.syntax`: it may import machine, schedule",
            "`dev.pincer.schedule` imports `dev.pincer.machine`: it may import nothing of ours",
            "`dev.pincer.util` has no row in the floor table of docs/ARCHITECTURE.md"),
        complaints(
            floors,
            ImmutableSetMultimap.<String, String>builder()
                .put("dev.pincer.explore", "dev.pincer.machine")
                .put("dev.pincer.explore", "dev.pincer.syntax")
                .put("dev.pincer.explore", "java.util")
                .put("dev.pincer.schedule", "dev.pincer.machine")
                .put("dev.pincer.util", "java.lang")
                .put("dev.pincer", "dev.pincer.syntax")
                .build()));
  }

  private static List<String> complaints(
      ImmutableMap<String, Floor> floors, ImmutableSetMultimap<String, String> imports) {
    List<String> complaints = new ArrayList<>();
    for (String from : imports.keySet()) {
      Floor floor = floors.get(from);
      if (floor == null) {
        complaints.add("`" + from + "` has no row in the floor table of docs/ARCHITECTURE.md");
        continue;
      }
      for (String to : imports.get(from)) {
        if (isOurs(to) && !to.equals(from) && !floor.mayImport().contains(to)) {
          complaints.add(floor.complaint(to));
        }
      }
    }
    complaints.sort(null);
    return complaints;
  }

  /** The rows of the table "floor | package | purpose | may import", by package name. */
  private static ImmutableMap<String, Floor> table(String markdown) {
    ImmutableMap.Builder<String, Floor> floors = ImmutableMap.builder();
    List<String> below = new ArrayList<>(); // Packages of the floors under that of the row.
    List<String> beside = new ArrayList<>(); // Packages of the row's own floor, so far.
    int at = 0;
    for (String line : Splitter.on('\n').split(markdown)) {
      // The text before the first bar, four cells, the text after the last.
      List<String> cells = Splitter.on('|').trimResults().splitToList(line);
      if (cells.size() != 6 || !cells.get(1).matches("[0-9]+")) {
        continue;
      }
      int number = Integer.parseInt(cells.get(1));
      if (number != at) {
        below.addAll(beside);
        beside.clear();
        at = number;
      }
      String name = cells.get(2).replace("`", "");
      beside.add(name);
      floors.put(name, new Floor(number, name, mayImport(cells.get(4), below)));
    }
    return floors.buildOrThrow();
  }

  private static ImmutableList<String> mayImport(String cell, List<String> below) {
    return switch (cell) {
      case "-" -> ImmutableList.of();
      case "all below" -> ImmutableList.copyOf(below);
      default ->
          Splitter.on(',')
              .trimResults()
              .splitToStream(cell.replace("`", ""))
              .map(name -> isOurs(name) ? name : ROOT + "." + name)
              .collect(ImmutableList.toImmutableList());
    };
  }

  /**
   * Which package imports which, one entry a pair; a package that imports itself only is absent.
   */
  private static ImmutableSetMultimap<String, String> imports(Path classes) {
    ToolProvider jdeps =
        ToolProvider.findFirst("jdeps")
            .orElseThrow(() -> new AssertionError("no jdeps: run the tests on a JDK, not a JRE"));
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        jdeps.run(
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            "-verbose:package",
            classes.toString());
    assertEquals(0, exit, () -> "jdeps: " + out + err);

    // Each line is "   dev.pincer.cli   -> java.lang   java.base", or the archive's own, not
    // indented.
    ImmutableSetMultimap.Builder<String, String> imports = ImmutableSetMultimap.builder();
    for (String line : Splitter.onPattern("\\R").split(out.toString())) {
      List<String> words = Splitter.onPattern("\\s+").omitEmptyStrings().splitToList(line);
      if (line.startsWith(" ") && words.size() >= 3 && words.get(1).equals("->")) {
        imports.put(words.get(0), words.get(2));
      }
    }
    return imports.build();
  }

  private static boolean isOurs(String packageName) {
    return packageName.equals(ROOT) || packageName.startsWith(ROOT + ".");
  }

  private static String shortName(String packageName) {
    return packageName.equals(ROOT) ? ROOT : packageName.substring(ROOT.length() + 1);
  }
}
