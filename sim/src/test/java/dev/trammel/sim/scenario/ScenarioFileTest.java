package dev.trammel.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.task.SensorFault.Kind;
import dev.trammel.controller.task.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScenarioFileTest {

  @TempDir
  private Path folder;

  @BeforeEach
  void copyTask() throws IOException {
    for (String name : List.of("sled.yaml", "sled.urdf")) {
      Files.copy(Sled.file(name), folder.resolve(name));
    }
  }

  /** Each line of the second column stands behind the first scenario's name. */
  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
          vary: {mas: 1}                               | 4: scenarios[0].vary.mas: unknown key
          vary: {mass: {sledge: {scale: 2}}}           | vary.mass.sledge: unknown key
          vary: {mass: {sled: heavy}}                  | vary.mass.sled: must be a number or a range, had 'heavy', allowed: a number, or [least, most]
          vary: {mass: {sled: [2, 1]}}                 | vary.mass.sled: a range must rise, had 2.0 to 1.0
          vary: {mass: {sled: [1, 2, 3]}}              | vary.mass.sled: wrong length
          vary: {mass: {sled: {scale: -1}}}            | vary.mass.sled.scale: out of range
          vary: {mass: {sled: {scale: 0}}}             | vary.mass.sled: must leave a body that can be: link sled: mass must be positive
          vary: {mass: {sled: {scale: 2, add: 1}}}     | vary.mass.sled: needs one of scale and add, had both
          vary: {mass: {sled: {}}}                     | vary.mass.sled: needs one of scale and add, had neither
          vary: {payload: {all: 1}}                    | vary.payload.all: unknown key
          vary: {delay: {all: 60}}                     | vary.delay.all: out of range
          vary: {tilt: 3}                              | vary.tilt: out of range
          vary: {actuator: {slide: {weak: 1}}}         | vary.actuator.slide.weak: unknown key
          vary: [1]                                    | vary: must be a mapping
          faults: [{sensor: slide}]                    | faults[0].type: must be given
          faults: [{sensor: hinge, type: stuck, at: 1}] | faults[0].sensor: unknown word
          faults: [{sensor: slide, type: lost, at: 1}] | faults[0].type: unknown word
          faults: [{sensor: slide, type: bias, at: 1}] | faults[0].size: must be given
          faults: [{sensor: slide, type: stuck, at: 1, size: 2}] | faults[0].size: unknown key
          faults: [{sensor: slide, type: stuck, at: 9}] | faults[0].at: out of range
          faults: [{sensor: slide, type: spike, at: 1, size: 1, probability: 2}] | faults[0].probability: out of range
          pushes: [{point: tip, force: 1, at: 1, for: 1}] | pushes[0].point: unknown word
          pushes: [{point: sled, force: [1, 2, 3, 4], at: 1, for: 1}] | pushes[0].force: wrong length
          pushes: [{point: sled, force: -1, at: 1, for: 1}] | pushes[0].force: out of range
          pushes: [{point: sled, force: 1, at: 1, for: 0}] | pushes[0].for: must be above 0
          expect: luck                                 | expect: unknown word
          bounds: {slide: [2, 1]}                      | bounds.slide: must rise
          bounds: {hinge: [1, 2]}                      | bounds.hinge: unknown key
          conditions: [middle]                         | conditions[0]: unknown word
          conditions: []                               | conditions: must not be empty
          start: {positions: {hinge: 1}}               | start.positions.hinge: unknown key
          start: {positionStd: -1}                     | start.positionStd: out of range
          success: {window: 99, all: []}               | success.window: out of range
          episodes: 0                                  | episodes: out of range
          episodes: 1.5                                | episodes: must be a whole number
          require: 2                                   | require: out of range
          require: {passRate: 1, confidentPassRate: 1} | require: needs one rate, had both
          require: {}                                  | require: needs one rate, had none
          """)
  void wrongScenariosAreRefusedInOneLineWithTheirPlace(String line, String complaint)
      throws IOException {
    Path file = write("task: sled.yaml\nscenarios:\n- name: odd\n  " + line + "\n");

    assertThatThrownBy(() -> ScenarioFile.read(file, new Sled()))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(file + ":4: scenarios[0]")
        .hasMessageContaining(complaint)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
          task: nowhere.yaml                          | :1: task: no such task, had 'nowhere.yaml', allowed: a YAML file relative to this one, or one of
          task: sled.yaml                             | scenarios: must be given
          "task: sled.yaml\nscenarios: []"             | :2: scenarios: wrong length, had 0 entries
          "task: sled.yaml\nscenarios: [{vary: {}}]"   | :2: scenarios[0].name: must be given
          "task: sled.yaml\nscenarios: [{name: a}, {name: a}]" | :2: scenarios[1].name: must be unique, had 'a' again
          "task: sled.yaml\nscenarios: [{name: a/b}]"  | :2: scenarios[0].name: not fit for a name
          "task: sled.yaml\nscenarios: [{name: a"      | not valid YAML
          "scenarios: [{name: a}]"                    | needs a task
          "task: sled.yaml\nspeed: 3"                  | :2: speed: unknown key
          "task: sled.yaml\nseed: -1"                  | :2: seed: out of range
          """)
  void wrongFilesAreRefusedInOneLineWithTheirPlace(String text, String complaint)
      throws IOException {
    Path file = write(text.replace("\\n", "\n"));

    assertThatThrownBy(() -> ScenarioFile.read(file, new Sled()))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith(file.toString())
        .hasMessageContaining(complaint)
        .hasMessageNotContaining("\n");
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
          {bundle: a.trammel} | controller.bundle: no such file
          {bundle: sled.yaml} | controller.bundle: cannot be used:
          {policy: a.policy} | controller.policy: unknown key, had 'policy', allowed: run, bundle, file, files, provider
          {run: nowhere}     | controller.run: cannot be used:
          {file: sled.yaml}  | controller.file: cannot be used:
          {file: nothing}    | controller.file: no such file
          {files: [a, b]}    | controller.files: no such file
          {provider: mine}   | controller.provider: cannot be used: no controller 'mine'; known:
          {}                 | controller: needs one source, had 0 keys
          """)
  void controllersThatCannotBeHadAreRefused(String controller, String complaint)
      throws IOException {
    Path file = write("task: sled.yaml\ncontroller: " + controller + "\nscenarios: [{name: a}]\n");

    assertThatThrownBy(() -> ScenarioFile.read(file))
        .hasMessageContaining(complaint.strip())
        .hasMessageNotContaining("\n");
  }

  @Test
  void aFileWithoutControllerSaysWhereOneCanBeNamed() throws IOException {
    Path file = write("task: sled.yaml\nscenarios: [{name: a}]\n");

    assertThatThrownBy(() -> ScenarioFile.read(file))
        .hasMessage(file + ": controller: must be given, had nothing, allowed: a controller here,"
            + " or --run or --bundle on the command line");
  }

  @Test
  void whatIsTooLargeOrNotTextIsRefused() throws IOException {
    Path large = write("# " + "x".repeat(2_000_000));
    assertThatThrownBy(() -> ScenarioFile.read(large)).hasMessageContaining("too large");
    Files.write(large, new byte[] {(byte) 0xFF, (byte) 0xFE});
    assertThatThrownBy(() -> ScenarioFile.read(large)).hasMessageContaining("not a text");
    assertThatThrownBy(() -> ScenarioFile.read(folder.resolve("none.yaml")))
        .hasMessageContaining("no such file");
  }

  @Test
  void everythingThatCanBeSaidIsRead() throws IOException {
    Path file = write("""
        task: sled.yaml
        seed: 4
        episodes: 7
        require: {confidentPassRate: 0.5}
        scenarios:
          - name: everything
            description: All keys at once.
            conditions: [right]
            start: {positions: {slide: 0.1}, velocities: {slide: 0.2}, positionStd: 0.3}
            vary:
              mass: {all: {scale: [0.8, 1.2]}}
              inertia: {sled: {scale: 2}}
              payload: {sled: [0, 0.5]}
              damping: {slide: {add: [0, 1]}}
              friction: {slide: [0, 0.1]}
              surface: {scale: 0.5}
              gravity: {scale: [0.9, 1]}
              tilt: [0, 0.1]
              noise: {all: {scale: 3}, slide velocity: 0.5}
              delay: {slide: {add: [0, 0.02]}}
              actuator: {all: {strength: [0.7, 1], delay: 0.01, deadBand: [0, 0.2]}}
            faults:
              - {sensor: slide, type: spike, at: [1, 2], for: 0.5, size: [0.1, 0.2], probability: 0.5}
              - {sensor: slide velocity, type: stuck, at: 1}
            pushes:
              - {point: sled, force: [[-1, 1], 0, 2], at: 1, for: 0.1}
              - {point: sled, force: [1, 2], at: [0, 3], for: [0.1, 0.2]}
            success: {window: 0, all: [{type: angle, joint: slide, target: 0, within: 1}]}
            bounds: {slide: [-2, 2]}
            episodes: 3
            require: 0.5
        """);
    Verification verification = ScenarioFile.read(file, new Sled());
    Scenario scenario = verification.scenarios().get(0);

    assertThat(verification.seed()).isEqualTo(4);
    assertThat(scenario.trial()).isEqualTo(new Scenario.Trial(3, Requirement.passRate(0.5)));
    assertThat(scenario.conditions()).singleElement().satisfies(condition -> {
      assertThat(condition.name()).isEqualTo("right");
      assertThat(condition.positions()).containsExactly(0.1);
      assertThat(condition.positionStd()).containsExactly(0.3);
      assertThat(condition.success().firstStep()).isEqualTo(60);
    });
    assertThat(scenario.upsets().variations())
        .hasSize(14)
        .contains(new Variation(Property.NOISE, "slide velocity", Change.set(0.5, 0.5)));
    assertThat(scenario.upsets().faults())
        .contains(new FaultPlan(0, Kind.SPIKE, new Range(1, 2), 0.5, new Range(0.1, 0.2), 0.5));
    assertThat(scenario.upsets().pushes().get(1).force()).containsExactly(new Range(1, 2));
    assertThat(scenario.expectation().bounds()).containsExactly(new Bound("slide", 0, -2, 2));
    assertThat(verification.run().scenarios().get(0).episodes()).hasSize(3);
  }

  @Test
  void shippedScenariosCanBeRead() throws IOException {
    for (Path file : ScenarioFile.shipped().files().values()) {
      assertThat(ScenarioFile.read(file, new Sled()).scenarios()).isNotEmpty();
    }
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("scenarios.yaml"), text);
  }
}
