package dev.trammel.sim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.spi.PlantProvider;
import dev.trammel.controller.task.SensorFault.Kind;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerificationTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 3})
  void theNumberOfThreadsChangesNoBit(int threads) throws IOException {
    Verification verification =
        ScenarioFile.read(Sled.file("scenarios.yaml"), new Sled()).withEpisodes(8);
    Verification.Means usual = Verification.Means.of(Sled.task());
    VerificationResult result = verification
        .run(new Verification.Means(usual.plants(), threads, () -> false, done -> {}))
        .orElseThrow();

    assertThat(result.hash()).isEqualTo(verification.run().hash());
    assertThat(result.scenarios())
        .extracting(ScenarioResult::scenario)
        .containsExactly("nominal", "nominal", "heavy", "heavy", "far too heavy");
  }

  @Test
  void aScenarioAloneHasTheDrawsThatItHadAmongOthers() throws IOException {
    Verification whole = ScenarioFile.read(Sled.file("scenarios.yaml"), new Sled());
    Scenario heavy = whole.scenarios().get(1);
    List<EpisodeOutcome> among = whole.withEpisodes(4).run().scenarios().get(2).episodes();
    EpisodeOutcome alone =
        whole.run(heavy, heavy.conditions().get(0), 3, Verification.Means.of(whole.task()));

    assertThat(alone).isEqualTo(among.get(3));
    assertThat(alone.drawn().get("mass sled")).isBetween(1.0, 1.3);
    assertThat(whole
            .withSeed(1)
            .withEpisodes(4)
            .run()
            .scenarios()
            .get(2)
            .episodes()
            .get(3))
        .isNotEqualTo(alone);
  }

  @Test
  void aFailureSaysRatesBoundsAndSeeds() {
    VerificationResult result = Sled.verification()
        .scenario("heavy", s -> s.vary(Property.MASS, Change.scale(1, 1.3)))
        .scenario("far too heavy", s -> s.vary(Property.MASS, Change.scale(10, 20)))
        .run();

    assertThat(result.passed()).isFalse();
    assertThatThrownBy(result::assertPassed)
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining(
            "far too heavy/left: 0 of 20 episodes passed, 0.0 % (95 % bounds 0.0 %"
                + " – 16.9 %), required ≥ 95 %\n  episode 0, seed ")
        .hasMessageContaining("no success: off by ")
        .hasMessageContaining("and 10 more");
    assertThatCode(result.scenarios().get(0)::assertPassed).doesNotThrowAnyException();
  }

  @Test
  void aSledWhoseSensorIsGoneComesToRestAndIsSafe() {
    VerificationResult result = Sled.verification()
        .scenario(
            "blind",
            s -> s.fault("slide", Kind.DROPOUT, 0.3, Double.POSITIVE_INFINITY, 0)
                .expectSafe()
                .within("slide", -3, 3))
        .scenario("misled", s -> s.fault("slide", Kind.BIAS, 0, Double.POSITIVE_INFINITY, 2))
        .run();

    assertThat(result.scenarios())
        .extracting(ScenarioResult::passed)
        .containsExactly(true, true, false, false);
  }

  @Test
  void aBoundThatIsLeftIsNamedWithValueAndTime() {
    ScenarioResult kicked = Sled.verification()
        .scenario(
            "kicked",
            s -> s.push(new PushPlan(
                    "sled",
                    List.of(Range.of(100), Range.of(0), Range.of(0)),
                    Range.of(1),
                    Range.of(0.1)))
                .within("slide", -1, 1))
        .run()
        .scenarios()
        .get(0);

    assertThat(kicked.failures())
        .hasSize(20)
        .allSatisfy(episode ->
            assertThat(episode.flaw().get()).matches("slide was 1\\.\\d+, above 1 at 1\\.\\d+ s"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"reading", "truth", "applied"})
  void aPlantThatSaysNoNumberFailsItsEpisodesAndNothingElse(String where) {
    Verification verification = Sled.verification().scenario("nominal", s -> {}).build();
    PlantProvider broken = new BrokenPlants(where, Double.NaN);
    EpisodeRunner.Run run = new EpisodeRunner(verification.task(), new Sled(), broken)
        .run(verification.scenarios().get(0), verification.task().conditions().get(0), 1);
    VerificationResult result = verification
        .run(new Verification.Means(broken, 2, () -> false, done -> {}))
        .orElseThrow();

    for (int t = 0; t <= run.trajectory().steps(); t++) {
      assertThat(run.trajectory().state(t, 0)).isFinite();
      assertThat(run.trajectory().applied(Math.min(t, 59), 0)).isBetween(-10.0, 10.0);
    }
    assertThat(result.scenarios().get(0).failures())
        .hasSize(20)
        .allSatisfy(episode ->
            assertThat(episode.flaw().get()).startsWith("the plant said what is no number at "));
  }

  @Test
  void whatCannotBeDisturbedRefuses() {
    Verification verification = Sled.verification()
        .scenario("push", s -> s.push("sled", 3, Range.of(1), 0.1))
        .build();
    Verification.Means means =
        new Verification.Means(new Undisturbed(), 1, () -> false, done -> {});

    assertThatThrownBy(() -> verification.run(means))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageStartingWith("plant 'real' cannot be built: it cannot be pushed");
  }

  @Test
  void aControllerThatThrowsIsNamedWithItsEpisode() {
    VerificationBuilder broken = Sled.verification()
        .controller((estimate, step, out) -> {
          throw new IllegalStateException("broken");
        })
        .scenario("nominal", s -> {});

    assertThatThrownBy(broken::run)
        .hasMessageMatching("episode 0 of nominal, left \\(seed -?\\d+\\): .*broken");
  }

  @Test
  void stoppingLeavesNoResult() {
    Verification verification = Sled.verification().scenario("nominal", s -> {}).build();
    Verification.Means usual = Verification.Means.of(Sled.task());

    assertThat(verification.run(new Verification.Means(usual.plants(), 1, () -> true, done -> {})))
        .isEqualTo(Optional.empty());
  }

  @Test
  void twoScenariosNeedTwoNames() {
    VerificationBuilder twice =
        Sled.verification().scenario("one", s -> {}).scenario("one", s -> {});

    assertThatThrownBy(twice::build).hasMessageContaining("must have names of their own");
  }
}
