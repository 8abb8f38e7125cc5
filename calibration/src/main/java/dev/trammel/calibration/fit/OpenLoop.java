package dev.trammel.calibration.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well a machine foretells recordings that it was not fitted to. Of each stretch the first part
 * tells where the machine is, by least squares; the rest is predicted without another look.
 */
public final class OpenLoop {

  private final Machine machine;
  private final NoiseLevels noise;
  private final double longestStep;

  /**
   * @param noise of the sensors: what errors are counted in
   * @param longestStep of the integration [s]
   */
  public OpenLoop(Machine machine, NoiseLevels noise, double longestStep) {
    this.machine = machine;
    this.noise = noise;
    this.longestStep = longestStep;
  }

  /**
   * Looks at one part of each stretch and predicts the rest.
   *
   * @param stretches that share no reading
   * @param looked readings of each that its first state is fitted to
   * @return stretches × readings × channels, prediction less reading; 0 for what nothing measures,
   *     infinite where the machine runs away
   */
  public double[][][] errors(List<Window> stretches, int looked) {
    return IntStream.range(0, stretches.size())
        .parallel()
        .mapToObj(w -> errors(stretches.get(w), looked))
        .toArray(double[][][]::new);
  }

  private double[][] errors(Window stretch, int looked) {
    double[][] predicted = prediction(stretch, looked);
    int n = noise.channels() / 2;
    for (int t = 0; t < predicted.length; t++) {
      for (int c = 0; c < noise.channels(); c++) {
        int reading = stretch.first() + t;
        double read =
            c < n ? stretch.trace().position(reading, c) : stretch.trace().rate(reading, c - n);
        predicted[t][c] = noise.measures(c) ? predicted[t][c] - read : 0;
      }
    }
    return predicted;
  }

  /**
   * Looks at one part of a stretch and predicts the rest.
   *
   * @return readings × channels
   */
  public double[][] prediction(Window stretch, int looked) {
    double[][] predicted = new double[stretch.length()][noise.channels()];
    if (!new WindowPrediction(stretch, longestStep)
        .predict(machine, start(stretch, looked), predicted)) {
      for (double[] row : predicted) {
        Arrays.fill(row, Double.POSITIVE_INFINITY);
      }
    }
    return predicted;
  }

  /**
   * Where the machine is at the beginning of a stretch, by its first readings.
   *
   * @return 2n, positions, then rates
   */
  public double[] start(Window stretch, int looked) {
    Window look = new Window(stretch.trace(), stretch.first(), looked);
    StartGuess guess = StartGuess.of(look, noise);
    WindowLineariser lineariser = new WindowLineariser(look, noise, guess, longestStep);
    return new FirstStates(lineariser, guess, machine).search().state();
  }

  /**
   * Root mean square over stretches and positions, in units of the sensors' noise.
   *
   * @param errors as {@link #errors(List, int)} has them
   * @param from first reading of each stretch that counts
   * @param to one after the last
   */
  public double positionScore(double[][][] errors, int from, int to) {
    return score(errors, from, to, noise.channels() / 2);
  }

  /** The same over all channels. */
  public double score(double[][][] errors, int from, int to) {
    return score(errors, from, to, noise.channels());
  }

  private double score(double[][][] errors, int from, int to, int channels) {
    double sum = 0;
    long count = 0;
    for (double[][] stretch : errors) {
      for (int t = from; t < Math.min(to, stretch.length); t++) {
        for (int c = 0; c < channels; c++) {
          if (noise.measures(c)) {
            double off = stretch[t][c] / noise.of(c);
            sum += off * off;
            count++;
          }
        }
      }
    }
    return Math.sqrt(sum / Math.max(1, count));
  }

  /**
   * Cuts traces into stretches.
   *
   * @param seconds of each
   * @param leadIn left out at the beginning of each trace [s]
   */
  public static List<Window> stretches(List<Trace> traces, double seconds, double leadIn) {
    List<Window> all = new ArrayList<>();
    traces.forEach(trace -> all.addAll(Window.cut(trace, seconds, leadIn)));
    return all;
  }
}
