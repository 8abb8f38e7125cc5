package dev.trammel.sim.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.sim.scenario.ScenarioResult;
import dev.trammel.sim.scenario.Sled;
import org.junit.jupiter.api.Assertions;

/** Tests of a user's, some of which are meant to fail; only {@link ExtensionTest} runs them. */
final class SledExamples {

  private static final String SCENARIOS = "/dev/trammel/sim/scenario/scenarios.yaml";
  private static final String TASK = "/dev/trammel/sim/scenario/sled.yaml";

  @ScenarioTest(file = SCENARIOS, controller = Sled.class, episodes = 10, seed = 3)
  void bears(ScenarioResult result) {
    assertThat(result.episodes()).hasSize(10);
  }

  @RobotTest(task = TASK, controller = Sled.class, episodes = 10, minPassRate = 0.9)
  void succeeds() {}

  @RobotTest(task = TASK, controller = Sled.class, episodes = 10, minConfidentPassRate = 0.9)
  void isProven() {}

  @RobotTest(task = TASK, controller = Sled.class, episodes = 1)
  void failsByItself(ScenarioResult result) {
    assertThat(result.passed()).isTrue();
    Assertions.fail("my own");
  }

  @RobotTest(task = TASK)
  void hasNoController() {}
}
