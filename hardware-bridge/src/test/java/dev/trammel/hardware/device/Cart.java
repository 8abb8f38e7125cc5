package dev.trammel.hardware.device;

import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.plant.SafeAction;
import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Birth;
import dev.trammel.hardware.wire.Layout.Quantity;
import dev.trammel.hardware.wire.MoveWay;
import java.util.EnumSet;
import java.util.List;

/** A cart of 1 kg on a rail of ±1 m, 2 m/s at most, driven by ±10 N that change by 200 N/s. */
public final class Cart implements RobotBody {

  static final int BOOT = 0x89ABCDEF;
  static final int PERIOD = 50_000;
  static final double MOST = 10;
  static final double SLEW = 200;

  double position;
  double rate;
  double effort;
  boolean isCutOff = true;
  boolean isHeld;
  boolean isBlind;
  private double aim;
  private double placedRate;
  private long time;

  public static DeviceSettings settings() {
    return settings(false);
  }

  static DeviceSettings settings(boolean virtualTime) {
    PlantSpec spec = new PlantSpec(
        "cart",
        List.of(new Channel("slide", "m", -1, 1), new Channel("slide velocity", "m/s", -2, 2)),
        List.of(new Channel("slide", "N", -MOST, MOST)),
        PERIOD * 1e-6,
        new SafeAction.Damping(List.of(5.0), List.of(1)));
    Birth birth = new Birth(
        0,
        new Birth.Identity("cart", BOOT, "test", true, virtualTime),
        new Birth.Robot(
            spec,
            List.of("slide velocity", ""),
            List.of(SLEW),
            List.of(new Quantity("twice", "m")),
            List.of("slide"),
            List.of("slide"),
            "none"),
        new Birth.Offer(
            EnumSet.of(Activity.EPISODE, Activity.POLICY, Activity.STREAM, Activity.HORIZON),
            EnumSet.allOf(MoveWay.class),
            new Birth.Most(100, 4000, 1000, 20)));
    return new DeviceSettings(birth, List.of(1.0, 0.05), List.of(10.0));
  }

  @Override
  public void advance(long nowMicros) {
    double seconds = (nowMicros - time) * 1e-6;
    time = nowMicros;
    if (!isHeld) {
      rate += effort * seconds;
      position += rate * seconds;
    }
  }

  @Override
  public boolean read(double[] out) {
    out[0] = position;
    out[1] = isHeld ? placedRate : rate;
    return !isBlind;
  }

  @Override
  public void features(double[] reading, double[] out) {
    out[0] = 2 * reading[0];
  }

  @Override
  public void apply(double[] efforts) {
    effort = efforts[0];
    isCutOff = false;
  }

  @Override
  public void cutOff() {
    effort = 0;
    isCutOff = true;
  }

  @Override
  public void aim(double[] positions, double[] reading) {
    aim = positions[0];
  }

  @Override
  public void servo(double[] reading, double seconds, double[] out) {
    out[0] = 30 * (aim - reading[0]) - 11 * reading[1];
  }

  @Override
  public boolean place(double[] positions, double[] velocities) {
    position = positions[0];
    placedRate = velocities[0];
    isHeld = true;
    return true;
  }

  @Override
  public void letGo() {
    if (isHeld) {
      rate = placedRate;
      isHeld = false;
    }
  }
}
