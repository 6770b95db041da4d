// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import com.google.common.collect.ImmutableList;
import dev.pincer.source.SourceFile;

/**
 * What a parser makes of a translation unit.
 *
 * @param unit its declarations; after errors, those that could be read
 * @param files each file that was read, the main file first, in the order of first reading
 * @param unusedDefinitions names that the caller defined, and that nothing expanded or tested
 * @param fingerprint of all that its threads and properties can reach, and of where these stand;
 *     units of one fingerprint compile to the same program, but for the places of other lines.
 *     Without meaning after errors
 */
public record Parsed(
    Tree.TranslationUnit unit,
    ImmutableList<SourceFile> files,
    ImmutableList<String> unusedDefinitions,
    String fingerprint) {

  /** The names of its properties, in the order of the source. */
  public ImmutableList<String> properties() {
    ImmutableList.Builder<String> names = ImmutableList.builder();
    for (Tree.Declaration declaration : unit.declarations()) {
      if (declaration instanceof Tree.FunctionDeclaration function && isProperty(function.role())) {
        names.add(function.name().text());
      }
    }
    return names.build();
  }

  private static boolean isProperty(Tree.Role role) {
    return switch (role) {
      case INVARIANT, FINALLY, WITNESS, EVENTUALLY, LEADS_FROM -> true;
      // The second half of a pair has no name of its own.
      case LEADS_TO, FUNCTION, THREAD, THREADS, DAEMON, FAIR_DAEMON, INITIAL -> false;
    };
  }
}
