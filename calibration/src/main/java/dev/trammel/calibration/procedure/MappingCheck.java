package dev.trammel.calibration.procedure;

import dev.trammel.calibration.fit.Trace;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.task.PlantSettings;
import java.util.Optional;

/**
 * Whether each actuator moves the joint that it is said to move, the way it is said to: efforts that
 * the readings call for, by the described dynamics, go with the efforts that were given.
 *
 * <p>Readings are differentiated over as many steps as {@link #REACH} says, and both sides lose their
 * means. Masses that are wrong by a third bend such a correlation little; a wrong joint or sign leaves
 * none of it, or turns it round.
 */
final class MappingCheck {

  /** Seconds over which a rate is taken. */
  private static final double REACH = 0.04;

  /** Correlations of sound robots are above this by far. */
  private static final double SOUND = 0.3;

  /** Joints that carry each other go with each other's efforts, but less than with their own. */
  private static final double CLEARLY = 0.02;

  private static final int LEAST_STEPS = 30;

  private MappingCheck() {}

  /** What is wrong, if anything is. */
  static Optional<String> fault(PlantSettings described, Trace trace) {
    double step = (trace.readingTime(trace.steps()) - trace.readingTime(0)) / trace.steps();
    int reach = Math.max(1, (int) Math.round(REACH / step));
    int count = trace.steps() - 2 * reach;
    if (count < LEAST_STEPS) {
      return Optional.of("the motion was broken off before anything could be told");
    }
    double[][] called = called(described, trace, reach, step);
    for (int i = 0; i < described.actuators().size(); i++) {
      int joint = described.actuators().get(i).joint();
      double own = correlation(called[joint], given(trace, joint, reach));
      String other = other(described, trace, called[joint], reach, Math.max(SOUND, own + CLEARLY));
      if (own < SOUND || !other.isEmpty()) {
        return Optional.of("what joint " + name(described, joint) + " does goes with its own effort"
            + " by " + Math.round(100 * own) + " %" + other);
      }
    }
    return Optional.empty();
  }

  private static String name(PlantSettings described, int joint) {
    return described.robot().bodies().get(joint).joint().name();
  }

  /** An actuator with whose effort a joint goes more than so much; nothing if there is none. */
  private static String other(
      PlantSettings described, Trace trace, double[] called, int reach, double more) {
    for (int j = 0; j < trace.joints(); j++) {
      double with = correlation(called, given(trace, j, reach));
      if (Math.abs(with) > more) {
        return ", and with that of " + name(described, j) + " by " + Math.round(100 * with) + " %";
      }
    }
    return "";
  }

  private static double[] given(Trace trace, int joint, int reach) {
    double[] given = new double[trace.steps() - 2 * reach];
    for (int t = 0; t < given.length; t++) {
      // the mean over the time that the rates are taken over
      for (int s = 0; s < 2 * reach; s++) {
        given[t] += trace.command(t + s, joint) / (2 * reach);
      }
    }
    return given;
  }

  /** n×count, by the rates where they are measured. */
  private static double[][] called(PlantSettings described, Trace trace, int reach, double step) {
    int n = trace.joints();
    int count = trace.steps() - 2 * reach;
    RigidBodyDynamics dynamics =
        new RigidBodyDynamics(described.robot(), described.world().gravity());
    double[][] called = new double[n][count];
    double[] q = new double[n];
    double[] qd = new double[n];
    double[] qdd = new double[n];
    double[] tau = new double[n];
    double h = reach * step;
    for (int t = 0; t < count; t++) {
      for (int i = 0; i < n; i++) {
        double before = trace.position(t, i);
        q[i] = trace.position(t + reach, i);
        double after = trace.position(t + 2 * reach, i);
        boolean isMeasured = trace.measuresRate(i);
        qd[i] = isMeasured ? trace.rate(t + reach, i) : (after - before) / (2 * h);
        qdd[i] = isMeasured
            ? (trace.rate(t + 2 * reach, i) - trace.rate(t, i)) / (2 * h)
            : (after - 2 * q[i] + before) / (h * h);
      }
      dynamics.inverseDynamics(q, qd, qdd, tau);
      for (int i = 0; i < n; i++) {
        called[i][t] = tau[i];
      }
    }
    return called;
  }

  private static double correlation(double[] a, double[] b) {
    double meanA = 0;
    double meanB = 0;
    for (int t = 0; t < a.length; t++) {
      meanA += a[t] / a.length;
      meanB += b[t] / a.length;
    }
    double ab = 0;
    double aa = 0;
    double bb = 0;
    for (int t = 0; t < a.length; t++) {
      ab += (a[t] - meanA) * (b[t] - meanB);
      aa += (a[t] - meanA) * (a[t] - meanA);
      bb += (b[t] - meanB) * (b[t] - meanB);
    }
    return aa * bb == 0 ? 0 : ab / Math.sqrt(aa * bb);
  }
}
