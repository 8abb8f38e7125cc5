package dev.trammel.calibration.fit;

import dev.trammel.controller.linalg.ChiSquare;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether what a fit left looks like noise: Ljung and Box's test of each channel (On a measure of lack
 * of fit in time series models, 1978), pooled over windows. Immutable.
 *
 * <pre>
 *   Q = Σ_k N_k (ρ_k − ρ⁰_k)²  is χ² of K degrees where the model is right,   k = 1 … K
 *   ρ_k   autocorrelation at lag k, N_k products
 *   ρ⁰_k  what white noise shows of it because each window's first state was fitted to it
 * </pre>
 *
 * <p>With enough data every model is found wrong. So what is coloured counts only where it is more
 * than a share of the sensor's own noise.
 *
 * @param channels what was found of each that is measured
 */
public record Whiteness(List<Channel> channels) {

  /** A model is right as often as this, and found wrong nevertheless. */
  private static final double LEVEL = 1e-3;

  /** Of the sensor's noise: what is coloured and less than that is nothing to anybody. */
  private static final double FELT = 0.5;

  public Whiteness {
    channels = List.copyOf(channels);
  }

  /**
   * Of one channel.
   *
   * @param index n positions, then n rates
   * @param probability that white noise has a Q so large
   * @param coloured standard deviation of what follows from the reading before, in the channel's unit
   * @param claimed the sensor's noise, in the channel's unit
   */
  public record Channel(int index, double probability, double coloured, double claimed) {

    /** Whether the model misses something that the sensor sees. */
    public boolean isMismatch() {
      return isMismatch(0);
    }

    /**
     * Whether the model misses something beside what is known to be missing.
     *
     * @param known standard deviation of that, in the channel's unit
     */
    public boolean isMismatch(double known) {
      return probability < LEVEL && coloured > Math.hypot(FELT * claimed, known);
    }
  }

  /** Whether the model misses something in any channel. */
  public boolean isMismatch() {
    return channels.stream().anyMatch(Channel::isMismatch);
  }

  /** Whether no channel is told from noise at all, however little. */
  public boolean isWhite() {
    return channels.stream().allMatch(channel -> channel.probability() >= LEVEL);
  }

  /**
   * Looks at what is left.
   *
   * @param errors windows × readings × channels
   * @param echoes of each window, channels × lags
   * @param claimed noise of the sensors
   */
  static Whiteness of(double[][][] errors, List<double[][]> echoes, NoiseLevels claimed) {
    List<Channel> channels = new ArrayList<>();
    for (int c = 0; c < claimed.channels(); c++) {
      if (claimed.measures(c)) {
        channels.add(channel(errors, echoes, c, claimed.of(c)));
      }
    }
    return new Whiteness(channels);
  }

  private static Channel channel(
      double[][][] errors, List<double[][]> echoes, int c, double claimed) {
    int lags = WindowLineariser.LAGS;
    double[] products = new double[lags + 1];
    double[] counts = new double[lags + 1];
    double[] lost = new double[lags + 1];
    for (int w = 0; w < errors.length; w++) {
      int length = errors[w].length;
      double[] echo = echoes.get(w)[c];
      for (int lag = 0; lag < echo.length; lag++) {
        counts[lag] += length - lag;
        lost[lag] += echo[lag];
        for (int t = 0; t + lag < length; t++) {
          products[lag] += errors[w][t][c] * errors[w][t + lag][c];
        }
      }
    }
    double variance = products[0] / Math.max(1, counts[0] - lost[0]);
    double Q = 0;
    int degrees = 0;
    for (int lag = 1; lag <= lags && counts[lag] > 0; lag++, degrees++) {
      // E Σ e_t e_{t+k} = −σ² Σ hat(t, t + k)
      double excess = variance == 0 ? 0 : (products[lag] + variance * lost[lag]) / variance;
      Q += excess * excess / counts[lag];
    }
    double next = (products[1] + variance * lost[1]) / counts[1];
    return new Channel(
        c, ChiSquare.tail(Q, Math.max(1, degrees)), Math.sqrt(Math.max(0, next)), claimed);
  }
}
