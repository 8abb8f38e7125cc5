package dev.trammel.controller.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.learn.LearningSettings.BallSettings;
import dev.trammel.controller.learn.LearningSettings.Bound;
import dev.trammel.controller.learn.LearningSettings.BudgetSettings;
import dev.trammel.controller.learn.LearningSettings.EntryBounds;
import dev.trammel.controller.learn.LearningSettings.ExcitationSettings;
import dev.trammel.controller.learn.LearningSettings.ExplorationSettings;
import dev.trammel.controller.learn.LearningSettings.InitialSettings;
import dev.trammel.controller.learn.LearningSettings.Measure;
import dev.trammel.controller.learn.LearningSettings.ModelSettings;
import dev.trammel.controller.learn.LearningSettings.Prior;
import dev.trammel.controller.learn.LearningSettings.StepSettings;
import dev.trammel.controller.lqr.TubeSettings;
import dev.trammel.controller.task.SettingsException;
import dev.trammel.controller.task.SettingsNode;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.task.TaskCatalog;
import dev.trammel.controller.task.TaskReader;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LearningSettingsReaderTest {

  private static LearningSettings read(String text) {
    return LearningSettingsReader.read(SettingsNode.parse(text, "task.yaml"), List.of("a", "b"));
  }

  @Test
  void everyKeyArrivesInItsPlace() {
    LearningSettings settings = read("""
        samples: 4
        excitation: {episodes: 3, deviation: 0.7, smoothing: 1.5, kp: 6, kd: 7}
        exploration: {initial: 0.4, floor: 0.05, smoothing: 2.5}
        step: {kl: 0.6, bound: per-step, entropy: 0.5, least: 0.02, most: 8, growth: 2,
               measure: laplace, leastGain: 0.1, standardErrors: 3}
        model: {type: local, prior: global, strength: 9, memory: 11}
        initial: {type: double-integrator, stiffness: 12, damping: 13}
        budget: {iterations: 14, seconds: 15.5, confirmations: 16}
        tube: {leaving: 0.01, widening: 3}
        """);

    assertThat(settings)
        .isEqualTo(new LearningSettings(
            4,
            new ExcitationSettings(3, List.of(0.7, 0.7), 1.5, List.of(6.0, 6.0), List.of(7.0, 7.0)),
            new ExplorationSettings(List.of(0.4, 0.4), List.of(0.05, 0.05), 2.5),
            new StepSettings(
                new BallSettings(0.6, Bound.PER_STEP, 0.5), 0.02, 8, 2, Measure.LAPLACE, 0.1, 3),
            new ModelSettings.Local(Prior.GLOBAL, 9, 11),
            new InitialSettings.DoubleIntegrator(12, 13),
            new BudgetSettings(14, 15.5, 16),
            new TubeSettings(0.01, 3),
            Optional.empty(),
            Optional.empty()));
  }

  @Test
  void whatIsNotSaidHasItsDefault() {
    assertThat(read("{}"))
        .isEqualTo(new LearningSettings(
            5,
            new ExcitationSettings(0, List.of(0.5, 0.5), 2, List.of(0.0, 0.0), List.of(0.0, 0.0)),
            new ExplorationSettings(List.of(0.3, 0.3), List.of(0.02, 0.02), 0),
            new StepSettings(
                new BallSettings(1, Bound.TOTAL, 0), 0.05, 10, 5, Measure.MONTE_CARLO, -0.1, 2),
            new ModelSettings.Local(Prior.MIXTURE, 1, 20),
            new InitialSettings.Zero(),
            new BudgetSettings(50, 1000, 10),
            TubeSettings.defaults(),
            Optional.empty(),
            Optional.empty()));
    assertThat(read("step: {least: 20}").step().mostMultiplier()).isEqualTo(20);
    assertThat(read("model: {type: gaussian-process}").model())
        .isEqualTo(new ModelSettings.GaussianProcess(400, 1000, false, List.of()));
  }

  @Test
  void theOtherModelsAndInitialControllersAreRead() {
    assertThat(read("model: {type: gaussian-process, points: 50, memory: 60, kinematics: true,"
                + " within: {tip z: {lower: 0.5}, elbow: {lower: -1, upper: 1}}}")
            .model())
        .isEqualTo(new ModelSettings.GaussianProcess(
            50,
            60,
            true,
            List.of(
                new EntryBounds("tip z", 0.5, Double.POSITIVE_INFINITY),
                new EntryBounds("elbow", -1, 1))));
    assertThat(read("model: {prior: none}").model())
        .isEqualTo(new ModelSettings.Local(Prior.NONE, 1, 20));
    assertThat(read("initial: {type: pd, kp: 2, kd: 3}").initial())
        .isEqualTo(new InitialSettings.Pd(List.of(2.0, 2.0), List.of(3.0, 3.0)));
    assertThat(read("initial: {type: pd}").initial())
        .isEqualTo(new InitialSettings.Pd(List.of(10.0, 10.0), List.of(1.0, 1.0)));
    assertThat(read("initial: {type: reference}").initial())
        .isEqualTo(new InitialSettings.Reference());
    assertThat(read("initial: {type: run, run: runs/a-001}").initial())
        .isEqualTo(new InitialSettings.FromRun("runs/a-001", Optional.empty(), false));
  }

  @Test
  void nothingIsExcitedBeforeWhatWasLearnedIsTriedUnlessItIsSaid() {
    String excited = "excitation: {episodes: 6}\n";

    LearningSettings nothing = read(excited + "initial: {type: zero}");
    LearningSettings run = read(excited + "initial: {type: run, run: runs/a-001}");
    LearningSettings both = read(excited + "initial: {type: run, run: runs/a, excitation: true}");

    assertThat(nothing.excitation().episodes()).isEqualTo(6);
    assertThat(run.excitation().episodes()).isZero();
    assertThat(both.excitation().episodes()).isEqualTo(6);
  }

  @Test
  void whatActuatorsDifferInIsSaidByJoint() {
    LearningSettings settings = read("""
        excitation: {deviation: {b: 0.2, a: 0.1}, kp: 3}
        exploration: {floor: {a: 0.01, b: 0.02}}
        initial: {type: pd, kp: {a: 0, b: 4}}
        """);

    assertThat(settings.excitation().deviations()).containsExactly(0.1, 0.2);
    assertThat(settings.excitation().kp()).containsExactly(3.0, 3.0);
    assertThat(settings.exploration().floor()).containsExactly(0.01, 0.02);
    assertThat(settings.initial())
        .isEqualTo(new InitialSettings.Pd(List.of(0.0, 4.0), List.of(1.0, 1.0)));
  }

  @ParameterizedTest
  @CsvSource({"monte-carlo, MONTE_CARLO", "laplace, LAPLACE", "paired, PAIRED"})
  void everyMeasureHasItsWord(String word, Measure measure) {
    assertThat(read("step: {measure: " + word + "}").step().measure()).isEqualTo(measure);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "samples: 0                              | samples: out of range, had '0'",
        "sample: 3                               | sample: unknown key",
        "excitation: {episode: 3}                | excitation.episode: unknown key",
        "excitation: {episodes: -1}              | excitation.episodes: out of range",
        "excitation: {deviation: 0}              | excitation.deviation: out of range",
        "excitation: {deviation: {a: 1, c: 1}}   | excitation.deviation.c: unknown name",
        "excitation: {deviation: {a: 1}}         | excitation.deviation.b: must be given",
        "excitation: {deviation: {a: 1, b: 0}}   | excitation.deviation.b: out of range",
        "model: {kinematics: true}               | model.kinematics: has no meaning for type local",
        "exploration: {floor: 0}                 | exploration.floor: out of range",
        "exploration: {smoothing: -1}            | exploration.smoothing: out of range",
        "step: {kl: 0}                           | step.kl: out of range, had '0'",
        "step: {least: 2, most: 1}               | step.most: out of range, had '1'",
        "step: {least: 1e7}                      | step.least: out of range, had '1e7'",
        "step: {growth: 6}                       | step.growth: out of range, had '6'",
        "step: {growth: .nan}                    | step.growth: ",
        "step: {measure: guess}                  | step.measure: ",
        "step: {leastGain: 2}                    | step.leastGain: out of range",
        "model: {type: network}                  | model.type: ",
        "model: {points: 100}                    | model.points: has no meaning for type local",
        "model: {type: gaussian-process, strength: 1} | model.strength: has no meaning for type",
        "model: {type: gaussian-process, points: 9} | model.points: out of range",
        "initial: {type: zero, kp: 1}            | initial.kp: has no meaning for type zero",
        "initial: {type: pd, stiffness: 1}       | initial.stiffness: has no meaning for type pd",
        "initial: {type: pd, excitation: true}   | initial.excitation: has no meaning for type pd",
        "initial: {type: run}                    | initial.run: must be given",
        "budget: {iterations: 1.5}               | budget.iterations: must be a whole number",
        "budget: {seconds: 0}                    | budget.seconds: out of range"
      })
  void whatCannotBeIsRefusedWithFileAndLine(String line, String complaint) {
    assertThatThrownBy(() -> read("# first line\n" + line + "\n"))
        .isInstanceOf(SettingsException.class)
        .hasMessageStartingWith("task.yaml:2: " + complaint)
        .hasMessageContaining("allowed: ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"lqr-flm", "mdgps", "badmm"})
  void everyShippedTaskServesEveryAlgorithm(String type) throws IOException {
    TaskCatalog shipped = TaskCatalog.shipped();
    for (String name : shipped.names()) {
      Task task = TaskReader.read(shipped.find(name), List.of("algorithm.type=" + type));
      assertThat(LearningSettingsReader.read(task).guided().isPresent())
          .as(name)
          .isEqualTo(!type.equals("lqr-flm"));
    }
  }
}
