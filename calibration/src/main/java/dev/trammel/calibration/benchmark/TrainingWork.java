package dev.trammel.calibration.benchmark;

import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.policy.Activation;
import dev.trammel.controller.policy.PolicySettings;
import dev.trammel.controller.policy.PolicyTrainer;
import dev.trammel.controller.policy.TeacherSample;
import dev.trammel.controller.policy.TeacherSamples;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/**
 * Trains a 28-64-64-14 network on 50,000 samples with full precisions, in batches of 64. An epoch's
 * time is the difference between a longer and a shorter training, which leaves out what comes before
 * and after.
 */
final class TrainingWork {

  private static final ThreadMXBean THREAD = ManagementFactory.getThreadMXBean();
  private static final int OBSERVATION = 28;
  private static final int INPUT = 14;
  private static final int SAMPLES = 50_000;
  private static final int STEPS = 100;
  private static final int EPOCHS = 4;

  private final Kernels kernels;
  private final Activation activation;
  private final TeacherSamples samples;

  TrainingWork(Activation activation, Kernels kernels) {
    this.kernels = kernels;
    this.activation = activation;
    samples = samples(new SplittableRandom(1));
  }

  private static TeacherSamples samples(SplittableRandom random) {
    List<TeacherSample> samples = new ArrayList<>();
    for (int i = 0; i < SAMPLES; i++) {
      double[] o = random.doubles(OBSERVATION, -1, 1).toArray();
      double[] u = new double[INPUT];
      for (int j = 0; j < INPUT; j++) {
        u[j] = o[j] * o[j + INPUT];
      }
      samples.add(new TeacherSample(o, u, i % STEPS, 1, i / STEPS));
    }
    List<DMatrixRMaj> precisions = new ArrayList<>();
    for (int t = 0; t < STEPS; t++) {
      double[] entries = random.doubles(INPUT * INPUT, -1, 1).toArray();
      DMatrixRMaj root = new DMatrixRMaj(INPUT, INPUT, true, entries);
      DMatrixRMaj precision = CommonOps_DDRM.identity(INPUT);
      CommonOps_DDRM.multAddTransA(root, root, precision);
      precisions.add(precision);
    }
    return new TeacherSamples(samples, precisions);
  }

  /** CPU seconds of an epoch on this thread. */
  double secondsPerEpoch() {
    return (seconds(3 * EPOCHS) - seconds(EPOCHS)) / (2 * EPOCHS);
  }

  private double seconds(int epochs) {
    PolicySettings settings =
        new PolicySettings(List.of(64, 64), activation, 1e-3, 64, epochs, epochs, 1e-4, 0);
    PolicyTrainer trainer = new PolicyTrainer(kernels, settings);
    long begin = THREAD.getCurrentThreadCpuTime();
    trainer.train(samples, Optional.empty(), 1);
    return 1e-9 * (THREAD.getCurrentThreadCpuTime() - begin);
  }
}
