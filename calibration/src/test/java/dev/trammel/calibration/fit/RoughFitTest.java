package dev.trammel.calibration.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.robot.Body;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RoughFitTest {

  private static final double[] TRUTH = {0.3, 0.5, 0.0081, 0.2, 0.4, 0.0043};

  /** Damping, dry friction and delay of two rods. */
  record TwoRods() implements MachineFamily {

    @Override
    public List<Unknown> unknowns() {
      List<Unknown> unknowns = new ArrayList<>();
      for (int i = 1; i <= 2; i++) {
        unknowns.add(new Unknown("damping " + i, 0.1, 0, 10, 0.1));
        unknowns.add(new Unknown("dry " + i, 0.1, 0, 10, 0.1));
        unknowns.add(new Unknown("delay " + i, 0, 0, 0.1, 0.001));
      }
      return unknowns;
    }

    @Override
    public Machine at(double[] values) {
      Machine machine = Pendulums.chain(2, 0, 0);
      List<Body> bodies = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        Body body = machine.robot().bodies().get(i);
        bodies.add(body.with(body.joint().withResistance(values[3 * i], 0)));
        machine = machine
            .withFriction(i, JointFriction.coulomb(values[3 * i + 1]))
            .withDrive(i, Drive.IDEAL.withDelay(values[3 * i + 2]));
      }
      return machine.withRobot(machine.robot().withBodies(bodies));
    }
  }

  static double effort(double t, int joint) {
    return joint == 0
        ? 9 * Math.sin(2.3 * t) + 5 * Math.sin(5.1 * t + 1)
        : 3 * Math.sin(3.7 * t + 2) + 2 * Math.sin(6.3 * t);
  }

  static Trace trace(long seed) {
    return Pendulums.move(
        new TwoRods().at(TRUTH), 3000, RoughFitTest::effort, 1e-4, new SplittableRandom(seed));
  }

  /** Friction holds both rods wherever they hang. */
  private static Trace resting(long seed) {
    return Pendulums.move(
        new TwoRods().at(TRUTH),
        3000,
        (t, joint) -> 0.2 + 0.02 * effort(t, joint),
        1e-4,
        new SplittableRandom(seed));
  }

  @Test
  void delaysAreFoundWithTheRestFromNothingKnownOfThem() {
    assertIsTruth(RoughFit.of(new TwoRods(), List.of(trace(0))));
  }

  /** Noise alone makes a joint at rest seem to slide, now this way, now that. */
  @Test
  void aMotionInWhichJointsRestAllTheTimeTellsNothingOfFriction() {
    assertIsTruth(RoughFit.of(new TwoRods(), List.of(trace(0), resting(1), resting(2))));
  }

  private static void assertIsTruth(double[] found) {
    assertThat(found[2]).isCloseTo(TRUTH[2], within(1e-3));
    assertThat(found[5]).isCloseTo(TRUTH[5], within(1e-3));
    assertThat(found[1]).isCloseTo(TRUTH[1], within(0.1 * TRUTH[1]));
    assertThat(found[4]).isCloseTo(TRUTH[4], within(0.1 * TRUTH[4]));
  }
}
