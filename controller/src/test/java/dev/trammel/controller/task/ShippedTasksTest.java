package dev.trammel.controller.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.Placement;
import dev.trammel.controller.robot.Kinematics;
import dev.trammel.controller.robot.RigidBodyDynamics;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Transform;
import dev.trammel.controller.robot.Vector3;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The tasks that come with the product, as they are frozen. */
class ShippedTasksTest {

  @TempDir
  Path folder;

  static Stream<String> names() throws IOException {
    return TaskCatalog.shipped().names().stream();
  }

  static Task task(String name) throws IOException {
    return TaskReader.read(TaskCatalog.shipped().find(name));
  }

  @Test
  void theFourTasksOfTheFirstDayAreThere() throws IOException {
    assertThat(TaskCatalog.shipped().names())
        .contains(
            "pendulum-swingup", "cartpole-swingup", "cart-double-pendulum-swingup", "planar-reach");
  }

  @ParameterizedTest
  @CsvSource({
    "pendulum-swingup, 2, 1, 100, 1, 3, 1, 9.81",
    "cartpole-swingup, 4, 1, 80, 1, 10, 1, 9.81",
    "cart-double-pendulum-swingup, 6, 1, 100, 1, 20, 1, 9.81",
    "planar-reach, 8, 2, 60, 4, 8, 0.25, 0"
  })
  void sizesLimitsAndHorizonAreTheFrozenOnes(
      String name, int n, int m, int T, int conditions, double limit, double window, double g)
      throws IOException {
    Task task = task(name);

    assertThat(task.stateSize()).isEqualTo(n);
    assertThat(task.inputSize()).isEqualTo(m);
    assertThat(task.steps()).isEqualTo(T);
    assertThat(task.conditions()).hasSize(conditions);
    assertThat(task.plant().world().gravity().z()).isEqualTo(0 - g);
    assertThat(task.plant().period()).isEqualTo(0.05);
    assertThat(task.plant().physicsSteps()).isEqualTo(50);
    assertThat(task.plant().spec().actuators()).allMatch(channel -> channel.upper() == limit);
    int firstJudged = T - (int) Math.round(window / 0.05);
    assertThat(task.conditions())
        .allMatch(condition -> condition.success().firstStep() == firstJudged);
  }

  /** Those that learners are measured on; the others are for benches. */
  static Stream<String> learned() throws IOException {
    return names().filter(name -> !name.endsWith("-bench"));
  }

  @ParameterizedTest
  @MethodSource("learned")
  void noiseAndStartsAreTheFrozenOnes(String name) throws IOException {
    Task task = task(name);
    // the arm measures its joints better, and starts nearer to the mean
    boolean peg = name.startsWith("peg-insertion");
    boolean arm = peg || name.equals("arm-reach");
    double spread = peg ? 0.01 : arm ? 0.02 : 0.05;

    List<Channel> channels = task.plant().spec().sensors();
    for (int i = 0; i < channels.size(); i++) {
      double expected = switch (channels.get(i).unit()) {
        case "m" -> 0.001;
        case "rad" -> arm ? 0.0001 : 0.002;
        case "m/s" -> 0.01;
        default -> arm ? 0.01 : 0.02;
      };
      assertThat(task.plant().sensors().get(i).errors())
          .isEqualTo(new SensorErrors(expected, 0, 0));
    }
    for (Condition condition : task.conditions()) {
      assertThat(condition.positionStd()).containsOnly(spread);
      assertThat(condition.velocityStd()).containsOnly(spread);
    }
  }

  @Test
  void theArmReachesOneTargetFromFourStartsWithItsFullEffort() throws IOException {
    Task task = task("arm-reach");
    Kinematics kinematics = new Kinematics(task.plant().robot());
    double[] tool = new double[3];

    assertThat(task.stateSize()).isEqualTo(26);
    assertThat(task.steps()).isEqualTo(100);
    assertThat(task.plant().gravityCompensation())
        .contains(new GravityModel(task.plant().robot(), task.plant().world().gravity()));
    assertThat(task.plant().spec().actuators().stream().map(Channel::upper))
        .containsExactly(320.0, 320.0, 176.0, 176.0, 110.0, 40.0, 40.0);
    assertThat(task.conditions().get(0).positions()).containsExactly(0, 0.6, 0, -1.2, 0, 1.34, 0);
    assertThat(task.conditions()).hasSize(4).allSatisfy(condition -> {
      kinematics.update(condition.positions());
      kinematics.position(task.plant().robot().frame("tool0"), tool);
      assertThat(Math.hypot(Math.hypot(tool[0] - 0.45, tool[1] + 0.35), tool[2] - 0.6))
          .isGreaterThan(0.4);
    });
  }

  @ParameterizedTest
  @CsvSource({"joint-bench, 1", "arm-bench, 7"})
  void aRobotOnABenchIsSeenByItsJointsAloneAndStopsOnBothSides(String name, int joints)
      throws IOException {
    Task task = task(name);

    assertThat(task.stateSize()).isEqualTo(2 * joints);
    assertThat(task.inputSize()).isEqualTo(joints);
    assertThat(task.plant().period()).isEqualTo(0.004);
    assertThat(task.plant().robot().bodies())
        .allMatch(body -> Double.isFinite(body.joint().upper() - body.joint().lower()));
  }

  @Test
  void aQuarterOfItsTorqueHoldsTheLeverLevel() throws IOException {
    Task task = task("joint-bench");
    double[] holding = new double[1];
    new RigidBodyDynamics(task.plant().robot(), task.plant().world().gravity())
        .gravityForces(new double[] {Math.PI / 2}, holding);
    double friction = task.plant().robot().bodies().get(0).joint().friction();

    assertThat(Math.abs(holding[0]) + friction)
        .isLessThan(0.25 * task.plant().actuators().get(0).limit());
  }

  @ParameterizedTest
  @ValueSource(strings = {"peg-insertion", "peg-insertion-tight"})
  void thePegStartsUprightAboveAndAsideOfEachHole(String name) throws IOException {
    Task task = task(name);
    RobotModel robot = task.plant().robot();
    Kinematics kinematics = new Kinematics(robot);

    assertThat(task.stateSize()).isEqualTo(26);
    assertThat(task.inputSize()).isEqualTo(7);
    assertThat(task.steps()).isEqualTo(100);
    assertThat(task.plant().world().friction()).isEqualTo(0.5);
    assertThat(task.conditions().stream().map(c -> c.objects().get(0)))
        .containsExactly(
            Placement.at("hole", 0.615, 0, 0.338),
            Placement.at("hole", 0.55, 0.1, 0.338),
            Placement.at("hole", 0.55, -0.1, 0.338),
            Placement.at("hole", 0.68, 0.05, 0.338));
    for (Condition condition : task.conditions()) {
      Placement hole = condition.objects().get(0);
      kinematics.update(condition.positions());
      Transform tip = kinematics.pose(robot.frame("tip"));
      Transform side = kinematics.pose(robot.frame("side"));

      assertThat(tip.translation().z() - 0.338).isBetween(0.1, 0.2);
      assertThat(Math.hypot(
              tip.translation().x() - hole.numbers()[0], tip.translation().y() - hole.numbers()[1]))
          .isBetween(0.1, 0.2);
      // the peg's axis points down, and its sides are in line with the hole's
      assertThat(tip.apply(new Vector3(0, 0, 1)).z() - tip.translation().z())
          .isCloseTo(-1, within(1e-6));
      assertThat(side.translation().y() - tip.translation().y()).isCloseTo(0.1, within(1e-6));
    }
  }

  @Test
  void reachTargetsAreWithinReachAndFarFromTheStart() throws IOException {
    Task task = task("planar-reach");
    Kinematics kinematics = new Kinematics(task.plant().robot());
    SettingsNode yaml = SettingsNode.parse(task.source().yaml(), "planar-reach");
    double[] tip = new double[3];
    for (int i = 0; i < task.conditions().size(); i++) {
      kinematics.update(task.conditions().get(i).positions());
      kinematics.position(task.plant().robot().frame("tip"), tip);
      double[] goal =
          yaml.child("conditions").items().get(i).child("targets").child("goal").numbers(3);

      assertThat(Math.hypot(goal[0], goal[1])).isBetween(0.4, 0.9);
      assertThat(Math.hypot(goal[0] - tip[0], goal[1] - tip[1])).isGreaterThan(0.5);
    }
  }

  @ParameterizedTest
  @MethodSource("names")
  void whatATaskWritesIntoARunReadsBackAsTheSameTask(String name) throws IOException {
    int steps = task(name).steps() + 10;
    List<String> overrides =
        List.of("episode.steps=" + steps, "conditions[0].start.positionStd=0.1");
    Task changed = TaskReader.read(TaskCatalog.shipped().find(name), overrides);
    changed.source().writeTo(folder);

    Task again = TaskReader.read(folder.resolve(TaskSource.FILE_NAME));

    assertThat(again.source()).isEqualTo(changed.source());
    assertThat(again.name()).isEqualTo(changed.name());
    assertThat(again.plant()).isEqualTo(changed.plant());
    assertThat(again.steps()).isEqualTo(steps);
    assertThat(again.conditions().get(0).positionStd()).containsOnly(0.1);
  }

  @Test
  void anUnknownNameListsTheKnownOnes() {
    assertThatThrownBy(() -> TaskCatalog.shipped().find("cartpole"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no task 'cartpole'")
        .hasMessageContaining("cartpole-swingup");
  }
}
