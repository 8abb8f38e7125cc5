package dev.trammel.calibration.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.linalg.StandardNormal;
import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What holds a robot at poses is computed here from its equations of motion, not from a regressor. */
class SlowPassTest {

  private static final Vector3 GRAVITY = new Vector3(0, 0, -9.81);

  private static RobotModel robot(String task) throws IOException {
    return TaskReader.read(TaskCatalog.shipped().find(task), List.of()).plant().robot();
  }

  /** s u + o = g(q + δ) + noise at random poses that are read as q. */
  private record Truth(RobotModel robot, double strength, double offset, double shift) {

    List<SlowPass> passes(int count, double noise, long seed) {
      SplittableRandom random = new SplittableRandom(seed);
      int n = robot.degreesOfFreedom();
      RigidBodyDynamics dynamics = new RigidBodyDynamics(robot, GRAVITY);
      List<SlowPass> passes = new ArrayList<>();
      for (int k = 0; k < count; k++) {
        double[] read = random.doubles(n, -1.9, 1.9).toArray();
        double[] g = new double[n];
        dynamics.gravityForces(Arrays.stream(read).map(q -> q + shift).toArray(), g);
        double[] u = Arrays.stream(g)
            .map(effort -> (effort - offset) / strength + noise * StandardNormal.draw(random))
            .toArray();
        passes.add(new SlowPass(new double[][] {read}, u, new double[n], new double[n]));
      }
      return passes;
    }
  }

  @Test
  void strengthAndOffsetAreToldApartFromShiftedAngles() throws IOException {
    RobotModel lever = robot("joint-bench");

    TorqueFit.OfJoint found = TorqueFit.of(
            new Truth(lever, 0.93, 0.05, 1e-3).passes(16, 0, 1), lever, GRAVITY)
        .joints()
        .get(0);

    assertThat(found.strength()).isCloseTo(0.93, within(1e-5));
    assertThat(found.offset()).isCloseTo(0.05, within(1e-5));
  }

  @Test
  void aJointThatCarriesNothingTellsNoStrength() throws IOException {
    RobotModel arm = robot("arm-bench");

    List<TorqueFit.OfJoint> found = TorqueFit.of(
            new Truth(arm, 0.95, 0, 0).passes(20, 0.01, 2), arm, GRAVITY)
        .joints();

    assertThat(found.get(0).strengthDeviation()).isGreaterThan(0.1);
    assertThat(found.get(6).strengthDeviation()).isGreaterThan(0.1);
    for (int joint = 1; joint < 6; joint++) {
      assertThat(found.get(joint).strength()).isCloseTo(0.95, within(0.01));
    }
  }

  @Test
  void whatHoldsARobotIsTheRegressorTimesItsSums() throws IOException {
    for (String task : List.of("joint-bench", "arm-bench")) {
      RobotModel robot = robot(task);
      GravitySet set = new GravitySet(robot, GRAVITY);
      double[] beta = set.of(robot);
      SlowPass pass = new Truth(robot, 1, 0, 0).passes(1, 0, 3).get(0);
      double[][] Y = set.mean(pass, new double[robot.degreesOfFreedom()]);

      for (int i = 0; i < Y.length; i++) {
        double predicted = 0;
        for (int j = 0; j < beta.length; j++) {
          predicted += Y[i][j] * beta[j];
        }
        assertThat(predicted).isCloseTo(pass.effort()[i], within(1e-9));
      }
    }
  }

  @Test
  void aHeavierArmWithShiftedEncodersIsFound() throws IOException {
    RobotModel arm = robot("arm-bench");
    List<Body> heavier = new ArrayList<>();
    for (Body body : arm.bodies()) {
      heavier.add(body.with(body.inertia().timesMass(0.8 + 0.1 * heavier.size())));
    }
    RobotModel truth = arm.withBodies(heavier);
    GravitySet set = new GravitySet(arm, GRAVITY);

    GravityFit fit = GravityFit.of(
        new Truth(truth, 1, 0.02, 0.01).passes(30, 0, 4), set, set.of(arm), new double[] {
          1, 1, 1, 1, 1, 1, 1
        });

    double[] expected = set.of(truth);
    for (int j = 0; j < expected.length; j++) {
      assertThat(fit.beta()[j]).as(set.name(j)).isCloseTo(expected[j], within(1e-6));
    }
    for (int joint = 1; joint < 6; joint++) {
      assertThat(fit.shift()[joint]).isCloseTo(0.01, within(1e-6));
    }
    assertThat(fit.shiftDeviations()[0]).isInfinite();
    assertThat(fit.shiftDeviations()[6]).isInfinite();
  }

  @Test
  void whatSpeedsTakeIsNotTakenForWeight() throws IOException {
    RobotModel arm = robot("arm-bench");
    GravitySet set = new GravitySet(arm, GRAVITY);
    SplittableRandom random = new SplittableRandom(5);
    List<SlowPass> passes = new ArrayList<>();
    for (SlowPass still : new Truth(arm, 1, 0.02, 0).passes(30, 0, 5)) {
      double[] coriolis = random.doubles(7, 0, 0.2).toArray();
      double[] effort = new double[7];
      Arrays.setAll(effort, i -> still.effort()[i] + 1.2 * coriolis[i]);
      passes.add(new SlowPass(still.path(), effort, still.friction(), coriolis));
    }
    double[] strengths = new double[7];
    Arrays.fill(strengths, 1);

    double[] found = GravityFit.of(passes, set, set.of(arm), strengths).beta();

    double[] expected = set.of(arm);
    for (int j = 0; j < expected.length; j++) {
      assertThat(found[j]).as(set.name(j)).isCloseTo(expected[j], within(1e-6));
    }
    List<TorqueFit.OfJoint> joints = TorqueFit.of(passes, arm, GRAVITY).joints();
    for (int joint = 1; joint < 6; joint++) {
      assertThat(joints.get(joint).strength()).isCloseTo(1, within(1e-5));
    }
  }

  @Test
  void intervalsCoverTheTruthAsOftenAsTheySay() throws IOException {
    RobotModel lever = robot("joint-bench");
    GravitySet set = new GravitySet(lever, GRAVITY);
    int covered = 0;
    for (int seed = 0; seed < 200; seed++) {
      List<SlowPass> passes = new Truth(lever, 1, 0.03, 0.004).passes(12, 0.02, seed);
      GravityFit fit = GravityFit.of(passes, set, set.of(lever), new double[] {1});
      double reach = StudentT.deviations(fit.degrees());
      covered += Math.abs(fit.beta()[0] + 0.3) < reach * fit.betaDeviations()[0] ? 1 : 0;
      covered += Math.abs(fit.shift()[0] - 0.004) < reach * fit.shiftDeviations()[0] ? 1 : 0;
    }
    assertThat(covered).isBetween(360, 396);
  }
}
