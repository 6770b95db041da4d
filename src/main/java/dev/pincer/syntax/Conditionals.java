// SPDX-License-Identifier: Apache-2.0
package dev.pincer.syntax;

import com.google.common.collect.ImmutableList;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** The {@code #if} groups of one file that are open at this line. */
final class Conditionals {
  private final Deque<Group> groups = new ArrayDeque<>();

  /** From an {@code #if} to its {@code #endif}. */
  static final class Group {
    final Token start;

    /** Whether the group as a whole is read. */
    final boolean within;

    /** Whether the present part of it is read. */
    boolean live;

    /** Whether a part of it is or was read. */
    boolean taken;

    @Nullable Token elseSeen;

    private Group(Token start, boolean within, boolean live) {
      this.start = start;
      this.within = within;
      this.live = live;
      this.taken = live;
    }
  }

  /** Whether lines are read here, or skipped. */
  boolean live() {
    Group group = groups.peek();
    return group == null || group.live;
  }

  /** Opens a group; its condition is looked at only {@code within} what is read. */
  void push(Token start, boolean within, BooleanSupplier condition) {
    groups.push(new Group(start, within, within && condition.getAsBoolean()));
  }

  @Nullable Group innermost() {
    return groups.peek();
  }

  void pop() {
    groups.pop();
  }

  /** What opened the groups that are open, outermost first. */
  ImmutableList<Token> open() {
    ImmutableList.Builder<Token> open = ImmutableList.builder();
    groups.descendingIterator().forEachRemaining(group -> open.add(group.start));
    return open.build();
  }
}
