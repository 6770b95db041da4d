// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import com.google.common.collect.ImmutableMap;
import com.google.common.collect.ImmutableSortedMap;
import com.google.common.collect.ImmutableSortedSet;
import com.google.common.collect.Maps;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Files by path, in memory: the small Linux at one point of its history.
 *
 * <p>A patch makes a tree from a tree; what it does not touch is the same {@link SourceFile} in
 * both. Paths are relative, with slashes.
 */
public final class SourceTree {
  private final ImmutableSortedMap<String, Entry> files;

  private SourceTree(ImmutableSortedMap<String, Entry> files) {
    this.files = files;
  }

  /**
   * A file of the tree.
   *
   * @param written for each line that a patch wrote, counted from 1: the line of the patch
   */
  record Entry(SourceFile source, ImmutableMap<Integer, Span> written) {}

  /** A tree of files that no patch has written. */
  public static SourceTree of(Map<String, SourceFile> files) {
    return new SourceTree(
        ImmutableSortedMap.copyOf(
            Maps.transformValues(files, source -> new Entry(source, ImmutableMap.of()))));
  }

  /** The file at {@code path}, or null. */
  public @Nullable SourceFile file(String path) {
    Entry entry = files.get(path);
    return entry == null ? null : entry.source();
  }

  public ImmutableSortedSet<String> paths() {
    return files.keySet();
  }

  /**
   * The line of the patch that wrote {@code line} of {@code file}; null if the line is that of the
   * oldest stage, or the file is not of this tree.
   *
   * @param line counted from 1
   */
  public @Nullable Span writtenBy(SourceFile file, int line) {
    Entry entry = files.get(file.path());
    return entry == null || entry.source() != file ? null : entry.written().get(line);
  }

  /** Writes all files under {@code folder}, as a C compiler wants them. */
  public void writeTo(Path folder) throws IOException {
    for (Map.Entry<String, Entry> file : files.entrySet()) {
      Path path = folder.resolve(file.getKey());
      Path parent = path.getParent();
      if (parent != null) {
        Files.createDirectories(parent);
      }
      Files.writeString(path, file.getValue().source().text());
    }
  }

  @Nullable Entry entry(String path) {
    return files.get(path);
  }

  SourceTree with(String path, Entry entry) {
    return new SourceTree(
        ImmutableSortedMap.<String, Entry>naturalOrder()
            .putAll(Maps.filterKeys(files, other -> !other.equals(path)))
            .put(path, entry)
            .build());
  }

  SourceTree without(String path) {
    return new SourceTree(
        ImmutableSortedMap.copyOf(Maps.filterKeys(files, other -> !other.equals(path))));
  }
}
