package dev.trammel.controller.learn;

import dev.trammel.controller.golden.GoldenArray;
import dev.trammel.controller.golden.GoldenCase;
import dev.trammel.controller.golden.GoldenComparison;
import dev.trammel.controller.golden.GoldenReport;
import dev.trammel.controller.linalg.Kernels;

/** Compares the step rule: rows of predicted improvement, actual improvement, factor. */
public final class StepRuleGolden implements GoldenComparison {

  private static final String ARRAY = "step_rule_pred_act_mult";
  private static final double TOLERANCE = 1e-12;

  @Override
  public boolean covers(String array) {
    return array.equals(ARRAY);
  }

  @Override
  public void compare(GoldenCase golden, Kernels kernels, GoldenReport report) {
    GoldenArray rows = golden.array(ARRAY);
    double[] ours = rows.values();
    for (int i = 0; i < ours.length; i += 3) {
      ours[i + 2] = StepRule.factor(ours[i], ours[i + 1]);
    }
    report.compare(ARRAY, TOLERANCE, ours);
  }
}
