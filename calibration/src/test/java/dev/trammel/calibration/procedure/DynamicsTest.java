package dev.trammel.calibration.procedure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.trammel.controller.calibration.Estimate;
import dev.trammel.controller.calibration.Judgement;
import dev.trammel.controller.calibration.Judgement.Verdict;
import dev.trammel.controller.calibration.Parameter;
import dev.trammel.controller.calibration.Quantity;
import dev.trammel.controller.linalg.UsageException;
import dev.trammel.controller.report.Figure;
import dev.trammel.controller.task.Task;
import dev.trammel.hardware.hidden.Hidden;
import java.io.IOException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DynamicsTest {

  @Test
  void aLeversInertiaAndWeightAreFoundAndAnotherMotionIsPredicted() throws IOException {
    Findings findings = new Dynamics().run(TestBench.session("joint-bench", 0));

    assertThat(value(findings, "lever.mz")).isBetween(-0.3 * 1.05, -0.3 * 0.95);
    assertThat(value(findings, "lever.Iyy")).isBetween(0.091 * 0.95, 0.091 * 1.05);
    assertThat(findings.numbers().get("pivot_held_out_effort_share")).isLessThan(0.05);
    assertThat(findings.judgements()).noneMatch(judgement -> judgement.verdict() == Verdict.FAIL);
    assertThat(findings.figures())
        .extracting(Figure::title)
        .containsExactly(
            "pivot: efforts of a motion that was not fitted",
            "Base parameters 1 to 2 of 2 that are known, by the described");
    // inertia and weight both ways; frictions are no sums of link parameters
    long sums = findings.estimates().keySet().stream()
        .filter(parameter -> parameter.quantity() == Quantity.BASE)
        .count();
    assertThat(findings.numbers()).containsEntry("base_parameters", (double) sums);
  }

  @Test
  void whoTakesShortMotionsIsExcitedForFewerPeriods() throws IOException {
    Task task = TestBench.read("joint-bench");

    Findings findings = new Dynamics().run(TestBench.session(task, Hidden.usual(0), 4999));

    assertThat(value(findings, "lever.mz")).isBetween(-0.3 * 1.05, -0.3 * 0.95);
    assertThat(TestBench.estimate(findings, "lever.mz", Quantity.BASE).samples())
        .isEqualTo(5 * 3);
  }

  @Test
  void whoTakesTooShortMotionsIsNotMoved() throws IOException {
    BenchSession session = TestBench.session(TestBench.read("joint-bench"), Hidden.usual(0), 2999);

    assertThatThrownBy(() -> new Dynamics().run(session))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith("motions that excite all joints take 3000 steps at least, the robot"
            + " takes 2999 at most in one motion");
  }

  private static double value(Findings findings, String base) {
    Estimate estimate =
        Objects.requireNonNull(findings.estimates().get(new Parameter(base, Quantity.BASE)));
    assertThat(estimate.identifiable()).isTrue();
    return estimate.value();
  }

  @Test
  void aJointWithoutAnActuatorIsToldOf() throws IOException {
    Findings findings = new Dynamics().run(TestBench.session("cartpole-swingup", 0));

    assertThat(findings.judgements())
        .singleElement()
        .extracting(Judgement::verdict)
        .isEqualTo(Verdict.NOT_IDENTIFIABLE);
  }
}
