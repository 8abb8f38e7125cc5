package dev.trammel.controller.control;

/**
 * How long calls took, in classes of 1/64 of a power of two; the greatest is kept as it was. Adding
 * allocates nothing.
 */
public final class LatencyHistogram {

  private static final int CLASSES = 64;
  private static final int SHIFT = 6;

  private final long[] counts = new long[CLASSES * (Long.SIZE - SHIFT)];
  private long total;
  private long greatest;

  @RealTime
  public void add(long nanos) {
    long value = Math.max(0, nanos);
    counts[index(value)]++;
    total++;
    greatest = Math.max(greatest, value);
  }

  public long total() {
    return total;
  }

  /** The greatest [ns]. */
  public long greatest() {
    return greatest;
  }

  /**
   * What a part of the calls did not exceed, but for the width of a class [ns].
   *
   * @param part above 0, at most 1
   */
  public double quantile(double part) {
    long rank = Math.max(1, (long) Math.ceil(part * total));
    long seen = 0;
    for (int i = 0; i < counts.length; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return Math.min((double) greatest, middle(i));
      }
    }
    return greatest;
  }

  /** How many calls took less, but for the width of a class. */
  public long below(long nanos) {
    long seen = 0;
    for (int i = 0; i < index(Math.max(0, nanos)); i++) {
      seen += counts[i];
    }
    return seen;
  }

  /** Below 64 every number is a class; above, the 64 classes of each power of two. */
  private static int index(long value) {
    if (value < CLASSES) {
      return (int) value;
    }
    int shift = Long.SIZE - Long.numberOfLeadingZeros(value) - SHIFT - 1;
    return CLASSES * shift + (int) (value >>> shift);
  }

  private static double middle(int index) {
    if (index < 2 * CLASSES) {
      return index;
    }
    int shift = index / CLASSES - 1;
    long lower = (long) (index % CLASSES + CLASSES) << shift;
    return lower + 0.5 * ((1L << shift) - 1);
  }
}
