// SPDX-License-Identifier: Apache-2.0
package dev.pincer.lower;

import com.google.common.collect.ImmutableList;
import com.google.common.collect.ImmutableMap;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.Renderer;
import dev.pincer.program.Program;
import dev.pincer.source.SourceFile;
import dev.pincer.syntax.Includes;
import dev.pincer.syntax.Parsed;
import dev.pincer.syntax.Parser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A model compiled from files or from a text, with what went wrong. */
final class Compilation {
  final Diagnostics diagnostics = new Diagnostics();
  final @Nullable Program program;

  private Compilation(
      SourceFile main, ImmutableList<Path> folders, Map<String, String> defines, Grain grain) {
    Parsed parsed = Parser.parse(main, new Folders(folders), defines, diagnostics);
    String name = main.path().replaceAll(".*/|\\.c$", "");
    this.program = Lower.program(parsed.unit(), name, grain, new CodeCache(), diagnostics);
  }

  /** Compiles a text, which may include pincer.h. */
  static Compilation ofText(String path, String text) {
    return of(path, text, ImmutableMap.of(), Grain.ACCESS);
  }

  static Compilation of(String path, String text, Map<String, String> defines, Grain grain) {
    return new Compilation(
        new SourceFile(path, text), ImmutableList.of(Path.of("models/include")), defines, grain);
  }

  static Compilation ofFile(Path file, Path... folders) {
    try {
      return new Compilation(
          new SourceFile(file.toString(), Files.readString(file)),
          ImmutableList.copyOf(folders),
          ImmutableMap.of(),
          Grain.ACCESS);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The program; what is wrong becomes the failure of the test. */
  Program orFail() {
    if (program == null) {
      throw new AssertionError(errors());
    }
    return program;
  }

  String errors() {
    return Renderer.render(diagnostics);
  }

  private static final class Folders implements Includes {
    private final ImmutableList<Path> folders;
    private final Map<Path, SourceFile> files = new HashMap<>();

    Folders(ImmutableList<Path> folders) {
      this.folders = folders;
    }

    @Override
    public @Nullable SourceFile find(String name, boolean angled, SourceFile from) {
      for (Path folder : folders) {
        Path path = folder.resolve(name);
        if (Files.exists(path)) {
          return files.computeIfAbsent(path, Folders::read);
        }
      }
      return null;
    }

    private static SourceFile read(Path path) {
      try {
        return new SourceFile(path.toString(), Files.readString(path));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
