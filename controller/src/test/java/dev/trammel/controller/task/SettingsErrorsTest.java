package dev.trammel.controller.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a user reads when a task's file is wrong: file, line, key, rule, what came, what may. */
class SettingsErrorsTest {

  private static final String GOOD = """
      name: good
      description: A rod.
      robot: pendulum.urdf
      plant:
        provider: jbullet
        gravity: [0, 0, -9.81]
        timeStep: 0.001
        sensors:
          - {joint: pivot, measures: position, noise: 0.002}
          - {joint: pivot, measures: velocity, delay: 0.01}
        actuators:
          - {joint: pivot, limit: 3}
        safeAction: zero
      episode: {period: 0.05, steps: 100}
      conditions:
        - name: hanging
          start: {positions: {pivot: 0}, positionStd: 0.05}
          targets: {top: [0, 0, 1]}
      cost:
        - {type: point, point: tip, target: top, norm: {l2: 1}}
        - {type: input, weights: 0.1}
      success:
        window: 1
        all:
          - {type: point, point: tip, target: top, within: 0.1}
      algorithm: {samples: 5}
      """;

  @TempDir
  Path folder;

  private Path file;

  @BeforeEach
  void copyTheRobot() throws IOException {
    Path robot = TaskCatalog.shipped().find("pendulum-swingup").resolveSibling("pendulum.urdf");
    Files.copy(robot, folder.resolve("pendulum.urdf"));
    file = folder.resolve("task.yaml");
  }

  static Stream<Arguments> mistakes() {
    return Stream.of(
        arguments(
            "steps: 100",
            "step: 100",
            "14: episode.step: unknown key, had 'step', allowed: period, steps;"
                + " did you mean 'steps'?"),
        arguments(
            "steps: 100",
            "steps: many",
            "14: episode.steps: must be a whole number, had 'many',"
                + " allowed: a whole number from 1 to 100000"),
        arguments(
            "steps: 100",
            "steps: 0",
            "14: episode.steps: out of range, had '0', allowed: a whole number from 1 to 100000"),
        arguments(
            "steps: 100",
            "steps: '100'",
            "14: episode.steps: wrong type, had the quoted text '100',"
                + " allowed: a whole number from 1 to 100000"),
        arguments(
            "steps: 100",
            "steps: 100, steps: 90",
            "14: episode.steps: duplicate key, had 'steps' again, allowed: each key once"),
        arguments(
            "noise: 0.002",
            "noise: .nan",
            "9: plant.sensors[0].noise: must be a finite number, had '.nan',"
                + " allowed: a finite number of at least 0"),
        arguments(
            "noise: 0.002",
            "noise: -1",
            "9: plant.sensors[0].noise: out of range, had '-1',"
                + " allowed: a finite number of at least 0"),
        arguments(
            "noise: 0.002",
            "noise: 1e999",
            "9: plant.sensors[0].noise: out of range, had '1e999',"
                + " allowed: a finite number of at least 0"),
        arguments(
            "noise: 0.002",
            "noise: [0.002]",
            "9: plant.sensors[0].noise: wrong type, had a list,"
                + " allowed: a finite number of at least 0"),
        arguments(
            "noise: 0.002",
            "noise:",
            "9: plant.sensors[0].noise: wrong type, had nothing,"
                + " allowed: a finite number of at least 0"),
        arguments(
            "measures: velocity",
            "measures: position",
            "10: plant.sensors[1]: must not repeat a sensor, had the same again,"
                + " allowed: each quantity once"),
        arguments(
            "joint: pivot, limit",
            "joint: pivo, limit",
            "12: plant.actuators[0].joint: unknown name, had 'pivo', allowed: pivot;"
                + " did you mean 'pivot'?"),
        arguments(
            "timeStep: 0.001",
            "timeStep: 0.0015",
            "7: plant.timeStep: must divide episode.period, had '0.0015',"
                + " allowed: 0.05 over a whole number"),
        arguments(
            "[0, 0, -9.81]",
            "[0, -9.81]",
            "6: plant.gravity: wrong length, had 2 entries, allowed: a list of 3 numbers"),
        arguments(
            "  safeAction: zero\n",
            "",
            "5: plant.safeAction: must be given, had nothing, allowed: a value"),
        arguments(
            "safeAction: zero",
            "safeAction: {damping: {pivo: 1}}",
            "13: plant.safeAction.damping.pivo: unknown name, had 'pivo', allowed: pivot;"
                + " did you mean 'pivot'?"),
        arguments(
            "robot: pendulum",
            "robot: rod",
            "3: robot: no such file, had 'rod.urdf', allowed: a URDF file, relative to this one"),
        arguments(
            "name: good",
            "name: ../good",
            "1: name: not fit for a name, had '../good',"
                + " allowed: letters, digits, '.', '_' and '-'"),
        arguments(
            "point: tip, target: top, norm",
            "point: tip, target: bottom, norm",
            "20: cost[0].target: no such target, had 'bottom',"
                + " allowed: the value itself, or a target of the condition: top"),
        arguments(
            "norm: {l2: 1}",
            "norm: {alpha: 0}",
            "20: cost[0].norm.alpha: out of range, had '0', allowed: a finite number above 0"),
        arguments(
            "type: input, weights: 0.1",
            "type: effort",
            "21: cost[1].type: unknown word, had 'effort',"
                + " allowed: state, input, point, angle, limit"),
        arguments(
            "point: tip, target: top, norm",
            "point: base, target: top, norm",
            "20: cost[0].point: must move with joints that are measured, had 'base',"
                + " allowed: a link carried by joints that all have position sensors"),
        arguments(
            "window: 1",
            "window: 6",
            "23: success.window: out of range, had '6', allowed: a number from 0.0 to 5.0"),
        arguments(
            "algorithm: {samples: 5}",
            "algorithm: none",
            "26: algorithm: must be a mapping, had 'none', allowed: key: value lines, or {}"),
        arguments(
            "algorithm: {samples: 5}\n",
            "",
            "1: algorithm: must be given, had nothing, allowed: a value"),
        arguments(
            "all:\n    - {type: point, point: tip, target: top, within: 0.1}",
            "all: []",
            "24: success.all: must not be empty, had no entry, allowed: at least one condition"),
        arguments(
            "algorithm: {samples: 5}\n",
            "algorithm: {samples: 5\n",
            "27: not valid YAML, expected ',' or '}', but got <stream end>, allowed: YAML 1.2"));
  }

  @ParameterizedTest
  @MethodSource("mistakes")
  void oneMistakeIsToldInOneLine(String right, String wrong, String message) throws IOException {
    assertThat(GOOD).contains(right);
    Files.writeString(file, GOOD.replace(right, wrong));

    assertThatThrownBy(() -> TaskReader.read(file))
        .isInstanceOf(SettingsException.class)
        .hasMessage(file + ":" + message);
  }

  @Test
  void theTableStartsFromAFileWithoutMistake() throws IOException {
    Files.writeString(file, GOOD);

    assertThat(TaskReader.read(file).algorithm().child("samples").integer(1, 9)).isEqualTo(5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "# nothing but a comment\n", "42", "- a list", "\t", "a: &a {b: *a}"})
  void whatIsNoMappingIsRefusedInOneLineThatNamesTheFile(String text) throws IOException {
    Files.writeString(file, text);

    assertThatThrownBy(() -> TaskReader.read(file))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining("allowed: ")
        .hasMessageNotContaining("\n");
  }

  @Test
  void bytesThatAreNoTextAreRefused() throws IOException {
    Files.write(file, "name: Bär".getBytes(StandardCharsets.ISO_8859_1));

    assertThatThrownBy(() -> TaskReader.read(file))
        .hasMessage(file + ":1: not a text, had bytes that are no UTF-8, allowed: YAML in UTF-8");
  }

  @Test
  void aFileCutOffAnywhereIsRefusedInOneLine() throws IOException {
    // to the last key, whose value is a mapping in braces, nothing is whole
    for (int length = 0; length < GOOD.length() - 2; length += 3) {
      Files.writeString(file, GOOD.substring(0, length));

      assertThatThrownBy(() -> TaskReader.read(file))
          .isInstanceOf(SettingsException.class)
          .hasMessageMatching("[^\n]*allowed: [^\n]*");
    }
  }

  @ParameterizedTest
  @MethodSource("overrides")
  void anOverrideIsCheckedLikeTheFile(String override, String message) throws IOException {
    Files.writeString(file, GOOD);

    assertThatThrownBy(() -> TaskReader.read(file, List.of(override)))
        .isInstanceOf(SettingsException.class)
        .hasMessage("<command line>: " + message);
  }

  static Stream<Arguments> overrides() {
    return Stream.of(
        arguments(
            "episode.steps=-1",
            "episode.steps: out of range, had '-1', allowed: a whole number from 1 to 100000"),
        arguments(
            "episode.stops=1",
            "episode.stops: unknown key, had 'stops', allowed: period, steps;"
                + " did you mean 'steps'?"),
        arguments("cost[2].weight=1", "cost: index out of range, had index 2, allowed: 0 to 1"),
        arguments(
            "cost.weight=1",
            "cost: is not a mapping, had the key 'weight' in it, allowed: its own value"),
        arguments("episode[0]=1", "episode: is not a list, had index 0, allowed: a key"),
        arguments(
            "episode.steps",
            "an override must be a dotted key, '=' and a value, had 'episode.steps',"
                + " allowed: for instance episode.steps=50"),
        arguments(
            "episode.steps=", "episode.steps: must not be empty, had nothing, allowed: a value"),
        arguments(
            "plant.gravity=[0, 0",
            "not valid YAML, expected ',' or ']', but got <stream end>, allowed: YAML 1.2"));
  }

  @Test
  void overridesReachKeysListsAndKeysThatAreNotThereYet() throws IOException {
    Files.writeString(file, GOOD);

    Task task = TaskReader.read(
        file, List.of("plant.sensors[1].noise=0.5", "algorithm.prior.clusters=7", "name=other"));

    assertThat(task.plant().sensors().get(1).errors()).isEqualTo(new SensorErrors(0.5, 0, 0.01));
    assertThat(task.algorithm().child("prior").child("clusters").integer(1, 9)).isEqualTo(7);
    assertThat(task.algorithm().child("samples").integer(1, 9)).isEqualTo(5);
    assertThat(task.name()).isEqualTo("other");
    assertThat(task.source().yaml()).contains("clusters: 7");
  }
}
