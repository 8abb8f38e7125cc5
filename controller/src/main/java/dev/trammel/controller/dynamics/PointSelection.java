package dev.trammel.controller.dynamics;

import java.util.Arrays;
import java.util.SplittableRandom;

/** Which of many transitions a Gaussian process is given. */
final class PointSelection {

  /** The part of the points that are the newest; results hardly depend on it. */
  private static final double NEWEST = 0.6;

  private PointSelection() {}

  /**
   * All points if they are few enough; else mostly the newest, and then always the older point that
   * is farthest from the chosen ones, so that what is dropped lies in covered regions.
   *
   * @param scaled d rows of N points, oldest first, in units in which points are alike; not modified
   * @param most how many at most
   * @return ascending
   */
  static int[] choose(double[][] scaled, int most) {
    int count = scaled[0].length;
    if (count <= most) {
      int[] all = new int[count];
      Arrays.setAll(all, i -> i);
      return all;
    }
    int older = count - (int) (NEWEST * most);
    double[] distances = new double[older];
    Arrays.fill(distances, Double.POSITIVE_INFINITY);
    int[] chosen = new int[most];
    double[] work = new double[older];
    for (int i = 0; i < most; i++) {
      chosen[i] = older + i < count ? older + i : farthest(distances);
      approach(scaled, chosen[i], work, distances);
    }
    Arrays.sort(chosen);
    return chosen;
  }

  private static int farthest(double[] distances) {
    int best = 0;
    for (int i = 1; i < distances.length; i++) {
      if (distances[i] > distances[best]) {
        best = i;
      }
    }
    return best;
  }

  /** Shortens distances to a new point where it is closer than all before it. */
  private static void approach(double[][] scaled, int point, double[] work, double[] distances) {
    Arrays.fill(work, 0);
    for (double[] row : scaled) {
      double z = row[point];
      for (int i = 0; i < work.length; i++) {
        double difference = row[i] - z;
        work[i] += difference * difference;
      }
    }
    for (int i = 0; i < work.length; i++) {
      distances[i] = Math.min(distances[i], work[i]);
    }
    if (point < distances.length) {
      distances[point] = -1;
    }
  }

  /** So many of {@code count} numbers, all subsets equally likely. */
  static int[] sample(int count, int wanted, SplittableRandom random) {
    int[] numbers = new int[count];
    Arrays.setAll(numbers, i -> i);
    for (int i = 0; i < wanted; i++) {
      int other = i + random.nextInt(count - i);
      int number = numbers[other];
      numbers[other] = numbers[i];
      numbers[i] = number;
    }
    return Arrays.copyOf(numbers, wanted);
  }

  /** The chosen columns of some rows. */
  static double[][] columns(double[][] rows, int[] chosen) {
    double[][] columns = new double[rows.length][chosen.length];
    for (int k = 0; k < rows.length; k++) {
      for (int i = 0; i < chosen.length; i++) {
        columns[k][i] = rows[k][chosen[i]];
      }
    }
    return columns;
  }
}
