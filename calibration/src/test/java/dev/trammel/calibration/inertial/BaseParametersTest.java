package dev.trammel.calibration.inertial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.robot.Body;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;

class BaseParametersTest {

  private static PlantSettings plant(String task) throws IOException {
    return TaskReader.read(TaskCatalog.shipped().find(task), List.of()).plant();
  }

  private static JointParameters parameters(PlantSettings plant) {
    double[] speeds = new double[plant.robot().degreesOfFreedom()];
    Arrays.fill(speeds, 1);
    return new JointParameters(plant.robot(), plant.world().gravity(), speeds);
  }

  private static BaseParameters base(PlantSettings plant) {
    return BaseParameters.of(
        parameters(plant), plant.robot().bodies().stream().map(Body::joint).toList());
  }

  @Test
  void aLeverTellsItsFirstMomentAndItsInertiaAboutTheAxis() throws IOException {
    assertThat(base(plant("pendulum-swingup")).names())
        .containsExactly(
            "rod.mx",
            "rod.mz",
            "rod.Iyy",
            "pivot.damping",
            "pivot.dryFriction",
            "pivot.effortOffset");
  }

  @Test
  void anArmOfSevenJointsHasFortyThreeBesideItsResistances() throws IOException {
    // Khalil and Dombre, Modeling, Identification and Control of Robots, 2002, for such a chain
    assertThat(base(plant("arm-bench")).size()).isEqualTo(43 + 3 * 7);
  }

  @Test
  void theirColumnsAloneGiveTheSameEfforts() throws IOException {
    PlantSettings plant = plant("arm-bench");
    JointParameters parameters = parameters(plant);
    BaseParameters base = base(plant);
    SplittableRandom random = new SplittableRandom(0);
    double[] p = random.doubles(parameters.size(), 0.1, 2).toArray();
    double[] beta = base.of(p);
    DMatrixRMaj all = new DMatrixRMaj(7, parameters.size());
    DMatrixRMaj few = new DMatrixRMaj(7, base.size());
    for (int draw = 0; draw < 20; draw++) {
      parameters.at(draw(random), draw(random), draw(random), all);
      base.pick(all, few);
      for (int i = 0; i < 7; i++) {
        assertThat(times(few, beta, i)).isCloseTo(times(all, p, i), within(1e-8));
      }
    }
  }

  private static double[] draw(SplittableRandom random) {
    return random.doubles(7, -2, 2).toArray();
  }

  private static double times(DMatrixRMaj A, double[] x, int row) {
    double sum = 0;
    for (int j = 0; j < x.length; j++) {
      sum += A.get(row, j) * x[j];
    }
    return sum;
  }
}
