package dev.trammel.controller.robot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What others publish, read with all its shapes. */
class PublicRobotsTest {

  @Test
  void theKukaCollidesAndIsSeenWithEveryLink() {
    RobotModel robot = PublicRobots.kr5();

    assertThat(robot.degreesOfFreedom()).isEqualTo(6);
    assertThat(robot.bodies()).allMatch(body -> body.shapes().get(0) instanceof Shape.Hull);
    assertThat(robot.bodies()).allMatch(body -> body.visuals().size() == 1);
    assertThat(robot.base().inertia().mass()).isCloseTo(7.58585707666653, within(1e-14));
    assertThat(robot.notes())
        .hasSize(2)
        .anyMatch(note ->
            note.endsWith("has effort 0 in the limit of every joint, so none has an actuator"))
        .anyMatch(
            note -> note.endsWith(
                "collides as a convex hull of 128 vertices, which leaves out up to 1.1 mm of bicep.STL"));
  }

  @Test
  void theWamFindsItsMeshesByPackage() {
    RobotModel robot = PublicRobots.wam();

    assertThat(robot.degreesOfFreedom()).isEqualTo(7);
    assertThat(robot.bodies()).allMatch(body -> body.shapes().size() == 1);
    assertThat(visuals(robot)).isEqualTo(2);
    assertThat(robot.notes())
        .hasSize(6)
        .allMatch(note -> note.contains("there is none in") && note.endsWith("; not drawn"));
  }

  @Test
  void atlasHasSeveralShapesToALink() {
    RobotModel robot = PublicRobots.atlas();

    assertThat(robot.degreesOfFreedom()).isEqualTo(27);
    assertThat(robot.bodies())
        .anyMatch(body -> body.name().equals("utorso") && body.shapes().size() == 2);
  }

  /** Two roads: one part as two formats, which two programs wrote. */
  @Test
  void aPartIsTheSameInColladaAndInStl() {
    TriangleMesh collada = mesh("atlas/l_clav.dae");
    TriangleMesh stl = mesh("atlas/l_clav.stl");

    assertThat(collada.triangleCount()).isEqualTo(stl.triangleCount()).isEqualTo(250);
    assertThat(bounds(collada)).containsExactly(bounds(stl), within(1e-6));
  }

  @Test
  void colladaStandsUprightAsInRosWhateverItsFileCallsUp() {
    double[] collada = bounds(mesh("herb_description/meshes/wam/wam2.dae"));
    double[] stl = bounds(mesh("herb_description/meshes/wam/wam2.STL"));

    assertThat(collada).containsExactly(stl, within(4e-4));
  }

  private static long visuals(RobotModel robot) {
    return robot.bodies().stream().mapToLong(body -> body.visuals().size()).sum();
  }

  private static TriangleMesh mesh(String name) {
    var file = PublicRobots.folder().resolve(name);
    XmlElement element = new XmlElement("test", 1, "mesh");
    element.setAttribute("filename", file.toString());
    return new Meshes(file, new PackageFolders(List.of())).surface(element);
  }

  /** Least and greatest coordinates along x, y and z. */
  private static double[] bounds(TriangleMesh mesh) {
    double[] bounds = {1e9, -1e9, 1e9, -1e9, 1e9, -1e9};
    double[] vertices = mesh.vertices();
    for (int i = 0; i < vertices.length; i++) {
      bounds[2 * (i % 3)] = Math.min(bounds[2 * (i % 3)], vertices[i]);
      bounds[2 * (i % 3) + 1] = Math.max(bounds[2 * (i % 3) + 1], vertices[i]);
    }
    return bounds;
  }
}
