package dev.trammel.calibration.benchmark;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.policy.Activation;
import dev.trammel.controller.policy.MlpPolicy;
import dev.trammel.controller.policy.PolicyMean;
import java.util.List;

/** Forward passes of a network of two hidden layers, each from an input that the last one changed. */
final class ForwardWork implements Work {

  /** p and m: the state of a 7-joint arm, and its torques. */
  static final int OBSERVATION = 14;

  static final int INPUT = 7;

  /** Passes of a run: a clock takes a tenth as long as one. */
  static final int PASSES = 20;

  private static final double STEP = 0.01;
  private static final double RANGE = 1;

  private final PolicyMean mean;
  private final double[] o = new double[OBSERVATION];
  private final double[] u = new double[INPUT];
  private double value;

  ForwardWork(Activation activation, Kernels kernels) {
    mean = policy(activation).mean(kernels);
  }

  static MlpPolicy policy(Activation activation) {
    return MlpPolicy.random(OBSERVATION, List.of(64, 64), INPUT, activation, 1);
  }

  @Override
  public void run() {
    for (int pass = 0; pass < PASSES; pass++) {
      value = value > RANGE ? -RANGE : value + STEP;
      o[0] = value + STEP * u[0];
      Work.requireSolved(mean.of(o, u));
    }
  }
}
