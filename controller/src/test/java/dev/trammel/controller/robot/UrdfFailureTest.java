package dev.trammel.controller.robot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each row breaks one rule of a sound file: what is replaced, by what, the line and the words. */
class UrdfFailureTest {

  private static final String SOUND = """
      <robot name="r">
        <link name="base"/>
        <link name="arm">
          <inertial>
            <mass value="2"/>
            <inertia ixx="1" iyy="1" izz="1"/>
          </inertial>
          <collision><geometry><sphere radius="1"/></geometry></collision>
        </link>
        <joint name="j" type="revolute">
          <parent link="base"/>
          <child link="arm"/>
          <axis xyz="0 0 1"/>
          <limit lower="-1" upper="1" effort="5"/>
        </joint>
      </robot>
      """;

  @TempDir
  Path folder;

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      type="revolute"           | type="ball"                 | 10 | revolute, continuous, prismatic or fixed, was 'ball'
      type="revolute"           | type="floating"             | 10 | was 'floating'
      type="revolute"           | type="planar"               | 10 | was 'planar'
      type="revolute"           | kind="revolute"             | 10 | must have an attribute 'type'
      <parent link="base"/>     | <parent link="rock"/>       | 11 | <parent> of joint 'j' must be a link of this file, was 'rock'
      <child link="arm"/>       | <child link="leg"/>         | 12 | <child> of joint 'j' must be a link of this file, was 'leg'
      <parent link="base"/>     | <mother link="base"/>       | 10 | must have a <parent>, had none
      <child link="arm"/>       | <child name="arm"/>         | 12 | must have an attribute 'link'
      <link name="base"/>       | <link name="arm"/>          |  3 | name="arm"> must have a name of its own
      <link name="base"/>       | <link/>                     |  2 | <link> must have an attribute 'name'
      <link name="base"/>       | <link name=" "/>            |  2 | attribute 'name' must not be empty
      <link name="base"/>       | <link name="base"/><link name="b"/>  |  2 | one root link, and 'base' is one already
      <child link="arm"/>       | <child link="base"/>        |  2 | must hang on the root link, but its joints close a loop
      <parent link="base"/>     | <parent link="arm"/>        |  3 | must hang on the root link, but its joints close a loop
      <mass value="2"/>         | <mass value="0"/>           |  3 | mass must be positive, was 0.0
      <mass value="2"/>         | <mass value="-2"/>          |  5 | attribute 'value' must be at least 0, was -2.0
      <mass value="2"/>         | <mass value="NaN"/>         |  5 | attribute 'value' must be a number in [-1.0E50, 1.0E50], was 'NaN'
      <mass value="2"/>         | <mass value="1e999"/>       |  5 | must be a number in [-1.0E50, 1.0E50], was '1e999'
      <mass value="2"/>         | <mass value="2 kg"/>        |  5 | must be a number in [-1.0E50, 1.0E50], was '2 kg'
      <mass value="2"/>         | <mass value=""/>            |  5 | attribute 'value' must not be empty
      <mass value="2"/>         | <weight value="2"/>         |  4 | <inertial> must have a <mass>, had none
      <mass value="2"/>         | <mass value="2"/><mass value="3"/>  |  5 | <mass> must stand once in <inertial>
      ixx="1"                   | ixx="0"                     |  3 | inertia must be positive definite, principal moments were [0.0, 1.0, 1.0]
      ixx="1"                   | ixx="1" ixy="2"             |  3 | inertia must be positive definite
      ixx="1"                   | ixx="2.1"                   |  3 | triangle inequality
      ixx="1"                   | ixx="one"                   |  6 | attribute 'ixx' must be a number in [-1.0E50, 1.0E50], was 'one'
      <axis xyz="0 0 1"/>       | <axis xyz="0 0 0"/>         | 13 | <axis> must not be zero, was 0.0 0.0 0.0
      <axis xyz="0 0 1"/>       | <axis xyz="0 1"/>           | 13 | attribute 'xyz' must be three numbers, was '0 1'
      <axis xyz="0 0 1"/>       | <axis xyz="0 0 x"/>         | 13 | must be a number in [-1.0E50, 1.0E50], was 'x'
      <axis xyz="0 0 1"/>       | <mimic joint="i"/>          | 13 | <mimic> is not supported
      lower="-1"                | lower="-1" velocity="-2"    | 14 | attribute 'velocity' must be at least 0, was -2.0
      <axis xyz="0 0 1"/>       | <dynamics damping="-1"/>    | 13 | attribute 'damping' must be at least 0, was -1.0
      lower="-1"                | lower="1"                   | 14 | lower must be below upper, were 1.0 and 1.0
      effort="5"                | effort="-5"                 | 14 | attribute 'effort' must be at least 0, was -5.0
      <limit                    | <bounds                     | 10 | must have a <limit>, had none
      <sphere radius="1"/>      | <sphere radius="0"/>        |  8 | attribute 'radius' must be positive, was 0.0
      <sphere radius="1"/>      | <box size="1 0 1"/>         |  8 | size must be positive, was 1.0 0.0 1.0
      <sphere radius="1"/>      | <mesh filename="a.stl"/>    |  8 | <mesh> filename must be a file, was 'a.stl': there is none at
      <sphere radius="1"/>      | <torus radius="1"/>         |  8 | <torus> is not supported: a geometry must be box, sphere, cylinder, capsule or mesh
      <sphere radius="1"/>      | <capsule radius="1"/>       |  8 | <capsule> must have an attribute 'length', had [radius]
      <sphere radius="1"/>      | <mesh/>                     |  8 | <mesh> must have an attribute 'filename', had []
      <sphere radius="1"/>      | <mesh filename="a.fbx"/>    |  8 | <mesh> filename must be a file, was 'a.fbx': there is none at
      <sphere radius="1"/>      | <mesh filename="robot.urdf"/> | 8 | <mesh> filename must end in .stl, .obj or .dae, was 'robot.urdf': convert the mesh to STL
      <sphere radius="1"/>      | <mesh filename="http://a.org/a.stl"/> | 8 | <mesh> filename must be a path, package://… or file://…, was 'http://a.org/a.stl'
      <sphere radius="1"/>      | <mesh filename="file://a b"/> | 8 | <mesh> filename must be file:///path, was 'file://a b'
      <sphere radius="1"/>      | <mesh filename="package://a.stl"/> | 8 | <mesh> filename must be package://name/path, was 'package://a.stl'
      <sphere radius="1"/>      | <mesh filename="package://no-such/a.stl"/> | 8 | was 'package://no-such/a.stl': no folder of package 'no-such' in or above
      <sphere radius="1"/>      | <text/><text/>              |  8 | <geometry> must hold one shape, held 2
      <mass value="2"/>         | <mass value="${m}"/>        |  5 | attribute 'value' must be a number, was '${m}': a URDF must be expanded by xacro first
      <robot name="r">          | <world/><robot>             |  1 | must be well-formed XML
      <robot name="r">          | <!DOCTYPE a><robot name="r"> | 1 | a document type is not allowed
      <link name="base"/>       | <xacro:base/>               |  2 | xacro
      </robot>                  | ''                          | 17 | the file must be well-formed XML
      </robot>                  | <joint name="k" type="fixed"><parent link="arm"/><child link="base"/></joint></robot> | 1 | the joints close a loop through every link
      </robot>                  | <joint name="k" type="fixed"><parent link="base"/><child link="arm"/></joint></robot> | 16 | child 'arm' must have one parent, has 'base' and 'base'
      </robot>                  | <joint name="j" type="fixed"><parent link="base"/><child link="arm"/></joint></robot> | 16 | must have a name of its own
      <robot name="r">          | <robot>                     |  1 | must have an attribute 'name'
      """)
  void saysWhereWhatRuleAndWhatCame(String sound, String broken, int line, String words)
      throws IOException {
    assertThat(SOUND).contains(sound);
    Path file = folder.resolve("robot.urdf");
    Files.writeString(file, SOUND.replace(sound, broken));

    Throwable refusal = catchThrowable(() -> UrdfReader.read(file));

    assertThat(refusal)
        .isInstanceOf(UrdfException.class)
        .hasMessageStartingWith(file + ":" + line + ": ")
        .hasMessageContaining(words);
    assertThat(refusal.getMessage()).doesNotContain("\n");
  }

  @Test
  void noDamageBringsAnythingButAUrdfException() throws IOException {
    byte[] sound = Files.readAllBytes(GoldenMotion.tasks().resolve("arm7.urdf"));
    Path file = folder.resolve("robot.urdf");
    SplittableRandom random = new SplittableRandom(1);
    int refused = 0;
    for (int i = 0; i < 600; i++) {
      byte[] damaged = i % 2 == 0
          ? Arrays.copyOf(sound, random.nextInt(sound.length - 20))
          : overwritten(sound, random);
      Throwable refusal = catchThrowable(() -> UrdfReader.read(Files.write(file, damaged)));
      if (refusal != null) {
        assertThat(refusal).isInstanceOf(UrdfException.class);
        refused++;
      }
    }
    assertThat(refused).isBetween(300, 600);
  }

  private static byte[] overwritten(byte[] sound, SplittableRandom random) {
    byte[] damaged = sound.clone();
    for (int k = 0; k < 3; k++) {
      damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
    }
    return damaged;
  }
}
