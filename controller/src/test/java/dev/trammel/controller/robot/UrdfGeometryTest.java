package dev.trammel.controller.robot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shapes, meshes and where they are found, colours. */
class UrdfGeometryTest {

  private static final String CORNER = """
      v 0 0 0
      v 1 0 0
      v 0 1 0
      v 0 0 1
      f 1 3 2
      f 1 2 4
      f -4//1 -1//1 3//1
      f 2/1 \\
        3/2 4/3
      """;

  @TempDir
  Path folder;

  @Test
  void aLinkMayHaveSeveralShapesOfEveryKind() throws IOException {
    mesh("corner.obj");

    List<Shape> shapes = read(collision("<box size='1 2 3'/>")
            + collision("<cylinder radius='1' length='2'/>")
            + collision("<sphere radius='3'/>")
            + collision("<capsule radius='1' length='2'/>")
            + collision("<mesh filename='corner.obj'/>"))
        .fixedShapes();

    assertThat(shapes)
        .startsWith(
            new Shape.Box(Transform.IDENTITY, new Vector3(1, 2, 3)),
            new Shape.Cylinder(Transform.IDENTITY, 1, 2),
            new Shape.Sphere(Transform.IDENTITY, 3),
            new Shape.Capsule(Transform.IDENTITY, 1, 2));
    assertThat(((Shape.Hull) shapes.get(4)).surface().vertexCount()).isEqualTo(4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "corner.obj",
        "./meshes/../corner.obj",
        "file://FOLDER/corner.obj",
        "FOLDER/corner.obj"
      })
  void aMeshIsFoundByItsPath(String name) throws IOException {
    mesh("corner.obj");
    Files.createDirectory(folder.resolve("meshes"));

    assertThat(read(collision("<mesh filename='" + name.replace("FOLDER", folder + "") + "'/>"))
            .fixedShapes())
        .hasSize(1);
  }

  @Test
  void aPackageIsFoundAboveTheFileByItsFolderOrItsManifest() throws IOException {
    mesh("src/arm_description/meshes/corner.obj");
    mesh("src/checkout-7/other/corner.obj");
    write("src/checkout-7/package.xml", "<package><name> gripper </name></package>");
    String arm = robot(collision("<mesh filename='package://arm_description/meshes/corner.obj'/>"));
    String gripper = robot(collision("<mesh filename='package://gripper/other/corner.obj'/>"));

    for (String place : List.of("src/arm_description/urdf/robots/a.urdf", "src/a.urdf")) {
      assertThat(UrdfReader.read(write(place, arm)).fixedShapes()).hasSize(1);
    }
    assertThat(UrdfReader.read(write("src/checkout-7/urdf/b.urdf", gripper)).fixedShapes())
        .hasSize(1);
  }

  @Test
  void aPackageIsFoundWhereRosLooks() throws IOException {
    mesh("ws/share/arm_description/corner.obj");
    mesh("catkin/src/arms/wrist_description/corner.obj");
    Path urdf = write(
        "home/a.urdf",
        robot(collision("<mesh filename='package://arm_description/corner.obj'/>")
            + collision("<mesh filename='package://wrist_description/corner.obj'/>")));
    PackageFolders ros = PackageFolders.of(Map.of(
        "ROS_PACKAGE_PATH",
        folder.resolve("none") + ":" + folder.resolve("catkin/src"),
        "AMENT_PREFIX_PATH",
        folder.resolve("ws").toString()));

    assertThat(UrdfReader.read(urdf, ros).fixedShapes()).hasSize(2);
    assertThatThrownBy(() -> UrdfReader.read(urdf, PackageFolders.of(Map.of())))
        .hasMessage(urdf + ":2: <mesh> filename must be a file, was"
            + " 'package://arm_description/corner.obj': no folder of package 'arm_description' in or"
            + " above " + urdf.getParent()
            + ", and ROS_PACKAGE_PATH and AMENT_PREFIX_PATH are empty");
  }

  @Test
  void aPackageWithoutTheFileIsNamed() throws IOException {
    Files.createDirectories(folder.resolve("arm"));

    assertThatThrownBy(() -> read(collision("<mesh filename='package://arm/a.stl'/>")))
        .hasMessageEndingWith(
            "was 'package://arm/a.stl': there is none in " + folder.resolve("arm"));
  }

  @Test
  void aMeshIsScaledAndAMirroredOneKeepsItsOutsideOutside() throws IOException {
    mesh("corner.obj");

    TriangleMesh scaled = visual("<mesh filename='corner.obj' scale='2 1 -3'/>");

    assertThat(scaled.vertices()).containsExactly(0, 0, 0, 2, 0, 0, 0, 1, 0, 0, 0, -3);
    assertThat(volume(visual("<mesh filename='corner.obj'/>"))).isEqualTo(1.0 / 6);
    assertThat(volume(scaled)).isEqualTo(1);
    assertThatThrownBy(() -> read(collision("<mesh filename='corner.obj' scale='1 0 1'/>")))
        .hasMessageEndingWith(":2: <mesh> scale must not be zero, was 1.0 0.0 1.0");
  }

  @Test
  void aVisualHasTheColourOfItsMaterialOrOfTheNamedOne() throws IOException {
    RobotModel robot = read(visualWith("<material name='blue'/>")
        + visualWith("<material name=''><color rgba='1 0.5 0 1'/></material>")
        + visualWith("<material name='red'><color rgba='1 0 0 0.5'/></material>")
        + visualWith("<material name='red'/>")
        + visualWith("<material name='red'><texture filename='a.png'/></material>")
        + visualWith("")
        + visualWith("<material name='gold'><color rgba='255 215 0 1'/></material>")
        + "</link><material name='blue'><color rgba='0 0 1 1'/></material><link name='tip'/>"
        + "<joint name='f' type='fixed'><parent link='base'/><child link='tip'/></joint><link>");

    Colour red = new Colour(1, 0, 0, 0.5);
    assertThat(robot.base().visuals().stream().map(Visual::colour))
        .containsExactly(
            new Colour(0, 0, 1, 1), new Colour(1, 0.5, 0, 1), red, red, red, Colour.GREY);
    assertThat(robot.notes())
        .singleElement()
        .asString()
        .endsWith("must be numbers in [0, 1], one was 255.0; not drawn");
  }

  @Test
  void whatOtherProgramsAddIsLeftOutAndASlipOfThePenIsNoted() throws IOException {
    RobotModel robot = read(
        "<gazebo><plugin:x a:b='1'/></gazebo><drake:thing/>" + "<colision><geometry/></colision>");

    assertThat(robot.fixedShapes()).isEmpty();
    assertThat(robot.notes())
        .containsExactly(folder.resolve("robot.urdf")
            + ":2: <colision> is not known in <link name=\"base\">, left out");
  }

  private TriangleMesh visual(String mesh) throws IOException {
    String visual = "<visual><geometry>" + mesh + "</geometry></visual>";
    return ((Surface) read(visual).base().visuals().get(0).geometry()).mesh();
  }

  private static double volume(TriangleMesh mesh) {
    double volume = 0;
    for (int f = 0; f < mesh.triangleCount(); f++) {
      Vector3 a = mesh.vertex(mesh.corner(f, 0));
      volume += a.dot(mesh.vertex(mesh.corner(f, 1)).cross(mesh.vertex(mesh.corner(f, 2)))) / 6;
    }
    return volume;
  }

  private RobotModel read(String content) throws IOException {
    return UrdfReader.read(write("robot.urdf", robot(content)));
  }

  private static String robot(String content) {
    String whole = "<robot name='r'><link name='base'>\n" + content + "\n</link></robot>";
    return whole.replace("<link>\n</link>", "");
  }

  private static String collision(String shape) {
    return "<collision><geometry>" + shape + "</geometry></collision>";
  }

  private static String visualWith(String material) {
    return "<visual><geometry><sphere radius='1'/></geometry>" + material + "</visual>";
  }

  private void mesh(String name) throws IOException {
    write(name, CORNER);
  }

  private Path write(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, content);
  }
}
