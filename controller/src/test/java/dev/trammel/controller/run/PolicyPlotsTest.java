package dev.trammel.controller.run;

import static dev.trammel.controller.lqr.UpdateOutcome.BoundStatus.ON_BOUND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.learn.Estimate;
import dev.trammel.controller.learn.PolicyIteration;
import dev.trammel.controller.learn.StartOutcome;
import dev.trammel.controller.learn.TeacherFit;
import dev.trammel.controller.report.Report;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PolicyPlotsTest {

  private static final int STEPS = 100;
  private static final Estimate UNKNOWN = new Estimate(Double.NaN, Double.NaN);

  /** Iterations as they are when a policy comes nearer to its teachers. */
  private static List<PolicyIteration> iterations() {
    SplittableRandom random = new SplittableRandom(1);
    List<PolicyIteration> iterations = new ArrayList<>();
    iterations.add(new PolicyIteration(List.of(), Double.NaN, UNKNOWN, 1, List.of()));
    for (int i = 1; i < 9; i++) {
      double far = Math.exp(-0.4 * i);
      List<TeacherFit> teachers = List.of(
          new TeacherFit("ahead", false, 99.6, 1, ON_BOUND, perStep(far, random)),
          new TeacherFit("left", false, 99.1, 1, ON_BOUND, perStep(2 * far, random)),
          new TeacherFit("region", true, 99.9, 1, ON_BOUND, perStep(3 * far, random)),
          new TeacherFit("region", true, 100, 1, ON_BOUND, perStep(4 * far, random)));
      Estimate realised = new Estimate(60 + 50 * random.nextDouble(), 12);
      iterations.add(new PolicyIteration(teachers, 100, realised, 1 + 0.2 * i, List.of()));
    }
    return iterations;
  }

  private static double[] perStep(double far, SplittableRandom random) {
    double[] perStep = new double[STEPS];
    Arrays.setAll(perStep, t -> far * (1 + Math.sin(t / 9.0)) + 0.02 * random.nextDouble());
    return perStep;
  }

  private static List<StartOutcome> starts(int count, int axes) {
    SplittableRandom random = new SplittableRandom(2);
    List<StartOutcome> starts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      double[] place = random.doubles(axes, 0.5, 0.8).toArray();
      double left = 0.03 * Math.pow(place[0] / 0.8, 4) * random.nextDouble(0.5, 1);
      starts.add(new StartOutcome(place, left <= 0.02, left));
    }
    return starts;
  }

  static String page() {
    List<String> axes = List.of("start of tool0 x [m]", "start of tool0 z [m]");
    String measure = "distance of tool0 [m]";
    return new Report("policy", "for tests")
        .section("Policy and teachers")
        .plots(new PolicyPlots(iterations()).plots())
        .plots(List.of(
            PolicyPlots.map("Held-out starts", axes, measure, starts(100, 2)),
            PolicyPlots.map("On one axis", axes.subList(0, 1), measure, starts(40, 1))))
        .html();
  }

  @Test
  void everyFigureHasItsNumbers() {
    String page = page();

    assertThat(page)
        .doesNotContain("no data", "NaN")
        .contains("realised ±2 standard errors", "of the model", "Policy from its teachers")
        .contains(">ahead</li>", ">left</li>", ">region</li>")
        .contains("iteration 8, step 99: ")
        .contains("succeeded; distance of tool0 [m]: ");
    assertThat(page.split("<rect class=\"cell\"")).hasSize(8 * STEPS + 1);
  }

  @Test
  void oneRowOfTheHeatMapIsTheMeanOverTeachers() {
    PolicyIteration one = new PolicyIteration(
        List.of(
            new TeacherFit("a", false, 1, 1, ON_BOUND, new double[] {1, 2}),
            new TeacherFit("b", true, 1, 1, ON_BOUND, new double[] {3, 6})),
        1,
        UNKNOWN,
        1,
        List.of());
    String page =
        new Report("p", "").plots(new PolicyPlots(List.of(one)).plots()).html();

    assertThat(one.klToTeachers()).isEqualTo(6);
    assertThat(page).contains("iteration 0, step 0: 2 nat", "iteration 0, step 1: 4 nat");
  }
}
