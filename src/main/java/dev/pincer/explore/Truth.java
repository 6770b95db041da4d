// SPDX-License-Identifier: Apache-2.0
package dev.pincer.explore;

/**
 * What a condition says of a state.
 *
 * @param fault undefined behaviour on the way, for people; empty if there was none. Then {@code
 *     value} is false
 */
public record Truth(boolean value, String fault) {
  public static final Truth TRUE = new Truth(true, "");
  public static final Truth FALSE = new Truth(false, "");

  public static Truth of(boolean value) {
    return value ? TRUE : FALSE;
  }

  public static Truth undefined(String fault) {
    return new Truth(false, fault);
  }

  public boolean isUndefined() {
    return !fault.isEmpty();
  }
}
