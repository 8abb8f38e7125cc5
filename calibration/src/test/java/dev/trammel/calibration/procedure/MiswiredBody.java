package dev.trammel.calibration.procedure;

import dev.trammel.controller.task.StateLayout;
import dev.trammel.hardware.device.RobotBody;
import java.util.Optional;

/** A body whose cables somebody has mixed up. */
final class MiswiredBody implements RobotBody {

  /** What is wrong. */
  enum Fault {
    NOTHING,
    FLIPPED_ENCODER,
    FLIPPED_MOTOR,
    SWAPPED_MOTORS,
    DEAD_ENCODER
  }

  private final RobotBody body;
  private final StateLayout layout;
  private final Fault fault;
  private final int first;
  private final int second;
  private Optional<double[]> stuck = Optional.empty();

  /**
   * @param first joint that has the fault; actuators are numbered as joints are
   * @param second the other one, where there are two
   */
  MiswiredBody(RobotBody body, StateLayout layout, Fault fault, int first, int second) {
    this.body = body;
    this.layout = layout;
    this.fault = fault;
    this.first = first;
    this.second = second;
  }

  @Override
  public void advance(long nowMicros) {
    body.advance(nowMicros);
  }

  @Override
  public boolean read(double[] out) {
    boolean read = body.read(out);
    int q = layout.position(first);
    int qd = layout.velocity(first);
    if (fault == Fault.FLIPPED_ENCODER) {
      out[q] = -out[q];
      out[qd] = -out[qd];
    } else if (fault == Fault.DEAD_ENCODER) {
      if (stuck.isEmpty()) {
        stuck = Optional.of(new double[] {out[q]});
      }
      out[q] = stuck.get()[0];
      out[qd] = 0;
    }
    return read;
  }

  @Override
  public void features(double[] reading, double[] out) {
    body.features(reading, out);
  }

  @Override
  public void apply(double[] efforts) {
    double[] given = efforts.clone();
    if (fault == Fault.FLIPPED_MOTOR) {
      given[first] = -given[first];
    } else if (fault == Fault.SWAPPED_MOTORS) {
      given[first] = efforts[second];
      given[second] = efforts[first];
    }
    body.apply(given);
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
