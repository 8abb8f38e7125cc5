package dev.trammel.sim.plants;

import dev.trammel.controller.task.ActuatorErrors;
import java.util.Arrays;

/**
 * What a command goes through on its way to one actuator: a delay, a dead band and a lag. Commands are
 * held over the steps of the physics, and what arrives in a step is the mean over it, so that its
 * impulse is exact.
 *
 * <pre>
 *   h  step of the physics      k + f  delay in steps, k whole and 0 ≤ f &lt; 1
 *   T  time constant of the lag   y  what the lag has come to
 * </pre>
 */
final class Transmission {

  /** A delay that is so near to whole steps is meant to be whole [steps]. */
  private static final double ROUNDING = 1e-9;

  private final double strength;
  private final double offset;
  private final double deadBand;
  private final double T;
  private final double h;
  private final double f;

  /** Of a lag, over the two parts of a step: e^(−d/T), and the share of y in the mean over it. */
  private final double[] kept = new double[2];

  private final double[] share = new double[2];

  /** The commands of the last physics steps, a ring; the oldest is at {@code next}. */
  private final double[] underway;

  private int next;
  private double y;

  /** @param timeStep of the physics [s] */
  Transmission(ActuatorErrors errors, double timeStep) {
    strength = errors.strength();
    offset = errors.offset();
    deadBand = errors.deadBand();
    T = errors.lag();
    h = timeStep;
    double steps = errors.delay() / h;
    double whole =
        Math.abs(steps - Math.rint(steps)) < ROUNDING ? Math.rint(steps) : Math.floor(steps);
    f = Math.max(0, steps - whole) < ROUNDING ? 0 : steps - whole;
    underway = new double[Math.toIntExact(Math.round(whole)) + (f > 0 ? 1 : 0)];
    prepare(0, f * h);
    prepare(1, (1 - f) * h);
  }

  private void prepare(int part, double duration) {
    // ẏ = (x − y)/T over d: y(d) = x + (y − x) e^(−d/T), ∫y = x d + (y − x) T (1 − e^(−d/T))
    kept[part] = T == 0 ? 0 : StrictMath.exp(-duration / T);
    share[part] = T == 0 ? 0 : -T * StrictMath.expm1(-duration / T);
  }

  /** As if a command had been there for ever. */
  void reset(double command) {
    Arrays.fill(underway, command);
    next = 0;
    y = command;
  }

  /** What acts on the joint where so much arrives of what was commanded. */
  double effort(double arriving) {
    return strength * arriving + offset;
  }

  /** Takes in the command of a physics step, and says what arrives in it; 0 at first. */
  double next(double command) {
    double older = command;
    double newer = command;
    if (underway.length > 0) {
      older = underway[next];
      underway[next] = command;
      next = (next + 1) % underway.length;
      // with a part of a step, the ring is one longer than the whole steps
      newer = f > 0 ? underway[next] : older;
    }
    older = Math.abs(older) <= deadBand ? 0 : older;
    newer = Math.abs(newer) <= deadBand ? 0 : newer;
    if (T > 0) {
      return (lagged(older, 0) + lagged(newer, 1)) / h;
    }
    return f > 0 ? f * older + (1 - f) * newer : newer;
  }

  /** Goes on by a part of a step; the integral of y over it. */
  private double lagged(double x, int part) {
    double duration = part == 0 ? f * h : (1 - f) * h;
    double integral = x * duration + (y - x) * share[part];
    y = x + (y - x) * kept[part];
    return integral;
  }
}
