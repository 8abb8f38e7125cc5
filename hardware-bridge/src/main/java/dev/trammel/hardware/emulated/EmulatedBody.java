package dev.trammel.hardware.emulated;

import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.JointType;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.task.CalibrationInForce;
import dev.trammel.controller.task.EncoderCorrection;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.hardware.device.RobotBody;
import dev.trammel.hardware.hidden.EncoderEffects;
import dev.trammel.hardware.hidden.Flaw;
import dev.trammel.hardware.hidden.Flaws;
import dev.trammel.hardware.hidden.Truth;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A robot that is not there. Time passes in it by {@link #advance} alone.
 *
 * <p>A robot that makes up for gravity has brakes on all joints: cut off, it stands still. One
 * without moves on freely. A joint that is beyond its bounds then is soon pushed back by hand.
 */
public final class EmulatedBody implements RobotBody {

  private static final long MICROS_PER_STEP = Math.round(Mechanism.STEP * 1e6);

  /** The robot's own computer makes up for gravity, and looks at its sensors, so often. */
  private static final int STEPS_PER_MILLISECOND = 10;

  private final Mechanism mechanism;
  private final Gauges gauges;
  private final Motors motors;
  private final JointServo servo;
  private final FeatureReader features;
  private final Bystander bystander;
  private final @Nullable RigidBodyDynamics compensation;
  private final boolean[] turnsFreely;
  private final double[] believed;
  private final double[] g;
  private final double[] tau;
  private long time;
  private int steps;
  private boolean isHeld;
  private boolean isCutOff = true;

  /**
   * A robot at rest at the beginning of a task's first condition.
   *
   * @param settings what it believes to be
   * @param truth what it really is
   * @param start n joint positions
   */
  EmulatedBody(PlantSettings settings, Truth truth, FeatureReader features, double[] start) {
    this.features = features;
    PlantSettings described = settings.described();
    RobotModel robot = described.robot();
    int n = robot.degreesOfFreedom();
    mechanism = new Mechanism(robot, described.world().gravity(), truth.joints());
    stopEarly(robot, truth.flaws(), start);
    gauges = new Gauges(described, truth, corrections(settings));
    motors = new Motors(described, truth);
    servo = new JointServo(settings);
    bystander = new Bystander(robot);
    compensation = settings
        .gravityCompensation()
        .map(model -> new RigidBodyDynamics(model.robot(), model.gravity()))
        .orElse(null);
    turnsFreely = new boolean[n];
    for (int i = 0; i < n; i++) {
      EncoderEffects encoder = truth.joints().get(i).encoder();
      turnsFreely[i] = robot.bodies().get(i).joint().type() == JointType.CONTINUOUS
          && encoder.sign() * encoder.gear() == 1;
    }
    believed = new double[n];
    g = new double[n];
    tau = new double[n];
    System.arraycopy(start, 0, mechanism.q, 0, n);
    gauges.reset(mechanism.q, mechanism.qd);
  }

  private static List<EncoderCorrection> corrections(PlantSettings settings) {
    return settings
        .calibration()
        .map(CalibrationInForce::encoders)
        .orElse(Collections.nCopies(settings.robot().degreesOfFreedom(), EncoderCorrection.NONE));
  }

  private void stopEarly(RobotModel robot, Flaws flaws, double[] start) {
    for (Flaw flaw : flaws.all()) {
      if (flaw instanceof Flaw.EarlyStop early) {
        Joint joint = robot.bodies().get(early.joint()).joint();
        boolean isUpper = early.share() > 0;
        double bound = isUpper ? joint.upper() : joint.lower();
        double here = start[early.joint()];
        mechanism.stopEarly(
            early.joint(), here + Math.abs(early.share()) * (bound - here), isUpper);
      }
    }
  }

  @Override
  public void advance(long nowMicros) {
    for (; nowMicros - time >= MICROS_PER_STEP; time += MICROS_PER_STEP) {
      if (steps % STEPS_PER_MILLISECOND == 0) {
        compensate();
        if (!isHeld && bystander.look(isCutOff, mechanism.q, mechanism.qd)) {
          gauges.reset(mechanism.q, mechanism.qd);
        }
      }
      if (!isHeld && !isBraked()) {
        drive();
        mechanism.step(tau);
      }
      // at the end of a millisecond: who reads then reads where the robot is, not where it was
      if (++steps % STEPS_PER_MILLISECOND == 0) {
        gauges.note(mechanism.q, mechanism.qd);
      }
    }
  }

  private boolean isBraked() {
    return isCutOff && compensation != null;
  }

  private void compensate() {
    if (compensation != null) {
      gauges.believe(mechanism.q, believed);
      compensation.gravityForces(believed, g);
    }
  }

  private void drive() {
    if (isCutOff) {
      motors.coast(mechanism.q, tau);
    } else {
      motors.drive(g, mechanism.q, tau);
    }
  }

  @Override
  public boolean read(double[] out) {
    gauges.read(out);
    return true;
  }

  @Override
  public void features(double[] reading, double[] out) {
    features.read(reading, out);
  }

  @Override
  public void apply(double[] efforts) {
    isCutOff = false;
    motors.command(efforts);
  }

  @Override
  public void cutOff() {
    isCutOff = true;
    motors.commandNothing();
    if (isBraked()) {
      Arrays.fill(mechanism.qd, 0);
    }
  }

  @Override
  public void aim(double[] positions, double[] reading) {
    double[] here = mechanism.q;
    for (int i = 0; i < here.length; i++) {
      if (turnsFreely[i]) {
        // whole turns look alike: the counter of the encoder is set back
        here[i] -= 2 * Math.PI * Math.rint((here[i] - positions[i]) / (2 * Math.PI));
      }
    }
    servo.aim(positions, reading);
  }

  @Override
  public void servo(double[] reading, double seconds, double[] out) {
    servo.effort(reading, seconds, out);
  }

  @Override
  public boolean place(double[] positions, double[] velocities) {
    System.arraycopy(positions, 0, mechanism.q, 0, positions.length);
    System.arraycopy(velocities, 0, mechanism.qd, 0, velocities.length);
    isHeld = true;
    gauges.reset(mechanism.q, mechanism.qd);
    return true;
  }

  @Override
  public void letGo() {
    if (isHeld) {
      isHeld = false;
      compensate();
      motors.reset();
    }
  }

  /** Where it truly is, for tests and people: q then q̇. */
  public double[] truth() {
    double[] all = Arrays.copyOf(mechanism.q, 2 * mechanism.q.length);
    System.arraycopy(mechanism.qd, 0, all, mechanism.q.length, mechanism.qd.length);
    return all;
  }
}
