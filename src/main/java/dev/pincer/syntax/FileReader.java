// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import com.google.common.collect.ImmutableList;
import org.jspecify.annotations.Nullable;

/** The tokens of a file, read in runs of text lines between directives. */
final class FileReader implements Expander.Feed {
  private final ImmutableList<Token> tokens;
  private int index;

  FileReader(ImmutableList<Token> tokens) {
    this.tokens = tokens;
  }

  boolean atEnd() {
    return index == tokens.size();
  }

  boolean atDirective() {
    return !atEnd() && tokens.get(index).lineStart() && tokens.get(index).is("#");
  }

  @Override
  public @Nullable Token peek() {
    return atEnd() || atDirective() ? null : tokens.get(index);
  }

  @Override
  public @Nullable Token next() {
    return atEnd() || atDirective() ? null : tokens.get(index++);
  }

  @Override
  public @Nullable Token directive() {
    return atDirective() ? tokens.get(index) : null;
  }

  /** Takes the {@code #} of a directive. */
  Token takeHash() {
    return tokens.get(index++);
  }

  /** Takes what is left of the line after a {@code #}. */
  ImmutableList<Token> takeLine() {
    int start = index;
    while (!atEnd() && !tokens.get(index).lineStart()) {
      index++;
    }
    return tokens.subList(start, index);
  }

  void skipLine() {
    index++;
    takeLine();
  }
}
