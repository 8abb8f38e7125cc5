package dev.trammel.controller.robot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each row is a flaw of a mesh to collide with: where and what the one line says of it. */
class MeshFailureTest {

  private static final int[][] FACES = {{0, 2, 1}, {0, 1, 3}, {0, 3, 2}, {1, 2, 3}};
  private static final String POINTS = "v 0 0 0\nv 1 0 0\nv 0 1 0\nv 0 0 1\n";

  @TempDir
  Path folder;

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      f 1 3 2    | f 1 3       | :5: 'f' must have at least three corners, had 2
      f 1 3 2    | f 1 3 5     | :5: corner must be one of the 4 vertices so far, was '5'
      f 1 3 2    | f 1 3 0     | :5: corner must be one of the 4 vertices so far, was '0'
      f 1 3 2    | f 1 3 -5    | :5: corner must be one of the 4 vertices so far, was '-5'
      f 1 3 2    | f 1 3 two   | :5: corner must be one of the 4 vertices so far, was 'two'
      f 1 3 2    | w 1 3 2     | :5: 'w' is not supported: a mesh must consist of vertices (v) and polygons (f)
      v 1 0 0    | v 1 0       | :2: 'v' must be followed by three numbers, was '1 0'
      v 1 0 0    | v 1 0 nan   | :2: coordinate must be a number in [-1.0E9, 1.0E9], was 'nan'
      v 1 0 0    | v 1 0 0x1p3 | :2: coordinate must be a number in [-1.0E9, 1.0E9], was '0x1p3'
      v 1 0 0    | v 1 0 1e10  | :2: coordinate must be a number in [-1.0E9, 1.0E9], was '1e10'
      v 0 0 1    | v 1 1 0     | : must have a volume to collide with, its points lie in one plane: use a thin box
      """)
  void anObjFileSaysItsLine(String sound, String broken, String words) throws IOException {
    assertThat(obj()).contains(sound);

    assertRefused("a.obj", bytes(obj().replace(sound, broken)), words);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      vertex 0 0 0 | vertex 0 0       | :4: 'vertex' must be followed by three numbers, was '0 0'
      vertex 0 0 0 | vertex 0 0 x     | :4: coordinate must be a number in [-1.0E9, 1.0E9], was 'x'
      vertex 0 0 0 | vertex 0 0 1e99  | :4: coordinate must be a number in [-1.0E9, 1.0E9], was '1e99'
      vertex 0 0 0 | corner 0 0 0     | :4: must begin with solid, facet, outer, vertex, endloop, endfacet or endsolid, was 'corner'
      vertex 0 0 0 | ''               | :7: 'endloop' must follow three vertices, followed 2
      outer loop   | ''               | :4: 'vertex' must stand three times between 'outer loop' and 'endloop'
      endloop      | ''               | :8: 'endfacet' must stand outside of a loop, 'endloop' is missing
      endsolid     | ''               | :30: file is cut off: it must end with 'endsolid'
      """)
  void anAsciiStlFileSaysItsLine(String sound, String broken, String words) throws IOException {
    String text = stl();
    int at = text.indexOf(sound);

    assertRefused(
        "a.stl",
        bytes(text.substring(0, at) + broken + text.substring(at + sound.length())),
        words);
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
       83 | : byte 83: file is cut off: a binary STL has at least 84 bytes
      283 | : byte 283: file is cut off: 4 triangles need 284 bytes
      """)
  void aBinaryStlFileSaysItsByte(int length, String words) throws IOException {
    assertRefused("a.stl", Arrays.copyOf(binaryStl(), length), words);
  }

  @Test
  void aBinaryStlFileMustHoldWhatItCounts() throws IOException {
    byte[] more = binaryStl();
    ByteBuffer.wrap(more).order(ByteOrder.LITTLE_ENDIAN).putInt(80, 2);
    assertRefused(
        "a.stl",
        more,
        ": byte 80: number of triangles must fit the file's 284 bytes, 2 triangles need 184");

    byte[] huge = binaryStl();
    ByteBuffer.wrap(huge).order(ByteOrder.LITTLE_ENDIAN).putInt(80, -1);
    assertRefused(
        "a.stl", huge, ": byte 284: file is cut off: 4294967295 triangles need 214748364834 bytes");

    byte[] none = Arrays.copyOf(binaryStl(), 84);
    ByteBuffer.wrap(none).order(ByteOrder.LITTLE_ENDIAN).putInt(80, 0);
    assertRefused("a.stl", none, ": must hold a triangle, holds none");
  }

  @ParameterizedTest
  @ValueSource(floats = {Float.NaN, Float.POSITIVE_INFINITY, -2e9f})
  void aBinaryStlFileMustHoldNumbers(float wrong) throws IOException {
    byte[] broken = binaryStl();
    ByteBuffer.wrap(broken).order(ByteOrder.LITTLE_ENDIAN).putFloat(84 + 50 + 12, wrong);

    assertRefused(
        "a.stl", broken, ": byte 146: coordinate must be in [-1.0E9, 1.0E9], was " + wrong);
  }

  @Test
  void aFileMustBeOneThatCanBeRead() throws IOException {
    assertRefused("a.stl", new byte[0], ": must not be empty, has 0 bytes");
    Path large = Files.createFile(folder.resolve("large.stl"));
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength((128L << 20) + 1);
    }
    assertThatThrownBy(() -> read("large.stl"))
        .hasMessage(large + ": must be at most 128 MB, has 129 MB, named at " + urdf() + ":2");
    Path directory = Files.createDirectory(folder.resolve("folder.stl"));
    assertThatThrownBy(() -> read("folder.stl"))
        .hasMessage(directory + ": must be a file, is a directory, named at " + urdf() + ":2");
    assertThatThrownBy(() -> InputFile.bytes(Path.of("/dev/zero"), 1))
        .hasMessage("/dev/zero: must be a regular file, is a device or a pipe");
    assertThatThrownBy(() -> InputFile.bytes(Path.of("/proc/self/mem"), 1))
        .hasMessage("/proc/self/mem: must be readable: Input/output error");
  }

  @Test
  void aMeshMustNotBeTooFine() {
    MeshBuilder builder = new MeshBuilder(Path.of("fine.stl"));
    for (int i = 0; i < MeshBuilder.MOST_TRIANGLES; i++) {
      builder.triangle(0, 1, 2);
    }
    assertThatThrownBy(() -> builder.triangle(0, 1, 2))
        .hasMessage("fine.stl: must have at most 1000000 triangles, has more: simplify the mesh"
            + " first");
  }

  @Test
  void theUrdfItselfMustBeOneThatCanBeRead() {
    assertThatThrownBy(() -> UrdfReader.read(folder))
        .hasMessage(folder + ": must be a file, is a directory");
    assertThatThrownBy(() -> UrdfReader.read(folder.resolve("none.urdf")))
        .hasMessage(folder.resolve("none.urdf") + ": must be a file, but there is none");
  }

  @Test
  void aFlawOfAPictureIsOnlyNoted() throws IOException {
    Files.writeString(urdf(), """
            <robot name="r"><link name="base">
            <visual><geometry><mesh filename="none.stl"/></geometry></visual>
            <visual><geometry><sphere radius="1"/></geometry></visual>
            </link></robot>
            """);

    RobotModel robot = UrdfReader.read(urdf());

    assertThat(robot.base().visuals()).hasSize(1);
    assertThat(robot.notes())
        .containsExactly(urdf()
            + ":2: <mesh> filename must be a file, was 'none.stl': there is none at "
            + folder.resolve("none.stl") + "; not drawn");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.obj", "text.stl", "binary.stl"})
  void noDamageBringsAnythingButAUrdfExceptionOrASoundModel(String name) throws IOException {
    byte[] sound = switch (name) {
      case "a.obj" -> bytes(obj());
      case "text.stl" -> bytes(stl());
      default -> binaryStl();
    };
    SplittableRandom random = new SplittableRandom(1);
    int refused = 0;
    for (int i = 0; i < 400; i++) {
      byte[] damaged =
          i % 2 == 0 ? Arrays.copyOf(sound, random.nextInt(sound.length)) : flipped(sound, random);
      Files.write(folder.resolve(name), damaged);
      try {
        requireSound((Shape.Hull) read(name).base().shapes().get(0));
      } catch (UrdfException e) {
        assertThat(e.getMessage()).doesNotContain("\n").contains(name);
        refused++;
      }
    }
    assertThat(refused).isBetween(160, 396);
  }

  private static void requireSound(Shape.Hull hull) {
    assertThat(hull.surface().vertexCount()).isGreaterThanOrEqualTo(4);
    assertThat(hull.surface().vertices()).doesNotContain(Double.NaN);
  }

  private static byte[] flipped(byte[] sound, SplittableRandom random) {
    byte[] damaged = sound.clone();
    for (int k = 0; k < 3; k++) {
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
    }
    return damaged;
  }

  private void assertRefused(String name, byte[] content, String words) throws IOException {
    Path mesh = Files.write(folder.resolve(name), content);

    Throwable refusal = catchThrowable(() -> read(name));

    assertThat(refusal)
        .isInstanceOf(UrdfException.class)
        .hasMessage(mesh + words + ", named at " + urdf() + ":2");
  }

  private RobotModel read(String mesh) throws IOException {
    Files.writeString(
        urdf(),
        "<robot name='r'><link name='base'>\n"
            + "<collision><geometry><mesh filename='" + mesh + "'/></geometry></collision>\n"
            + "</link></robot>");
    return UrdfReader.read(urdf());
  }

  private Path urdf() {
    return folder.resolve("robot.urdf");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String obj() {
    return POINTS + "f 1 3 2\nf 1 2 4\nf 1 4 3\nf 2 3 4\n";
  }

  private static String stl() {
    StringBuilder text = new StringBuilder("solid tetrahedron\n");
    for (int[] face : FACES) {
      text.append("facet normal 0 0 0\n outer loop\n");
      for (int corner : face) {
        text.append(POINTS.split("\n")[corner].replace("v", "  vertex")).append('\n');
      }
      text.append(" endloop\nendfacet\n");
    }
    return text.append("endsolid\n").toString();
  }

  private static byte[] binaryStl() {
    ByteBuffer buffer = ByteBuffer.allocate(84 + 50 * FACES.length).order(ByteOrder.LITTLE_ENDIAN);
    buffer.putInt(80, FACES.length).position(84);
    List<float[]> points = List.of(
        new float[] {0, 0, 0}, new float[] {1, 0, 0}, new float[] {0, 1, 0}, new float[] {0, 0, 1});
    for (int[] face : FACES) {
      buffer.position(buffer.position() + 12);
      for (int corner : face) {
        for (float coordinate : points.get(corner)) {
          buffer.putFloat(coordinate);
        }
      }
      buffer.putShort((short) 0);
    }
    return buffer.array();
  }
}
