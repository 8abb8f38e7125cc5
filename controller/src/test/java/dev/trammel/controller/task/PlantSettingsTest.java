package dev.trammel.controller.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.trammel.controller.plant.Channel;
import dev.trammel.controller.plant.SafeAction;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.Vector3;
import dev.trammel.controller.task.SensorSettings.JointSensor;
import dev.trammel.controller.task.SensorSettings.PointSensor;
import dev.trammel.controller.task.SensorSettings.Quantity;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PlantSettingsTest {

  private PlantSettings reach;

  @BeforeEach
  void readTheTask() throws IOException {
    reach = TaskReader.read(TaskCatalog.shipped().find("planar-reach")).plant();
  }

  private static PlantSettings with(
      RobotModel robot, List<SensorSettings> sensors, List<ActuatorSettings> actuators) {
    return new PlantSettings(
        "none",
        robot,
        new World(Vector3.ZERO, 0.001),
        0.05,
        sensors,
        actuators,
        Optional.empty(),
        new SafeAction.Zero());
  }

  @Test
  void channelsAreNamedForPeople() {
    assertThat(reach.spec().sensors().stream().map(c -> c.name() + " [" + c.unit() + "]"))
        .containsExactly(
            "shoulder [rad]",
            "elbow [rad]",
            "shoulder velocity [rad/s]",
            "elbow velocity [rad/s]",
            "tip x [m]",
            "tip y [m]",
            "tip x velocity [m/s]",
            "tip y velocity [m/s]");
    assertThat(reach.spec().actuators())
        .containsExactly(new Channel("shoulder", "N·m", -8, 8), new Channel("elbow", "N·m", -8, 8));
  }

  @Test
  void dampingFindsTheRateSensorOfEachActuator() {
    assertThat(reach.safeAction())
        .isEqualTo(new SafeAction.Damping(List.of(0.5, 0.5), List.of(2, 3)));
  }

  @Test
  void layoutSaysWhereEachQuantityStands() {
    StateLayout layout = reach.layout();

    assertThat(layout.size()).isEqualTo(8);
    assertThat(layout.position(1)).isEqualTo(1);
    assertThat(layout.velocity(0)).isEqualTo(2);
    assertThat(layout.point(Quantity.POSITION, "tip", 1)).isEqualTo(5);
    assertThat(layout.point(Quantity.VELOCITY, "tip", 2)).isEqualTo(StateLayout.ABSENT);
    assertThat(layout.hasAllPositions() && layout.hasAllVelocities()).isTrue();
  }

  @Test
  void idealSensorsAndLayoutAreInversesOnTheJoints() {
    double[] q = {0.4, -1.1};
    double[] qDot = {2, -3};
    DMatrixRMaj x = new DMatrixRMaj(8, 1);
    new SensorModel(reach).read(q, qDot, x);
    double[] back = new double[2];

    reach.layout().readPositions(x, back);
    assertThat(back).containsExactly(q);
    reach.layout().readVelocities(x, back);
    assertThat(back).containsExactly(qDot);
    // two links of 0.5 m, by hand
    assertThat(x.data[4]).isCloseTo(0.5 * (Math.cos(0.4) + Math.cos(-0.7)), within(1e-12));
    assertThat(x.data[5]).isCloseTo(0.5 * (Math.sin(0.4) + Math.sin(-0.7)), within(1e-12));
    assertThat(x.data[6]).isCloseTo(-Math.sin(0.4) + 0.5 * Math.sin(-0.7), within(1e-12));
  }

  @Test
  void aPointIsTheSameByKinematicsAndByItsOwnSensors() {
    RobotModel robot = reach.robot();
    List<SensorSettings> points = List.of(
        new PointSensor(Quantity.POSITION, "tip", 2, SensorErrors.NONE),
        new PointSensor(Quantity.POSITION, "tip", 0, SensorErrors.NONE),
        new PointSensor(Quantity.POSITION, "tip", 1, SensorErrors.NONE));
    PlantSettings blind = with(robot, points, reach.actuators());
    double[] q = {0.7, 0.9};
    DMatrixRMaj x = new DMatrixRMaj(8, 1);
    DMatrixRMaj seen = new DMatrixRMaj(3, 1);
    new SensorModel(reach).read(q, new double[2], x);
    new SensorModel(blind).read(q, new double[2], seen);
    double[] carried = new double[3];
    double[] sensed = new double[3];
    PointInState byJoints = new PointInState(robot, reach.layout(), "tip");
    PointInState bySensors = new PointInState(robot, blind.layout(), "tip");

    byJoints.position(x, carried);
    bySensors.position(seen, sensed);
    assertThat(sensed).containsExactly(carried, within(1e-15));
    assertThat(bySensors.knowsPosition()).isTrue();
    assertThat(bySensors.knowsVelocity()).isFalse();
  }

  @Test
  void aSensorOrActuatorOfNoJointIsRefused() {
    List<SensorSettings> ok = List.of(new JointSensor(Quantity.POSITION, 0, SensorErrors.NONE));
    List<SensorSettings> wrong = List.of(new JointSensor(Quantity.POSITION, 2, SensorErrors.NONE));
    ActuatorSettings shoulder = new ActuatorSettings(0, 1);

    assertThatThrownBy(() -> with(reach.robot(), wrong, List.of(shoulder)))
        .hasMessage("a sensor's joint must be in [0.0, 1.0], was 2.0");
    assertThatThrownBy(() -> with(reach.robot(), ok, List.of(shoulder, shoulder)))
        .hasMessage("a joint must have one actuator, joint 0 had two");
  }
}
