// SPDX-License-Identifier: Apache-2.0
package dev.pincer.reduce;

/**
 * Places of shared memory that are read, and places that are written: a bit for each place. Not to
 * be changed once it is shared.
 */
public final class Touched {
  private final long[] read;
  private final long[] written;

  Touched(int places) {
    this.read = new long[(places + 63) / 64];
    this.written = new long[read.length];
  }

  /** Of a program with so many places. */
  public static Touched none(int places) {
    return new Touched(places);
  }

  public void read(int place) {
    read[place >> 6] |= 1L << place;
  }

  public void write(int place) {
    written[place >> 6] |= 1L << place;
  }

  void addAll(Touched other) {
    for (int i = 0; i < read.length; i++) {
      read[i] |= other.read[i];
      written[i] |= other.written[i];
    }
  }

  public boolean reads(int place) {
    return (read[place >> 6] >>> place & 1) != 0;
  }

  public boolean writes(int place) {
    return (written[place >> 6] >>> place & 1) != 0;
  }

  /** Whether a place is read or written. */
  public boolean touches(int place) {
    return ((read[place >> 6] | written[place >> 6]) >>> place & 1) != 0;
  }

  /** Whether one writes what the other touches. */
  public boolean conflicts(Touched other) {
    for (int i = 0; i < read.length; i++) {
      if (((written[i] & (other.read[i] | other.written[i])) | (read[i] & other.written[i])) != 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether this writes what the other reads. */
  public boolean changesFor(Touched other) {
    for (int i = 0; i < read.length; i++) {
      if ((written[i] & other.read[i]) != 0) {
        return true;
      }
    }
    return false;
  }

  /** Whether all of it is in the other as well. */
  public boolean isWithin(Touched other) {
    for (int i = 0; i < read.length; i++) {
      if (((read[i] & ~other.read[i]) | (written[i] & ~other.written[i])) != 0) {
        return false;
      }
    }
    return true;
  }
}
