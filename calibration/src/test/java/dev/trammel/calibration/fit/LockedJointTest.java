package dev.trammel.calibration.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class LockedJointTest {

  private static final int STEPS = 100;
  private static final PlantSettings PLANT = plant();
  private static final Machine ARM = Machine.described(PLANT);
  private static final NoiseLevels NOISE = NoiseLevels.described(PLANT);

  private static PlantSettings plant() {
    try {
      return TaskReader.read(TaskCatalog.shipped().find("arm-bench"), List.of()).plant();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** All joints stand still but one, which goes on evenly. */
  private static Trace trace(double[] places, int joint, double speed) {
    int n = places.length;
    double[] times = new double[STEPS + 1];
    double[][] positions = new double[STEPS + 1][];
    double[][] rates = new double[STEPS + 1][n];
    for (int t = 0; t <= STEPS; t++) {
      times[t] = 0.004 * t;
      positions[t] = places.clone();
      positions[t][joint] += speed * times[t];
      rates[t][joint] = speed;
    }
    return new Trace(times, Arrays.copyOf(times, STEPS), positions, rates, new double[STEPS][n]);
  }

  @Test
  void thePendulumIsAsHeavyAsTheJointsRowOfTheWholeArm() {
    SplittableRandom random = new SplittableRandom(1);
    int n = ARM.joints();
    RigidBodyDynamics whole = new RigidBodyDynamics(ARM.robot(), ARM.gravity());
    DMatrixRMaj M = new DMatrixRMaj(n, n);
    DMatrixRMaj own = new DMatrixRMaj(1, 1);
    double[] g = new double[n];
    double[] weight = new double[1];
    for (int joint = 0; joint < n; joint++) {
      double[] places = random.doubles(n, -1, 1).toArray();
      LockedJoint locked = new LockedJoint(ARM, NOISE, joint, List.of(trace(places, joint, 0)));
      RigidBodyDynamics pendulum = new RigidBodyDynamics(locked.machine().robot(), ARM.gravity());

      whole.massMatrix(places, M);
      whole.gravityForces(places, g);
      pendulum.massMatrix(new double[] {places[joint]}, own);
      pendulum.gravityForces(new double[] {places[joint]}, weight);

      assertThat(own.get(0, 0)).isCloseTo(M.get(joint, joint), within(1e-9));
      assertThat(weight[0]).isCloseTo(g[joint], within(1e-9));
    }
  }

  @Test
  void othersThatKeepTheirPlacesAreNoLoad() {
    double[] places = {0.1, -0.4, 0.3, 0.5, 0, 0.2, 0};
    Trace all = trace(places, 3, 0.5);

    Trace own = new LockedJoint(ARM, NOISE, 3, List.of(all)).trace(all);

    for (int t = 0; t < own.steps(); t++) {
      assertThat(own.load(t, 0)).isCloseTo(0, within(1e-9));
    }
  }

  @Test
  void aJointThatSagsIsALoadByItsWeight() {
    // joint 2 bends 20 mrad between two recordings: what joint 4 carries stands otherwise in each
    double[] before = {0, 0.4, 0, 0.5, 0, 0.2, 0};
    double[] after = before.clone();
    after[1] += 0.02;
    Trace first = trace(before, 3, 0);
    Trace second = trace(after, 3, 0);

    LockedJoint locked = new LockedJoint(ARM, NOISE, 3, List.of(first, second));

    double change = locked.trace(second).load(50, 0) - locked.trace(first).load(50, 0);
    assertThat(change).isCloseTo(weight(before) - weight(after), within(1e-9));
  }

  private static double weight(double[] q) {
    double[] g = new double[q.length];
    new RigidBodyDynamics(ARM.robot(), ARM.gravity()).gravityForces(q, g);
    return g[3];
  }

  private static List<Window> windows(LockedJoint locked, Trace all) {
    return locked.windows(List.of(all), List.of(locked.trace(all)), 0.1, 0);
  }

  @Test
  void windowsInWhichAnotherJointMovesAreLeftOut() {
    double[] places = {0, 0.4, 0, 0.5, 0, 0.2, 0};
    Trace still = trace(places, 3, 0.5);
    Trace moving = trace(places, 5, 0.5);
    LockedJoint locked = new LockedJoint(ARM, NOISE, 3, List.of(still));

    assertThat(windows(locked, still)).hasSize(4);
    // where it is never alone there is no choice
    assertThat(windows(locked, moving)).hasSize(4);
  }

  /** It throws a light joint by more than the noise, and a joint that it hardly moves by nothing. */
  @Test
  void aSlipOfAnotherJointByLittleMoreThanTheNoiseCostsTheWindowOfTheJointThatItThrows() {
    double[] places = {0, 0.4, 0, 0.5, 0, 0.2, 0};
    double slip = 1.6e-4;

    assertThat(windowsWithASlip(places, 3, slip)).isEqualTo(3);
    assertThat(windowsWithASlip(places, 6, slip)).isEqualTo(4);
    assertThat(windowsWithASlip(places, 3, 0)).isEqualTo(4);
  }

  private static int windowsWithASlip(double[] places, int joint, double slip) {
    double[][] positions = new double[STEPS + 1][];
    double[] times = new double[STEPS + 1];
    for (int t = 0; t <= STEPS; t++) {
      times[t] = 0.004 * t;
      positions[t] = places.clone();
      positions[t][joint] += 0.5 * times[t];
      positions[t][1] += t > 37 ? slip : 0;
    }
    Trace all = new Trace(
        times,
        Arrays.copyOf(times, STEPS),
        positions,
        new double[STEPS + 1][places.length],
        new double[STEPS][places.length]);
    return windows(new LockedJoint(ARM, NOISE, joint, List.of(all)), all).size();
  }
}
