package dev.trammel.hardware.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.hardware.wire.Birth;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimitsTest {

  private static final double[] CYCLES = {0.001, 0.01, 0.05};

  private final Limits limits = new Limits(new Wiring(Cart.settings()));

  @Test
  void inTheMiddleAndSlowAnInputIsFree() {
    double[] u = {9};
    assertThat(limits.limit(new double[] {0, 0}, u.clone(), 0.05, u)).isZero();
    assertThat(u).containsExactly(9);
  }

  @Test
  void aChangeIsCutToTheRate() {
    double[] u = {9};
    int flags = limits.limit(new double[] {0, 0}, new double[] {0}, 0.01, u);
    assertThat(flags).isEqualTo(Limits.RATE_LIMITED);
    assertThat(u).containsExactly(2);
  }

  @Test
  void whoRestsAtABoundIsNotPushed() {
    double[] nothing = {0};
    assertThat(limits.limit(new double[] {0.999, 0}, new double[] {0}, 0.05, nothing))
        .isZero();
    assertThat(nothing).containsExactly(0);
  }

  @Test
  void beyondABoundThereIsNoWayFurtherButAllTheWayBack() {
    double[] out = {5};
    limits.limit(new double[] {1.01, 0.2}, new double[] {0}, 0.05, out);
    assertThat(out[0]).isNegative();
    double[] back = {-10};
    limits.limit(new double[] {1.01, 0}, new double[] {-10}, 0.05, back);
    assertThat(back).containsExactly(-10);
  }

  /** An input that does its worst is a random one that changes its mind seldom. */
  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4})
  void whateverIsAskedForTheCartStaysOnItsRailAndBelowItsSpeed(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (double cycle : CYCLES) {
      double[] x = {0, 0};
      double[] last = {0};
      double wanted = 0;
      for (int i = 0; i < 20_000; i++) {
        wanted = random.nextInt(20) == 0 ? random.nextDouble(-20, 20) : wanted;
        double[] u = {wanted};
        limits.limit(x, last, cycle, u);
        x[0] += x[1] * cycle + u[0] * cycle * cycle / 2;
        x[1] += u[0] * cycle;
        last = u;
        assertThat(Math.abs(x[0])).isLessThan(1);
        assertThat(Math.abs(x[1])).isLessThan(2);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, 2, 3, 4})
  void whateverBoundsThereAreAnInputStaysFiniteAndWithinItsOwn(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 200; i++) {
      Limits any = new Limits(new Wiring(random(random)));
      double[] last = {0};
      for (int j = 0; j < 100; j++) {
        double[] x = {random.nextDouble(-3, 3), random.nextDouble(-3, 3)};
        double[] u = {random.nextDouble(-20, 20)};
        double cycle = random.nextInt(4) == 0 ? 0 : CYCLES[random.nextInt(3)];
        any.limit(x, last, cycle, u);
        assertThat(u[0]).isBetween(-Cart.MOST, Cart.MOST);
        last = u;
      }
    }
  }

  /** A cart of which each bound may be missing but those of its input. */
  private static DeviceSettings random(SplittableRandom random) {
    DeviceSettings cart = Cart.settings();
    Birth birth = cart.birth();
    Birth.Robot robot = birth.robot();
    List<Channel> sensors = robot.spec().sensors().stream()
        .map(sensor -> new Channel(
            sensor.name(),
            sensor.unit(),
            random.nextBoolean() ? sensor.lower() : Double.NEGATIVE_INFINITY,
            random.nextBoolean() ? sensor.upper() : Double.POSITIVE_INFINITY))
        .toList();
    PlantSpec spec = new PlantSpec(
        "cart",
        sensors,
        robot.spec().actuators(),
        robot.spec().period(),
        robot.spec().safeAction());
    Birth.Robot other = new Birth.Robot(
        spec,
        robot.sensorRates(),
        List.of(random.nextBoolean() ? Cart.SLEW : Double.POSITIVE_INFINITY),
        robot.features(),
        robot.joints(),
        robot.servo(),
        robot.calibration());
    Birth of = new Birth(0, birth.identity(), other, birth.offer());
    return new DeviceSettings(of, cart.restRates(), cart.acceleration());
  }
}
