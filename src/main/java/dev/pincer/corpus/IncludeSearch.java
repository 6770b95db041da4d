// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import com.google.common.collect.ImmutableList;
import dev.pincer.diag.Diagnostics;
import dev.pincer.source.SourceFile;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files that one scenario includes, on one tree of the small Linux.
 *
 * <p>{@code "x"} is looked for in the folder of the file that includes it, and then, like {@code
 * <x>}, in models/include, then include/ of the small Linux, then the small Linux itself. What lies
 * in the small Linux comes from the tree, never from the disk, however it is named; and so does
 * what a patch of the user's may have changed.
 *
 * <p>Not for use by several threads: remembers what it has read, so that one file is one object.
 */
public final class IncludeSearch {
  private static final String INCLUDE = "include/";

  private final Path models;
  private final SourceTree words;
  private final SourceTree linux;

  private final Scenario scenario;
  private final SourceFile model;

  /** Files that are in neither tree, with their places; both ways. */
  private final Map<SourceFile, Path> paths = new LinkedHashMap<>();

  private final Map<Path, SourceFile> files = new HashMap<>();

  IncludeSearch(Path models, SourceTree words, SourceTree linux, Scenario scenario) {
    this.models = models.toAbsolutePath().normalize();
    this.words = words;
    this.linux = linux;
    this.scenario = scenario;
    SourceTree.Entry patched = linux.own().entry(scenario.file().path());
    this.model = patched == null ? scenario.file() : patched.source();
    remember(scenario.path().toAbsolutePath().normalize(), model);
  }

  /** The model itself, with what patches make of it. */
  public SourceFile model() {
    return model;
  }

  /** Whether the model is a file of the user's. */
  boolean isOfUser() {
    return scenario.kind() == Scenario.Kind.OWN;
  }

  /** The files found so far that are in neither tree; the model comes first. */
  OwnFiles own() {
    return OwnFiles.of(paths);
  }

  /**
   * The file that an {@code #include} means, or null. The same file is the same object each time.
   *
   * @param angled {@code <name>}, not {@code "name"}
   * @param from the file with the directive: the scenario, or one found before
   */
  public @Nullable SourceFile find(String name, boolean angled, SourceFile from) {
    if (!angled) {
      SourceFile beside = beside(name, from);
      if (beside != null) {
        return beside;
      }
    }
    SourceFile found = words.file(name);
    if (found == null) {
      found = linux.file(INCLUDE + name);
    }
    return found != null ? found : linux.file(name);
  }

  /** Every name that {@code <...>} finds, sorted. */
  public ImmutableList<String> names() {
    TreeSet<String> names = new TreeSet<>(words.paths());
    for (String path : linux.paths()) {
      names.add(path.startsWith(INCLUDE) ? path.substring(INCLUDE.length()) : path);
    }
    return ImmutableList.copyOf(names);
  }

  private @Nullable SourceFile beside(String name, SourceFile from) {
    Path place = paths.get(from);
    try {
      if (place != null) {
        return at(place.resolveSibling(name).normalize());
      }
      // A path in a tree is looked up as if the tree lay on the disk.
      boolean isWord = words.file(wordName(from)) == from;
      Path folder = models.resolve(isWord ? "" : "linux");
      return at(folder.resolve(from.path()).resolveSibling(name).normalize());
    } catch (InvalidPathException e) {
      return null;
    }
  }

  private static String wordName(SourceFile file) {
    return file.path().startsWith(INCLUDE) ? file.path().substring(INCLUDE.length()) : "";
  }

  private @Nullable SourceFile at(Path path) {
    Path inLinux = models.resolve("linux");
    if (path.startsWith(inLinux)) {
      return linux.file(slashes(inLinux.relativize(path)));
    }
    Path inWords = models.resolve("include");
    if (path.startsWith(inWords)) {
      return words.file(slashes(inWords.relativize(path)));
    }
    String own = linux.own().at(path);
    if (own != null) {
      SourceTree.Entry entry = linux.own().entry(own);
      return entry == null ? null : remember(path, entry.source());
    }
    SourceFile known = files.get(path);
    if (known != null || !Files.isRegularFile(path)) {
      return known;
    }
    SourceFile read = Disk.read(path, slashes(name(path)), new Diagnostics());
    return read == null ? null : remember(path, read);
  }

  /** What diagnostics call a file: as they call the model, and seen from there. */
  private Path name(Path path) {
    Path folder = scenario.path().toAbsolutePath().normalize().getParent();
    if (scenario.kind() != Scenario.Kind.OWN || folder == null) {
      return path.startsWith(models) ? models.relativize(path) : path;
    }
    Path asGiven = Path.of(scenario.file().path());
    return asGiven.resolveSibling(folder.relativize(path).toString()).normalize();
  }

  private SourceFile remember(Path path, SourceFile file) {
    paths.put(file, path);
    files.put(path, file);
    return file;
  }

  private static String slashes(Path path) {
    return path.toString().replace('\\', '/');
  }
}
