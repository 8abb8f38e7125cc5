package dev.trammel.hardware.soak;

import dev.trammel.hardware.device.RobotBody;
import java.util.function.UnaryOperator;

/** A body that is given something else than it should be. */
record FlawedBody(RobotBody body, UnaryOperator<double[]> change) implements RobotBody {

  @Override
  public void advance(long nowMicros) {
    body.advance(nowMicros);
  }

  @Override
  public boolean read(double[] out) {
    return body.read(out);
  }

  @Override
  public void features(double[] reading, double[] out) {
    body.features(reading, out);
  }

  @Override
  public void apply(double[] efforts) {
    body.apply(change.apply(efforts));
  }

  @Override
  public void cutOff() {
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
