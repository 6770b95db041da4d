// SPDX-License-Identifier: Apache-2.0
package dev.pincer.packed;

/**
 * The numbers of all threads of a state, then those of some of its places. Belongs to one thread,
 * while others give bits to these.
 */
final class Fields {
  private final PackedMachine machine;
  private final int[] places;

  /** How the fields lie, as of a version of the layout. */
  private int version = -1;

  private Bits[] bits = new Bits[0];

  Fields(PackedMachine machine, int[] places) {
    this.machine = machine;
    this.places = places;
  }

  int count() {
    return machine.threadCount() + places.length;
  }

  void read(long[] words, int at, int[] numbers) {
    if (version != machine.layoutVersion()) {
      version = machine.layoutVersion();
      bits = machine.bits(places);
    }
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = bits[i].get(words, at);
    }
  }

  /** Puts numbers in the place of those that stand there now. */
  void write(int[] now, int[] numbers, long[] words, int at) {
    if (version != machine.layoutVersion()) {
      version = machine.layoutVersion(); // A number that was new needed bits.
      bits = machine.bits(places);
    }
    for (int i = 0; i < now.length; i++) {
      if (numbers[i] != now[i]) {
        bits[i].clear(words, at);
        bits[i].put(numbers[i], words, at);
      }
    }
  }
}
