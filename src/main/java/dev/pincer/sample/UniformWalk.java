// SPDX-License-Identifier: Apache-2.0
package dev.pincer.sample;

import java.util.random.RandomGenerator;

/**
 * Each thread that can move is as likely as any other, then each of its moves. Runs that need many
 * switches at exact places are rare: with {@code n} threads and {@code k} steps, a given run may
 * have a probability as low as {@code n^-k}.
 */
final class UniformWalk implements Strategy {
  @Override
  public String name() {
    return "random";
  }

  @Override
  public String promise(int threads) {
    return "uniform over the threads that can move";
  }

  @Override
  public Draw begin(RandomGenerator random) {
    return moves -> moves.anyOf(moves.anyThread(random), random);
  }
}
