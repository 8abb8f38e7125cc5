package dev.trammel.calibration.bench;

import dev.trammel.controller.bench.Recording;
import java.util.ArrayList;
import java.util.List;

/** A recording as it comes, row by row. Not thread-safe. */
public final class RecordingLog {

  private final List<Double> times = new ArrayList<>();
  private final List<double[]> readings = new ArrayList<>();
  private final List<double[]> requested = new ArrayList<>();
  private final List<double[]> applied = new ArrayList<>();

  /**
   * One cycle.
   *
   * @param time of the reading [s]
   * @param reading p; copied
   * @param asked m; copied
   * @param given m; copied
   */
  public void step(double time, double[] reading, double[] asked, double[] given) {
    times.add(time);
    readings.add(reading.clone());
    requested.add(asked.clone());
    applied.add(given.clone());
  }

  /**
   * The whole, with the reading after the last input.
   *
   * @param end as {@link Recording#end}
   */
  public Recording close(String end, double time, double[] reading) {
    times.add(time);
    readings.add(reading.clone());
    return new Recording(
        end,
        times.stream().mapToDouble(Double::doubleValue).toArray(),
        readings.toArray(new double[0][]),
        requested.toArray(new double[0][]),
        applied.toArray(new double[0][]));
  }
}
