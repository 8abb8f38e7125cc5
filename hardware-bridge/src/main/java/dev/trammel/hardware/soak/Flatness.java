package dev.trammel.hardware.soak;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Whether something did not grow: the median of the last third of its values may be above that of the
 * first third by a tolerance, after the first sixth, in which a program warms up, is left out.
 *
 * @param name of what
 * @param first median of the first third
 * @param last median of the last third
 * @param allowed for the last one
 * @param known whether there were enough values to tell
 */
public record Flatness(String name, double first, double last, double allowed, boolean known) {

  /** Fewer values than this after the warm-up tell nothing. */
  static final int LEAST = 9;

  private static final int WARM_UP = 6;
  private static final double MEGA = 1e6;
  private static final double THREADS = 2;
  private static final double FILES = 2;
  private static final double HEAP_MB = 1;
  private static final double HEAP_PART = 0.03;

  /** Of all that is watched. */
  static List<Flatness> of(List<Sample> samples) {
    return List.of(
        of("threads", samples, Sample::threads, THREADS, 0),
        of("file descriptors", samples, Sample::files, FILES, 0),
        of("heap [MB]", samples, s -> s.heapBytes() / MEGA, HEAP_MB, HEAP_PART));
  }

  private static Flatness of(
      String name,
      List<Sample> samples,
      ToDoubleFunction<Sample> measure,
      double more,
      double part) {
    double[] values = samples.stream()
        .skip((samples.size() + WARM_UP - 1) / WARM_UP)
        .mapToDouble(measure)
        .toArray();
    int third = values.length / 3;
    if (values.length < LEAST) {
      return new Flatness(name, Double.NaN, Double.NaN, Double.NaN, false);
    }
    double first = median(Arrays.copyOf(values, third));
    double last = median(Arrays.copyOfRange(values, values.length - third, values.length));
    return new Flatness(name, first, last, first * (1 + part) + more, true);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : 0.5 * (sorted[middle - 1] + sorted[middle]);
  }

  /** Whether it is known to have grown. */
  public boolean hasGrown() {
    return known && last > allowed;
  }
}
