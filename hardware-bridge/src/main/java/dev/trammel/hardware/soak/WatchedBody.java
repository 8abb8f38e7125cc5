package dev.trammel.hardware.soak;

import dev.trammel.hardware.device.RobotBody;

/** A robot that tells a witness of each reading and each effort. */
final class WatchedBody implements RobotBody {

  private final RobotBody body;
  private final Witness witness;

  WatchedBody(RobotBody body, Witness witness) {
    this.body = body;
    this.witness = witness;
  }

  @Override
  public void advance(long nowMicros) {
    body.advance(nowMicros);
  }

  @Override
  public boolean read(double[] out) {
    boolean whole = body.read(out);
    if (whole) {
      witness.read(out);
    }
    return whole;
  }

  @Override
  public void features(double[] reading, double[] out) {
    body.features(reading, out);
  }

  @Override
  public void apply(double[] efforts) {
    witness.applied(efforts);
    body.apply(efforts);
  }

  @Override
  public void cutOff() {
    witness.cutOff();
    body.cutOff();
  }

  @Override
  public void aim(double[] positions, double[] reading) {
    body.aim(positions, reading);
  }

  @Override
  public void servo(double[] reading, double seconds, double[] out) {
    body.servo(reading, seconds, out);
  }

  @Override
  public boolean place(double[] positions, double[] velocities) {
    return body.place(positions, velocities);
  }

  @Override
  public void letGo() {
    body.letGo();
  }
}
