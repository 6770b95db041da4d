// SPDX-License-Identifier: Apache-2.0
package dev.pincer.litmus;

/**
 * A final value: a number, or the address of a location. NULL is the number 0.
 *
 * @param location its name; empty for a number
 * @param number 0 for an address
 */
public record Value(String location, long number) {
  public static Value of(long number) {
    return new Value("", number);
  }

  public static Value addressOf(String location) {
    return new Value(location, 0);
  }

  @Override
  public String toString() {
    return location.isEmpty() ? Long.toString(number) : location;
  }
}
