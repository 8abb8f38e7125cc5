package dev.trammel.calibration.store;

import dev.trammel.controller.calibration.Quantity;

/**
 * From which change on a quantity moves a robot noticeably otherwise: what the commands of the bench
 * can tell apart where they do what they promise.
 *
 * @param relative share of the value [-]
 * @param least in the quantity's unit, for values near 0
 */
record PracticalThreshold(double relative, double least) {

  static PracticalThreshold of(Quantity quantity) {
    return switch (quantity) {
      // a flip is 2, a whole gear step is far above
      case SIGN -> new PracticalThreshold(0, 1);
      case GEAR -> new PracticalThreshold(1e-4, 0);
      case OFFSET, ECCENTRICITY -> new PracticalThreshold(0, 1e-3);
      case STRENGTH -> new PracticalThreshold(0.01, 0);
      case EFFORT_OFFSET, FRICTION_ASYMMETRY -> new PracticalThreshold(0.1, 1e-3);
      case DRY_FRICTION, BREAKAWAY -> new PracticalThreshold(0.03, 1e-4);
      case DAMPING -> new PracticalThreshold(0.2, 1e-4);
      case DELAY, LAG -> new PracticalThreshold(0, 1e-3);
      case BACKLASH -> new PracticalThreshold(0.1, 1e-5);
      case POSITION_NOISE, VELOCITY_NOISE, BIAS_INSTABILITY, RANDOM_WALK ->
        new PracticalThreshold(0.05, 1e-9);
      case QUANTUM -> new PracticalThreshold(0.01, 1e-12);
      case MASS -> new PracticalThreshold(0.01, 0);
      case CENTRE_X, CENTRE_Y, CENTRE_Z -> new PracticalThreshold(0.01, 1e-3);
      case INERTIA_XX, INERTIA_YY, INERTIA_ZZ, INERTIA_XY, INERTIA_XZ, INERTIA_YZ ->
        new PracticalThreshold(0.05, 1e-6);
      case BASE -> new PracticalThreshold(0.05, 1e-6);
    };
  }

  /** Change of a value from which on it counts, in its unit. */
  double at(double value) {
    return Math.max(relative * Math.abs(value), least);
  }
}
