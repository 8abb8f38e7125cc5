package dev.trammel.hardware.emulated;

import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.JointType;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.hardware.device.RobotBody;
import dev.trammel.hardware.hidden.EncoderEffects;
import dev.trammel.hardware.hidden.Flaw;
import dev.trammel.hardware.hidden.Flaws;
import dev.trammel.hardware.hidden.Truth;
import java.util.Arrays;
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
  private final Wires wires;
  private final JointServo servo;
  private final FeatureReader features;
  private final Bystander bystander;
  private final @Nullable RigidBodyDynamics compensation;
  private final int[] joints;
  private final boolean[] turnsFreely;
  private final Motor[] motors;
  private final double[] most;
  private final double[] command;
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
   * @param truth what it really is
   * @param start n joint positions
   */
  EmulatedBody(PlantSettings settings, Truth truth, FeatureReader features, double[] start) {
    this.features = features;
    mechanism = new Mechanism(settings.robot(), settings.world().gravity(), truth.joints());
    stopEarly(settings, truth.flaws(), start);
    gauges = new Gauges(settings, truth);
    wires = new Wires(settings.actuators(), truth.flaws());
    servo = new JointServo(settings);
    bystander = new Bystander(settings.robot());
    compensation = settings
        .gravityCompensation()
        .map(model -> new RigidBodyDynamics(model.robot(), model.gravity()))
        .orElse(null);
    int n = settings.robot().degreesOfFreedom();
    joints =
        settings.actuators().stream().mapToInt(actuator -> actuator.joint()).toArray();
    motors = new Motor[joints.length];
    most = new double[joints.length];
    double[] inertia = Mechanism.inertia(settings.robot(), settings.world().gravity());
    for (int i = 0; i < joints.length; i++) {
      Joint joint = settings.robot().bodies().get(joints[i]).joint();
      motors[i] = new Motor(
          truth.joints().get(joints[i]).motor(),
          joint.type().rotates(),
          inertia[joints[i]],
          Mechanism.STEP);
      // a description that gives no effort, or none of use, bounds nothing
      most[i] = joint.effort() > 0 ? joint.effort() : Double.POSITIVE_INFINITY;
    }
    turnsFreely = new boolean[n];
    for (int i = 0; i < n; i++) {
      EncoderEffects encoder = truth.joints().get(i).encoder();
      turnsFreely[i] = settings.robot().bodies().get(i).joint().type() == JointType.CONTINUOUS
          && encoder.sign() * encoder.gear() == 1;
    }
    command = new double[joints.length];
    believed = new double[n];
    g = new double[n];
    tau = new double[n];
    System.arraycopy(start, 0, mechanism.q, 0, n);
    gauges.reset(mechanism.q, mechanism.qd);
  }

  private void stopEarly(PlantSettings settings, Flaws flaws, double[] start) {
    for (Flaw flaw : flaws.all()) {
      if (flaw instanceof Flaw.EarlyStop early) {
        Joint joint = settings.robot().bodies().get(early.joint()).joint();
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
    for (int i = 0; i < joints.length; i++) {
      int joint = joints[i];
      double wanted = isCutOff ? 0 : command[i] + (compensation == null ? 0 : g[joint]);
      double possible = Math.max(-most[i], Math.min(most[i], wanted));
      tau[joint] = motors[i].advance(possible, mechanism.q[joint], !isCutOff);
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
    wires.carry(efforts, command);
  }

  @Override
  public void cutOff() {
    isCutOff = true;
    Arrays.fill(command, 0);
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
      for (Motor motor : motors) {
        motor.reset();
      }
    }
  }

  /** Where it truly is, for tests and people: q then q̇. */
  public double[] truth() {
    double[] all = Arrays.copyOf(mechanism.q, 2 * mechanism.q.length);
    System.arraycopy(mechanism.qd, 0, all, mechanism.q.length, mechanism.qd.length);
    return all;
  }
}
