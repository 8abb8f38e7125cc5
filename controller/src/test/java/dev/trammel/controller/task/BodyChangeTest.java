package dev.trammel.controller.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.robot.Kinematics;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.testing.SpringSled;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BodyChangeTest {

  private static Task arm() throws IOException {
    return TaskReader.read(Path.of(System.getProperty("trammel.tasks")).resolve("arm-reach.yaml"));
  }

  /** By the potential energy of a point of mass, 9.81 m/s² · height. */
  @Test
  void aLoadPullsAtTheJointsAsTheGradientOfItsHeight() throws IOException {
    Task task = arm();
    PlantSettings loaded =
        BodyChange.changed(task.plant(), List.of(BodyChange.parse("mass:tool0:1kg")));
    double[] q = {0.3, 0.6, -0.2, -1.2, 0.4, 1.1, 0.2};
    double[] nominal = gravity(task.plant().robot(), task, q);
    double[] heavier = gravity(loaded.robot(), task, q);
    for (int j = 0; j < 7; j++) {
      assertThat(heavier[j] - nominal[j]).isCloseTo(9.81 * slopeOfHeight(task, q, j), within(1e-5));
    }
    assertThat(loaded.gravityCompensation()).isEqualTo(task.plant().gravityCompensation());
  }

  private static double[] gravity(RobotModel robot, Task task, double[] q) {
    double[] forces = new double[7];
    new RigidBodyDynamics(robot, task.plant().world().gravity()).gravityForces(q, forces);
    return forces;
  }

  private static double slopeOfHeight(Task task, double[] q, int joint) {
    double[] ahead = q.clone();
    double[] behind = q.clone();
    ahead[joint] += 1e-5;
    behind[joint] -= 1e-5;
    return (height(task, ahead) - height(task, behind)) / 2e-5;
  }

  private static double height(Task task, double[] q) {
    Kinematics kinematics = new Kinematics(task.plant().robot());
    double[] place = new double[3];
    kinematics.update(q);
    kinematics.position(task.plant().robot().frame("tool0"), place);
    return place[2];
  }

  @Test
  void dampingIsMultipliedOfAllJointsOrOfOne() throws IOException {
    Task task = arm();
    RobotModel all = BodyChange.changed(task.plant(), List.of(BodyChange.parse("damping:x2")))
        .robot();
    RobotModel one = BodyChange.changed(
            task.plant(), List.of(BodyChange.parse("damping:joint2:x0.5")))
        .robot();
    for (int j = 0; j < 7; j++) {
      double nominal = task.plant().robot().bodies().get(j).joint().damping();
      assertThat(all.bodies().get(j).joint().damping()).isEqualTo(2 * nominal);
      assertThat(one.bodies().get(j).joint().damping()).isEqualTo((j == 1 ? 0.5 : 1) * nominal);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "mass", "mass:tool0:1", "mass:tool0:--1kg", "damping:2", "damping:x", "x2"})
  void whatIsNoChangeIsRefusedWithWhatIs(String text) {
    assertThatThrownBy(() -> BodyChange.parse(text))
        .hasMessageContaining("mass:tool0:1kg, damping:x2 or damping:elbow:x2, was '" + text + "'");
  }

  @Test
  void amountsArePositive() {
    assertThatThrownBy(() -> BodyChange.parse("mass:pole:-1kg"))
        .hasMessageContaining("mass must be positive");
    assertThatThrownBy(() -> BodyChange.parse("damping:x-2"))
        .hasMessage("a factor of damping must be positive or 0, was -2.0");
  }

  @Test
  void whatTheRobotHasNotCannotBeChanged() throws IOException {
    PlantSettings arm = arm().plant();

    assertThatThrownBy(() -> BodyChange.changed(arm, List.of(BodyChange.parse("mass:hand:1kg"))))
        .hasMessageContaining("has no link 'hand'");
    assertThatThrownBy(() -> BodyChange.changed(arm, List.of(BodyChange.parse("damping:j9:x2"))))
        .hasMessageContaining("has no joint 'j9'");
    PlantSettings sled = SpringSled.task().plant();
    assertThatThrownBy(() -> BodyChange.changed(sled, List.of(BodyChange.parse("damping:x2"))))
        .hasMessageContaining("there must be damping to multiply");
  }
}
