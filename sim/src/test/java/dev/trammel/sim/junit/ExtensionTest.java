package dev.trammel.sim.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.testkit.engine.EventConditions.displayName;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedSuccessfully;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.instanceOf;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import org.junit.jupiter.api.Test;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

/** A user's tests, run as a user runs them. */
class ExtensionTest {

  @Test
  void eachScenarioAndConditionIsATestThatPassesOrFails() {
    Events tests = run("bears");

    tests.assertStatistics(stats -> stats.started(5).succeeded(4).failed(1));
    tests
        .assertThatEvents()
        .haveExactly(1, event(displayName("sled, heavy, right"), finishedSuccessfully()));
    tests
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                displayName("sled, far too heavy, left"),
                finishedWithFailure(
                    instanceOf(AssertionError.class),
                    message(text -> text.startsWith(
                            "far too heavy/left: 0 of 10 episodes passed, 0.0 %"
                                + " (95 % bounds 0.0 % – 30.9 %), required ≥ 95 %\n  episode 0, seed ")
                        && text.contains("\n  episode 9, seed ")))));
  }

  @Test
  void aTasksConditionsAreTests() {
    run("succeeds").assertStatistics(stats -> stats.started(2).succeeded(2));
  }

  @Test
  void whatIsAskedForWithConfidenceNeedsMoreEpisodes() {
    run("isProven")
        .assertThatEvents()
        .haveExactly(
            2,
            event(finishedWithFailure(message(text -> text.contains(
                "100.0 % (95 % bounds 69.1 % – 100.0 %), required ≥ 90 % confident")))));
  }

  @Test
  void theMethodsOwnAssertionsComeFirst() {
    run("failsByItself")
        .assertThatEvents()
        .haveExactly(2, event(finishedWithFailure(message("my own"))));
  }

  @Test
  void aTestWithoutControllerSaysSo() {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectMethod(SledExamples.class, "hasNoController"))
        .execute()
        .containerEvents()
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                finishedWithFailure(
                    message(
                        "@RobotTest of task /dev/trammel/sim/scenario/sled.yaml needs a controller or a run, had neither"))));
  }

  @Test
  void theExampleOfThePageRuns() {
    EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(ExampleTests.class))
        .execute()
        .testEvents()
        .assertStatistics(stats -> stats.started(3).succeeded(3));
  }

  private static Events run(String method) {
    Class<?>[] result = {dev.trammel.sim.scenario.ScenarioResult.class};
    boolean takesResult = !method.equals("succeeds") && !method.equals("isProven");
    Events events = EngineTestKit.engine("junit-jupiter")
        .selectors(
            takesResult
                ? selectMethod(SledExamples.class, method, result)
                : selectMethod(SledExamples.class, method))
        .execute()
        .testEvents();
    assertThat(events.count()).isPositive();
    return events;
  }
}
