package dev.trammel.controller.golden;

import static org.assertj.core.api.Assertions.assertThat;

import dev.trammel.controller.dynamics.DynamicsGolden;
import dev.trammel.controller.learn.LoopGolden;
import dev.trammel.controller.learn.StepRuleGolden;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.LqrGolden;
import dev.trammel.controller.policy.PolicyGolden;
import dev.trammel.controller.task.CostGolden;
import dev.trammel.controller.testing.OnEachKernels;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@OnEachKernels
class GoldenTest {

  /** Each area of the core adds its own. */
  private static final List<GoldenComparison> AREAS = List.of(
      new DynamicsGolden(),
      new CostGolden(),
      new LqrGolden(),
      new PolicyGolden(),
      new StepRuleGolden(),
      new LoopGolden());

  private static final Pattern INPUT = Pattern.compile("in_.*");

  /** Wrong in the source (the Hessian), or noise without a plant of its sizes (the curve). */
  private static final Pattern NOT_COMPARABLE = Pattern.compile("cost_logl2_lxx|curve_.*");

  private final Kernels kernels;

  GoldenTest(Kernels kernels) {
    this.kernels = kernels;
  }

  static Stream<GoldenCase> cases() {
    return GoldenCase.all();
  }

  @ParameterizedTest
  @MethodSource("cases")
  void everyArrayOfTheCaseIsReproduced(GoldenCase golden) {
    GoldenReport report = new GoldenReport(golden);
    for (GoldenComparison area : AREAS) {
      if (golden.arrays().stream().anyMatch(area::covers)) {
        area.compare(golden, kernels, report);
      }
    }

    long compared = golden.arrays().stream().filter(report::compared).count();
    long present = golden.arrays().stream().filter(GoldenTest::isResult).count();
    System.out.printf(
        "golden %s: %d of %d arrays compared (inputs apart), on %s%n%s",
        golden, compared, present, kernels.name(), report.details());
    assertThat(report.failures()).isEmpty();
    assertThat(golden.arrays()).allMatch(array -> isAccountedFor(array, report));
  }

  private static boolean isResult(String array) {
    return !INPUT.matcher(array).matches();
  }

  private static boolean isAccountedFor(String array, GoldenReport report) {
    return report.compared(array)
        || INPUT.matcher(array).matches()
        || NOT_COMPARABLE.matcher(array).matches();
  }
}
