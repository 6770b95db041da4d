// SPDX-License-Identifier: Apache-2.0
package dev.pincer.corpus;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableSortedMap;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.ErrorCode;
import dev.pincer.source.SourceFile;
import dev.pincer.source.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads files and folders; what cannot be read is reported. */
final class Disk {
  private static final String NOT_UTF_8 = "it is not text in UTF-8";

  static final String DENIED = "permission denied";

  private Disk() {}

  /**
   * The text of a file.
   *
   * @param name what diagnostics call its text
   * @return null after reporting
   */
  static @Nullable SourceFile read(Path path, String name, Diagnostics diagnostics) {
    try {
      String text = Files.readString(path);
      if (text.indexOf('\0') >= 0) {
        cannotRead("it is not text, as it has a zero byte", path.toString(), diagnostics);
        return null;
      }
      return new SourceFile(name, text);
    } catch (IOException e) {
      cannotRead(
          Files.isDirectory(path) ? "it is a folder" : reason(e), path.toString(), diagnostics);
      return null;
    }
  }

  /**
   * The files below {@code folder} whose names end so, by path with slashes; {@code prefix} and
   * that path is what diagnostics call them. Null after reporting.
   */
  static @Nullable ImmutableSortedMap<String, SourceFile> readAll(
      Path folder, String prefix, ImmutableList<String> endings, Diagnostics diagnostics) {
    ImmutableSortedMap.Builder<String, SourceFile> files = ImmutableSortedMap.naturalOrder();
    int before = diagnostics.count();
    // A link to a folder is followed nowhere, so that no circle of links keeps the walk going.
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : (Iterable<Path>) walk.sorted()::iterator) {
        String name = folder.relativize(path).toString().replace('\\', '/');
        if (endings.stream().anyMatch(name::endsWith) && Files.isRegularFile(path)) {
          SourceFile file = read(path, prefix + name, diagnostics);
          if (file != null) {
            files.put(name, file);
          }
        }
      }
    } catch (IOException e) {
      cannotRead(reason(e), folder.toString(), diagnostics);
    } catch (UncheckedIOException e) {
      cannotRead(reason(e.getCause()), folder.toString(), diagnostics);
    }
    return diagnostics.count() > before ? null : files.buildOrThrow();
  }

  /** Gives {@code path} a new text at one instant: who reads it sees the old one or the new one. */
  static void replace(Path path, String text) throws IOException {
    Path temporary = path.resolveSibling(path.getFileName() + ".new");
    try {
      Files.writeString(temporary, text);
      try {
        Files.move(temporary, path, StandardCopyOption.ATOMIC_MOVE);
      } catch (AtomicMoveNotSupportedException e) {
        Files.move(temporary, path, StandardCopyOption.REPLACE_EXISTING);
      }
    } finally {
      Files.deleteIfExists(temporary);
    }
  }

  static boolean isEmptyFolder(Path path) throws IOException {
    if (!Files.isDirectory(path)) {
      return false;
    }
    try (Stream<Path> files = Files.list(path)) {
      return files.findAny().isEmpty();
    }
  }

  static Diagnostics.Entry cannotRead(String reason, String name, Diagnostics diagnostics) {
    Diagnostics.Entry error = diagnostics.error(ErrorCode.CANNOT_READ, nowhere(name), reason);
    return reason.equals(NOT_UTF_8)
        ? error.hint("if it is text: `iconv -f ISO-8859-1 -t UTF-8` converts it")
        : reason.equals(DENIED) ? error.hint("`chmod u+rX` lets its owner read it") : error;
  }

  /** A place for what has no text to point at. */
  static Span nowhere(String name) {
    return new Span(new SourceFile(name, ""), 0, 0);
  }

  static String reason(@Nullable IOException e) {
    if (e instanceof NoSuchFileException) {
      return "there is no such file";
    } else if (e instanceof AccessDeniedException) {
      return DENIED;
    } else if (e instanceof NotDirectoryException) {
      return "it is no folder";
    } else if (e instanceof CharacterCodingException) {
      return NOT_UTF_8;
    }
    String message = e == null ? null : e.getMessage();
    return message == null ? "input or output error" : message;
  }
}
