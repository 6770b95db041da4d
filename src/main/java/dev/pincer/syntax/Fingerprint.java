// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import com.google.common.collect.ImmutableList;
import com.google.common.hash.Hashing;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What of a translation unit counts: the tokens of its declarations, without the functions that no
 * thread, property or initial code can reach by their names. So a patch of a function that a
 * scenario does not call leaves the fingerprint of that scenario as it is.
 */
final class Fingerprint {
  private final ImmutableList<Token> tokens;
  private final List<Part> parts = new ArrayList<>();

  /** The functions that may be left out, by name; of several with a body the last. */
  private final Map<String, Integer> functions = new HashMap<>();

  /**
   * A declaration and its tokens.
   *
   * @param entry whether it is a word of pincer.h: reports name its line
   */
  private record Part(int from, int to, boolean entry) {}

  Fingerprint(ImmutableList<Token> tokens) {
    this.tokens = tokens;
  }

  /** The tokens {@code from .. to - 1} are those of {@code declaration}. */
  void add(Tree.Declaration declaration, int from, int to) {
    boolean entry = false;
    if (declaration instanceof Tree.FunctionDeclaration function) {
      entry = function.role() != Tree.Role.FUNCTION;
      if (!entry && function.body() != null) {
        functions.put(function.name().text(), parts.size());
      }
    }
    parts.add(new Part(from, to, entry));
  }

  /** Of 256 bits. Cost: proportional to the tokens. */
  String hash() {
    BitSet reached = reached();
    StringBuilder text = new StringBuilder();
    for (int i = reached.nextSetBit(0); i >= 0; i = reached.nextSetBit(i + 1)) {
      Part part = parts.get(i);
      if (part.entry) {
        text.append(tokens.get(part.from).span()).append('\0');
      }
      for (Token token : tokens.subList(part.from, part.to)) {
        text.append(token.text()).append('\0');
      }
    }
    return Hashing.sha256().hashString(text, StandardCharsets.UTF_8).toString();
  }

  private BitSet reached() {
    BitSet reached = new BitSet();
    reached.set(0, parts.size());
    functions.values().forEach(reached::clear);
    Deque<Integer> open = new ArrayDeque<>(reached.stream().boxed().toList());
    while (!open.isEmpty()) {
      Part part = parts.get(open.remove());
      for (Token token : tokens.subList(part.from, part.to)) {
        Integer function = token.isIdentifier() ? functions.get(token.text()) : null;
        if (function != null && !reached.get(function)) {
          reached.set(function);
          open.add(function);
        }
      }
    }
    return reached;
  }
}
