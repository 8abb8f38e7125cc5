package dev.trammel.hardware.emulated;

import dev.trammel.controller.linalg.StandardNormal;
import dev.trammel.hardware.hidden.NoiseEffects;
import java.util.SplittableRandom;

/**
 * How the zero of a sensor wanders, in steps of a millisecond: flicker noise B, as a sum of
 * first-order Gauss-Markov processes whose time constants grow by a factor of four, and a random
 * walk K.
 *
 * <p>Processes of variance s² with time constants r apart have together the spectrum s²/(f ln r),
 * which is B²/(πf), one-sided, for s² = B² ln r/π (IEEE 952 has half of it on either side).
 */
final class Drift {

  /** r; first time constant and number of them: 0.1 s to 6554 s. */
  private static final double RATIO = 4;

  private static final double SHORTEST = 0.1;
  private static final int PROCESSES = 9;
  private static final double STEP = 1e-3;

  private final SplittableRandom random;
  private final double[] keep = new double[PROCESSES];
  private final double[] add = new double[PROCESSES];
  private final double[] state = new double[PROCESSES];
  private final boolean isFlickering;
  private final double walk;
  private double walked;

  Drift(NoiseEffects noise, long seed) {
    random = new SplittableRandom(seed);
    walk = noise.walk() * Math.sqrt(STEP);
    isFlickering = noise.bias() > 0;
    double s = noise.bias() * Math.sqrt(StrictMath.log(RATIO) / Math.PI);
    double time = SHORTEST;
    for (int i = 0; i < PROCESSES; i++, time *= RATIO) {
      keep[i] = StrictMath.exp(-STEP / time);
      add[i] = s * Math.sqrt(1 - keep[i] * keep[i]);
      state[i] = isFlickering ? s * StandardNormal.draw(random) : 0;
    }
  }

  /** A millisecond later. */
  double next() {
    if (walk > 0) {
      walked += walk * StandardNormal.draw(random);
    }
    double sum = walked;
    for (int i = 0; isFlickering && i < PROCESSES; i++) {
      state[i] = keep[i] * state[i] + add[i] * StandardNormal.draw(random);
      sum += state[i];
    }
    return sum;
  }
}
