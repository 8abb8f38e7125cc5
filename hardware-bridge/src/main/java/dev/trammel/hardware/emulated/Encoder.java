package dev.trammel.hardware.emulated;

import dev.trammel.controller.task.EncoderCorrection;
import dev.trammel.hardware.hidden.Effects;
import dev.trammel.hardware.hidden.EncoderEffects;
import dev.trammel.hardware.hidden.Flaw;
import dev.trammel.hardware.hidden.Truth;

/**
 * The encoder of one joint: what it reads at a position, but for white noise and whole counts. It is
 * looked at once a millisecond.
 */
final class Encoder {

  private final EncoderEffects effects;
  private final EncoderCorrection correction;
  private final Drift drift;
  private final double quantum;
  private final boolean isDead;
  private final Flaw.SaturatedEncoder[] saturations;
  private boolean isFirst = true;
  private double last;
  private double travel;
  private double position;
  private double rate;

  /**
   * @param truth of its robot
   * @param joint that it sits on
   * @param correction by which the robot makes a position of what it reads
   * @param quantum one count [rad or m]; 0 for none
   */
  Encoder(Truth truth, int joint, EncoderCorrection correction, double quantum) {
    Effects own = truth.joints().get(joint);
    effects = own.encoder();
    this.correction = correction;
    this.quantum = quantum;
    isDead = truth.isDead(joint);
    saturations = truth.saturations(joint).toArray(new Flaw.SaturatedEncoder[0]);
    drift = new Drift(own.noise(), truth.seed() * truth.joints().size() + joint);
  }

  /** The joint was put here, past the encoder's eyes. */
  void place(double q, double qd) {
    last = q;
    note(q, qd);
  }

  /** Looks at the joint. */
  void note(double q, double qd) {
    double wander = drift.next();
    if (isDead && !isFirst) {
      rate = 0;
      return;
    }
    travel += isFirst ? 0 : Math.max(0, q - last);
    isFirst = false;
    last = q;
    double behind = quantum * Math.floor(travel * effects.lost());
    position = effects.position(q) - effects.sign() * behind + wander;
    rate = isDead || saturated(position) != position ? 0 : effects.rate(q, qd);
  }

  /** What it makes of a position that may be further than it reads. */
  double saturated(double reading) {
    for (Flaw.SaturatedEncoder saturation : saturations) {
      if (saturation.isBeyond(reading)) {
        return counted(saturation.bound());
      }
    }
    return reading;
  }

  private double counted(double reading) {
    return quantum > 0 ? quantum * Math.rint(reading / quantum) : reading;
  }

  EncoderCorrection correction() {
    return correction;
  }

  double position() {
    return position;
  }

  double rate() {
    return rate;
  }

  /**
   * Where the robot's own computer takes the joint to be, which knows which way its encoders count
   * and looks at them past what is broken.
   */
  double believed(double q) {
    return effects.sign() * correction.sign() * correction.position(effects.position(q));
  }
}
