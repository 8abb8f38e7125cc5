package dev.trammel.calibration.inertial;

import dev.trammel.calibration.fit.Trace;
import dev.trammel.calibration.inertial.FourierMotion.Rhythm;
import java.util.Arrays;
import java.util.List;

/**
 * The periods of recordings of one motion that repeats itself: where the joints were and which
 * inputs were given, each by its harmonics. Averaging over periods keeps what repeats itself, which
 * is all that a model can tell; how they differ is the noise. Immutable.
 */
final class Periods {

  /** Of the harmonics of each period; six or seven times the highest that the motion is made of. */
  static final int HIGHEST = 40;

  private final Harmonics[][] positions;
  private final Harmonics[][] efforts;

  private Periods(Harmonics[][] positions, Harmonics[][] efforts) {
    this.positions = positions;
    this.efforts = efforts;
  }

  /**
   * Cuts traces into periods.
   *
   * @param traces of whole motions of that rhythm
   * @param period of the control cycle [s]
   */
  static Periods of(List<Trace> traces, Rhythm rhythm, double period) {
    int samples = Math.toIntExact(Math.round(rhythm.period() / period));
    int first = Math.toIntExact(Math.round(rhythm.fade() / period));
    int blocks = traces.size() * rhythm.periods();
    int n = traces.get(0).joints();
    Harmonics[][] positions = new Harmonics[n][blocks];
    Harmonics[][] efforts = new Harmonics[n][blocks];
    double[] x = new double[samples];
    for (int block = 0; block < blocks; block++) {
      Trace trace = traces.get(block / rhythm.periods());
      int from = first + block % rhythm.periods() * samples;
      double age = trace.commandTime(0) - trace.readingTime(0);
      for (int i = 0; i < n; i++) {
        int joint = i;
        Arrays.setAll(x, t -> trace.position(from + t, joint));
        // a reading that is old tells where the joint was
        positions[i][block] = Harmonics.of(x, rhythm.omega(), HIGHEST).late(-age, 0);
        Arrays.setAll(x, t -> trace.command(from + t, joint));
        efforts[i][block] = Harmonics.of(x, rhythm.omega(), HIGHEST).held(period);
      }
    }
    return new Periods(positions, efforts);
  }

  /** How many. */
  int count() {
    return positions[0].length;
  }

  /** All of them, for {@link #position} and {@link #effort}. */
  int[] all() {
    int[] all = new int[count()];
    Arrays.setAll(all, i -> i);
    return all;
  }

  /** The mean of some periods of a joint's position. */
  Harmonics position(int joint, int[] picks) {
    return Harmonics.mean(positions[joint], picks);
  }

  /** The mean of some periods of what a joint's actuator was told, as it is held. */
  Harmonics effort(int joint, int[] picks) {
    return Harmonics.mean(efforts[joint], picks);
  }
}
