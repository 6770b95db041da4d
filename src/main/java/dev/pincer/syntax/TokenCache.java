// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableList;
import dev.pincer.diag.Diagnostics;
import dev.pincer.source.SourceFile;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of the files that were read of late: many models include the same ones. Safe for use
 * by several threads.
 */
public final class TokenCache {
  private static final int FILES_MAX = 300;

  private final Cache<SourceFile, ImmutableList<Token>> lexed =
      CacheBuilder.newBuilder().maximumSize(FILES_MAX).build();

  /** All tokens of {@code file}, as {@link Lexer#lex} gives them. */
  ImmutableList<Token> of(SourceFile file, Diagnostics diagnostics) {
    @Nullable ImmutableList<Token> known = lexed.getIfPresent(file);
    if (known != null) {
      return known;
    }
    int before = diagnostics.count();
    ImmutableList<Token> tokens = Lexer.lex(file, diagnostics);
    if (diagnostics.count() == before) {
      lexed.put(file, tokens); // What is wrong with a file is said each time that it is read.
    }
    return tokens;
  }
}
