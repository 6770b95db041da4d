// SPDX-License-Identifier: Apache-2.0
package dev.pincer.machine;

/** x86-TSO in which each store waits in its buffer, also where nothing could tell. */
public final class PlainTso {
  private PlainTso() {}

  public static MemoryModel model() {
    return new TotalStoreOrder(MemoryModel.DEPTH, false);
  }
}
