package dev.trammel.controller.policy;

import dev.trammel.controller.linalg.Kernels;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;

/** One training, from its start to its report. Not thread-safe. */
final class Training {

  /** Of the rate, at the last epoch: so small that the last steps no longer shake the loss. */
  private static final double LAST_RATE = 1e-3;

  private final TrainingSet set;
  private final HeldOutSplit split;
  private final MlpPolicy start;
  private final PolicySettings settings;
  private final MlpParameters parameters;
  private final MlpParameters best;
  private final MlpParameters gradient;
  private final MlpBatch network;
  private final Adam adam;
  private final double[][] inputs;

  Training(
      TrainingSet set,
      HeldOutSplit split,
      MlpPolicy start,
      PolicySettings settings,
      Kernels kernels) {
    this.set = set;
    this.split = split;
    this.start = start;
    this.settings = settings;
    parameters = MlpParameters.of(start);
    best = MlpParameters.of(start);
    gradient = new MlpParameters(parameters.sizes);
    network = new MlpBatch(start.activation(), parameters, settings.batch(), kernels);
    adam = new Adam(parameters, gradient, settings.weightDecay(), kernels);
    inputs = new double[settings.batch()][];
  }

  /** Trains until epochs or patience are used up; without anything held out until epochs are. */
  TrainingReport run(DMatrixRMaj covariance, SplittableRandom random) {
    int[] order = split.training().clone();
    boolean judges = split.heldOut().length > 0;
    List<Double> curve = new ArrayList<>();
    curve.add(loss(split.judging()));
    int bestEpoch = 0;
    int epoch = 0;
    while (epoch < settings.epochs() && epoch - bestEpoch < settings.patience()) {
      shuffle(order, random);
      double passed = pass(order, epoch);
      epoch++;
      curve.add(judges ? loss(split.heldOut()) : passed);
      if (!judges || curve.get(epoch) < curve.get(bestEpoch)) {
        bestEpoch = epoch;
        best.set(parameters);
      }
    }
    MlpPolicy policy = new MlpPolicy(
        start.activation(), start.observations(), best.toLayers(), start.actions(), covariance);
    // a policy's weights are rounded: the report is about those
    parameters.set(MlpParameters.of(policy));
    return new TrainingReport(
        policy, epoch, bestEpoch, loss(split.training()), loss(split.judging()), curve);
  }

  private static void shuffle(int[] order, SplittableRandom random) {
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int kept = order[i];
      order[i] = order[j];
      order[j] = kept;
    }
  }

  /** Steps through all samples once; their mean loss on the way [nat]. */
  private double pass(int[] order, int epoch) {
    double sum = 0;
    double weight = 0;
    for (int first = 0; first < order.length; first += settings.batch()) {
      int count = Math.min(settings.batch(), order.length - first);
      double[][] outputs = forward(order, first, count);
      double[][] derivatives = network.outputDerivatives();
      for (int i = 0; i < count; i++) {
        sum += set.loss(order[first + i], 1.0 / count, outputs[i], derivatives[i]);
        weight += set.weight(order[first + i]);
      }
      network.backward(count, gradient);
      adam.step(rate((epoch + (double) first / order.length) / settings.epochs()));
    }
    return set.unit() * sum / weight;
  }

  /** Half a cosine from the rate down to almost nothing (Loshchilov and Hutter 2017). */
  private double rate(double progress) {
    double fall = 0.5 * (1 + StrictMath.cos(Math.PI * progress));
    return settings.rate() * (LAST_RATE + (1 - LAST_RATE) * fall);
  }

  /** The mean over samples [nat]. */
  private double loss(int[] samples) {
    double[] derivative = network.outputDerivatives()[0];
    double sum = 0;
    double weight = 0;
    for (int first = 0; first < samples.length; first += settings.batch()) {
      int count = Math.min(settings.batch(), samples.length - first);
      double[][] outputs = forward(samples, first, count);
      for (int i = 0; i < count; i++) {
        sum += set.loss(samples[first + i], 1, outputs[i], derivative);
        weight += set.weight(samples[first + i]);
      }
    }
    return set.unit() * sum / weight;
  }

  private double[][] forward(int[] samples, int first, int count) {
    for (int i = 0; i < count; i++) {
      inputs[i] = set.input(samples[first + i]);
    }
    return network.forward(inputs, count);
  }
}
