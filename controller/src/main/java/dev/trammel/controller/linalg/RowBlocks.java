package dev.trammel.controller.linalg;

/** Cuts rows into blocks of a few heights, the highest first. Thread-safe. */
final class RowBlocks {

  /** What a block costs beside its rows: the call, and registers that stay empty. */
  private static final double OVERHEAD = 1;

  private static final int MOST_KEPT = 512;

  private final int[][] cuts = new int[MOST_KEPT][];

  /**
   * Blocks of some heights.
   *
   * @param heights descending, the last one 1
   */
  RowBlocks(int... heights) {
    double[] costs = new double[MOST_KEPT];
    cuts[0] = new int[0];
    for (int rows = 1; rows < MOST_KEPT; rows++) {
      costs[rows] = Double.POSITIVE_INFINITY;
      for (int height : heights) {
        if (height <= rows && costs[rows - height] + height + OVERHEAD < costs[rows]) {
          costs[rows] = costs[rows - height] + height + OVERHEAD;
          cuts[rows] = append(cuts[rows - height], height);
        }
      }
    }
  }

  private static int[] append(int[] cut, int height) {
    int[] longer = new int[cut.length + 1];
    int place = 0;
    while (place < cut.length && cut[place] >= height) {
      longer[place] = cut[place];
      place++;
    }
    longer[place] = height;
    System.arraycopy(cut, place, longer, place + 1, cut.length - place);
    return longer;
  }

  /** Heights that sum to so many rows; not to be modified. */
  int[] cut(int rows) {
    if (rows >= MOST_KEPT) {
      throw new IllegalArgumentException(
          "a product must have less than " + MOST_KEPT + " rows, had " + rows);
    }
    return cuts[rows];
  }
}
