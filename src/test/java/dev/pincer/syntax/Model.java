// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import com.google.common.collect.ImmutableList;
import dev.pincer.diag.Diagnostic;
import dev.pincer.diag.Diagnostics;
import dev.pincer.diag.Renderer;
import dev.pincer.source.SourceFile;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Files in memory, and what is read out of them. */
final class Model implements Includes {
  private final Map<String, SourceFile> files = new LinkedHashMap<>();
  private final Map<String, String> defines = new LinkedHashMap<>();
  final Diagnostics diagnostics = new Diagnostics();

  static Model of(String main) {
    return new Model().with("main.c", main);
  }

  Model with(String path, String text) {
    files.put(path, new SourceFile(path, text));
    return this;
  }

  Model define(String name, String value) {
    defines.put(name, value);
    return this;
  }

  @Override
  public @Nullable SourceFile find(String name, boolean angled, SourceFile from) {
    return files.get(name);
  }

  @Override
  public ImmutableList<String> names() {
    return ImmutableList.copyOf(files.keySet());
  }

  SourceFile file(String path) {
    SourceFile file = files.get(path);
    if (file == null) {
      throw new AssertionError("no file " + path);
    }
    return file;
  }

  Preprocessor.Result preprocess() {
    return Preprocessor.preprocess(file("main.c"), this, defines, new ParseCache(), diagnostics);
  }

  Parsed parse() {
    return Parser.parse(file("main.c"), this, defines, diagnostics);
  }

  /** The spelling of each token after preprocessing, one blank between two. */
  String tokens() {
    return preprocess().tokens().stream().map(Token::text).collect(Collectors.joining(" "));
  }

  /** The ids of what is wrong. */
  List<String> codes() {
    return diagnostics.sorted().stream().map(d -> d.code().id()).toList();
  }

  List<Diagnostic> errors() {
    return diagnostics.sorted();
  }

  String rendered() {
    return Renderer.render(diagnostics);
  }
}
