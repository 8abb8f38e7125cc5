package dev.trammel.hardware.remote;

import dev.trammel.controller.control.StateEstimate;
import dev.trammel.controller.mpc.MpcController;
import dev.trammel.controller.plant.Action;
import dev.trammel.controller.plant.PlantSpec;
import dev.trammel.controller.plant.SafeAction;
import dev.trammel.hardware.wire.Request;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/**
 * Plans here, and sends each plan's feedback, which the device follows until the next one is there.
 * Where nobody would act, the feedback is the robot's safe action.
 */
final class HorizonPilot implements Pilot {

  private final MpcController controller;
  private final PlantSpec spec;
  private final int steps;
  private final int most;
  private final double[][] gains;
  private final double[][] offsets;
  private final StateEstimate estimate;
  private final Action action;

  /**
   * @param steps T of the episode
   * @param most steps that the device takes at once
   */
  HorizonPilot(MpcController controller, PlantSpec spec, int steps, int most) {
    this.controller = controller;
    this.spec = spec;
    this.steps = steps;
    this.most = most;
    int n = spec.observationSize();
    int m = spec.actionSize();
    gains = new double[Math.min(steps, most)][n * m];
    offsets = new double[Math.min(steps, most)][m];
    estimate = new StateEstimate(n);
    action = new Action(m);
  }

  @Override
  public Request next(int answered, int acting, double[] reading, double[] applied) {
    estimate.mean.setTo(DMatrixRMaj.wrap(reading.length, 1, reading));
    action.applied.setTo(DMatrixRMaj.wrap(applied.length, 1, applied));
    int count = 0;
    if (controller.act(estimate, answered, action)) {
      count = controller.feedback(answered, gains, offsets);
    }
    if (count == 0) {
      count = rest(Math.min(most, steps - answered));
    }
    return new Request.Horizon(answered, reading.length, rows(gains, count), rows(offsets, count));
  }

  private int rest(int count) {
    for (int i = 0; i < count; i++) {
      Arrays.fill(gains[i], 0);
      Arrays.fill(offsets[i], 0);
      if (spec.safeAction() instanceof SafeAction.Damping damping) {
        List<Integer> rates = damping.rateSensors();
        for (int a = 0; a < offsets[i].length; a++) {
          gains[i][a * spec.observationSize() + rates.get(a)] = -damping.gains().get(a);
        }
      }
    }
    return count;
  }

  private static double[][] rows(double[][] from, int count) {
    return IntStream.range(0, count).mapToObj(i -> from[i].clone()).toArray(double[][]::new);
  }
}
