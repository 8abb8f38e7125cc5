package dev.trammel.controller.check;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.check.Finding.Severity;
import dev.trammel.controller.plant.Plant;
import dev.trammel.controller.spi.PlantProvider;
import dev.trammel.controller.spi.Registry;
import dev.trammel.controller.task.PlantSettings;
import dev.trammel.controller.task.TaskCatalog;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What looking at a task and its robot finds; the simulated body is tried elsewhere. */
class TaskCheckTest {

  /** A body that nobody may touch. */
  private static final class Untouchable implements PlantProvider {

    @Override
    public String name() {
      return "jbullet";
    }

    @Override
    public Plant create(PlantSettings settings) {
      throw new IllegalStateException("a check must not build a body that is not simulated");
    }
  }

  private static CheckReport check(String task, String... overrides) throws IOException {
    return new TaskCheck(new Registry<>("plant", List.of(new Untouchable())))
        .check(TaskCatalog.shipped().find(task), List.of(overrides));
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
      pendulum-swingup | conditions[0].start.positionStd=-1 | ERROR | start.positionStd: out of range
      pendulum-swingup | algorithm.sampls=4 | ERROR | unknown key, had 'sampls', allowed: type, samples, excitation, exploration, step, model, initial, budget, tube, guided, mpc; did you mean 'samples'?
      cartpole-swingup | algorithm={model: {prior: none}} | ERROR | algorithm.model.prior: needs more than n + m + 1 = 6 samples, had 5
      pendulum-swingup | algorithm={initial: {type: run, run: nowhere}} | ERROR | algorithm.initial.run: is not a run, had 'nowhere'
      pendulum-swingup | plant.provider=crane | ERROR | plant.provider: no such provider, had 'crane', allowed: jbullet
      pendulum-swingup | plant.sensors[0].delay=6 | ERROR | a reading is older (6 s) than an episode is long (5 s)
      pendulum-swingup | plant.sensors[0].delay=0.2 | WARNING | a reading is older (0.2 s) than the control interval (0.05 s)
      pendulum-swingup | plant.safeAction={damping: 200} | WARNING | these gains are too high for a control interval of 0.05 s
      pendulum-swingup | algorithm.initial={type: pd, kp: 1000, kd: 0} | WARNING | algorithm.initial: these gains are too high
      pendulum-swingup | algorithm.budget.seconds=1 | WARNING | spent before the first update
      pendulum-swingup | success.all=[{type: point, point: tip, target: [0, 0, 9], within: 0.1}] | ERROR | out of reach of condition 'hanging' (conditions[0])
      pendulum-swingup | success.all=[{type: angle, joint: pivot, target: 1.5, within: 0.1}] | WARNING | can be reached, but not held: gravity pulls at 'pivot'
      pendulum-swingup | conditions[0].start.positions={pivot: 1.6} | WARNING | the actuator of 'pivot' cannot hold the robot here: gravity pulls with
      pendulum-swingup | cost=[{type: angle, joint: pivot, target: 3}] | WARNING | no term makes the input of 'pivot' cost anything
      pendulum-swingup | cost=[{type: angle, joint: pivot, target: 1e-7, norm: {l1: 1, alpha: 1e-14}}] | WARNING | is so sharply curved at the start
      arm-reach | conditions[0].start.positions={joint1: 3} | ERROR | starts at 3 rad, outside the joint's limits
      arm-reach | conditions[0].start.positionStd=2 | WARNING | leave the limits
      cartpole-swingup | success.all=[{type: angle, joint: hinge, target: 1.5, within: 0.1}] | WARNING | 'hinge' has no actuator, and gravity pulls with
      planar-reach | region={start: {}, targets: {goal: [[0.5, 3], 0.5, 0]}} | ERROR | success.all[0]: out of reach of draw
      planar-reach | region={start: {}, targets: {goal: [9, 0, 0]}, success: {window: 0, all: [{type: point, point: tip, target: goal, within: 0.1}]}} | ERROR | region.success.all[0]: out of reach of draw 1 of the region
      planar-reach | policy={observes: [{joint: elbow, measures: position}]} | WARNING | a policy cannot know where to go: the target 'goal' differs between conditions
      arm-reach | region.start.positionStd=1 | WARNING | region.start.positionStd: three standard deviations about
      """)
  void aMistakeIsFound(String task, String override, Severity severity, String text)
      throws IOException {
    CheckReport report = check(task, override);

    assertThat(report.findings())
        .anyMatch(finding -> finding.severity() == severity && finding.line().contains(text));
    assertThat(report.passes(false)).isEqualTo(severity != Severity.ERROR);
    assertThat(report.passes(true)).isFalse();
  }

  @Test
  void aStateThatLeavesAVelocityOutIsFound() throws IOException {
    CheckReport report = check(
        "pendulum-swingup",
        "plant.sensors=[{joint: pivot, measures: position}]",
        "plant.safeAction=zero",
        "success.all=[{type: angle, joint: pivot, target: 3.14159, within: 0.1}]",
        "cost=[{type: angle, joint: pivot, target: 3.14159}, {type: input, weights: 1}]");

    assertThat(report.findings())
        .anyMatch(
            finding -> finding.line().contains("nothing measures the velocity of joint 'pivot'"));
  }

  @Test
  void tasksThatAreSolvedEveryDayHaveNoErrorAndThoseOfOnePlaceStandThere() throws IOException {
    for (String name : TaskCatalog.shipped().names()) {
      CheckReport report = check(name);

      assertThat(report.passes(false)).as("%s: %s", name, report.findings()).isTrue();
      assertThat(report.findings())
          .as("a body that is no simulation is not touched")
          .anyMatch(finding -> finding.text().contains("the body itself was not tried"));
    }
  }

  @ParameterizedTest
  @CsvSource(delimiter = '|', textBlock = """
      type: lqr-flm, samples: 3 | 12 episodes of 3 s; at most 4 iterations and 120 s
      type: mpc-gps, samples: 3 | 4 episodes of 3 s; at most 9 iterations and 120 s
      type: mpc-gps, mpc: {excitation: 4} | 4 episodes of 3 s; at most 6 iterations and 120 s
      type: mdgps, guided: {budget: 40} | 8 episodes of 3 s; at most 5 iterations and 120 s
      type: mdgps, guided: {explorers: 3, budget: 40}, excitation: {episodes: 4} | 16 episodes of 3 s; at most 2 iterations
      """)
  void episodesAreCountedAsTheAlgorithmRunsThem(String algorithm, String text) throws IOException {
    CheckReport report = check(
        "planar-reach",
        "algorithm={" + algorithm + ", model: {type: gaussian-process}, budget: {seconds: 30}}");

    assertThat(report.findings()).anyMatch(finding -> finding.text().contains(text));
  }

  @Test
  void aFindingNamesTheLineOfItsKey() throws IOException {
    CheckReport report = check("planar-reach", "plant.sensors[0].delay=1");

    assertThat(report.findings())
        .filteredOn(finding -> finding.key().equals("plant.sensors[0].delay"))
        .extracting(Finding::place)
        .containsExactly("<command line>");
    assertThat(report.findings())
        .filteredOn(finding -> finding.key().equals("algorithm"))
        .extracting(Finding::place)
        .allMatch(place -> place.matches(".*planar-reach[.]yaml:\\d+"));
  }

  @Test
  void whatAPolicySeesIsSaid() throws IOException {
    String all = "a policy sees the whole state, 8 numbers: shoulder, elbow, shoulder velocity";
    String some = "a policy sees 2 numbers: elbow, tip x by kinematics from goal";

    assertThat(check("planar-reach").findings())
        .noneMatch(finding -> finding.text().contains("a policy"));
    assertThat(check("planar-reach", "policy={}").findings())
        .anyMatch(finding -> finding.text().startsWith(all));
    assertThat(check(
                "planar-reach",
                "policy={observes: [{joint: elbow, measures: position}, {point: tip, axis: x,"
                    + " measures: position, by: kinematics, relativeTo: goal}]}")
            .findings())
        .anyMatch(finding -> finding.text().equals(some))
        .noneMatch(finding -> finding.text().contains("cannot know where to go"));
  }

  @Test
  void ofTheDrawsOfARegionOnlyTheFirstThatIsWrongIsTold() throws IOException {
    CheckReport report = check("planar-reach", "region={start: {}, targets: {goal: [9, 0, 0]}}");

    assertThat(report.findings())
        .filteredOn(finding -> finding.text().contains("out of reach"))
        .hasSize(1);
  }
}
