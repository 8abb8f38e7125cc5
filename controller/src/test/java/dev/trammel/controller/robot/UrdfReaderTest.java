package dev.trammel.controller.robot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UrdfReaderTest {

  private static final String MATTER =
      "<inertial><mass value='2'/><inertia ixx='1' iyy='1' izz='1'/></inertial>";
  private static final String JOINT = "<joint name='j' type='revolute'><parent link='base'/>"
      + "<child link='arm'/><axis xyz='0 0 1'/><limit lower='-1' upper='1'/></joint>";

  @TempDir
  Path folder;

  @Test
  void readsWhatTheFileSays() throws IOException {
    RobotModel arm = UrdfReader.read(GoldenMotion.tasks().resolve("arm7.urdf"));

    Joint joint4 = arm.bodies().get(arm.jointIndex("joint4")).joint();
    assertThat(arm.name()).isEqualTo("arm7");
    assertThat(arm.degreesOfFreedom()).isEqualTo(7);
    assertThat(joint4)
        .isEqualTo(new Joint(
            "joint4",
            JointType.REVOLUTE,
            new Vector3(0, -1, 0),
            Transform.translation(new Vector3(0, 0, 0.19)),
            -2,
            2,
            176,
            2.5,
            1.5,
            0));
    assertThat(arm.frame("tool0")).isEqualTo(Frame.at(6, new Vector3(0, 0, 0.08)));
    assertThat(arm.frame("base").body()).isEqualTo(-1);
  }

  @ParameterizedTest
  @CsvSource({"pendulum,1", "cartpole,2", "cart-double-pendulum,3", "planar-reach,2", "arm7,7"})
  void everyShippedRobotReads(String name, int joints) throws IOException {
    RobotModel robot = UrdfReader.read(GoldenMotion.tasks().resolve(name + ".urdf"));

    assertThat(robot.name()).isEqualTo(name);
    assertThat(robot.degreesOfFreedom()).isEqualTo(joints);
  }

  @Test
  void bodiesStandInTheOrderOfTheirJointsButParentsFirst() throws IOException {
    RobotModel robot = read("<link name='base'/>" + link("a") + link("b") + link("c") + link("d")
        + joint("jc", "b", "c") + joint("ja", "base", "a") + fixed("fb", "a", "b", "")
        + joint("jd", "base", "d"));

    assertThat(robot.bodies().stream().map(Body::name)).containsExactly("a", "c", "d");
    assertThat(robot.bodies().stream().map(Body::parent)).containsExactly(-1, 0, -1);
    assertThat(robot.frames().keySet()).containsExactlyInAnyOrder("base", "a", "b", "c", "d");
  }

  @Test
  void inertiaIsTurnedIntoTheAxesOfTheBody() throws IOException {
    Body body = read("<link name='base'/><link name='arm'><inertial>"
            + "<origin xyz='1 2 3' rpy='0 0 1.5707963267948966'/><mass value='2'/>"
            + "<inertia ixx='3' iyy='2' izz='4' ixy='0.5' ixz='0' iyz='0'/></inertial></link>"
            + JOINT)
        .bodies()
        .get(0);

    assertThat(body.inertia().centre()).isEqualTo(new Vector3(1, 2, 3));
    assertThat(body.inertia().rotational().xx()).isCloseTo(2, within(1e-15));
    assertThat(body.inertia().rotational().yy()).isCloseTo(3, within(1e-15));
    assertThat(body.inertia().rotational().xy()).isCloseTo(-0.5, within(1e-15));
  }

  @Test
  void fixedLinksAreMergedByTheParallelAxisTheorem() throws IOException {
    // Two halves of 1 kg, ±0.5 m along x from the joint: each adds m d² across x.
    Body body = read("<link name='base'/>" + link("arm") + link("half") + joint("j", "base", "arm")
            + fixed("f", "arm", "half", "<origin xyz='1 0 0'/>"))
        .bodies()
        .get(0);

    assertThat(body.inertia().mass()).isEqualTo(4);
    assertThat(body.inertia().centre()).isEqualTo(new Vector3(0.5, 0, 0));
    assertThat(body.inertia().rotational()).isEqualTo(Matrix3.diagonal(2, 3, 3));
  }

  @Test
  void shapesOfFixedLinksMoveWithTheBodyThatCarriesThem() throws IOException {
    String ball = "<collision><origin xyz='0 0 1'/><geometry><sphere radius='0.1'/></geometry>"
        + "</collision>";
    RobotModel robot = read("<link name='base'>" + ball + "</link>" + link("arm")
        + "<link name='tool'>" + ball + ball + "</link>" + joint("j", "base", "arm")
        + fixed("f", "arm", "tool", "<origin xyz='0 2 0' rpy='3.141592653589793 0 0'/>"));

    Vector3 centre = robot.bodies().get(0).shapes().get(1).origin().translation();
    assertThat(robot.fixedShapes()).hasSize(1);
    assertThat(robot.bodies().get(0).shapes()).hasSize(2);
    assertThat(centre.minus(new Vector3(0, 2, -1)).norm()).isLessThan(1e-15);
  }

  @Test
  void documentTypesAreRefusedSoThatNothingIsFetched() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret"), "secret");
    Path file = Files.writeString(
        folder.resolve("robot.urdf"),
        "<!DOCTYPE robot [<!ENTITY e SYSTEM '" + secret.toUri() + "'>]>\n<robot name='&e;'/>");

    assertThatThrownBy(() -> UrdfReader.read(file))
        .isInstanceOf(UrdfException.class)
        .hasMessageContaining("document type is not allowed");
  }

  private RobotModel read(String content) throws IOException {
    return UrdfReader.read(
        Files.writeString(folder.resolve("robot.urdf"), "<robot name='r'>" + content + "</robot>"));
  }

  private static String link(String name) {
    return "<link name='" + name + "'>" + MATTER + "</link>";
  }

  private static String joint(String name, String parent, String child) {
    return "<joint name='" + name + "' type='continuous'><parent link='" + parent
        + "'/><child link='" + child + "'/></joint>";
  }

  private static String fixed(String name, String parent, String child, String origin) {
    return "<joint name='" + name + "' type='fixed'><parent link='" + parent + "'/><child link='"
        + child + "'/>" + origin + "</joint>";
  }
}
