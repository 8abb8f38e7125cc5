package dev.trammel.hardware.wire;

import java.util.BitSet;

/**
 * Tells numbers that have not come yet from those that have. What is much older than the newest
 * counts as come, and so does what is older than the first.
 */
final class SequenceWindow {

  private final int size;
  private final BitSet came;
  private boolean isBegun;
  private long newest;

  /** @param size how much older than the newest a number may be that is taken; 1: only newer ones */
  SequenceWindow(int size) {
    this.size = size;
    came = new BitSet(size);
  }

  /** Whether it is new; it is not any more after that. */
  boolean take(long number) {
    if (!isBegun) {
      isBegun = true;
      came.set(0, size);
    } else if (Long.compareUnsigned(number, newest) <= 0) {
      return takeLate(number);
    } else {
      skip(number - newest);
    }
    newest = number;
    came.set(place(number));
    return true;
  }

  private boolean takeLate(long number) {
    if (Long.compareUnsigned(newest - number, size) >= 0 || came.get(place(number))) {
      return false;
    }
    came.set(place(number));
    return true;
  }

  /** The numbers up to the new one have not come; they take the places of the oldest. */
  private void skip(long ahead) {
    if (Long.compareUnsigned(ahead, size) >= 0) {
      came.clear();
      return;
    }
    for (long number = newest + 1; number != newest + ahead; number++) {
      came.clear(place(number));
    }
  }

  private int place(long number) {
    return (int) Long.remainderUnsigned(number, size);
  }
}
