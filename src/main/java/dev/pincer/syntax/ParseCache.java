// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import com.google.common.cache.Cache;
import com.google.common.cache.CacheBuilder;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Iterables;
import dev.pincer.diag.Diagnostics;
import dev.pincer.source.SourceFile;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The tokens of the files that were read of late, and the declarations that were parsed: many
 * models include the same files, and from stage to stage a patch changes few of their declarations.
 * It changes nothing but the cost. Safe for use by several threads.
 */
public final class ParseCache {
  private static final int FILES_MAX = 300;

  /** A token and its share of a tree take some two hundred bytes. */
  private static final int TOKENS_MAX = 1_000_000;

  /** Declarations that begin at one place, and differ by what macros gave. */
  private static final int VARIANTS_MAX = 8;

  private final Cache<SourceFile, ImmutableList<Token>> lexed =
      CacheBuilder.newBuilder().maximumSize(FILES_MAX).build();

  private final Cache<Place, ImmutableList<Known>> parsed =
      CacheBuilder.newBuilder()
          .maximumWeight(TOKENS_MAX)
          .weigher(
              (Place place, ImmutableList<Known> variants) ->
                  variants.stream().mapToInt(known -> known.tokens.size()).sum())
          .build();

  /** Of the first token of a declaration. */
  private record Place(SourceFile file, int offset) {
    static Place of(Token first) {
      return new Place(first.span().file(), first.span().start());
    }
  }

  /**
   * A declaration that was parsed, without a message.
   *
   * @param tokens all of it
   * @param declarations what it was parsed to
   * @param asked of the names declared in the file before it, those that it depends on: what they
   *     were, null for one that was not declared
   * @param declares the names that it declares in the file
   */
  record Known(
      ImmutableList<Token> tokens,
      ImmutableList<Tree.Declaration> declarations,
      Map<String, @Nullable Boolean> asked,
      Map<String, @Nullable Boolean> declares) {

    Known {
      asked = Collections.unmodifiableMap(new HashMap<>(asked));
      declares = Collections.unmodifiableMap(new HashMap<>(declares));
    }

    private boolean isNext(List<Token> rest, Scopes scopes) {
      int count = tokens.size();
      if (rest.size() < count) {
        return false;
      }
      for (int i = 0; i < count; i++) {
        if (!Objects.equals(tokens.get(i), rest.get(i))) {
          return false;
        }
      }
      return scopes.wouldAnswer(asked);
    }
  }

  /** All tokens of {@code file}, as {@link Lexer#lex} gives them. */
  ImmutableList<Token> tokens(SourceFile file, Diagnostics diagnostics) {
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

  /** The declaration that {@code rest} begins with; null if it is not known. */
  @Nullable Known find(List<Token> rest, Scopes scopes) {
    ImmutableList<Known> variants = parsed.getIfPresent(Place.of(rest.get(0)));
    if (variants != null) {
      for (Known known : variants) {
        if (known.isNext(rest, scopes)) {
          return known;
        }
      }
    }
    return null;
  }

  void add(Known known) {
    parsed
        .asMap()
        .merge(
            Place.of(known.tokens.get(0)),
            ImmutableList.of(known),
            (old, now) ->
                ImmutableList.copyOf(Iterables.limit(Iterables.concat(now, old), VARIANTS_MAX)));
  }
}
