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
 * Files by path, in memory: the small Linux at one point of its history; and, for a model with
 * patches of the user's, what else it is made of.
 *
 * <p>A patch makes a tree from a tree; what it does not touch is the same {@link SourceFile} in
 * both. Paths are relative, with slashes; those of a model's own files are as the user wrote them.
 */
public final class SourceTree {
  private final ImmutableSortedMap<String, Entry> files;
  private final OwnFiles own;

  private SourceTree(ImmutableSortedMap<String, Entry> files, OwnFiles own) {
    this.files = files;
    this.own = own;
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
            Maps.transformValues(files, source -> new Entry(source, ImmutableMap.of()))),
        OwnFiles.NONE);
  }

  /** The file of the small Linux at {@code path}, or null. */
  public @Nullable SourceFile file(String path) {
    Entry entry = files.get(path);
    return entry == null ? null : entry.source();
  }

  public ImmutableSortedSet<String> paths() {
    return files.keySet();
  }

  /** The file that diagnostics call so, be it of the small Linux or the model's own; or null. */
  public @Nullable SourceFile called(String path) {
    Entry entry = own.entry(path);
    return entry == null ? file(path) : entry.source();
  }

  /**
   * The line of the patch that wrote {@code line} of {@code file}; null if no patch wrote it, or
   * the file is not of this tree.
   *
   * @param line counted from 1
   */
  public @Nullable Span writtenBy(SourceFile file, int line) {
    Entry entry = files.get(file.path());
    return entry == null || entry.source() != file
        ? own.writtenBy(file, line)
        : entry.written().get(line);
  }

  /** Writes the small Linux under {@code folder}, as a C compiler wants them. */
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

  OwnFiles own() {
    return own;
  }

  SourceTree with(OwnFiles others) {
    return new SourceTree(files, others);
  }

  // ---- What a patch changes --------------------------------------------------------------------

  /**
   * Where a file stands.
   *
   * @param own whether it is one of the model's own, and not of the small Linux
   */
  record Address(String path, boolean own) {}

  /**
   * The file that a patch calls {@code name}; null if there is none. The small Linux goes first,
   * but for what the model includes from the very place that the name says: a copy of the small
   * Linux.
   */
  @Nullable Address named(String name) {
    String path = own.named(name);
    boolean sure = path != null && own.isIncluded(path) && own.isSure(name, path);
    if (files.containsKey(name) && !sure) {
      return new Address(name, false);
    }
    return path == null ? null : new Address(path, true);
  }

  /**
   * Where a new file that a patch calls {@code name} goes; null if there is no such place, as it is
   * to be added to the small Linux, and that is no part of the model.
   */
  @Nullable Address place(String name) {
    boolean folderOfLinux =
        name.contains("/")
            && files.keySet().stream()
                .anyMatch(path -> path.startsWith(name.substring(0, name.lastIndexOf('/') + 1)));
    String beside = folderOfLinux ? null : own.beside(name);
    if (beside != null) {
      return new Address(beside, true);
    }
    return isOwnOnly() ? null : new Address(name, false);
  }

  /** Whether it is that of a model of which the small Linux is no part. */
  boolean isOwnOnly() {
    return files.isEmpty() && !own.isEmpty();
  }

  @Nullable Entry entry(Address address) {
    return address.own() ? own.entry(address.path()) : files.get(address.path());
  }

  SourceTree with(Address address, Entry entry) {
    if (address.own()) {
      return with(own.with(address.path(), entry));
    }
    return new SourceTree(
        ImmutableSortedMap.<String, Entry>naturalOrder()
            .putAll(Maps.filterKeys(files, other -> !other.equals(address.path())))
            .put(address.path(), entry)
            .build(),
        own);
  }

  SourceTree without(Address address) {
    return address.own()
        ? with(own.without(address.path()))
        : new SourceTree(
            ImmutableSortedMap.copyOf(
                Maps.filterKeys(files, other -> !other.equals(address.path()))),
            own);
  }
}
