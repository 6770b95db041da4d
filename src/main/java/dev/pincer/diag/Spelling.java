// SPDX-License-Identifier: Apache-2.0
package dev.pincer.diag;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the word that a misspelled one was meant to be. */
public final class Spelling {
  /** Letters that a word must have, so that one that begins with it is meant. */
  private static final int BEGINNING_MIN = 4;

  private Spelling() {}

  /**
   * The candidate nearest to {@code word}, or null if none is near enough: at most one edit in
   * three letters, where an edit inserts, drops or changes a letter or swaps two neighbours. Of
   * equally near ones, the first of {@code candidates} that is not {@code word} itself; upper and
   * lower case count as half an edit. If none is near, the only one that begins with the word.
   */
  public static @Nullable String didYouMean(String word, Iterable<String> candidates) {
    @Nullable String best = null;
    // Distances are counted in half edits.
    int bestDistance = Math.max(2, 2 * ((word.length() + 1) / 3)) + 1;
    for (String candidate : candidates) {
      if (candidate.equals(word)
          || 2 * Math.abs(candidate.length() - word.length()) >= bestDistance) {
        continue;
      }
      int distance = distance(word, candidate);
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return best != null ? best : beginning(word, candidates);
  }

  /**
   * The same of a file: what its path ends with is compared, without folder and ending, so that
   * {@code linux/slab.h} is not near to {@code linux/swap.h} for what all paths have; and {@code
   * asm/atomic.h} is one in another folder.
   */
  public static @Nullable String fileMeant(String path, Iterable<String> candidates) {
    Map<String, String> paths = new LinkedHashMap<>();
    for (String candidate : candidates) {
      if (!candidate.equals(path)) {
        paths.putIfAbsent(stem(candidate), candidate);
      }
    }
    String same = paths.get(stem(path));
    if (same != null) {
      return same;
    }
    String near = didYouMean(stem(path), paths.keySet());
    return near == null ? null : paths.get(near);
  }

  private static String stem(String path) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    int dot = name.indexOf('.');
    return dot <= 0 ? name : name.substring(0, dot);
  }

  /** The only candidate that begins so, if the word is not too short to mean it. */
  private static @Nullable String beginning(String word, Iterable<String> candidates) {
    @Nullable String found = null;
    for (String candidate : candidates) {
      if (word.length() >= BEGINNING_MIN && candidate.startsWith(word) && !candidate.equals(word)) {
        if (found != null) {
          return null;
        }
        found = candidate;
      }
    }
    return found;
  }

  /** Damerau's distance (with each letter swapped at most once), in half edits. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      d[i][0] = 2 * i;
    }
    for (int j = 0; j <= b.length(); j++) {
      d[0][j] = 2 * j;
    }
    for (int i = 1; i <= a.length(); i++) {
      for (int j = 1; j <= b.length(); j++) {
        char x = a.charAt(i - 1);
        char y = b.charAt(j - 1);
        int change = x == y ? 0 : Character.toLowerCase(x) == Character.toLowerCase(y) ? 1 : 2;
        d[i][j] = Math.min(d[i - 1][j - 1] + change, Math.min(d[i - 1][j], d[i][j - 1]) + 2);
        if (i > 1 && j > 1 && x == b.charAt(j - 2) && a.charAt(i - 2) == y) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 2);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
