package dev.trammel.hardware.fault;

import dev.trammel.hardware.device.RobotBody;
import java.util.ArrayList;
import java.util.List;

/** Stands between a device's core and its body, and notes what acts after each tick. */
final class Witness implements RobotBody {

  private final RobotBody body;
  private final List<Moment> moments = new ArrayList<>();
  private long micros = -1;
  private long nanos;
  private double effort;

  /**
   * What a tick left behind; it acts until the next one.
   *
   * @param micros the device's clock at that tick [µs]
   * @param nanos this machine's monotonic clock then [ns]
   * @param effort of the first actuator
   */
  record Moment(long micros, long nanos, double effort) {

    boolean moves() {
      return effort != 0;
    }
  }

  Witness(RobotBody body) {
    this.body = body;
  }

  /** All ticks that are over, in order. */
  synchronized List<Moment> moments() {
    return List.copyOf(moments);
  }

  @Override
  public void advance(long nowMicros) {
    synchronized (this) {
      if (micros >= 0) {
        moments.add(new Moment(micros, nanos, effort));
      }
      micros = nowMicros;
      nanos = System.nanoTime();
    }
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
    synchronized (this) {
      effort = efforts[0];
    }
    body.apply(efforts);
  }

  @Override
  public void cutOff() {
    synchronized (this) {
      effort = 0;
    }
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
