// SPDX-License-Identifier: Apache-2.0
package dev.pincer.litmus;

/**
 * A parameter or register of a thread.
 *
 * @param type in C
 * @param outermost declared in the outermost block: its last value can be asked for
 */
record Local(String name, String type, boolean parameter, boolean outermost) {
  Local pointer() {
    return new Local(name, CTypes.pointerTo(type), parameter, outermost);
  }
}
