package dev.trammel.controller.robot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ColladaFileTest {

  private static final Path FILE = Path.of("a.dae");

  /** A square in the plane z = 0, 1 mm long, moved by nodes. */
  private static final String SOUND = """
      <COLLADA><asset><unit meter="0.001"/><up_axis>Y_UP</up_axis></asset>
      <library_geometries><geometry id="g"><mesh>
      <source id="s"><float_array id="f">0 0 0 1 0 0 1 1 0 0 1 0</float_array>
      <technique_common><accessor source="#f" count="4" stride="3"/></technique_common></source>
      <vertices id="v"><input semantic="POSITION" source="#s"/></vertices>
      <polylist><input semantic="VERTEX" source="#v" offset="0"/>
      <input semantic="NORMAL" source="#n" offset="1"/>
      <vcount>4</vcount><p>0 9 1 9 2 9 3 9</p></polylist>
      </mesh></geometry></library_geometries>
      <library_visual_scenes><visual_scene id="w"><node id="n0"><translate>0 0 5</translate>
      <rotate>0 0 1 90</rotate><scale>2 1 1</scale><node><instance_geometry url="#g"/></node>
      </node></visual_scene></library_visual_scenes>
      <scene><instance_visual_scene url="#w"/></scene></COLLADA>
      """;

  @Test
  void nodesMoveTurnAndScaleInTheirOrder() {
    TriangleMesh mesh = read(SOUND);

    double[] expected = {0, 0, 5e-3, 0, 2e-3, 5e-3, -1e-3, 2e-3, 5e-3, -1e-3, 0, 5e-3};
    assertThat(mesh.vertices()).containsExactly(expected, within(1e-15));
    assertThat(mesh.triangles()).containsExactly(0, 1, 2, 0, 2, 3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<triangles><input semantic='VERTEX' source='#v' offset='0'/><p>0 1 2 0 2 3</p></triangles>",
        "<polygons><input semantic='VERTEX' source='#v' offset='0'/><p>0 1 2 3</p></polygons>",
        "<trifans><input semantic='VERTEX' source='#v' offset='0'/><p>0 1 2 3</p></trifans>",
        "<lines/><tristrips><input semantic='VERTEX' source='#v' offset='0'/><p>1 2 0 3</p>"
            + "</tristrips>"
      })
  void everyWayToWriteASquareIsTheSameSquare(String faces) {
    int from = SOUND.indexOf("<polylist>");
    int to = SOUND.indexOf("</polylist>") + "</polylist>".length();

    TriangleMesh mesh = read(SOUND.substring(0, from) + faces + SOUND.substring(to));

    assertThat(mesh.triangleCount()).isEqualTo(2);
    assertThat(area(mesh)).isCloseTo(2e-6, within(1e-18));
  }

  @Test
  void aMirroredNodeKeepsTheOutsideOutside() {
    assertThat(area(read(SOUND.replace("<scale>2 1 1", "<scale>2 -1 1"))))
        .isCloseTo(2e-6, within(1e-18));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      <COLLADA>                        | <a></a>                   | 1 | must be well-formed XML
      url="#g"                         | url="#h"                  | 11 | <instance_geometry> attribute 'url' must name an element of this file, was '#h'
      url="#g"/>                       | url="#g"/><instance_node url="#n0"/> | 11 | <node> must not contain itself nor be deeper than 100
      source="#s"                      | source="#t"               | 5 | attribute 'source' must name an element of this file, was '#t'
      semantic="POSITION"              | semantic="NORMAL"         | 5 | <vertices> must have an <input semantic="POSITION">
      0 9 1 9 2 9 3 9                  | 0 9 1 9 2 9 4 9           | 8 | <p> corners must be in [0, 3], one was 4
      0 9 1 9 2 9 3 9                  | 0 9 1 9 2 9 x 9           | 8 | <p> content must be a number in [-1.0E50, 1.0E50], was 'x'
      <vcount>4                        | <vcount>5                 | 8 | <vcount> must fit the 4 corners of its <p>
      1 0 0 1 1 0                      | 1 0 0 1e20 1 0            | 3 | <source> points must be within 1.0E9 m
      stride="3"                       | stride="2"                | 3 | <source> must have points of three coordinates, has stride 2
      stride="3"                       | stride="-3"               | 4 | attribute 'stride' must be a whole number in [0, 1000], was -3.0
      <scale>2 1 1                     | <scale>2 1                | 11 | <scale> must hold 3 numbers, held 2
      <translate>0 0 5</translate>     | <skew>1</skew>            | 10 | <skew> is not supported: use matrix, translate, rotate or scale
      </COLLADA>                       | ''                        | 14 | must be well-formed XML
      """)
  void aFlawIsSaidWithItsLine(String sound, String broken, int line, String words) {
    assertThat(SOUND).contains(sound);

    assertThatThrownBy(() -> read(SOUND.replace(sound, broken)))
        .isInstanceOf(UrdfException.class)
        .hasMessageStartingWith(FILE + ":" + line + ": ")
        .hasMessageContaining(words);
  }

  @Test
  void noDamageBringsAnythingButAUrdfExceptionOrAMesh() throws IOException {
    byte[] sound = Files.readAllBytes(PublicRobots.folder().resolve("atlas/l_clav.dae"));
    SplittableRandom random = new SplittableRandom(5);
    int refused = 0;
    for (int i = 0; i < 200; i++) {
      byte[] damaged =
          i % 2 == 0 ? Arrays.copyOf(sound, random.nextInt(sound.length)) : sound.clone();
      for (int k = 0; k < 3 && i % 2 == 1; k++) {
        damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      }
      try {
        assertThat(ColladaFile.read(FILE, damaged).vertices()).doesNotContain(Double.NaN);
      } catch (UrdfException e) {
        assertThat(e.getMessage()).startsWith("a.dae:").doesNotContain("\n");
        refused++;
      }
    }
    assertThat(refused).isBetween(100, 200);
  }

  private static TriangleMesh read(String text) {
    return ColladaFile.read(FILE, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Of the side that looks along z. */
  private static double area(TriangleMesh mesh) {
    double area = 0;
    for (int f = 0; f < mesh.triangleCount(); f++) {
      Vector3 a = mesh.vertex(mesh.corner(f, 0));
      Vector3 b = mesh.vertex(mesh.corner(f, 1)).minus(a);
      area += 0.5 * b.cross(mesh.vertex(mesh.corner(f, 2)).minus(a)).z();
    }
    return area;
  }
}
