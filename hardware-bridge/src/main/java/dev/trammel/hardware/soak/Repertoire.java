package dev.trammel.hardware.soak;

import dev.trammel.controller.control.Controller;
import dev.trammel.controller.control.ExploringController;
import dev.trammel.controller.linalg.Kernels;
import dev.trammel.controller.lqr.LinearGaussianController;
import dev.trammel.controller.mpc.KnownModelReplanning;
import dev.trammel.controller.policy.Activation;
import dev.trammel.controller.policy.MlpPolicy;
import dev.trammel.controller.policy.PolicyController;
import dev.trammel.controller.task.PolicyObservation;
import dev.trammel.controller.task.Task;
import dev.trammel.controller.trajectory.TrajectoryRecorder;
import dev.trammel.hardware.mqtt.MqttLinker;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** What operators run: controllers that are drawn, some too strong for the robot's limits. */
final class Repertoire {

  private static final double[] STRENGTHS = {1, 5, 20};

  private final Task task;
  private final KnownModelReplanning replanning;
  private final MqttLinker linker;
  private final Operator.Outcomes outcomes;
  private final int n;
  private final int m;

  /**
   * An episode to run.
   *
   * @param kind where its loop is closed
   */
  record Piece(String kind, Controller controller, int steps) {

    /** Whether the robot itself evaluates the controller. */
    boolean isClosedThere() {
      return kind.equals("episode") || kind.equals("policy");
    }
  }

  Repertoire(
      Task task, KnownModelReplanning replanning, MqttLinker linker, Operator.Outcomes outcomes) {
    this.task = task;
    this.replanning = replanning;
    this.linker = linker;
    this.outcomes = outcomes;
    n = task.plant().spec().observationSize();
    m = task.plant().spec().actionSize();
  }

  Task task() {
    return task;
  }

  MqttLinker linker() {
    return linker;
  }

  Operator.Outcomes outcomes() {
    return outcomes;
  }

  TrajectoryRecorder recorder(int steps) {
    return new TrajectoryRecorder(steps, n, n, m);
  }

  /** To be streamed, whatever it is. */
  Piece streamed(SplittableRandom random) {
    int steps = random.nextInt(10, 31);
    return new Piece("stream", linear(random, steps), steps);
  }

  /** Of any other kind. */
  Piece any(SplittableRandom random) {
    int steps = random.nextInt(10, 31);
    int kind = random.nextInt(100);
    if (kind < 60) {
      return new Piece("episode", exploring(random, steps), steps);
    }
    return kind < 85
        ? new Piece("policy", policy(random), steps)
        : new Piece("horizon", replanning.controller(0), steps);
  }

  private Controller policy(SplittableRandom random) {
    Activation activation = Activation.values()[random.nextInt(Activation.values().length)];
    MlpPolicy policy = MlpPolicy.random(n, List.of(16, 8), m, activation, random.nextInt());
    PolicyObservation whole = PolicyObservation.ofState(task.plant(), List.of());
    return new PolicyController(policy, whole.reader(new double[0]), Kernels.best());
  }

  private Controller exploring(SplittableRandom random, int steps) {
    DMatrixRMaj[] noise = new DMatrixRMaj[steps];
    Arrays.setAll(noise, t -> matrix(random, m, 1, 0.5));
    return new ExploringController(linear(random, steps), noise);
  }

  private LinearGaussianController linear(SplittableRandom random, int steps) {
    double strength = STRENGTHS[random.nextInt(STRENGTHS.length)];
    DMatrixRMaj[] gains = new DMatrixRMaj[steps];
    DMatrixRMaj[] offsets = new DMatrixRMaj[steps];
    DMatrixRMaj[] covariances = new DMatrixRMaj[steps];
    DMatrixRMaj[] states = new DMatrixRMaj[steps + 1];
    DMatrixRMaj[] inputs = new DMatrixRMaj[steps];
    Arrays.setAll(gains, t -> matrix(random, m, n, 0.5 * strength));
    Arrays.setAll(offsets, t -> matrix(random, m, 1, strength));
    Arrays.setAll(covariances, t -> CommonOps_DDRM.identity(m));
    Arrays.setAll(states, t -> new DMatrixRMaj(n, 1));
    Arrays.setAll(inputs, t -> new DMatrixRMaj(m, 1));
    return new LinearGaussianController(gains, offsets, covariances, states, inputs);
  }

  private static DMatrixRMaj matrix(SplittableRandom random, int rows, int columns, double size) {
    DMatrixRMaj matrix = new DMatrixRMaj(rows, columns);
    for (int i = 0; i < matrix.getNumElements(); i++) {
      matrix.data[i] = random.nextDouble(-size, size);
    }
    return matrix;
  }
}
