package dev.trammel.controller.robot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PortableUrdfTest {

  @TempDir
  Path folder;

  @ParameterizedTest
  @ValueSource(
      strings = {"kr5/kr5.urdf", "herb_description/wam.urdf", "atlas/atlas_v3_no_head.urdf"})
  void aRobotReadElsewhereIsTheSameRobot(String name) throws IOException {
    Path original = PublicRobots.folder().resolve(name);

    RobotModel moved = UrdfReader.read(move(PortableUrdf.of(original)));

    RobotModel robot = UrdfReader.read(original);
    assertThat(moved.bodies()).isEqualTo(robot.bodies());
    assertThat(moved.base()).isEqualTo(robot.base());
    assertThat(moved.notes()).hasSameSizeAs(robot.notes());
  }

  @Test
  void whatIsPortableStaysAsItIs() throws IOException {
    PortableUrdf once = PortableUrdf.of(PublicRobots.folder().resolve("kr5/kr5.urdf"));

    PortableUrdf twice = PortableUrdf.of(move(once));

    assertThat(twice.text()).isEqualTo(once.text());
    assertThat(twice.meshes().keySet()).isEqualTo(once.meshes().keySet());
  }

  @Test
  void aRobotWithoutMeshesKeepsItsText() throws IOException {
    Path arm = GoldenMotion.tasks().resolve("arm7.urdf");

    assertThat(PortableUrdf.of(arm)).isEqualTo(new PortableUrdf(Files.readString(arm), Map.of()));
  }

  @Test
  void namesMayHaveEntitiesQuotesAndDollars() throws IOException {
    Files.writeString(folder.resolve("a&b $1.obj"), "v 0 0 0\nv 1 0 0\nv 0 1 0\nf 1 2 3\n");
    Path urdf = Files.writeString(
        folder.resolve("robot.urdf"),
        "<robot name='r'><link name='b'><visual><geometry>"
            + "<mesh filename = ' a&amp;b $1.obj '/></geometry></visual></link></robot>");

    PortableUrdf portable = PortableUrdf.of(urdf);

    assertThat(portable.text()).containsPattern("<mesh filename = \"meshes/[0-9a-f]{16}\\.obj\"/>");
    assertThat(portable.meshes()).containsValue(folder.resolve("a&b $1.obj"));
  }

  private Path move(PortableUrdf portable) throws IOException {
    Path home = Files.createDirectory(folder.resolve("elsewhere"));
    Files.createDirectory(home.resolve("meshes"));
    for (Map.Entry<String, Path> mesh : portable.meshes().entrySet()) {
      Files.copy(mesh.getValue(), home.resolve(mesh.getKey()));
    }
    return Files.writeString(home.resolve("robot.urdf"), portable.text());
  }
}
