package dev.trammel.controller.robot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Our equations of motion against motions computed elsewhere. */
class GoldenMotionTest {

  static List<String> motions() {
    return GoldenMotion.NAMES;
  }

  @ParameterizedTest
  @MethodSource("motions")
  void everyIntervalEndsWhereTheGoldenMotionDoes(String name) {
    GoldenMotion golden = GoldenMotion.load(name);
    RigidBodyStepper stepper = stepper(golden);

    for (int t = 0; t < golden.intervals(); t++) {
      double[] q = golden.q()[t].clone();
      double[] qd = golden.qd()[t].clone();
      assertThat(stepper.step(q, qd, golden.tau()[t], GoldenMotion.INTERVAL)).isTrue();
      assertThat(q).as("q at %s", t + 1).containsExactly(golden.q()[t + 1], within(1e-8));
      assertThat(qd).as("q̇ at %s", t + 1).containsExactly(golden.qd()[t + 1], within(1e-7));
    }
  }

  @ParameterizedTest
  @MethodSource("motions")
  void theWholeMotionIsReproducedFromItsStart(String name) {
    GoldenMotion golden = GoldenMotion.load(name);
    RigidBodyStepper stepper = stepper(golden);
    double[] q = golden.q()[0].clone();
    double[] qd = golden.qd()[0].clone();

    for (int t = 0; t < golden.intervals(); t++) {
      stepper.step(q, qd, golden.tau()[t], GoldenMotion.INTERVAL);
    }

    assertThat(q).containsExactly(golden.q()[golden.intervals()], within(1e-6));
    assertThat(qd).containsExactly(golden.qd()[golden.intervals()], within(1e-6));
  }

  @Test
  void theShippedArmIsTheGoldenArm() throws IOException {
    RobotModel arm = UrdfReader.read(GoldenMotion.tasks().resolve("arm7.urdf"));
    RobotModel golden = GoldenMotion.load("arm7").model();

    for (int i = 0; i < golden.degreesOfFreedom(); i++) {
      Body ours = arm.bodies().get(i);
      Body theirs = golden.bodies().get(i);
      assertThat(ours.parent()).isEqualTo(theirs.parent());
      assertThat(ours.inertia()).isEqualTo(theirs.inertia());
      assertThat(ours.joint().axis()).isEqualTo(theirs.joint().axis());
      assertThat(ours.joint().origin()).isEqualTo(theirs.joint().origin());
      assertThat(ours.joint().damping()).isEqualTo(theirs.joint().damping());
    }
  }

  private static RigidBodyStepper stepper(GoldenMotion golden) {
    return new RigidBodyStepper(new RigidBodyDynamics(golden.model(), golden.gravity()), 0.0005);
  }
}
