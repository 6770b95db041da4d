// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packed;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A decision tree over the fields of a state. It grows under the lock of its machine, and is walked
 * without one: what a walk misses, it asks for under the lock.
 *
 * <p>That is sound although nothing orders the walk behind the growth: all that a leaf says stands
 * in final fields, or is checked before it is used, and a child that is not seen yet is a miss.
 */
abstract sealed class Tree {
  /** Looks at a field, and goes on to the child that its number names. */
  static final class Read extends Tree {
    private final Field field;
    private @Nullable Tree @Nullable [] children = new Tree[2];

    Read(Field field) {
      this.field = field;
    }

    Field field() {
      return field;
    }

    @Nullable Tree child(int number) {
      @Nullable Tree[] all = children;
      return all == null || number >= all.length ? null : all[number];
    }

    void setChild(int number, Tree child) {
      @Nullable Tree[] all = children;
      if (all == null) {
        throw new AssertionError("a node without children");
      }
      if (number >= all.length) {
        all = Arrays.copyOf(all, Math.max(number + 1, 2 * all.length));
        all[number] = child;
        children = all;
      } else {
        all[number] = child;
      }
    }
  }

  /** What a property says. */
  static final class Verdict extends Tree {
    private final byte truth;

    Verdict(byte truth) {
      this.truth = truth;
    }

    byte truth() {
      return truth;
    }
  }

  /** The transitions of a thread. */
  static final class Steps extends Tree {
    private final Transitions transitions;

    Steps(Transitions transitions) {
      this.transitions = transitions;
    }

    Transitions transitions() {
      return transitions;
    }
  }

  /** Sets the bits of the words that the way to the leaf for a state looks at. */
  static void fill(@Nullable Tree root, long[] words, int at, long[] bits) {
    Tree tree = root;
    while (tree instanceof Read read) {
      read.field.bits().fill(bits, 0);
      tree = read.child(read.field.get(words, at));
    }
  }

  /** The leaf for a state; null if it is not known yet. */
  static @Nullable Tree leaf(@Nullable Tree root, long[] words, int at) {
    Tree tree = root;
    while (tree instanceof Read read) {
      tree = read.child(read.field.get(words, at));
    }
    return tree;
  }
}
