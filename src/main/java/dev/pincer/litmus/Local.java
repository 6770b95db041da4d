// SPDX-License-Identifier: Apache-2.0
package dev.pincer.litmus;

/**
 * A parameter or register of a thread.
 *
 * @param type in C
 * @param outermost declared in the outermost block: its last value can be asked for
 */
record Local(String name, String type, boolean parameter, boolean outermost) {
  /** With as many stars more, 1 ... */
  Local pointing(int stars) {
    return new Local(name, CTypes.pointerTo(type, stars), parameter, outermost);
  }
}
