package dev.trammel.controller.dynamics;

/** Finds an order statistic without sorting (Hoare's quickselect). */
final class Selection {

  private Selection() {}

  /**
   * The greatest of the smallest {@code count} values.
   *
   * @param values reordered
   * @param count from 1
   */
  static double smallest(double[] values, int count) {
    int target = count - 1;
    int low = 0;
    int high = values.length - 1;
    while (low < high) {
      double pivot = middle(values[low], values[(low + high) >>> 1], values[high]);
      int i = low;
      int j = high;
      while (i <= j) {
        while (values[i] < pivot) {
          i++;
        }
        while (values[j] > pivot) {
          j--;
        }
        if (i <= j) {
          double swapped = values[i];
          values[i++] = values[j];
          values[j--] = swapped;
        }
      }
      if (target <= j) {
        high = j;
      } else if (target >= i) {
        low = i;
      } else {
        return values[target];
      }
    }
    return values[target];
  }

  private static double middle(double a, double b, double c) {
    return Math.max(Math.min(a, b), Math.min(Math.max(a, b), c));
  }
}
