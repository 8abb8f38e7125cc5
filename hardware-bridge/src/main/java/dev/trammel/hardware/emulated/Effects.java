package dev.trammel.hardware.emulated;

import java.util.SplittableRandom;

/**
 * How an emulated robot departs from the rigid bodies of its description. One set of numbers per
 * joint; those of actuators are not looked at where there is none.
 *
 * @param mass factor on the mass of the joint's body, inertia included [-]
 * @param inertia factor on its rotational inertia beside that [-]
 * @param damping factor on the joint's viscous friction [-]
 * @param friction dry friction, as the speed at which viscous friction is as much [rad/s or m/s]
 * @param strength share of a commanded effort that the motor gives [-]
 * @param delay until a command reaches the motor [s]
 * @param lag time constant of the motor [s]
 * @param ripple amplitude of the torque ripple, as a share of the effort [-]
 * @param backlash play of the gear [rad or m]
 */
public record Effects(
    double mass,
    double inertia,
    double damping,
    double friction,
    double strength,
    double delay,
    double lag,
    double ripple,
    double backlash) {

  /** Of a robot that is what it says it is: mild, and the same for every joint. */
  public static final Effects MILD = new Effects(1, 1, 1, 0.02, 1, 0.001, 0.002, 0.005, 0.0002);

  /** Hidden ones, to be found out: masses first, so that no range depends on another draw. */
  static Effects draw(SplittableRandom random) {
    return new Effects(
        random.nextDouble(0.8, 1.25),
        random.nextDouble(0.8, 1.25),
        random.nextDouble(0.5, 2),
        random.nextDouble(0.01, 0.1),
        random.nextDouble(0.93, 1.07),
        random.nextDouble(0, 0.006),
        random.nextDouble(0.001, 0.006),
        random.nextDouble(0, 0.02),
        random.nextDouble(0, 0.001));
  }

  /**
   * Effects for all joints of a robot.
   *
   * @param hiddenSeed draws them; 0 for {@link #MILD} ones
   */
  public static Effects[] of(int joints, long hiddenSeed) {
    Effects[] effects = new Effects[joints];
    SplittableRandom random = new SplittableRandom(hiddenSeed);
    for (int i = 0; i < joints; i++) {
      effects[i] = hiddenSeed == 0 ? MILD : draw(random);
    }
    return effects;
  }
}
