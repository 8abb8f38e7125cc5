package dev.trammel.hardware.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.hardware.wire.Activity;
import dev.trammel.hardware.wire.Birth;
import dev.trammel.hardware.wire.DeviceState;
import dev.trammel.hardware.wire.Fault;
import dev.trammel.hardware.wire.Program;
import dev.trammel.hardware.wire.Request;
import dev.trammel.hardware.wire.RunEnd;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What goes wrong in the robot itself. */
class FaultsTest {

  private final Cart cart = new Cart();
  private final Rig rig = new Rig(Cart.settings(), cart);

  private Fault fault() {
    return rig.device.condition().fault();
  }

  /** u = k at every step. */
  private void run(double offset) {
    double[][] gains = new double[100][2];
    double[][] offsets = new double[100][1];
    for (double[] row : offsets) {
      row[0] = offset;
    }
    rig.upload(
        1,
        new Program(
            100,
            2,
            1,
            Cart.PERIOD,
            Program.Start.ANYWHERE,
            new Program.Affine(gains, offsets, new double[0][], new double[0][]),
            new double[0][]));
    Rig.must(rig.code(new Request.Arm(1)));
    Rig.must(rig.code(new Request.Start(Activity.EPISODE, 1, 100, 0)));
  }

  @Test
  void aMissingReadingStopsAtTheNextTick() {
    rig.activate();
    run(1);
    rig.live(100_000);
    cart.isBlind = true;
    rig.pass(1000);
    assertThat(rig.device.state()).isEqualTo(DeviceState.STOPPING);
    assertThat(fault()).isEqualTo(Fault.SENSOR);
    assertThat(cart.isCutOff).isTrue();
    rig.live(2_100_000);
    assertThat(rig.log().end()).isEqualTo(RunEnd.FAULT);
  }

  @Test
  void aReadingThatIsNotFiniteStopsAtTheNextTick() {
    rig.activate();
    rig.live(10_000);
    cart.position = Double.NaN;
    rig.pass(1000);
    assertThat(fault()).isEqualTo(Fault.SENSOR);
    assertThat(cart.effort).isZero();
    assertThat(rig.device.report().sensors()).hasSize(2).doesNotContain(Double.NaN);
  }

  @Test
  void threeLateCyclesInARowAreAFaultAndTwoAreNot() {
    rig.activate();
    rig.live(100_000);
    late(2);
    rig.live(60_000);
    assertThat(rig.device.state()).isEqualTo(DeviceState.ACTIVE);
    late(3);
    assertThat(fault()).isEqualTo(Fault.OVERRUN);
  }

  private void late(int cycles) {
    for (int i = 0; i < cycles; i++) {
      rig.now += 2 * Cart.PERIOD + 1000;
      rig.device.tick(rig.now);
      rig.send("lab", new Request.Renew());
    }
  }

  @Test
  void aRequestThatIsNotFiniteIsAFaultAndNeverApplied() {
    rig.activate();
    double[][] gains = new double[1][];
    gains[0] = new double[] {1e300, 0};
    Rig.must(rig.code(new Request.Start(Activity.HORIZON, 0, 10, 100_000)));
    cart.position = 0.5;
    gains[0][1] = 1e308;
    cart.rate = 1.9;
    rig.send("lab", new Request.Horizon(0, 2, gains, new double[][] {{1e308}}));
    for (int i = 0; i < Cart.PERIOD / Rig.TICK; i++) {
      rig.pass(Rig.TICK);
      // against a motion of 1.9 m/s: the safe action, and full braking at most
      assertThat(cart.effort).isBetween(-Cart.MOST, 0.0);
    }
    assertThat(fault()).isEqualTo(Fault.VALUE);
  }

  @Test
  void aBodyThatFailsIsCutOffAtOnce() {
    RobotBody broken = new Broken(cart);
    Rig bench = new Rig(Cart.settings(), broken);
    bench.activate();
    bench.pass(10_000);
    cart.position = 0.77;
    bench.pass(1000);
    assertThat(bench.device.state()).isEqualTo(DeviceState.FAULT);
    assertThat(bench.device.condition().fault()).isEqualTo(Fault.INTERNAL);
    assertThat(cart.isCutOff).isTrue();
    bench.sent.clear();
    bench.pass(1_000_000);
    assertThat(bench.sent).filteredOn(said -> said.topic().endsWith("event")).isEmpty();
    assertThat(bench.sent).filteredOn(said -> said.topic().endsWith("state")).hasSize(20);
  }

  @Test
  void whatFailsOnTheWayOutLeavesTheActuatorsOff() {
    Device device = new Device(Cart.settings(), cart, (topic, payload, qos, retained) -> {
      throw new OutOfMemoryError("no room for " + topic);
    });
    cart.isCutOff = false;
    device.tick(0);
    assertThat(device.condition().fault()).isEqualTo(Fault.INTERNAL);
    assertThat(cart.isCutOff).isTrue();
  }

  @Test
  void noRobotHasAnActuatorWithoutBounds() {
    DeviceSettings sound = Cart.settings();
    Birth birth = sound.birth();
    PlantSpec spec = birth.robot().spec();
    PlantSpec unbounded = new PlantSpec(
        spec.name(),
        spec.sensors(),
        List.of(Channel.unlimited("slide", "N")),
        spec.period(),
        spec.safeAction());
    Birth.Robot robot = birth.robot();
    Birth other = new Birth(
        0,
        birth.identity(),
        new Birth.Robot(
            unbounded,
            robot.sensorRates(),
            robot.inputRates(),
            robot.features(),
            robot.joints(),
            robot.servo(),
            robot.calibration()),
        birth.offer());
    assertThatThrownBy(() -> new DeviceSettings(other, sound.restRates(), sound.acceleration()))
        .hasMessageContaining("actuator slide must have both bounds");
  }

  @Test
  void anInputIsHeldWithinItsBoundsAndItsRateAndTheLogSaysSo() {
    rig.activate();
    run(1000);
    rig.live(110_000);
    rig.code(new Request.Lifecycle(dev.trammel.hardware.wire.Transition.ABORT));
    rig.live(2_100_000);
    assertThat(rig.log().steps().get(0).limited()).isTrue();
    assertThat(rig.log().steps().get(0).requested()).containsExactly(1000);
    assertThat(rig.log().steps().get(0).applied()).containsExactly(Cart.MOST);
  }

  @Test
  void fullForceTowardsABoundIsBrakedBeforeIt() {
    rig.activate();
    run(Cart.MOST);
    for (int i = 0; i < 40; i++) {
      rig.live(50_000);
      assertThat(cart.rate).isLessThan(2);
      assertThat(cart.position).isLessThan(1);
    }
    assertThat(rig.device.state()).isEqualTo(DeviceState.ACTIVE);
  }

  /** Fails where the cart comes to a certain place. */
  private record Broken(Cart cart) implements RobotBody {

    @Override
    public void advance(long nowMicros) {
      if (cart.position == 0.77) {
        throw new IllegalStateException("the drive does not answer");
      }
    }

    @Override
    public boolean read(double[] out) {
      return cart.read(out);
    }

    @Override
    public void features(double[] reading, double[] out) {
      cart.features(reading, out);
    }

    @Override
    public void apply(double[] efforts) {
      cart.apply(efforts);
    }

    @Override
    public void cutOff() {
      cart.cutOff();
    }

    @Override
    public void aim(double[] positions, double[] reading) {
      cart.aim(positions, reading);
    }

    @Override
    public void servo(double[] reading, double seconds, double[] out) {
      cart.servo(reading, seconds, out);
    }

    @Override
    public boolean place(double[] positions, double[] velocities) {
      return false;
    }

    @Override
    public void letGo() {
      cart.letGo();
    }
  }
}
