package dev.trammel.hardware.hidden;

import dev.trammel.controller.linalg.Require;

/**
 * A mistake in how a robot was put together or connected, as a bench must find it before anything
 * else. Joints are those of the description, by index.
 */
public sealed interface Flaw {

  /** As the command line writes it. */
  String text(JointNames joints);

  /** Names for indices. */
  @FunctionalInterface
  interface JointNames {

    String of(int joint);
  }

  /** The encoder counts the other way. */
  record FlippedEncoder(int joint) implements Flaw {

    @Override
    public String text(JointNames joints) {
      return "sign:" + joints.of(joint);
    }
  }

  /** The motor turns the other way when it is commanded. */
  record FlippedMotor(int joint) implements Flaw {

    @Override
    public String text(JointNames joints) {
      return "motor:" + joints.of(joint);
    }
  }

  /** Each of two motors does what the other one is told. */
  record SwappedMotors(int first, int second) implements Flaw {

    public SwappedMotors {
      if (first == second) {
        throw new IllegalArgumentException("a motor is swapped with another one, was " + first);
      }
    }

    @Override
    public String text(JointNames joints) {
      return "swap:" + joints.of(first) + ":" + joints.of(second);
    }
  }

  /** The encoder says for ever what it said first. */
  record DeadEncoder(int joint) implements Flaw {

    @Override
    public String text(JointNames joints) {
      return "dead:" + joints.of(joint);
    }
  }

  /**
   * The encoder reads no further, wherever the joint goes, and a rate of 0 meanwhile.
   *
   * @param bound greatest position that it reads; if negative, the least [rad or m]
   */
  record SaturatedEncoder(int joint, double bound) implements Flaw {

    public SaturatedEncoder {
      Require.finite(bound, "bound of the encoder");
      if (bound == 0) {
        throw new IllegalArgumentException("bound of the encoder must be above or below 0");
      }
    }

    /** Whether a position is beyond it. */
    public boolean isBeyond(double position) {
      return bound > 0 ? position > bound : position < bound;
    }

    @Override
    public String text(JointNames joints) {
      return "saturate:" + joints.of(joint) + ":" + bound;
    }
  }

  /**
   * An end stop is well before the bound that is declared.
   *
   * @param share of the way to it from where the robot is at first; negative for the lower one [-]
   */
  record EarlyStop(int joint, double share) implements Flaw {

    public EarlyStop {
      Require.inRange(Math.abs(share), 0.05, 0.95, "share of the way to the bound");
    }

    @Override
    public String text(JointNames joints) {
      return "limit:" + joints.of(joint) + ":" + share;
    }
  }

  /**
   * A lease lasts longer than was asked, but never longer than two seconds.
   *
   * @param late how much [s]
   */
  record SlowWatchdog(double late) implements Flaw {

    public SlowWatchdog {
      Require.inRange(late, 0.001, 1.9, "lateness of the watchdog");
    }

    @Override
    public String text(JointNames joints) {
      return "watchdog:" + late;
    }
  }
}
