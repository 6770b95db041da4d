// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import com.google.common.base.Splitter;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.pincer.diag.Diagnostics;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a model is made of besides the small Linux: its own file, and those on the disk that it
 * includes. A patch may change them; they are known by the paths that diagnostics call them.
 *
 * <p>A patch rarely calls a file as the user did: {@code a/models/own.c} and {@code own.c} are one
 * file, as far as their names can tell, and so is {@code ../models/own.c}. Two names mean one file
 * if one of them is the end of the other, folder by folder, however the user named it.
 */
final class OwnFiles {
  /** Those of a tree that belongs to no model. */
  static final OwnFiles NONE = new OwnFiles(ImmutableMap.of());

  /** What a message calls them. */
  static final String WHERE = "the model";

  /** By path; the model itself comes first. */
  private final ImmutableMap<String, Own> files;

  /**
   * @param place on the disk, absolute
   * @param entry null once a patch has removed it
   * @param included whether the model includes it without patches
   */
  private record Own(Path place, SourceTree.@Nullable Entry entry, boolean included) {}

  private OwnFiles(ImmutableMap<String, Own> files) {
    this.files = files;
  }

  /**
   * @param places of the files on the disk, absolute; that of the model comes first
   */
  static OwnFiles of(Map<SourceFile, Path> places) {
    ImmutableMap.Builder<String, Own> files = ImmutableMap.builder();
    places.forEach(
        (file, place) ->
            files.put(
                file.path(), new Own(place, new SourceTree.Entry(file, ImmutableMap.of()), true)));
    return new OwnFiles(files.buildKeepingLast());
  }

  boolean isEmpty() {
    return files.isEmpty();
  }

  /** Whether {@code path} is the model itself, which has to stay. */
  boolean isModel(String path) {
    return !files.isEmpty() && model().equals(path);
  }

  private String model() {
    return files.keySet().iterator().next();
  }

  SourceTree.@Nullable Entry entry(String path) {
    Own own = files.get(path);
    return own == null ? null : own.entry();
  }

  /** The path by which the file at {@code place} is known, be it there or removed; or null. */
  @Nullable String at(Path place) {
    for (Map.Entry<String, Own> file : files.entrySet()) {
      if (file.getValue().place().equals(place)) {
        return file.getKey();
      }
    }
    return null;
  }

  OwnFiles with(String path, SourceTree.Entry entry) {
    Own old = files.get(path);
    Path place =
        old != null ? old.place() : placeOfModel().resolveSibling(path.replaceFirst(".*/", ""));
    return with(path, new Own(place, entry, old == null || old.included()));
  }

  OwnFiles without(String path) {
    Own old = files.get(path);
    return old == null ? this : with(path, new Own(old.place(), null, old.included()));
  }

  /**
   * With the files that a patch changes as well, and that the model does not include as yet: the
   * patch may let it include them, or be that of a repository with more than the model.
   */
  OwnFiles withOthersOf(Patch patch, SourceTree tree) {
    OwnFiles all = this;
    for (FileDiff diff : patch.diffs()) {
      boolean known = diff.paths().stream().anyMatch(name -> tree.named(name) != null);
      boolean adds = diff.kind() == FileDiff.Kind.ADD;
      if (!known && !adds && !DiffFiles.leadsOut(diff.oldPath())) {
        all = all.withFileOnDisk(diff.oldPath());
      }
    }
    return all;
  }

  /** The file is looked for from the folder of the model, and from each folder above it. */
  private OwnFiles withFileOnDisk(String name) {
    for (Path folder = placeOfModel().getParent(); folder != null; folder = folder.getParent()) {
      Path place = folder.resolve(name);
      SourceFile file =
          Files.isRegularFile(place) ? Disk.read(place, pathOf(place), new Diagnostics()) : null;
      if (file != null) {
        SourceTree.Entry entry = new SourceTree.Entry(file, ImmutableMap.of());
        return with(file.path(), new Own(place, entry, false));
      }
    }
    return this;
  }

  /** What diagnostics call a file: as they call the model, and seen from there. */
  private String pathOf(Path place) {
    Path folder = placeOfModel().getParent();
    Path seen = folder == null ? place : folder.relativize(place);
    return Path.of(model()).resolveSibling(seen.toString()).normalize().toString();
  }

  /** Whether the model includes a file without patches. */
  boolean isIncluded(String path) {
    Own own = files.get(path);
    return own != null && own.included();
  }

  /** Those that are there, and that the model does not include without patches. */
  ImmutableList<SourceFile> others() {
    return files.values().stream()
        .filter(own -> !own.included() && own.entry() != null)
        .map(own -> Objects.requireNonNull(own.entry()).source())
        .collect(ImmutableList.toImmutableList());
  }

  private OwnFiles with(String path, Own own) {
    Map<String, Own> all = new LinkedHashMap<>(files);
    all.put(path, own);
    return new OwnFiles(ImmutableMap.copyOf(all));
  }

  /** The line of the patch that wrote a line, as {@link SourceTree#writtenBy} has it. */
  @Nullable Span writtenBy(SourceFile file, int line) {
    SourceTree.Entry entry = entry(file.path());
    return entry == null || entry.source() != file ? null : entry.written().get(line);
  }

  // ---- Names that patches use ------------------------------------------------------------------

  /** The path of the file that a patch calls {@code name}; null if it is none of these. */
  @Nullable String named(String name) {
    if (entry(name) != null) {
      return name;
    }
    if (parts(name).isEmpty()) {
      return null;
    }
    String guess = null;
    for (Map.Entry<String, Own> file : files.entrySet()) {
      if (file.getValue().entry() == null) {
        continue;
      }
      if (isSure(name, file.getKey())) {
        return file.getKey();
      }
      if (guess == null && endsWith(name, file.getKey())) {
        guess = file.getKey();
      }
    }
    return guess;
  }

  /** A file in another folder than {@code name} says, or null. */
  @Nullable String namesake(String name) {
    List<String> parts = parts(name);
    for (Map.Entry<String, Own> file : files.entrySet()) {
      if (file.getValue().entry() != null
          && !parts.isEmpty()
          && endsWith(parts(file.getKey()), parts.subList(parts.size() - 1, parts.size()))) {
        return file.getKey();
      }
    }
    return null;
  }

  /** Whether the file at {@code path} lies where {@code name} says; else it may be another's. */
  boolean isSure(String name, String path) {
    Own own = files.get(path);
    return own != null && endsWith(own.place().toString(), name);
  }

  /**
   * The path of a new file that a patch calls {@code name}; null if it does not lie beside the
   * model.
   */
  @Nullable String beside(String name) {
    if (files.isEmpty()) {
      return null;
    }
    List<String> folders = parts(name);
    String file = folders.isEmpty() ? "" : folders.remove(folders.size() - 1);
    List<String> ofModel = parts(model());
    ofModel.remove(ofModel.size() - 1);
    List<String> ofPlace = parts(placeOfModel().toString());
    ofPlace.remove(ofPlace.size() - 1);
    boolean there =
        endsWith(ofPlace, folders) || (!ofModel.isEmpty() && endsWith(folders, ofModel));
    int slash = model().lastIndexOf('/');
    return !file.isEmpty() && there ? model().substring(0, slash + 1) + file : null;
  }

  /** {@code `own.c` and `own.h`}. */
  String names() {
    List<String> names = new ArrayList<>();
    files.forEach(
        (path, own) -> {
          if (own.entry() != null && own.included()) {
            names.add("`" + path + "`");
          }
        });
    String last = names.remove(names.size() - 1);
    return names.isEmpty() ? last : String.join(", ", names) + " and " + last;
  }

  private Path placeOfModel() {
    return files.values().iterator().next().place();
  }

  private static boolean endsWith(String longer, String end) {
    return endsWith(parts(longer), parts(end));
  }

  /** No name at all ends every list. */
  private static boolean endsWith(List<String> longer, List<String> end) {
    int skipped = longer.size() - end.size();
    return skipped >= 0 && longer.subList(skipped, longer.size()).equals(end);
  }

  /** The folders and the file of a path, without those that it begins with and leaves again. */
  private static List<String> parts(String path) {
    List<String> parts = new ArrayList<>();
    for (String part : Splitter.on('/').split(path.replace('\\', '/'))) {
      if (part.equals("..") && !parts.isEmpty()) {
        parts.remove(parts.size() - 1);
      } else if (!part.isEmpty() && !part.equals(".") && !part.equals("..")) {
        parts.add(part);
      }
    }
    return parts;
  }
}
