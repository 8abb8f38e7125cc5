package dev.trammel.calibration.inertial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.robot.InertialVector;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class FeasibleInertiasTest {

  private static RobotModel robot(String task) throws IOException {
    return TaskReader.read(TaskCatalog.shipped().find(task), List.of()).plant().robot();
  }

  @Test
  void theOriginIsTheRobotAsItIsDescribed() throws IOException {
    for (String task : List.of("joint-bench", "cartpole-swingup", "arm-bench")) {
      FeasibleInertias inertias = new FeasibleInertias(robot(task));

      assertThat(inertias.inertias(new double[inertias.size()]))
          .containsExactly(InertialVector.of(robot(task)), within(1e-9));
    }
  }

  @Test
  void everyPointIsABodyThatCanBe() throws IOException {
    FeasibleInertias inertias = new FeasibleInertias(robot("arm-bench"));
    SplittableRandom random = new SplittableRandom(0);
    for (int draw = 0; draw < 100; draw++) {
      double[] xi = random.doubles(inertias.size(), -20, 20).toArray();
      double[] pi = inertias.inertias(xi);
      for (int at = 0; at < pi.length; at += InertialVector.SIZE) {
        assertThat(InertialVector.read(pi, at).flaw()).isEmpty();
      }
    }
  }

  @Test
  void oneUnitIsAboutATenth() throws IOException {
    FeasibleInertias inertias = new FeasibleInertias(robot("joint-bench"));
    double[] xi = new double[inertias.size()];
    double mass = inertias.inertias(xi)[0];
    xi[0] = 1;

    assertThat(inertias.inertias(xi)[0] / mass).isCloseTo(1.1, within(0.01));
  }
}
