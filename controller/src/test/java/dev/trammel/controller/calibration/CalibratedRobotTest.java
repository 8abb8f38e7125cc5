package dev.trammel.controller.calibration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.robot.Body;
import dev.trammel.controller.robot.Inertia;
import dev.trammel.controller.robot.Joint;
import dev.trammel.controller.robot.RobotModel;
import dev.trammel.controller.robot.UrdfReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CalibratedRobotTest {

  private static final Path TASKS = Path.of(System.getProperty("trammel.tasks"));
  private static final RobotModel ROBOT = UrdfReader.read(TASKS.resolve("cartpole.urdf"));
  private static final String LINK = ROBOT.bodies().get(1).name();

  @Test
  void whatIsKnownTakesThePlaceOfWhatIsDescribed() {
    RobotModel found = CalibratedRobot.of(
        ROBOT,
        Calibrations.of(ROBOT)
            .with("slide", Quantity.DAMPING, 0.3)
            .with("slide", Quantity.DRY_FRICTION, 0.2)
            .with("hinge", Quantity.DAMPING, 9, false)
            .with(LINK, Quantity.MASS, 0.7)
            .with(LINK, Quantity.CENTRE_Z, -0.25)
            .with(LINK, Quantity.INERTIA_ZZ, 1e-4)
            .build());

    Joint cart = found.bodies().get(0).joint();
    Inertia was = ROBOT.bodies().get(1).inertia();
    Inertia pole = found.bodies().get(1).inertia();
    assertThat(cart.damping()).isEqualTo(0.3);
    assertThat(cart.friction()).isEqualTo(0.2);
    assertThat(found.bodies().get(0).inertia()).isEqualTo(ROBOT.bodies().get(0).inertia());
    assertThat(found.bodies().get(1).joint()).isEqualTo(ROBOT.bodies().get(1).joint());
    assertThat(pole.mass()).isEqualTo(0.7);
    assertThat(pole.centre().z()).isEqualTo(-0.25);
    assertThat(pole.centre().x()).isEqualTo(was.centre().x());
    assertThat(pole.rotational().zz()).isEqualTo(1e-4);
    assertThat(pole.rotational().yy()).isEqualTo(was.rotational().yy());
  }

  @Test
  void nothingKnownIsTheDescribedRobot() {
    assertThat(CalibratedRobot.of(ROBOT, Calibrations.of(ROBOT).build())).isEqualTo(ROBOT);
  }

  @Test
  void aCalibrationOfAnotherRobotIsRefused() {
    RobotModel heavier = ROBOT.withBodies(ROBOT.bodies().stream()
        .map(body -> body.with(body.inertia().timesMass(1.1)))
        .toList());

    assertThatThrownBy(() -> CalibratedRobot.of(heavier, Calibrations.of(ROBOT).build()))
        .isInstanceOf(CalibrationException.class)
        .hasMessageContaining("another description of a robot than cartpole");
  }

  @Test
  void unknownJointsAndLinksAreNamed() {
    Calibration joint =
        Calibrations.of(ROBOT).with("elbow", Quantity.DAMPING, 1).build();
    Calibration link = Calibrations.of(ROBOT).with("hand", Quantity.MASS, 1).build();

    assertThatThrownBy(() -> CalibratedRobot.of(ROBOT, joint))
        .hasMessageContaining("names joint 'elbow', which the robot does not have")
        .hasMessageContaining("known: [hinge, slide]");
    assertThatThrownBy(() -> CalibratedRobot.of(ROBOT, link))
        .hasMessageContaining("names moving link 'hand'");
  }

  @Test
  void aBodyThatCannotBeIsRefused() {
    Calibration calibration =
        Calibrations.of(ROBOT).with(LINK, Quantity.INERTIA_XX, 1000).build();

    assertThatThrownBy(() -> CalibratedRobot.of(ROBOT, calibration))
        .isInstanceOf(CalibrationException.class)
        .hasMessageContaining("makes link '" + LINK + "' impossible")
        .hasMessageContaining("triangle inequality");
  }

  @ParameterizedTest
  @ValueSource(strings = {"arm7", "arm7-peg", "cartpole", "pendulum", "planar-reach"})
  void theIdentityIsOfHowItMovesAndNotOfItsFile(String name, @TempDir Path folder)
      throws java.io.IOException {
    Path file = TASKS.resolve(name + ".urdf");
    String text = Files.readString(file);
    Path elsewhere = Files.writeString(
        folder.resolve("other.urdf"), text.replace("<robot", "<!-- a copy --><robot"));

    RobotIdentity identity = RobotIdentity.of(UrdfReader.read(file));

    assertThat(RobotIdentity.of(UrdfReader.read(elsewhere))).isEqualTo(identity);
    assertThat(RobotIdentity.of(
            UrdfReader.readMotion(Path.of("x"), text.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(identity);
  }

  @Test
  void eachNumberOfTheDescriptionTells() {
    RobotIdentity identity = RobotIdentity.of(ROBOT);
    Body body = ROBOT.bodies().get(0);

    for (Body changed : java.util.List.of(
        body.with(body.joint().withResistance(0.11, 0)),
        body.with(body.joint().withResistance(body.joint().damping(), 0.01)),
        body.with(body.inertia().timesMass(1.000001)),
        body.with(body.inertia().timesRotational(1.000001)))) {
      RobotModel other =
          ROBOT.withBodies(java.util.List.of(changed, ROBOT.bodies().get(1)));
      assertThat(RobotIdentity.of(other)).isNotEqualTo(identity);
    }
    assertThat(identity.sliding()).containsExactly("slide");
  }
}
