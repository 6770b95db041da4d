// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

/**
 * The states seen so far, numbered 0, 1, ... in the order of {@link #add}. Insert-only and exact:
 * no two states count as one.
 *
 * <p>For one thread at a time.
 *
 * @param <S> the states
 */
public interface StateStore<S> {
  /**
   * The number of {@code state}; -1 if it was never added.
   *
   * @param near a state that {@code state} probably shares much with, and that was added; a hint
   *     that may save work
   * @param nearNumber its number; -1 if there is no such state, {@code near} is {@code state} then
   */
  int find(S state, S near, int nearNumber);

  /**
   * As {@link #find}, but adds the state if it is new: it has the number {@code size() - 1} then.
   */
  int add(S state, S near, int nearNumber);

  /** The state of this number. */
  S get(int number);

  int size();

  /**
   * The number of the part of the state that properties look at: equal parts, equal truth. Parts
   * are numbered 0, 1, ... in the order of {@link #add}.
   */
  int visiblePart(int number);

  int visiblePartCount();

  /** An estimate of the bytes that the store holds. */
  long bytes();
}
