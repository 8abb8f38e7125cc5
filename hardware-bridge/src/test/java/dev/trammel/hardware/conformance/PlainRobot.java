package dev.trammel.hardware.conformance;

import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.plant.SafeAction;
import dev.trammel.hardware.device.DeviceSettings;
import dev.trammel.hardware.device.RobotBody;
import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Birth;
import dev.trammel.hardware.wire.MoveWay;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** A mass of 1 kg on a rail, pushed by a force: the least that a device can drive. */
final class PlainRobot implements RobotBody {

  private static final double BOUND = 2;

  private double position = 0.25;
  private double rate;
  private double force;
  private double aim;
  private long last = -1;

  static DeviceSettings settings(String name, int boot) {
    List<Channel> sensors = List.of(
        new Channel("rail", "m", -BOUND, BOUND), new Channel("rail velocity", "m/s", -5, 5));
    PlantSpec spec = new PlantSpec(
        name,
        sensors,
        List.of(new Channel("rail", "N", -10, 10)),
        0.02,
        new SafeAction.Damping(List.of(20.0), List.of(1)));
    Birth.Robot robot = new Birth.Robot(
        spec,
        List.of("rail velocity", ""),
        List.of(1000.0),
        List.of(),
        List.of("rail"),
        List.of("rail"),
        "none");
    Birth.Offer offer = new Birth.Offer(
        EnumSet.range(Activity.EPISODE, Activity.HORIZON),
        Set.of(MoveWay.SERVO),
        new Birth.Most(5000, 1_000_000, 4096, 100));
    Birth birth = new Birth(1, new Birth.Identity(name, boot, "plain", true, false), robot, offer);
    return new DeviceSettings(birth, List.of(0.02, 0.02), List.of(5.0));
  }

  @Override
  public void advance(long nowMicros) {
    double dt = last < 0 ? 0 : (nowMicros - last) * 1e-6;
    last = nowMicros;
    rate += force * dt;
    position += rate * dt;
  }

  @Override
  public boolean read(double[] out) {
    out[0] = position;
    out[1] = rate;
    return true;
  }

  @Override
  public void features(double[] reading, double[] out) {}

  @Override
  public void apply(double[] efforts) {
    force = efforts[0];
  }

  @Override
  public void cutOff() {
    force = 0;
    rate = 0;
  }

  @Override
  public void aim(double[] positions, double[] reading) {
    aim = positions[0];
  }

  @Override
  public void servo(double[] reading, double seconds, double[] out) {
    out[0] = 50 * (aim - reading[0]) - 15 * reading[1];
  }

  @Override
  public boolean place(double[] positions, double[] velocities) {
    return false;
  }

  @Override
  public void letGo() {}
}
