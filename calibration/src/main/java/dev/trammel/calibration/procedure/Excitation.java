package dev.trammel.calibration.procedure;

import dev.trammel.controller.plant.EpisodeStart;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.task.PlantSettings;
import java.util.Arrays;

/**
 * All joints at once, each in its own shape about a place, as far as a session's limits allow by the
 * described robot. Immutable.
 */
final class Excitation implements Reference {

  /** Of what the limits leave; the rest is for a robot that is not as described. */
  private static final double CAUTION = 0.75;

  private static final double EFFORT_CAUTION = 0.6;

  /** Of a joint without a described speed [rad/s or m/s]. */
  private static final double USUAL_SPEED = 8;

  /** Farthest either way [rad or m]. */
  private static final double FARTHEST = 0.8;

  private static final double SHRINK = 0.85;
  private static final int ROUNDS = 40;
  private static final double LOOK = 0.01;

  private final double[] place;
  private final JointShape[] shapes;
  private final double[] amplitude;
  private final double[] out = new double[3];

  private Excitation(double[] place, JointShape[] shapes, double[] amplitude) {
    this.place = place.clone();
    this.shapes = shapes.clone();
    this.amplitude = amplitude.clone();
  }

  /**
   * Fits shapes to limits.
   *
   * @param seconds of the motion
   * @param place n, about which it moves
   * @param shapes n
   */
  static Excitation within(
      JointLimits limits, double seconds, double[] place, JointShape[] shapes) {
    int n = place.length;
    double[] amplitude = new double[n];
    Arrays.fill(amplitude, 1);
    Excitation unit = new Excitation(place, shapes, amplitude);
    double[][] peaks = unit.peaks(limits, seconds);
    for (int i = 0; i < n; i++) {
      double way = CAUTION * limits.way(i, place[i]) / Math.max(1e-9, peaks[0][i]);
      double speed = CAUTION * limits.speed(i) / Math.max(1e-9, peaks[1][i]);
      amplitude[i] = shapes[i].equals(JointShape.STILL) ? 0 : Math.min(way, speed);
    }
    for (int round = 0; round < ROUNDS; round++) {
      double[] efforts = new Excitation(place, shapes, amplitude).peaks(limits, seconds)[2];
      boolean fits = true;
      for (int i = 0; i < n; i++) {
        if (efforts[i] > EFFORT_CAUTION * limits.effort(i)) {
          amplitude[i] *= SHRINK;
          fits = false;
        }
      }
      if (fits) {
        break;
      }
    }
    return new Excitation(place, shapes, amplitude);
  }

  /** Greatest distances, speeds and efforts of every joint. */
  private double[][] peaks(JointLimits limits, double seconds) {
    int n = place.length;
    double[][] peaks = new double[3][n];
    double[] q = new double[n];
    double[] qd = new double[n];
    double[] qdd = new double[n];
    double[] tau = new double[n];
    for (double t = 0; t <= seconds; t += LOOK) {
      at(t, q, qd, qdd);
      limits.inputs(q, qd, qdd, tau);
      for (int i = 0; i < n; i++) {
        peaks[0][i] = Math.max(peaks[0][i], Math.abs(q[i] - place[i]));
        peaks[1][i] = Math.max(peaks[1][i], Math.abs(qd[i]));
        peaks[2][i] = Math.max(peaks[2][i], Math.abs(tau[i]));
      }
    }
    return peaks;
  }

  /** Where a servo has to bring the robot before. */
  EpisodeStart start() {
    double[] q = new double[place.length];
    double[] qd = new double[place.length];
    double[] qdd = new double[place.length];
    at(0, q, qd, qdd);
    return new EpisodeStart(q, new double[q.length], 0);
  }

  @Override
  public void at(double seconds, double[] q, double[] qd, double[] qdd) {
    for (int i = 0; i < q.length; i++) {
      shapes[i].at(seconds, out);
      q[i] = place[i] + amplitude[i] * out[0];
      qd[i] = amplitude[i] * out[1];
      qdd[i] = amplitude[i] * out[2];
    }
  }

  /** What a session's share leaves of a robot's limits. */
  static final class JointLimits {

    private final PlantSettings described;
    private final double share;
    private final double[] bounds;
    private final double[] dry;
    private final RigidBodyDynamics dynamics;
    private final double[] g;

    /**
     * @param bounds m, greatest inputs [N·m or N]
     * @param dry n, friction that has to be overcome [N·m or N]
     */
    JointLimits(PlantSettings described, double share, double[] bounds, double[] dry) {
      this.described = described;
      this.share = share;
      this.bounds = bounds.clone();
      this.dry = dry.clone();
      dynamics = new RigidBodyDynamics(described.robot(), described.world().gravity());
      g = new double[dry.length];
    }

    private Joint joint(int i) {
      return described.robot().bodies().get(i).joint();
    }

    /** To the nearer end from a place [rad or m]. */
    double way(int i, double from) {
      double least = Math.min(from - joint(i).lower(), joint(i).upper() - from);
      return Math.max(0, Math.min(FARTHEST, least));
    }

    double speed(int i) {
      double speed = joint(i).velocity();
      return share * (speed > 0 && speed < USUAL_SPEED ? speed : USUAL_SPEED);
    }

    /** Infinite for a joint without an actuator. */
    double effort(int i) {
      for (int a = 0; a < bounds.length; a++) {
        if (described.actuators().get(a).joint() == i) {
          return bounds[a];
        }
      }
      return Double.POSITIVE_INFINITY;
    }

    /** What the joints need of their actuators, friction included. */
    void inputs(double[] q, double[] qd, double[] qdd, double[] tau) {
      dynamics.inverseDynamics(q, qd, qdd, tau);
      boolean carriesItself = described.gravityCompensation().isPresent();
      if (carriesItself) {
        dynamics.gravityForces(q, g);
      }
      for (int i = 0; i < tau.length; i++) {
        tau[i] += (carriesItself ? -g[i] : 0) + dry[i] * Math.signum(qd[i]);
      }
    }
  }
}
